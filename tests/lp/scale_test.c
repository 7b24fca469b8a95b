/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/scale.h"

#include <criterion/criterion.h>
#include <math.h>

#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_linear.h"

enum { MOST = 30 };

typedef struct factors {
    double row[MOST], column[MOST];
} factors;

static factors found_for(const tc_linear *lp)
{
    factors f;
    cr_assert(lp->rows <= MOST && lp->columns <= MOST);
    cr_assert_eq(tc_scale_find(lp, f.row, f.column, NULL), TC_OK);
    return f;
}

static bool is_power_of_two(double factor)
{
    int exponent = 0;
    return factor > 0.0 && isfinite(factor) && frexp(factor, &exponent) == 0.5;
}

/* A program whose entries are r_i c_j times something between 1/2 and 2, with r and c
 * over 8 decades each; columns have no upper limit. */
static tc_linear spread_out(dice *d)
{
    const int rows = 1 + dice_below(d, MOST), columns = 1 + dice_below(d, MOST);
    double scale[MOST];
    tc_linear lp = {0};
    for (int i = 0; i < rows; i++) {
        tc_linear_row(&lp, -INFINITY, 1.0);
        scale[i] = pow(10.0, dice_real(d, -4.0, 4.0));
    }
    for (int j = 0; j < columns; j++) {
        const double own = pow(10.0, dice_real(d, -4.0, 4.0));
        tc_linear_column(&lp, 0.0, INFINITY);
        for (int i = 0; i < rows; i++)
            if (dice_chance(d, 50))
                tc_linear_entry(&lp, i, j,
                                scale[i] * own * dice_real(d, 0.5, 2.0) *
                                    (dice_chance(d, 50) ? 1.0 : -1.0));
    }
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    return lp;
}

Test(lp_scale, factors_are_powers_of_two_and_the_way_back_is_exact)
{
    dice d = {11};
    for (int k = 0; k < 300; k++) {
        tc_linear lp = spread_out(&d);
        const factors f = found_for(&lp);
        for (int i = 0; i < lp.rows; i++)
            cr_assert(is_power_of_two(f.row[i]));
        for (int j = 0; j < lp.columns; j++) {
            cr_assert(is_power_of_two(f.column[j]));
            for (int e = lp.start[j]; e < lp.start[j + 1]; e++) {
                const double r = f.row[lp.index[e]];
                const double scaled = lp.value[e] * r * f.column[j];
                cr_assert_eq(scaled / r / f.column[j], lp.value[e]);
            }
        }
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_scale, sixteen_decades_of_entries_come_within_two)
{
    dice d = {13};
    for (int k = 0; k < 300; k++) {
        tc_linear lp = spread_out(&d);
        const factors f = found_for(&lp);
        for (int j = 0; j < lp.columns; j++)
            for (int e = lp.start[j]; e < lp.start[j + 1]; e++) {
                const double scaled =
                    fabs(lp.value[e]) * f.row[lp.index[e]] * f.column[j];
                cr_assert(scaled >= 0.1 && scaled <= 10.0, "problem %d: %g becomes %g", k,
                          lp.value[e], scaled);
            }
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}

/* A share's unit is a project, whatever the project needs; only the row may adapt. */
Test(lp_scale, leaves_shares_alone)
{
    const double matrix[] = {1e4, 1, 0, 1e-3, 0, 1}, zero[] = {0, 0};
    const double low[] = {0, 0, 0}, high[] = {1, INFINITY, 0.5};
    tc_linear lp = linear_of(2, 3, matrix, zero, zero, low, high);
    const factors f = found_for(&lp);
    cr_assert_eq(f.column[0], 1.0);
    cr_assert_eq(f.column[2], 1.0);
    cr_assert_gt(f.column[1], 1.0);
    cr_assert_lt(f.row[0], 1e-3);
    cr_assert_gt(f.row[1], 1.0);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_scale, leaves_empty_rows_and_columns_alone)
{
    const double matrix[] = {0, 0, 1e6, 0}, zero[] = {0, 0};
    const double high[] = {INFINITY, INFINITY};
    tc_linear lp = linear_of(2, 2, matrix, zero, high, zero, high);
    const factors f = found_for(&lp);
    cr_assert_eq(f.row[0], 1.0);
    cr_assert_eq(f.column[1], 1.0);
    cr_assert_float_eq(log2(1e6 * f.row[1] * f.column[0]), 0.0, 1.0);
    tc_linear_free(&lp);
    lp = linear_of(0, 0, NULL, NULL, NULL, NULL, NULL);
    (void)found_for(&lp);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_scale, passes_over_entries_that_cancelled_to_zero)
{
    tc_linear lp = {0};
    tc_linear_row(&lp, 0, 1);
    tc_linear_column(&lp, 0, INFINITY);
    tc_linear_column(&lp, 0, INFINITY);
    tc_linear_entry(&lp, 0, 0, 8.0);
    tc_linear_entry(&lp, 0, 1, 3.0);
    tc_linear_entry(&lp, 0, 1, -3.0);
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    const factors f = found_for(&lp);
    cr_assert_eq(8.0 * f.row[0] * f.column[0], 1.0);
    cr_assert_eq(f.column[1], 1.0);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* Twice the same program in other units of rows and columns that have no shares: the
 * scaled entries are the same. */
Test(lp_scale, gives_the_same_program_whatever_the_units)
{
    dice d = {17};
    for (int k = 0; k < 200; k++) {
        tc_linear lp = spread_out(&d);
        const factors before = found_for(&lp);
        double was[MOST * MOST];
        for (int j = 0; j < lp.columns; j++)
            for (int e = lp.start[j]; e < lp.start[j + 1]; e++)
                was[e] = lp.value[e] * before.row[lp.index[e]] * before.column[j];
        for (int e = 0; e < lp.entries; e++)
            lp.value[e] *= 0x1p20;
        const factors after = found_for(&lp);
        for (int j = 0; j < lp.columns; j++)
            for (int e = lp.start[j]; e < lp.start[j + 1]; e++) {
                const double is = lp.value[e] * after.row[lp.index[e]] * after.column[j];
                cr_assert_eq(is, was[e]);
            }
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}
