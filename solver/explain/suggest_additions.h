/* suggest_additions.h — additions of supply, moved to where plans say that they are
 * enough.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_SUGGEST_ADDITIONS_H
#define TC_EXPLAIN_SUGGEST_ADDITIONS_H

#include "explain/inquiry.h"
#include "lp/least_supply.h"

/* Additions that are enough once the plan with them serves some projects.
 *
 * Shape    cover project_count; lacks count; changes has room for count. */
typedef struct tc_additions {
    tc_inquiry *inquiry;
    const bool *cover;
    tc_lack *lacks;
    int count;
    tc_change *changes; /* scratch */
    int goal;           /* whose value is noted; -1: of none */
    tc_error *error;
} tc_additions;

/* The change that one is. */
tc_change tc_additions_change(const tc_problem *problem, const tc_lack *lack);

/* The changes, but for those of no tonnes; how many. */
int tc_additions_changes(const tc_additions *additions);

/* What a plan reaches of a goal; 0 where it has no such level. */
double tc_goal_reached(const tc_plan *plan, int goal);

/* Are they enough? reached (NULL allowed): what the plan reaches of the goal.
 * Errors   as tc_attempt_replay, as everywhere below. */
TC_CHECKED tc_code tc_additions_serve(const tc_additions *additions, bool *all,
                                      double *reached);

/* A grain more of everything until they are enough, a few times at most. */
TC_CHECKED tc_code tc_additions_raise(tc_additions *additions, bool *all);

/* From amounts that are enough: the least of each in turn, by the shares alone. */
TC_CHECKED tc_code tc_additions_lessen(tc_additions *additions);

/* From amounts that are enough: less of each until a grain less of any one is not, unless
 * all together are no more than least, with less than which nothing is. settled: so it
 * is. */
TC_CHECKED tc_code tc_additions_lower(tc_additions *additions, tc_grains least,
                                      bool *settled);

#endif
