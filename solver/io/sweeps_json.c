/* sweeps_json.c — two sweeps beside each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "domain/sweep_change.h"
#include "io/json_tree.h"
#include "io/sweep_kinds.h"

static void add_pair(tc_json_out *parent, const char *key, double before, double after)
{
    const double values[2] = {before, after};
    tc_json_out *pair = tc_json_out_array();
    for (int k = 0; k < 2; k++) {
        if (isfinite(values[k]))
            tc_json_out_number(pair, NULL, values[k]);
        else
            tc_json_out_null(pair, NULL);
    }
    tc_json_out_add(parent, key, pair);
}

static void add_side(tc_json_out *root, const char *key, const tc_summary *s)
{
    tc_json_out *side = tc_json_out_object();
    tc_json_out_text(side, "case", s->case_name);
    tc_json_out_text(side, "hash", s->hash);
    tc_json_out_text(side, "design", tc_design_words[s->design]);
    tc_json_out_int(side, "seed", (long long)s->seed);
    tc_json_out_int(side, "scenarios", tc_summary_taken(s));
    tc_json_out_bool(side, "relaxed", s->relaxed);
    tc_json_out_int(side, "infeasible", s->infeasible);
    tc_json_out_int(side, "failed", s->failed);
    tc_json_out_add(root, key, side);
}

static void add_project(tc_json_out *list, const tc_sweep_change *change)
{
    const tc_project_summary *was = change->before, *is = change->after;
    tc_json_out *item = tc_json_out_object(), *classes = tc_json_out_array();
    tc_json_out_text(item, "id", was->id);
    tc_json_out_text(item, "name", was->name);
    tc_json_out_text(item, "origin", was->illustrative ? "illustrative" : "filed");
    tc_json_out_text(classes, NULL, tc_class_word(was->class));
    tc_json_out_text(classes, NULL, tc_class_word(is->class));
    tc_json_out_add(item, "class", classes);
    add_pair(item, "frequency", was->frequency, is->frequency);
    add_pair(item, "low", was->low, is->low);
    add_pair(item, "high", was->high, is->high);
    if (change->overlap == TC_OVERLAP_UNKNOWN)
        tc_json_out_null(item, "intervals_overlap");
    else
        tc_json_out_bool(item, "intervals_overlap", change->overlap == TC_OVERLAP_YES);
    add_pair(item, "mean_share", was->mean_share, is->mean_share);
    tc_json_out_add(list, NULL, item);
}

static void add_figure(tc_json_out *list, const tc_figure *before, const tc_figure *after)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out_text(item, "name", (before ? before : after)->name);
    add_pair(item, "median", before ? before->quantile[TC_QUANTILE_MEDIAN] : NAN,
             after ? after->quantile[TC_QUANTILE_MEDIAN] : NAN);
    add_pair(item, "mean", before ? before->mean : NAN, after ? after->mean : NAN);
    tc_json_out_add(list, NULL, item);
}

static void add_figures(tc_json_out *root, const tc_summary *before,
                        const tc_summary *after)
{
    tc_json_out *goals = tc_json_out_array(), *remaining = tc_json_out_array();
    for (int g = 0; g < before->goal_count; g++)
        add_figure(goals, &before->goals[g],
                   tc_summary_goal(after, before->goals[g].name));
    for (int g = 0; g < after->goal_count; g++)
        if (!tc_summary_goal(before, after->goals[g].name))
            add_figure(goals, NULL, &after->goals[g]);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        add_figure(remaining, &before->remaining[p], &after->remaining[p]);
    tc_json_out_add(root, "goals", goals);
    tc_json_out_add(root, "remaining", remaining);
}

tc_code tc_summary_compare_json(const tc_summary *before, const tc_summary *after,
                                char **text, tc_error *error)
{
    tc_sweep_change *changes = NULL;
    tc_code code = tc_sweep_changes_find(before, after, &changes, error);
    if (code != TC_OK)
        return code;
    tc_buffer out = {0};
    tc_json_out *root = tc_json_out_object(), *projects = tc_json_out_array();
    tc_json_out_text(root, "caution", TC_FREQUENCY_CAUTION);
    tc_json_out_text(root, "caution_en", TC_FREQUENCY_CAUTION_EN);
    add_side(root, "before", before);
    add_side(root, "after", after);
    tc_json_out_bool(root, "asked_alike", tc_sweeps_ask_alike(before, after));
    for (int j = 0; j < before->project_count; j++)
        add_project(projects, &changes[j]);
    tc_json_out_add(root, "projects", projects);
    add_figures(root, before, after);
    code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    tc_mem_drop(changes);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
