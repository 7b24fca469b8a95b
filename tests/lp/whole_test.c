/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "domain/plan.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/made_case.h"

static tc_plan *solve(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    return plan;
}

/* The case is decided, with these shares, and nothing is left open. */
static tc_plan *expect(const hand_case *c, const double *share)
{
    tc_plan *plan = solve(&c->problem);
    cr_assert_eq(plan->status, TC_PLAN_OPTIMAL);
    cr_assert(plan->whole && !plan->stopped && !plan->relaxed);
    for (int j = 0; j < c->problem.project_count; j++)
        cr_assert_float_eq(plan->share[j], share[j], 1e-9, "project %d has %.12g, not %g",
                           j, plan->share[j], share[j]);
    for (int k = 0; k < plan->search_count; k++)
        cr_assert(plan->searches[k].bound >= plan->searches[k].value &&
                      tc_search_gap(&plan->searches[k]) == 0.0,
                  "search %d", k);
    return plan;
}

static void expect_shares(const hand_case *c, const double *share)
{
    tc_plan_free(expect(c, share));
}

/* Per tonne P0 is worth most, 1.1, and the relaxation takes it with 4/5 of P1: 10.6.
 * Whole there is no room for another beside it: 6.6. P1 and P2 are worth 10. */
Test(lp_whole, does_not_take_what_the_relaxation_likes_best)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 6.0, 6.6);
    (void)hand_project(&c, 5.0, 5.0);
    (void)hand_project(&c, 5.0, 5.0);
    tc_plan *plan = expect(&c, (const double[]){0, 1, 1});
    cr_assert(plan->searches[0].kind == TC_LEVEL_TOTAL && plan->searches[0].goal == 0);
    cr_assert_float_eq(plan->searches[0].value, 10.0, 1e-9);
    cr_assert_float_eq(plan->searches[0].bound, 10.0, 1e-9);
    tc_plan_free(plan);
    TC_ASSERT_NO_LEAK();
}

/* Two pollutants that each leave room, and together do not: P0 with P1 need 11 of PM, P1
 * with P2 11 of SO2, P0 with P2 fit. */
Test(lp_whole, needs_room_in_every_pollutant)
{
    static const double needs[3][2] = {{6, 2}, {5, 6}, {3, 5}};
    hand_case c;
    hand_case_make(&c);
    tc_source *source = hand_source(&c, 10.0);
    source->supply[1] = source->quantity[1] = 10.0;
    for (int j = 0; j < 3; j++)
        hand_need(hand_project(&c, needs[j][0], j == 1 ? 3.0 : 2.0), 1, needs[j][1]);
    expect_shares(&c, (const double[]){1, 0, 1});
    TC_ASSERT_NO_LEAK();
}

/* Tier 1 is worth 1 with P0 or P1, not both. With P1, 6 t/a are left for tier 2, where P3
 * is worth 3 and P2, which came first, 1; both need 10. */
Test(lp_whole, reaches_one_goal_after_the_other)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 7.0, 1.0);
    (void)hand_project(&c, 4.0, 1.0);
    hand_project(&c, 6.0, 1.0)->tier = 2;
    hand_project(&c, 4.0, 3.0)->tier = 2;
    tc_plan *plan = expect(&c, (const double[]){0, 1, 0, 1});
    cr_assert_eq(plan->searches[1].goal, 1);
    cr_assert_float_eq(plan->searches[1].value, 3.0, 1e-9);
    tc_plan_free(plan);
    c.projects[1].need[0] = c.projects[1].emission[0] =
        7.5; /* then nothing fits beside */
    expect_shares(&c, (const double[]){1, 0, 0, 0});
    TC_ASSERT_NO_LEAK();
}

/* Ties fall to the date of acceptance: of {0, 1}, {0, 2}, {1, 2} the first; later P2 came
 * before P1. */
