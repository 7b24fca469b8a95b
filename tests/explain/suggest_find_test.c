/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/suggest.h"
#include "support/hand_case.h"
#include "support/leaks.h"

enum { PM = 0, SO2 = 1, GRAINS = 10000 };

static tc_suggestion *suggested(const hand_case *c, int tiers)
{
    const tc_suggest_options options = {.tiers = tiers, .marginals = true};
    tc_suggestion *suggestion = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_suggest(&c->problem, &options, &suggestion, &error), TC_OK, "%s",
                 error.message_en);
    return suggestion;
}

static tc_project *divisible(hand_case *c, double need)
{
    tc_project *project = hand_project(c, need, 1.0);
    project->indivisible = false;
    return project;
}

static void assert_addition(const tc_suggestion *s, int k, int pollutant, int area,
                            tc_day day, double tonnes)
{
    const tc_addition *addition = &s->supply.additions[k];
    cr_assert_lt(k, s->supply.count);
    cr_expect_eq(addition->change.pollutant, pollutant);
    cr_expect_eq(addition->change.area, area);
    cr_expect_eq(addition->change.day, day);
    cr_expect_eq(addition->grains, (tc_grains)(tonnes * GRAINS));
}

/* 10 t of PM for needs of 6 and 8 t: 4 t are missing. What is there goes to the one that
 * starts first, and so the rest may come as late as the other starts. */
Test(explain_suggest_find, names_what_is_missing_and_as_late_as_can_be)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    divisible(&c, 6.0)->start = 20240101;
    (void)divisible(&c, 8.0);
    tc_suggestion *s = suggested(&c, 0);
    cr_assert(tc_suggestion_serves(s));
    cr_assert_eq(s->supply.count, 1);
    assert_addition(s, 0, PM, -1, 20240101, 4.0);
    cr_expect_eq(s->supply.least[PM], 4 * GRAINS);
    cr_expect_eq(s->supply.least_in_all, 4 * GRAINS);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* Only the first tier: 2 of the 8 t are missing, and the second tier loses all. */
Test(explain_suggest_find, looks_at_the_tiers_that_are_named)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 6.0);
    (void)hand_project(&c, 8.0, 1.0);
    hand_project(&c, 6.0, 1.0)->tier = 2;
    tc_suggestion *s = suggested(&c, 1);
    cr_expect_eq(s->supply.named, 1);
    cr_assert_eq(s->supply.count, 1);
    assert_addition(s, 0, PM, -1, 20230101, 2.0);
    cr_assert_eq(s->supply.lost.count, 1);
    cr_expect_eq(s->supply.lost.project[0], 1);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* P1 may not draw on other areas: what it lacks must lie in its own. */
Test(explain_suggest_find, says_where_supply_must_lie)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)divisible(&c, 4.0);
    tc_project *other = divisible(&c, 3.0);
    other->area = 1;
    other->pool_access = false;
    tc_suggestion *s = suggested(&c, 0);
    cr_assert_eq(s->supply.count, 1);
    assert_addition(s, 0, PM, 1, 20230101, 3.0);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* X has 10 t, and Y has 10 t. P0 of X is a key project of its own area: it takes the
 * tonnes of X, though it could have those of Y. P1 may not. There are tonnes enough for
 * both, and yet P1 is served only with 10 t more in X. */
Test(explain_suggest_find, adds_what_goals_before_the_tiers_take)
{
    static const tc_goal goals[] = {
        {TC_GOAL_GUARANTEE_LOCAL, 0, false, "guarantee-local"},
        {TC_GOAL_TIER, 1, false, "tier 1"},
        {TC_GOAL_FIRST_COME, 0, false, "first-come"}};
    hand_case c;
    hand_case_make(&c);
    c.problem.goals = goals;
    c.problem.goal_count = 3;
    (void)hand_source(&c, 10.0);
    hand_source(&c, 10.0)->area = 1;
    divisible(&c, 10.0)->local_key = true;
    divisible(&c, 10.0)->pool_access = false;
    tc_suggestion *s = suggested(&c, 0);
    cr_assert(tc_suggestion_serves(s));
    cr_assert_eq(s->supply.count, 1);
    assert_addition(s, 0, PM, 0, 20230101, 10.0);
    cr_expect_eq(s->supply.least[PM], 0);
    cr_expect_eq(s->supply.least_in_all, 10 * GRAINS);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

Test(explain_suggest_find, names_whom_no_supply_serves)
{
    static const tc_exchange nothing = {-1, 1, -1, -1, PM, 0.0, 2};
    hand_case c;
    hand_case_make(&c);
    c.problem.exchange = &nothing;
    c.problem.exchange_count = 1;
    (void)hand_source(&c, 1.0);
    divisible(&c, 4.0)->zoning_ok = false;
    divisible(&c, 4.0)->area = 1;
    (void)divisible(&c, 4.0);
    tc_suggestion *s = suggested(&c, 0);
    cr_expect_not(tc_suggestion_serves(s));
    cr_assert_eq(s->supply.refused.count, 1);
    cr_expect_eq(s->supply.refused.project[0], 0);
    cr_assert_eq(s->supply.beyond.count, 1);
    cr_expect_eq(s->supply.beyond.project[0], 1);
    cr_expect_eq(s->supply.able, 1);
    cr_assert(s->supply.found);
    assert_addition(s, 0, PM, -1, 20230101, 3.0);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* Required and refused: no plan, whatever is added. */
Test(explain_suggest_find, finds_no_supply_against_a_refusal)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 1.0);
    tc_project *project = divisible(&c, 4.0);
    project->zoning_ok = false;
    project->must_serve = true;
    tc_suggestion *s = suggested(&c, 0);
    cr_expect_eq(s->status, TC_PLAN_INFEASIBLE);
    cr_expect_not(s->supply.found);
    cr_expect_eq(s->unlock_count, 0);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

static void assert_event(const tc_unlock *unlock, int k, double tonnes, int project,
                         bool served)
{
    cr_assert_lt(k, unlock->event_count);
    cr_expect_eq(unlock->events[k].at, (tc_grains)(tonnes * GRAINS));
    cr_expect_eq(unlock->events[k].project, project);
    cr_expect_eq(unlock->events[k].served, served);
    cr_expect(unlock->events[k].exact);
}

/* 10 t of PM for whole projects of 6, 5 and 3 t: see curve_test.c. From 1 t on P1 comes
 * for P2, from 4 t on there is enough for both. P3 lacks 2 t of SO2: no PM serves it. */
Test(explain_suggest_find, follows_who_comes_and_goes)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0)->supply;
    (void)hand_project(&c, 6.0, 1.0);
    (void)hand_project(&c, 5.0, 1.0);
    (void)hand_project(&c, 3.0, 1.0);
    tc_project *other = hand_project(&c, 1.0, 1.0);
    other->tier = 2;
    hand_need(other, SO2, 2.0);
    tc_suggestion *s = suggested(&c, 0);
    cr_assert_eq(s->unlock_count, 2);
    const tc_unlock *pm = &s->unlocks[0];
    cr_assert_eq(pm->window.pollutant, PM);
    cr_assert(pm->proved);
    cr_assert_eq(pm->event_count, 3);
    assert_event(pm, 0, 1.0, 1, true);
    assert_event(pm, 1, 1.0, 2, false);
    assert_event(pm, 2, 4.0, 2, true);
    cr_expect_eq(pm->last, 4 * GRAINS);
    cr_expect_eq(pm->left, 1);
    cr_expect_eq(pm->stops[SO2], 1);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* 20 t of PM and 2 t of SO2. P0 needs 8 t and 5 t: its 8 t lie stranded; of the other 12
 * t nobody could use any. 3 t of SO2 free them. */
