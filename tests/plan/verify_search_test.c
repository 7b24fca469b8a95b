/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/plan.h"
#include "plan/proof_bound.h"
#include "support/leaks.h"

/* One county, one source of 10 t/a, projects of tier 1; all amounts in one pollutant.
 *
 *     project  need  weight        the best is A alone, 3: with A there are 4 t/a left,
 *     A        6     3             and B and C need 11 together. The relaxation says 4.6.
 *     B        5     2
 *     C        6     2
 *
 * Search 0 splits at A, then at B, then at C; its leaves are closed by prices that are
 * worked out beside them. Search 1 and 2 show that neither B nor C comes in beside A. */
enum { PROJECTS = 3, NODES = 9, PRICES = 3, SETS = 7, SEARCHES = 3, PER_PRICE = 8 };

typedef struct small_case {
    tc_area area;
    tc_source source;
    tc_project projects[PROJECTS];
    tc_goal goals[2];
    tc_problem problem;
    double share[PROJECTS], own_share[PROJECTS];
    tc_grains emission[PROJECTS * TC_POLLUTANTS], credit[PROJECTS * TC_POLLUTANTS];
    tc_credit credits[PROJECTS];
    tc_level level;
    tc_search searches[SEARCHES];
    tc_fixing fixing;
    tc_proof_node nodes[NODES];
    tc_price prices[PRICES];
    int sets[PRICES][PER_PRICE];
    double values[PRICES][PER_PRICE];
    tc_plan plan;
} small_case;

enum { OF_CLASS, OF_GOAL, OF_AIM };

static void set_project(small_case *c, int j, const char *id, double need, double weight)
{
    c->projects[j] = (tc_project){.id = id,
                                  .basin = -1,
                                  .tier = 1,
                                  .zoning_ok = true,
                                  .indivisible = true,
                                  .weight = weight,
                                  .accepted_on = 20220101 + j,
                                  .start = 20230101,
                                  .emission[0] = need,
                                  .ratio[0] = 1.0,
                                  .need[0] = need};
}

static void make_problem(small_case *c)
{
    c->area = (tc_area){.id = "X"};
    c->source = (tc_source){.id = "S",
                            .basin = -1,
                            .owner = -1,
                            .realisation = 1.0,
                            .expires = TC_DAY_NEVER,
                            .quantity[0] = 10.0,
                            .supply[0] = 10.0};
    set_project(c, 0, "A", 6.0, 3.0);
    set_project(c, 1, "B", 5.0, 2.0);
    set_project(c, 2, "C", 6.0, 2.0);
    c->goals[0] = (tc_goal){TC_GOAL_TIER, 1, false, "tier 1"};
    c->goals[1] = (tc_goal){TC_GOAL_FIRST_COME, 0, false, "first-come"};
    c->problem = (tc_problem){.decision_date = 20220101,
                              .grain_digits = 4,
                              .areas = &c->area,
                              .area_count = 1,
                              .sources = &c->source,
                              .source_count = 1,
                              .projects = c->projects,
                              .project_count = PROJECTS,
                              .goals = c->goals,
                              .goal_count = 2};
}

/* Serve these projects; the value of the tier is what they weigh. */
static void serve(small_case *c, const double share[PROJECTS])
{
    c->level = (tc_level){TC_LEVEL_TOTAL, 0, -1, 0.0};
    c->plan.credit_count = 0;
    for (int j = 0; j < PROJECTS; j++) {
        const tc_grains grains = (tc_grains)(share[j] * c->projects[j].need[0] * 1e4);
        c->share[j] = share[j];
        c->emission[j * TC_POLLUTANTS] = c->credit[j * TC_POLLUTANTS] = grains;
        c->level.value += share[j] * c->projects[j].weight;
        if (grains > 0)
            c->credits[c->plan.credit_count++] = (tc_credit){0, j, 0, grains};
    }
}

