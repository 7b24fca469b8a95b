/* plan_sums.h — a plan in sums: by project, by source. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_PLAN_SUMS_H
#define TC_DOMAIN_PLAN_SUMS_H

#include "domain/plan.h"

/* Index project * TC_POLLUTANTS + pollutant, credited from the own area and from others
 * (pooled); source * TC_POLLUTANTS + pollutant, what it can supply in whole grains, and
 * what of it is credited. */
typedef struct tc_plan_sums {
    tc_grains *own, *pooled, *supply, *credited;
    tc_arena arena;
} tc_plan_sums;

/* Start from {0}. Of a plan that is not optimal all sums are 0. Errors: TC_ERR_MEMORY.
 * Owns: tc_plan_sums_free, also after an error. */
TC_CHECKED tc_code tc_plan_sums_find(const tc_problem *problem, const tc_plan *plan,
                                     tc_plan_sums *sums, tc_error *error);

void tc_plan_sums_free(tc_plan_sums *sums);

#endif
