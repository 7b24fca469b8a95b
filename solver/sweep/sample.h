/* sample.h — some scenarios kept whole, for what cannot be counted in passing.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_SAMPLE_H
#define TC_SWEEP_SAMPLE_H

#include "domain/sweep_summary.h"

/* Rows are few enough for memory and for sorting; bins enough for a rule of 2 %. */
enum { TC_SAMPLE_ROWS = 32768, TC_SAMPLE_BINS = 64, TC_SAMPLE_BYTES = 64 * 1024 * 1024 };

/* One of so many scenarios (one_of, a power of two), but for the failed ones: all, until
 * there is no room, then half of them, and so on. Which ones is as good as chance, and
 * depends on their numbers alone: a fixed step would fall in with the order of a Sobol'
 * sequence, of which every second point lies in one half, or with that of a grid. Column
 * c of row i is at [c * room + i]. */
typedef struct tc_sample {
    int64_t one_of;
    int room, count;
    int axis_count, goal_count, project_count;
    double *values;       /* by axis */
    double *goals;        /* NaN in an infeasible scenario */
    float *shares;        /* 1 exactly where the project is served; 0 where infeasible */
    int64_t *scenario;    /* of the row */
    unsigned char *there; /* of the row: 0 where infeasible */
    /* by tc_sample_close: */
    int *decided; /* decided_count rows that are not infeasible, rising */
    int decided_count;
    /* by axis: */
    int *order;          /* its rows by rising value */
    unsigned char *code; /* the bin of each row */
    struct tc_sample_axis *axes;
} tc_sample;

/* The bins of an axis: of about equally many rows, or one for each value. */
typedef struct tc_sample_axis {
    int bins;
    bool steps;                    /* one for each value */
    int start[TC_SAMPLE_BINS + 1]; /* where each bin begins in order */
} tc_sample_axis;

/* A sample for a sweep, from an arena. False when memory runs out. */
TC_CHECKED bool tc_sample_open(tc_arena *arena, const tc_summary *summary,
                               tc_sample *sample);

/* Keep the rows of a block that are in the sample. */
void tc_sample_take(tc_sample *sample, const tc_outcomes *block);

/* Sort by each axis and make the bins. False when memory runs out. */
TC_CHECKED bool tc_sample_close(tc_arena *arena, tc_sample *sample);

/* Work out rank correlations, and first-order shares of the variance where first is
 * asked for. False when memory runs out.
 *
 * The first-order share is that of the variance between the means of the bins, less what
 * noise alone puts there: (SSB - (K-1) MSW) / SST (Kelley's correction). */
TC_CHECKED bool tc_sample_effects(const tc_sample *sample, bool first,
                                  tc_axis_effect *effects);

/* The order of values by size, equal ones by place: order[0] is the least. Values are
 * finite. False when memory runs out. */
TC_CHECKED bool tc_order_by_size(const double *values, int count, int *order);

#endif
