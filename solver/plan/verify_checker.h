/* verify_checker.h — the certificate as the checker looks at it; for verify*.c only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_CHECKER_H
#define TC_PLAN_VERIFY_CHECKER_H

#include "plan/verify_fault.h"
#include "plan/verify_prices.h"

/* For one pollutant: projects with equal prices, the one that starts last for all. */
typedef struct tc_buyer {
    int area, basin;
    bool pool_access;
    unsigned limits;
    int owner; /* the project, if it has sources of its own; else -1 */
    tc_day start;
    const tc_price *coverage, *own;
} tc_buyer;

typedef struct tc_checker {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_verdict *verdict;
    tc_arena arena;
    int levels;
    const tc_price **sorted; /* coverage and own prices, for the search */
    int sorted_count;
    const tc_price **coverage, **own; /* project * TC_POLLUTANTS + p; NULL: 0 */
    const tc_price **within;          /* project */
    const tc_price **even;            /* goal * area_count + area */
    double *even_weight;              /* as even */
    int *share_level, *own_level;     /* project; its own first-come level or -1 */
    double *bound;                    /* levels */
    tc_buyer *buyers;
    int *by_origin; /* sources by area, basin, limits, owner, available_from falling */
    bool *has_own;  /* as coverage: some source of p is its own */
    int keep_local; /* level or -1 */
} tc_checker;

/* Add to the bound what the supplies of a pollutant bring at most: each source the best
 * price that anyone who may use it pays. */
void tc_checker_add_supplies(tc_checker *checker, int pollutant);

/* Order the sources for that. */
void tc_checker_sort_sources(tc_checker *checker);

/* Fill even_weight; add to the bound what shares and smallest shares bring at most. */
void tc_checker_weigh_areas(tc_checker *checker);
void tc_checker_add_shares(tc_checker *checker);
void tc_checker_add_smallest(tc_checker *checker, int level);

#endif
