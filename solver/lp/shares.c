/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/shares.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "lp/names.h"
#include "lp/objective.h"
#include "lp/prices.h"
#include "lp/required.h"
#include "lp/shares_parts.h"
#include "lp/shares_zero.h"

/* A share this close to 0 or 1 is 0 or 1: ten times the feasibility tolerance. */
static const double SHARE_TOLERANCE = 1e-8;
/* Two shares this close are the same share to a tie. */
static const double TIE_TOLERANCE = 1e-7;

typedef struct solver {
    const tc_problem *problem;
    tc_plan *plan;
    tc_network net;
    tc_lexico *lexico;
    tc_prices prices;
    int *column; /* lp.columns, for objectives */
    double *value;
    double *multiplier; /* lp.rows */
    int *order;         /* project_count */
    tc_level *levels;
    int level_count, level_room;
    double *least; /* project_count: shares where the one being settled is least */
    bool *tied;    /* project_count */
    int *ties;
    int tie_count;
    bool ties_left_out;
    bool *lively; /* lp.columns, see tc_zeros */
} solver;

static tc_code add_level(solver *s, tc_level level, tc_error *error)
{
    if (s->level_count == s->level_room) {
        const int wanted = s->level_room ? 2 * s->level_room : 64;
        tc_level *more = tc_mem_grow(s->levels, (size_t)wanted, sizeof *more);
        if (!more)
            return tc_no_memory(error);
        s->levels = more;
        s->level_room = wanted;
    }
    s->levels[s->level_count++] = level;
    return TC_OK;
}

/* One level: solve, keep its value and its multipliers. */
static tc_code solve_level(solver *s, tc_level level, const tc_objective *objective,
                           tc_error *error)
{
    tc_lp_status status = TC_LP_OPTIMAL;
    level.value = 0.0;
    if (objective->count == 0)
        return add_level(s, level, error);
    tc_code code = tc_lexico_level(s->lexico, objective, &status, &level.value,
                                   s->multiplier, error);
    if (code == TC_OK && status != TC_LP_OPTIMAL)
        code = tc_fail(error, TC_ERR_SOLVER, NULL, "求解器称模型无可行解：模型有误",
                       "the solver finds no feasible point: the model is wrong");
    if (code == TC_OK)
        code = tc_prices_add(&s->prices, &s->net, s->level_count, s->multiplier, error);
    return code == TC_OK ? add_level(s, level, error) : code;
}

/* A project whose share could have been less was in a tie: with those whose shares give
 * way between the two. */
static void note_tie(solver *s, int project)
{
    const double *point = tc_lexico_point(s->lexico);
    s->tied[project] = true;
    for (int j = 0; j < s->problem->project_count; j++)
        if (fabs(point[s->net.share_column[j]] - s->least[j]) > TIE_TOLERANCE)
            s->tied[j] = true;
}

/* The smallest share that is still possible, and where the others then are. */
static tc_code look_down(solver *s, int column, double *least, tc_error *error)
{
    const double minus_one = -1.0;
    const tc_objective down = {1, &column, &minus_one};
    double most = 0.0;
    const tc_code code = tc_lexico_probe(s->lexico, &down, &most, error);
    *least = -most;
    for (int j = 0; j < s->problem->project_count && code == TC_OK; j++)
        s->least[j] = tc_lexico_point(s->lexico)[s->net.share_column[j]];
    return code;
}

/* Is the share one of those that nothing can raise any more? One program tells of all. */
static tc_code stay_at_zero(solver *s, int column, bool *stays, tc_error *error)
{
    tc_zeros zeros = {&s->net, s->lexico, s->lively, s->column, s->value, s->multiplier};
    const tc_code code = tc_zeros_prove(&zeros, column, stays, error);
    return code == TC_OK && *stays
               ? tc_prices_add(&s->prices, &s->net, s->level_count, s->multiplier, error)
               : code;
}

/* The next share in the order: the largest value still possible for this column. Its
 * range tells whether only the order decided it. */