static void set_price(small_case *c, int set, double class, double goal, double aim)
{
    const double all[PRICES] = {class, goal, aim};
    for (int i = 0; i < PRICES; i++) {
        c->sets[i][c->prices[i].count] = set;
        c->values[i][c->prices[i].count++] = all[i];
    }
}

static void make_prices(small_case *c)
{
    for (int i = 0; i < PRICES; i++)
        c->prices[i] = (tc_price){.pollutant = -1,
                                  .area = -1,
                                  .basin = -1,
                                  .project = -1,
                                  .owner = -1,
                                  .goal = -1,
                                  .level = c->sets[i],
                                  .value = c->values[i]};
    c->prices[OF_CLASS].kind = TC_PRICE_COVERAGE;
    c->prices[OF_CLASS].pollutant = c->prices[OF_CLASS].area = 0;
    c->prices[OF_CLASS].last_start = TC_DAY_NEVER;
    c->prices[OF_GOAL].kind = TC_PRICE_GOAL;
    c->prices[OF_GOAL].goal = 0;
    c->prices[OF_AIM].kind = TC_PRICE_AIM;
    /* A refused: 10/3 + B (2 - 5/3) = 3.67, rounded down 3 */
    set_price(c, 0, 1.0 / 3.0, 0.0, 1.0);
    /* A and B approved, 11 of 10: 10 - 6 - 5 = -1, no plan */
    set_price(c, 1, 1.0, 0.0, 0.0);
    /* A and C approved: 10 - 12 = -2, no plan */
    set_price(c, 2, 1.0, 0.0, 0.0);
    /* A approved, B and C refused: 3, no price needed */
    set_price(c, 3, 0.0, 0.0, 1.0);
    /* B beside A: 10/5 - 6/5 = 0.8, rounded down 0 */
    set_price(c, 4, 0.2, 0.0, 1.0);
    /* C beside A: 10/6 - 6/6 = 0.67, rounded down 0 */
    set_price(c, 5, 1.0 / 6.0, 0.0, 1.0);
    /* for tests that need one more */
    set_price(c, 6, 0.5, 0.0, 1.0);
}

static void make_proof(small_case *c)
{
    make_prices(c);
    c->nodes[0] = (tc_proof_node){.project = 0, .refused = 1, .approved = 2};
    c->nodes[1] = (tc_proof_node){.project = -1, .set = 0};
    c->nodes[2] = (tc_proof_node){.project = 1, .refused = 3, .approved = 4};
    c->nodes[3] = (tc_proof_node){.project = 2, .refused = 5, .approved = 6};
    c->nodes[4] = (tc_proof_node){.project = -1, .set = 1};
    c->nodes[5] = (tc_proof_node){.project = -1, .set = 3};
    c->nodes[6] = (tc_proof_node){.project = -1, .set = 2};
    c->nodes[7] = (tc_proof_node){.project = -1, .set = 4};
    c->nodes[8] = (tc_proof_node){.project = -1, .set = 5};
    c->searches[0] = (tc_search){TC_LEVEL_TOTAL, 0, -1, 3.0, 3.0, 4, 0.0, 0};
    c->searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 1, 0.0, 0.0, 1, 0.0, 7};
    c->searches[2] = (tc_search){TC_LEVEL_SHARE, 1, 2, 0.0, 0.0, 1, 0.0, 8};
}

static void make_case(small_case *c)
{
    static const double best[PROJECTS] = {1.0, 0.0, 0.0};
    memset(c, 0, sizeof *c);
    make_problem(c);
    make_proof(c);
    c->plan = (tc_plan){.status = TC_PLAN_OPTIMAL,
                        .share = c->share,
                        .own_share = c->own_share,
                        .emission = c->emission,
                        .credit = c->credit,
                        .credits = c->credits,
                        .levels = &c->level,
                        .level_count = 1,
                        .whole = true,
                        .searches = c->searches,
                        .search_count = SEARCHES,
                        .fixings = &c->fixing,
                        .nodes = c->nodes,
                        .node_count = NODES,
                        .proof_prices = c->prices,
                        .proof_price_count = PRICES,
                        .proof_sets = SETS};
    serve(c, best);
}

