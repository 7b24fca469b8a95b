/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/reference.h"
#include "io/sweep_kinds.h"
#include "io/sweep_reader.h"

static const tc_axis_form forms[TC_AXIS_POLICY + 1] = {
    [TC_AXIS_SUPPLY] =
        {TC_AXIS_SUPPLY, false, {"pollutant", "area", "industry", "source"}, 0, 1000},
    [TC_AXIS_RESERVE] = {TC_AXIS_RESERVE, false, {"pollutant", "area"}, 0, 1},
    [TC_AXIS_EXPORT_CAP] = {TC_AXIS_EXPORT_CAP, false, {"pollutant", "area"}, 0, 1},
    [TC_AXIS_DEMAND] =
        {TC_AXIS_DEMAND, false, {"pollutant", "area", "industry", "project"}, 0, 1000},
    [TC_AXIS_RATIO] =
        {TC_AXIS_RATIO, false, {"pollutant", "area", "industry", "project"}, 0, 100},
    [TC_AXIS_DELAY] = {TC_AXIS_DELAY, true, {"area", "industry", "source"}, -1200, 1200},
    [TC_AXIS_START] = {TC_AXIS_START, true, {"area", "industry", "project"}, -1200, 1200},
    [TC_AXIS_SOURCE] = {TC_AXIS_SOURCE, true, {"area", "industry", "source"}, 0, 1},
    [TC_AXIS_PROJECT] = {TC_AXIS_PROJECT, true, {"area", "industry", "project"}, 0, 1},
    [TC_AXIS_POLICY] = {TC_AXIS_POLICY, true, {NULL}, 0, 0},
};

const tc_axis_form *tc_axis_form_of(tc_axis_kind kind)
{
    return &forms[kind];
}

static const char *const selectors[] = {"pollutant", "area",    "industry",
                                        "source",    "project", NULL};

/* ---- one axis of its own for each … ------------------------------------------------ */

/* Does the axis change anything that there is? */
static bool touches(const tc_problem *problem, const tc_axis *axis)
{
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (source->status != TC_SOURCE_RETIRED && source->quantity[p] > 0 &&
                source->expires >= problem->decision_date &&
                tc_axis_takes_source(problem, axis, s, p))
                return true;
    }
    for (int j = 0; j < problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (problem->projects[j].emission[p] > 0 &&
                tc_axis_takes_project(problem, axis, j, p))
                return true;
    return axis->kind == TC_AXIS_POLICY;
}

/* Append the ids of what the axis applies to, or nothing. */
static void add_ids(const tc_problem *problem, const tc_axis *axis, tc_buffer *name)
{
    if (axis->pollutant >= 0)
        tc_buffer_printf(name, " %s", tc_pollutants[axis->pollutant].id);
    if (axis->area >= 0)
        tc_buffer_printf(name, " %s", problem->areas[axis->area].id);
    if (axis->industry)
        tc_buffer_printf(name, " %s", axis->industry);
    if (axis->source >= 0)
        tc_buffer_printf(name, " %s", problem->sources[axis->source].id);
    if (axis->project >= 0)
        tc_buffer_printf(name, " %s", problem->projects[axis->project].id);
}

/* The name that was given, or the parameter and all that is chosen. one: what an axis of
 * many is about, to be added to the name that was given for all of them. */
static const char *name_of(tc_sweep_reading *reading, const tc_axis_entry *entry,
                           const char *given, const tc_axis *axis, const tc_axis *one)
{
    tc_buffer name = {0};
    if (given) {
        tc_buffer_puts(&name, given);
        if (one)
            add_ids(reading->problem, one, &name);
    } else {
        tc_buffer_puts(&name, tc_axis_words[entry->form->kind]);
        add_ids(reading->problem, axis, &name);
    }
    const char *kept = name.failed ? "" : tc_sweep_text(reading, name.text);
    reading->no_memory = reading->no_memory || name.failed;
    tc_buffer_free(&name);
    return kept;
}

static void add_axis(tc_sweep_reading *reading, const tc_axis_entry *entry,
                     const char *given, const tc_axis *axis, const tc_axis *one)
{
    tc_axis added = *axis;
    const tc_place place =
        tc_sweep_place(reading, entry->name ? entry->name : entry->self);
    added.name = name_of(reading, entry, given, axis, one);
    const int *same = tc_name_index_find(&reading->names, added.name);
    if (reading->axes.count == TC_SWEEP_AXES_MOST) {
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "轴超过 %d 个",
                     "there are more than %d axes", TC_SWEEP_AXES_MOST);
    } else if (same) {
        const tc_axis *other = (const tc_axis *)(const void *)reading->axes.bytes + *same;
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "“%s”与第 %d 行第 %d 列的轴同名，请用 name 另起名称",
                     "'%s' is also the name of the axis at line %d, column %d: give "
                     "another one by 'name'",
                     tc_plain_show(added.name).text, other->line, other->column);
    } else if (!tc_name_index_add(&reading->names, added.name, reading->axes.count) ||
               !tc_record_list_add(&reading->axes, &added)) {
        reading->no_memory = true;
    }
}

