/* Failing sources of cases solved on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/contingency.h"
#include "support/hand_case.h"
#include "support/leaks.h"

enum { PM = 0, NOX = 2, VOCS = 3, COD = 4, TONNE = 10000 };

static tc_contingency *examined(const tc_problem *problem, bool pairs)
{
    tc_contingency *found = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_contingency_find(problem, NULL, pairs, &found, &error), TC_OK, "%s",
                 error.message_en);
    return found;
}

static const tc_loss *loss_of(const tc_contingency *c, int source)
{
    for (int k = 0; k < c->loss_count; k++)
        if (c->losses[k].source == source)
            return &c->losses[k];
    cr_assert_fail("source %d was not looked at", source);
    return NULL;
}

static void expect_uncovered(const tc_loss *loss, int k, int project, int pollutant,
                             tc_grains missing)
{
    cr_assert_lt(k, loss->uncovered_count);
    cr_assert_eq(loss->uncovered[k].project, project);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert_eq(loss->uncovered[k].missing[p], p == pollutant ? missing : 0);
}

/* 100 and 60 t of PM; projects of 60 and 50 (tier 1) and 40 (tier 2): 10 t are left. */
static void make_three(hand_case *c)
{
    hand_case_make(c);
    (void)hand_source(c, 100.0);
    (void)hand_source(c, 60.0);
    (void)hand_project(c, 60.0, 1.0);
    (void)hand_project(c, 50.0, 1.0);
    hand_project(c, 40.0, 1.0)->tier = 2;
}

Test(explain_contingency_find, tells_who_loses_cover_by_rank_and_what_they_lack)
{
    hand_case c;
    make_three(&c);
    tc_contingency *found = examined(&c.problem, false);
    cr_assert_eq(found->approvals, 3);
    cr_assert_eq(found->loss_count, 2);
    cr_assert_eq(found->losses[0].source, 0); /* the worse one first */
    const tc_loss *large = loss_of(found, 0), *small = loss_of(found, 1);
    cr_assert_eq(large->uncovered_count, 2);
    expect_uncovered(large, 0, 1, PM, 50 * TONNE); /* 60 t are left, P0 has them */
    expect_uncovered(large, 1, 2, PM, 40 * TONNE);
    cr_assert_eq(small->uncovered_count, 1); /* of 100 t, 60 are P0's */
    expect_uncovered(small, 0, 1, PM, 10 * TONNE);
    cr_assert(large->verified && small->verified);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_find, keeps_a_later_approval_where_an_earlier_one_cannot_be_kept)
{
    hand_case c;
    make_three(&c);
    tc_contingency *found = examined(&c.problem, false);
    const tc_loss *small = loss_of(found, 1);
    /* P1 falls for want of 10 t, and the 40 t that it frees are just what P2 takes */
    cr_assert_eq(small->uncovered_count, 1);
    cr_assert_not(tc_loss_takes(small, 2));
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_find, tells_what_a_new_plan_would_decide)
{
    hand_case c;
    make_three(&c);
    hand_project(&c, 60.0, 1.0)->tier = 2; /* not served: 10 t are left */
    tc_contingency *found = examined(&c.problem, false);
    cr_assert_eq(found->approvals, 3);
    const tc_new_plan *plan = &loss_of(found, 0)->plan;
    /* one of tier 1, then nothing is left for tier 2: either 60, or 50 and no 40 */
    cr_assert(plan->verified);
    cr_assert_eq(plan->fall_count, 2);
    cr_assert_eq(plan->falls[0].before, TC_STANDING_SERVED);
    cr_assert_eq(plan->falls[0].after, TC_STANDING_NONE);
    cr_assert_eq(plan->gain_count, 0);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_find, names_the_least_reserve_and_the_price_of_safety)
{
    hand_case c;
    make_three(&c);
    tc_contingency *found = examined(&c.problem, false);
    /* 150 t are approved; without the 100 t there are 60 */
    cr_assert(found->reserve_found && found->reserve_verified);
    cr_assert_eq(found->reserve_count, 1);
    cr_assert_eq(found->reserves[0].pollutant, PM);
    cr_assert_eq(found->reserves[0].area, -1);
    cr_assert_eq(found->reserves[0].grains, 90 * TONNE);
    cr_assert_eq(found->reserves[0].source, 0);
    /* what the 60 t alone can carry: P0 */
    const tc_safety *safety = &found->safety;
    cr_assert(safety->found && safety->best);
    cr_assert_eq(safety->hold_count, 1);
    cr_assert_eq(tc_safety_held(safety, PM), 100 * TONNE);
    cr_assert_eq(safety->plan.fall_count, 2);
    cr_assert_eq(safety->plan.falls[0].project, 1);
    cr_assert_eq(safety->plan.falls[1].project, 2);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_find, asks_for_nothing_where_what_is_left_is_enough)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 100.0);
    (void)hand_source(&c, 100.0);
    (void)hand_project(&c, 60.0, 1.0);
    (void)hand_project(&c, 40.0, 1.0);
    tc_contingency *found = examined(&c.problem, false);
    for (int k = 0; k < 2; k++) {
        cr_assert_eq(found->losses[k].uncovered_count, 0);
        cr_assert_eq(found->losses[k].plan.fall_count, 0);
        cr_assert_not(found->losses[k].dated);
    }
    cr_assert(found->reserve_found);
    cr_assert_eq(found->reserve_count, 0);
    cr_assert(found->safety.found && found->safety.best);
    cr_assert_eq(found->safety.hold_count, 0);
    cr_assert_eq(found->safety.plan.fall_count, 0);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_find, says_where_required_projects_leave_no_plan)
{
    hand_case c;
    make_three(&c);
    c.projects[0].must_serve = c.projects[1].must_serve = true;
    tc_contingency *found = examined(&c.problem, false);
    const tc_new_plan *plan = &loss_of(found, 0)->plan;
    cr_assert_eq(plan->status, TC_PLAN_INFEASIBLE);
    cr_assert_eq(plan->conflict_count, 2);
    cr_assert_eq(plan->fall_count, 0);
    cr_assert_not(found->safety.found);
    cr_assert_eq(found->safety.plan.conflict_count, 2);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_find, tells_a_case_without_a_plan)
{
    hand_case c;
    make_three(&c);
    c.projects[0].must_serve = true;
    hand_need(&c.projects[0], PM, 161.0);
    tc_contingency *found = examined(&c.problem, true);
    cr_assert_not(tc_contingency_has_plan(found));
    cr_assert_eq(found->loss_count, 0);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

/* Three sources of 10 t, a project of 20 t: any one may fail, no two. */
Test(explain_contingency_find, finds_pairs_that_are_worse_than_either_alone)
{
    hand_case c;
    hand_case_make(&c);
    for (int s = 0; s < 3; s++)
        (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 20.0, 1.0);
    tc_contingency *found = examined(&c.problem, true);
    cr_assert_eq(found->losses[0].uncovered_count, 0);
    cr_assert_eq(found->reserve_count, 0);
    cr_assert_eq(found->both_count, 3);
    for (int k = 0; k < 3; k++) {
        cr_assert_eq(found->both[k].together, 1);
        expect_uncovered(&found->both[k], 0, 0, PM, 10 * TONNE);
        cr_assert(found->both[k].verified);
    }
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

/* 10 t of each of two sources; P0 starts in January, P1 in June, each takes 10 t. One
 * source may come as late as June, when the other one serves P0. */
Test(explain_contingency_find, lets_a_source_come_as_late_as_others_can_stand_in_for_it)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 10.0, 1.0);
    hand_project(&c, 10.0, 1.0)->start = 20230601;
    tc_contingency *found = examined(&c.problem, false);
    for (int s = 0; s < 2; s++) {
        cr_assert(loss_of(found, s)->dated && loss_of(found, s)->latest_verified);
        cr_assert_eq(loss_of(found, s)->latest, 20230601);
    }
    /* the other source serves P0, and what P1 lacks need not be there before June */
    cr_assert_eq(found->reserve_count, 1);
    cr_assert_eq(found->reserves[0].day, 20230601);
    cr_assert_eq(found->reserves[0].grains, 10 * TONNE);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

/* P1 has not applied to the pool: nothing outside its county is of use to it. */
Test(explain_contingency_find, puts_the_reserve_where_it_can_be_used)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    hand_source(&c, 8.0)->area = 1;
    (void)hand_project(&c, 10.0, 1.0);
    tc_project *local = hand_project(&c, 6.0, 1.0);
    local->area = 1;
    local->pool_access = false;
    tc_contingency *found = examined(&c.problem, false);
    cr_assert_eq(found->reserve_count, 2);
    cr_assert_eq(found->reserves[0].area, 1);
    cr_assert_eq(found->reserves[0].grains, 6 * TONNE);
    cr_assert_eq(found->reserves[0].source, 1);
    cr_assert_eq(found->reserves[1].area, -1);
    /* 2 of the 8 t stand in for P0, and so do the 6 t in reserve there */
    cr_assert_eq(found->reserves[1].grains, 2 * TONNE);
    tc_contingency_free(found);
    TC_ASSERT_NO_LEAK();
}

