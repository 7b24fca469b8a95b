/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "domain/plan.h"
#include "support/ledger_both.h"

/* P1 needs PM 10 and COD 5 of S1 (or S2), P2 PM 8. */
static tc_ledger *begin(ledger_place *place)
{
    const tc_case_files files = tc_case_files_valid();
    return ledger_begun(place, &files);
}

static void decide(tc_ledger *ledger, tc_decision decision, const char *project,
                   const char *date)
{
    const tc_act act = ledger_act(date);
    tc_receipt receipt;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_decide(ledger, decision, project, &act, &receipt, &error),
                 TC_OK, "%s", error.message_en);
}

static tc_code adjust(tc_ledger *ledger, const char *as, const char *pollutant,
                      const char *tonnes, tc_error *error)
{
    const tc_act act = ledger_act("2023-02-01");
    tc_receipt receipt;
    return tc_ledger_adjust(ledger, as, "S1", pollutant, tonnes, &act, &receipt, error);
}

static void must_post(ledger_place *place, tc_ledger *ledger, const char *date)
{
    tc_error error = {0};
    cr_assert_eq(ledger_solve_and_post(place, ledger, date, &error), TC_OK, "%s",
                 error.message_en);
}

static void must_be_sound(tc_ledger *ledger)
{
    tc_ledger_verdict verdict;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_verify(ledger, NULL, &verdict, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert(verdict.sound, "%s", verdict.message_en);
}

static void expect_balance(tc_ledger *ledger, const char *pollutant, const char *column,
                           const char *tonnes)
{
    cr_expect_str_eq(ledger_balance_of(ledger, pollutant, column), tonnes, "%s %s",
                     pollutant, column);
}

ON_BOTH(recognises_what_a_case_has_once)
{
    tc_ledger *ledger = begin(place);
    expect_balance(ledger, "PM", "recognised", "120.0000");
    expect_balance(ledger, "COD", "free", "50.0000");
    tc_problem *problem = NULL;
    tc_receipt receipt;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/case", place->scratch.folder);
    const tc_act act = ledger_act("2022-11-26");
    cr_assert_eq(tc_problem_load(folder, NULL, &problem, NULL), TC_OK);
    cr_assert_eq(tc_ledger_import(ledger, problem, &act, &receipt, NULL), TC_OK);
    cr_expect_eq(receipt.posting, 0);
    expect_balance(ledger, "PM", "recognised", "120.0000");
    tc_problem_free(problem);
    tc_ledger_close(ledger);
}

ON_BOTH(books_a_plan_and_what_becomes_of_its_projects)
{
    tc_ledger *ledger = begin(place);
    must_post(place, ledger, "2022-12-01");
    expect_balance(ledger, "PM", "allocated", "18.0000");
    expect_balance(ledger, "PM", "free", "102.0000");
    decide(ledger, TC_DECISION_APPROVE, "P1", "2022-12-05");
    decide(ledger, TC_DECISION_REJECT, "P2", "2022-12-06");
    expect_balance(ledger, "PM", "committed", "10.0000");
    expect_balance(ledger, "PM", "allocated", "0.0000");
    expect_balance(ledger, "PM", "free", "110.0000");
    decide(ledger, TC_DECISION_TAKE_BACK, "P1", "2023-10-06");
    expect_balance(ledger, "PM", "free", "120.0000");
    must_be_sound(ledger);
    tc_ledger_close(ledger);
}

ON_BOTH(the_next_plan_starts_from_what_remains)
{
    tc_ledger *ledger = begin(place);
    tc_booked *booked = NULL;
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    char folder[128];
    must_post(place, ledger, "2022-12-01");
    decide(ledger, TC_DECISION_APPROVE, "P1", "2022-12-05");
    decide(ledger, TC_DECISION_RELEASE, "P2", "2022-12-06");
    snprintf(folder, sizeof folder, "%s/case", place->scratch.folder);
    cr_assert_eq(tc_ledger_booked(ledger, NULL, &booked, NULL), TC_OK);
    cr_assert_eq(tc_problem_load_booked(folder, booked, NULL, &problem, NULL), TC_OK);
    cr_expect_float_eq(problem->sources[0].supply[TC_PM], 90.0, 1e-9);
    cr_expect_float_eq(problem->sources[0].supply[TC_COD], 45.0, 1e-9);
    cr_assert_not_null(problem->ledger);
    cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
    cr_expect_eq(plan->share[0], 0.0); /* P1 has its approval, and gets nothing more */
    cr_expect_eq(plan->share[1], 1.0);
    tc_plan_free(plan);
    tc_problem_free(problem);
    tc_booked_free(booked);
    tc_ledger_close(ledger);
}

ON_BOTH(refuses_a_plan_of_an_old_head)
{
    tc_ledger *ledger = begin(place);
    const tc_act act = ledger_act("2023-01-01");
    tc_booked *booked = NULL;
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    tc_receipt receipt;
    tc_error error = {0};
    char folder[128];
    snprintf(folder, sizeof folder, "%s/case", place->scratch.folder);
    cr_assert_eq(tc_ledger_booked(ledger, NULL, &booked, NULL), TC_OK);
    cr_assert_eq(tc_problem_load_booked(folder, booked, NULL, &problem, NULL), TC_OK);
    cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
    must_post(place, ledger, "2022-12-01");
    snprintf(folder, sizeof folder, "%s/plan", place->scratch.folder);
    cr_expect_eq(tc_ledger_post(ledger, problem, plan, folder, &act, &receipt, &error),
                 TC_ERR_LEDGER);
    cr_expect_not_null(strstr(error.message_en, "solve again"));
    expect_balance(ledger, "PM", "allocated", "18.0000"); /* once */
    must_be_sound(ledger);
    tc_plan_free(plan);
    tc_problem_free(problem);
    tc_booked_free(booked);
    tc_ledger_close(ledger);
}

ON_BOTH(refuses_one_grain_more_than_there_is)
{
    tc_ledger *ledger = begin(place);
    tc_error error = {0};
    cr_expect_eq(adjust(ledger, "reserve", "COD", "50.0001", &error), TC_ERR_LEDGER);
    expect_balance(ledger, "COD", "reserved", "0.0000");
    cr_expect_eq(adjust(ledger, "reserve", "COD", "50", &error), TC_OK);
    expect_balance(ledger, "COD", "free", "0.0000");
    cr_expect_eq(adjust(ledger, "reserve", "COD", "0.0001", &error), TC_ERR_LEDGER);
    cr_expect_eq(adjust(ledger, "reduce", "COD", "50.0001", &error), TC_ERR_LEDGER);
    must_be_sound(ledger);
    tc_ledger_close(ledger);
}

ON_BOTH(names_the_approvals_that_a_cut_leaves_without_cover)
{
    tc_ledger *ledger = begin(place);
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    must_post(place, ledger, "2022-12-01");
    decide(ledger, TC_DECISION_APPROVE, "P1", "2022-12-05");
    cr_assert_eq(adjust(ledger, "reduce", "COD", "47.5", &error), TC_OK, "%s",
                 error.message_en);
    expect_balance(ledger, "COD", "gap", "2.5000");
    cr_assert_eq(tc_ledger_uncovered(ledger, &book, &error), TC_OK);
    cr_expect_eq(tc_ledger_table_rows(book), 1);
    cr_expect_str_eq(ledger_cell(book, "project", "P1", "uncovered"), "2.5000");
    tc_ledger_table_free(book);
    decide(ledger, TC_DECISION_TAKE_BACK, "P1", "2023-03-01"); /* fills the gap first */
    expect_balance(ledger, "COD", "gap", "0.0000");
    expect_balance(ledger, "COD", "free", "2.5000");
    must_be_sound(ledger);
    tc_ledger_close(ledger);
}

ON_BOTH(reverses_a_mistake_by_bookings_that_name_it)
{
    tc_ledger *ledger = begin(place);
    const tc_act act = ledger_act("2023-03-01");
    tc_receipt receipt;
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    must_post(place, ledger, "2022-12-01");
    cr_assert_eq(adjust(ledger, "reduce", "COD", "47.5", &error), TC_OK);
    decide(ledger, TC_DECISION_RELEASE, "P1", "2023-02-02"); /* fills the gap */
    cr_assert_eq(tc_ledger_reverse(ledger, 3, &act, &receipt, &error), TC_OK, "%s",
                 error.message_en);
    expect_balance(ledger, "COD", "reduced", "0.0000");
    expect_balance(ledger, "COD", "gap", "0.0000");
    expect_balance(ledger, "COD", "free", "50.0000");
    cr_expect_eq(tc_ledger_reverse(ledger, 3, &act, &receipt, &error), TC_ERR_LEDGER);
    cr_expect_eq(tc_ledger_reverse(ledger, 99, &act, &receipt, &error), TC_ERR_LEDGER);
    cr_assert_eq(tc_ledger_statement(ledger, NULL, NULL, &book, &error), TC_OK);
    cr_expect_str_neq(ledger_cell(book, "kind", "reverse", "reverses"), "");
    tc_ledger_table_free(book);
    must_be_sound(ledger);
    tc_ledger_close(ledger);
}

ON_BOTH(tells_how_it_stood_on_a_day)
{
    tc_ledger *ledger = begin(place);
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    must_post(place, ledger, "2022-12-01");
    decide(ledger, TC_DECISION_APPROVE, "P1", "2022-12-05");
    cr_assert_eq(tc_ledger_balance(ledger, TC_BY_AREA, "2022-12-04", &book, &error),
                 TC_OK);
    cr_expect_str_eq(ledger_cell(book, "area", "A", "allocated"), "18.0000");
    cr_expect_str_eq(ledger_cell(book, "area", "A", "committed"), "0.0000");
    tc_ledger_table_free(book);
    cr_expect_eq(tc_ledger_balance(ledger, TC_BY_AREA, "2022-11-24", &book, &error),
                 TC_ERR_INPUT);
    cr_expect_eq(tc_ledger_balance(ledger, TC_BY_AREA, "昨天", &book, &error),
                 TC_ERR_INPUT);
    tc_ledger_close(ledger);
}

ON_BOTH(is_kept_in_the_order_of_dates)
{
    tc_ledger *ledger = begin(place);
    tc_act act = ledger_act("2022-11-24");
    tc_receipt receipt;
    tc_error error = {0};
    cr_expect_eq(
        tc_ledger_adjust(ledger, "reserve", "S1", "PM", "1", &act, &receipt, &error),
        TC_ERR_LEDGER);
    act.date = "2099-01-01";
    cr_expect_eq(
        tc_ledger_adjust(ledger, "reserve", "S1", "PM", "1", &act, &receipt, &error),
        TC_ERR_INPUT);
    expect_balance(ledger, "PM", "reserved", "0.0000");
    tc_ledger_close(ledger);
}

ON_BOTH(asks_for_who_why_and_the_document_of_a_cut)
{
    tc_ledger *ledger = begin(place);
    tc_receipt receipt;
    tc_error error = {0};
    tc_act act = ledger_act("2023-01-01");
    act.who = "";
    cr_expect_eq(
        tc_ledger_decide(ledger, TC_DECISION_APPROVE, "P1", &act, &receipt, &error),
        TC_ERR_INPUT);
    act = ledger_act("2023-01-01");
    act.why = " 　";
    cr_expect_eq(
        tc_ledger_decide(ledger, TC_DECISION_APPROVE, "P1", &act, &receipt, &error),
        TC_ERR_INPUT);
    act = ledger_act("2023-01-01");
    act.document = NULL;
    cr_expect_eq(
        tc_ledger_adjust(ledger, "reduce", "S1", "PM", "1", &act, &receipt, &error),
        TC_ERR_INPUT);
    act = ledger_act("2023-01-01");
    act.who = "\xff";
    cr_expect_eq(
        tc_ledger_adjust(ledger, "reduce", "S1", "PM", "1", &act, &receipt, &error),
        TC_ERR_INPUT);
    tc_ledger_close(ledger);
}

ON_BOTH(says_which_word_was_perhaps_meant)
{
    tc_ledger *ledger = begin(place);
    tc_receipt receipt;
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    const tc_act act = ledger_act("2023-01-01");
    must_post(place, ledger, "2022-12-01");
    cr_expect_eq(
        tc_ledger_decide(ledger, TC_DECISION_APPROVE, "P11", &act, &receipt, &error),
        TC_ERR_LEDGER);
    cr_expect_eq(tc_ledger_history(ledger, "S9", &book, &error), TC_ERR_LEDGER);
    cr_expect_eq(adjust(ledger, "reduse", "PM", "1", &error), TC_ERR_USAGE);
    cr_expect_eq(adjust(ledger, "reduce", "NOX", "1", &error), TC_ERR_USAGE);
    cr_expect_not_null(strstr(error.message_en, "'NOx'"));
    cr_expect_eq(adjust(ledger, "reduce", "PM", "0.00001", &error), TC_ERR_USAGE);
    cr_expect_eq(adjust(ledger, "reduce", "PM", "-1", &error), TC_ERR_INPUT);
    tc_ledger_close(ledger);
}

ON_BOTH(takes_names_with_quotes_and_line_breaks)
{
    tc_case_files files = tc_case_files_valid();
    files.sources = "id,name,area,basin,available_from,PM,COD\n"
                    "S'1,\"a \"\"b\"\"; DROP TABLE bookings; --\",A,,2022-12-31,100,50\n";
    files.projects = "id,name,area,tier,start,PM,COD\n"
                     "\"P\"\"1\",'丙',A,1,2023-06,10,5\n";
    tc_ledger *ledger = ledger_begun(place, &files);
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    must_post(place, ledger, "2022-12-01");
    tc_act act = ledger_act("2022-12-05");
    tc_receipt receipt;
    act.who = "O'Neil\n\"张\"";
    act.why = "一\r\n二\t'";
    cr_assert_eq(
        tc_ledger_decide(ledger, TC_DECISION_APPROVE, "P\"1", &act, &receipt, &error),
        TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_ledger_history(ledger, "S'1", &book, &error), TC_OK, "%s",
                 error.message_en);
    cr_expect_str_eq(ledger_cell(book, "kind", "commit", "source_name"),
                     "a \"b\"; DROP TABLE bookings; --");
    cr_expect_str_eq(ledger_cell(book, "kind", "commit", "who"), "O'Neil\n\"张\"");
    tc_ledger_table_free(book);
    must_be_sound(ledger);
    tc_ledger_close(ledger);
}

ON_BOTH(takes_a_case_of_its_own_grain_only)
{
    tc_ledger *ledger = begin(place);
    tc_case_files files = tc_case_files_valid();
    files.case_json = "{\"decision_date\": \"2022-11-25\", \"grain\": 0.001}\n";
    const tc_act act = ledger_act("2023-01-01");
    tc_problem *problem = tc_case_files_must_load(&files);
    tc_receipt receipt;
    tc_error error = {0};
    cr_expect_eq(tc_ledger_import(ledger, problem, &act, &receipt, &error),
                 TC_ERR_LEDGER);
    tc_problem_free(problem);
    tc_ledger_close(ledger);
}

ON_BOTH(is_never_made_over_another)
{
    tc_ledger *ledger = begin(place);
    const tc_act act = ledger_act("2022-11-25");
    tc_error error = {0};
    cr_expect_eq(tc_ledger_init(place->where, "又一本", 4, &act, &error), TC_ERR_LEDGER);
    expect_balance(ledger, "PM", "recognised", "120.0000");
    tc_ledger_close(ledger);
}

ON_BOTH(two_who_have_it_open_see_what_the_other_books)
{
    tc_ledger *ledger = begin(place), *other = NULL;
    tc_ledger_facts one, two;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_open(place->where, &other, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(adjust(ledger, "reserve", "PM", "1", &error), TC_OK);
    cr_assert_eq(adjust(other, "reserve", "PM", "2", &error), TC_OK, "%s",
                 error.message_en);
    expect_balance(ledger, "PM", "reserved", "3.0000");
    cr_assert_eq(tc_ledger_about(ledger, &one, &error), TC_OK);
    cr_assert_eq(tc_ledger_about(other, &two, &error), TC_OK);
    cr_expect_str_eq(one.head, two.head);
    tc_ledger_close(other);
    tc_ledger_close(ledger);
}

ON_BOTH(proves_that_a_published_head_is_in_its_history)
{
    tc_ledger *ledger = begin(place);
    tc_ledger_facts before;
    tc_ledger_verdict verdict;
    tc_error error = {0};
    char other[65];
    cr_assert_eq(tc_ledger_about(ledger, &before, &error), TC_OK);
    must_post(place, ledger, "2022-12-01");
    cr_assert_eq(tc_ledger_verify(ledger, before.head, &verdict, &error), TC_OK);
    cr_expect(verdict.sound, "%s", verdict.message_en);
    cr_expect_eq(verdict.plans, 1);
    memcpy(other, before.head, sizeof other);
    other[0] = other[0] == '0' ? '1' : '0';
    cr_assert_eq(tc_ledger_verify(ledger, other, &verdict, &error), TC_OK);
    cr_expect_not(verdict.sound);
    tc_ledger_close(ledger);
}

/* The hash is what data/README.md says, and the same whatever keeps it. */
ON_BOTH(has_the_same_chain_in_every_database)
{
    tc_ledger *ledger = begin(place);
    tc_ledger_facts facts;
    must_post(place, ledger, "2022-12-01");
    decide(ledger, TC_DECISION_APPROVE, "P1", "2022-12-05");
    cr_assert_eq(tc_ledger_about(ledger, &facts, NULL), TC_OK);
    tc_ledger_table *book = NULL;
    cr_assert_eq(tc_ledger_statement(ledger, NULL, NULL, &book, NULL), TC_OK);
    cr_expect_str_eq(ledger_cell(book, "number", "3", "hash"),
                     "6dea67473362c5f8f38056c45fa0cfca5309671058f64c9f9844d5e71041fe8d");
    tc_ledger_table_free(book);
    tc_ledger_close(ledger);
}
