/* explain.h — why a project came out as it did, and what would change it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_EXPLAIN_H
#define TONGCHOU_EXPLAIN_H

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- one project ------------------------------------------------------------------- */

typedef struct tc_explanation tc_explanation;

/* Solve the case and explain one of its projects: what stopped it, who holds the tonnes,
 * the ties, the smallest changes that would serve it, and whom it would displace. Each
 * change has been replayed: the case changed, solved again and checked.
 *
 * options  as for tc_solve; NULL: {0}.
 * Errors   TC_ERR_USAGE: there is no project of this id; else as tc_solve.
 * Owns     tc_explanation_free; problem must outlive it. */
TC_API TC_CHECKED tc_code tc_explanation_find(const tc_problem *problem,
                                              const tc_solve_options *options,
                                              const char *project,
                                              tc_explanation **explanation,
                                              tc_error *error);

/* NULL is allowed. */
TC_API void tc_explanation_free(tc_explanation *explanation);

/* False: the required projects cannot all be served, and there is no plan to explain. */
TC_API bool tc_explanation_has_plan(const tc_explanation *explanation);

/* As lines for people, always in the same order (verdict, what stopped it, who holds it,
 * ties, emission, supply, start, pool, tier, swap, displacement; those that do not apply
 * left out), or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_explanation_print(const tc_problem *problem,
                                               const tc_explanation *explanation,
                                               tc_language language, char **text,
                                               tc_error *error);
TC_API TC_CHECKED tc_code tc_explanation_json(const tc_problem *problem,
                                              const tc_explanation *explanation,
                                              char **text, tc_error *error);

/* ---- whom each would displace ------------------------------------------------------ */

typedef struct tc_displacements tc_displacements;

/* Force each project in that is not fully served and not refused, one at a time: which
 * others then fall, by how much, and at which goal the plan loses. Each was solved and
 * checked.
 * Errors   as tc_solve. Owns: tc_displacements_free; problem must outlive it. */
TC_API TC_CHECKED tc_code tc_displacements_find(const tc_problem *problem,
                                                const tc_solve_options *options,
                                                tc_displacements **displacements,
                                                tc_error *error);

/* NULL is allowed. */
TC_API void tc_displacements_free(tc_displacements *displacements);

/* False: there is no plan. */
TC_API bool tc_displacements_have_plan(const tc_displacements *displacements);

/* As a matrix for a terminal, or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_displacements_print(const tc_problem *problem,
                                                 const tc_displacements *displacements,
                                                 tc_language language, char **text,
                                                 tc_error *error);
TC_API TC_CHECKED tc_code tc_displacements_json(const tc_problem *problem,
                                                const tc_displacements *displacements,
                                                char **text, tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
