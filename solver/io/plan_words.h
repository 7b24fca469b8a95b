/* plan_words.h — how plan.json names the kinds of things. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_WORDS_H
#define TC_IO_PLAN_WORDS_H

#include "domain/plan.h"

#define TC_PLAN_SCHEMA "tongchou.plan/1"

/* By enumerator of tc_plan_status, tc_goal_kind, tc_level_kind, tc_price_kind. */
extern const char *const tc_plan_status_words[3];
extern const char *const tc_goal_words[4];
extern const char *const tc_level_words[4];
extern const char *const tc_price_words[6];

/* The plan in sums: index project * TC_POLLUTANTS + pollutant, credited from the own area
 * and from others (pooled); source * TC_POLLUTANTS + pollutant, what it can supply in
 * whole grains, and what of it is credited. */
typedef struct tc_plan_sums {
    tc_grains *own, *pooled, *supply, *credited;
    tc_arena arena;
} tc_plan_sums;

/* Start from {0}. Of a plan that is not optimal all sums are 0. Errors: TC_ERR_MEMORY.
 * Owns: tc_plan_sums_free, also after an error. */
TC_CHECKED tc_code tc_plan_sums_find(const tc_problem *problem, const tc_plan *plan,
                                     tc_plan_sums *sums, tc_error *error);

void tc_plan_sums_free(tc_plan_sums *sums);

/* Is any project of the case illustrative? */
bool tc_case_is_illustrative(const tc_problem *problem);

#endif
