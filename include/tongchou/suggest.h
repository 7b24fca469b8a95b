/* suggest.h — what a case's list of sources lacks, and what more of it would do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_SUGGEST_H
#define TONGCHOU_SUGGEST_H

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_suggestion tc_suggestion;

/* What to look for. Start from {0}. */
typedef struct tc_suggest_options {
    int tiers;      /* serve the projects of tiers 1 .. tiers; 0: of all tiers */
    bool marginals; /* also what one more, and one less, is worth */
    tc_solve_options solve;
} tc_suggest_options;

/* Find the smallest supply, by pollutant, place and date, with which the plan serves
 * every project of the tiers; what more supply of each pollutant that somebody lacks
 * would serve, amount by amount; and which tonnes nobody can use for want of another
 * pollutant. What is said of plans has been replayed: the case changed, solved again and
 * checked.
 *
 * options NULL: {0}.
 * Errors   as tc_solve. Owns: tc_suggestion_free; problem must outlive it. */
TC_API TC_CHECKED tc_code tc_suggest(const tc_problem *problem,
                                     const tc_suggest_options *options,
                                     tc_suggestion **suggestion, tc_error *error);

/* NULL is allowed. */
TC_API void tc_suggestion_free(tc_suggestion *suggestion);

/* Is there a plan that serves every project of the tiers that no rule refuses? */
TC_API bool tc_suggestion_serves(const tc_suggestion *suggestion);

/* Is it about this plan of the same case? The case was solved again: a plan that was
 * ended by a limit, or that is a bound, may be another one. */
TC_API bool tc_suggestion_is_about(const tc_problem *problem,
                                   const tc_suggestion *suggestion, const tc_plan *plan);

/* As text for a terminal, or as JSON.
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_suggestion_print(const tc_problem *problem,
                                              const tc_suggestion *suggestion,
                                              tc_language language, char **text,
                                              tc_error *error);
TC_API TC_CHECKED tc_code tc_suggestion_json(const tc_problem *problem,
                                             const tc_suggestion *suggestion, char **text,
                                             tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
