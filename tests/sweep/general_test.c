/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/plan.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_sweep.h"
#include "sweep/decide.h"

enum { SCENARIOS = 5 };

/* One scenario of a sweep: the case as it is in it, a tile with its outcome. */
typedef struct outcome {
    tc_problem *scenario;
    tc_tile tile;
    tc_arena arena;
} outcome;

static void *room_for(outcome *o, int count, size_t size)
{
    void *room = tc_arena_take(&o->arena, (size_t)count, size);
    cr_assert_not_null(room);
    return room;
}

static outcome decide_from(const tc_basis *from, const tc_problem *problem,
                           const tc_sweep *sweep, int k, const tc_sweep_options *options)
{
    outcome o = {.tile = {.first = k, .count = 1, .room = 1, .failed_at = -1}};
    tc_tile *t = &o.tile;
    t->values = room_for(&o, sweep->axis_count, sizeof(double));
    t->goal = room_for(&o, tc_sweep_goal_count(problem, sweep), sizeof(double));
    t->share = room_for(&o, problem->project_count, sizeof(double));
    t->remaining = room_for(&o, TC_POLLUTANTS, sizeof(double));
    t->gap = room_for(&o, 1, sizeof(double));
    t->residual = room_for(&o, 1, sizeof(double));
    t->status = room_for(&o, 1, 1);
    t->reason = room_for(&o, 1, 1);
    tc_error error = {0};
    tc_sweep_point(sweep, k, t->values);
    cr_assert_eq(tc_scenario_apply(problem, sweep, t->values, &o.scenario, &error), TC_OK,
                 "%s", error.message_en);
    cr_assert_eq(tc_general_decide(o.scenario, sweep, options, from, 0, t, &error), TC_OK,
                 "%s", error.message_en);
    return o;
}

static outcome decide(const tc_problem *problem, const tc_sweep *sweep, int k,
                      const tc_sweep_options *options)
{
    return decide_from(NULL, problem, sweep, k, options);
}

static void close_outcome(outcome *o)
{
    tc_problem_free(o->scenario);
    tc_arena_free(&o->arena);
}

static void assert_all_nan(const tc_problem *problem, const tc_sweep *sweep,
                           const tc_tile *t)
{
    for (int g = 0; g < tc_sweep_goal_count(problem, sweep); g++)
        cr_assert(isnan(t->goal[g]));
    for (int j = 0; j < problem->project_count; j++)
        cr_assert(isnan(t->share[j]));
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert(isnan(t->remaining[p]));
    cr_assert(isnan(t->gap[0]) && isnan(t->residual[0]));
}

/* ---- against the plan of tc_solve -------------------------------------------------- */

/* The value of a goal of the scenario, as the plan's levels have it; NaN: no such goal */
static double value_in_plan(const tc_problem *problem, const tc_plan *plan,
                            const char *goal)
{
    for (int k = 0; k < plan->level_count; k++) {
        const tc_level *level = &plan->levels[k];
        if (level->kind == TC_LEVEL_TOTAL &&
            strcmp(problem->goals[level->goal].name, goal) == 0)
            return level->value;
    }
    return NAN;
}

/* Tonnes that nobody was credited with, and how far whole grains and shares may differ.
 */
static double left_in_plan(const tc_problem *problem, const tc_plan *plan, int p,
                           double *slack)
{
    double left = 0.0;
    const double grain = pow(10.0, -problem->grain_digits);
    *slack = 1e-6;
    for (int s = 0; s < problem->source_count; s++)
        left += problem->sources[s].supply[p];
    for (int j = 0; j < problem->project_count; j++)
        *slack += grain * (3.0 + problem->projects[j].ratio[p]);
    for (int k = 0; k < plan->credit_count; k++)
        if (plan->credits[k].pollutant == p)
            left -= grain * (double)plan->credits[k].grains;
    *slack += 2.0 * grain * problem->source_count;
    return left;
}

static double largest_gap(const tc_plan *plan)
{
    double gap = 0.0;
    for (int k = 0; k < plan->search_count; k++)
        gap = fmax(gap, tc_search_gap(&plan->searches[k]));
    return gap;
}

static int compare_goals(const tc_problem *problem, const tc_sweep *sweep,
                         const outcome *o, const tc_plan *plan)
{
    int compared = 0;
    for (int g = 0; g < tc_sweep_goal_count(problem, sweep); g++) {
        const double expected =
            value_in_plan(o->scenario, plan, tc_sweep_goal_name(problem, sweep, g));
        cr_assert(isfinite(o->tile.goal[g]));
        if (!isfinite(expected))
            continue;
        compared++;
        cr_assert_float_eq(o->tile.goal[g], expected, 1e-7 * fmax(1.0, expected));
    }
    return compared;
}

