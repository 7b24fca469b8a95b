/* sweep_ask.h — the questions of the bench of sweeps, and what all of them share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_SWEEP_ASK_H
#define TC_BENCH_SWEEP_ASK_H

#include "peer_task.h"
#include "sweep_case.h"
#include "sweep_own.h"
#include "sweep_table.h"

/* Values of goals that differ by more are not the same, relative. */
#define SWEEP_TOLERANCE 1e-9

enum { SWEEP_PEERS_MOST = 8, SWEEP_SETTINGS_MOST = 20, SWEEP_MILLION = 1000000 };

/* How much is asked of a case; sources 0: Yuncheng. points: scenarios of which other
 * solvers are given some or all. */
typedef struct sweep_size {
    int sources, projects;
    long ours;
    int points;
} sweep_size;
typedef struct bench {
    sweep_table table;
    bool quick;
    long only; /* projects; 0: all sizes */
    const char *yuncheng;
    double seconds; /* of each measurement */
    int wrong;
} bench;

/* One box of one case. */
typedef struct question {
    const sweep_size *of;
    const tc_problem *problem;
    sweep_box_kind kind;
    int percent;
    sweep_box box;
    sweep_job job;
    own_answers answers;
    peer_task task;
    double best_warm, best_cold; /* microseconds; 0: none */
    /* what each setting of each other solver took when all were tried; 0: not tried yet,
       INFINITY: not, or with other answers */
    double tried_us[SWEEP_PEERS_MOST][SWEEP_SETTINGS_MOST];
} question;

/* A line about the question, to be filled. */
sweep_line sweep_line_of(const question *q, const char *engine);

/* A run of ours as a line. */
sweep_line sweep_own_line(const question *q, const char *engine,
                          const own_timing *timing);

/* The largest difference of two lists of goals, relative. */
double sweep_difference(const double *a, const double *b, int count);

/* Tell that there is no answer, and count it. */
void sweep_give_up(bench *b, const question *q, const char *engine,
                   const tc_error *error);

/* All solvers on a box: the scenarios of q->kind and q->percent. Leaves q->job, and the
 * times of the best of the others. */
void sweep_ask_box(bench *b, question *q);

/* One scenario after the other, each by an engine of its own. */
void sweep_ask_cold(bench *b, const question *q);

/* The case as it is, as a planner would first write it: one cold solve of all goals. */
void sweep_ask_plain(bench *b, const question *q);

/* A million scenarios in a box of 14 axes, +-10 %, summarised. */
void sweep_ask_million(bench *b, question *q);

#endif
