/* boxed_parts.h — what boxed.c and boxed_pivot.c lend each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_BOXED_PARTS_H
#define TC_LP_BOXED_PARTS_H

#include "lp/boxed.h"

/* A ray, or a price of the wrong sign, is beyond rounding above this part of its terms.
 */
static const double TC_BOXED_CLEAR = 1e-9;

/* Where the way of a price or a reduced cost to 0 ends. */
typedef struct tc_boxed_stop {
    double at;    /* the step */
    double slope; /* what a change of ends takes off what is broken; INFINITY: a row */
    int column;   /* or columns + row */
} tc_boxed_stop;

/* What leaves. */
typedef struct tc_boxed_leaver {
    int place;     /* of a basic column; -1: a row comes, row[size] */
    bool above;    /* of a column: above its high end, else below the low one */
    double amount; /* > 0 */
} tc_boxed_leaver;

typedef enum tc_boxed_step {
    TC_BOXED_STEP_DONE,
    TC_BOXED_STEP_EMPTY, /* nothing can enter */
    TC_BOXED_STEP_LOST
} tc_boxed_step;

/* What the point leaves of a row: its limit less what stands there. */
double tc_boxed_left(const tc_boxed *boxed, int row);

/* Of the column at a place: the inverse's entries by row. */
const double *tc_boxed_inverse(const tc_boxed *boxed, int place);

/* What leaves goes, and what ends its way comes. */
tc_boxed_step tc_boxed_pivot(tc_boxed *boxed, const tc_boxed_leaver *leaver);

/* Where nothing can enter: the rows, combined as they make what leaves, say more than the
 * box allows. Their factors become the prices. */
bool tc_boxed_ray(tc_boxed *boxed, const tc_boxed_leaver *leaver);

#endif