Test(lp_whole, leaves_what_the_goals_do_not_tell_apart_to_the_date)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 5.0, 1.0);
    (void)hand_project(&c, 4.5, 1.0);
    (void)hand_project(&c, 4.0, 1.0);
    expect_shares(&c, (const double[]){1, 1, 0});
    c.projects[1].accepted_on = 20230101;
    expect_shares(&c, (const double[]){1, 0, 1});
    c.projects[0].accepted_on = 20230201;
    expect_shares(&c, (const double[]){0, 1, 1});
    TC_ASSERT_NO_LEAK();
}

/* Room for two of four, of which the last two came first. */
Test(lp_whole, serves_those_of_twins_that_came_first)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 8.0);
    for (int j = 0; j < 4; j++)
        hand_project(&c, 3.0, 1.0)->accepted_on = 20220109 - j;
    expect_shares(&c, (const double[]){0, 0, 1, 1});
    for (int j = 0; j < 4; j++)
        c.projects[j].accepted_on = 20220101; /* then the ids */
    expect_shares(&c, (const double[]){1, 1, 0, 0});
    TC_ASSERT_NO_LEAK();
}

/* 10 t/a of the 20 that P0 needs are 0.5: below its least share it gets nothing. */
Test(lp_whole, gives_nothing_or_the_least_share_at_least)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    tc_project *heavy = hand_project(&c, 20.0, 5.0), *light = hand_project(&c, 20.0, 1.0);
    heavy->indivisible = light->indivisible = false;
    heavy->min_share = 0.6;
    light->min_share = 0.4;
    expect_shares(&c, (const double[]){0.0, 0.5});
    heavy->min_share = 0.5;
    expect_shares(&c, (const double[]){0.5, 0.0});
    heavy->min_share = 0.3;
    heavy->need[0] = heavy->emission[0] = 8.0; /* 2 t/a are left, 0.1 of the other */
    expect_shares(&c, (const double[]){1.0, 0.0});
    light->min_share = 0.1;
    expect_shares(&c, (const double[]){1.0, 0.1});
    light->min_share = 0.2;
    light->weight = 15.0; /* 2.5 a tonne in all it gets: 0.5 is worth 7.5 */
    expect_shares(&c, (const double[]){0.0, 0.5});
    TC_ASSERT_NO_LEAK();
}

/* P0 alone is worth 8; beside 0.2 of P1, 4 t/a, it is 0.75: 6 + 1. Required, P1 is served
 * in full, and 5 t/a are left. */
Test(lp_whole, serves_two_in_part_where_both_keep_their_least_share)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    tc_project *first = hand_project(&c, 8.0, 8.0), *second = hand_project(&c, 20.0, 5.0);
    first->indivisible = second->indivisible = false;
    first->min_share = 0.5;
    second->min_share = 0.2;
    expect_shares(&c, (const double[]){1.0, 0.0});
    second->must_serve = true;
    second->need[0] = second->emission[0] = 5.0;
    expect_shares(&c, (const double[]){5.0 / 8.0, 1.0});
    TC_ASSERT_NO_LEAK();
}

Test(lp_whole, serves_the_required_ones_whatever_they_weigh)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 10.0, 9.0);
    hand_project(&c, 6.0, 1.0)->must_serve = true;
    (void)hand_project(&c, 4.0, 1.0);
    expect_shares(&c, (const double[]){0, 1, 1});
    c.projects[2].must_serve = true;
    c.projects[2].need[0] = c.projects[2].emission[0] = 4.5;
    tc_plan *plan = solve(&c.problem);
    cr_assert_eq(plan->status, TC_PLAN_INFEASIBLE);
    cr_assert_eq(plan->conflict_count, 2);
    tc_plan_free(plan);
    TC_ASSERT_NO_LEAK();
}

/* P1 is divisible. Beside P0 it gets half, 3 + 1 = 4; alone it is worth 2. Once P0 needs
 * 9 and is worth 1, P1 alone is worth 5 and with it 1.5. */
