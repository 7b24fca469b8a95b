/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "report/outline.h"
#include "support/leaks.h"

static tc_buffer shown(tc_form form, const char *text)
{
    tc_buffer out = {0};
    tc_outline outline = {.form = form, .out = &out};
    tc_buffer_puts(&out, "");
    tc_outline_text(&outline, text);
    return out;
}

static void expect_shown(tc_form form, const char *text, const char *expected)
{
    tc_buffer out = shown(form, text);
    cr_expect_str_eq(out.text, expected);
    tc_buffer_free(&out);
}

Test(report_outline, no_text_of_a_case_becomes_a_tag_or_leaves_its_attribute)
{
    expect_shown(TC_FORM_HTML, "<script>alert('1')</script>",
                 "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
    expect_shown(TC_FORM_HTML, "\" onload=\"x & ]]>",
                 "&quot; onload=&quot;x &amp; ]]&gt;");
    expect_shown(TC_FORM_HTML, "&lt;", "&amp;lt;");
}

Test(report_outline, no_text_of_a_case_becomes_a_tag_a_link_or_a_cell_in_markdown)
{
    expect_shown(TC_FORM_MARKDOWN, "<b>a|b</b>", "\\<b\\>a\\|b\\</b\\>");
    expect_shown(TC_FORM_MARKDOWN, "[x](y) *z* `w`", "\\[x\\](y) \\*z\\* \\`w\\`");
    expect_shown(TC_FORM_MARKDOWN, "a\nb\\", "a b\\\\");
    expect_shown(TC_FORM_MARKDOWN, "=cmd|' /C calc'!A0", "=cmd\\|' /C calc'!A0");
}

Test(report_outline, what_turns_the_writing_direction_or_is_no_text_is_replaced)
{
    for (tc_form form = TC_FORM_HTML; form <= TC_FORM_MARKDOWN; form++) {
        expect_shown(form,
                     "a\xE2\x80\xAE"
                     "b",
                     "a\xEF\xBF\xBD"
                     "b");
        expect_shown(form, "\x1B[2J",
                     form == TC_FORM_HTML ? "\xEF\xBF\xBD[2J" : "\xEF\xBF\xBD\\[2J");
        expect_shown(form, "\xFF", "\xEF\xBF\xBD");
    }
}

static const tc_outline_column COLUMNS[] = {
    {.key = "id", .heading = {"编号", "id"}, .row = true},
    {.key = "t", .heading = {"吨", "t"}, .number = true},
    {.key = "why", .heading = {"原因", "reason"}, .below = true},
};

static tc_buffer table_in(tc_form form, tc_language language)
{
    tc_buffer out = {0};
    tc_outline outline = {.form = form, .language = language, .out = &out};
    tc_outline_table(&outline, "x", (tc_said){"表", "table"}, COLUMNS, 3);
    tc_outline_cell(&outline, "P|1");
    tc_outline_cell_marked(&outline, "short", (tc_said){"1", "1"},
                           (tc_said){"缺 2", "short 2"});
    tc_outline_cell_said(&outline, (tc_said){"没有", "nothing"});
    tc_outline_table_end(&outline);
    return out;
}

Test(report_outline, a_markdown_table_has_one_line_a_row_in_one_language)
{
    tc_buffer out = table_in(TC_FORM_MARKDOWN, TC_EN);
    cr_expect_str_eq(out.text, "\n**table**\n\n| id | t | reason |\n|---|---:|---|\n"
                               "| P\\|1 | 1 (short 2) | nothing |\n");
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}

Test(report_outline, an_html_table_says_both_languages_and_puts_reasons_below_their_row)
{
    tc_buffer out = table_in(TC_FORM_HTML, TC_ZH);
    cr_expect(strstr(out.text, "<tbody><tr><th scope=\"row\">P|1</th>"
                               "<td class=\"n short\">1<small><span lang=\"zh\">缺 2"
                               "</span><span lang=\"en\">short 2</span></small></td>"
                               "</tr>\n<tr class=\"below\" data-key=\"why\">"
                               "<td colspan=\"2\">"),
              "%s", out.text);
    cr_expect(strstr(out.text, "</td></tr></tbody>\n</table>\n</div>\n"), "%s", out.text);
    cr_expect_null(strstr(out.text, "data-key=\"why\"><span lang=\"zh\">原因"));
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}
