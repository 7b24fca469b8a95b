/* case_files.h — a small valid case as texts, to be changed and loaded. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_CASE_FILES_H
#define TC_TESTS_CASE_FILES_H

#include "base/buffer.h"
#include "domain/problem.h"
#include "support/scratch.h"

/* The files of a case; NULL is a file that is not there. */
typedef struct tc_case_files {
    const char *case_json, *areas, *sources, *projects, *exchange;
    const char *attainment, *rules; /* rules/R.json */
    const char *locks;
} tc_case_files;

/* Two counties on one river, one on another, one area that is not printed; two sources,
 * two projects, no exchange.csv. No fault, no warning. */
tc_case_files tc_case_files_valid(void);

/* Write the files into a folder. */
void tc_case_files_write(tc_scratch *scratch, const tc_case_files *files);

/* Load the files from a folder of their own. faults may be NULL. */
tc_code tc_case_files_load(const tc_case_files *files, tc_faults *faults,
                           tc_problem **problem, tc_error *error);

/* Load a case that must be valid; fails the test, saying why, where it is not. */
tc_problem *tc_case_files_must_load(const tc_case_files *files);

/* All that is wrong with a case, a line each: "file:line:column message" in English,
 * "warning: " before the message of a warning. "" where nothing is. */
void tc_case_files_faults(const tc_case_files *files, tc_buffer *out);

#endif
