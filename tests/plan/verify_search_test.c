/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "plan/proof_bound.h"
#include "support/leaks.h"
#include "support/small_proof.h"

static tc_verdict verdict_of(const small_proof *c)
{
    tc_verdict verdict = {0};
    tc_error error = {0};
    cr_assert_eq(tc_plan_verify(&c->problem, &c->plan, &verdict, &error), TC_OK, "%s",
                 error.message_en);
    return verdict;
}

static void assert_passes(const small_proof *c)
{
    const tc_verdict verdict = verdict_of(c);
    cr_assert(verdict.verified, "%s", verdict.message_en);
}

static void assert_refused(const small_proof *c, const char *clue)
{
    const tc_verdict verdict = verdict_of(c);
    cr_assert(!verdict.verified && strstr(verdict.message_en, clue) && *verdict.message,
              "said \"%s\", expected \"%s\"", verdict.message_en, clue);
}

Test(plan_verify_search, accepts_a_tree_worked_out_by_hand)
{
    small_proof c;
    small_proof_make(&c);
    assert_passes(&c);
    cr_assert_eq(verdict_of(&c).taken_on_word, 0);
    cr_assert_eq(verdict_of(&c).largest_distance, 0.0);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_a_plan_that_is_not_the_best)
{
    static const double worse[SMALL_PROJECTS] = {0.0, 1.0, 0.0};
    small_proof c;
    small_proof_make(&c);
    small_serve(&c, worse);
    c.searches[0].value = c.searches[0].bound = 2.0;
    assert_refused(&c, "search 1 (tier 1): the stated bound is 2, its certificate proves "
                       "only 3");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, accepts_a_plan_that_says_how_far_it_is_from_the_best)
{
    static const double worse[SMALL_PROJECTS] = {0.0, 1.0, 0.0};
    small_proof c;
    small_proof_make(&c);
    small_serve(&c, worse);
    c.searches[0].value = 2.0;
    c.searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 0, 0.0, 1.0, 0, 0.0, -1};
    c.searches[2].bound = 1.0; /* C beside B: 10/6 - 5/6, rounded down 0; 1 is honest */
    c.plan.status = TC_PLAN_BOUNDED;
    assert_passes(&c);
    cr_assert_float_eq(verdict_of(&c).largest_distance, 1.0, 1e-12);
    cr_assert_eq(verdict_of(&c).taken_on_word, 0, "a share of at most 1 is no claim");
    c.plan.status = TC_PLAN_OPTIMAL;
    assert_refused(&c, "which its bounds do not say");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, counts_bounds_that_are_the_word_of_the_solver)
{
    small_proof c;
    small_proof_make(&c);
    c.searches[0].root = -1;
    assert_passes(&c);
    cr_assert_eq(verdict_of(&c).taken_on_word, 1);
    c.searches[0].bound = 7.0; /* all three: needs no word */
    c.plan.status = TC_PLAN_BOUNDED;
    assert_passes(&c);
    cr_assert_eq(verdict_of(&c).taken_on_word, 0);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_bounds_that_do_not_follow)
{
    small_proof c;
    small_proof_make(&c);
    c.searches[0].bound = 2.5;
    assert_refused(&c, "the bound 2.5 is below what is reached, 3");
    c.searches[0].bound = NAN;
    assert_refused(&c, "is below what is reached, 3");
    small_proof_make(&c);
    c.searches[0].value = 3.5;
    assert_refused(&c, "says 3.5, the shares give 3");
    small_proof_make(&c);
    c.values[SMALL_OF_CLASS][0] = 0.2; /* A refused: 2 + 1 + 0.8 = 3.8; still 3 */
    assert_passes(&c);
    c.values[SMALL_OF_CLASS][0] = 0.1; /* A refused: 1 + 1.5 + 1.4 = 3.9; still 3 */
    assert_passes(&c);
    c.values[SMALL_OF_CLASS][0] = 0.0; /* 4 */
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3, its certificate proves "
                       "only 4");
    small_proof_make(&c);
    c.values[SMALL_OF_AIM][0] =
        0.0; /* then it would prove that there is no plan: it is not so */
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3");
    small_proof_make(&c);
    c.values[SMALL_OF_CLASS][4] = 0.25; /* B beside A: 2.5 - 1.5 = 1 */
    assert_refused(&c, "search 2 (B): the stated bound is 0, its certificate proves only "
                       "1");
    TC_ASSERT_NO_LEAK();
}

