/* summary.c — rows in, a summary out: the order of the work. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/fault.h"
#include "sweep/prim.h"
#include "sweep/tally.h"

/* ---- what comes in ----------------------------------------------------------------- */

static void count_statuses(tc_summary *summary, const tc_outcomes *block)
{
    int64_t counts[4] = {0};
    for (int i = 0; i < block->count; i++)
        counts[block->status[i] & 3]++;
    summary->optimal += counts[TC_OUTCOME_OPTIMAL];
    summary->infeasible += counts[TC_OUTCOME_INFEASIBLE];
    summary->bounded += counts[TC_OUTCOME_BOUNDED];
    summary->failed += counts[TC_OUTCOME_FAILED];
    for (int i = 0; i < block->count; i++) { /* NaN is never larger */
        if (block->gap[i] > summary->worst_gap)
            summary->worst_gap = block->gap[i];
        if (block->residual[i] > summary->worst_residual)
            summary->worst_residual = block->residual[i];
    }
}

static tc_code take(void *context, const tc_outcomes *block, tc_error *error)
{
    tc_summary *summary = context;
    tc_tally *tally = summary->tally;
    (void)error;
    assert(tally && !summary->finished);
    if (block->count == 0)
        return TC_OK;
    if (tc_summary_taken(summary) == 0)
        summary->first = block->first;
    else
        assert(block->first == tally->next);
    tally->next = block->first + block->count;
    count_statuses(summary, block);
    const size_t room = (size_t)block->room;
    for (int g = 0; g < summary->goal_count; g++)
        tc_figure_take(&tally->figures[g], block->goal + (size_t)g * room, block->count);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_figure_take(&tally->figures[summary->goal_count + p],
                       block->remaining + (size_t)p * room, block->count);
    for (int j = 0; j < summary->project_count; j++)
        tc_share_take(&tally->shares[j], block->share + (size_t)j * room, block->count);
    tc_sample_take(&tally->sample, block);
    if (summary->design == TC_DESIGN_SALTELLI)
        tc_saltelli_take(&tally->saltelli, block, summary->goal_count);
    if (tally->grid.sums)
        tc_grid_effect_take(&tally->grid, block, summary->goal_count);
    return TC_OK;
}

/* ---- what it is about -------------------------------------------------------------- */

static const char *keep(tc_summary *summary, const char *text, bool *failed)
{
    if (!text)
        return NULL;
    const char *copy = tc_arena_text(&summary->arena, text, strlen(text));
    *failed = *failed || !copy;
    return copy;
}

static void keep_axis(tc_summary *summary, const tc_problem *problem,
                      const tc_sweep *sweep, int a, tc_summary_axis *kept, bool *failed)
{
    const tc_axis *axis = &sweep->axes[a];
    kept->kind = axis->kind;
    kept->name = keep(summary, axis->name, failed);
    if (axis->pollutant >= 0)
        kept->pollutant = tc_pollutants[axis->pollutant].id;
    if (axis->area >= 0)
        kept->area = keep(summary, problem->areas[axis->area].name, failed);
    if (axis->source >= 0)
        kept->source = keep(summary, problem->sources[axis->source].id, failed);
    if (axis->project >= 0)
        kept->project = keep(summary, problem->projects[axis->project].id, failed);
    kept->industry = keep(summary, axis->industry, failed);
    if (axis->kind != TC_AXIS_POLICY)
        return;
    const char **names =
        tc_arena_take(&summary->arena, (size_t)sweep->variant_count, sizeof *names);
    *failed = *failed || !names;
    for (int v = 0; names && v < sweep->variant_count; v++)
        names[v] = keep(summary, sweep->variants[v].name, failed);
    kept->variants = names;
    kept->variant_count = sweep->variant_count;
}

static void keep_project(tc_summary *summary, const tc_problem *problem, int j,
                         bool *failed)
{
    const tc_project *about = &problem->projects[j];
    tc_project_summary *project = &summary->projects[j];
    project->id = keep(summary, about->id, failed);
    project->name = keep(summary, about->name, failed);
    project->area = keep(summary, problem->areas[about->area].name, failed);
    project->illustrative = about->illustrative;
    project->indivisible = about->indivisible;
}

static bool describe(tc_summary *summary, const tc_problem *problem,
                     const tc_sweep *sweep)
{
    bool failed = false;
    summary->version = tc_library_version();
    summary->case_name = keep(summary, problem->name ? problem->name : "", &failed);
    summary->hash = keep(summary, sweep->hash, &failed);
    summary->case_hash = keep(summary, sweep->case_hash, &failed);
    summary->design = sweep->design;
    summary->seed = sweep->seed;
    summary->scenarios = sweep->scenarios;
    summary->whole = tc_problem_is_whole(problem);
    tc_summary_axis *axes =
        tc_arena_take(&summary->arena, (size_t)sweep->axis_count, sizeof *axes);
    summary->goals = tc_arena_take(&summary->arena, (size_t)summary->goal_count,
                                   sizeof *summary->goals);
    summary->projects = tc_arena_take(&summary->arena, (size_t)problem->project_count,
                                      sizeof *summary->projects);
    summary->axes = axes;
    if (!axes || !summary->goals || !summary->projects)
        return false;
    for (int a = 0; a < sweep->axis_count; a++)
        keep_axis(summary, problem, sweep, a, &axes[a], &failed);
    for (int g = 0; g < summary->goal_count; g++)
        summary->goals[g].name =
            keep(summary, tc_sweep_goal_name(problem, sweep, g), &failed);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        summary->remaining[p].name = tc_pollutants[p].id;
    for (int j = 0; j < problem->project_count; j++)
        keep_project(summary, problem, j, &failed);
    return !failed;
}

