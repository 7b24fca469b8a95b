/* compare.h — two cases and their plans: what changed, and because of what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_COMPARE_H
#define TONGCHOU_COMPARE_H

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_difference tc_difference;

/* List what the second case has otherwise than the first one, cause by cause, and solve
 * again with each cause alone, and with one after the other until it is the second case:
 * who gets more and who less, because of what, and who falls because others come before.
 * Every plan that is told of has passed its check. options NULL: {0}; as for tc_solve.
 *
 * Errors   as tc_solve; TC_ERR_USAGE: the smallest units differ.
 * Owns     tc_difference_free; both cases must outlive it.
 * Source   data/README.md says what each figure is. */
TC_API TC_CHECKED tc_code tc_difference_find(const tc_problem *before,
                                             const tc_problem *after,
                                             const tc_solve_options *options,
                                             tc_difference **difference, tc_error *error);

/* NULL is allowed. */
TC_API void tc_difference_free(tc_difference *difference);

/* False: the required projects of one of the cases cannot all be served. */
TC_API bool tc_difference_has_plans(const tc_difference *difference);

/* Does a plan of the first case (of the second one, with after) approve what the fresh
 * one does, to the grain? */
TC_API bool tc_difference_agrees(const tc_difference *difference, bool after,
                                 const tc_plan *plan);

/* As text for a terminal, or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_difference_print(const tc_difference *difference,
                                              tc_language language, char **text,
                                              tc_error *error);
TC_API TC_CHECKED tc_code tc_difference_json(const tc_difference *difference, char **text,
                                             tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
