/* tally.h — what is counted while scenarios come in, in memory of a fixed size. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_TALLY_H
#define TC_SWEEP_TALLY_H

#include "sweep/effect.h"
#include "sweep/sample.h"

/* A sum whose lost digits are kept beside it (Knuth's TwoSum): serial, so that it does
 * not depend on how the numbers came in blocks. */
typedef struct tc_sum {
    double sum, lost;
} tc_sum;

static inline void tc_sum_add(tc_sum *to, double value)
{
    const double sum = to->sum + value;
    const double part = sum - to->sum;
    to->lost += (to->sum - (sum - part)) + (value - part);
    to->sum = sum;
}

/* ---- one goal, or what remains of a pollutant -------------------------------------- */

/* The first values are kept; when there are more, all go into bins whose width is a fixed
 * share of the value: 2^11 to a power of two, from 2^-40 to 2^40, what is smaller being
 * 0. A quantile is the middle of its bin, and so within 2^-12 of its size. */
enum { TC_FIGURE_KEPT = 65536, TC_FIGURE_STEPS = 2048, TC_FIGURE_POWERS = 80 };
enum { TC_FIGURE_BINS = TC_FIGURE_STEPS * TC_FIGURE_POWERS };

typedef struct tc_figure_tally {
    int64_t count;
    double least, most;
    tc_sum sum;
    double *kept;             /* TC_FIGURE_KEPT */
    int64_t *bins, *negative; /* TC_FIGURE_BINS each */
    int64_t zeroes;
} tc_figure_tally;

/* Count values[0 .. count-1]; those that are not finite are not counted. */
void tc_figure_take(tc_figure_tally *tally, const double *values, int count);

/* Work the figure out; kept is sorted. */
void tc_figure_finish(tc_figure_tally *tally, tc_figure *figure);

/* ---- one project ------------------------------------------------------------------- */

typedef struct tc_share_tally {
    int64_t served, none; /* of a share that is NaN neither */
    tc_sum sum;
} tc_share_tally;

void tc_share_take(tc_share_tally *tally, const double *shares, int count);

/* ---- all --------------------------------------------------------------------------- */

typedef struct tc_tally {
    const tc_problem *problem;
    const tc_sweep *sweep;
    tc_figure_tally *figures; /* goals, then pollutants */
    tc_share_tally *shares;
    tc_sample sample;
    tc_saltelli saltelli; /* of that design */
    tc_grid_effect grid;  /* of that design; sums NULL: not used */
    int64_t next;         /* the scenario that must come */
} tc_tally;

#endif
