/* verify_caps.h — what leaves each pool against its export share; for verify*.c only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_CAPS_H
#define TC_PLAN_VERIFY_CAPS_H

#include "domain/plan.h"

/* What leaves a pool: the sources of one area, basin, date and standing in the rules. */
typedef struct tc_leaving {
    int area, basin, source, owner;
    unsigned limits;
    tc_day day;
    tc_grains grains;
} tc_leaving;

/* Check the caps of a pollutant; the number of those that are no whole grains.
 *
 * Shape    all source_count; list for working; pool: one source that stands for the pool
 *          of each; left: what may still leave the pool, at that source, else 0.
 * Units    grains. */
int tc_verify_caps(const tc_problem *problem, const tc_plan *plan, int pollutant,
                   tc_leaving *list, int *pool, tc_grains *left, tc_verdict *verdict);

#endif
