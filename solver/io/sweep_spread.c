/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "domain/quantile.h"
#include "io/sweep_kinds.h"
#include "io/sweep_reader.h"

enum { LEVELS_MOST = 100000, VALUES_MOST = 100000 };

static const double mass_least = 1e-9; /* of a bell, within its range */

/* Say that a member cannot stand in this entry. */
static void refuse(const tc_sweep_reading *reading, const tc_json *value, const char *zh,
                   const char *en)
{
    if (!value)
        return;
    const tc_place place = {reading->file, value->key_line, value->key_column};
    tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "%s 不能写在这里：%s%.0s",
                 "%s cannot stand here: %.0s%s", value->key, zh, en);
}

static void say_missing(const tc_sweep_reading *reading, const tc_axis_entry *entry,
                        const char *key)
{
    const tc_place place = tc_sweep_place(reading, entry->self);
    tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "这个轴缺少“%s”",
                 "this axis has no '%s'", key);
}

/* ---- values ------------------------------------------------------------------------ */

static void read_weights(tc_sweep_reading *reading, const tc_json *list, tc_axis *axis)
{
    if (!tc_member_expect(reading->file, list, TC_JSON_ARRAY, reading->faults))
        return;
    if (list->count != axis->value_count) {
        const tc_place place = tc_sweep_place(reading, list);
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "weights：有 %d 个，而 values 有 %d 个，应当一样多",
                     "weights: there are %d of them, and %d values: as many are expected",
                     list->count, axis->value_count);
        return;
    }
    double *weights = tc_sweep_take(reading, list->count, sizeof *weights);
    double sum = 0.0;
    int count = 0;
    for (const tc_json *value = list->child; weights && value; value = value->next) {
        if (!tc_sweep_number(reading, value, 1e-9, 1e9, false, &weights[count]))
            return;
        sum += weights[count++];
    }
    for (int i = 0; i < count; i++)
        weights[i] /= sum;
    axis->weights = weights;
}

static void note_ends(tc_axis *axis)
{
    axis->low = axis->high = axis->values[0];
    for (int i = 1; i < axis->value_count; i++) {
        axis->low = fmin(axis->low, axis->values[i]);
        axis->high = fmax(axis->high, axis->values[i]);
    }
}

static void read_values(tc_sweep_reading *reading, const tc_axis_entry *entry,
                        tc_axis *axis)
{
    const tc_axis_form *form = entry->form;
    const tc_json *list = entry->values;
    if (!tc_member_expect(reading->file, list, TC_JSON_ARRAY, reading->faults))
        return;
    const tc_place place = tc_sweep_place(reading, list);
    if (list->count == 0 || list->count > VALUES_MOST) {
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "values：应有 1 至 %d 个数", "values: 1 to %d numbers are expected",
                     VALUES_MOST);
        return;
    }
    double *values = tc_sweep_take(reading, list->count, sizeof *values);
    int count = 0;
    for (const tc_json *value = list->child; values && value; value = value->next)
        count += tc_sweep_number(reading, value, form->least, form->most, form->whole,
                                 &values[count]);
    if (!values || count < list->count)
        return;
    axis->spread = TC_SPREAD_VALUES;
    axis->values = values;
    axis->value_count = count;
    note_ends(axis);
    if (entry->weights)
        read_weights(reading, entry->weights, axis);
}

/* count values from low to high, both ends included, at equal distances. */
static void take_steps(tc_sweep_reading *reading, int count, tc_axis *axis)
{
    double *values = tc_sweep_take(reading, count, sizeof *values);
    if (!values)
        return;
    for (int i = 0; i < count; i++)
        values[i] = i == count - 1
                        ? axis->high
                        : axis->low + (axis->high - axis->low) * i / (count - 1);
    axis->spread = TC_SPREAD_VALUES;
    axis->values = values;
    axis->value_count = count;
}

static void read_levels(tc_sweep_reading *reading, const tc_axis_entry *entry,
                        tc_axis *axis)
{
    double levels = 0;
    if (!tc_sweep_number(reading, entry->levels, 2, LEVELS_MOST, true, &levels))
        return;
    take_steps(reading, (int)levels, axis);
    const tc_place place = tc_sweep_place(reading, entry->levels);
    for (int i = 0; entry->form->whole && i < axis->value_count; i++)
        if (axis->values[i] != floor(axis->values[i])) {
            tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                         "levels：分成 %d 级会得到 %g，而 %s 只能取整数",
                         "levels: %d of them give %g, but %s takes whole numbers only",
                         (int)levels, axis->values[i], tc_axis_words[entry->form->kind]);
            return;
        }
}

/* ---- distributions ----------------------------------------------------------------- */

/* The ends of the range; false where they are not both there and in order. */
static bool read_ends(const tc_sweep_reading *reading, const tc_axis_entry *entry,
                      tc_axis *axis)
{
    const tc_axis_form *form = entry->form;
    if (!entry->min && !entry->max) {
        const tc_place place = tc_sweep_place(reading, entry->self);
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "这个轴没有取值：应写 values，或写 min 与 max",
                     "this axis has no values: 'values', or 'min' and 'max' is expected");
        return false;
    }
    if (!entry->min || !entry->max) {
        say_missing(reading, entry, entry->min ? "max" : "min");
        return false;
    }
    const bool low = tc_sweep_number(reading, entry->min, form->least, form->most,
                                     form->whole, &axis->low);
    const bool high = tc_sweep_number(reading, entry->max, form->least, form->most,
                                      form->whole, &axis->high);
    if (!low || !high)
        return false;
    if (axis->low <= axis->high)
        return true;
    const tc_place place = tc_sweep_place(reading, entry->max);
    tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "max：%g 小于 min 的 %g",
                 "max: %g is less than min, which is %g", axis->high, axis->low);
    return false;
}

