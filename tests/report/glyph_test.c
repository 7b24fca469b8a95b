/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "report/glyph.h"
#include "support/leaks.h"

static const char LOST[] = "\xEF\xBF\xBD";

static void shows(const char *text, const char *shown, int columns)
{
    const tc_glyph glyph = tc_text_glyph(text);
    cr_expect_str_eq(glyph.shown, shown, "'%s'", text);
    cr_expect_eq(glyph.columns, columns, "'%s' takes %d", text, glyph.columns);
}

Test(report_glyph, a_chinese_character_takes_two_columns_a_latin_letter_one)
{
    shows("统筹", "统", 2);
    shows("Ａ", "Ａ", 2); /* full-width form */
    shows("A", "A", 1);
    shows("é", "é", 1);
    shows("𠮷", "𠮷", 2); /* four bytes */
    shows("🌱", "🌱", 2);
}

Test(report_glyph, a_combining_mark_takes_none)
{
    shows("\xCC\x81", "\xCC\x81", 0); /* U+0301 */
    cr_assert_eq(tc_glyph_width("e\xCC\x81"), 1);
}

Test(report_glyph, tabs_and_line_breaks_are_shown_as_a_space)
{
    const char *const blank[] = {"\t", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8"};
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
        shows(blank[i], " ", 1);
}

Test(report_glyph, what_steers_the_terminal_is_replaced)
{
    const char *const steering[] = {
        "\x1B[2J",      "\x07",     "\x08",
        "\x7F",         "\xC2\x9B", /* U+009B, CSI in one character */
        "\xE2\x80\xAE",             /* U+202E, right-to-left override */
        "\xE2\x81\xA6",             /* U+2066, isolate */
        "\xE2\x80\x8F",             /* U+200F, right-to-left mark */
        "\xD8\x9C",                 /* U+061C */
        "\xEF\xBB\xBF",             /* U+FEFF */
    };
    for (size_t i = 0; i < sizeof steering / sizeof *steering; i++)
        shows(steering[i], LOST, 1);
}

Test(report_glyph, bytes_that_are_no_character_are_replaced_one_at_a_time)
{
    const char *const broken[] = {"\xFF", "\x80", "\xE7\xBB", "\xC0\x80", "\xED\xA0\x80"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        shows(broken[i], LOST, 1);
        cr_expect_eq(tc_text_glyph(broken[i]).bytes, 1);
    }
}

Test(report_glyph, the_end_of_a_text_has_no_bytes)
{
    cr_assert_eq(tc_text_glyph("").bytes, 0);
}

static void cuts(const char *text, int most, const char *wanted, int columns)
{
    tc_buffer out = {0};
    tc_buffer_puts(&out, "");
    cr_expect_eq(tc_glyph_puts(&out, text, most), columns);
    cr_expect_str_eq(out.text, wanted);
    tc_buffer_free(&out);
}

Test(report_glyph, a_long_text_is_cut_between_characters)
{
    cuts("示例·运城", 0, "示例·运城", 9);
    cuts("示例·运城", 9, "示例·运城", 9);
    cuts("示例·运城", 8, "示例·运…", 8);
    cuts("示例·运城", 7, "示例·…", 6);
    cuts("ab\x1B[31mc", 5, "ab\xEF\xBF\xBD[…", 5);
    cuts("示例", 1, "…", 1);
    TC_ASSERT_NO_LEAK();
}

static void fits(const char *text, int columns, const char *line)
{
    const size_t length = tc_glyph_fit(text, columns);
    cr_expect(length == strlen(line) && memcmp(text, line, length) == 0,
              "'%s' in %d: '%.*s'", text, columns, (int)length, text);
}

Test(report_glyph, a_line_is_broken_at_a_space_or_between_chinese_characters)
{
    fits("short", 9, "short");
    fits("two words", 6, "two ");
    fits("氨氮已用尽", 5, "氨氮");
    fits("缺 10.0000 t/a", 9, "缺 ");
    fits("其中 74.00 % 落选", 12, "其中 ");
    fits("its 74.00 % are", 10, "its ");
}

Test(report_glyph, no_line_begins_with_what_closes_or_ends_with_what_opens)
{
    fits("氨氮，已", 4, "氨");
    fits("已（氨）", 4, "已");
}

Test(report_glyph, a_word_longer_than_the_line_is_broken_all_the_same)
{
    fits("abcdefgh", 3, "abc");
    fits("氨", 1, "氨");
    fits("", 5, "");
}
