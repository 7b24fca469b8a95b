/* letters.h — the office's letters about a plan, as Word documents from templates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_LETTERS_H
#define TONGCHOU_LETTERS_H

#include "tongchou/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How letters are written. Start from {0}. */
typedef struct tc_letters_options {
    const char *templates; /* a folder with the bureau's own templates; what it lacks, or
                              NULL: those that come with the library (data/templates) */
} tc_letters_options;

typedef struct tc_letters tc_letters;

/* Explaining a project solves the case many times over. In cases of more projects than
 * this, reasons are those that the plan itself holds; tc_explanation_find tells more. */
#define TC_LETTERS_EXPLAINED_MOST 100

/* The letters of a plan: one notice of the allocation (统筹分配通知); for each project a
 * quota opinion (总量核定意见), for each that gets something an offset plan
 * (区域削减方案), for each that is not fully served the reasons (未获指标理由书), where
 * the plan is optimal as tc_explanation_find knows them. They are in Chinese, as their
 * readers are. Every tonnage is the plan's in whole grains. What the program cannot know
 * is left blank. On every page stands tc_plan_check_code, or a blank where the plan was
 * not read from a file. The same plan and templates give the same bytes. The plan should
 * have been verified. options NULL: {0}.
 *
 * Errors   TC_ERR_INPUT: a template cannot be used; *faults (NULL allowed) tells all that
 *          is wrong, error the first of it; TC_ERR_USAGE: the plan decides nothing
 *          (infeasible or relaxed); TC_ERR_IO: a template cannot be read; TC_ERR_MEMORY;
 *          TC_ERR_SOLVER: as tc_explanation_find.
 * Owns     *letters is the caller's: tc_letters_free.
 * Threads  any.
 * Source   data/templates/README.md: the fields and the language of templates. */
TC_API TC_CHECKED tc_code tc_letters_make(const tc_problem *problem, const tc_plan *plan,
                                          const tc_letters_options *options,
                                          tc_faults *faults, tc_letters **letters,
                                          tc_error *error);

/* How many there are, and one of them, 0 <= k < that, for tc_report_save. A file is
 * called after its project's id: what some system refuses in a name becomes _, and equal
 * names get the project's number. Owns: the letters. */
TC_API int tc_letters_count(const tc_letters *letters);
TC_API tc_report_file tc_letters_file(const tc_letters *letters, int k);

/* NULL is allowed. */
TC_API void tc_letters_free(tc_letters *letters);

#ifdef __cplusplus
}
#endif

#endif
