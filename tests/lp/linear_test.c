/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "lp/linear.h"
#include "support/dice.h"
#include "support/leaks.h"

Test(lp_linear, puts_triplets_into_columns_with_rising_rows)
{
    tc_linear lp = {0};
    for (int i = 0; i < 3; i++)
        cr_assert_eq(tc_linear_row(&lp, -i, i), i);
    for (int j = 0; j < 3; j++)
        cr_assert_eq(tc_linear_column(&lp, 0, j), j);
    tc_linear_entry(&lp, 2, 2, 22);
    tc_linear_entry(&lp, 2, 0, 20);
    tc_linear_entry(&lp, 0, 2, 2);
    tc_linear_entry(&lp, 1, 0, 10);
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    const int start[] = {0, 2, 2, 4}, index[] = {1, 2, 0, 2};
    const double value[] = {10, 20, 2, 22};
    cr_assert(lp.rows == 3 && lp.columns == 3 && lp.entries == 4);
    cr_assert_arr_eq(lp.start, start, sizeof start);
    cr_assert_arr_eq(lp.index, index, sizeof index);
    cr_assert_arr_eq(lp.value, value, sizeof value);
    cr_assert(lp.row_low[2] == -2.0 && lp.row_high[2] == 2.0 && lp.high[1] == 1.0);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_linear, sums_equal_places_in_the_order_in_which_they_came)
{
    const double big = 0x1p60;
    tc_linear lp = {0};
    tc_linear_row(&lp, 0, 0);
    tc_linear_column(&lp, 0, 1);
    tc_linear_entry(&lp, 0, 0, 1.0);
    tc_linear_entry(&lp, 0, 0, big);
    tc_linear_entry(&lp, 0, 0, -big); /* in any other order the sum would be 1 */
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    cr_assert_eq(lp.entries, 1);
    cr_assert_eq(lp.value[0], 0.0);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_linear, refuses_coefficients_that_are_no_numbers)
{
    const double odd[] = {NAN, INFINITY, -INFINITY};
    for (size_t k = 0; k < sizeof odd / sizeof *odd; k++) {
        tc_linear lp = {0};
        tc_error error = {0};
        tc_linear_row(&lp, 0, 0);
        tc_linear_column(&lp, 0, 1);
        tc_linear_entry(&lp, 0, 0, odd[k]);
        cr_assert_eq(tc_linear_close(&lp, &error), TC_ERR_SOLVER);
        cr_assert_str_eq(error.message_en,
                         "a coefficient of the linear program is not a finite number");
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_linear, passes_over_entries_of_rows_and_columns_that_there_are_not)
{
    tc_linear lp = {0};
    tc_linear_row(&lp, 0, 0);
    tc_linear_column(&lp, 0, 1);
    tc_linear_entry(&lp, -1, 0, 1.0);
    tc_linear_entry(&lp, 0, -1, 1.0);
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    cr_assert_eq(lp.entries, 0);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_linear, may_be_empty)
{
    tc_linear lp = {0};
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    cr_assert(lp.rows == 0 && lp.columns == 0 && lp.entries == 0 && lp.start[0] == 0);
    tc_linear_times(&lp, NULL, NULL);
    tc_linear_free(&lp);
    tc_linear_free(&lp); /* freed is {0} again */
    TC_ASSERT_NO_LEAK();
}

/* Random triplets, some of them at the same place, against a full matrix. */
Test(lp_linear, multiplies_and_prices_like_a_full_matrix)
{
    enum { MOST = 40 };
    dice d = {7};
    for (int k = 0; k < 500; k++) {
        double full[MOST][MOST] = {{0}}, x[MOST], y[MOST], pi[MOST];
        const int rows = 1 + dice_below(&d, MOST), columns = 1 + dice_below(&d, MOST);
        tc_linear lp = {0};
        for (int i = 0; i < rows; i++) {
            tc_linear_row(&lp, 0, 0);
            pi[i] = dice_below(&d, 7) - 3;
        }
        for (int j = 0; j < columns; j++) {
            tc_linear_column(&lp, 0, 1);
            x[j] = dice_below(&d, 7) - 3;
        }
        for (int t = dice_below(&d, 600); t > 0; t--) {
            const int i = dice_below(&d, rows), j = dice_below(&d, columns);
            const double value = dice_below(&d, 9) - 4;
            full[i][j] += value;
            tc_linear_entry(&lp, i, j, value);
        }
        cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
        tc_linear_times(&lp, x, y);
        for (int i = 0; i < rows; i++) {
            double sum = 0.0;
            for (int j = 0; j < columns; j++)
                sum += full[i][j] * x[j];
            cr_assert_eq(y[i], sum);
        }
        for (int j = 0; j < columns; j++) {
            double sum = 0.0, size = 0.0, found = 0.0;
            for (int i = 0; i < rows; i++) {
                sum += full[i][j] * pi[i];
                size += fabs(full[i][j] * pi[i]);
            }
            cr_assert_eq(tc_linear_price(&lp, j, pi, &found), sum);
            cr_assert_eq(found, size);
        }
        tc_linear_free(&lp);
    }
    TC_ASSERT_NO_LEAK();
}
