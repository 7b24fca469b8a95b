/* made_sweep.h — random sweeps of a made case, every kind of axis in play. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_MADE_SWEEP_H
#define TC_TESTS_MADE_SWEEP_H

#include "domain/outcome.h"

/* Axes of a made sweep. */
typedef enum made_axes {
    MADE_AXES_LIMITS = 1,    /* supplies, held-back shares */
    MADE_AXES_DEMAND = 2,    /* emissions and ratios */
    MADE_AXES_STRUCTURE = 4, /* dates, sources and projects that are gone */
    MADE_AXES_POLICY = 8,    /* other goals and weights */
    MADE_AXES_SETS = 16      /* ratios and export caps in place of the case's */
} made_axes;

/* A sweep by list: its scenarios are drawn at random; without MADE_AXES_SETS the first
 * one changes nothing. problem must outlive it. Owns: made_sweep_free. */
tc_sweep *made_sweep(uint64_t seed, const tc_problem *problem, int scenarios,
                     unsigned axes);
void made_sweep_free(tc_sweep *sweep);

/* All that sinks were given, a scenario after the other: its number, status, values,
 * goals, shares, what remains, gap, residual, engine. */
typedef struct made_record {
    int goals, axes, projects;
    double *row;
    int count, room, width;
    int fail_at; /* take fails at this call, from 1; 0: never */
    int calls;
    int64_t by_glpk;
    int64_t next; /* the scenario that must come next */
    bool disorder;
    tc_sink sink;
} made_record;

void made_record_open(made_record *record, const tc_problem *problem,
                      const tc_sweep *sweep);
void made_record_close(made_record *record);

/* Do the same rows stand in both, to the byte? */
bool made_record_same(const made_record *a, const made_record *b);

#endif
