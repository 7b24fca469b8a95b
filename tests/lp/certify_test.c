/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "lp/certify.h"
#include "support/leaks.h"
#include "support/made_linear.h"

static const double TOLERANCE = 1e-9;

static tc_certificate judged(const tc_linear *lp, const tc_objective *goal,
                             const tc_basic_solution *solution)
{
    tc_certificate certificate;
    cr_assert_eq(tc_certify(lp, goal, solution, &certificate, NULL), TC_OK);
    return certificate;
}

static bool is_accepted(const tc_linear *lp, const tc_objective *goal,
                        const tc_basic_solution *solution)
{
    const tc_certificate certificate = judged(lp, goal, solution);
    return tc_certificate_accept(&certificate, TOLERANCE, NULL) == TC_OK;
}

/* Solved on paper: maximise 3x + 2y with x + y <= 4, x + 3y <= 6, -x + y >= -5,
 * 0 <= x <= 3, y >= 0. Best: x = 3 (its upper limit), y = 1; x + y = 4 is worth 2, so x
 * is worth 3 - 2 = 1 at its limit and y costs 2 - 2 = 0; x + 3y = 6 is at its limit and
 * worth nothing; -x + y = -2. The value is 11 = 2*4 + 1*3. */
enum { ROWS = 3, COLUMNS = 2 };
static const double MATRIX[] = {1, 1, 1, 3, -1, 1};
static const double ROW_LOW[] = {-INFINITY, -INFINITY, -5}, ROW_HIGH[] = {4, 6, INFINITY};
static const double LOW[] = {0, 0}, HIGH[] = {3, INFINITY};
static const int COLUMN[] = {0, 1};
static const double COST[] = {3, 2};
static const tc_objective GOAL = {COLUMNS, COLUMN, COST};

static tc_linear paper(void)
{
    return linear_of(ROWS, COLUMNS, MATRIX, ROW_LOW, ROW_HIGH, LOW, HIGH);
}

/* The answer for x, y and the prices of the rows, with everything else as it follows. */
static tc_basic_solution answer(const tc_linear *lp, double x, double y, double p0,
                                double p1, double p2)
{
    tc_basic_solution s = solution_for(lp);
    s.x[0] = x;
    s.x[1] = y;
    s.multiplier[0] = p0;
    s.multiplier[1] = p1;
    s.multiplier[2] = p2;
    tc_linear_times(lp, s.x, s.activity);
    for (int j = 0; j < COLUMNS; j++) {
        double size = 0.0;
        s.reduced_cost[j] = COST[j] - tc_linear_price(lp, j, s.multiplier, &size);
        s.value += COST[j] * s.x[j];
    }
    return s;
}

