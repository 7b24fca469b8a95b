/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/plan.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"
#include "support/solved_case.h"
#include "tongchou/workbook.h"

typedef struct book {
    char *bytes;
    size_t length;
} book;

static book make(const solved_case *solved, tc_language language)
{
    const tc_workbook_about about = {.language = language};
    book made = {NULL, 0};
    tc_error error = {0};
    cr_assert_eq(tc_workbook_make(solved->problem, solved->plan, &about, &made.bytes,
                                  &made.length, &error),
                 TC_OK, "%s", error.message_en);
    return made;
}

Test(workbook_workbook_make, the_same_plan_gives_the_same_bytes)
{
    solved_case solved = solved_data("textbook");
    const book first = make(&solved, TC_ZH), second = make(&solved, TC_ZH);
    const book english = make(&solved, TC_EN);
    cr_assert_eq(first.length, second.length);
    cr_assert_eq(memcmp(first.bytes, second.bytes, first.length), 0);
    cr_assert(english.length != first.length ||
              memcmp(english.bytes, first.bytes, first.length) != 0);
    cr_assert_eq(memcmp(first.bytes, "PK", 2), 0);
    tc_text_free(first.bytes);
    tc_text_free(second.bytes);
    tc_text_free(english.bytes);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(workbook_workbook_make, without_a_plan_there_is_no_workbook)
{
    solved_case solved = solved_data("textbook");
    book made = {NULL, 0};
    tc_error error = {0};
    solved.plan->status = TC_PLAN_INFEASIBLE;
    cr_assert_eq(tc_workbook_make(solved.problem, solved.plan, NULL, &made.bytes,
                                  &made.length, &error),
                 TC_ERR_USAGE);
    cr_assert_str_eq(error.message, "必保项目无法同时满足，没有方案可写");
    cr_assert_null(made.bytes);
    solved_free(&solved);
}

Test(workbook_workbook_make, runs_out_of_memory_cleanly)
{
    solved_case solved = solved_data("textbook");
    long left = 0;
    for (bool done = false; !done; left++) {
        book made = {NULL, 0};
        tc_error error = {0};
        tc_test_memory(left);
        const tc_code code = tc_workbook_make(solved.problem, solved.plan, NULL,
                                              &made.bytes, &made.length, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
                  error.message_en);
        cr_assert_eq(made.bytes != NULL, code == TC_OK);
        tc_text_free(made.bytes);
        done = code == TC_OK;
    }
    cr_assert_gt(left, 10);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
