/* contingency.h — what if a source fails: who loses cover, and what would be safe. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_CONTINGENCY_H
#define TONGCHOU_CONTINGENCY_H

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_contingency tc_contingency;

/* Solve the case, then let each source fail in turn: which approvals lose their cover,
 * what a new plan would decide, how late each source may come, how much to have in
 * reserve so that no single loss takes an approval, and what that safety costs where it
 * must come out of the sources listed. Each statement has been replayed: the case
 * changed, solved again and checked. pairs: any two sources at once too.
 *
 * options NULL: {0}; as for tc_solve.
 * Errors   as tc_solve. Owns: tc_contingency_free; problem must outlive it.
 * Source   model.md §7; data/README.md defines each figure. */
TC_API TC_CHECKED tc_code tc_contingency_find(const tc_problem *problem,
                                              const tc_solve_options *options, bool pairs,
                                              tc_contingency **contingency,
                                              tc_error *error);

/* NULL is allowed. */
TC_API void tc_contingency_free(tc_contingency *contingency);

/* False: the required projects cannot all be served, so that there is no plan that could
 * lose anything. */
TC_API bool tc_contingency_has_plan(const tc_contingency *contingency);

/* As text for a terminal, or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_contingency_print(const tc_problem *problem,
                                               const tc_contingency *contingency,
                                               tc_language language, char **text,
                                               tc_error *error);
TC_API TC_CHECKED tc_code tc_contingency_json(const tc_problem *problem,
                                              const tc_contingency *contingency,
                                              char **text, tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