/* Of an industry the record of that number has: is it the first one? */
static const char *new_industry(const tc_problem *problem, bool projects, int record)
{
    const char *name =
        projects ? problem->projects[record].industry : problem->sources[record].industry;
    for (int r = 0; r < record; r++)
        if (strcmp(projects ? problem->projects[r].industry
                            : problem->sources[r].industry,
                   name) == 0)
            return NULL;
    return *name ? name : NULL;
}

static int many(const tc_problem *problem, const char *each, bool projects)
{
    return strcmp(each, "pollutant") == 0 ? TC_POLLUTANTS
           : strcmp(each, "area") == 0    ? problem->area_count
           : strcmp(each, "source") == 0  ? problem->source_count
           : strcmp(each, "project") == 0 ? problem->project_count
           : projects                     ? problem->project_count
                                          : problem->source_count;
}

/* Narrow the axis to number i of what "each" names; false where there is none. */
static bool narrow(const tc_problem *problem, const char *each, bool projects, int i,
                   tc_axis *axis)
{
    if (strcmp(each, "pollutant") == 0)
        axis->pollutant = i;
    else if (strcmp(each, "area") == 0)
        axis->area = i;
    else if (strcmp(each, "source") == 0)
        axis->source = i;
    else if (strcmp(each, "project") == 0)
        axis->project = i;
    else
        return (axis->industry = new_industry(problem, projects, i)) != NULL;
    return true;
}

static void warn_idle(const tc_sweep_reading *reading, const tc_axis_entry *entry)
{
    const tc_place place = tc_sweep_place(reading, entry->self);
    tc_fault_add(reading->faults, TC_SEVERITY_WARNING, &place,
                 "这个轴碰不到任何有量的削减源或项目，取什么值都一样",
                 "this axis is about no source or project with an amount: its value "
                 "changes nothing");
}

/* An axis for each; how many. */
static int add_each(tc_sweep_reading *reading, const tc_axis_entry *entry,
                    const char *given, const tc_axis *axis)
{
    const tc_problem *problem = reading->problem;
    const char *each = entry->each->text;
    const bool projects = tc_sweep_is_of_projects(axis->kind);
    const int before = reading->axes.count;
    for (int i = 0; i < many(problem, each, projects); i++) {
        static const tc_axis all = {
            .pollutant = -1, .area = -1, .source = -1, .project = -1};
        tc_axis made = *axis, one = all;
        if (narrow(problem, each, projects, i, &made) &&
            narrow(problem, each, projects, i, &one) && touches(problem, &made))
            add_axis(reading, entry, given, &made, &one);
    }
    return reading->axes.count - before;
}

/* ---- one entry --------------------------------------------------------------------- */

static bool is_one_of(const char *key, const char *const *keys)
{
    while (*keys && strcmp(*keys, key) != 0)
        keys++;
    return *keys;
}

/* Say by what the parameter may be chosen. */
static void refuse_selector(const tc_sweep_reading *reading, const tc_axis_form *form,
                            const char *key, const tc_place *place)
{
    tc_buffer list = {0};
    tc_buffer_puts(&list, "");
    for (int k = 0; form->selectors[k]; k++)
        tc_buffer_printf(&list, "%s%s", k ? ", " : "", form->selectors[k]);
    if (!form->selectors[0])
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, place, "%s 不能按 %s 选",
                     "%s is not chosen by %s", tc_axis_words[form->kind], key);
    else
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, place,
                     "%s 不能按 %s 选，只能按 %s", "%s is not chosen by %s: only by %s",
                     tc_axis_words[form->kind], key, list.failed ? "" : list.text);
    tc_buffer_free(&list);
}

static void read_each(tc_sweep_reading *reading, tc_axis_entry *entry)
{
    const tc_json *value = entry->each;
    entry->each = NULL;
    if (tc_member_word(reading->file, value, selectors, reading->faults) < 0)
        return;
    const tc_place place = tc_sweep_place(reading, value);
    if (!is_one_of(value->text, entry->form->selectors))
        refuse_selector(reading, entry->form, value->text, &place);
    else if (tc_json_member(entry->self, value->text))
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "each：已经写了 %s，不能再逐个展开", "each: '%s' is given already",
                     value->text);
    else
        entry->each = value;
}

static const char *const keys[] = {
    "parameter", "name",    "each",   "pollutant", "area",         "industry",
    "source",    "project", "min",    "max",       "distribution", "mode",
    "mean",      "sd",      "values", "weights",   "levels",       NULL};

