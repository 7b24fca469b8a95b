/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/quantity.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/leaks.h"

static const tc_place place = {"sources.csv", 7, 12};
static const tc_unit tonnes = {0};

/* The English message of the only fault, "" where there is none. */
static const char *message(const tc_faults *faults, char out[480])
{
    out[0] = '\0';
    if (faults->count == 1)
        memcpy(out, faults->list[0].error.message_en, 480);
    return out;
}

Test(base_quantity, reads_tonnes_in_every_unit_to_the_nearest_double)
{
    const struct {
        const char *text;
        double value;
        int decimals;
    } samples[] = {
        {"", 0, 0},
        {"  ", 0, 0},
        {"0", 0, 0},
        {"-0.0", 0, 0},
        {"3.1401", 3.1401, 4},
        {"3.14010", 3.1401, 4},
        {"003.5", 3.5, 1},
        {".5", 0.5, 1},
        {"5.", 5, 0},
        {"+7", 7, 0},
        {"1e3", 1000, 0},
        {"12.5E-1", 1.25, 2},
        {" 3.2 ", 3.2, 1},
        {"3.2吨", 3.2, 1},
        {"3.2 吨/年", 3.2, 1},
        {"3.2t", 3.2, 1},
        {"3.2T/A", 3.2, 1},
        {"3200kg", 3.2, 1},
        {"3200 千克", 3.2, 1},
        {"3200公斤", 3.2, 1},
        {"3200 kg/a", 3.2, 1},
        {"3200千克/年", 3.2, 1},
        {"1.1kg", 0.0011, 4},
        {"0.0314万吨", 314, 0},
        {"1.2万吨/年", 12000, 0},
        {"３．１４０１", 3.1401, 4},
        {"３２００ｋｇ", 3.2, 1},
        {"\xC2\xA0"
         "8\xE3\x80\x80",
         8, 0},
        {"1e8", 1e8, 0},
        {"0.30000000000000004", 0.30000000000000004, 17},
        {"9007199.254740993", 9007199.254740993, 9},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        tc_faults faults = {0};
        const tc_spot spot = {"PM", place, &faults};
        tc_quantity quantity = {-1, -1, false};
        char text[480];
        cr_expect(tc_quantity_read(samples[i].text, tonnes, &spot, &quantity), "%s: %s",
                  samples[i].text, message(&faults, text));
        cr_expect(quantity.tonnes == samples[i].value && !signbit(quantity.tonnes),
                  "%s gave %.17g", samples[i].text, quantity.tonnes);
        cr_expect_eq(quantity.decimals, samples[i].decimals, "%s has %d", samples[i].text,
                     quantity.decimals);
        tc_faults_free(&faults);
    }
    TC_ASSERT_NO_LEAK();
}

Test(base_quantity, scales_kilograms_as_the_text_of_tonnes_would_read)
{
    uint64_t state = 1;
    for (int i = 0; i < 100000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const unsigned grams = (unsigned)(state >> 40);
        char kilograms[40], same[40];
        snprintf(kilograms, sizeof kilograms, "%u.%03ukg", grams / 1000, grams % 1000);
        snprintf(same, sizeof same, "%u.%06u", grams / 1000000, grams % 1000000);
        tc_faults faults = {0};
        const tc_spot spot = {"PM", place, &faults};
        tc_quantity quantity = {0};
        cr_assert(tc_quantity_read(kilograms, tonnes, &spot, &quantity));
        cr_assert_eq(quantity.tonnes, strtod(same, NULL), "%s", kilograms);
    }
}

Test(base_quantity, takes_the_unit_of_the_column_unless_the_cell_has_its_own)
{
    tc_faults faults = {0};
    const tc_spot spot = {"PM", place, &faults};
    tc_unit column = {0};
    cr_assert(tc_unit_read(" 千克／年 ", &column));
    tc_quantity quantity = {0};
    cr_assert(tc_quantity_read("3200", column, &spot, &quantity));
    cr_assert_eq(quantity.tonnes, 3.2);
    cr_assert(tc_quantity_read("3200吨", column, &spot, &quantity));
    cr_assert_eq(quantity.tonnes, 3200.0);
    cr_assert_not(tc_unit_read("磅", &column));
    cr_assert_not(tc_unit_read("", &column));
}