typedef struct tally {
    int plans, infeasible, bounded, goals;
} tally;

static void compare(const tc_problem *problem, const tc_sweep *sweep, outcome *o,
                    const tc_sweep_options *options, tally *t)
{
    const tc_solve_options how = {
        .relax = options->relax, .gap = options->gap, .engine = TC_ENGINE_GLPK};
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(o->scenario, &how, &plan, &error), TC_OK, "%s",
                 error.message_en);
    if (plan->status == TC_PLAN_INFEASIBLE) {
        cr_assert_eq(o->tile.status[0], TC_OUTCOME_INFEASIBLE);
        assert_all_nan(problem, sweep, &o->tile);
        t->infeasible++;
        tc_plan_free(plan);
        return;
    }
    cr_assert_eq(o->tile.status[0] == TC_OUTCOME_BOUNDED,
                 plan->status == TC_PLAN_BOUNDED);
    cr_assert(o->tile.status[0] == TC_OUTCOME_OPTIMAL ||
              o->tile.status[0] == TC_OUTCOME_BOUNDED);
    cr_assert_eq(o->tile.gap[0] > 0.0, plan->status == TC_PLAN_BOUNDED);
    cr_assert_float_eq(o->tile.gap[0], largest_gap(plan), 1e-9);
    cr_assert(o->tile.residual[0] >= 0.0 && o->tile.residual[0] <= 1e-7);
    for (int j = 0; j < problem->project_count; j++)
        cr_assert_float_eq(o->tile.share[j], plan->share[j], 1e-7);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        double slack = 0.0;
        const double left = left_in_plan(o->scenario, plan, p, &slack);
        cr_assert(o->tile.remaining[p] >= 0.0);
        cr_assert_float_eq(o->tile.remaining[p], fmax(0.0, left), slack, "%s: %.9g %.9g",
                           tc_pollutants[p].id, o->tile.remaining[p], left);
    }
    t->goals += compare_goals(problem, sweep, o, plan);
    t->plans++;
    t->bounded += plan->status == TC_PLAN_BOUNDED;
    tc_plan_free(plan);
}

