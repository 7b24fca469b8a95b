/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A single case, decided in the space of shares and by GLPK. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/plan.h"
#include "lp/share_plan.h"
#include "plan/route.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

/* What both must agree on: goals relative, shares as they are. */
static const double GOALS = 1e-9, SHARES = 1e-7;

/* How the cases came out. */
typedef struct tally {
    int cases, applied, routed, alike, parts;
} tally;

static double total_of(const tc_problem *problem, const tc_goal *goal,
                       const tc_plan *plan)
{
    double sum = 0.0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (goal->kind == TC_GOAL_TIER && project->tier == goal->tier)
            sum += project->weight * plan->share[j];
        else if (goal->kind == TC_GOAL_GUARANTEE_LOCAL && project->local_key)
            sum += project->weight * plan->own_share[j];
    }
    return sum;
}

static double value_of_goal(const tc_plan *plan, int goal)
{
    for (int k = 0; k < plan->level_count; k++)
        if (plan->levels[k].goal == goal && plan->levels[k].kind == TC_LEVEL_TOTAL)
            return plan->levels[k].value;
    return NAN;
}

static void compare_goals(const tc_problem *problem, const tc_plan *ours,
                          const tc_plan *theirs, int seed)
{
    for (int g = 0; g < problem->goal_count; g++) {
        const tc_goal *goal = &problem->goals[g];
        const bool routed = goal->kind == TC_GOAL_KEEP_LOCAL;
        const double a = routed ? value_of_goal(ours, g) : total_of(problem, goal, ours);
        const double b =
            routed ? value_of_goal(theirs, g) : total_of(problem, goal, theirs);
        cr_assert(fabs(a - b) <= GOALS * fmax(1.0, fabs(b)),
                  "case %d: %s is %.17g, %.17g", seed, goal->name, a, b);
    }
}

static void compare_shares(const tc_problem *problem, const tc_plan *ours,
                           const tc_plan *theirs, int seed, tally *seen)
{
    for (int j = 0; j < problem->project_count; j++) {
        const double apart = fmax(fabs(ours->share[j] - theirs->share[j]),
                                  fabs(ours->own_share[j] - theirs->own_share[j]));
        cr_assert(apart <= SHARES, "case %d: project %d differs by %g", seed, j, apart);
        seen->parts += ours->share[j] > 0.01 && ours->share[j] < 0.99;
    }
}

/* Where the whole grains are the same, so is who serves whom. */
static void compare_credits(const tc_problem *problem, const tc_plan *ours,
                            const tc_plan *theirs, int seed, tally *seen)
{
    const size_t grains =
        sizeof(tc_grains) * TC_POLLUTANTS * (size_t)problem->project_count;
    if (problem->project_count == 0 || ours->credit_count == 0 ||
        memcmp(ours->emission, theirs->emission, grains) != 0)
        return;
    cr_assert_eq(ours->credit_count, theirs->credit_count, "case %d", seed);
    for (int k = 0; k < ours->credit_count; k++) {
        const tc_credit *a = &ours->credits[k], *b = &theirs->credits[k];
        cr_assert(a->source == b->source && a->project == b->project &&
                      a->pollutant == b->pollutant && a->grains == b->grains,
                  "case %d, credit %d", seed, k);
    }
    seen->alike++;
}

/* What the engine gives passes the check as it is, without a second try. */
static bool find_by_cuts(const tc_problem *problem, int seed)
{
    tc_plan *plan = tc_plan_new();
    tc_error error = {0};
    tc_verdict verdict;
    bool done = false;
    cr_assert_not_null(plan);
    cr_assert_eq(tc_share_plan_find(problem, plan, &done, &error), TC_OK, "case %d: %s",
                 seed, error.message_en);
    if (done) {
        cr_assert_eq(tc_route_credits(problem, plan, &error), TC_OK, "case %d: %s", seed,
                     error.message_en);
        cr_assert_eq(tc_plan_verify(problem, plan, &verdict, &error), TC_OK);
        cr_assert(verdict.verified, "case %d: %s", seed, verdict.message_en);
    }
    tc_plan_free(plan);
    return done;
}

