/* outcome.h — what came of a run of scenarios, a column at a time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_OUTCOME_H
#define TC_DOMAIN_OUTCOME_H

#include <stdint.h>

#include "domain/sweep.h"

typedef enum tc_outcome_status {
    TC_OUTCOME_OPTIMAL = 0,    /* decided and certified */
    TC_OUTCOME_INFEASIBLE = 1, /* the required projects cannot all be served */
    TC_OUTCOME_BOUNDED = 2,    /* a plan within gap of the best (whole projects) */
    TC_OUTCOME_FAILED = 3      /* the solver gave up or the answer failed its check */
} tc_outcome_status;

/* Why a scenario has no plan. */
typedef enum tc_outcome_why {
    TC_WHY_NONE = 0,     /* it has one */
    TC_WHY_REQUIRED = 1, /* infeasible: the required projects cannot all be served */
    TC_WHY_AMOUNT = 2,   /* failed: an amount is more than can be counted */
    TC_WHY_SOLVER = 3,   /* failed: the solver gave up */
    TC_WHY_CHECK = 4     /* failed: the answer did not pass its check */
} tc_outcome_why;

/* Outcomes of scenarios first .. first + count - 1. A column c of scenario first + i is
 * at column[c * room + i]; where status is not OPTIMAL or BOUNDED all but values is NaN.
 *
 * Shape    values axis_count columns; goal goal_count (of tc_sweep_goal_count); share
 *          project_count; remaining TC_POLLUTANTS (t/a, of the supply that may be used
 *          in the scenario); own_share project_count columns, or NULL.
 * Units    shares 0..1; gap and residual are relative, 0 or more. */
typedef struct tc_outcomes {
    int64_t first;
    int count, room;
    const double *values;
    const unsigned char *status; /* tc_outcome_status, count */
    const unsigned char *reason; /* tc_outcome_why, count */
    const unsigned char *engine; /* tc_engine, count: GLPK is the general path. NULL: not
                                    known, where rows are read back */
    const double *goal, *share, *remaining;
    const double *gap;      /* count: largest over the goals; 0 where no plan is better */
    const double *residual; /* count: the largest violation that the check found */
} tc_outcomes;

/* Where outcomes go. They come in order of the scenarios, one call after the other, the
 * arrays are the caller's and good for the call only. An error ends the sweep.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
struct tc_sink {
    tc_code (*take)(void *context, const tc_outcomes *outcomes, tc_error *error);
    void *context;
};

/* The goals that have a value in a sweep: all but first-come and keep-local of all
 * variants together, by name; without variants those of the case, in its order. */
int tc_sweep_goal_count(const tc_problem *problem, const tc_sweep *sweep);
const char *tc_sweep_goal_name(const tc_problem *problem, const tc_sweep *sweep,
                               int goal);
const tc_goal *tc_sweep_goal(const tc_problem *problem, const tc_sweep *sweep, int goal);

#endif
