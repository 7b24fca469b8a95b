/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "domain/plan.h"
#include "support/ledger_both.h"

/* S1 has PM 100 and COD 50, S2 PM 20; P1 takes PM 10 and COD 5, P2 PM 8. */
static tc_ledger *begin(ledger_place *place)
{
    const tc_case_files files = tc_case_files_valid();
    return ledger_begun(place, &files);
}

static void set_pm_of_s1(ledger_place *place, const char *tonnes)
{
    char text[160];
    snprintf(text, sizeof text,
             "id,name,area,basin,available_from,PM,COD\n"
             "S1,甲厂,A,,2022-12-31,%s,50\nS2,乙厂,U,,,20,0\n",
             tonnes);
    tc_scratch_text(&place->scratch, "case/sources.csv", text);
}

/* Import the case again; the number of bookings that were made. */
static int64_t import(const ledger_place *place, tc_ledger *ledger)
{
    const tc_act act = ledger_act("2023-10-06");
    tc_problem *problem = NULL;
    tc_receipt receipt;
    tc_error error = {0};
    char folder[128];
    snprintf(folder, sizeof folder, "%s/case", place->scratch.folder);
    cr_assert_eq(tc_problem_load(folder, NULL, &problem, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(tc_ledger_import(ledger, problem, &act, &receipt, &error), TC_OK, "%s",
                 error.message_en);
    tc_problem_free(problem);
    return receipt.last - receipt.first + 1;
}

static void adjust_pm(tc_ledger *ledger, const char *as, const char *tonnes)
{
    const tc_act act = ledger_act("2023-02-01");
    tc_receipt receipt;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_adjust(ledger, as, "S1", "PM", tonnes, &act, &receipt, &error),
                 TC_OK, "%s", error.message_en);
}

static void decide(tc_ledger *ledger, tc_decision decision, const char *date)
{
    const tc_act act = ledger_act(date);
    tc_receipt receipt;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_decide(ledger, decision, "P1", &act, &receipt, &error), TC_OK,
                 "%s", error.message_en);
}

static void expect_pm(tc_ledger *ledger, const char *column, const char *tonnes)
{
    cr_expect_str_eq(ledger_balance_of(ledger, "PM", column), tonnes, "%s", column);
}

/* Load the case with the ledger; the supply of S1 in PM, and what was said. */
static double pm_with_ledger(const ledger_place *place, tc_ledger *ledger,
                             tc_faults *faults)
{
    tc_booked *booked = NULL;
    tc_problem *problem = NULL;
    tc_error error = {0};
    char folder[128];
    snprintf(folder, sizeof folder, "%s/case", place->scratch.folder);
    cr_assert_eq(tc_ledger_booked(ledger, NULL, &booked, &error), TC_OK);
    cr_assert_eq(tc_problem_load_booked(folder, booked, faults, &problem, &error), TC_OK,
                 "%s", error.message_en);
    const double supply = problem->sources[0].supply[TC_PM];
    tc_problem_free(problem);
    tc_booked_free(booked);
    return supply;
}

static bool told(const tc_faults *faults, const char *words)
{
    for (size_t k = 0; k < faults->count; k++)
        if (strstr(faults->list[k].error.message, words))
            return true;
    return false;
}

ON_BOTH(an_unchanged_case_does_not_undo_a_cut)
{
    tc_ledger *ledger = begin(place);
    adjust_pm(ledger, "reduce", "30");
    cr_expect_eq(import(place, ledger), 0);
    expect_pm(ledger, "recognised", "120.0000");
    expect_pm(ledger, "reduced", "30.0000");
    expect_pm(ledger, "free", "90.0000");
    tc_ledger_close(ledger);
}

