/* report_formats.h — the documents that a plan can be written as. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_REPORT_FORMATS_H
#define TC_CLI_REPORT_FORMATS_H

#include "cli/request.h"

/* A plan that has been verified, with what reports say of it. */
typedef struct tc_report_plan {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_report_about about;
    const tc_summary *sweep; /* of the same case; NULL: none */
} tc_report_plan;

enum { TC_REPORT_MADE_MOST = 8, TC_REPORT_NAME_BYTES = 32 };

/* Files in memory: some made here, then the letters. Start from {0}. Owns:
 * tc_report_files_free. */
typedef struct tc_report_files {
    char (*names)[TC_REPORT_NAME_BYTES]; /* TC_REPORT_MADE_MOST; files point to them */
    char *made[TC_REPORT_MADE_MOST];
    int made_count;
    tc_letters *letters;
    tc_report_file *files;
    int count;
} tc_report_files;

/* Is the list of --format one of known formats? Says what is wrong. Gives the exit code.
 */
int tc_report_formats_check(const tc_request *request);

/* Make all files that the request wants. Errors: TC_ERR_MEMORY; TC_ERR_IO: a workbook
 * needs temporary files; TC_ERR_INPUT: templates of letters are wrong, *faults tells.
 * *files is to be freed all the same. */
TC_CHECKED tc_code tc_report_formats_make(const tc_request *request,
                                          const tc_report_plan *plan,
                                          tc_report_files *files, tc_faults *faults,
                                          tc_error *error);

void tc_report_files_free(tc_report_files *files);

#endif
