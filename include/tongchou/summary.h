/* summary.h — what a sweep means: frequencies, classes, what matters, rules in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_SUMMARY_H
#define TONGCHOU_SUMMARY_H

#include "tongchou/plan.h"
#include "tongchou/sweep.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_summary tc_summary;

/* An empty summary of a sweep. Its memory does not grow with the scenarios; the same rows
 * in the same order give the same bytes, whatever the blocks they come in.
 *
 * Errors   TC_ERR_MEMORY. Owns: tc_summary_free; problem and sweep must outlive
 *          tc_summary_finish. Threads: one at a time. */
TC_API TC_CHECKED tc_code tc_summary_new(const tc_problem *problem, const tc_sweep *sweep,
                                         tc_summary **summary, tc_error *error);

/* Say that the sweep runs with tc_sweep_options.relax: where the case has whole projects,
 * what is told is a bound. Before tc_summary_finish. */
TC_API void tc_summary_relax(tc_summary *summary);

/* Where tc_sweep_run gives the outcomes. It belongs to the summary. */
TC_API const tc_sink *tc_summary_sink(const tc_summary *summary);

/* Work out what came in, once; nothing may come in after it.
 * Errors   TC_ERR_MEMORY; TC_ERR_USAGE: it was done already. */
TC_API TC_CHECKED tc_code tc_summary_finish(tc_summary *summary, tc_error *error);

/* As tables for a terminal, or as JSON; after tc_summary_finish.
 * Errors   TC_ERR_USAGE: it is not finished, or was read back; TC_ERR_MEMORY. Owns: *text
 * is the caller's: tc_text_free. */
TC_API TC_CHECKED tc_code tc_summary_print(const tc_summary *summary,
                                           tc_language language, char **text,
                                           tc_error *error);
TC_API TC_CHECKED tc_code tc_summary_json(const tc_summary *summary, char **text,
                                          tc_error *error);

/* Write summary.json into a folder, whole or not at all; after tc_summary_finish.
 * Errors   as tc_summary_json, and TC_ERR_IO. */
TC_API TC_CHECKED tc_code tc_summary_save(const tc_summary *summary, const char *folder,
                                          tc_error *error);

/* Read what tc_summary_save wrote back from the folder of a finished sweep, as far as
 * tc_summary_case_check, tc_summary_compare and tc_workbook_make need it.
 *
 * Errors   TC_ERR_INPUT, with the place, also where the folder holds no finished sweep;
 *          TC_ERR_IO, TC_ERR_MEMORY. Owns: tc_summary_free. */
TC_API TC_CHECKED tc_code tc_summary_load(const char *folder, tc_summary **summary,
                                          tc_error *error);

/* Is the summary of a sweep of this case, with the bytes that it had then?
 * Errors   TC_ERR_INPUT: of another, or the case has changed; TC_ERR_IO, TC_ERR_MEMORY.
 */
TC_API TC_CHECKED tc_code tc_summary_case_check(const tc_problem *problem,
                                                const tc_summary *summary,
                                                tc_error *error);

/* Two sweeps project by project: how often each is served in one and in the other.
 * Errors   TC_ERR_INPUT: they are not about the same projects; TC_ERR_MEMORY.
 * Owns     *text is the caller's: tc_text_free. */
TC_API TC_CHECKED tc_code tc_summary_compare(const tc_summary *before,
                                             const tc_summary *after,
                                             tc_language language, char **text,
                                             tc_error *error);
TC_API TC_CHECKED tc_code tc_summary_compare_json(const tc_summary *before,
                                                  const tc_summary *after, char **text,
                                                  tc_error *error);

/* NULL is allowed. */
TC_API void tc_summary_free(tc_summary *summary);

#ifdef __cplusplus
}
#endif

#endif
