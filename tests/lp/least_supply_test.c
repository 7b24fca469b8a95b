/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/change.h"
#include "lp/least_supply.h"
#include "lp/required.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { PM = 0, GRAINS = 10000, PROJECTS = 8, BITS = 25 };

static tc_least_supply found(const tc_problem *problem, double guarantee, tc_arena *arena)
{
    const tc_supply_terms terms = {.guarantee = guarantee};
    tc_least_supply least;
    tc_error error = {0};
    cr_assert_eq(tc_least_supply_find(problem, &terms, arena, &least, &error), TC_OK,
                 "%s", error.message_en);
    return least;
}

static tc_project *required(hand_case *c, double need)
{
    tc_project *project = hand_project(c, need, 1.0);
    project->indivisible = false;
    project->must_serve = true;
    return project;
}

/* 10 t at home. P0 is a key project of its own area that starts in 2025, and its
 * guarantee takes them; P1, which starts in 2023, lacks 10 t then, not in 2025. */
Test(lp_least_supply, dates_what_is_added_before_all_whom_a_guarantee_displaces)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    tc_project *key = required(&c, 10.0);
    key->local_key = true;
    key->start = 20250101;
    (void)required(&c, 10.0);
    tc_arena arena = {0};
    tc_least_supply least = found(&c.problem, 0.0, &arena);
    cr_assert_eq(least.count, 1);
    cr_expect_eq(least.lacks[0].day, 20250101);
    cr_expect_eq(least.lacks[0].grains, 10 * GRAINS);
    least = found(&c.problem, 1.0, &arena);
    cr_assert_eq(least.count, 1);
    cr_expect_eq(least.lacks[0].day, 20230101);
    cr_expect_eq(least.total, 10 * GRAINS);
    tc_arena_free(&arena);
    TC_ASSERT_NO_LEAK();
}

/* A guarantee can ask for more than covering does: 4 t of the 10 t at home. */
Test(lp_least_supply, bounds_with_a_guarantee_and_without)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 6.0);
    hand_source(&c, 10.0)->area = 1;
    required(&c, 10.0)->local_key = true;
    tc_arena arena = {0};
    const tc_least_supply least = found(&c.problem, 1.0, &arena);
    cr_expect_eq(least.least[PM], 0);
    cr_expect_eq(least.total, 4 * GRAINS);
    cr_assert_eq(least.count, 1);
    cr_expect_eq(least.lacks[0].area, 0);
    tc_arena_free(&arena);
    TC_ASSERT_NO_LEAK();
}

/* Where every project may draw on all areas, nothing is better than supply of no area
 * that is there before all starts: the least of it, by halving, is the least of all. */
static tc_grains by_halving(const tc_problem *problem, int pollutant)
{
    double low = -1.0, high = ldexp(1.0, BITS);
    while (high - low > 1.0) {
        const double middle = floor(low + (high - low) / 2.0);
        tc_change changes[TC_POLLUTANTS];
        tc_problem *changed = NULL;
        bool can = false;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            changes[p] = (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                                     .pollutant = p,
                                     .area = -1,
                                     .basin = -1,
                                     .day = 20220101,
                                     .amount = p == pollutant ? middle / GRAINS : 3000.0};
        cr_assert_eq(tc_change_apply(problem, changes, TC_POLLUTANTS, &changed, NULL),
                     TC_OK);
        cr_assert_eq(tc_required_ask(changed, &can, NULL), TC_OK);
        tc_problem_free(changed);
        if (can)
            high = middle;
        else
            low = middle;
    }
    return (tc_grains)high;
}

Test(lp_least_supply, is_the_least_of_all_additions)
{
    for (uint64_t seed = 1; seed <= 25; seed++) {
        tc_problem *problem = made_case(seed, 10, PROJECTS, 0);
        tc_project *projects = made_take(problem, PROJECTS, sizeof *projects);
        tc_arena arena = {0};
        memcpy(projects, problem->projects, PROJECTS * sizeof *projects);
        for (int j = 0; j < PROJECTS; j++) {
            projects[j].pool_access = true;
            projects[j].local_key = false;
            projects[j].must_serve = projects[j].zoning_ok;
            for (int p = TC_COD; p < TC_POLLUTANTS; p++) /* no basins */
                projects[j].emission[p] = projects[j].need[p] = 0.0;
        }
        problem->projects = projects;
        const tc_least_supply least = found(problem, 0.0, &arena);
        tc_grains sum = 0;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            cr_assert_eq(least.least[p], by_halving(problem, p), "%d: %d", (int)seed, p);
            sum += least.least[p];
        }
        cr_assert_eq(least.total, sum);
        for (int k = 0; k < least.count; k++)
            sum -= least.lacks[k].grains;
        cr_assert_eq(sum, 0);
        tc_arena_free(&arena);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}
