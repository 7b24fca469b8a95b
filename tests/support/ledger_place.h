/* ledger_place.h — a place for a ledger of a test: a file, or a database of a server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_LEDGER_PLACE_H
#define TC_TESTS_LEDGER_PLACE_H

#include "support/case_files.h"
#include "tongchou/ledger_table.h"

typedef struct ledger_place {
    tc_scratch scratch; /* for cases and plans, too */
    char where[512];    /* as tc_ledger_open takes it */
    char database[32];  /* of the server; "": a file */
} ledger_place;

/* A new place. The server is the one that TONGCHOU_TEST_POSTGRES names (tests/ledger/
 * postgres.sh starts it); without it the test is skipped. */
ledger_place ledger_place_file(void);
ledger_place ledger_place_server(void);
void ledger_place_close(ledger_place *place);

/* An act of that day, recorded at a fixed time. */
tc_act ledger_act(const char *date);

/* Make the ledger, write the case into SCRATCH/case and book its sources, on 2022-11-25;
 * a failure fails the test. Owns: tc_ledger_close. */
tc_ledger *ledger_begun(ledger_place *place, const tc_case_files *files);

/* Solve SCRATCH/case with the ledger into SCRATCH/plan, and book it. */
tc_code ledger_solve_and_post(ledger_place *place, tc_ledger *ledger, const char *date,
                              tc_error *error);

/* A cell of a table: of the first row whose column `by` is `value`; "" without one. */
const char *ledger_cell(const tc_ledger_table *book, const char *by, const char *value,
                        const char *column);

/* A cell of the balance by pollutant. The text holds until the next call. */
const char *ledger_balance_of(tc_ledger *ledger, const char *pollutant,
                              const char *column);

#endif
