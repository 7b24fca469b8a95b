/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/sweep_change.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/name_index.h"
#include "base/plain.h"

static tc_overlap overlap_of(const tc_summary *before, const tc_summary *after,
                             const tc_project_summary *was, const tc_project_summary *is)
{
    if (tc_design_interval(before->design) == TC_INTERVAL_NONE ||
        tc_design_interval(after->design) == TC_INTERVAL_NONE)
        return TC_OVERLAP_UNKNOWN;
    return was->low <= is->high && is->low <= was->high ? TC_OVERLAP_YES : TC_OVERLAP_NO;
}

static tc_sweep_change change_of(const tc_summary *before, const tc_summary *after,
                                 const tc_project_summary *was,
                                 const tc_project_summary *is)
{
    const double difference = is->frequency - was->frequency;
    return (tc_sweep_change){.before = was,
                             .after = is,
                             .class_changed = was->class != is->class,
                             .difference = isfinite(difference) ? difference : 0.0,
                             .overlap = overlap_of(before, after, was, is)};
}

static int compare(const void *a, const void *b)
{
    const tc_sweep_change *x = a, *y = b;
    const double first = fabs(x->difference), second = fabs(y->difference);
    if (x->class_changed != y->class_changed)
        return x->class_changed ? -1 : 1;
    if (first != second)
        return first > second ? -1 : 1;
    return (x->before > y->before) - (x->before < y->before);
}

static tc_code pair(const tc_summary *before, const tc_summary *after,
                    tc_name_index *index, tc_sweep_change *changes, tc_error *error)
{
    for (int j = 0; j < after->project_count; j++)
        if (!tc_name_index_add(index, after->projects[j].id, j))
            return tc_no_memory(error);
    for (int j = 0; j < before->project_count; j++) {
        const tc_project_summary *was = &before->projects[j];
        const int *found = tc_name_index_find(index, was->id);
        if (!found)
            return tc_fail(
                error, TC_ERR_INPUT, NULL, "两次推演的项目不同：后一次没有项目“%s”",
                "the sweeps are not about the same projects: the second has no "
                "'%s'",
                tc_plain_show(was->id).text);
        changes[j] = change_of(before, after, was, &after->projects[*found]);
    }
    return TC_OK;
}

tc_code tc_sweep_changes_find(const tc_summary *before, const tc_summary *after,
                              tc_sweep_change **changes, tc_error *error)
{
    const size_t count = (size_t)before->project_count;
    if (before->project_count != after->project_count)
        return tc_fail(
            error, TC_ERR_INPUT, NULL,
            "两次推演的项目不同：前一次有 %d 个项目，后一次有 %d 个",
            "the sweeps are not about the same projects: the first has %d, the "
            "second %d",
            before->project_count, after->project_count);
    tc_sweep_change *made = tc_mem_new(count, sizeof *made);
    if (!made)
        return tc_no_memory(error);
    tc_name_index index = {0};
    const tc_code code = pair(before, after, &index, made, error);
    tc_name_index_free(&index);
    if (code != TC_OK) {
        tc_mem_drop(made);
        return code;
    }
    if (count > 0)
        qsort(made, count, sizeof *made, compare);
    *changes = made;
    return TC_OK;
}

bool tc_sweep_change_is_none(const tc_sweep_change *change)
{
    return !change->class_changed && change->difference == 0.0;
}

bool tc_sweeps_ask_alike(const tc_summary *before, const tc_summary *after)
{
    bool alike = before->design == after->design && before->seed == after->seed &&
                 before->scenarios == after->scenarios &&
                 before->relaxed == after->relaxed &&
                 before->axis_count == after->axis_count;
    for (int a = 0; alike && a < before->axis_count; a++)
        alike = strcmp(before->axes[a].name, after->axes[a].name) == 0;
    return alike;
}

const tc_figure *tc_summary_goal(const tc_summary *summary, const char *name)
{
    for (int g = 0; g < summary->goal_count; g++)
        if (strcmp(summary->goals[g].name, name) == 0)
            return &summary->goals[g];
    return NULL;
}
