/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/plan.h"
#include "lp/shares.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/plain_answer.h"

/* How far values of goals, keep-local and shares may differ between two ways. */
typedef struct tolerance {
    double value, crossing, share;
} tolerance;

static void assert_close(double here, double there, double most, const char *what,
                         int which, uint64_t seed)
{
    cr_assert(fabs(here - there) <= most * fmax(1.0, fabs(there)),
              "case %llu: %s %d is %.12g, without aggregation %.12g",
              (unsigned long long)seed, what, which, here, there);
}

static void compare(const tc_problem *problem, const tc_plan *plan,
                    const plain_answer *plain, tolerance most, uint64_t seed)
{
    cr_assert_eq(plan->status == TC_PLAN_OPTIMAL, plain->feasible, "case %llu",
                 (unsigned long long)seed);
    if (!plain->feasible)
        return;
    for (int i = 0; i < plan->level_count; i++) {
        const tc_level *level = &plan->levels[i];
        if (level->kind == TC_LEVEL_TOTAL)
            assert_close(level->value, plain->total[level->goal],
                         problem->goals[level->goal].kind == TC_GOAL_KEEP_LOCAL
                             ? most.crossing
                             : most.value,
                         "goal", level->goal, seed);
        else if (level->kind == TC_LEVEL_SMALLEST_SHARE)
            assert_close(level->value, plain->smallest[level->goal], most.value,
                         "smallest share of goal", level->goal, seed);
    }
    for (int j = 0; j < problem->project_count; j++) {
        assert_close(plan->share[j], plain->share[j], most.share, "share", j, seed);
        assert_close(plan->own_share[j], plain->own[j], most.share, "own share", j, seed);
    }
}

static tc_plan *find_shares(const tc_problem *problem, uint64_t seed)
{
    tc_plan *plan = tc_plan_new();
    tc_error error = {0};
    cr_assert_not_null(plan);
    cr_assert_eq(tc_shares_find(problem, NULL, TC_NOISE, plan, &error), TC_OK,
                 "case %llu: %s", (unsigned long long)seed, error.message_en);
    return plan;
}

static void compare_many(unsigned features, plain_method method, int cases,
                         uint64_t first, tolerance most)
{
    for (uint64_t seed = first; seed < first + (uint64_t)cases; seed++) {
        const int k = (int)(seed - first);
        tc_problem *problem = made_case(seed, 1 + k % 9, 1 + k % 12, features);
        tc_plan *plan = find_shares(problem, seed);
        plain_answer plain = plain_answer_find(problem, method);
        compare(problem, plan, &plain, most, seed);
        plain_answer_free(&plain);
        tc_plan_free(plan);
        made_case_free(problem);
    }
}

/* Every mix of features. */
enum { MIXES = 256 };

/* With amounts from 0.0001 to 10,000 t/a a share of 1e-8 may send half of all that there
 * is of a pollutant abroad. */
static tolerance of_faces(unsigned mix)
{
    return (tolerance){1e-7, mix & MADE_WIDE ? TC_POLLUTANTS : 1e-7, 1e-6};
}

Test(lp_aggregation, changes_no_goal_and_no_share)
{
    for (unsigned mix = 0; mix < MIXES; mix++)
        compare_many(mix, PLAIN_BY_FACES, 12, 10000 + 100 * mix, of_faces(mix));
    TC_ASSERT_NO_LEAK();
}

Test(lp_aggregation, changes_nothing_where_rules_say_who_serves_whom)
{
    static const unsigned SERVING[] = {MADE_LIMITS, MADE_OWNERS,
                                       MADE_LIMITS | MADE_OWNERS};
    for (unsigned mix = 0; mix < MIXES; mix++)
        for (unsigned k = 0; k < 3; k++)
            compare_many(mix | SERVING[k], PLAIN_BY_FACES, 5, 90000 + 100 * mix + 10 * k,
                         of_faces(mix));
    TC_ASSERT_NO_LEAK();
}

/* A row gives way by 1e-9 of a goal, which is more for a project that is small beside the
 * one that gave way; where amounts differ by 1e8, too much to compare. */
Test(lp_aggregation, agrees_with_glpk_and_rows_in_place_of_faces)
{
    for (unsigned mix = 0; mix < MIXES; mix++)
        if (!(mix & MADE_WIDE))
            compare_many(mix, PLAIN_BY_ROWS, 12, 50000 + 100 * mix,
                         (tolerance){1e-5, 1e-5, 1e-5});
    TC_ASSERT_NO_LEAK();
}

/* Can these projects but one (-1: none left out) all be served? */
static bool can_serve(tc_problem *problem, const tc_plan *plan, int left_out)
{
    const int count = problem->project_count;
    tc_project *projects = made_take(problem, count, sizeof *projects);
    memcpy(projects, problem->projects, (size_t)count * sizeof *projects);
    for (int j = 0; j < count; j++)
        projects[j].must_serve = false;
    for (int k = 0; k < plan->conflict_count; k++)
        projects[plan->conflict[k]].must_serve = k != left_out;
    problem->projects = projects;
    plain_answer plain = plain_answer_find(problem, PLAIN_BY_FACES);
    const bool feasible = plain.feasible;
    plain_answer_free(&plain);
    return feasible;
}

Test(lp_aggregation, names_required_projects_of_which_all_but_any_one_can_be_served)
{
    int conflicts = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        tc_problem *problem =
            made_case(seed, 3 + (int)(seed % 12), 4 + (int)(seed % 13), MADE_MUST);
        tc_plan *plan = find_shares(problem, seed);
        if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE) {
            cr_assert_not(can_serve(problem, plan, -1));
            for (int k = 0; k < plan->conflict_count; k++)
                cr_assert(can_serve(problem, plan, k), "case %d: without %d", (int)seed,
                          k);
            conflicts += plan->conflict_count > 1;
        }
        tc_plan_free(plan);
        made_case_free(problem);
    }
    cr_assert_gt(conflicts, 0);
    TC_ASSERT_NO_LEAK();
}
