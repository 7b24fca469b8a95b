/* boxed.h — a program of few rows over columns that all have two ends; its rows are found
 * as they are broken. For searches that solve thousands of it (METHOD.md §6.10). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_BOXED_H
#define TC_LP_BOXED_H

#include "base/arena.h"
#include "lp/kernel.h"
#include "tongchou/error.h"

/* A row: entry · x <= rhs, scaled so that its entries are about 1. */
typedef struct tc_boxed_row {
    int slot; /* its memory, below room + 1: who made it keeps there what it stands for */
    double rhs;
    double *entry; /* columns */
} tc_boxed_row;

/* Fill a row that the point breaks, but for its slot, which is given; false where there
 * is none: no row that binds already counts. */
typedef bool tc_boxed_find(void *asked, const double *x, tc_boxed_row *row);

/* Maximise cost · x, low <= x <= high, under the rows that find knows.
 *
 * Shape    low, high, cost, x, reduced, at_high, place: columns. row, price, basic: size
 *          (of room). alpha, stops: columns (+ room). */
typedef struct tc_boxed {
    int columns, room;
    double *low, *high, *cost; /* the caller's to set, at any time */
    tc_boxed_find *find;
    void *asked;
    double *x, *reduced; /* of the last call */
    tc_boxed_row *row;   /* those that bind; row[size] and price[size]: see priced */
    double *price;
    int priced; /* rows with a price: size, or one more where none enters any more */
    int size;
    tc_kernel kernel;
    int *basic, *place; /* place: in basic, -1: not basic */
    bool *at_high;
    double *alpha, *rho, *gamma, *fixed, *value, *matrix;
    struct tc_boxed_stop *stops;
    int since;   /* pivots since the inverse was computed from the rows */
    long pivots; /* so far */
} tc_boxed;

typedef enum tc_boxed_status {
    TC_BOXED_SOLVED, /* x is the best */
    TC_BOXED_BELOW,  /* the prices prove that no point reaches the cutoff */
    TC_BOXED_EMPTY,  /* the prices prove, without any cost, that there is no point */
    TC_BOXED_LOST    /* rounding, or too many rows: nothing is known */
} tc_boxed_status;

/* A program without rows. Errors: TC_ERR_MEMORY. Owns: the arena. */
TC_CHECKED tc_code tc_boxed_make(int columns, tc_arena *arena, tc_boxed *boxed,
                                 tc_error *error);

/* Dual simplex with bound flips, from the rows that bind since the last call. *bound:
 * what the prices allow at most; of SOLVED and BELOW. */
tc_boxed_status tc_boxed_solve(tc_boxed *boxed, double cutoff, double *bound);

/* Forget the rows. */
void tc_boxed_clear(tc_boxed *boxed);

#endif
