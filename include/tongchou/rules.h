/* rules.h — which clause decides what, and what another set of rules would change. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_RULES_H
#define TONGCHOU_RULES_H

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* As tc_problem_load, with these rule sets in place of those that case.json names. Its
 * switches hold where one of the sets has them; its own ratios stay. sets has count
 * names; each is looked for in the case, then among those that come with the library. */
TC_API TC_CHECKED tc_code tc_problem_load_with(const char *folder,
                                               const char *const *sets, int count,
                                               tc_faults *faults, tc_problem **problem,
                                               tc_error *error);

/* What applies to each project and why, then the rule sets: as text, or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. Threads: any. */
TC_API TC_CHECKED tc_code tc_rules_print(const tc_problem *problem, tc_language language,
                                         char **text, tc_error *error);
TC_API TC_CHECKED tc_code tc_rules_json(const tc_problem *problem, char **text,
                                        tc_error *error);

/* One case under one choice of rules, and its plan. */
typedef struct tc_ruled {
    const tc_problem *problem;
    const tc_plan *plan;
} tc_ruled;

/* Who gains and who loses from one to the other, by which clause, in t/a. Both problems
 * are the same folder, with other rules; neither plan is infeasible.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY; TC_ERR_USAGE: the
 *          projects are not the same. Threads: any. */
TC_API TC_CHECKED tc_code tc_rules_compare(const tc_ruled *before, const tc_ruled *after,
                                           tc_language language, char **text,
                                           tc_error *error);
TC_API TC_CHECKED tc_code tc_rules_compare_json(const tc_ruled *before,
                                                const tc_ruled *after, char **text,
                                                tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
