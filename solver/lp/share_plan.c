/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_plan.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "lp/lexico.h"
#include "lp/objective.h"
#include "lp/share_optimum.h"
#include "lp/share_proof.h"

typedef struct solver {
    const tc_problem *problem;
    tc_plan *plan;
    tc_share_optimum optimum;
    tc_share_proof proof;
    double *share, *own; /* project_count */
    tc_level *levels;
    int level_count;
    int *order;
    bool done;
} solver;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                   "memory ran out while solving");
}

/* Even goals after first-come have rows that cuts do not know. */
static bool has_late_even_goal(const tc_problem *problem)
{
    for (int g = 0; g < problem->goal_count; g++)
        if (problem->goals[g].kind == TC_GOAL_TIER && problem->goals[g].even)
            return true;
    return false;
}

static tc_code find_shares(solver *s, tc_error *error)
{
    tc_arena *arena = &s->plan->arena;
    const size_t projects = (size_t)s->problem->project_count;
    s->share = tc_arena_take(arena, projects, sizeof(double));
    s->own = tc_arena_take(arena, projects, sizeof(double));
    s->order = tc_arena_take(arena, projects, sizeof(int));
    s->levels = tc_arena_take(arena, (size_t)s->problem->goal_count + 2 * projects,
                              sizeof *s->levels);
    if (!s->share || !s->own || !s->order || !s->levels)
        return memory_ran_out(error);
    tc_share_optimum_read(&s->optimum, s->share, s->own);
    return TC_OK;
}

/* ---- levels ------------------------------------------------------------------------ */

/* claims: as of tc_share_proof_level. What the level counts is in the proof. */
static tc_code add_level(solver *s, tc_level level, const double *claims, tc_error *error)
{
    int goal = s->optimum.model.levels - 1;
    while (goal >= 0 && (level.project >= 0 || s->optimum.model.goal[goal] != level.goal))
        goal--;
    s->levels[s->level_count] = level;
    return tc_share_proof_level(&s->proof, s->level_count++, goal, claims, error);
}

static void count_nothing(solver *s)
{
    const size_t bytes = sizeof(double) * (size_t)s->problem->project_count;
    memset(s->proof.of_share, 0, bytes);
    memset(s->proof.of_own, 0, bytes);
}

static tc_code add_total(solver *s, int goal, tc_error *error)
{
    const tc_goal *g = &s->problem->goals[goal];
    double sum = 0.0;
    count_nothing(s);
    for (int j = 0; j < s->problem->project_count; j++) {
        const tc_project *project = &s->problem->projects[j];
        if (g->kind == TC_GOAL_TIER && project->tier == g->tier)
            s->proof.of_share[j] = project->weight;
        else if (g->kind == TC_GOAL_GUARANTEE_LOCAL && project->local_key)
            s->proof.of_own[j] = project->weight;
        sum += s->proof.of_share[j] * s->share[j] + s->proof.of_own[j] * s->own[j];
    }
    return add_level(s, (tc_level){TC_LEVEL_TOTAL, goal, -1, sum}, NULL, error);
}

/* A share between 0 and 1 stands where the cuts leave it: no multiplier holds it. */
static bool needs_level(const solver *s, int project)
{
    const int y = s->optimum.model.share_column[project];
    return y >= 0 && s->optimum.basis->place[y] >= 0;
}

static bool own_needs_level(const solver *s, int project)
{
    const int y = s->optimum.model.share_column[project],
              l = s->optimum.model.own_column[project];
    if (y < 0 || !s->problem->projects[project].local_key)
        return false;
    if (l >= 0 && s->optimum.basis->place[l] >= 0)
        return true;
    if (s->optimum.basis->place[y] >= 0)
        return tc_share_is_tied(s->optimum.basis, project) ||
               !tc_share_own_is_decided(s->optimum.basis, project);
    return s->optimum.basis->at_one[y] &&
           !tc_share_own_is_decided(s->optimum.basis, project);
}

static tc_code first_come(solver *s, int goal, tc_error *error)
{
    const int count = s->problem->project_count;
    tc_code code = TC_OK;
    tc_order_by_acceptance(s->problem, goal == s->problem->goal_count, s->order);
    count_nothing(s);
    for (int k = 0; k < count && code == TC_OK; k++) {
        const int j = s->order[k];
        if (!needs_level(s, j))
            continue;
        s->proof.of_share[j] = 1.0;
        code =
            add_level(s, (tc_level){TC_LEVEL_SHARE, goal, j, s->share[j]}, NULL, error);
        s->proof.of_share[j] = 0.0;
    }
    for (int k = 0; k < count && code == TC_OK; k++) {
        const int j = s->order[k];
        if (!own_needs_level(s, j))
            continue;
        s->proof.of_own[j] = 1.0;
        code =
            add_level(s, (tc_level){TC_LEVEL_OWN_SHARE, goal, j, s->own[j]}, NULL, error);
        s->proof.of_own[j] = 0.0;
    }
    return code;
}

/* ---- keep-local -------------------------------------------------------------------- */

/* What a share costs by the prices of the routing. */
static double cost_of(const tc_linear *lp, int column, const double *multiplier)
{
    double size = 0.0;
    const double price = tc_linear_price(lp, column, multiplier, &size);
    return fabs(price) <= 1e-12 * size ? 0.0 : -price;
}