Test(lp_whole, weighs_whole_projects_against_divisible_ones)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    tc_project *whole = hand_project(&c, 6.0, 3.0), *part = hand_project(&c, 8.0, 2.0);
    part->indivisible = false;
    expect_shares(&c, (const double[]){1.0, 0.5});
    hand_need(whole, 0, 9.0);
    hand_need(part, 0, 10.0);
    whole->weight = 1.0;
    part->weight = 5.0;
    expect_shares(&c, (const double[]){0.0, 1.0});
    TC_ASSERT_NO_LEAK();
}

/* Y has nothing of its own. Evenly, one in each county is better than two in X, which is
 * worth more. */
Test(lp_whole, serves_every_county_first_where_a_goal_is_even)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 5.0, 3.0);
    (void)hand_project(&c, 5.0, 3.0);
    hand_project(&c, 5.0, 1.0)->area = 1;
    expect_shares(&c, (const double[]){1, 1, 0});
    c.goals[0].even = true;
    c.goals[0].name = "tier 1 even";
    tc_plan *plan = expect(&c, (const double[]){1, 0, 1});
    cr_assert_eq(plan->searches[0].kind, TC_LEVEL_SMALLEST_SHARE);
    cr_assert_float_eq(plan->searches[0].value, 0.5, 1e-9);
    cr_assert_float_eq(plan->searches[1].value, 4.0, 1e-9);
    tc_plan_free(plan);
    TC_ASSERT_NO_LEAK();
}

/* Tonnes that cross areas are kept small before anybody is served: P1 in Y waits. */
Test(lp_whole, keeps_tonnes_at_home_where_that_comes_first)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 6.0, 1.0);
    hand_project(&c, 4.0, 1.0)->area = 1;
    expect_shares(&c, (const double[]){1, 1});
    const tc_goal last = c.goals[HAND_GOALS - 1];
    c.goals[HAND_GOALS - 1] = c.goals[0];
    c.goals[0] = last;
    expect_shares(&c, (const double[]){1, 0});
    TC_ASSERT_NO_LEAK();
}

Test(lp_whole, decides_cases_in_which_there_is_nothing_to_decide)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_project(&c, 5.0, 1.0);     /* no source at all */
    hand_project(&c, 0.0, 1.0)->tier = 2; /* needs nothing */
    expect_shares(&c, (const double[]){0, 1});
    (void)hand_source(&c, 5.0);
    expect_shares(&c, (const double[]){1, 1});
    c.projects[0].zoning_ok = false;
    expect_shares(&c, (const double[]){0, 1});
    TC_ASSERT_NO_LEAK();
}

Test(lp_whole, takes_them_as_divisible_when_asked_and_says_so)
{
    static const tc_solve_options relax = {.relax = true};
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 6.0, 6.0);
    (void)hand_project(&c, 5.0, 4.0);
    tc_plan *plan = NULL;
    cr_assert_eq(tc_solve(&c.problem, &relax, &plan, NULL), TC_OK);
    cr_assert(plan->relaxed && !plan->whole && plan->search_count == 0);
    cr_assert_float_eq(plan->share[0], 1.0, 1e-9);
    cr_assert_float_eq(plan->share[1], 0.8, 1e-9);
    tc_plan_free(plan);
    TC_ASSERT_NO_LEAK();
}

typedef struct asked {
    double need, weight;
} asked;

static void add_tier(hand_case *c, int tier, int pollutant, const asked *projects,
                     int count)
{
    for (int j = 0; j < count; j++) {
        tc_project *project = hand_project(c, 0.0, projects[j].weight);
        project->tier = tier;
        hand_need(project, pollutant, projects[j].need);
        hand_need(project, TC_VOCS, j + 1.0); /* no twins */
    }
}

/* Of tier 2 any seven of fourteen are best: more leaves than are looked at. What the
 * search of tier 1 left then still counts with what tier 1 reached. */
