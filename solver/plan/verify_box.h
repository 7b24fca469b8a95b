/* verify_box.h — between which ends each share lies in a part of a proof; for verify*.c
 * only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_BOX_H
#define TC_PLAN_VERIFY_BOX_H

#include "domain/plan.h"

/* What was before a change, to go back to. */
typedef struct tc_proof_box_change {
    int project;
    double low, high;
} tc_proof_box_change;

/* Twins are whole projects that differ in nothing but the order of acceptance: exchanging
 * them changes no goal, so that the earlier one is served first.
 *
 * Shape    project_count each; changes four times that. */
typedef struct tc_proof_box {
    const tc_problem *problem;
    double *low, *high;
    int *twin_before, *twin_after; /* in the order of acceptance; -1: none */
    tc_proof_box_change *changes;
    int change_count;
} tc_proof_box;

/* All shares between 0 and 1; required ones 1, barred ones 0. order: as first-come serves
 * them. False when memory runs out. Owns: the arena. */
TC_CHECKED bool tc_proof_box_open(const tc_problem *problem, const bool *barred,
                                  const int *order, tc_arena *arena, tc_proof_box *box);

/* Leave the part of the box in which the project is refused, or approved at its least
 * share, with what that says of its twins. */
void tc_proof_box_split(tc_proof_box *box, int project, bool approved);

/* Raise the lower end of a share, with what that says of its twins. */
void tc_proof_box_raise(tc_proof_box *box, int project, double low);

/* Go back to the box of change_count changes; forget how to go back. */
void tc_proof_box_undo(tc_proof_box *box, int change_count);
void tc_proof_box_keep(tc_proof_box *box);

bool tc_proof_box_is_empty(const tc_proof_box *box);

/* Is every whole project refused, or approved, throughout the box? */
bool tc_proof_box_is_settled(const tc_proof_box *box);

#endif