/* The source brings 11 t/a, so that A and B could both be served. */
Test(plan_verify_search, refuses_prices_of_another_case)
{
    small_proof c;
    small_proof_make(&c);
    c.source.quantity[0] = c.source.supply[0] = 11.0;
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_a_negative_price_of_what_was_reached)
{
    small_proof c;
    small_proof_make(&c);
    c.nodes[0] = (tc_proof_node){.project = -1, .set = 6};
    c.values[SMALL_OF_GOAL][6] =
        -1.0; /* of a goal that is the aim itself: no step before it */
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3");
    small_proof_make(&c);
    c.values[SMALL_OF_CLASS][4] = 0.0; /* search 2: B at most 1, less 1 for nothing */
    c.values[SMALL_OF_GOAL][4] = -1.0;
    assert_refused(&c, "search 2 (B): the stated bound is 0");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, uses_what_was_reached_before)
{
    small_proof c;
    small_proof_make(&c);
    c.problem.goals = c.goals;
    c.goals[1] = (tc_goal){TC_GOAL_TIER, 1, false, "tier 1"}; /* the same once more */
    tc_level levels[2] = {c.level, c.level};
    levels[1].goal = 1;
    c.plan.levels = levels;
    c.plan.level_count = 2;
    c.searches[1] = (tc_search){TC_LEVEL_TOTAL, 1, -1, 3.0, 3.0, 1, 0.0, 7};
    c.searches[2] = (tc_search){TC_LEVEL_SHARE, 2, 1, 0.0, 0.0, 1, 0.0, 8};
    c.plan.search_count = 2; /* then A, the first by id, has all there is; B and C not */
    c.values[SMALL_OF_CLASS][4] = 1.0 / 3.0;
    assert_refused(&c, "search 2 (tier 1): the stated bound is 3, its certificate proves "
                       "only 4");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_trees_that_make_no_sense)
{
    static const char clue[] = "the tree that proves search 1 makes no sense at node";
    small_proof c;
    small_proof_make(&c);
    c.nodes[2].approved = 0; /* round and round */
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[2].approved = 3; /* twice the same node */
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[2].approved = SMALL_NODES;
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[2].approved = -1;
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[2].project = SMALL_PROJECTS;
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[4].set = SMALL_SETS;
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[4].set = -2;
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.nodes[4].set = -1; /* the box holds A and B: it is not empty */
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.searches[0].root = SMALL_NODES;
    assert_refused(&c, clue);
    small_proof_make(&c);
    c.searches[1].root = 0; /* the tree of search 0 */
    assert_refused(&c, "the tree that proves search 2 makes no sense at node 0");
    TC_ASSERT_NO_LEAK();
}

/* What is split must be a whole project: half of a divisible one would be forgotten. */
Test(plan_verify_search, refuses_to_split_at_a_divisible_project)
{
    small_proof c;
    small_proof_make(&c);
    c.projects[2].indivisible = c.projects[2].zoning_ok = false;
    assert_refused(&c, "the tree that proves search 1 makes no sense at node 3");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_searches_in_another_order)
{
    small_proof c;
    small_proof_make(&c);
    const tc_search first = c.searches[1];
    c.searches[1] = c.searches[2];
    c.searches[2] = first;
    assert_refused(&c, "the search for B is missing (step 2)");
    small_proof_make(&c);
    c.plan.search_count = 2;
    assert_refused(&c, "the search for C is missing (step 3)");
    small_proof_make(&c);
    c.plan.search_count = 0;
    assert_refused(&c, "the search for tier 1 is missing (step 1)");
    small_proof_make(&c);
    c.searches[2].goal = 0;
    assert_refused(&c, "the search for C is missing (step 3)");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_prices_that_make_no_sense)
{
    small_proof c;
    small_proof_make(&c);
    c.values[SMALL_OF_CLASS][3] = NAN;
    assert_refused(&c, "multiplier 1 of the trees makes no sense");
    small_proof_make(&c);
    c.sets[SMALL_OF_AIM][6] = SMALL_SETS;
    assert_refused(&c, "multiplier 3 of the trees makes no sense");
    small_proof_make(&c);
    c.prices[SMALL_OF_GOAL].goal = 2;
    assert_refused(&c, "multiplier 2 of the trees makes no sense");
    small_proof_make(&c);
    c.prices[SMALL_OF_CLASS].pollutant = TC_POLLUTANTS;
    assert_refused(&c, "multiplier 1 of the trees makes no sense");
    TC_ASSERT_NO_LEAK();
}

