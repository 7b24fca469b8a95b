/* report_one.h — the report of one plan, from its folder to its files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_REPORT_ONE_H
#define TC_CLI_REPORT_ONE_H

#include "cli/report_formats.h"

/* Owns: tc_report_outcome_free. */
typedef struct tc_report_outcome {
    int exit_code;
    tc_check_code check_code;
    tc_report_files files; /* that were written; {0} where none were */
} tc_report_outcome;

void tc_report_outcome_free(tc_report_outcome *outcome);

/* Find and load the case of the plan in a folder, see that it is still the one that was
 * solved, load the plan, verify it, and only then make the files and write them into
 * another folder, or the same. What is wrong has been said. */
tc_report_outcome tc_report_one(const tc_request *request, const char *folder,
                                const char *to);

#endif
