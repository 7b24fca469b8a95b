/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/leaks.h"
#include "support/ledger_place.h"
#include "support/scarce_memory.h"

enum { ALLOCATIONS_MOST = 4000 };

/* What is done while memory runs out. */
typedef tc_code attempt(const ledger_place *place, tc_error *error);

static tc_code look(const ledger_place *place, tc_error *error)
{
    tc_ledger *ledger = NULL;
    tc_ledger_table *table = NULL;
    tc_booked *booked = NULL;
    char *text = NULL;
    tc_code code = tc_ledger_open(place->where, &ledger, error);
    if (code == TC_OK)
        code = tc_ledger_balance(ledger, TC_BY_AREA, NULL, &table, error);
    if (code == TC_OK)
        code = tc_ledger_table_print(table, TC_ZH, &text, error);
    if (code == TC_OK)
        code = tc_ledger_booked(ledger, NULL, &booked, error);
    tc_text_free(text);
    tc_booked_free(booked);
    tc_ledger_table_free(table);
    tc_ledger_close(ledger);
    return code;
}

static tc_code book(const ledger_place *place, tc_error *error)
{
    const tc_act act = ledger_act("2023-01-01");
    tc_ledger *ledger = NULL;
    tc_receipt receipt;
    tc_code code = tc_ledger_open(place->where, &ledger, error);
    if (code == TC_OK)
        code = tc_ledger_reverse(ledger, 1, &act, &receipt, error);
    tc_ledger_close(ledger);
    return code;
}

static tc_code verify(const ledger_place *place, tc_error *error)
{
    tc_ledger *ledger = NULL;
    tc_ledger_verdict verdict;
    tc_code code = tc_ledger_open(place->where, &ledger, error);
    if (code == TC_OK)
        code = tc_ledger_verify(ledger, NULL, &verdict, error);
    tc_ledger_close(ledger);
    return code;
}

/* Let the n-th allocation fail, n = 0, 1, …, until all goes well. */
static void with_scarce_memory(attempt *work)
{
    ledger_place place = ledger_place_file();
    const tc_case_files files = tc_case_files_valid();
    tc_ledger_close(ledger_begun(&place, &files));
    long left = 0;
    tc_code code = TC_ERR_MEMORY;
    while (code != TC_OK && left < ALLOCATIONS_MOST) {
        tc_error error = {0};
        tc_test_memory(left++);
        code = work(&place, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %s", left,
                  error.message_en);
    }
    cr_expect_eq(code, TC_OK);
    cr_expect_gt(left, 3);
    ledger_place_close(&place);
    TC_ASSERT_NO_LEAK();
}

Test(ledger_memory, reading_fails_cleanly_wherever_memory_runs_out)
{
    with_scarce_memory(look);
}

Test(ledger_memory, nothing_is_booked_where_memory_runs_out)
{
    with_scarce_memory(book); /* a booking that stayed would make the next one fail */
}

Test(ledger_memory, verifying_fails_cleanly_wherever_memory_runs_out)
{
    with_scarce_memory(verify);
}