static bool make_tally(tc_summary *summary, const tc_problem *problem,
                       const tc_sweep *sweep)
{
    tc_arena *arena = &summary->arena;
    const int figures = summary->goal_count + TC_POLLUTANTS;
    tc_tally *tally = tc_arena_take(arena, 1, sizeof *tally);
    if (!tally)
        return false;
    *tally = (tc_tally){.problem = problem, .sweep = sweep};
    tally->figures = tc_arena_take(arena, (size_t)figures, sizeof *tally->figures);
    tally->shares =
        tc_arena_take(arena, (size_t)summary->project_count, sizeof *tally->shares);
    if (!tally->figures || !tally->shares)
        return false;
    for (int f = 0; f < figures; f++) {
        tc_figure_tally *figure = &tally->figures[f];
        figure->kept = tc_arena_take(arena, TC_FIGURE_KEPT, sizeof *figure->kept);
        figure->bins = tc_arena_take(arena, TC_FIGURE_BINS, sizeof *figure->bins);
        figure->negative = tc_arena_take(arena, TC_FIGURE_BINS, sizeof *figure->negative);
        if (!figure->kept || !figure->bins || !figure->negative)
            return false;
    }
    if (summary->design == TC_DESIGN_SALTELLI &&
        !tc_saltelli_open(arena, summary, &tally->saltelli))
        return false;
    if (summary->design == TC_DESIGN_GRID &&
        !tc_grid_effect_open(arena, summary, sweep, &tally->grid))
        return false;
    summary->tally = tally;
    return tc_sample_open(arena, summary, &tally->sample);
}

tc_code tc_summary_new(const tc_problem *problem, const tc_sweep *sweep,
                       tc_summary **summary, tc_error *error)
{
    tc_summary *made = tc_summary_empty();
    if (!made)
        return tc_no_memory(error);
    made->sink = (tc_sink){.take = take, .context = made};
    made->axis_count = sweep->axis_count;
    made->goal_count = tc_sweep_goal_count(problem, sweep);
    made->project_count = problem->project_count;
    if (!describe(made, problem, sweep) || !make_tally(made, problem, sweep)) {
        tc_summary_free(made);
        return tc_no_memory(error);
    }
    *summary = made;
    return TC_OK;
}

/* ---- what comes out ---------------------------------------------------------------- */

static void finish_project(tc_summary *summary, int j)
{
    const tc_share_tally *tally = &summary->tally->shares[j];
    tc_project_summary *project = &summary->projects[j];
    const int64_t judged = tc_summary_judged(summary);
    project->served = tally->served;
    project->none = tally->none + summary->infeasible;
    project->partly = judged - project->served - project->none;
    project->mean_share =
        judged > 0 ? (tally->sum.sum + tally->sum.lost) / (double)judged : NAN;
    tc_project_judge(summary, project);
}

/* Which axis matters: in passing where the design was made for it, else by the sample. */
static bool find_effects(tc_summary *summary)
{
    tc_tally *tally = summary->tally;
    const size_t outputs = (size_t)summary->goal_count + (size_t)summary->project_count;
    const size_t count = outputs * (size_t)summary->axis_count;
    const bool whole = tc_summary_taken(summary) == summary->scenarios;
    summary->effects = tc_arena_take(&summary->arena, count, sizeof *summary->effects);
    if (!summary->effects)
        return false;
    for (size_t i = 0; i < count; i++)
        summary->effects[i] = (tc_axis_effect){NAN, NAN, NAN, NAN, NAN};
    summary->method = TC_EFFECT_BINS;
    if (summary->design == TC_DESIGN_LIST)
        summary->method = TC_EFFECT_NONE;
    if (summary->design == TC_DESIGN_SALTELLI)
        summary->method = TC_EFFECT_SALTELLI;
    if (tally->grid.sums && whole)
        summary->method = TC_EFFECT_GRID;
    if (summary->method == TC_EFFECT_SALTELLI)
        tc_saltelli_finish(&tally->saltelli, summary->effects);
    if (summary->method == TC_EFFECT_GRID)
        tc_grid_effect_finish(&tally->grid, summary->effects);
    return tc_sample_effects(&tally->sample, summary->method == TC_EFFECT_BINS,
                             summary->effects);
}

static bool find_rules(tc_summary *summary)
{
    const size_t axes = (size_t)summary->axis_count;
    bool *is_named = tc_arena_take(&summary->arena, axes, sizeof *is_named);
    for (size_t a = 0; is_named && a < axes; a++)
        is_named[a] = summary->axes[a].kind == TC_AXIS_POLICY;
    bool ready = is_named != NULL;
    for (int j = 0; ready && j < summary->project_count; j++)
        if (summary->projects[j].class == TC_CLASS_EDGE)
            ready = tc_edge_rule_find(&summary->tally->sample, j, is_named,
                                      &summary->projects[j].rule);
    return ready;
}

tc_code tc_summary_finish(tc_summary *summary, tc_error *error)
{
    if (summary->finished)
        return tc_fail(error, TC_ERR_USAGE, NULL, "摘要已经算完",
                       "the summary is finished already");
    for (int g = 0; g < summary->goal_count; g++)
        tc_figure_finish(&summary->tally->figures[g], &summary->goals[g]);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_figure_finish(&summary->tally->figures[summary->goal_count + p],
                         &summary->remaining[p]);
    for (int j = 0; j < summary->project_count; j++)
        finish_project(summary, j);
    tc_sample *sample = &summary->tally->sample;
    summary->sample = sample->count;
    summary->sample_one_of = sample->one_of;
    if (!tc_sample_close(&summary->arena, sample) || !find_effects(summary) ||
        !find_rules(summary))
        return tc_no_memory(error);
    summary->finished = true;
    return TC_OK;
}