static tc_verdict verdict_of(const small_case *c)
{
    tc_verdict verdict = {0};
    tc_error error = {0};
    cr_assert_eq(tc_plan_verify(&c->problem, &c->plan, &verdict, &error), TC_OK, "%s",
                 error.message_en);
    return verdict;
}

static void assert_passes(const small_case *c)
{
    const tc_verdict verdict = verdict_of(c);
    cr_assert(verdict.verified, "%s", verdict.message_en);
}

static void assert_refused(const small_case *c, const char *clue)
{
    const tc_verdict verdict = verdict_of(c);
    cr_assert(!verdict.verified && strstr(verdict.message_en, clue) && *verdict.message,
              "said \"%s\", expected \"%s\"", verdict.message_en, clue);
}

Test(plan_verify_search, accepts_a_tree_worked_out_by_hand)
{
    small_case c;
    make_case(&c);
    assert_passes(&c);
    cr_assert_eq(verdict_of(&c).taken_on_word, 0);
    cr_assert_eq(verdict_of(&c).largest_distance, 0.0);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_a_plan_that_is_not_the_best)
{
    static const double worse[PROJECTS] = {0.0, 1.0, 0.0};
    small_case c;
    make_case(&c);
    serve(&c, worse);
    c.searches[0].value = c.searches[0].bound = 2.0;
    assert_refused(&c, "search 1 (tier 1): the stated bound is 2, its certificate proves "
                       "only 3");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, accepts_a_plan_that_says_how_far_it_is_from_the_best)
{
    static const double worse[PROJECTS] = {0.0, 1.0, 0.0};
    small_case c;
    make_case(&c);
    serve(&c, worse);
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
    small_case c;
    make_case(&c);
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
    small_case c;
    make_case(&c);
    c.searches[0].bound = 2.5;
    assert_refused(&c, "the bound 2.5 is below what is reached, 3");
    c.searches[0].bound = NAN;
    assert_refused(&c, "is below what is reached, 3");
    make_case(&c);
    c.searches[0].value = 3.5;
    assert_refused(&c, "says 3.5, the shares give 3");
    make_case(&c);
    c.values[OF_CLASS][0] = 0.2; /* A refused: 2 + 1 + 0.8 = 3.8; still 3 */
    assert_passes(&c);
    c.values[OF_CLASS][0] = 0.1; /* A refused: 1 + 1.5 + 1.4 = 3.9; still 3 */
    assert_passes(&c);
    c.values[OF_CLASS][0] = 0.0; /* 4 */
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3, its certificate proves "
                       "only 4");
    make_case(&c);
    c.values[OF_AIM][0] =
        0.0; /* then it would prove that there is no plan: it is not so */
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3");
    make_case(&c);
    c.values[OF_CLASS][4] = 0.25; /* B beside A: 2.5 - 1.5 = 1 */
    assert_refused(&c, "search 2 (B): the stated bound is 0, its certificate proves only "
                       "1");
    TC_ASSERT_NO_LEAK();
}

