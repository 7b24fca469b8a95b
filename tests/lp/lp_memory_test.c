/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "lp/certify.h"
#include "lp/lexico.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

enum { SIZE = 70 }; /* more than the first room of rows, columns and entries */

static tc_code build(tc_linear *lp, tc_error *error)
{
    for (int i = 0; i < SIZE; i++)
        tc_linear_row(lp, -INFINITY, 4.0 + i);
    for (int j = 0; j < SIZE; j++)
        tc_linear_column(lp, 0.0, 3.0);
    for (int i = 0; i < SIZE; i++)
        for (int j = i; j < SIZE && j < i + 5; j++)
            tc_linear_entry(lp, i, j, 1.0 + j % 3);
    return tc_linear_close(lp, error);
}

static tc_code reach_goals(const tc_linear *lp, tc_error *error)
{
    const int column[] = {0, 1};
    const double cost[] = {1.0, 2.0};
    const tc_objective first = {2, column, cost}, second = {1, column, cost};
    tc_lexico *lexico = NULL;
    tc_lp_status status;
    double value = 0.0;
    tc_code code = tc_lexico_open(lp, &lexico, error);
    if (code == TC_OK)
        code = tc_lexico_level(lexico, &first, &status, &value, NULL, error);
    if (code == TC_OK)
        code = tc_lexico_probe(lexico, &second, &value, error);
    tc_lexico_close(lexico);
    return code;
}

/* The n-th request for memory fails, and all after it, for each n in turn. */
Test(lp_memory, running_out_anywhere_is_an_error_and_leaks_nothing)
{
    tc_code code = TC_ERR_MEMORY;
    long left = 0;
    for (; code != TC_OK && left < 1000; left++) {
        tc_linear lp = {0};
        tc_error error = {0};
        tc_test_memory(left);
        code = build(&lp, &error);
        if (code == TC_OK)
            code = reach_goals(&lp, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %s", left,
                  error.message_en);
        cr_assert_eq(error.code, code);
        tc_linear_free(&lp);
        TC_ASSERT_NO_LEAK();
    }
    cr_assert(code == TC_OK && left > 25, "%ld", left);
}
