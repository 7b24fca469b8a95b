/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "explain/inquiry.h"
#include "plan/solve.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { PM = 0 };

static tc_inquiry *opened(const tc_problem *problem)
{
    tc_inquiry *inquiry = NULL;
    cr_assert_eq(tc_inquiry_open(problem, NULL, &inquiry, NULL), TC_OK);
    return inquiry;
}

/* 10 t of PM; the first project takes 6, the second one needs 5: 1 t is missing. */
static void make_short(hand_case *c)
{
    hand_case_make(c);
    (void)hand_source(c, 10.0);
    (void)hand_project(c, 6.0, 1.0);
    (void)hand_project(c, 5.0, 1.0);
}

static bool serves_with(tc_inquiry *inquiry, double more, int project)
{
    const tc_change change = {.kind = TC_CHANGE_ADD_SUPPLY,
                              .pollutant = PM,
                              .area = -1,
                              .basin = -1,
                              .amount = more};
    tc_replay replay;
    cr_assert_eq(tc_inquiry_replay(inquiry, &change, 1, &replay, NULL), TC_OK);
    cr_assert(replay.verdict.verified);
    const bool serves = tc_replay_serves(&replay, project);
    tc_replay_free(&replay);
    return serves;
}

Test(explain_inquiry, sees_what_is_missing_to_the_grain)
{
    hand_case c;
    make_short(&c);
    tc_inquiry *inquiry = opened(&c.problem);
    cr_assert(tc_inquiry_serves(inquiry, 0));
    cr_assert_not(tc_inquiry_serves(inquiry, 1));
    cr_assert_not(serves_with(inquiry, 0.9999, 1));
    cr_assert(serves_with(inquiry, 1.0, 1));
    cr_assert_eq(tc_inquiry_count(inquiry).replayed, 2);
    tc_inquiry_close(inquiry);
    TC_ASSERT_NO_LEAK();
}

Test(explain_inquiry, says_that_required_projects_cannot_all_be_served)
{
    hand_case c;
    make_short(&c);
    c.projects[0].must_serve = true;
    tc_inquiry *inquiry = opened(&c.problem);
    const tc_change change = {.kind = TC_CHANGE_REQUIRE, .project = 1};
    tc_answer answer;
    cr_assert_eq(tc_inquiry_ask(inquiry, &change, 1, &answer, NULL), TC_OK);
    cr_assert_eq(answer.status, TC_PLAN_INFEASIBLE);
    cr_assert_eq(answer.share[0], 0.0);
    tc_inquiry_close(inquiry);
    TC_ASSERT_NO_LEAK();
}

Test(explain_inquiry, answers_as_solving_the_changed_case_does)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        tc_problem *problem = made_case(seed, 8, 10, seed % 2 ? MADE_WHOLE : MADE_CAPS);
        tc_inquiry *inquiry = opened(problem);
        const tc_change changes[] = {
            {.kind = TC_CHANGE_LOSE_SOURCE, .source = (int)(seed % 8)},
            {.kind = TC_CHANGE_REFUSE, .project = (int)(seed % 10)}};
        tc_answer answer;
        tc_replay replay;
        cr_assert_eq(tc_inquiry_ask(inquiry, changes, 2, &answer, NULL), TC_OK);
        cr_assert_eq(tc_inquiry_replay(inquiry, changes, 2, &replay, NULL), TC_OK);
        cr_assert_eq(answer.share[seed % 10], 0.0);
        for (int j = 0; j < problem->project_count; j++)
            cr_assert_float_eq(answer.share[j], replay.plan->share[j], 1e-7);
        tc_replay_free(&replay);
        tc_inquiry_close(inquiry);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}
