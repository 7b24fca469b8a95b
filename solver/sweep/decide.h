/* decide.h — decide a tile of scenarios, in one thread. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_DECIDE_H
#define TC_SWEEP_DECIDE_H

#include "domain/outcome.h"
#include "lp/lexico.h"

/* A tile: the scenarios that are decided together. Arrays as in tc_outcomes, to be filled
 * but for values. Shape: a column of scenario i at [column * room + i], i < count. */
typedef struct tc_tile {
    int64_t first;
    int count, room;
    double *values;
    unsigned char *status, *reason, *engine;
    double *goal, *share, *remaining, *gap, *residual;
    int failed_at; /* the first scenario that failed, -1: none did; and why */
    tc_error failure;
    bool stopped; /* is_stopped said so meanwhile: nothing of the tile counts */
} tc_tile;

/* What whole grains can count (domain/plan.h), in t/a. Factors multiply: a sweep may ask
 * for more than any case that is read. A scenario with more in a source or a project
 * fails. */
#define TC_AMOUNT_MOST 1e9

/* Say that a scenario has no plan, and why; NaN for all that this leaves open. */
void tc_tile_clear(const tc_problem *problem, const tc_sweep *sweep, tc_tile *tile, int i,
                   tc_outcome_why reason);

/* What decides in one thread: it remembers what it learns, and the answers do not depend
 * on what that was. */
typedef struct tc_decider tc_decider;

/* options are whole: threads, memory and end are set (run.c).
 * Errors   TC_ERR_MEMORY. Owns: tc_decider_free; all three must outlive it. */
TC_CHECKED tc_code tc_decider_new(const tc_problem *problem, const tc_sweep *sweep,
                                  const tc_sweep_options *options, tc_decider **decider,
                                  tc_error *error);

/* Decide all scenarios of a tile, whose values are set.
 * Errors   TC_ERR_MEMORY. A scenario that cannot be solved has status TC_OUTCOME_FAILED.
 */
TC_CHECKED tc_code tc_decider_run(tc_decider *decider, tc_tile *tile, tc_error *error);

/* Add this decider's counts. */
void tc_decider_count(const tc_decider *decider, tc_sweep_counts *counts);

/* NULL is allowed. */
void tc_decider_free(tc_decider *decider);

/* Decide one scenario by tc_solve's path (METHOD.md), whatever it is: problem is the case
 * as it is in the scenario. from: a basis of tc_general_root to begin at, NULL: none.
 * i: its place in the tile.
 * Errors   TC_ERR_MEMORY; else the status tells. */
TC_CHECKED tc_code tc_general_decide(const tc_problem *problem, const tc_sweep *sweep,
                                     const tc_sweep_options *options,
                                     const tc_basis *from, int i, tc_tile *tile,
                                     tc_error *error);

/* The basis at which scenarios like this one begin; left empty where there is none.
 * Errors   TC_ERR_MEMORY. Owns: tc_basis_free. */
TC_CHECKED tc_code tc_general_root(const tc_problem *problem, tc_basis *basis,
                                   tc_error *error);

#endif
