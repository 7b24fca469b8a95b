/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "domain/plan_sums.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"
#include "support/solved_case.h"
#include "tongchou/report.h"

static const tc_report_about *about_of(const solved_case *c)
{
    static tc_verdict verdict;
    static const tc_report_about about = {&verdict, "0123  areas.csv\n"};
    cr_assert_eq(tc_plan_verify(c->problem, c->plan, &verdict, NULL), TC_OK);
    return &about;
}

static char *html_of(const solved_case *c, tc_language language)
{
    char *text = NULL;
    cr_assert_eq(tc_report_html(c->problem, c->plan, about_of(c), language, &text, NULL),
                 TC_OK);
    return text;
}

static char *markdown_of(const solved_case *c, tc_language language)
{
    char *text = NULL;
    cr_assert_eq(
        tc_report_markdown(c->problem, c->plan, about_of(c), language, &text, NULL),
        TC_OK);
    return text;
}

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

Test(report_report, the_same_plan_gives_the_same_bytes)
{
    solved_case first = solved_data("textbook"), second = solved_data("textbook");
    for (tc_language language = TC_ZH; language <= TC_EN; language++) {
        char *a = html_of(&first, language), *b = html_of(&second, language);
        cr_expect_str_eq(a, b);
        tc_text_free(a);
        tc_text_free(b);
        a = markdown_of(&first, language);
        b = markdown_of(&second, language);
        cr_expect_str_eq(a, b);
        tc_text_free(a);
        tc_text_free(b);
    }
    solved_free(&first);
    solved_free(&second);
    TC_ASSERT_NO_LEAK();
}

/* Every credit of the plan, in grains, is a row of the annex; sums are those of the plan.
 */
Test(report_report, every_credit_and_every_total_of_the_plan_stands_in_the_tables)
{
    solved_case c = solved_data("yuncheng-2022");
    tc_plan_sums sums = {0};
    cr_assert_eq(tc_plan_sums_find(c.problem, c.plan, &sums, NULL), TC_OK);
    char *text = markdown_of(&c, TC_EN);
    for (int k = 0; k < c.plan->credit_count; k++) {
        const tc_credit *credit = &c.plan->credits[k];
        char tonnes[32], row[256];
        tc_grains_write(credit->grains, c.problem->grain_digits, tonnes);
        (void)snprintf(row, sizeof row, "| %s | %s |",
                       tc_pollutants[credit->pollutant].id, tonnes);
        cr_expect(strstr(text, row), "%s", row);
    }
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        tc_grains supply = 0, credited = 0;
        char row[2][32], expected[128];
        for (int s = 0; s < c.problem->source_count; s++) {
            supply += sums.supply[s * TC_POLLUTANTS + p];
            credited += sums.credited[s * TC_POLLUTANTS + p];
        }
        tc_grains_write(credited, c.problem->grain_digits, row[0]);
        tc_grains_write(supply - credited, c.problem->grain_digits, row[1]);
        (void)snprintf(expected, sizeof expected, "| %s | %s |\n", row[0],
                       supply == credited ? "-" : row[1]);
        cr_expect(strstr(text, expected), "%s: %s", tc_pollutants[p].id, expected);
    }
    cr_expect_eq(count_of(text, " pool |\n") + count_of(text, " own area |\n"),
                 c.plan->credit_count);
    tc_text_free(text);
    tc_plan_sums_free(&sums);
    solved_free(&c);
    TC_ASSERT_NO_LEAK();
}

/* Whatever is written in a name, there are as many tags as with plain names, and the
 * columns of the tables stay. */
Test(report_report, hostile_names_change_no_tag_and_no_column)
{
    static char long_name[10001];
    memset(long_name, 'n', sizeof long_name - 1);
    const char *const names[] = {"<script>alert(1)</script>",
                                 "</table><img src=x>",
                                 "=cmd|' /C calc'!A0",
                                 "]]>--><!--",
                                 "</script></style>",
                                 "\xE2\x80\xAEtxt.exe",
                                 "| a | b |\n\n# c",
                                 "\" onclick=\"x",
                                 "\xFF\xFE\x01",
                                 long_name};
    solved_case c = solved_made(911, 6, 8, MADE_CAPS | MADE_TIES);
    char *plain = html_of(&c, TC_ZH), *plain_md = markdown_of(&c, TC_ZH);
    tc_project *projects =
        made_take(c.problem, c.problem->project_count, sizeof *projects);
    memcpy(projects, c.problem->projects,
           (size_t)c.problem->project_count * sizeof *projects);
    c.problem->projects = projects;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        for (int j = 0; j < c.problem->project_count; j++)
            projects[j].name = names[k];
        char *html = html_of(&c, TC_ZH), *markdown = markdown_of(&c, TC_ZH);
        cr_expect_eq(count_of(html, "<"), count_of(plain, "<"), "%.40s", names[k]);
        cr_expect_eq(count_of(html, "\""), count_of(plain, "\""), "%.40s", names[k]);
        cr_expect_eq(count_of(markdown, "\n"), count_of(plain_md, "\n"), "%.40s",
                     names[k]);
        cr_expect_eq(count_of(markdown, " | "), count_of(plain_md, " | "), "%.40s",
                     names[k]);
        tc_text_free(html);
        tc_text_free(markdown);
    }
    tc_text_free(plain);
    tc_text_free(plain_md);
    solved_free(&c);
    TC_ASSERT_NO_LEAK();
}

Test(report_report, memory_that_runs_out_is_an_error_and_leaves_no_text)
{
    solved_case c = solved_data("textbook");
    const tc_report_about *about = about_of(&c);
    for (int form = 0; form < 2; form++) {
        tc_code code = TC_ERR_MEMORY;
        for (int n = 0; code != TC_OK; n++) {
            char *text = NULL;
            tc_error error = {0};
            cr_assert_lt(n, 5000);
            tc_test_memory(n);
            code =
                form == 0
                    ? tc_report_html(c.problem, c.plan, about, TC_ZH, &text, &error)
                    : tc_report_markdown(c.problem, c.plan, about, TC_EN, &text, &error);
            tc_test_memory(-1);
            cr_assert(code == TC_OK || (code == TC_ERR_MEMORY && !text));
            cr_assert_eq(error.code, code);
            tc_text_free(text);
        }
    }
    solved_free(&c);
    TC_ASSERT_NO_LEAK();
}
