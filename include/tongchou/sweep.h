/* sweep.h — many scenarios of one case: read what is asked, run it, sum it up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_SWEEP_H
#define TONGCHOU_SWEEP_H

#include <stdint.h>

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_sweep tc_sweep; /* what is asked */
typedef struct tc_sink tc_sink;   /* where outcomes go: rows.h, summary.h */

/* Read a sweep file ("-": standard input is not taken) and the list that it names, for a
 * case that lies in a folder. All faults of both files go into *faults.
 * Errors   TC_ERR_INPUT, TC_ERR_IO, TC_ERR_MEMORY. Owns: tc_sweep_free; it refers to the
 *          problem. */
TC_API TC_CHECKED tc_code tc_sweep_load(const tc_problem *problem, const char *path,
                                        tc_faults *faults, tc_sweep **sweep,
                                        tc_error *error);
TC_API void tc_sweep_free(tc_sweep *sweep);
TC_API int64_t tc_sweep_scenarios(const tc_sweep *sweep);

typedef struct tc_sweep_options {
    int threads;        /* 0: as many as the machine has */
    int64_t first, end; /* scenarios first .. end - 1, of those there are; end 0: all
                           from first on */
    tc_engine engine;
    bool no_automaton; /* do not remember pivots: for tests and benchmarks */
    bool relax;        /* take whole projects as divisible */
    int64_t memory;    /* bytes that remembered pivots may take, over all threads; 0:
                          256 MiB. Changes no result. */
    double gap;        /* of whole projects, as tc_solve_options */
    bool (*is_stopped)(void *asked); /* asked between tiles and inside slow ones, by any
                                        thread, several at a time: true ends the sweep
                                        after what was delivered; or NULL */
    void (*progress)(void *asked, int64_t done, int64_t all); /* or NULL; in order */
    void *asked;
} tc_sweep_options;

/* Will whole projects be decided, each scenario by branch and bound? That takes thousands
 * of times as long as a scenario of divisible ones. Threads: any. */
TC_API bool tc_sweep_decides_whole(const tc_problem *problem,
                                   const tc_sweep_options *options);

/* The engine's own counts. They may differ from run to run; no result does. */
typedef struct tc_sweep_counts {
    int64_t scenarios; /* done in this run */
    int64_t optimal, infeasible, bounded, failed;
    int64_t nodes; /* remembered, over all threads */
    int64_t pivots, remembered_steps;
    int64_t general; /* decided one by one, as tc_solve does */
    double worst_residual, worst_gap;
    double seconds;
    bool stopped;         /* by is_stopped, after first + scenarios - 1 */
    int64_t first_failed; /* the lowest number of a scenario that failed; -1: none did */
    tc_error failure;     /* why it did */
} tc_sweep_counts;

/* Run the scenarios and give their outcomes, in order, to each of sink_count sinks.
 *
 * Results do not depend on threads, memory, first and end, or the machine.
 *
 * Errors   TC_ERR_MEMORY, and what a sink returns, which ends the sweep: what it took
 *          before stays valid. A scenario that fails is a row with its reason and ends
 *          nothing. *counts is set whatever happens. */
TC_API TC_CHECKED tc_code tc_sweep_run(const tc_problem *problem, const tc_sweep *sweep,
                                       const tc_sweep_options *options,
                                       const tc_sink *const *sinks, int sink_count,
                                       tc_sweep_counts *counts, tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
