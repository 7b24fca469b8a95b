/* contingency_parts.h — the steps of tc_contingency_find, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_CONTINGENCY_PARTS_H
#define TC_EXPLAIN_CONTINGENCY_PARTS_H

#include "explain/approvals.h"

/* What the steps share. */
typedef struct tc_examining {
    const tc_problem *problem;
    tc_inquiry *inquiry;
    tc_contingency *contingency; /* its arena holds what is found */
    tc_approvals approvals;
    tc_change *changes;      /* scratch: room for all that a step makes */
    tc_uncovered *uncovered; /* scratch: project_count */
    tc_grains *credited; /* source * TC_POLLUTANTS + pollutant, in the plan of the case */
    tc_error *error;
} tc_examining;

/* Test approvals (of this plan or another one) on the case with the changes, of the
 * pollutants watched; into uncovered and *count. */
TC_CHECKED tc_code tc_examine_test(tc_examining *x, const tc_approvals *approvals,
                                   const tc_change *changes, int made, unsigned watched,
                                   int *count);

/* Of the pollutants that the source supplies, bit p. */
unsigned tc_supplied(const tc_problem *problem, int source);

/* Solve again with the changes. A plan that fails its check is none: then there is none
 * in the replay. Owns: tc_replay_free. */
TC_CHECKED tc_code tc_examine_replay(tc_examining *x, const tc_change *changes, int made,
                                     tc_replay *replay);

/* The new plan beside that of the case. */
TC_CHECKED tc_code tc_examine_shifts(tc_examining *x, const tc_replay *replay,
                                     tc_new_plan *plan);

/* Each source alone; any two at once. */
TC_CHECKED tc_code tc_examine_losses(tc_examining *x);
TC_CHECKED tc_code tc_examine_pairs(tc_examining *x);

/* How late the source of a loss may come. */
TC_CHECKED tc_code tc_examine_delay(tc_examining *x, tc_loss *loss);

/* The reserve with which no single loss takes an approval; after the losses. */
TC_CHECKED tc_code tc_examine_reserve(tc_examining *x);

/* The plan of which no single loss takes an approval, and what is held back for it. */
TC_CHECKED tc_code tc_examine_safety(tc_examining *x);

#endif