static void read_triangular(const tc_sweep_reading *reading, const tc_axis_entry *entry,
                            tc_axis *axis)
{
    if (!entry->mode)
        say_missing(reading, entry, "mode");
    else
        (void)!tc_sweep_number(reading, entry->mode, axis->low, axis->high, false,
                               &axis->peak);
}

static void read_normal(const tc_sweep_reading *reading, const tc_axis_entry *entry,
                        tc_axis *axis)
{
    if (!entry->mean || !entry->sd) {
        say_missing(reading, entry, entry->mean ? "sd" : "mean");
        return;
    }
    if (!tc_sweep_number(reading, entry->mean, -1e6, 1e6, false, &axis->peak) ||
        !tc_sweep_number(reading, entry->sd, 1e-9, 1e6, false, &axis->deviation))
        return;
    const tc_place place = tc_sweep_place(reading, entry->mean);
    if (axis->low < axis->high && !(tc_normal_mass(axis) >= mass_least))
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "mean：这样的正态分布几乎不落在 %g 至 %g 之间",
                     "mean: hardly anything of this normal distribution lies within %g "
                     "to %g",
                     axis->low, axis->high);
}

static void read_distribution(tc_sweep_reading *reading, const tc_axis_entry *entry,
                              tc_axis *axis)
{
    static const char *const words[] = {"uniform", "triangular", "normal", NULL};
    const int word =
        entry->distribution
            ? tc_member_word(reading->file, entry->distribution, words, reading->faults)
            : TC_SPREAD_UNIFORM;
    if (word < 0)
        return;
    axis->spread = (tc_spread)word;
    if (word != TC_SPREAD_TRIANGULAR)
        refuse(reading, entry->mode, "只用于 triangular", "for triangular only");
    if (word != TC_SPREAD_NORMAL) {
        refuse(reading, entry->mean, "只用于 normal", "for normal only");
        refuse(reading, entry->sd, "只用于 normal", "for normal only");
    }
    if (entry->form->whole && word != TC_SPREAD_UNIFORM)
        refuse(reading, entry->distribution, "整数请用 values 与 weights",
               "give whole numbers by values and weights");
    else if (word == TC_SPREAD_TRIANGULAR)
        read_triangular(reading, entry, axis);
    else if (word == TC_SPREAD_NORMAL)
        read_normal(reading, entry, axis);
    else if (entry->form->whole) /* each whole number of the range alike */
        take_steps(reading, (int)(axis->high - axis->low) + 1, axis);
}

/* ---- which of them ----------------------------------------------------------------- */

static void refuse_range(const tc_sweep_reading *reading, const tc_axis_entry *entry,
                         const char *zh, const char *en)
{
    refuse(reading, entry->min, zh, en);
    refuse(reading, entry->max, zh, en);
    refuse(reading, entry->distribution, zh, en);
    refuse(reading, entry->mode, zh, en);
    refuse(reading, entry->mean, zh, en);
    refuse(reading, entry->sd, zh, en);
    refuse(reading, entry->levels, zh, en);
}

static void read_grid(tc_sweep_reading *reading, const tc_axis_entry *entry,
                      tc_axis *axis)
{
    const char *zh = "网格的每个组合各算一次", *en = "a grid has each combination once";
    refuse(reading, entry->weights, zh, en);
    refuse(reading, entry->distribution, zh, en);
    refuse(reading, entry->mode, zh, en);
    refuse(reading, entry->mean, zh, en);
    refuse(reading, entry->sd, zh, en);
    if (!read_ends(reading, entry, axis))
        return;
    if (entry->levels)
        read_levels(reading, entry, axis);
    else
        say_missing(reading, entry, "levels");
}

static void read_policy(tc_sweep_reading *reading, const tc_axis_entry *entry,
                        tc_axis *axis)
{
    const tc_design design = reading->sweep->design;
    refuse_range(reading, entry, "政策只有 values", "policies have values only");
    if (design == TC_DESIGN_GRID || design == TC_DESIGN_LIST)
        refuse(reading, entry->weights, "这种设计不抽签", "this design draws no lots");
    if (!entry->values)
        say_missing(reading, entry, "values");
    else
        tc_sweep_variants(reading, entry->values, axis);
    if (entry->weights && axis->value_count > 0)
        read_weights(reading, entry->weights, axis);
}

void tc_sweep_spread(tc_sweep_reading *reading, const tc_axis_entry *entry, tc_axis *axis)
{
    const tc_design design = reading->sweep->design;
    if (axis->kind == TC_AXIS_POLICY) {
        read_policy(reading, entry, axis);
    } else if (design == TC_DESIGN_LIST) {
        refuse(reading, entry->values, "取值在 file 的表里", "the file has the values");
        refuse(reading, entry->weights, "取值在 file 的表里", "the file has the values");
        refuse_range(reading, entry, "取值在 file 的表里", "the file has the values");
    } else if (entry->values) {
        refuse_range(reading, entry, "已经写了 values", "there are values");
        if (design == TC_DESIGN_GRID)
            refuse(reading, entry->weights, "网格的每个组合各算一次",
                   "a grid has each combination once");
        read_values(reading, entry, axis);
    } else if (design == TC_DESIGN_GRID) {
        read_grid(reading, entry, axis);
    } else {
        refuse(reading, entry->weights, "没有 values", "there are no values");
        refuse(reading, entry->levels, "只用于 grid", "for the design grid only");
        if (read_ends(reading, entry, axis))
            read_distribution(reading, entry, axis);
    }
}
