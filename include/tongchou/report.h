/* report.h — a plan as documents for people: pages, tables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_REPORT_H
#define TONGCHOU_REPORT_H

#include "tongchou/suggest.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where the case of a plan lies, as tc_plan_save noted it in case.sha256.
 *
 * Errors   TC_ERR_INPUT: nothing is noted there; TC_ERR_IO, TC_ERR_MEMORY.
 * Owns     *path is the caller's: tc_text_free. */
TC_API TC_CHECKED tc_code tc_plan_case_find(const char *folder, char **path,
                                            tc_error *error);

/* Does the case still have the bytes that it had when the plan in this folder was saved?
 * Yes where nothing was noted.
 * Errors   TC_ERR_INPUT names the first file that has changed; TC_ERR_IO, TC_ERR_MEMORY.
 */
TC_API TC_CHECKED tc_code tc_plan_case_check(const tc_problem *problem,
                                             const char *folder, tc_error *error);

/* The files of the case and the rule sets that it uses, a line "SHA-256  NAME" each, as
 * sha256sum prints it; nothing for a case that was not read from files.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. Owns: *text is the caller's: tc_text_free. */
TC_API TC_CHECKED tc_code tc_case_files(const tc_problem *problem, char **text,
                                        tc_error *error);

/* What a report says of the plan beside the plan itself. */
typedef struct tc_report_about {
    const tc_verdict *verdict;       /* of this plan; it was verified */
    const char *case_files;          /* as tc_case_files gives it */
    const tc_suggestion *suggestion; /* about this plan (tc_suggestion_is_about); NULL:
                                        the report says less of what would help */
} tc_report_about;

/* The plan as one HTML page in Chinese and English, with a switch; language: which one
 * shows first. Nothing in it asks the network for anything, and no text of the case can
 * run in it. The same plan gives the same bytes.
 *
 * Errors   TC_ERR_MEMORY. Owns: *text is the caller's: tc_text_free. Threads: any. */
TC_API TC_CHECKED tc_code tc_report_html(const tc_problem *problem, const tc_plan *plan,
                                         const tc_report_about *about,
                                         tc_language language, char **text,
                                         tc_error *error);

/* The same content as Markdown (CommonMark with tables), in one language. */
TC_API TC_CHECKED tc_code tc_report_markdown(const tc_problem *problem,
                                             const tc_plan *plan,
                                             const tc_report_about *about,
                                             tc_language language, char **text,
                                             tc_error *error);

/* One document: a plain file name and its bytes. */
typedef struct tc_report_file {
    const char *name;
    const char *bytes;
    size_t length;
} tc_report_file;

/* Write the files into a folder (made if need be), all or none.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY; the folder then holds what it held before. */
TC_API TC_CHECKED tc_code tc_report_save(const tc_report_file *files, int count,
                                         const char *folder, tc_error *error);

/* What came of the report of one plan. */
typedef struct tc_report_result {
    const char *plan;       /* its folder */
    const char *folder;     /* where the files are */
    const char *check_code; /* "" where there is none */
    const char *const *files;
    int file_count, exit_code;
    const char *message; /* why it failed; NULL: it did not */
} tc_report_result;

/* Results as JSON.
 * Errors   TC_ERR_MEMORY. Owns: *text is the caller's: tc_text_free. */
TC_API TC_CHECKED tc_code tc_report_results_json(const tc_report_result *results,
                                                 int count, char **text, tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