Test(base_quantity, refuses_what_is_no_tonnage_and_says_why)
{
    const struct {
        const char *text, *reason;
    } samples[] = {
        {"-3", "is negative, which a tonnage cannot be"},
        {"\xE2\x88\x92"
         "3",
         "is negative, which a tonnage cannot be"},
        {"nan", "is not a finite number"},
        {"INF", "is not a finite number"},
        {"-inf", "is not a finite number"},
        {"1e999", "is too large: at most 1e8 t/a can be meant"},
        {"1e99999999999999999999", "is too large: at most 1e8 t/a can be meant"},
        {"100000001", "is too large: at most 1e8 t/a can be meant"},
        {"1e5万吨", "is too large: at most 1e8 t/a can be meant"},
        {"1,234",
         "has a comma: leave out thousands separators, and use '.' as the decimal "
         "point"},
        {"3，14",
         "has a comma: leave out thousands separators, and use '.' as the decimal "
         "point"},
        {"5%", "is a percentage, which cannot stand here"},
        {"5％", "is a percentage, which cannot stand here"},
        {"#N/A", "is a spreadsheet's error value: repair it there first"},
        {"#DIV/0!", "is a spreadsheet's error value: repair it there first"},
        {"0x1F", "is hexadecimal: write a decimal number"},
        {"0X", "is hexadecimal: write a decimal number"},
        {"-", "is not a number: leave it empty or write 0"},
        {"——", "is not a number: leave it empty or write 0"},
        {"/", "is not a number: leave it empty or write 0"},
        {"无", "is not a number: leave it empty or write 0"},
        {"abc", "is not a number"},
        {"=A1", "is a formula that was not computed: save its value"},
        {".", "is not a number"},
        {"1.2.3", "is not a number"},
        {"1 2", "is not a number"},
        {"1-2", "is not a number"},
        {"--1", "is not a number"},
        {"1e", "is not a number"},
        {"1e+", "is not a number"},
        {"（3.2）", "is not a number"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        tc_faults faults = {0};
        const tc_spot spot = {"PM", place, &faults};
        tc_quantity quantity = {42, 42, false};
        char text[480], expected[480];
        cr_expect_not(tc_quantity_read(samples[i].text, tonnes, &spot, &quantity));
        snprintf(expected, sizeof expected, "PM: '%s' %s", samples[i].text,
                 samples[i].reason);
        cr_expect_str_eq(message(&faults, text), expected, "%s\n%s", text, expected);
        cr_expect(quantity.tonnes == 42 && quantity.decimals == 42);
        tc_faults_free(&faults);
    }
    TC_ASSERT_NO_LEAK();
}

Test(base_quantity, names_what_stands_behind_a_number_and_is_no_unit)
{
    const char *const samples[][2] = {{"3.2斤", "斤"},
                                      {"3.2 t/d", "t/d"},
                                      {"1O0", "O0"},
                                      {"12:30", ":30"},
                                      {"1/2", "/2"}};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        tc_faults faults = {0};
        const tc_spot spot = {"PM", place, &faults};
        tc_quantity quantity = {0};
        char text[480], expected[480];
        cr_expect_not(tc_quantity_read(samples[i][0], tonnes, &spot, &quantity));
        snprintf(expected, sizeof expected,
                 "PM: in '%s', '%s' behind the number is no unit: t, kg or 万吨 may be "
                 "used",
                 samples[i][0], samples[i][1]);
        cr_expect_str_eq(message(&faults, text), expected, "%s", text);
        tc_faults_free(&faults);
    }
    TC_ASSERT_NO_LEAK();
}

Test(base_quantity, refuses_a_number_that_never_ends)
{
    char digits[400];
    memset(digits, '1', sizeof digits - 1);
    digits[sizeof digits - 1] = '\0';
    tc_faults faults = {0};
    const tc_spot spot = {"PM", place, &faults};
    tc_quantity quantity = {0};
    char text[480];
    cr_assert_not(tc_quantity_read(digits, tonnes, &spot, &quantity));
    cr_assert_str_eq(message(&faults, text),
                     "PM: '11111111111111111111111111111111…' is too long for a number");
    tc_faults_free(&faults);
    TC_ASSERT_NO_LEAK();
}

Test(base_quantity, reads_the_same_whatever_the_locale)
{
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        cr_skip_test("no locale with a decimal comma here");
    tc_faults faults = {0};
    const tc_spot spot = {"PM", place, &faults};
    tc_quantity quantity = {0};
    cr_assert(tc_quantity_read("3.1401", tonnes, &spot, &quantity));
    cr_assert_eq(quantity.tonnes, 3.1401);
}