ON_BOTH(an_unchanged_case_books_nothing_whatever_became_of_its_tonnes)
{
    tc_ledger *ledger = begin(place);
    tc_error error = {0};
    cr_assert_eq(ledger_solve_and_post(place, ledger, "2022-12-01", &error), TC_OK, "%s",
                 error.message_en);
    decide(ledger, TC_DECISION_APPROVE, "2022-12-05");
    adjust_pm(ledger, "reserve", "20");
    adjust_pm(ledger, "expire", "5");
    adjust_pm(ledger, "retire", "4");
    adjust_pm(ledger, "reduce", "65"); /* all that is free, reserved, and a gap */
    cr_expect_eq(import(place, ledger), 0);
    decide(ledger, TC_DECISION_TAKE_BACK, "2023-10-06");
    cr_expect_eq(import(place, ledger), 0);
    expect_pm(ledger, "recognised", "120.0000");
    tc_ledger_close(ledger);
}

ON_BOTH(a_figure_that_was_raised_adds_what_it_was_raised_by)
{
    tc_ledger *ledger = begin(place);
    adjust_pm(ledger, "reduce", "30");
    set_pm_of_s1(place, "107.5");
    cr_expect_eq(import(place, ledger), 1);
    expect_pm(ledger, "recognised", "127.5000");
    expect_pm(ledger, "free", "97.5000");
    cr_expect_eq(import(place, ledger), 0);
    tc_ledger_close(ledger);
}

ON_BOTH(a_figure_that_was_lowered_books_nothing)
{
    tc_ledger *ledger = begin(place);
    adjust_pm(ledger, "reduce", "30");
    set_pm_of_s1(place, "80");
    cr_expect_eq(import(place, ledger), 0);
    expect_pm(ledger, "recognised", "120.0000");
    expect_pm(ledger, "free", "90.0000");
    tc_ledger_close(ledger);
}

ON_BOTH(what_was_reversed_may_be_imported_again)
{
    tc_ledger *ledger = begin(place);
    const tc_act act = ledger_act("2023-01-01");
    tc_receipt receipt;
    cr_assert_eq(tc_ledger_reverse(ledger, 1, &act, &receipt, NULL), TC_OK);
    cr_expect_eq(import(place, ledger), 3);
    expect_pm(ledger, "free", "120.0000");
    tc_ledger_close(ledger);
}

ON_BOTH(the_solver_has_what_a_cut_left_and_says_that_it_was_cut)
{
    tc_ledger *ledger = begin(place);
    tc_faults faults = {0};
    adjust_pm(ledger, "reduce", "30");
    cr_expect_float_eq(pm_with_ledger(place, ledger, &faults), 70.0, 1e-9);
    cr_expect(told(&faults, "台账已核减 30.0000 t/a，按核减后的 70.0000 t/a 计算"));
    cr_expect_not(told(&faults, "ledger import"));
    tc_faults_free(&faults);
    tc_ledger_close(ledger);
}

ON_BOTH(the_solver_sends_to_import_what_is_new_only)
{
    tc_ledger *ledger = begin(place);
    tc_faults faults = {0};
    adjust_pm(ledger, "reduce", "30");
    set_pm_of_s1(place, "107.5");
    cr_expect_float_eq(pm_with_ledger(place, ledger, &faults), 70.0, 1e-9);
    cr_expect(told(&faults, "只收储了 100.0000 t/a，多出的不计；新增的量先用 "
                            "tongchou ledger import 收储"));
    cr_expect(told(&faults, "台账已核减 30.0000 t/a"));
    tc_faults_free(&faults);
    import(place, ledger);
    cr_expect_float_eq(pm_with_ledger(place, ledger, &faults), 77.5, 1e-9);
    cr_expect_not(told(&faults, "ledger import"));
    tc_faults_free(&faults);
    set_pm_of_s1(place, "60"); /* below what is left: the case counts */
    cr_expect_float_eq(pm_with_ledger(place, ledger, &faults), 60.0, 1e-9);
    cr_expect_not(told(&faults, "核减"));
    tc_faults_free(&faults);
    tc_ledger_close(ledger);
}
