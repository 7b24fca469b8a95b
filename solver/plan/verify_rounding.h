/* verify_rounding.h — is what rounding took from projects really not to be had? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_ROUNDING_H
#define TC_PLAN_VERIFY_ROUNDING_H

#include "domain/plan.h"

/* What the checker has found of one pollutant, in grains; by source and by project. */
typedef struct tc_rounding {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_verdict *verdict;
    int pollutant;
    bool mixed;            /* exchange factors other than 0 and 1 play a part */
    const tc_grains *used; /* source * TC_POLLUTANTS + pollutant */
    const int *pool;       /* source -> one source that stands for its pool */
    const tc_grains *left; /* such a source -> what may still leave the pool */
    tc_grains *tally;      /* source_count, for working */
    const int *place;      /* project -> whose grains come before whose */
    const tc_grains *given_up, *own_surplus; /* project * TC_POLLUTANTS + pollutant: own:
                                                above (below, < 0) what is promised */
} tc_rounding;

/* Nobody gives up grains that lie unused, or that one who comes later has; and no
 * own-area promise falls short by a grain that a simple exchange would bring. Source:
 * model.md §5. */
void tc_verify_rounding(const tc_rounding *rounding);

#endif