typedef struct number_sample {
    const char *text;
    double value;       /* -1: refused */
    const char *reason; /* "" : read */
} number_sample;

Test(base_quantity, reads_shares_also_as_percentages)
{
    const number_sample samples[] = {
        {"0", 0, ""},
        {"1", 1, ""},
        {"0.35", 0.35, ""},
        {"35%", 0.35, ""},
        {"３５％", 0.35, ""},
        {"100 %", 1, ""},
        {"0.1%", 0.001, ""},
        {"50", -1, "ρ: '50' is not within 0 to 1: write a percentage with %"},
        {"101%", -1, "ρ: '101%' is out of range: 0 to 1 is expected"},
        {"-0.1", -1, "ρ: '-0.1' is out of range: 0 to 1 is expected"},
        {"1t", -1, "ρ: in '1t', 't' may not follow the number: write the number alone"},
        {"half", -1, "ρ: 'half' is not a number"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        tc_faults faults = {0};
        const tc_spot spot = {"ρ", place, &faults};
        double value = -1;
        char text[480];
        (void)!tc_share_read(samples[i].text, &spot, &value);
        cr_expect_eq(value, samples[i].value, "%s gave %.17g", samples[i].text, value);
        cr_expect_str_eq(message(&faults, text), samples[i].reason);
        tc_faults_free(&faults);
    }
    TC_ASSERT_NO_LEAK();
}

Test(base_quantity, reads_numbers_and_whole_numbers_in_a_range)
{
    tc_faults faults = {0};
    const tc_spot spot = {"tier", place, &faults};
    double number = -1;
    cr_expect(tc_number_read("2.5", (tc_range){0, 100}, &spot, &number));
    cr_expect_eq(number, 2.5);
    cr_expect_not(tc_number_read("100.1", (tc_range){0, 100}, &spot, &number));
    cr_expect_not(tc_number_read("2%", (tc_range){0, 100}, &spot, &number));
    cr_expect_not(tc_number_read("", (tc_range){0, 100}, &spot, &number));
    int whole = -1;
    cr_expect(tc_whole_read("4", 1, 99, &spot, &whole));
    cr_expect(tc_whole_read("4.0", 1, 99, &spot, &whole));
    cr_expect_eq(whole, 4);
    cr_expect_not(tc_whole_read("1.5", 1, 99, &spot, &whole));
    cr_expect_not(tc_whole_read("0", 1, 99, &spot, &whole));
    cr_expect_not(tc_whole_read("1e300", 1, 99, &spot, &whole));
    const char *const reasons[] = {
        "tier: '100.1' is out of range: 0 to 100 is expected",
        "tier: '2%' is a percentage, which cannot stand here",
        "tier: '' is not a number",
        "tier: '1.5' is not a whole number",
        "tier: '0' is out of range: 1 to 99 is expected",
        "tier: '1e300' is out of range: 1 to 99 is expected",
    };
    cr_assert_eq(faults.count, 6);
    for (size_t i = 0; i < 6; i++)
        cr_expect_str_eq(faults.list[i].error.message_en, reasons[i]);
    tc_faults_free(&faults);
    TC_ASSERT_NO_LEAK();
}

Test(base_quantity, reads_yes_and_no_in_both_languages)
{
    const char *const yes[] = {"是", "有", "yes", "Y", "TRUE", "1", " １ ", "ｙｅｓ"};
    const char *const no[] = {"否", "无", "no", "N", "false", "0", "No "};
    tc_faults faults = {0};
    const tc_spot spot = {"local_key", place, &faults};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        bool value = false;
        cr_expect(tc_yes_no_read(yes[i], &spot, &value) && value, "%s", yes[i]);
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        bool value = true;
        cr_expect(tc_yes_no_read(no[i], &spot, &value) && !value, "%s", no[i]);
    }
    bool value = true;
    cr_expect_not(tc_yes_no_read("也许", &spot, &value));
    cr_assert_eq(faults.count, 1);
    cr_expect_str_eq(faults.list[0].error.message, "local_key：“也许”应写“是”或“否”");
    tc_faults_free(&faults);
    TC_ASSERT_NO_LEAK();
}