/* A weighs 4. Then no plan without it reaches 4, by the prices of set 0: 3.67. */
static void make_fixings(small_proof *c, tc_fixing fixings[1])
{
    small_proof_make(c);
    c->projects[0].weight = 4.0;
    small_serve(c, c->share);
    c->searches[0].value = c->searches[0].bound = 4.0;
    fixings[0] = (tc_fixing){.search = 0, .project = 0, .approved = true, .set = 0};
    c->plan.fixings = fixings;
    c->plan.fixing_count = 1;
}

Test(plan_verify_search, accepts_a_fixing_that_is_proved)
{
    small_proof c;
    tc_fixing fixings[1];
    make_fixings(&c, fixings);
    assert_passes(&c);
    TC_ASSERT_NO_LEAK();
}

/* Search 0 closes the half without A below 4; its other leaves have A in their boxes. */
Test(plan_verify_search, accepts_a_fixing_that_every_leaf_proves)
{
    small_proof c;
    tc_fixing fixings[1];
    make_fixings(&c, fixings);
    fixings[0].set = -1;
    assert_passes(&c);
    cr_assert_eq(verdict_of(&c).taken_on_word, 0);
    c.searches[0].root = -1;
    assert_passes(&c);
    cr_assert_eq(verdict_of(&c).taken_on_word, 1);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_fixings_that_are_not_proved)
{
    static const char clue[] = "after search 1: fixing 1 is not proved";
    small_proof c;
    tc_fixing fixings[1];
    make_fixings(&c, fixings);
    fixings[0].approved = false; /* then A refused, where the plan is */
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].project = 1;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].project = SMALL_PROJECTS;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = SMALL_SETS;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = -1;
    fixings[0].approved = false; /* the leaf with A alone is where the plan is */
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = -1;
    fixings[0].project = 1;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = -2;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = 3; /* B and C without a price: 4 */
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].search = SMALL_SEARCHES;
    assert_refused(&c, "is not what the order of the goals asks");
    TC_ASSERT_NO_LEAK();
}

/* B and C need the same, 5 t/a, and weigh the same: B, accepted first, is served first.
 * A is gone. Both fit; with 9 t/a only one does. */
static void make_twins(small_proof *c)
{
    static const double first[SMALL_PROJECTS] = {0.0, 1.0, 0.0};
    small_proof_make(c);
    small_project(c, 2, "C", 5.0, 2.0);
    c->projects[0].zoning_ok = false;
    c->source.quantity[0] = c->source.supply[0] = 9.0;
    small_serve(c, first);
    /* the tier: 9 * 0.4 = 3.6, rounded down 2 */
    c->nodes[0] = (tc_proof_node){.project = -1, .set = 6};
    c->values[SMALL_OF_CLASS][6] = 0.4;
    c->searches[0].value = c->searches[0].bound = 2.0;
    /* B is served; C beside it: 9/5 - 5/5 = 0.8, rounded down 0 */
    c->nodes[7].set = 4;
    c->searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 2, 0.0, 0.0, 1, 0.0, 7};
    c->plan.search_count = 2;
}

