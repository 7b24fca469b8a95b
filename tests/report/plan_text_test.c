/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "report/plan_text.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

Test(report_plan_text, a_share_shows_100_only_when_whole_and_0_only_when_nothing)
{
    cr_expect_str_eq(tc_percent_of(1.0).text, "100.00 %");
    cr_expect_str_eq(tc_percent_of(0.999999).text, "99.99 %");
    cr_expect_str_eq(tc_percent_of(0.625).text, "62.50 %");
    cr_expect_str_eq(tc_percent_of(1e-9).text, "0.01 %");
    cr_expect_str_eq(tc_percent_of(0.0).text, "0.00 %");
}

Test(report_plan_text, tonnes_are_shown_with_all_their_digits_and_none_as_a_dash)
{
    const tc_problem problem = {.grain_digits = 4};
    cr_expect_str_eq(tc_tonnes_of(&problem, 31401).text, "3.1401");
    cr_expect_str_eq(tc_tonnes_of(&problem, 1).text, "0.0001");
    cr_expect_str_eq(tc_tonnes_of(&problem, 0).text, "-");
}

Test(report_plan_text, long_lists_are_broken_between_words)
{
    const char *words[40];
    for (int k = 0; k < 40; k++)
        words[k] = "P-000";
    tc_buffer out = {0};
    tc_printing printing = {.out = &out};
    tc_words_put(&printing, words, 40);
    int lines = 0;
    for (const char *line = out.text; *line; lines++) {
        const char *end = strchr(line, '\n');
        cr_assert_not_null(end);
        cr_expect(strncmp(line, "  P-000", 7) == 0 && end - line <= 111);
        line = end + 1;
    }
    cr_expect_eq(lines, 3);
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}

/* A case and a plan to print: every column of it holds something. */
static void solve_textbook(tc_problem **problem, tc_plan **plan)
{
    cr_assert_eq(tc_problem_load(TC_TEST_DATA "/textbook", NULL, problem, NULL), TC_OK);
    cr_assert_eq(tc_solve(*problem, NULL, plan, NULL), TC_OK);
}

Test(report_plan_text, memory_that_runs_out_is_an_error_and_leaves_no_text)
{
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    solve_textbook(&problem, &plan);
    for (tc_language language = TC_ZH; language <= TC_EN; language++) {
        tc_code code = TC_ERR_MEMORY;
        for (int n = 0; code != TC_OK; n++) {
            cr_assert_lt(n, 5000);
            char *text = NULL;
            tc_error error = {0};
            tc_test_memory(n);
            code = tc_plan_print(problem, plan, language, &text, &error);
            tc_test_memory(-1);
            cr_assert(code == TC_OK || (code == TC_ERR_MEMORY && !text));
            cr_assert_eq(error.code, code);
            tc_text_free(text);
        }
    }
    tc_plan_free(plan);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}
