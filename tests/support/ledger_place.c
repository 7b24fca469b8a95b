/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/ledger_place.h"

#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "domain/ledger_table.h"

ledger_place ledger_place_file(void)
{
    ledger_place place = {.scratch = tc_scratch_open()};
    snprintf(place.where, sizeof place.where, "%s/ledger.db", place.scratch.folder);
    return place;
}

static void run(const char *server, const char *sql)
{
    PGconn *connection = PQconnectdb(server);
    PGresult *result = PQexec(connection, sql);
    cr_assert_eq(PQresultStatus(result), PGRES_COMMAND_OK, "%s",
                 PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
}

/* Each test has a database of its own: they run side by side. */
ledger_place ledger_place_server(void)
{
    ledger_place place = {.scratch = {.folder = ""}};
    const char *server = getenv("TONGCHOU_TEST_POSTGRES");
    char sql[96];
    if (!server || !*server)
        cr_skip_test("no server: ctest starts one");
    place.scratch = tc_scratch_open();
    snprintf(place.database, sizeof place.database, "t%ld", (long)getpid());
    snprintf(sql, sizeof sql, "CREATE DATABASE %s", place.database);
    run(server, sql);
    snprintf(place.where, sizeof place.where, "%s&dbname=%s", server, place.database);
    return place;
}

void ledger_place_close(ledger_place *place)
{
    char sql[96];
    if (*place->database) {
        snprintf(sql, sizeof sql, "DROP DATABASE %s", place->database);
        run(getenv("TONGCHOU_TEST_POSTGRES"), sql);
    }
    tc_scratch_close(&place->scratch);
}

tc_act ledger_act(const char *date)
{
    return (tc_act){.who = "张三",
                    .why = "测试",
                    .document = "示例〔2022〕1号",
                    .date = date,
                    .now = 1700000000};
}

tc_ledger *ledger_begun(ledger_place *place, const tc_case_files *files)
{
    const tc_act act = ledger_act("2022-11-25");
    tc_ledger *ledger = NULL;
    tc_problem *problem = NULL;
    tc_receipt receipt;
    tc_error error = {0};
    tc_scratch folder = place->scratch;
    char inner[sizeof folder.folder];
    snprintf(inner, sizeof inner, "%.50s/case", place->scratch.folder);
    tc_scratch_text(&folder, "case/areas.csv", "");
    memcpy(folder.folder, inner, sizeof inner);
    tc_case_files_write(&folder, files);
    cr_assert_eq(tc_ledger_init(place->where, "台账", 4, &act, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(tc_ledger_open(place->where, &ledger, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(tc_problem_load(inner, NULL, &problem, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(tc_ledger_import(ledger, problem, &act, &receipt, &error), TC_OK, "%s",
                 error.message_en);
    tc_problem_free(problem);
    return ledger;
}

tc_code ledger_solve_and_post(ledger_place *place, tc_ledger *ledger, const char *date,
                              tc_error *error)
{
    const tc_act act = ledger_act(date);
    tc_booked *booked = NULL;
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    tc_receipt receipt;
    char of_case[128], of_plan[128];
    snprintf(of_case, sizeof of_case, "%s/case", place->scratch.folder);
    snprintf(of_plan, sizeof of_plan, "%s/plan", place->scratch.folder);
    cr_assert_eq(tc_ledger_booked(ledger, NULL, &booked, error), TC_OK, "%s",
                 error->message_en);
    cr_assert_eq(tc_problem_load_booked(of_case, booked, NULL, &problem, error), TC_OK,
                 "%s", error->message_en);
    tc_booked_free(booked);
    cr_assert_eq(tc_solve(problem, NULL, &plan, error), TC_OK, "%s", error->message_en);
    cr_assert_eq(tc_plan_save(problem, plan, of_plan, error), TC_OK, "%s",
                 error->message_en);
    const tc_code code =
        tc_ledger_post(ledger, problem, plan, of_plan, &act, &receipt, error);
    tc_plan_free(plan);
    tc_problem_free(problem);
    return code;
}

static int column_of(const tc_ledger_table *book, const char *key)
{
    for (int k = 0; k < book->column_count; k++)
        if (strcmp(book->columns[k].key, key) == 0)
            return k;
    cr_assert_fail("no column %s", key);
    return 0;
}

const char *ledger_cell(const tc_ledger_table *book, const char *by, const char *value,
                        const char *column)
{
    const int where = column_of(book, by), what = column_of(book, column);
    for (int row = 0; row < book->row_count; row++)
        if (strcmp(tc_ledger_table_cell(book, row, where), value) == 0)
            return tc_ledger_table_cell(book, row, what);
    return "";
}

const char *ledger_balance_of(tc_ledger *ledger, const char *pollutant,
                              const char *column)
{
    static char text[32];
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_balance(ledger, TC_BY_POLLUTANT, NULL, &book, &error), TC_OK,
                 "%s", error.message_en);
    snprintf(text, sizeof text, "%s", ledger_cell(book, "pollutant", pollutant, column));
    tc_ledger_table_free(book);
    return text;
}
