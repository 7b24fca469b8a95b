/* linear.h — a linear program as data: triplets in, columns out. Knows no solver. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_LINEAR_H
#define TC_LP_LINEAR_H

#include <stdbool.h>

#include "tongchou/error.h"

/* Rows  row_low <= A x <= row_high,  columns  low <= x <= high  (INFINITY: no limit).
 *
 * Shape    row_* rows; low, high, start+1 columns; index, value start[columns]. Inside a
 *          column the row indices rise. start, index and value are set by
 *          tc_linear_close, from the triplets.
 * Owns     tc_linear_free. Start from {0}. */
typedef struct tc_linear {
    int rows, columns, entries;
    double *row_low, *row_high, *low, *high;
    int *start, *index;
    double *value;
    struct tc_triplet *triplets;
    int row_room, column_room, triplet_room;
    bool failed; /* memory ran out while it was built */
} tc_linear;

/* A sparse objective: maximise the sum of value[k] x[column[k]]; no column comes twice.
 */
typedef struct tc_objective {
    int count;
    const int *column;
    const double *value;
} tc_objective;

/* Add a row or a column; the index, or -1 once memory has run out. */
int tc_linear_row(tc_linear *lp, double low, double high);
int tc_linear_column(tc_linear *lp, double low, double high);

/* A[row, column] += value. Nothing happens with a negative index. */
void tc_linear_entry(tc_linear *lp, int row, int column, double value);

/* Compress the triplets into columns (equal places are summed in the order in which they
 * came). Rows and columns may not be added afterwards.
 * Errors   TC_ERR_MEMORY, also for any failure before; TC_ERR_SOLVER: a value that is not
 *          a number. */
TC_CHECKED tc_code tc_linear_close(tc_linear *lp, tc_error *error);

/* y := A x (rows). */
void tc_linear_times(const tc_linear *lp, const double *x, double *y);

/* The inner product of column with pi (rows), and in *size the sum of the absolute
 * terms, by which rounding is judged. */
double tc_linear_price(const tc_linear *lp, int column, const double *pi, double *size);

void tc_linear_free(tc_linear *lp);

#endif
