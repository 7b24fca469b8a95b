/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "explain/curve.h"
#include "plan/solve.h"
#include "support/dice.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { PM = 0, GRAINS = 10000 };

/* More PM from nobody's area, a grain a step. */
static const tc_line MORE_PM = {
    .count = 1,
    .part = {{.kind = TC_CHANGE_ADD_SUPPLY, .pollutant = PM, .area = -1, .basin = -1}},
    .step = {1.0 / GRAINS}};

static tc_inquiry *opened(const tc_problem *problem)
{
    tc_inquiry *inquiry = NULL;
    cr_assert_eq(tc_inquiry_open(problem, NULL, &inquiry, NULL), TC_OK);
    return inquiry;
}

static tc_curve followed(tc_inquiry *inquiry, const tc_line *line, tc_grains most)
{
    tc_curve curve;
    cr_assert_eq(tc_curve_follow(inquiry, line, most, -1, &curve, NULL), TC_OK);
    cr_assert_eq(curve.points[0].at, 0);
    cr_assert_eq(curve.points[curve.count - 1].at, most);
    return curve;
}

/* 10 t of PM for whole projects of 6, 5 and 3 t, the first ranked first. With nothing
 * more 6 + 3 count as two. From 1 t on 6 + 5 are as many, and the second one came before
 * the third; from 4 t on all three are served. */
Test(explain_curve, finds_where_whole_projects_jump)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 6.0, 1.0);
    (void)hand_project(&c, 5.0, 1.0);
    (void)hand_project(&c, 3.0, 1.0);
    tc_inquiry *inquiry = opened(&c.problem);
    tc_curve curve = followed(inquiry, &MORE_PM, 8 * GRAINS);
    tc_grains jumps[4] = {0};
    int count = 0;
    for (int k = 1; k < curve.count; k++) {
        cr_assert(curve.points[k - 1].proved);
        if (fabs(curve.points[k].share[1] - curve.points[k - 1].share[1]) > 0.5 ||
            fabs(curve.points[k].share[2] - curve.points[k - 1].share[2]) > 0.5) {
            cr_assert_eq(curve.points[k].at - curve.points[k - 1].at, 1);
            cr_assert_lt(count, 4);
            jumps[count++] = curve.points[k].at;
        }
    }
    cr_assert_eq(count, 2);
    cr_assert_eq(jumps[0], 1 * GRAINS);
    cr_assert_eq(jumps[1], 4 * GRAINS);
    tc_curve_free(&curve);
    tc_inquiry_close(inquiry);
    TC_ASSERT_NO_LEAK();
}

/* 10 t for divisible projects of 6 and 5 t: two are the most with 5 t for the second one,
 * so that the first one lacks 1 t, and a sixth of a share comes with each tonne. */
Test(explain_curve, follows_shares_that_grow)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    hand_project(&c, 6.0, 1.0)->indivisible = false;
    hand_project(&c, 5.0, 1.0)->indivisible = false;
    tc_inquiry *inquiry = opened(&c.problem);
    tc_curve curve = followed(inquiry, &MORE_PM, 3 * GRAINS);
    for (int k = 0; k < curve.count; k++) {
        const double tonnes = (double)curve.points[k].at / GRAINS;
        cr_assert_float_eq(curve.points[k].share[0], fmin((5.0 + tonnes) / 6.0, 1.0),
                           1e-9);
        cr_assert(k + 1 == curve.count || curve.points[k].proved);
    }
    cr_assert_leq(curve.count, 4);
    tc_curve_free(&curve);
    tc_inquiry_close(inquiry);
    TC_ASSERT_NO_LEAK();
}

/* What a limit of questions leaves unknown is not called proved. */
Test(explain_curve, ends_with_its_questions)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    hand_project(&c, 6.0, 1.0)->indivisible = false;
    hand_project(&c, 5.0, 1.0)->indivisible = false;
    tc_inquiry *inquiry = opened(&c.problem);
    tc_line line = MORE_PM;
    line.questions = 2;
    tc_curve curve = followed(inquiry, &line, 3 * GRAINS);
    cr_assert_eq(curve.count, 2);
    cr_assert_not(curve.points[0].proved);
    cr_assert_eq(tc_inquiry_count(inquiry).asked, 2);
    tc_curve_free(&curve);
    tc_inquiry_close(inquiry);
    TC_ASSERT_NO_LEAK();
}

/* A fresh solve anywhere on the line finds the shares that the curve says. */
static void assert_agrees(tc_inquiry *inquiry, const tc_curve *curve, const tc_line *line,
                          tc_grains at)
{
    const tc_problem *problem = tc_inquiry_problem(inquiry);
    int k = 0;
    while (curve->points[k + 1].at < at)
        k++;
    const tc_curve_point *a = &curve->points[k], *b = a + 1;
    const double part = (double)(at - a->at) / (double)(b->at - a->at);
    tc_change made[TC_LINE_PARTS];
    tc_replay replay;
    tc_line_at(line, at, made);
    cr_assert_eq(tc_inquiry_replay(inquiry, made, line->count, &replay, NULL), TC_OK);
    for (int j = 0; j < problem->project_count && a->proved; j++)
        cr_assert_float_eq(replay.plan->share[j],
                           a->share[j] + part * (b->share[j] - a->share[j]), 1e-6);
    tc_replay_free(&replay);
}

static void assert_curves_agree(uint64_t seed, unsigned features)
{
    tc_problem *problem = made_case(seed, 6, 8, features);
    tc_inquiry *inquiry = opened(problem);
    dice d = {seed};
    const tc_line line = {
        .count = 1,
        .part = {{.kind = seed % 2 ? TC_CHANGE_ADD_SUPPLY : TC_CHANGE_EMIT_LESS,
                  .pollutant = (int)(seed % TC_POLLUTANTS),
                  .area = (int)(seed % 3) - 1,
                  .basin = (int)(seed % 2),
                  .project = (int)(seed % 8)}},
        .step = {1.0 / GRAINS}};
    const tc_grains most = 40 * GRAINS;
    tc_curve curve = followed(inquiry, &line, most);
    for (int n = 0; n < 8; n++)
        assert_agrees(inquiry, &curve, &line, 1 + dice_below(&d, (int)most));
    tc_curve_free(&curve);
    tc_inquiry_close(inquiry);
    made_case_free(problem);
}

Test(explain_curve, agrees_with_fresh_solves_of_divisible_cases)
{
    for (uint64_t seed = 1; seed <= 40; seed++)
        assert_curves_agree(seed, seed % 3 ? MADE_CAPS : MADE_EVEN | MADE_LIMITS);
    TC_ASSERT_NO_LEAK();
}

Test(explain_curve, agrees_with_fresh_solves_of_whole_cases)
{
    for (uint64_t seed = 1; seed <= 12; seed++)
        assert_curves_agree(seed, MADE_ALL_WHOLE);
    TC_ASSERT_NO_LEAK();
}