static tc_code settle(solver *s, tc_level_kind kind, int goal, int project, int column,
                      tc_error *error)
{
    if (column < 0 || s->net.lp.high[column] == 0.0 ||
        tc_lexico_is_fixed(s->lexico, column))
        return TC_OK;
    const double one = 1.0, high = s->net.lp.high[column];
    const tc_objective up = {1, &column, &one};
    const bool names = kind == TC_LEVEL_SHARE && !s->ties_left_out;
    bool stays = false;
    double least = 0.0;
    tc_code code = s->ties_left_out ? stay_at_zero(s, column, &stays, error) : TC_OK;
    if (code != TC_OK || stays)
        return code == TC_OK ? add_level(s, (tc_level){kind, goal, project, 0.0}, error)
                             : code;
    if (!names && tc_lexico_point(s->lexico)[column] == high) { /* no more is possible */
        tc_lexico_hold(s->lexico, column, high, high);
        return add_level(s, (tc_level){kind, goal, project, high}, error);
    }
    if (names)
        code = look_down(s, column, &least, error);
    if (code == TC_OK)
        code = solve_level(s, (tc_level){kind, goal, project, 0.0}, &up, error);
    if (code == TC_OK && names &&
        s->levels[s->level_count - 1].value - least > TIE_TOLERANCE)
        note_tie(s, project);
    return code;
}

static tc_code first_come(solver *s, int goal, tc_error *error)
{
    const int count = s->problem->project_count;
    tc_order_by_acceptance(s->problem, goal == s->problem->goal_count, s->order);
    tc_code code = TC_OK;
    for (int k = 0; k < count && code == TC_OK; k++)
        code = settle(s, TC_LEVEL_SHARE, goal, s->order[k],
                      s->net.share_column[s->order[k]], error);
    for (int k = 0; k < count && code == TC_OK; k++)
        code = settle(s, TC_LEVEL_OWN_SHARE, goal, s->order[k],
                      s->net.own_column[s->order[k]], error);
    for (int k = 0; k < count; k++)
        if (s->tied[s->order[k]])
            s->ties[s->tie_count++] = s->order[k];
    return code;
}

static tc_code even_first(solver *s, int goal, tc_error *error)
{
    const double one = 1.0;
    const tc_objective smallest = {1, &s->net.smallest_column[goal], &one};
    return solve_level(s, (tc_level){TC_LEVEL_SMALLEST_SHARE, goal, -1, 0.0}, &smallest,
                       error);
}

static tc_code total_of(solver *s, int goal, tc_error *error)
{
    const tc_objective total = tc_objective_total(&s->net, goal, s->column, s->value);
    return solve_level(s, (tc_level){TC_LEVEL_TOTAL, goal, -1, 0.0}, &total, error);
}

static tc_code reach_goal(solver *s, int goal, tc_error *error)
{
    const tc_goal *g = &s->problem->goals[goal];
    if (g->kind == TC_GOAL_FIRST_COME)
        return first_come(s, goal, error);
    const tc_code code = g->even ? even_first(s, goal, error) : TC_OK;
    return code == TC_OK ? total_of(s, goal, error) : code;
}

static double snapped(double share)
{
    if (share < SHARE_TOLERANCE)
        return 0.0;
    return share > 1.0 - SHARE_TOLERANCE ? 1.0 : share;
}

static tc_code keep_results(solver *s, tc_error *error)
{
    tc_plan *plan = s->plan;
    const size_t projects = (size_t)s->problem->project_count;
    plan->share = tc_arena_take(&plan->arena, projects, sizeof(double));
    plan->own_share = tc_arena_take(&plan->arena, projects, sizeof(double));
    tc_level *levels =
        tc_arena_take(&plan->arena, (size_t)s->level_count, sizeof *levels);
    if (!plan->share || !plan->own_share || !levels)
        return tc_no_memory(error);
    const double *point = tc_lexico_point(s->lexico);
    for (int j = 0; j < s->problem->project_count; j++) {
        plan->share[j] = snapped(point[s->net.share_column[j]]);
        const int own = s->net.own_column[j];
        plan->own_share[j] = own < 0 ? 0.0 : fmin(snapped(point[own]), plan->share[j]);
    }
    if (s->level_count)
        memcpy(levels, s->levels, (size_t)s->level_count * sizeof *levels);
    plan->levels = levels;
    plan->level_count = s->level_count;
    plan->ties = s->ties;
    plan->tie_count = s->tie_count;
    plan->pivots += tc_lexico_pivots(s->lexico);
    tc_shares_settle_searches(plan);
    const tc_code code = tc_shares_keep_drafts(&s->net, point, plan, error);
    return code == TC_OK ? tc_prices_close(&s->prices, &s->net, NULL, &plan->arena,
                                           &plan->prices, &plan->price_count, error)
                         : code;
}