Test(lp_certify, accepts_the_answer_found_on_paper)
{
    tc_linear lp = paper();
    tc_basic_solution best = answer(&lp, 3, 1, 2, 0, 0);
    const tc_certificate c = judged(&lp, &GOAL, &best);
    cr_assert(c.primal_absolute == 0.0 && c.primal == 0.0 && c.dual == 0.0);
    cr_assert(c.slackness == 0.0 && c.gap == 0.0 && c.claims == 0.0);
    cr_assert_eq(c.value, 11.0);
    cr_assert_eq(tc_certificate_accept(&c, 0.0, NULL), TC_OK);
    solution_free(&best);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* A part of the certificate, by its place in it. */
static double part_of(const tc_certificate *certificate, size_t part)
{
    double value = 0.0;
    memcpy(&value, (const char *)certificate + part, sizeof value);
    return value;
}

static void expect_refusal(const tc_linear *lp, tc_basic_solution forged, size_t part)
{
    const tc_certificate c = judged(lp, &GOAL, &forged);
    cr_assert_gt(part_of(&c, part), 1e-4);
    cr_assert_eq(tc_certificate_accept(&c, TOLERANCE, NULL), TC_ERR_SOLVER);
    solution_free(&forged);
}

Test(lp_certify, names_the_part_that_is_worst)
{
    const struct {
        tc_certificate certificate;
        const char *en, *zh;
    } rows[] = {
        {{.primal = 2e-6}, "a limit is passed", "越过限值"},
        {{.dual = 2e-6}, "a price has the wrong sign", "价格符号相反"},
        {{.slackness = 2e-6}, "a slack limit has a price", "限值有余而价格不为零"},
        {{.gap = 2e-6}, "value and dual value differ", "原始值与对偶值不等"},
        {{.claims = 2e-6}, "the answer contradicts itself", "解的各部分不一致"}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        tc_error error = {0};
        cr_assert_eq(tc_certificate_accept(&rows[k].certificate, 1e-6, &error),
                     TC_ERR_SOLVER);
        cr_assert_not_null(strstr(error.message_en, rows[k].en), "%s", error.message_en);
        cr_assert_not_null(strstr(error.message, rows[k].zh), "%s", error.message);
        cr_assert_null(strstr(error.message, rows[k].en), "%s", error.message);
        cr_assert_not_null(strstr(error.message, "2e-06"));
        cr_assert_eq(tc_certificate_accept(&rows[k].certificate, 3e-6, NULL), TC_OK);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_a_price_of_the_wrong_sign)
{
    tc_linear lp = paper();
    expect_refusal(&lp, answer(&lp, 3, 1, 2, -0.5, 0), offsetof(tc_certificate, dual));
    expect_refusal(&lp, answer(&lp, 3, 1, 2, 0, 0.5), offsetof(tc_certificate, dual));
    /* prices too low: y should rise for ever */
    expect_refusal(&lp, answer(&lp, 3, 1, 1, 0, 0), offsetof(tc_certificate, dual));
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_a_slack_limit_with_a_price)
{
    tc_linear lp = paper();
    const size_t reason = offsetof(tc_certificate, slackness);
    expect_refusal(&lp, answer(&lp, 3, 1, 2, 0, -0.01), reason); /* a row */
    expect_refusal(&lp, answer(&lp, 2.5, 1.1, 2, 0, 0), reason); /* x has room */
    expect_refusal(&lp, answer(&lp, 0, 0, 2, 0, 0), reason);
    tc_basic_solution inside = answer(&lp, 2.5, 1.1, 2, 0, 0); /* 9.7 is not 2*4 + 1*3 */
    cr_assert_float_eq(judged(&lp, &GOAL, &inside).gap, (11.0 - 9.7) / 11.0, 1e-15);
    solution_free(&inside);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_a_point_outside_the_limits)
{
    tc_linear lp = paper();
    expect_refusal(&lp, answer(&lp, 3, 1.001, 2, 0, 0), offsetof(tc_certificate, primal));
    expect_refusal(&lp, answer(&lp, 2, 2, 2, 0, 0), offsetof(tc_certificate, primal));
    expect_refusal(&lp, answer(&lp, 4, 0, 2, 0, 0), offsetof(tc_certificate, primal));
    tc_basic_solution below = answer(&lp, 3, -0.25, 2, 0, 0);
    cr_assert_eq(judged(&lp, &GOAL, &below).primal_absolute, 0.25);
    expect_refusal(&lp, below, offsetof(tc_certificate, primal));
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_claims_that_do_not_follow)
{
    tc_linear lp = paper();
    const size_t reason = offsetof(tc_certificate, claims);
    tc_basic_solution s = answer(&lp, 3, 1, 2, 0, 0);
    s.value = 11.1;
    expect_refusal(&lp, s, reason);
    s = answer(&lp, 3, 1, 2, 0, 0);
    s.reduced_cost[1] = -0.1;
    expect_refusal(&lp, s, reason);
    s = answer(&lp, 3, 1, 2, 0, 0);
    s.activity[1] = 5.9;
    expect_refusal(&lp, s, reason);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_what_is_not_a_number)
{
    tc_linear lp = paper();
    const double odd[] = {NAN, INFINITY, -INFINITY};
    for (size_t k = 0; k < sizeof odd / sizeof *odd; k++)
        for (int i = 0; i < 2 * (ROWS + COLUMNS) + 1; i++) {
            tc_basic_solution s = answer(&lp, 3, 1, 2, 0, 0);
            if (i < 2 * (ROWS + COLUMNS))
                s.x[i] = odd[k]; /* solution_for lays all arrays in one */
            else
                s.value = odd[k];
            cr_assert_not(is_accepted(&lp, &GOAL, &s), "number %d is %g", i, odd[k]);
            solution_free(&s);
        }
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, lets_what_is_fixed_have_a_price_of_either_sign)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        const double one = 1.0, cost = sign, at = 5.0;
        const int column = 0;
        const tc_objective goal = {1, &column, &cost};
        tc_linear lp = linear_of(1, 1, &one, &at, &at, &at, &at);
        tc_basic_solution s = solution_for(&lp);
        s.x[0] = s.activity[0] = 5.0;
        s.value = 5.0 * sign;
        s.reduced_cost[0] = cost; /* the column bears it */
        cr_assert(is_accepted(&lp, &goal, &s));
        s.reduced_cost[0] = 0.0; /* the row bears it */
        s.multiplier[0] = cost;
        cr_assert(is_accepted(&lp, &goal, &s));
        lp.row_low[0] = 4.0; /* no longer fixed: only one sign is right */
        lp.row_high[0] = 5.0;
        cr_assert_eq(is_accepted(&lp, &goal, &s), sign > 0);
        solution_free(&s);
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, judges_the_same_in_other_units_of_rows_and_values)
{
    const double factors[] = {0x1p-30, 0x1p30};
    for (size_t k = 0; k < sizeof factors / sizeof *factors; k++) {
        tc_linear lp = paper();
        tc_basic_solution s = answer(&lp, 2.5, 1.1, 2, -0.01, 0);
        const tc_certificate before = judged(&lp, &GOAL, &s);
        for (int e = 0; e < lp.entries; e++)
            lp.value[e] *= factors[k];
        for (int i = 0; i < ROWS; i++) {
            lp.row_low[i] *= factors[k];
            lp.row_high[i] *= factors[k];
            s.activity[i] *= factors[k];
            s.multiplier[i] /= factors[k];
        }
        const tc_certificate after = judged(&lp, &GOAL, &s);
        cr_assert_eq(before.dual, after.dual);
        cr_assert_eq(before.slackness, after.slackness);
        cr_assert_eq(before.gap, after.gap);
        cr_assert_eq(before.claims, after.claims);
        solution_free(&s);
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, accepts_thousands_of_optima_made_from_plan_and_prices)
{
    dice d = {41};
    for (int k = 0; k < 5000; k++) {
        made_linear made =
            made_linear_new(&d, dice_below(&d, 12), 1 + dice_below(&d, 14));
        const tc_objective goal = made_linear_goal(&made);
        const tc_certificate c = judged(&made.lp, &goal, &made.best);
        tc_error error = {0};
        cr_assert_eq(tc_certificate_accept(&c, 1e-12, &error), TC_OK, "problem %d: %s", k,
                     error.message_en);
        made_linear_free(&made);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_made_optima_with_a_column_moved_off_a_limit_or_a_price)
{
    dice d = {43};
    int refused = 0;
    for (int k = 0; k < 3000; k++) {
        made_linear made =
            made_linear_new(&d, 1 + dice_below(&d, 8), 1 + dice_below(&d, 8));
        const tc_objective goal = made_linear_goal(&made);
        const int column = dice_below(&d, made.lp.columns);
        const double before = made.best.x[column];
        const double low = made.lp.low[column], high = made.lp.high[column];
        made.best.x[column] += 0.01;
        const bool passes = made.best.x[column] > high;
        const bool priced = made.best.reduced_cost[column] != 0.0 && low < high;
        tc_linear_times(&made.lp, made.best.x, made.best.activity);
        made.best.value += made.cost[column] * 0.01;
        const bool accepted = is_accepted(&made.lp, &goal, &made.best);
        cr_assert(!accepted || !(passes || priced), "problem %d, from %g in %g .. %g", k,
                  before, low, high);
        refused += !accepted;
        made_linear_free(&made);
    }
    cr_assert_gt(refused, 1500);
    TC_ASSERT_NO_LEAK();
}

Test(lp_certify, refuses_a_best_plan_with_the_prices_of_another_goal)
{
    dice d = {47};
    int refused = 0;
    for (int k = 0; k < 2000; k++) {
        made_linear made =
            made_linear_new(&d, 2 + dice_below(&d, 8), 2 + dice_below(&d, 8));
        const int row = dice_below(&d, made.lp.rows);
        const bool fixed = made.lp.row_low[row] == made.lp.row_high[row];
        const tc_objective goal = made_linear_goal(&made);
        made.best.multiplier[row] = -1.5 * made.best.multiplier[row] - 0.5;
        for (int j = 0; j < made.lp.columns; j++) {
            double size = 0.0;
            made.best.reduced_cost[j] =
                made.cost[j] - tc_linear_price(&made.lp, j, made.best.multiplier, &size);
        }
        const tc_certificate c = judged(&made.lp, &goal, &made.best);
        cr_assert(c.primal <= TOLERANCE && c.claims <= TOLERANCE);
        const double p = made.best.multiplier[row], a = made.best.activity[row];
        const bool paid =
            fixed || a == (p > 0.0 ? made.lp.row_high : made.lp.row_low)[row];
        const bool accepted = tc_certificate_accept(&c, TOLERANCE, NULL) == TC_OK;
        cr_assert(paid || !accepted, "problem %d", k);
        refused += !accepted;
        made_linear_free(&made);
    }
    cr_assert_gt(refused, 1500);
    TC_ASSERT_NO_LEAK();
}