/* The source brings 11 t/a, so that A and B could both be served. */
Test(plan_verify_search, refuses_prices_of_another_case)
{
    small_case c;
    make_case(&c);
    c.source.quantity[0] = c.source.supply[0] = 11.0;
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_a_negative_price_of_what_was_reached)
{
    small_case c;
    make_case(&c);
    c.nodes[0] = (tc_proof_node){.project = -1, .set = 6};
    c.values[OF_GOAL][6] = -1.0; /* of a goal that is the aim itself: no step before it */
    assert_refused(&c, "search 1 (tier 1): the stated bound is 3");
    make_case(&c);
    c.values[OF_CLASS][4] = 0.0; /* search 2: B at most 1, less 1 for nothing */
    c.values[OF_GOAL][4] = -1.0;
    assert_refused(&c, "search 2 (B): the stated bound is 0");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, uses_what_was_reached_before)
{
    small_case c;
    make_case(&c);
    c.problem.goals = c.goals;
    c.goals[1] = (tc_goal){TC_GOAL_TIER, 1, false, "tier 1"}; /* the same once more */
    tc_level levels[2] = {c.level, c.level};
    levels[1].goal = 1;
    c.plan.levels = levels;
    c.plan.level_count = 2;
    c.searches[1] = (tc_search){TC_LEVEL_TOTAL, 1, -1, 3.0, 3.0, 1, 0.0, 7};
    c.searches[2] = (tc_search){TC_LEVEL_SHARE, 2, 1, 0.0, 0.0, 1, 0.0, 8};
    c.plan.search_count = 2; /* then A, the first by id, has all there is; B and C not */
    c.values[OF_CLASS][4] = 1.0 / 3.0;
    assert_refused(&c, "search 2 (tier 1): the stated bound is 3, its certificate proves "
                       "only 4");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_trees_that_make_no_sense)
{
    static const char clue[] = "the tree that proves search 1 makes no sense at node";
    small_case c;
    make_case(&c);
    c.nodes[2].approved = 0; /* round and round */
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[2].approved = 3; /* twice the same node */
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[2].approved = NODES;
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[2].approved = -1;
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[2].project = PROJECTS;
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[4].set = SETS;
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[4].set = -2;
    assert_refused(&c, clue);
    make_case(&c);
    c.nodes[4].set = -1; /* the box holds A and B: it is not empty */
    assert_refused(&c, clue);
    make_case(&c);
    c.searches[0].root = NODES;
    assert_refused(&c, clue);
    make_case(&c);
    c.searches[1].root = 0; /* the tree of search 0 */
    assert_refused(&c, "the tree that proves search 2 makes no sense at node 0");
    TC_ASSERT_NO_LEAK();
}

/* What is split must be a whole project: half of a divisible one would be forgotten. */
Test(plan_verify_search, refuses_to_split_at_a_divisible_project)
{
    small_case c;
    make_case(&c);
    c.projects[2].indivisible = c.projects[2].zoning_ok = false;
    assert_refused(&c, "the tree that proves search 1 makes no sense at node 3");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_searches_in_another_order)
{
    small_case c;
    make_case(&c);
    const tc_search first = c.searches[1];
    c.searches[1] = c.searches[2];
    c.searches[2] = first;
    assert_refused(&c, "the search for B is missing (step 2)");
    make_case(&c);
    c.plan.search_count = 2;
    assert_refused(&c, "the search for C is missing (step 3)");
    make_case(&c);
    c.plan.search_count = 0;
    assert_refused(&c, "the search for tier 1 is missing (step 1)");
    make_case(&c);
    c.searches[2].goal = 0;
    assert_refused(&c, "the search for C is missing (step 3)");
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_prices_that_make_no_sense)
{
    small_case c;
    make_case(&c);
    c.values[OF_CLASS][3] = NAN;
    assert_refused(&c, "multiplier 1 of the trees makes no sense");
    make_case(&c);
    c.sets[OF_AIM][6] = SETS;
    assert_refused(&c, "multiplier 3 of the trees makes no sense");
    make_case(&c);
    c.prices[OF_GOAL].goal = 2;
    assert_refused(&c, "multiplier 2 of the trees makes no sense");
    make_case(&c);
    c.prices[OF_CLASS].pollutant = TC_POLLUTANTS;
    assert_refused(&c, "multiplier 1 of the trees makes no sense");
    TC_ASSERT_NO_LEAK();
}

/* A weighs 4. Then no plan without it reaches 4, by the prices of set 0: 3.67. */
static void make_fixings(small_case *c, tc_fixing fixings[1])
{
    make_case(c);
    c->projects[0].weight = 4.0;
    serve(c, c->share);
    c->searches[0].value = c->searches[0].bound = 4.0;
    fixings[0] = (tc_fixing){.search = 0, .project = 0, .approved = true, .set = 0};
    c->plan.fixings = fixings;
    c->plan.fixing_count = 1;
}

