/* workbook.h — a plan as a workbook (.xlsx) for the office: tables, totals, checks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_WORKBOOK_H
#define TONGCHOU_WORKBOOK_H

#include "tongchou/plan.h"
#include "tongchou/summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a workbook says beside the plan. Start from {0}. */
typedef struct tc_workbook_about {
    tc_language language;
    const tc_summary
        *sweep; /* of the same case: a sheet compares scenarios; NULL: none */
} tc_workbook_about;

/* A workbook of a plan: allocation, balance of areas, ledgers of sources, reserve and
 * use, shortfalls, checks and, with a sweep, scenarios; a sheet each. Every tonnage is
 * the plan's in whole grains; totals are formulas, with the values that they give. The
 * same plan gives the same bytes. about NULL: {0}. The plan should have been verified.
 *
 * Errors   TC_ERR_USAGE: there is no plan (the required projects cannot all be served),
 *          or the sweep is about other projects; TC_ERR_IO: temporary files ($TMPDIR,
 *          else /tmp) cannot be written; TC_ERR_MEMORY.
 * Owns     *bytes, *length of them, is the caller's: tc_text_free.
 * Threads  any. */
TC_API TC_CHECKED tc_code tc_workbook_make(const tc_problem *problem, const tc_plan *plan,
                                           const tc_workbook_about *about, char **bytes,
                                           size_t *length, tc_error *error);

/* The workbook of a case as it is, but that the cells of these faults (of
 * tc_problem_load for this path) are coloured, and have what is wrong as a comment. All
 * other parts of the file keep their bytes. A sheet that has comments already is only
 * coloured.
 *
 * Errors   TC_ERR_INPUT: it is no workbook, or has no styles to go by; TC_ERR_IO,
 *          TC_ERR_MEMORY.
 * Owns     *bytes, *length of them, is the caller's: tc_text_free.
 * Threads  any. */
TC_API TC_CHECKED tc_code tc_workbook_annotate(const char *path, const tc_faults *faults,
                                               tc_language language, char **bytes,
                                               size_t *length, tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
