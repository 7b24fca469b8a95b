/* sweep_case.h — what the bench of sweeps asks: made cases that bind, and boxes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_SWEEP_CASE_H
#define TC_BENCH_SWEEP_CASE_H

#include "domain/sweep.h"

enum { SWEEP_AXES_MOST = 20 };

/* A made case of 14 counties and one area that is not printed, six dates, tiers 1 to 4
 * and the default exchange, in which of each pollutant half of the need is there and
 * every third area has an export cap. Owns: made_case_free. */
tc_problem *sweep_case_make(int sources, int projects);

typedef enum sweep_box_kind {
    SWEEP_BOX_SIX,      /* supply of each pollutant */
    SWEEP_BOX_MIXED_14, /* that, and demand of 4, held-back share of 2, export cap of 2 */
    SWEEP_BOX_AREAS_14, /* supply of each of 14 areas */
    SWEEP_BOX_MIXED_20, /* supply and demand of each pollutant, held-back share of 2,
                           export cap of 2, supply of 4 areas */
    SWEEP_BOXES
} sweep_box_kind;

extern const char *const sweep_box_names[SWEEP_BOXES];

/* A Monte Carlo design over a box: factors in 1 - width .. 1 + width, held-back shares in
 * 0 .. width, export caps in 1 - width .. 1. */
typedef struct sweep_box {
    tc_axis axes[SWEEP_AXES_MOST];
    tc_sweep sweep; /* refers to axes: a box is not copied */
} sweep_box;

void sweep_box_fill(sweep_box *box, const tc_problem *problem, sweep_box_kind kind,
                    double width, int64_t scenarios);

#endif
