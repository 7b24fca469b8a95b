/* inquiry.h — one case and its plan, and what the plan would be if things were changed.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_INQUIRY_H
#define TC_EXPLAIN_INQUIRY_H

#include "domain/change.h"
#include "domain/plan.h"

typedef struct tc_inquiry tc_inquiry;

/* How it was asked so far. */
typedef struct tc_inquiry_counts {
    long asked;    /* questions to the fast path */
    long replayed; /* plans with credits and their check */
    long fresh;    /* of asked: those that took a whole plan */
} tc_inquiry_counts;

/* What would come of a change. */
typedef struct tc_answer {
    tc_plan_status status;
    const double *share; /* project_count, y as the LP has it; all 0 when infeasible.
                            Until the next question. */
} tc_answer;

/* What came of a change, decided as tc_solve does, and checked. */
typedef struct tc_replay {
    tc_problem *problem; /* as changed */
    tc_plan *plan;
    tc_verdict verdict;
} tc_replay;

/* Solve the case. Both must outlive the inquiry. options NULL: {0}.
 * Errors   as tc_solve; required projects that cannot all be served are no error: the
 *          plan says so. Owns: tc_inquiry_close. Threads: one at a time. */
TC_CHECKED tc_code tc_inquiry_open(const tc_problem *problem,
                                   const tc_solve_options *options, tc_inquiry **inquiry,
                                   tc_error *error);

/* NULL is allowed. */
void tc_inquiry_close(tc_inquiry *inquiry);

/* The case as it is, its plan with ties named, and how often it was asked. */
const tc_problem *tc_inquiry_problem(const tc_inquiry *inquiry);
const tc_plan *tc_inquiry_plan(const tc_inquiry *inquiry);
tc_inquiry_counts tc_inquiry_count(const tc_inquiry *inquiry);

/* The shares that the changes would give, by the cheapest exact way; for searching. The
 * same as tc_inquiry_replay but for rounding (1e-7).
 * Errors   as tc_solve. */
TC_CHECKED tc_code tc_inquiry_ask(tc_inquiry *inquiry, const tc_change *changes,
                                  int count, tc_answer *answer, tc_error *error);

/* Make the changes, solve again, check. What is told to anybody has been replayed.
 * Errors   as tc_solve. Owns: tc_replay_free, before the inquiry is closed. */
TC_CHECKED tc_code tc_inquiry_replay(tc_inquiry *inquiry, const tc_change *changes,
                                     int count, tc_replay *replay, tc_error *error);
void tc_replay_free(tc_replay *replay);

/* Is this project fully served, in whole grains? In a replay; in the plan of the case. */
bool tc_replay_serves(const tc_replay *replay, int project);
bool tc_inquiry_serves(const tc_inquiry *inquiry, int project);

/* Does this share stand for full service? Whole grains may still lack one. */
bool tc_share_is_full(double share);

#endif
