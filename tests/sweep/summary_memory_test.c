/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "support/fed_sweep.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

static void corner(int64_t k, const double *x, fed_outcome *outcome)
{
    (void)k;
    outcome->goal[0] = x[0];
    outcome->share[0] = x[0] > 0.4 && x[1] < 0.6 ? 0.0 : 1.0;
}

/* A summary, its texts, and its comparison with itself. */
static tc_code run(fed_sweep *fed, tc_error *error)
{
    tc_summary *summary = NULL;
    char *texts[4] = {NULL, NULL, NULL, NULL};
    tc_code code = tc_summary_new(&fed->problem, &fed->sweep, &summary, error);
    if (code == TC_OK) {
        fed_feed(fed, summary, 0, fed->sweep.scenarios, 100, corner);
        code = tc_summary_finish(summary, error);
    }
    if (code == TC_OK)
        code = tc_summary_print(summary, TC_ZH, &texts[0], error);
    if (code == TC_OK)
        code = tc_summary_json(summary, &texts[1], error);
    if (code == TC_OK)
        code = tc_summary_compare(summary, summary, TC_EN, &texts[2], error);
    if (code == TC_OK)
        code = tc_summary_compare_json(summary, summary, &texts[3], error);
    for (int t = 0; t < 4; t++)
        tc_text_free(texts[t]);
    tc_summary_free(summary);
    return code;
}

static void fail_in_turn(tc_design design)
{
    fed_sweep fed;
    tc_code code = TC_ERR_MEMORY;
    long left = 0;
    fed_make(&fed, design, 400, 2, 1, 1);
    for (int a = 0; design == TC_DESIGN_GRID && a < 2; a++)
        fed_values(&fed, a, 8);
    fed.sweep.scenarios = design == TC_DESIGN_GRID ? 64 : 400;
    for (; code != TC_OK && left < 3000; left++) {
        tc_error error = {0};
        tc_test_memory(left);
        code = run(&fed, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %s", left,
                  error.message_en);
        cr_assert_eq(error.code, code);
    }
    cr_assert(code == TC_OK && left > 50, "%ld", left);
    fed_free(&fed);
}

/* The n-th request for memory fails, and all after it, for each n in turn. */
Test(sweep_summary_memory, running_out_anywhere_is_an_error_and_leaks_nothing)
{
    fail_in_turn(TC_DESIGN_SALTELLI);
    fail_in_turn(TC_DESIGN_GRID);
    fail_in_turn(TC_DESIGN_MONTE_CARLO);
    TC_ASSERT_NO_LEAK();
}