static tc_code open_solver(solver *s, tc_error *error)
{
    tc_code code = tc_network_build(s->problem, TC_NET_NO_GOAL_ROWS, &s->net, error);
    if (code != TC_OK)
        return code;
    const size_t projects = (size_t)s->problem->project_count;
    s->column = tc_mem_new((size_t)s->net.lp.columns, sizeof *s->column);
    s->value = tc_mem_new((size_t)s->net.lp.columns, sizeof *s->value);
    s->multiplier = tc_mem_new((size_t)s->net.lp.rows, sizeof *s->multiplier);
    s->lively = tc_mem_new((size_t)s->net.lp.columns, sizeof *s->lively);
    s->order = tc_mem_new(projects, sizeof *s->order);
    s->least = tc_mem_new(projects, sizeof *s->least);
    s->tied = tc_mem_new(projects, sizeof *s->tied);
    s->ties = tc_arena_take(&s->plan->arena, projects, sizeof *s->ties);
    if (!s->column || !s->value || !s->multiplier || !s->lively || !s->order ||
        !s->least || !s->tied || !s->ties)
        return tc_no_memory(error);
    return tc_lexico_open(&s->net.lp, &s->lexico, error);
}

static void close_solver(solver *s)
{
    tc_lexico_close(s->lexico);
    tc_network_free(&s->net);
    tc_prices_free(&s->prices);
    tc_mem_drop(s->column);
    tc_mem_drop(s->value);
    tc_mem_drop(s->multiplier);
    tc_mem_drop(s->lively);
    tc_mem_drop(s->order);
    tc_mem_drop(s->least);
    tc_mem_drop(s->tied);
    tc_mem_drop(s->levels);
}

/* A case without keep-local still sends nothing abroad for nothing. No goal of the case,
 * so no level of the plan. */
static tc_code route_at_home(solver *s, tc_error *error)
{
    int count = 0;
    for (int k = 0; k < s->net.export_count; k++) {
        s->column[count] = s->net.export_column[k];
        s->value[count++] = -1.0 / s->net.total_supply[s->net.export_pollutant[k]];
    }
    const tc_objective home = {count, s->column, s->value};
    double value = 0.0;
    return tc_lexico_probe(s->lexico, &home, &value, error);
}

/* Whole projects stay as decided: refused, or approved from their least share on. */
static void hold_decisions(solver *s, const tc_decisions *decisions)
{
    for (int j = 0; j < s->problem->project_count; j++) {
        s->tied[j] = decisions->tied[j];
        const double least = tc_project_least(&s->problem->projects[j]);
        if (least > 0.0)
            tc_lexico_hold(s->lexico, s->net.share_column[j],
                           decisions->approved[j] ? least : 0.0,
                           decisions->approved[j] ? 1.0 : 0.0);
    }
}

/* The program with what is held in it, and its required projects served. Then it needs a
 * point: where all shares are held, no level may need to solve one. */
static tc_code begin(solver *s, const tc_decisions *decisions, double noise,
                     tc_error *error)
{
    static const tc_objective nothing = {0, NULL, NULL};
    double value = 0.0;
    tc_code code = open_solver(s, error);
    if (code != TC_OK)
        return code;
    tc_simplex_set_noise(tc_lexico_simplex(s->lexico), noise);
    if (decisions)
        hold_decisions(s, decisions);
    code = tc_required_serve(s->lexico, &s->net, s->column, s->value, s->plan, error);
    if (code == TC_OK && decisions && s->plan->status != TC_PLAN_INFEASIBLE)
        code = tc_lexico_probe(s->lexico, &nothing, &value, error);
    return code;
}

tc_code tc_shares_require(const tc_problem *problem, tc_plan *plan, tc_error *error)
{
    solver s = {.problem = problem, .plan = plan};
    const tc_code code = begin(&s, NULL, TC_NOISE, error);
    close_solver(&s);
    return code;
}