static tally compare_many(uint64_t seed, int cases, unsigned features, unsigned axes,
                          const tc_sweep_options *options)
{
    tally t = {0};
    for (int k = 0; k < cases; k++) {
        const uint64_t number = seed + (uint64_t)k;
        tc_problem *problem = made_case(number, 2 + k % 12, 2 + k % 14, features);
        tc_sweep *sweep = made_sweep(number, problem, SCENARIOS, axes);
        for (int i = 0; i < SCENARIOS; i++) {
            outcome o = decide(problem, sweep, i, options);
            compare(problem, sweep, &o, options, &t);
            close_outcome(&o);
        }
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    cr_assert_gt(t.plans, cases);
    cr_assert_gt(t.goals, cases);
    return t;
}

static const unsigned ALL_AXES = MADE_AXES_LIMITS | MADE_AXES_DEMAND |
                                 MADE_AXES_STRUCTURE | MADE_AXES_POLICY | MADE_AXES_SETS;
static const tc_sweep_options USUAL = {.engine = TC_ENGINE_GLPK};

Test(sweep_general, decides_scenarios_as_solve_does)
{
    compare_many(1000, 60, 0, ALL_AXES, &USUAL);
    compare_many(2000, 40, MADE_CAPS | MADE_EVEN, ALL_AXES, &USUAL);
    compare_many(3000, 40, MADE_FINE | MADE_POLICY, ALL_AXES, &USUAL);
    compare_many(4000, 40, MADE_TIES | MADE_LIMITS | MADE_OWNERS, ALL_AXES, &USUAL);
    compare_many(5000, 40, MADE_EXCHANGE, ALL_AXES, &USUAL);
    TC_ASSERT_NO_LEAK();
}

/* So many shares that several stand at 0 when their turn comes. */
Test(sweep_general, decides_scenarios_of_scarce_cases_as_solve_does)
{
    static const unsigned features[] = {0,
                                        MADE_TIES,
                                        MADE_CAPS | MADE_EVEN,
                                        MADE_FINE | MADE_POLICY,
                                        MADE_MUST,
                                        MADE_EXCHANGE | MADE_LIMITS};
    tally t = {0};
    for (int k = 0; k < 36; k++) {
        tc_problem *problem =
            made_case(20000 + (uint64_t)k, 8 + k % 9, 30 + k, features[k % 6]);
        tc_sweep *sweep = made_sweep((uint64_t)k, problem, 3, ALL_AXES);
        for (int i = 0; i < 3; i++) {
            outcome o = decide(problem, sweep, i, &USUAL);
            compare(problem, sweep, &o, &USUAL, &t);
            close_outcome(&o);
        }
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    cr_assert_eq(t.plans + t.infeasible, 108);
    cr_assert_gt(t.plans, 90);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_general, says_when_the_required_projects_cannot_be_served)
{
    const tally t = compare_many(6000, 60, MADE_MUST, ALL_AXES, &USUAL);
    cr_assert_gt(t.infeasible, 10);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_general, decides_whole_projects)
{
    compare_many(7000, 40, MADE_WHOLE, ALL_AXES, &USUAL);
    compare_many(8000, 20, MADE_ALL_WHOLE | MADE_CAPS, ALL_AXES, &USUAL);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_general, states_the_gap_of_whole_projects_where_it_may_leave_one)
{
    const tc_sweep_options loose = {.engine = TC_ENGINE_GLPK, .gap = 0.5};
    const tally t = compare_many(70000, 60, MADE_WHOLE, MADE_AXES_LIMITS, &loose);
    cr_assert_gt(t.bounded, 0);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_general, takes_whole_projects_as_divisible_when_told_to)
{
    const tc_sweep_options relaxed = {.engine = TC_ENGINE_GLPK, .relax = true};
    const tally t = compare_many(7000, 40, MADE_WHOLE, ALL_AXES, &relaxed);
    cr_assert_eq(t.bounded, 0);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_general, a_scenario_that_changes_nothing_is_the_case)
{
    for (int k = 0; k < 40; k++) {
        tc_problem *problem = made_case(9000 + (uint64_t)k, 3 + k % 9, 2 + k % 9,
                                        k % 2 ? MADE_CAPS | MADE_EVEN : MADE_WHOLE);
        tc_sweep *sweep =
            made_sweep((uint64_t)k, problem, 1, ALL_AXES & ~(unsigned)MADE_AXES_SETS);
        outcome o = decide(problem, sweep, 0, &USUAL);
        const tc_solve_options by_glpk = {.engine = TC_ENGINE_GLPK};
        tc_plan *plan = NULL;
        cr_assert_eq(tc_solve(problem, &by_glpk, &plan, NULL), TC_OK);
        for (int j = 0; j < problem->project_count; j++)
            cr_assert_eq(o.tile.share[j], plan->share[j]);
        tc_plan_free(plan);
        close_outcome(&o);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}

/* ---- from the basis of another scenario -------------------------------------------- */

static void assert_same_outcome(const tc_problem *problem, const tc_sweep *sweep,
                                const tc_tile *one, const tc_tile *two)
{
    cr_assert_eq(one->status[0], two->status[0]);
    if (one->status[0] != TC_OUTCOME_OPTIMAL)
        return;
    for (int g = 0; g < tc_sweep_goal_count(problem, sweep); g++)
        cr_assert_float_eq(one->goal[g], two->goal[g], 1e-9 * fmax(1.0, two->goal[g]));
    for (int j = 0; j < problem->project_count; j++)
        cr_assert_float_eq(one->share[j], two->share[j], 1e-7);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert_float_eq(one->remaining[p], two->remaining[p],
                           1e-6 * fmax(1.0, two->remaining[p]));
    cr_assert_leq(one->residual[0], 1e-7);
}

/* Each scenario from the basis of the first one; how many had any to begin at. */
static int compare_beginnings(uint64_t seed, int cases, unsigned features, unsigned axes,
                              const tc_sweep_options *options)
{
    int begun = 0;
    for (int k = 0; k < cases; k++) {
        const uint64_t number = seed + (uint64_t)k;
        tc_problem *problem = made_case(number, 2 + k % 12, 2 + k % 14, features);
        tc_sweep *sweep = made_sweep(number, problem, SCENARIOS, axes);
        outcome first = decide(problem, sweep, 0, options);
        tc_basis root = {.columns = 0};
        cr_assert_eq(tc_general_root(first.scenario, &root, NULL), TC_OK);
        for (int i = 0; i < SCENARIOS; i++) {
            outcome near = decide_from(&root, problem, sweep, i, options);
            outcome anew = decide(problem, sweep, i, options);
            assert_same_outcome(problem, sweep, &near.tile, &anew.tile);
            begun += root.columns > 0;
            close_outcome(&near);
            close_outcome(&anew);
        }
        tc_basis_free(&root);
        close_outcome(&first);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    return begun;
}

Test(sweep_general, decides_the_same_from_the_basis_of_another_scenario)
{
    static const tc_sweep_options relaxed = {.engine = TC_ENGINE_GLPK, .relax = true};
    static const unsigned features[] = {MADE_EXCHANGE,
                                        MADE_CAPS | MADE_EVEN,
                                        MADE_FINE | MADE_POLICY,
                                        MADE_TIES | MADE_LIMITS | MADE_OWNERS,
                                        MADE_MUST | MADE_EXCHANGE,
                                        MADE_WHOLE};
    int begun = 0;
    for (int k = 0; k < 6; k++) {
        const uint64_t seed = 30000 + 1000 * (uint64_t)k;
        begun += compare_beginnings(seed, 40, features[k], MADE_AXES_LIMITS, &relaxed);
        begun += compare_beginnings(seed + 500, 20, features[k], ALL_AXES, &relaxed);
    }
    cr_assert_gt(begun, 6 * 60 * SCENARIOS * 9 / 10);
    TC_ASSERT_NO_LEAK();
}

/* One of another case, which may have as many columns and rows by chance; none at all. */
Test(sweep_general, a_basis_that_does_not_fit_changes_no_answer)
{
    for (int k = 0; k < 40; k++) {
        tc_problem *other = made_case(40000 + (uint64_t)k, 6, 8, MADE_EXCHANGE);
        tc_problem *problem = made_case(41000 + (uint64_t)k, 6, 8, MADE_EXCHANGE);
        tc_sweep *sweep = made_sweep(1, problem, 1, MADE_AXES_LIMITS);
        outcome anew = decide(problem, sweep, 0, &USUAL);
        tc_basis bases[3] = {{.columns = 0}};
        for (int b = 0; b < 3; b++)
            cr_assert_eq(tc_general_root(b ? anew.scenario : other, &bases[b], NULL),
                         TC_OK);
        for (int b = 1; b < 3; b++)
            memset(bases[b].stand, b == 1 ? TC_STAND_BASIC : TC_STAND_LOW,
                   (size_t)bases[b].columns + (size_t)bases[b].rows);
        for (int b = 0; b < 3; b++) {
            outcome near = decide_from(&bases[b], problem, sweep, 0, &USUAL);
            assert_same_outcome(problem, sweep, &near.tile, &anew.tile);
            close_outcome(&near);
            tc_basis_free(&bases[b]);
        }
        close_outcome(&anew);
        made_sweep_free(sweep);
        made_case_free(problem);
        made_case_free(other);
    }
    TC_ASSERT_NO_LEAK();
}

/* ---- what goes wrong --------------------------------------------------------------- */

Test(sweep_general, a_scenario_beyond_all_measure_fails_and_says_why)
{
    tc_problem *problem = made_case(1, 6, 6, 0);
    tc_sweep *sweep = made_sweep(1, problem, 1, MADE_AXES_LIMITS);
    double *beyond = tc_arena_take(&sweep->arena, (size_t)sweep->axis_count, 8);
    cr_assert_not_null(beyond);
    memcpy(beyond, sweep->list, (size_t)sweep->axis_count * sizeof *beyond);
    beyond[0] = 1e200; /* of all supplies */
    sweep->list = beyond;
    outcome o = decide(problem, sweep, 0, &USUAL);
    cr_assert_eq(o.tile.status[0], TC_OUTCOME_FAILED);
    cr_assert_eq(o.tile.reason[0], TC_WHY_AMOUNT);
    cr_assert_eq(o.tile.failed_at, 0);
    cr_assert(strstr(o.tile.failure.message_en, "more than the 1e+09 t/a"), "%s",
              o.tile.failure.message_en);
    cr_assert_neq(*o.tile.failure.message, 0);
    assert_all_nan(problem, sweep, &o.tile);
    close_outcome(&o);
    made_sweep_free(sweep);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

static bool at_once(void *asked)
{
    (void)asked;
    return true;
}

Test(sweep_general, marks_the_tile_when_it_is_stopped_in_a_search)
{
    const tc_sweep_options impatient = {.engine = TC_ENGINE_GLPK, .is_stopped = at_once};
    int stopped = 0;
    for (int k = 0; k < 20; k++) { /* where the first program decides all, nobody asks */
        tc_problem *problem =
            made_case(70000 + (uint64_t)k, 12, 20, MADE_ALL_WHOLE | MADE_CAPS);
        tc_sweep *sweep = made_sweep(1, problem, 1, MADE_AXES_LIMITS);
        outcome o = decide(problem, sweep, 0, &impatient);
        stopped += o.tile.stopped;
        close_outcome(&o);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    cr_assert_gt(stopped, 2);
    TC_ASSERT_NO_LEAK();
}
