/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/goal_list.h"
#include "io/reference.h"
#include "io/sweep_reader.h"

enum { VARIANTS_MOST = 1000 };

static const double *read_weights(tc_sweep_reading *reading, const tc_json *object)
{
    const tc_problem *problem = reading->problem;
    if (!tc_member_expect(reading->file, object, TC_JSON_OBJECT, reading->faults))
        return NULL;
    double *weights = tc_sweep_take(reading, problem->project_count, sizeof *weights);
    if (!weights)
        return NULL;
    for (int j = 0; j < problem->project_count; j++)
        weights[j] = problem->projects[j].weight;
    for (const tc_json *value = object->child; value; value = value->next) {
        const tc_place place = {reading->file, value->key_line, value->key_column};
        const tc_spot spot = {"weights", place, reading->faults};
        const int project = tc_sweep_project(reading, value->key, &spot);
        double weight = 0;
        if (project >= 0 && tc_sweep_number(reading, value, 0, 1e6, false, &weight))
            weights[project] = weight;
    }
    return weights;
}

static void read_name(tc_sweep_reading *reading, const tc_json *value,
                      const tc_variant *earlier, int count, tc_variant *variant)
{
    if (!tc_member_expect(reading->file, value, TC_JSON_TEXT, reading->faults))
        return;
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    variant->name = tc_sweep_text(reading, value->text);
    if (!*variant->name || tc_text_has_controls(variant->name, false))
        (void)TC_REFUSE(&spot, value->text, "不能作名称", "will not do as a name");
    for (int v = 0; v < count; v++)
        if (strcmp(earlier[v].name, variant->name) == 0) {
            (void)TC_REFUSE(&spot, value->text, "与前面的重名", "is named twice");
            return;
        }
}

/* earlier: the count variants before it. */
static void read_variant(tc_sweep_reading *reading, const tc_json *entry,
                         const tc_variant *earlier, int count, tc_variant *variant)
{
    static const char *const keys[] = {"name", "policy", "weights", NULL};
    *variant = (tc_variant){.name = "",
                            .goals = reading->problem->goals,
                            .goal_count = reading->problem->goal_count};
    if (!tc_member_expect(reading->file, entry, TC_JSON_OBJECT, reading->faults))
        return;
    for (const tc_json *value = entry->child; value; value = value->next) {
        if (strcmp(value->key, "name") == 0)
            read_name(reading, value, earlier, count, variant);
        else if (strcmp(value->key, "policy") == 0) {
            if (!tc_goals_read(reading->file, value, &reading->sweep->arena,
                               reading->faults, &variant->goals, &variant->goal_count))
                reading->no_memory = true;
        } else if (strcmp(value->key, "weights") == 0)
            variant->weights = read_weights(reading, value);
        else
            tc_member_refuse_key(reading->file, value, keys, reading->faults);
    }
    const tc_place place = tc_sweep_place(reading, entry);
    if (!tc_member_is_meant(entry, "name", keys))
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "这一种政策缺少“name”",
                     "this variant has no 'name'");
    if (!tc_member_is_meant(entry, "policy", keys) &&
        !tc_member_is_meant(entry, "weights", keys))
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "这一种政策应有“policy”或“weights”",
                     "this variant must have 'policy' or 'weights'");
}

void tc_sweep_variants(tc_sweep_reading *reading, const tc_json *list, tc_axis *axis)
{
    if (!tc_member_expect(reading->file, list, TC_JSON_ARRAY, reading->faults))
        return;
    const tc_place place = tc_sweep_place(reading, list);
    if (list->count == 0 || list->count > VARIANTS_MOST) {
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "values：应有 1 至 %d 种政策",
                     "values: 1 to %d variants are expected", VARIANTS_MOST);
        return;
    }
    tc_variant *variants = tc_sweep_take(reading, list->count, sizeof *variants);
    double *values = tc_sweep_take(reading, list->count, sizeof *values);
    int count = 0;
    for (const tc_json *entry = list->child; variants && values && entry;
         entry = entry->next) {
        read_variant(reading, entry, variants, count, &variants[count]);
        values[count] = count;
        count++;
    }
    axis->spread = TC_SPREAD_VALUES;
    axis->values = values;
    axis->value_count = count;
    axis->high = count - 1;
    reading->sweep->variants = variants;
    reading->sweep->variant_count = count;
}