Test(lp_whole, proves_a_goal_behind_one_that_thousands_of_plans_reach)
{
    static const asked first[] = {{27, 4}, {56, 1}, {31, 3}, {33, 4},
                                  {54, 3}, {51, 2}, {31, 2}},
                       last[] = {{30, 1}, {23, 3}, {34, 4}, {29, 3},
                                 {46, 3}, {59, 3}, {27, 1}};
    asked equal[15];
    for (int j = 0; j < 14; j++)
        equal[j] = (asked){2.0, 2.0};
    equal[14] = (asked){40.0, 1.0}; /* cannot be served: the best may then be odd */
    static const tc_goal goals[] = {{TC_GOAL_TIER, 1, false, "tier 1"},
                                    {TC_GOAL_TIER, 2, false, "tier 2"},
                                    {TC_GOAL_TIER, 3, false, "tier 3"},
                                    {TC_GOAL_FIRST_COME, 0, false, "first-come"}};
    hand_case c;
    hand_case_make(&c);
    c.problem.goals = goals;
    c.problem.goal_count = 4;
    tc_source *source = hand_source(&c, 141.0);
    source->supply[TC_SO2] = source->quantity[TC_SO2] = 15.0;
    source->supply[TC_NOX] = source->quantity[TC_NOX] = 124.0;
    source->supply[TC_VOCS] = source->quantity[TC_VOCS] = 500.0;
    add_tier(&c, 1, TC_PM, first, 7);
    add_tier(&c, 2, TC_SO2, equal, 15);
    add_tier(&c, 3, TC_NOX, last, 7);
    tc_plan *plan = solve(&c.problem);
    for (int k = 0; k < 3; k++)
        cr_assert(plan->searches[k].root >= 0 && tc_search_gap(&plan->searches[k]) == 0.0,
                  "tier %d: %g, and at most %g", k + 1, plan->searches[k].value,
                  plan->searches[k].bound);
    tc_plan_free(plan);
    TC_ASSERT_NO_LEAK();
}

/* ---- what a search leaves ---------------------------------------------------------- */

static bool same_search(const tc_search *a, const tc_search *b)
{
    return a->kind == b->kind && a->goal == b->goal && a->project == b->project &&
           a->value == b->value && a->bound == b->bound && a->nodes == b->nodes &&
           a->root == b->root;
}

/* Cases of both kinds, of which some take a tree of many nodes. */
static tc_problem *case_of(int k)
{
    static const unsigned mixes[] = {0, MADE_TIES, MADE_CAPS | MADE_EVEN, MADE_POLICY,
                                     MADE_MUST};
    return made_case(4000 + (uint64_t)k, 4 + k % 9, 5 + k % 14,
                     mixes[k % 5] | (k % 2 ? MADE_WHOLE : MADE_ALL_WHOLE));
}

Test(lp_whole, does_the_same_work_again)
{
    for (int k = 0; k < 100; k++) {
        tc_problem *problem = case_of(k);
        tc_plan *one = solve(problem), *two = solve(problem);
        cr_assert_eq(one->search_count, two->search_count, "case %d", k);
        cr_assert_eq(one->pivots, two->pivots, "case %d", k);
        cr_assert_eq(one->node_count, two->node_count, "case %d", k);
        for (int i = 0; i < one->search_count; i++)
            cr_assert(same_search(&one->searches[i], &two->searches[i]),
                      "case %d, search %d: %ld nodes, then %ld", k, i,
                      one->searches[i].nodes, two->searches[i].nodes);
        for (int j = 0; one->share && j < problem->project_count; j++)
            cr_assert_eq(one->share[j], two->share[j], "case %d", k);
        tc_plan_free(one);
        tc_plan_free(two);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_whole, leaves_a_tree_of_every_search)
{
    int searches = 0, inner = 0;
    for (int k = 0; k < 100; k++) {
        tc_problem *problem = case_of(k);
        tc_plan *plan = solve(problem);
        for (int i = 0; i < plan->search_count; i++) {
            const int root = plan->searches[i].root;
            cr_assert(root >= 0 && root < plan->node_count, "case %d, search %d", k, i);
            inner += plan->nodes[root].project >= 0;
        }
        searches += plan->search_count;
        tc_plan_free(plan);
        made_case_free(problem);
    }
    cr_assert(searches > 200 && inner > 30, "%d searches, %d split", searches, inner);
    TC_ASSERT_NO_LEAK();
}