/* How the shares are looked for. */
typedef struct way {
    const tc_decisions *decisions;
    double noise;
    bool ties_left_out;
    const tc_basis *from; /* where the first goal begins; or NULL */
    tc_basis *kept;       /* where the last one ended; or NULL */
} way;

static tc_code find(const tc_problem *problem, const way *how, tc_plan *plan,
                    tc_error *error)
{
    solver s = {.problem = problem, .plan = plan, .ties_left_out = how->ties_left_out};
    tc_code code = begin(&s, how->decisions, how->noise, error);
    const bool feasible = code == TC_OK && plan->status != TC_PLAN_INFEASIBLE;
    if (feasible && how->from)
        tc_lexico_begin_at(s.lexico, how->from);
    for (int goal = 0; feasible && code == TC_OK && goal < problem->goal_count; goal++)
        code = reach_goal(&s, goal, error);
    /* a case without first-come still gets one plan: what is tied goes by id */
    if (feasible && code == TC_OK && !tc_problem_has_goal(problem, TC_GOAL_FIRST_COME))
        code = first_come(&s, problem->goal_count, error);
    if (feasible && code == TC_OK && !tc_problem_has_goal(problem, TC_GOAL_KEEP_LOCAL))
        code = route_at_home(&s, error);
    if (feasible && code == TC_OK && how->kept)
        code = tc_lexico_keep_basis(s.lexico, &s.net.lp, how->kept, error);
    else if (feasible && code == TC_OK)
        code = keep_results(&s, error);
    close_solver(&s);
    return code;
}

tc_code tc_shares_find(const tc_problem *problem, const tc_decisions *decisions,
                       double noise, tc_plan *plan, tc_error *error)
{
    const way how = {.decisions = decisions, .noise = noise};
    return find(problem, &how, plan, error);
}

tc_code tc_shares_find_fast(const tc_problem *problem, const tc_decisions *decisions,
                            double noise, tc_plan *plan, tc_error *error)
{
    const way how = {.decisions = decisions, .noise = noise, .ties_left_out = true};
    return find(problem, &how, plan, error);
}

tc_code tc_shares_find_from(const tc_problem *problem, const tc_basis *from,
                            tc_plan *plan, tc_error *error)
{
    const way how = {.noise = TC_NOISE, .ties_left_out = true, .from = from};
    return find(problem, &how, plan, error);
}

tc_code tc_shares_find_basis(const tc_problem *problem, tc_basis *basis, tc_error *error)
{
    tc_plan scratch = {.status = TC_PLAN_OPTIMAL};
    const way how = {.noise = TC_NOISE, .ties_left_out = true, .kept = basis};
    const tc_code code = find(problem, &how, &scratch, error);
    tc_arena_free(&scratch.arena);
    return code;
}

static tc_code write_program(solver *s, int goal, tc_lp_format format, const char *path,
                             tc_error *error)
{
    tc_lp_names names = {.format = format, .program = "tongchou"};
    tc_code code =
        tc_names_make(&s->net, &s->plan->arena, &names.row, &names.column, error);
    if (code != TC_OK)
        return code;
    if (s->problem->goals[goal].even) {
        code = even_first(s, goal, error);
        if (code != TC_OK)
            return code;
    }
    const tc_objective total = tc_objective_total(&s->net, goal, s->column, s->value);
    return tc_simplex_write(tc_lexico_simplex(s->lexico), &total, &names, path, error);
}

tc_code tc_shares_export(const tc_problem *problem, const tc_decisions *decisions,
                         int goal, tc_lp_format format, const char *path, tc_error *error)
{
    tc_plan scratch = {.status = TC_PLAN_OPTIMAL};
    solver s = {.problem = problem, .plan = &scratch};
    tc_code code = begin(&s, decisions, TC_NOISE, error);
    if (code == TC_OK && scratch.status != TC_PLAN_OPTIMAL)
        code = tc_fail(error, TC_ERR_USAGE, NULL, "必保项目不能同时满足，没有可写的模型",
                       "the required projects cannot all be served: no program to write");
    for (int before = 0; code == TC_OK && before < goal; before++)
        code = reach_goal(&s, before, error);
    if (code == TC_OK)
        code = write_program(&s, goal, format, path, error);
    close_solver(&s);
    tc_arena_free(&scratch.arena);
    return code;
}
