/* problem.h — load a case, a folder or a workbook; a loaded case never changes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_PROBLEM_H
#define TONGCHOU_PROBLEM_H

#include "tongchou/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_problem tc_problem;

/* Read and check the case in a folder (case.json, areas.csv, sources.csv, projects.csv
 * and, if there, exchange.csv, attainment.csv, locks.csv), or in a workbook (.xlsx) with
 * sheets of these names. The place of a fault in a sheet has "case.xlsx:projects!" for
 * its file, the row for its line.
 *
 * All faults of all files go into *faults, in the order of the files and inside a file
 * in the order of its lines; warnings too, also on success.
 *
 * Errors   TC_ERR_INPUT: *faults tells (error: the first of them); TC_ERR_IO: a file is
 *          there but cannot be read; TC_ERR_MEMORY. *problem is then untouched.
 * Owns     *problem is the caller's: tc_problem_free.
 * Threads  any; a loaded problem may be shared.
 * Source   data/README.md describes the files. */
TC_API TC_CHECKED tc_code tc_problem_load(const char *folder, tc_faults *faults,
                                          tc_problem **problem, tc_error *error);

/* What a case holds, for a first look. Texts belong to the problem. */
typedef struct tc_problem_facts {
    const char *name;
    int areas, sources, projects, illustrative_projects;
    int locked_in, locked_out; /* projects that locks.csv decides */
} tc_problem_facts;

TC_API tc_problem_facts tc_problem_describe(const tc_problem *problem);

/* NULL is allowed. */
TC_API void tc_problem_free(tc_problem *problem);

#ifdef __cplusplus
}
#endif

#endif