/* With all shares held only the routing is left: a program of flows. Shares that the cuts
 * fix must cost nothing at this level either, so what they cost by its prices is a goal
 * to the cuts. */
static tc_code route(solver *s, int goal, tc_lexico *lexico, double *multiplier,
                     int *column, double *value, tc_error *error)
{
    const tc_network *net = &s->proof.net;
    for (int j = 0; j < s->problem->project_count; j++) {
        tc_lexico_hold(lexico, net->share_column[j], s->share[j], s->share[j]);
        if (net->own_column[j] >= 0)
            tc_lexico_hold(lexico, net->own_column[j], s->own[j], s->own[j]);
    }
    const tc_objective home = tc_objective_total(net, goal, column, value);
    tc_lp_status status = TC_LP_OPTIMAL;
    tc_level level = {TC_LEVEL_TOTAL, goal, -1, 0.0};
    tc_code code = TC_OK;
    if (home.count > 0)
        code = tc_lexico_level(lexico, &home, &status, &level.value, multiplier, error);
    if (code != TC_OK || status != TC_LP_OPTIMAL)
        return code == TC_OK ? TC_ERR_SOLVER : code;
    for (int j = 0; j < s->problem->project_count; j++) {
        const int own = net->own_column[j];
        s->proof.of_share[j] = cost_of(&net->lp, net->share_column[j], multiplier);
        s->proof.of_own[j] = own >= 0 ? cost_of(&net->lp, own, multiplier) : 0.0;
    }
    s->optimum.pivots += tc_lexico_pivots(lexico);
    return add_level(s, level, multiplier, error);
}

static tc_code keep_local(solver *s, int goal, tc_error *error)
{
    const tc_linear *lp = &s->proof.net.lp;
    tc_lexico *lexico = NULL;
    double *multiplier = tc_mem_new((size_t)lp->rows, sizeof *multiplier);
    double *value = tc_mem_new((size_t)lp->columns, sizeof *value);
    int *column = tc_mem_new((size_t)lp->columns, sizeof *column);
    tc_code code = multiplier && value && column ? tc_lexico_open(lp, &lexico, error)
                                                 : memory_ran_out(error);
    if (code == TC_OK)
        code = route(s, goal, lexico, multiplier, column, value, error);
    tc_lexico_close(lexico);
    tc_mem_drop(multiplier);
    tc_mem_drop(value);
    tc_mem_drop(column);
    return code;
}

/* ---- all of it --------------------------------------------------------------------- */

static tc_code reach_goals(solver *s, tc_error *error)
{
    tc_code code = TC_OK;
    for (int goal = 0; goal < s->problem->goal_count && code == TC_OK; goal++)
        switch (s->problem->goals[goal].kind) {
        case TC_GOAL_FIRST_COME:
            code = first_come(s, goal, error);
            break;
        case TC_GOAL_KEEP_LOCAL:
            code = keep_local(s, goal, error);
            break;
        case TC_GOAL_TIER:
        case TC_GOAL_GUARANTEE_LOCAL:
            code = add_total(s, goal, error);
        }
    if (code == TC_OK && !tc_problem_has_goal(s->problem, TC_GOAL_FIRST_COME))
        code = first_come(s, s->problem->goal_count, error);
    return code;
}

static tc_code keep_results(solver *s, tc_error *error)
{
    tc_plan *plan = s->plan;
    const tc_code code =
        tc_prices_close(&s->proof.prices, &s->proof.net, NULL, &plan->arena,
                        &plan->prices, &plan->price_count, error);
    if (code != TC_OK)
        return code;
    plan->share = s->share;
    plan->own_share = s->own;
    plan->levels = s->levels;
    plan->level_count = s->level_count;
    plan->pivots += (long)s->optimum.pivots;
    return TC_OK;
}

static tc_code decide(solver *s, tc_error *error)
{
    tc_code code = tc_share_optimum_find(s->problem, NULL, &s->optimum, &s->done, error);
    if (code == TC_OK && s->done)
        s->done = tc_share_is_decided(s->optimum.basis, &s->optimum.work);
    if (code == TC_OK && s->done)
        code = find_shares(s, error);
    if (code == TC_OK && s->done)
        code = tc_share_proof_open(&s->proof, s->optimum.basis, &s->optimum.work, error);
    if (code == TC_OK && s->done)
        code = reach_goals(s, error);
    return code == TC_OK && s->done ? keep_results(s, error) : code;
}

tc_code tc_share_plan_find(const tc_problem *problem, tc_plan *plan, bool *done,
                           tc_error *error)
{
    solver s = {.problem = problem, .plan = plan};
    tc_error found = {.code = TC_OK};
    *done = false;
    if (has_late_even_goal(problem))
        return TC_OK;
    const tc_code code = decide(&s, &found);
    tc_share_proof_free(&s.proof);
    tc_share_optimum_free(&s.optimum);
    if (code == TC_OK)
        *done = s.done;
    if (code == TC_ERR_SOLVER)
        return TC_OK; /* the general path decides */
    if (code != TC_OK && error)
        *error = found;
    return code;
}
