/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "domain/plan_sums.h"
#include "domain/suggest.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"
#include "support/solved_case.h"
#include "tongchou/report.h"

static const tc_report_about *about_with(const solved_case *c,
                                         const tc_suggestion *suggestion)
{
    static tc_verdict verdict;
    static tc_report_about about = {.verdict = &verdict,
                                    .case_files = "0123  areas.csv\n"};
    cr_assert_eq(tc_plan_verify(c->problem, c->plan, &verdict, NULL), TC_OK);
    about.suggestion = suggestion;
    return &about;
}

static const tc_report_about *about_of(const solved_case *c)
{
    return about_with(c, NULL);
}

static tc_suggestion *suggestion_of(const solved_case *c)
{
    tc_suggestion *suggestion = NULL;
    cr_assert_eq(tc_suggest(c->problem, NULL, &suggestion, NULL), TC_OK);
    cr_assert(tc_suggestion_is_about(c->problem, suggestion, c->plan));
    return suggestion;
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

static void expect_row(const char *text, const char *pollutant, const char *tonnes)
{
    char row[256];
    (void)snprintf(row, sizeof row, "| %s | %s |", pollutant, tonnes);
    cr_expect(strstr(text, row), "%s", row);
}

/* All additions, what is stranded and where each curve begins stand on the page, in the
 * grains of the suggestion; without one the page says where to ask. */
Test(report_report, what_more_supply_would_do_stands_in_the_grains_of_the_suggestion)
{
    solved_case c = solved_data("yuncheng-2022");
    tc_suggestion *suggestion = suggestion_of(&c);
    const int digits = c.problem->grain_digits;
    char tonnes[32], words[64], *with = NULL, *without = markdown_of(&c, TC_EN);
    cr_assert_eq(tc_report_markdown(c.problem, c.plan, about_with(&c, suggestion), TC_EN,
                                    &with, NULL),
                 TC_OK);
    cr_assert_gt(suggestion->supply.count, 0);
    for (int k = 0; k < suggestion->supply.count; k++) {
        const tc_addition *addition = &suggestion->supply.additions[k];
        tc_grains_write(addition->grains, digits, tonnes);
        expect_row(with, tc_pollutants[addition->change.pollutant].id, tonnes);
    }
    cr_assert_gt(suggestion->unlock_count, 0);
    for (int k = 0; k < suggestion->unlock_count; k++) {
        const tc_unlock_event *first = &suggestion->unlocks[k].events[0];
        tc_grains_write(first->at, digits, tonnes);
        (void)snprintf(words, sizeof words, "| +%s serves ", tonnes);
        cr_expect(strstr(with, words), "%s", words);
    }
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        char both[80];
        if (suggestion->stranded[p].stranded == 0)
            continue;
        tc_grains_write(suggestion->stranded[p].remaining, digits, both);
        tc_grains_write(suggestion->stranded[p].stranded, digits, tonnes);
        (void)snprintf(both + strlen(both), sizeof both - strlen(both), " | %s", tonnes);
        expect_row(with, tc_pollutants[p].id, both);
    }
    cr_expect_null(strstr(with, "would serve: tongchou suggest"));
    cr_expect(strstr(without, "would serve: tongchou suggest"));
    tc_text_free(with);
    tc_text_free(without);
    tc_suggestion_free(suggestion);
    solved_free(&c);
    TC_ASSERT_NO_LEAK();
}

/* A plan that approves one grain less, a bound and one that was ended early are not the
 * plan that was asked about. */
Test(report_report, a_suggestion_is_about_its_own_plan_only)
{
    solved_case c = solved_data("textbook");
    tc_suggestion *suggestion = suggestion_of(&c);
    tc_grains *emission = c.plan->emission;
    int some = 0;
    while (emission[some] == 0)
        some++;
    emission[some]--;
    cr_expect_not(tc_suggestion_is_about(c.problem, suggestion, c.plan));
    emission[some]++;
    c.plan->relaxed = true;
    cr_expect_not(tc_suggestion_is_about(c.problem, suggestion, c.plan));
    c.plan->relaxed = false;
    c.plan->status = TC_PLAN_BOUNDED;
    cr_expect_not(tc_suggestion_is_about(c.problem, suggestion, c.plan));
    c.plan->status = TC_PLAN_OPTIMAL;
    cr_expect(tc_suggestion_is_about(c.problem, suggestion, c.plan));
    tc_suggestion_free(suggestion);
    solved_free(&c);
    TC_ASSERT_NO_LEAK();
}

/* The page says with which ledger the plan was made, as it stood. */
Test(report_report, the_head_of_the_ledger_stands_in_the_provenance)
{
    static const tc_ledger_mark mark = {"示例台账", "00ff00ff", 20250131, 17};
    solved_case c = solved_data("textbook");
    char *without = markdown_of(&c, TC_EN);
    c.problem->ledger = &mark;
    char *with = markdown_of(&c, TC_EN);
    cr_expect(strstr(with,
                     "- ledger: 示例台账\n- head of the ledger (SHA-256): 00ff00ff\n"
                     "- last booking of the ledger: 2025-01-31\n"));
    cr_expect_null(strstr(without, "ledger"));
    c.problem->ledger = NULL;
    tc_text_free(with);
    tc_text_free(without);
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
    tc_suggestion *suggestion = suggestion_of(&c);
    const tc_report_about *about = about_with(&c, suggestion);
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
    tc_suggestion_free(suggestion);
    solved_free(&c);
    TC_ASSERT_NO_LEAK();
}