/* Put a member where it belongs; selectors are read at once. */
static void take_member(tc_sweep_reading *reading, const tc_json *value,
                        tc_axis_entry *entry, tc_axis *axis)
{
    const struct {
        const char *key;
        const tc_json **member;
    } members[] = {{"name", &entry->name},
                   {"each", &entry->each},
                   {"min", &entry->min},
                   {"max", &entry->max},
                   {"mode", &entry->mode},
                   {"mean", &entry->mean},
                   {"sd", &entry->sd},
                   {"values", &entry->values},
                   {"weights", &entry->weights},
                   {"levels", &entry->levels},
                   {"distribution", &entry->distribution}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i].key, value->key) == 0)
            *members[i].member = value;
    if (!is_one_of(value->key, keys)) {
        tc_member_refuse_key(reading->file, value, keys, reading->faults);
        entry->unknown = true;
    } else if (is_one_of(value->key, selectors)) {
        const tc_place place = {reading->file, value->key_line, value->key_column};
        if (is_one_of(value->key, entry->form->selectors))
            tc_sweep_select(reading, value->key, value, axis);
        else
            refuse_selector(reading, entry->form, value->key, &place);
    }
}

static const tc_axis_form *form_of(const tc_sweep_reading *reading, const tc_json *entry)
{
    const tc_json *value = tc_json_member(entry, "parameter");
    if (value) {
        const int f =
            tc_member_word(reading->file, value, tc_axis_words, reading->faults);
        return f < 0 ? NULL : &forms[f];
    }
    const tc_place place = tc_sweep_place(reading, entry);
    if (!tc_member_is_meant(entry, "parameter", keys))
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "这个轴缺少“parameter”",
                     "this axis has no 'parameter'");
    for (value = entry->child; value; value = value->next)
        if (!is_one_of(value->key, keys))
            tc_member_refuse_key(reading->file, value, keys, reading->faults);
    return NULL;
}

/* The name that is given; NULL where there is none, or one that will not do. */
static const char *read_name(tc_sweep_reading *reading, const tc_json *value)
{
    if (!value || !tc_member_expect(reading->file, value, TC_JSON_TEXT, reading->faults))
        return NULL;
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    const char *name = tc_sweep_text(reading, value->text);
    if (*name && !tc_text_has_controls(name, false))
        return name;
    (void)TC_REFUSE(&spot, value->text, "不能作名称", "will not do as a name");
    return NULL;
}

static void read_axis(tc_sweep_reading *reading, const tc_json *self)
{
    if (!tc_member_expect(reading->file, self, TC_JSON_OBJECT, reading->faults))
        return;
    tc_axis_entry entry = {.self = self, .form = form_of(reading, self)};
    if (!entry.form)
        return;
    const size_t before = reading->faults->errors;
    tc_axis axis = {.kind = entry.form->kind,
                    .pollutant = -1,
                    .area = -1,
                    .source = -1,
                    .project = -1,
                    .line = self->line,
                    .column = self->column};
    for (const tc_json *value = self->child; value; value = value->next)
        take_member(reading, value, &entry, &axis);
    if (entry.unknown)
        return;
    if (axis.kind == TC_AXIS_POLICY && reading->sweep->variant_count > 0) {
        const tc_place place = tc_sweep_place(reading, self);
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "policy 的轴只能有一个",
                     "there can be one axis of policies only");
        return;
    }
    const char *given = read_name(reading, entry.name);
    if (entry.each)
        read_each(reading, &entry);
    tc_sweep_spread(reading, &entry, &axis);
    if (reading->faults->errors > before)
        return;
    if (entry.each ? add_each(reading, &entry, given, &axis) == 0
                   : !touches(reading->problem, &axis))
        warn_idle(reading, &entry);
    if (!entry.each)
        add_axis(reading, &entry, given, &axis, NULL);
}

void tc_sweep_axes(tc_sweep_reading *reading, const tc_json *list)
{
    tc_sweep *sweep = reading->sweep;
    if (!tc_member_expect(reading->file, list, TC_JSON_ARRAY, reading->faults))
        return;
    const size_t before = reading->faults->errors;
    for (const tc_json *entry = list->child; entry; entry = entry->next)
        read_axis(reading, entry);
    const tc_place place = tc_sweep_place(reading, list);
    if (reading->axes.count == 0 && reading->faults->errors == before)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "axes：至少要有一个轴",
                     "axes: at least one axis is needed");
    sweep->axes = tc_record_list_keep(&reading->axes, &sweep->arena);
    if (!sweep->axes)
        reading->no_memory = true;
    sweep->axis_count = sweep->axes ? reading->axes.count : 0;
}
