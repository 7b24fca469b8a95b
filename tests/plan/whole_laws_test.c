/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be so of cases with whole projects, whatever their plans are. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/order.h"
#include "domain/plan.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { CASES = 120 };

static tc_plan *solve(const tc_problem *problem, bool relax, uint64_t seed)
{
    const tc_solve_options how = {.relax = relax};
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, &how, &plan, &error), TC_OK, "case %d: %s", (int)seed,
                 error.message_en);
    return plan;
}

static tc_problem *case_of(uint64_t seed, unsigned features)
{
    return made_case(seed, 3 + (int)(seed % 10), 3 + (int)(seed % 12),
                     features | (seed % 3 ? MADE_WHOLE : MADE_ALL_WHOLE));
}

static tc_source *open_sources(tc_problem *problem)
{
    const int count = problem->source_count;
    tc_source *sources = made_take(problem, count, sizeof *sources);
    memcpy(sources, problem->sources, (size_t)count * sizeof *sources);
    problem->sources = sources;
    return sources;
}

/* What the goals before keep-local reached, then the shares by acceptance. */
static int goal_vector(const tc_problem *problem, const tc_plan *plan, double *out)
{
    int count = 0, order[32];
    for (int i = 0; i < plan->level_count; i++) {
        const tc_level *level = &plan->levels[i];
        if (level->kind == TC_LEVEL_SHARE || level->kind == TC_LEVEL_OWN_SHARE)
            continue;
        if (problem->goals[level->goal].kind == TC_GOAL_KEEP_LOCAL)
            break;
        out[count++] = level->value;
    }
    tc_order_by_acceptance(problem, false, order);
    for (int k = 0; k < problem->project_count; k++)
        out[count++] = plan->share[order[k]];
    return count;
}

static void assert_no_worse(const tc_problem *problem, const tc_plan *before,
                            const tc_plan *after, uint64_t seed)
{
    double one[64], two[64];
    const int count = goal_vector(problem, before, one);
    cr_assert_eq(goal_vector(problem, after, two), count);
    for (int i = 0; i < count; i++) {
        cr_assert_geq(two[i], one[i] - 1e-7, "case %d: part %d falls from %.12g to %.12g",
                      (int)seed, i, one[i], two[i]);
        if (two[i] > one[i] + 1e-7)
            return;
    }
}

static void supply_more(uint64_t first, unsigned features)
{
    int better = 0;
    for (uint64_t seed = first; seed < first + CASES; seed++) {
        tc_problem *before = case_of(seed, features), *after = case_of(seed, features);
        dice d = {seed * 7};
        tc_source *source = &open_sources(after)[dice_below(&d, after->source_count)];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            source->supply[p] = source->quantity[p] *= dice_real(&d, 1.0, 3.0);
        tc_plan *one = solve(before, false, seed), *two = solve(after, false, seed);
        assert_no_worse(before, one, two, seed);
        for (int j = 0; j < before->project_count; j++)
            better += two->share[j] > one->share[j] + 1e-7;
        tc_plan_free(one);
        tc_plan_free(two);
        made_case_free(before);
        made_case_free(after);
    }
    cr_assert_gt(better, 0, "more supply never served anybody");
}

Test(plan_whole_laws, more_supply_never_lowers_a_goal_that_comes_first)
{
    supply_more(100, 0);
    supply_more(300, MADE_EVEN | MADE_CAPS);
    supply_more(500, MADE_TIES | MADE_EXCHANGE);
    TC_ASSERT_NO_LEAK();
}

static void times_ten(tc_problem *problem)
{
    const int count = problem->project_count;
    tc_source *sources = open_sources(problem);
    tc_project *projects = made_take(problem, count, sizeof *projects);
    memcpy(projects, problem->projects, (size_t)count * sizeof *projects);
    problem->projects = projects;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int s = 0; s < problem->source_count; s++)
            sources[s].supply[p] = sources[s].quantity[p] *= 10.0;
        for (int j = 0; j < count; j++) {
            projects[j].emission[p] *= 10.0;
            projects[j].need[p] = projects[j].ratio[p] * projects[j].emission[p];
        }
    }
}

Test(plan_whole_laws, ten_times_the_tonnes_are_the_same_decisions)
{
    static const unsigned mixes[] = {0, MADE_EVEN | MADE_CAPS, MADE_TIES, MADE_POLICY};
    for (uint64_t seed = 1100; seed < 1100 + CASES; seed++) {
        tc_problem *before = case_of(seed, mixes[seed % 4]);
        tc_problem *after = case_of(seed, mixes[seed % 4]);
        times_ten(after);
        tc_plan *one = solve(before, false, seed), *two = solve(after, false, seed);
        for (int j = 0; j < before->project_count; j++)
            cr_assert_float_eq(one->share[j], two->share[j], 1e-7,
                               "case %d: project %d from %.12g to %.12g", (int)seed, j,
                               one->share[j], two->share[j]);
        tc_plan_free(one);
        tc_plan_free(two);
        made_case_free(before);
        made_case_free(after);
    }
    TC_ASSERT_NO_LEAK();
}

/* The relaxation has the strict order of its own, so only its first value is a bound. */
Test(plan_whole_laws, no_decision_serves_more_than_the_relaxation)
{
    static const unsigned mixes[] = {0, MADE_EVEN | MADE_CAPS, MADE_TIES | MADE_POLICY,
                                     MADE_EXCHANGE | MADE_FINE};
    int less = 0;
    for (uint64_t seed = 1500; seed < 1500 + 2 * CASES; seed++) {
        tc_problem *problem = case_of(seed, mixes[seed % 4]);
        tc_plan *whole = solve(problem, false, seed),
                *relaxed = solve(problem, true, seed);
        if (whole->level_count > 0 && relaxed->level_count > 0 &&
            whole->levels[0].kind == relaxed->levels[0].kind &&
            whole->levels[0].goal == relaxed->levels[0].goal &&
            whole->levels[0].project == relaxed->levels[0].project) {
            cr_assert_geq(relaxed->levels[0].value, whole->levels[0].value - 1e-7,
                          "case %d", (int)seed);
            less += relaxed->levels[0].value > whole->levels[0].value + 1e-7;
        }
        tc_plan_free(whole);
        tc_plan_free(relaxed);
        made_case_free(problem);
    }
    cr_assert_gt(less, 10, "wholeness hardly ever cost anything");
    TC_ASSERT_NO_LEAK();
}
