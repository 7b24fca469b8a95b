/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "support/leaks.h"
#include "support/ledger_place.h"
#include "support/scarce_memory.h"

/* A ledger with its sources booked, and where its workbook goes. */
typedef struct fixture {
    ledger_place place;
    tc_ledger *ledger;
    char path[128];
} fixture;

static fixture begin(void)
{
    const tc_case_files files = tc_case_files_valid();
    fixture f = {.place = ledger_place_file()};
    f.ledger = ledger_begun(&f.place, &files);
    snprintf(f.path, sizeof f.path, "%.100s/book.xlsx", f.place.scratch.folder);
    return f;
}

static void end(fixture *f)
{
    tc_ledger_close(f->ledger);
    ledger_place_close(&f->place);
    TC_ASSERT_NO_LEAK();
}

static tc_ledger_table *balance_of(const fixture *f)
{
    tc_ledger_table *table = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_balance(f->ledger, TC_BY_SOURCE, NULL, &table, &error), TC_OK,
                 "%s", error.message_en);
    return table;
}

static tc_ledger_table *statement_of(const fixture *f)
{
    tc_ledger_table *table = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_statement(f->ledger, NULL, NULL, &table, &error), TC_OK, "%s",
                 error.message_en);
    return table;
}

Test(workbook_ledger_book, tables_of_different_states_make_no_workbook)
{
    const tc_act act = ledger_act("2023-01-01");
    fixture f = begin();
    tc_ledger_table *before = balance_of(&f);
    tc_receipt receipt;
    tc_error error = {0};
    cr_assert_eq(tc_ledger_reverse(f.ledger, 1, &act, &receipt, &error), TC_OK, "%s",
                 error.message_en);
    tc_ledger_table *after = statement_of(&f);
    const tc_ledger_table *mixed[] = {before, after}, *later[] = {after};
    cr_expect_eq(tc_ledger_book_save(mixed, 2, TC_ZH, f.path, &error), TC_ERR_BUSY);
    cr_expect_neq(access(f.path, F_OK), 0);
    cr_expect_eq(tc_ledger_book_save(later, 1, TC_ZH, f.path, &error), TC_OK, "%s",
                 error.message_en);
    cr_expect_eq(access(f.path, F_OK), 0);
    tc_ledger_table_free(before);
    tc_ledger_table_free(after);
    end(&f);
}

Test(workbook_ledger_book, without_memory_there_is_no_workbook)
{
    fixture f = begin();
    tc_ledger_table *tables[] = {balance_of(&f), statement_of(&f)};
    const tc_ledger_table *shown[] = {tables[0], tables[1]};
    long left = 0;
    for (bool done = false; !done; left++) {
        tc_error error = {0};
        tc_test_memory(left);
        const tc_code code = tc_ledger_book_save(shown, 2, TC_EN, f.path, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
                  error.message_en);
        cr_assert_eq(access(f.path, F_OK) == 0, code == TC_OK);
        done = code == TC_OK;
    }
    cr_expect_gt(left, 5);
    tc_ledger_table_free(tables[0]);
    tc_ledger_table_free(tables[1]);
    end(&f);
}
