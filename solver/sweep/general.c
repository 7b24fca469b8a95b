/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The general path: one scenario by GLPK, as tc_solve decides a case. Credits are routed
 * too: that takes a tenth of the time that the shares take, or less, and so each scenario
 * passes the whole check in whole grains. */
#include <math.h>

#include "base/fault.h"
#include "lp/shares.h"
#include "plan/solve.h"
#include "plan/solve_near.h"
#include "sweep/decide.h"

/* Whether the caller has asked for an end, once it has. */
typedef struct patience {
    const tc_sweep_options *options;
    bool over;
} patience;

static bool is_over(void *asked)
{
    patience *p = asked;
    const tc_sweep_options *o = p->options;
    p->over = p->over || (o->is_stopped && o->is_stopped(o->asked));
    return p->over;
}

static double value_of(const tc_problem *problem, const tc_plan *plan,
                       const tc_goal *goal)
{
    double sum = 0.0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (goal->kind == TC_GOAL_GUARANTEE_LOCAL)
            sum += project->local_key ? project->weight * plan->own_share[j] : 0.0;
        else if (project->tier == goal->tier)
            sum += project->weight * plan->share[j];
    }
    return sum;
}

/* What the plan draws of a pollutant at the sources: with exchange factors the drafts
 * say, without them it is what the shares need. */
static double drawn(const tc_problem *problem, const tc_plan *plan, int pollutant)
{
    double sum = 0.0;
    bool drafted = false;
    for (int k = 0; k < plan->draft_count; k++) {
        const bool here = plan->drafts[k].pollutant == pollutant;
        drafted = drafted || here;
        sum += here ? plan->drafts[k].tonnes : 0.0;
    }
    for (int j = 0; j < problem->project_count && !drafted; j++)
        sum += problem->projects[j].need[pollutant] * plan->share[j];
    return sum;
}

static double supplied(const tc_problem *problem, int pollutant)
{
    double sum = 0.0;
    for (int s = 0; s < problem->source_count; s++)
        sum += problem->sources[s].supply[pollutant];
    return sum;
}

static double largest_gap(const tc_plan *plan)
{
    double gap = 0.0;
    for (int k = 0; k < plan->search_count; k++)
        gap = fmax(gap, tc_search_gap(&plan->searches[k]));
    return gap;
}

/* Put the plan's figures into the tile. */
static void keep(const tc_problem *problem, const tc_sweep *sweep, const tc_plan *plan,
                 double residual, int i, tc_tile *tile)
{
    const int room = tile->room, goals = tc_sweep_goal_count(problem, sweep);
    for (int g = 0; g < goals; g++) {
        const tc_goal *goal = tc_sweep_goal(problem, sweep, g);
        tile->goal[g * room + i] = value_of(problem, plan, goal);
    }
    for (int j = 0; j < problem->project_count; j++)
        tile->share[j * room + i] = plan->share[j];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tile->remaining[p * room + i] =
            fmax(0.0, supplied(problem, p) - drawn(problem, plan, p));
    tile->gap[i] = largest_gap(plan);
    tile->residual[i] = residual;
    tile->status[i] =
        plan->status == TC_PLAN_BOUNDED ? TC_OUTCOME_BOUNDED : TC_OUTCOME_OPTIMAL;
    tile->reason[i] = TC_WHY_NONE;
}

static tc_code too_much(const char *id, double amount, tc_error *error)
{
    return tc_fail(error, TC_ERR_SOLVER, NULL,
                   "情景中 %s 的量达 %g t/a，超出 %g t/a 的计量范围",
                   "%s has %g t/a in the scenario, more than the %g t/a that can be "
                   "counted",
                   id, amount, TC_AMOUNT_MOST);
}

static tc_code check_amounts(const tc_problem *problem, tc_error *error)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int s = 0; s < problem->source_count; s++)
            if (!(problem->sources[s].supply[p] <= TC_AMOUNT_MOST))
                return too_much(problem->sources[s].id, problem->sources[s].supply[p],
                                error);
        for (int j = 0; j < problem->project_count; j++) {
            const tc_project *project = &problem->projects[j];
            const double most = fmax(project->emission[p], project->need[p]);
            if (!(most <= TC_AMOUNT_MOST))
                return too_much(project->id, most, error);
        }
    }
    return TC_OK;
}

static void fail(const tc_problem *problem, const tc_sweep *sweep, tc_outcome_why reason,
                 const tc_error *why, int i, tc_tile *tile)
{
    tc_tile_clear(problem, sweep, tile, i, reason);
    if (tile->failed_at >= 0 && tile->failed_at < i)
        return;
    tile->failed_at = i;
    tile->failure = *why;
}

/* Whole projects are searched, and a search begins anew. */
static tc_code solve(const tc_problem *problem, const tc_solve_options *how,
                     const tc_basis *from, tc_plan **plan, tc_verdict *verdict,
                     tc_error *error)
{
    tc_code code = TC_OK;
    if (from && from->columns > 0 && (how->relax || !tc_problem_is_whole(problem)))
        code = tc_solve_near(problem, from, plan, verdict, error);
    return code == TC_OK && !*plan ? tc_solve_fast(problem, how, plan, verdict, error)
                                   : code;
}

tc_code tc_general_decide(const tc_problem *problem, const tc_sweep *sweep,
                          const tc_sweep_options *options, const tc_basis *from, int i,
                          tc_tile *tile, tc_error *error)
{
    patience wait = {options, false};
    const bool whole = tc_problem_is_whole(problem) && !options->relax;
    const tc_solve_options how = {.gap = options->gap,
                                  .relax = options->relax,
                                  .engine = whole ? options->engine : TC_ENGINE_GLPK,
                                  .is_stopped = is_over,
                                  .asked = &wait};
    tc_plan *plan = NULL;
    tc_error found = {.code = TC_OK};
    tc_verdict verdict = {.verified = false};
    tc_outcome_why reason = TC_WHY_AMOUNT;
    tc_code code = check_amounts(problem, &found);
    if (code == TC_OK) {
        code = solve(problem, &how, from, &plan, &verdict, &found);
        reason = *verdict.message ? TC_WHY_CHECK : TC_WHY_SOLVER;
    }
    tile->stopped = tile->stopped || wait.over;
    if (code == TC_ERR_MEMORY) {
        if (error)
            *error = found;
        return code;
    }
    if (code != TC_OK)
        fail(problem, sweep, reason, &found, i, tile);
    else if (plan->status == TC_PLAN_INFEASIBLE)
        tc_tile_clear(problem, sweep, tile, i, TC_WHY_REQUIRED);
    else
        keep(problem, sweep, plan, verdict.largest_gap, i, tile);
    tc_plan_free(plan);
    return TC_OK;
}

tc_code tc_general_root(const tc_problem *problem, tc_basis *basis, tc_error *error)
{
    tc_error found = {.code = TC_OK};
    tc_code code = check_amounts(problem, &found);
    if (code == TC_OK)
        code = tc_shares_find_basis(problem, basis, &found);
    if (code != TC_ERR_MEMORY)
        return TC_OK;
    if (error)
        *error = found;
    return code;
}
