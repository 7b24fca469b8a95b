/* ledger_file.h — the ledger that a command works on, and what is said of a booking. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_LEDGER_FILE_H
#define TC_CLI_LEDGER_FILE_H

#include "cli/request.h"

/* Open a ledger, or say why it cannot be. Gives the exit code; *ledger is set with
 * TC_EXIT_DONE, and then the caller's. */
int tc_ledger_reach(const tc_request *request, const char *where, tc_ledger **ledger);

/* What a ledger says at the booking with this hash (NULL: now). Gives the exit code;
 * *booked is set with TC_EXIT_DONE, and then the caller's. */
int tc_ledger_look(const tc_request *request, const char *where, const char *head,
                   tc_booked **booked);

/* Say an error of a ledger. Gives the exit code. */
int tc_ledger_say_error(const tc_request *request, const tc_error *error);

/* An act as the options have it. Start from {0}; it must stay where it is. */
typedef struct tc_acting {
    tc_act act;
    char today[16];
} tc_acting;

void tc_acting_read(const tc_request *request, tc_acting *acting);

/* Print what was booked, or say the error. Gives the exit code. */
int tc_receipt_answer(const tc_request *request, tc_code code, const tc_receipt *receipt,
                      const tc_error *error);

#endif
