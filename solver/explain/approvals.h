/* approvals.h — what a plan approves, and whether it can be kept on other sources. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_APPROVALS_H
#define TC_EXPLAIN_APPROVALS_H

#include "domain/contingency.h"
#include "explain/inquiry.h"

/* Of a plan, which must outlive it. */
typedef struct tc_approvals {
    const tc_problem *problem;
    const tc_plan *plan;
    int *order; /* count: required first, then by rank */
    int count;
} tc_approvals;

/* Projects that need no credits are none: they can lose nothing.
 * Errors   TC_ERR_MEMORY. Owns: the arena. */
TC_CHECKED tc_code tc_approvals_list(const tc_problem *problem, const tc_plan *plan,
                                     tc_arena *arena, tc_approvals *approvals,
                                     tc_error *error);

/* Which of them lose their cover on the sources of a changed case; of the pollutants in
 * watched (bit p), of the others all are covered.
 *
 * Shape    uncovered: room for approvals->count. Errors: as tc_cover_add. */
TC_CHECKED tc_code tc_approvals_test(const tc_approvals *approvals,
                                     const tc_problem *changed, unsigned watched,
                                     tc_uncovered *uncovered, int *count,
                                     tc_error *error);

/* The changes after which the approvals, but for those that are uncovered (count), must
 * be served in full and nobody else asks for anything. Returns how many; at most
 * tc_approvals_room. */
int tc_approvals_require(const tc_approvals *approvals, const tc_uncovered *uncovered,
                         int count, tc_change *changes);
size_t tc_approvals_room(const tc_problem *problem);

/* Make the changes (made of them), require the approvals but for those uncovered, solve
 * again and check: is each approval kept, to the grain? What fails its check is none.
 *
 * Shape    changes: room for tc_approvals_room more. Errors: as tc_inquiry_replay. */
TC_CHECKED tc_code tc_approvals_replay(tc_inquiry *inquiry, const tc_approvals *approvals,
                                       tc_change *changes, int made,
                                       const tc_uncovered *uncovered, int count,
                                       bool *kept, tc_error *error);

/* The same of all approvals where they cannot all be kept: *lost. The program is asked
 * first, and only where it finds a way are they solved again. */
TC_CHECKED tc_code tc_approvals_refute(tc_inquiry *inquiry, const tc_approvals *approvals,
                                       tc_change *changes, int made, bool *lost,
                                       tc_error *error);

#endif