static void compare(const tc_problem *problem, int seed, tally *seen)
{
    const tc_solve_options by_glpk = {.engine = TC_ENGINE_GLPK};
    tc_plan *ours = NULL, *theirs = NULL;
    tc_error error = {0};
    const bool applied = !tc_problem_is_whole(problem) && find_by_cuts(problem, seed);
    seen->cases++;
    seen->applied += applied;
    cr_assert_eq(tc_solve(problem, &by_glpk, &theirs, &error), TC_OK, "case %d: %s", seed,
                 error.message_en);
    cr_assert_eq(tc_solve(problem, NULL, &ours, &error), TC_OK, "case %d: %s", seed,
                 error.message_en);
    cr_assert_eq(ours->status, theirs->status, "case %d", seed);
    if (applied && theirs->status == TC_PLAN_OPTIMAL) {
        cr_assert_eq(theirs->tie_count, 0, "case %d: GLPK names a tie", seed);
        compare_goals(problem, ours, theirs, seed);
        compare_shares(problem, ours, theirs, seed, seen);
        compare_credits(problem, ours, theirs, seed, seen);
    }
    tc_plan_free(ours);
    tc_plan_free(theirs);
}

static tally compare_made(uint64_t first, int count, unsigned features)
{
    tally seen = {0};
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++) {
        dice d = {seed * 13 + 7};
        tc_problem *problem =
            made_case(seed, 1 + dice_below(&d, 14), 1 + dice_below(&d, 16), features);
        problem->wide_basins = dice_chance(&d, 30);
        compare(problem, (int)seed, &seen);
        made_case_free(problem);
    }
    return seen;
}

static void compare_mix(uint64_t first, unsigned features, int applied_least)
{
    enum { CASES = 500 };
    const tally seen = compare_made(first, CASES, features);
    cr_assert(seen.applied >= applied_least, "%d of %d", seen.applied, seen.cases);
    cr_assert_gt(seen.alike, seen.applied / 4);
    cr_assert_gt(seen.parts, 20);
}

Test(plan_share_solve, decides_most_cases_as_glpk_does)
{
    compare_mix(1000, 0, 350);
    compare_mix(2000, MADE_CAPS, 350);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, takes_amounts_that_are_no_whole_grains)
{
    compare_mix(3000, MADE_FINE, 350);
    compare_mix(4000, MADE_FINE | MADE_CAPS, 350);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, leaves_it_to_glpk_to_name_the_ties)
{
    compare_mix(5000, MADE_TIES, 250);
    compare_mix(6000, MADE_TIES | MADE_CAPS, 250);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, takes_goals_in_other_orders)
{
    compare_mix(7000, MADE_POLICY, 25);
    compare_mix(8000, MADE_POLICY | MADE_FINE | MADE_CAPS, 25);
    compare_mix(9000, MADE_POLICY | MADE_TIES | MADE_CAPS, 25);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, serves_required_projects_or_leaves_it_to_glpk)
{
    compare_mix(10000, MADE_MUST | MADE_CAPS, 100);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, knows_rules_that_nest_and_leaves_the_others_to_glpk)
{
    compare_mix(11000, MADE_LIMITS, 100);
    compare_mix(12000, MADE_OWNERS, 100);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, takes_amounts_of_grams_beside_thousands_of_tonnes)
{
    const tally seen = compare_made(13000, 500, MADE_WIDE);
    cr_assert_gt(seen.cases, 0);
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, leaves_out_what_it_does_not_know)
{
    static const unsigned mixes[] = {MADE_EXCHANGE, MADE_EVEN | MADE_POLICY, MADE_WHOLE};
    for (int k = 0; k < 3; k++)
        for (uint64_t seed = 14000; seed < 14050; seed++) {
            tally seen = {0};
            tc_problem *problem = made_case(seed, 6, 8, mixes[k] | MADE_CAPS);
            compare(problem, (int)seed, &seen);
            made_case_free(problem);
        }
    TC_ASSERT_NO_LEAK();
}

Test(plan_share_solve, gives_the_same_plan_each_time)
{
    for (uint64_t seed = 15000; seed < 15050; seed++) {
        tc_problem *problem = made_case(seed, 8, 12, MADE_CAPS);
        tc_plan *plan = NULL;
        char *first = NULL, *second = NULL;
        cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
        cr_assert_eq(tc_plan_json(problem, plan, &first, NULL), TC_OK);
        tc_plan_free(plan);
        cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
        cr_assert_eq(tc_plan_json(problem, plan, &second, NULL), TC_OK);
        cr_assert_str_eq(first, second, "case %d", (int)seed);
        tc_text_free(first);
        tc_text_free(second);
        tc_plan_free(plan);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}