/* data/textbook/README.md has the plan: S1 and S2 give all their NOx, S2 all its VOCs, S3
 * 10 of 30 t of COD to T-2. */
Test(explain_contingency_find, agrees_with_the_textbook_case)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_problem_load(TC_TEST_DATA "/textbook", &faults, &problem, NULL),
                 TC_OK);
    tc_contingency *found = examined(problem, false);
    cr_assert_eq(found->approvals, 4);
    /* S1 gone: T-1 keeps the 10 t of S2 */
    cr_assert_eq(loss_of(found, 0)->uncovered_count, 1);
    expect_uncovered(loss_of(found, 0), 0, 0, NOX, 100 * TONNE);
    cr_assert_float_eq(loss_of(found, 0)->plan.falls[0].share_after, 10.0 / 120.0, 1e-9);
    /* S3 gone: T-2 falls, and its NOx and VOCs serve T-3 and T-1 */
    cr_assert_eq(loss_of(found, 2)->uncovered_count, 1);
    expect_uncovered(loss_of(found, 2), 0, 1, COD, 10 * TONNE);
    cr_assert_eq(loss_of(found, 2)->plan.gain_count, 2);
    /* S2 gone: no VOCs at all, and 10 t of NOx of T-1 */
    cr_assert_eq(found->losses[0].source, 1);
    cr_assert_eq(loss_of(found, 1)->uncovered_count, 4);
    tc_grains reserve[TC_POLLUTANTS] = {0};
    for (int k = 0; k < found->reserve_count; k++)
        reserve[found->reserves[k].pollutant] += found->reserves[k].grains;
    cr_assert_eq(reserve[NOX], 100 * TONNE);
    cr_assert_eq(reserve[VOCS], 40 * TONNE);
    cr_assert_eq(reserve[COD], 10 * TONNE);
    tc_contingency_free(found);
    tc_problem_free(problem);
    tc_faults_free(&faults);
    TC_ASSERT_NO_LEAK();
}