Test(plan_verify_search, lets_the_first_of_twins_be_served_first)
{
    small_proof c;
    make_twins(&c);
    assert_passes(&c);
    /* split at C: approved, B is approved too, 10 of 9; refused, nothing is left to say
     */
    c.nodes[7] = (tc_proof_node){.project = 2, .refused = 5, .approved = 4};
    c.nodes[5].set = 3;
    c.nodes[4].set = 1;
    assert_passes(&c);
    /* split at B: refused is not in the box, in which B is served */
    c.nodes[7] = (tc_proof_node){.project = 1, .refused = 5, .approved = 4};
    c.nodes[5].set = -1;
    c.nodes[4].set = 4;
    assert_passes(&c);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_twins_in_another_order)
{
    static const double second[SMALL_PROJECTS] = {0.0, 0.0, 1.0};
    small_proof c;
    make_twins(&c);
    small_serve(&c, second);
    c.searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 1, 0.0, 0.0, 1, 0.0, 7};
    c.values[SMALL_OF_CLASS][4] = 0.2; /* B alone: 9/5 */
    assert_refused(&c, "search 2 (B): the stated bound is 0, its certificate proves only "
                       "1");
    c.searches[1].bound = 1.0;
    c.plan.status = TC_PLAN_BOUNDED;
    assert_passes(&c);
    TC_ASSERT_NO_LEAK();
}

/* Who differs in anything is no twin: C starts a day later. */
Test(plan_verify_search, does_not_take_others_for_twins)
{
    small_proof c;
    make_twins(&c);
    /* the tier: split at B refused, where a twin C is refused too, and nothing is left */
    c.nodes[0] = (tc_proof_node){.project = 1, .refused = 5, .approved = 4};
    c.nodes[5].set = 3; /* no price: 0 with C refused, 2 without */
    c.nodes[4].set = 6;
    c.searches[0].bound = 2.0;
    c.values[SMALL_OF_CLASS][6] = 0.4;
    assert_passes(&c);
    c.nodes[5] = (tc_proof_node){.project = 2, .refused = 3, .approved = 6};
    c.nodes[3] = (tc_proof_node){.project = -1, .set = 3};
    c.nodes[6] = (tc_proof_node){.project = -1, .set = -1}; /* empty: B is refused */
    assert_passes(&c);
    c.projects[2].start++;
    assert_refused(&c, "the tree that proves search 1 makes no sense at node 6");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, asks_whole_projects_to_be_whole)
{
    static const double part[SMALL_PROJECTS] = {1.0, 0.5, 0.0};
    small_proof c;
    small_proof_make(&c);
    small_serve(&c, part);
    assert_refused(&c, "project B: a share of 0.5 is neither 0 nor at least 1");
    small_proof_make(&c);
    c.emission[0]--;
    c.credit[0]--;
    c.credits[0].grains--;
    assert_refused(&c, "whole project A");
    small_proof_make(&c);
    c.problem.goal_count = 0; /* without a goal whose multipliers would be missing */
    c.plan.level_count = 0;
    c.plan.whole = false;
    assert_refused(&c, "proved to be the only one");
    c.plan.relaxed = true;
    assert_refused(&c, "proved to be the only one");
    TC_ASSERT_NO_LEAK();
}

/* ---- tc_proof_bound ---------------------------------------------------------------- */

Test(plan_verify_search, raises_stated_bounds_to_what_is_proved)
{
    small_proof c;
    small_proof_make(&c);
    c.values[SMALL_OF_CLASS][0] = 0.0; /* proves 4 */
    tc_error error = {0};
    cr_assert_eq(tc_proof_bound(&c.problem, &c.plan, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(c.plan.status, TC_PLAN_BOUNDED);
    cr_assert_float_eq(c.plan.searches[0].bound, 4.0, 1e-9);
    cr_assert_eq(c.plan.searches[1].bound, 0.0);
    assert_passes(&c);
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, calls_a_plan_the_best_when_its_proof_does)
{
    small_proof c;
    small_proof_make(&c);
    c.plan.status = TC_PLAN_BOUNDED;
    c.searches[0].bound = 3.0 + 1e-9;
    cr_assert_eq(tc_proof_bound(&c.problem, &c.plan, NULL), TC_OK);
    cr_assert_eq(c.plan.status, TC_PLAN_OPTIMAL);
    cr_assert_eq(c.plan.searches[0].bound, 3.0);
    assert_passes(&c);
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, says_what_is_wrong_with_a_proof)
{
    small_proof c;
    small_proof_make(&c);
    c.nodes[2].approved = 0;
    tc_error error = {0};
    cr_assert_eq(tc_proof_bound(&c.problem, &c.plan, &error), TC_ERR_SOLVER);
    cr_assert(strstr(error.message_en, "makes no sense"), "%s", error.message_en);
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}
