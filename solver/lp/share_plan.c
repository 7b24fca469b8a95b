/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_plan.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "lp/lexico.h"
#include "lp/objective.h"
#include "lp/share_proof.h"
#include "lp/share_run.h"

/* A share this close to 0 or 1 is 0 or 1, as in shares.c. */
static const double SHARE_TOLERANCE = 1e-8;
/* A basis whose prices, computed anew, are wrong by more is no answer. */
static const double FAULT_MOST = 1e-9;

typedef struct solver {
    const tc_problem *problem;
    tc_plan *plan;
    tc_share_model model;
    tc_share_work work;
    tc_share_point point;
    tc_share_basis *basis;
    tc_share_proof proof;
    double *share, *own; /* project_count */
    tc_level *levels;
    int level_count;
    int *order;
    int64_t pivots;
    bool done;
} solver;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                   "memory ran out while solving");
}

/* ---- the basis --------------------------------------------------------------------- */

/* Even goals after first-come have rows that cuts do not know. */
static bool has_late_even_goal(const tc_problem *problem)
{
    for (int g = 0; g < problem->goal_count; g++)
        if (problem->goals[g].kind == TC_GOAL_TIER && problem->goals[g].even)
            return true;
    return false;
}

/* Required projects that are served because any plan would serve them ask no price. */
static bool are_required_served(const solver *s)
{
    const tc_share_basis *b = s->basis;
    if (s->model.impossible)
        return false;
    for (int i = 0; s->model.required > 0 && i < b->size; i++)
        if (b->price[i] != 0.0)
            return false;
    for (int j = 0; j < s->problem->project_count; j++) {
        const int y = s->model.share_column[j];
        if (s->problem->projects[j].must_serve && (b->place[y] >= 0 || !b->at_one[y]))
            return false;
    }
    return true;
}

static tc_code find_basis(solver *s, tc_error *error)
{
    tc_code code = tc_share_work_make(&s->model, &s->work, error);
    if (code == TC_OK)
        code = tc_share_point_make(&s->model, s->work.room, 1, &s->point, error);
    if (code != TC_OK)
        return code;
    s->basis = tc_share_basis_new(&s->model, s->work.room);
    if (!s->basis)
        return memory_ran_out(error);
    tc_share_supply supply = {s->point.kept, s->point.out};
    tc_share_supply_of_case(&s->model, &supply);
    tc_share_basis_first(s->basis);
    s->done = tc_share_run(s->basis, &s->point, &s->work, &s->pivots) &&
              tc_share_basis_refresh(s->basis, &s->work) &&
              tc_share_dual_fault(s->basis, &s->work) <= FAULT_MOST &&
              are_required_served(s) && tc_share_is_decided(s->basis, &s->work);
    if (s->done)
        tc_share_point_one(s->basis, &s->point);
    return TC_OK;
}

/* ---- shares ------------------------------------------------------------------------ */

static double snapped(double share)
{
    if (share < SHARE_TOLERANCE)
        return 0.0;
    return share > 1.0 - SHARE_TOLERANCE ? 1.0 : share;
}

static double value_of(const solver *s, int column)
{
    const int place = s->basis->place[column];
    return place < 0 ? (double)s->basis->at_one[column] : snapped(s->point.value[place]);
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
    for (int j = 0; j < s->problem->project_count; j++) {
        const int y = s->model.share_column[j], l = s->model.own_column[j];
        if (y < 0)
            continue;
        s->share[j] = value_of(s, y);
        if (s->problem->projects[j].local_key)
            s->own[j] = tc_share_is_tied(s->basis, j) ? s->share[j]
                                                      : fmin(value_of(s, l), s->share[j]);
    }
    return TC_OK;
}

/* ---- levels ------------------------------------------------------------------------ */

/* claims: as of tc_share_proof_level. What the level counts is in the proof. */
static tc_code add_level(solver *s, tc_level level, const double *claims, tc_error *error)
{
    int goal = s->model.levels - 1;
    while (goal >= 0 && (level.project >= 0 || s->model.goal[goal] != level.goal))
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
    const int y = s->model.share_column[project];
    return y >= 0 && s->basis->place[y] >= 0;
}

static bool own_needs_level(const solver *s, int project)
{
    const int y = s->model.share_column[project], l = s->model.own_column[project];
    if (y < 0 || !s->problem->projects[project].local_key)
        return false;
    if (l >= 0 && s->basis->place[l] >= 0)
        return true;
    if (s->basis->place[y] >= 0)
        return tc_share_is_tied(s->basis, project) ||
               !tc_share_own_is_decided(s->basis, project);
    return s->basis->at_one[y] && !tc_share_own_is_decided(s->basis, project);
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
    s->pivots += tc_lexico_pivots(lexico);
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
    plan->pivots += (long)s->pivots;
    return TC_OK;
}

static tc_code decide(solver *s, tc_error *error)
{
    tc_code code = find_basis(s, error);
    if (code == TC_OK && s->done)
        code = find_shares(s, error);
    if (code == TC_OK && s->done)
        code = tc_share_proof_open(&s->proof, s->basis, &s->work, error);
    if (code == TC_OK && s->done)
        code = reach_goals(s, error);
    return code == TC_OK && s->done ? keep_results(s, error) : code;
}

tc_code tc_share_plan_find(const tc_problem *problem, tc_plan *plan, bool *done,
                           tc_error *error)
{
    solver s = {.problem = problem, .plan = plan};
    const char *why[2];
    tc_error found = {.code = TC_OK};
    *done = false;
    if (has_late_even_goal(problem))
        return TC_OK;
    tc_code code = tc_share_model_build(problem, NULL, &s.model, why, error);
    if (code != TC_OK || why[0])
        return code;
    code = decide(&s, &found);
    tc_share_proof_free(&s.proof);
    tc_mem_drop(s.basis);
    tc_share_point_free(&s.point);
    tc_share_work_free(&s.work);
    tc_share_model_free(&s.model);
    if (code == TC_OK)
        *done = s.done;
    if (code == TC_ERR_SOLVER)
        return TC_OK; /* the general path decides */
    if (code != TC_OK && error)
        *error = found;
    return code;
}