Test(plan_verify_search, accepts_a_fixing_that_is_proved)
{
    small_case c;
    tc_fixing fixings[1];
    make_fixings(&c, fixings);
    assert_passes(&c);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_search, refuses_fixings_that_are_not_proved)
{
    static const char clue[] = "after search 1: fixing 1 is not proved";
    small_case c;
    tc_fixing fixings[1];
    make_fixings(&c, fixings);
    fixings[0].approved = false; /* then A refused, where the plan is */
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].project = 1;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].project = PROJECTS;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = SETS;
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].set = 3; /* B and C without a price: 4 */
    assert_refused(&c, clue);
    make_fixings(&c, fixings);
    fixings[0].search = SEARCHES;
    assert_refused(&c, "is not what the order of the goals asks");
    TC_ASSERT_NO_LEAK();
}

/* B and C need the same, 5 t/a, and weigh the same: B, accepted first, is served first.
 * A is gone. Both fit; with 9 t/a only one does. */
static void make_twins(small_case *c)
{
    static const double first[PROJECTS] = {0.0, 1.0, 0.0};
    make_case(c);
    set_project(c, 2, "C", 5.0, 2.0);
    c->projects[0].zoning_ok = false;
    c->source.quantity[0] = c->source.supply[0] = 9.0;
    serve(c, first);
    /* the tier: 9 * 0.4 = 3.6, rounded down 2 */
    c->nodes[0] = (tc_proof_node){.project = -1, .set = 6};
    c->values[OF_CLASS][6] = 0.4;
    c->searches[0].value = c->searches[0].bound = 2.0;
    /* B is served; C beside it: 9/5 - 5/5 = 0.8, rounded down 0 */
    c->nodes[7].set = 4;
    c->searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 2, 0.0, 0.0, 1, 0.0, 7};
    c->plan.search_count = 2;
}

Test(plan_verify_search, lets_the_first_of_twins_be_served_first)
{
    small_case c;
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
    static const double second[PROJECTS] = {0.0, 0.0, 1.0};
    small_case c;
    make_twins(&c);
    serve(&c, second);
    c.searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 1, 0.0, 0.0, 1, 0.0, 7};
    c.values[OF_CLASS][4] = 0.2; /* B alone: 9/5 */
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
    small_case c;
    make_twins(&c);
    /* the tier: split at B refused, where a twin C is refused too, and nothing is left */
    c.nodes[0] = (tc_proof_node){.project = 1, .refused = 5, .approved = 4};
    c.nodes[5].set = 3; /* no price: 0 with C refused, 2 without */
    c.nodes[4].set = 6;
    c.searches[0].bound = 2.0;
    c.values[OF_CLASS][6] = 0.4;
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
    static const double part[PROJECTS] = {1.0, 0.5, 0.0};
    small_case c;
    make_case(&c);
    serve(&c, part);
    assert_refused(&c, "project B: a share of 0.5 is neither 0 nor at least 1");
    make_case(&c);
    c.emission[0]--;
    c.credit[0]--;
    c.credits[0].grains--;
    assert_refused(&c, "whole project A");
    make_case(&c);
    c.plan.whole = false; /* a plan of shares: B would have had 0.8 */
    assert_refused(&c, "");
    TC_ASSERT_NO_LEAK();
}

/* ---- tc_proof_bound ---------------------------------------------------------------- */

Test(plan_verify_search, raises_stated_bounds_to_what_is_proved)
{
    small_case c;
    make_case(&c);
    c.values[OF_CLASS][0] = 0.0; /* proves 4 */
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
    small_case c;
    make_case(&c);
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
    small_case c;
    make_case(&c);
    c.nodes[2].approved = 0;
    tc_error error = {0};
    cr_assert_eq(tc_proof_bound(&c.problem, &c.plan, &error), TC_ERR_SOLVER);
    cr_assert(strstr(error.message_en, "makes no sense"), "%s", error.message_en);
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}
