/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "base/fault.h"
#include "base/plain.h"
#include "support/leaks.h"

static void add(tc_faults *faults, int line, int column)
{
    const tc_place place = {"f", line, column};
    tc_fault_add(faults, line % 2 ? TC_SEVERITY_ERROR : TC_SEVERITY_WARNING, &place,
                 "%d 行", "line %d", line);
}

Test(base_fault_list, sorts_by_place_and_keeps_the_order_of_equals)
{
    tc_faults faults = {0};
    add(&faults, 9, 1); /* before first: stays */
    add(&faults, 3, 2);
    add(&faults, 3, 1);
    add(&faults, 2, 7);
    tc_faults_sort(&faults, 1);
    const int lines[] = {9, 2, 3, 3};
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(faults.list[i].error.line, lines[i]);
    cr_assert_eq(faults.list[2].error.column, 1);
    cr_assert_str_eq(faults.list[1].error.message, "2 行");
    tc_faults_free(&faults);
    TC_ASSERT_NO_LEAK();
}

Test(base_fault_list, joins_lists_with_what_was_only_counted)
{
    tc_faults faults = {0}, more = {0};
    add(&faults, 1, 1);
    for (int i = 0; i < TC_FAULTS_KEPT + 100; i++)
        add(&more, i + 1, 1);
    tc_faults_join(&faults, &more);
    cr_assert_eq(faults.count, TC_FAULTS_KEPT);
    cr_assert_eq(faults.errors, 1 + (TC_FAULTS_KEPT + 100) / 2);
    cr_assert_eq(faults.warnings, (TC_FAULTS_KEPT + 100) / 2);
    tc_fault_put(&faults, &more.list[0]);
    cr_assert_eq(faults.errors, 2 + (TC_FAULTS_KEPT + 100) / 2);
    tc_faults_free(&faults);
    tc_faults_free(&more);
    TC_ASSERT_NO_LEAK();
}

Test(base_fault_list, shows_long_values_cut_at_a_character)
{
    cr_assert_str_eq(tc_plain_show("短").text, "短");
    char text[400] = "";
    for (int i = 0; i < 100; i++)
        memcpy(text + 3 * (size_t)i, "字", sizeof "字");
    const tc_shown shown = tc_plain_show(text);
    cr_assert_eq(tc_plain_length(shown.text), 33);
    cr_assert_str_eq(shown.text + 32 * strlen("字"), "…");
}

Test(base_fault_list, knows_the_error_values_of_spreadsheets)
{
    const char *const errors[] = {"#N/A",     "#n/a", " #REF! ",
                                  "＃DIV/0!", "##",   "########"};
    const char *const others[] = {"", "#", "#1", "N/A", "# 4", "#N/A?", "#REF", "-#N/A"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        cr_expect(tc_plain_is_sheet_error(errors[i]), "%s", errors[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        cr_expect_not(tc_plain_is_sheet_error(others[i]), "%s", others[i]);
}

Test(base_fault_list, makes_texts_plain)
{
    char plain[16];
    cr_assert(tc_plain_text(" \xE3\x80\x80ＳＯ₂（Ａ） \xC2\xA0\t", plain, sizeof plain));
    cr_assert_str_eq(plain, "SO2(A)");
    cr_assert(tc_plain_text("", plain, sizeof plain));
    cr_assert_str_eq(plain, "");
    cr_assert_not(tc_plain_text("0123456789abcdef", plain, sizeof plain));
    cr_assert_str_eq(plain, "");
    cr_assert(tc_plain_text("0123456789abcde", plain, sizeof plain));
    cr_assert_eq(tc_plain_length("a\xFF\xE4\xB8"),
                 4); /* stray bytes count as characters */
}
