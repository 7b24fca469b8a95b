/* sweep_own.h — our engine on the scenarios of a sweep: answers, time and memory. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_SWEEP_OWN_H
#define TC_BENCH_SWEEP_OWN_H

#include "domain/outcome.h"

typedef struct sweep_job {
    const tc_problem *problem;
    const tc_sweep *sweep;
    bool relax;
} sweep_job;

/* Answers of the first count scenarios.
 * Shape    goal count * goal_count, a scenario's goals side by side. */
typedef struct own_answers {
    int count, goal_count;
    double *goal;
    long optimal;
    double between, refused; /* projects served in part, and not at all; means */
    double seconds;
} own_answers;

/* Errors: those of tc_sweep_run. Owns: goal is the caller's, free. */
TC_CHECKED tc_code own_answer(const sweep_job *job, int count, own_answers *answers,
                              tc_error *error);

/* Seconds after which no more scenarios are begun. */
#define OWN_MOST_S 4.0

typedef struct own_timing {
    long scenarios; /* of one run: those that were done */
    double us;      /* a scenario: of the processor with one thread, else of the clock */
    double wall_us;
    double added_mib; /* most memory beyond what was held before */
    double bytes;     /* handed to a sink, a scenario */
    tc_sweep_counts counts;
} own_timing;

/* Run scenarios 0 .. count - 1 for at least so many seconds, each time from nothing. The
 * first run ends after about OWN_MOST_S, and so many are then run by all.
 * Errors: those of tc_sweep_run. */
TC_CHECKED tc_code own_time(const sweep_job *job, const tc_sweep_options *how, long count,
                            double seconds, own_timing *timing, tc_error *error);

/* All scenarios of the sweep with a summary, once: until it is worked out. */
TC_CHECKED tc_code own_summarise(const sweep_job *job, const tc_sweep_options *how,
                                 own_timing *timing, tc_error *error);

/* One scenario after the other, each by a decider of its own: from the case in memory to
 * the answer, and only the last part of it, once the decider stands. Microseconds. */
typedef struct own_cold {
    double whole_us, decide_us;
    long count;
} own_cold;
TC_CHECKED tc_code own_time_cold(const sweep_job *job, double seconds, own_cold *timing,
                                 tc_error *error);

#endif