Test(explain_suggest_find, tells_stranded_tonnes_from_those_that_nobody_needs)
{
    hand_case c;
    hand_case_make(&c);
    hand_source(&c, 20.0)->supply[SO2] = 2.0;
    hand_need(hand_project(&c, 8.0, 1.0), SO2, 5.0);
    tc_suggestion *s = suggested(&c, 0);
    cr_expect_eq(s->stranded[PM].remaining, 20 * GRAINS);
    cr_expect_eq(s->stranded[PM].stranded, 8 * GRAINS);
    cr_expect_eq(s->stranded[SO2].remaining, 2 * GRAINS);
    cr_expect_eq(s->stranded[SO2].stranded, 0);
    cr_assert_eq(tc_suggestion_best_missing(s), SO2);
    const tc_missing *missing = &s->missing[SO2];
    cr_expect_eq(missing->freed[PM], 8 * GRAINS);
    cr_expect_eq(missing->wanted, 5 * GRAINS);
    cr_assert_eq(missing->gained.count, 1);
    cr_expect_eq(missing->gained.project[0], 0);
    cr_expect_not(s->missing[PM].asked);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* 10 t of PM for divisible projects of 6 and 5 t: two are the most with 5 t for the
 * second one. A tonne more is worth a sixth of the first one, up to 1 t; a tonne less
 * takes as much, down to 5 t, from where on it would take a fifth of the second one. */
Test(explain_suggest_find, gives_marginal_values_from_both_sides)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)divisible(&c, 6.0);
    (void)divisible(&c, 5.0);
    tc_suggestion *s = suggested(&c, 0);
    cr_assert_eq(s->marginal_count, 1);
    const tc_marginal *m = &s->marginals[0];
    cr_expect(m->pollutant == PM && m->source == 0 && m->sources == 1);
    cr_expect(m->more.proved && m->less.proved);
    cr_expect_float_eq(m->more.slope[0], 1.0 / 6.0, 1e-9);
    cr_expect_float_eq(m->more.slope[1], 0.0, 1e-9);
    cr_expect_eq(m->more.range, 1 * GRAINS);
    cr_expect_not(m->more.ends);
    cr_expect_float_eq(m->less.slope[0], -1.0 / 6.0, 1e-9);
    cr_expect_eq(m->less.range, 5 * GRAINS);
    cr_expect_not(m->less.ends);
    cr_expect_float_eq(tc_marginal_of_tier(&c.problem, &m->more, 1), 1.0 / 6.0, 1e-9);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

/* A kink: exactly enough. One more is worth nothing, one less takes from the last. */
Test(explain_suggest_find, gives_two_values_at_a_kink)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)divisible(&c, 6.0);
    (void)divisible(&c, 4.0);
    tc_suggestion *s = suggested(&c, 0);
    cr_expect(tc_suggestion_serves(s));
    cr_expect(s->supply.count == 0 && s->unlock_count == 0);
    cr_assert_eq(s->marginal_count, 1);
    const tc_marginal *m = &s->marginals[0];
    cr_expect(m->more.ends);
    cr_expect_float_eq(m->more.slope[0], 0.0, 1e-9);
    cr_expect_float_eq(m->less.slope[0], -1.0 / 6.0, 1e-9);
    cr_expect_eq(m->less.range, 6 * GRAINS);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}

Test(explain_suggest_find, has_nothing_to_say_of_an_empty_case)
{
    hand_case c;
    hand_case_make(&c);
    tc_suggestion *s = suggested(&c, 0);
    cr_expect(tc_suggestion_serves(s));
    cr_expect_eq(s->supply.named, 0);
    cr_expect_eq(s->unlock_count, 0);
    cr_expect_eq(s->marginal_count, 0);
    tc_suggestion_free(s);
    TC_ASSERT_NO_LEAK();
}
