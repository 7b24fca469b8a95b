/* conflict.h — what cannot be had together in a case, and what would repair it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_CONFLICT_H
#define TONGCHOU_CONFLICT_H

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_conflict tc_conflict;

/* Look whether all that must be served can be, under the locks and rules of the case. If
 * not, find a set of requirements, locks and rules in conflict, as small as can be, and
 * up to three different repairs. Each statement has been replayed: the case changed,
 * solved again and checked.
 *
 * options NULL: {0}; as for tc_solve.
 * Errors   as tc_solve. Owns: tc_conflict_free; problem must outlive it. */
TC_API TC_CHECKED tc_code tc_conflict_find(const tc_problem *problem,
                                           const tc_solve_options *options,
                                           tc_conflict **conflict, tc_error *error);

/* NULL is allowed. */
TC_API void tc_conflict_free(tc_conflict *conflict);

/* False: everything that is required can be had together. */
TC_API bool tc_conflict_exists(const tc_conflict *conflict);

/* As text for a terminal, or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_conflict_print(const tc_problem *problem,
                                            const tc_conflict *conflict,
                                            tc_language language, char **text,
                                            tc_error *error);
TC_API TC_CHECKED tc_code tc_conflict_json(const tc_problem *problem,
                                           const tc_conflict *conflict, char **text,
                                           tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
