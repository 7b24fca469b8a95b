/* automaton.h — never pivot twice: bases that were met, and the pivots between them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_AUTOMATON_H
#define TC_SWEEP_AUTOMATON_H

#include "lp/share_final.h"

/* Scenarios of one matrix that are decided together.
 *
 * Shape    kept, out: cells columns of room numbers; that of scenario i at [cell * room +
 *          i], cumulated over time (share_model.h). */
typedef struct tc_batch {
    int count, room;
    const double *kept, *out;
} tc_batch;

/* Told of each scenario once, in no order: the basis that is optimal for it, the point
 * and the figures that hold it, in a lane. basis NULL: the numbers did not allow it. */
typedef struct tc_batch_sink {
    void (*take)(void *context, int i, const tc_share_basis *basis,
                 const tc_share_point *point, const tc_share_figures *figures, int lane);
    void *context;
} tc_batch_sink;

/* A tree of bases with a root. The way of a scenario from the root depends on the
 * scenario alone, and each basis is what the pivots on that way make of the root, to the
 * bit; so it does not matter which of them are remembered. */
typedef struct tc_automaton tc_automaton;

typedef struct tc_automaton_counts {
    int64_t nodes, pivots, steps; /* steps: from one remembered basis to another */
} tc_automaton_counts;

/* Solve the root's scenario, cumulated as in a batch of 1; NULL: the root is the basis
 * without rows. memory: bytes for what is remembered; 0: nothing is.
 * Errors   TC_ERR_MEMORY. Owns: tc_automaton_free; the model and weights must outlive it.
 */
TC_CHECKED tc_code tc_automaton_new(const tc_share_model *model,
                                    const tc_share_totals *totals,
                                    const tc_share_supply *root, int64_t memory,
                                    tc_automaton **automaton, tc_error *error);

/* Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_automaton_run(tc_automaton *automaton, const tc_batch *batch,
                                    const tc_batch_sink *sink, tc_error *error);

/* Was the root's scenario solved? Where it was not, others will hardly be. */
bool tc_automaton_has_root(const tc_automaton *automaton);

tc_automaton_counts tc_automaton_count(const tc_automaton *automaton);
void tc_automaton_free(tc_automaton *automaton);

#endif
