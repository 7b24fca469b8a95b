/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "io/xlsx_value.h"

static void check_number(const char *text, bool is_date, bool from_1904,
                         const char *expected)
{
    tc_xlsx_number number;
    cr_assert(tc_xlsx_number_read(text, is_date, from_1904, &number), "%s", text);
    cr_assert_str_eq(number.text, expected, "%s: %s", text, number.text);
}

Test(io_xlsx_value, shows_the_digits_that_a_spreadsheet_shows)
{
    check_number("1637.3900000000001", false, false, "1637.39");
    check_number("0.30000000000000004", false, false, "0.3");
    check_number("140802404", false, false, "140802404");
    check_number("1E-4", false, false, "0.0001");
    check_number("-2.5", false, false, "-2.5");
    check_number("0", false, false, "0");
    check_number("999999999999999", false, false, "999999999999999");
    check_number("1e300", false, false, "1e+300");
}

Test(io_xlsx_value, knows_the_days_of_both_calendars)
{
    check_number("1", true, false, "1900-01-01");
    check_number("59", true, false, "1900-02-28");
    check_number("60", true, false, "60"); /* 29 February 1900 never was */
    check_number("61", true, false, "1900-03-01");
    check_number("44890", true, false, "2022-11-25");
    check_number("44890.75", true, false, "2022-11-25");
    check_number("43428", true, true, "2022-11-25");
    check_number("60", true, true, "1904-03-01");
    check_number("2958465", true, false, "9999-12-31");
    check_number("2958466", true, false, "2958466");
    check_number("0.5", true, false, "0.5");
}

Test(io_xlsx_value, refuses_what_is_no_number)
{
    const char *const refused[] = {"", "x", "1,5", "0x10", "nan", "inf", "1e999", "1 "};
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        tc_xlsx_number number;
        cr_assert_not(tc_xlsx_number_read(refused[k], false, false, &number), "%s",
                      refused[k]);
    }
}

Test(io_xlsx_value, tells_formats_of_days_from_others)
{
    cr_assert(tc_xlsx_is_date_format(14, NULL));
    cr_assert(tc_xlsx_is_date_format(31, NULL));
    cr_assert_not(tc_xlsx_is_date_format(10, NULL));
    cr_assert_not(tc_xlsx_is_date_format(20, NULL)); /* a time of day */
    cr_assert(tc_xlsx_is_date_format(164, "yyyy\"年\"m\"月\"d\"日\""));
    cr_assert(tc_xlsx_is_date_format(164, "[$-804]d/m/yy"));
    cr_assert_not(tc_xlsx_is_date_format(164, "0.00\"d\""));
    cr_assert_not(tc_xlsx_is_date_format(164, "[Red]0.0"));
    cr_assert_not(tc_xlsx_is_date_format(164, "0\\d"));
    cr_assert_not(tc_xlsx_is_date_format(164, "General"));
}

Test(io_xlsx_value, puts_escapes_right_and_nothing_else)
{
    static const char text[] = "a_x000D_b_x005F_x0041_ _x0000_ _xD800_ _x41_ _x6C5F_";
    tc_buffer out = {0};
    tc_xlsx_unescape(text, sizeof text - 1, &out);
    cr_assert_str_eq(out.text, "a\rb_x0041_ _x0000_ _xD800_ _x41_ 江");
    tc_buffer_free(&out);
}

Test(io_xlsx_value, reads_addresses_of_cells)
{
    int column = 0, row = 0;
    cr_assert(tc_xlsx_address_read("C7", &column, &row));
    cr_assert(column == 3 && row == 7);
    cr_assert(tc_xlsx_address_read("XFD1048576", &column, &row));
    cr_assert(column == 16384 && row == 1048576);
    const char *const refused[] = {"", "7", "C", "c7", "C0", "XFE1", "A1048577", "A1 "};
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
        cr_assert_not(tc_xlsx_address_read(refused[k], &column, &row), "%s", refused[k]);
}
