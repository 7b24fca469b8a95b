/* pools.h — the sources of one pollutant in one area and, for water, one basin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_POOLS_H
#define TC_REPORT_POOLS_H

#include "domain/plan.h"

typedef struct tc_pool {
    int pollutant, area;
    int basin;         /* -1: of air, or none */
    tc_grains printed; /* as the sources state it */
    tc_grains supply;  /* of that what the plan may use */
    tc_grains own;     /* credited inside the area */
    tc_grains pooled;  /* credited to other areas */
} tc_pool;

typedef struct tc_pools {
    tc_pool *list; /* by pollutant, area, basin; those of which some source prints some */
    int count;
} tc_pools;

/* False when memory runs out. Owns: tc_pools_free, also then. */
TC_CHECKED bool tc_pools_find(const tc_problem *problem, const tc_plan *plan,
                              tc_pools *pools);

void tc_pools_free(tc_pools *pools);

/* The sum of the pools of one pollutant. */
tc_pool tc_pools_total(const tc_pools *pools, int pollutant);

#endif
