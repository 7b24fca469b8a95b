/* plans.h — the files of a plan that is booked, kept so that it can be checked again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_PLANS_H
#define TC_LEDGER_PLANS_H

#include "domain/problem.h"
#include "ledger/books.h"

/* Files in memory. Start from {0}; free with tc_plan_bundle_free. */
typedef struct tc_plan_bundle {
    struct tc_plan_file *list;
    int count, room;
    tc_arena arena;
    char hash[65]; /* SHA-256 of the lines "HASH  PART/NAME", as sha256sum prints them */
} tc_plan_bundle;

/* Read the files of a case and of a plan.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY; TC_ERR_INPUT: one is larger than a ledger keeps. */
TC_CHECKED tc_code tc_plan_bundle_read(const tc_problem *problem, const char *plan_folder,
                                       tc_plan_bundle *bundle, tc_error *error);
void tc_plan_bundle_free(tc_plan_bundle *bundle);

/* Put them into the ledger, as the plan of this posting. head: that the plan cites. */
void tc_plan_bundle_book(tc_writing *writing, const tc_plan_bundle *bundle,
                         const char *head);

/* Check a plan of the ledger (its number in plans) from its own files: their hashes, the
 * certificate, and that its credits are what was booked.
 * Errors   TC_ERR_INPUT: what is wrong; TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_plan_kept_verify(tc_ledger *ledger, int64_t plan, tc_error *error);

#endif
