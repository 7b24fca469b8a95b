/* ledger_ask.h — reading the tables of a ledger as a request wants them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_LEDGER_ASK_H
#define TC_CLI_LEDGER_ASK_H

#include "cli/request.h"

/* What a command reads from an open ledger. */
typedef tc_code tc_ledger_reads(const tc_request *request, tc_ledger *ledger,
                                tc_ledger_table **book, tc_error *error);

tc_ledger_reads tc_ledger_read_balance, tc_ledger_read_statement, tc_ledger_read_holdings,
    tc_ledger_read_uncovered;

/* Is --by a word that we know? Says what is wrong. Gives the exit code. */
int tc_ledger_group_check(const tc_request *request);

/* Print a table, as text or as JSON. Gives the exit code. */
int tc_ledger_table_answer(const tc_request *request, const tc_ledger_table *book);

#endif
