/* kernel.h — the inverse of the binding rows' entries at the basic columns, dense. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_KERNEL_H
#define TC_LP_KERNEL_H

#include <stdbool.h>

/* inverse[k * room + i]: k a place of a basic column, i a row, both below size.
 *
 * gamma[k]: how much of the basic column at place k one unit of what enters takes.
 * rho[i]: how what leaves is made of the binding rows. Shape: size each. */
typedef struct tc_kernel {
    double *inverse; /* room * room; the caller's */
    int size, room;
} tc_kernel;

/* Gauss-Jordan with the largest pivot of each column. Shape: matrix size * size, lost.
 * False where it has no inverse. */
bool tc_kernel_invert(tc_kernel *kernel, double *matrix);

/* A column takes the place of a basic one. */
void tc_kernel_swap_columns(const tc_kernel *kernel, int place, const double *gamma);

/* A row takes the place of a binding one; rho is of the row that comes. */
void tc_kernel_swap_rows(const tc_kernel *kernel, int row, const double *rho);

/* A row and a column come; pivot: the row's entry at the column less what the binding
 * rows make of it. */
void tc_kernel_grow(tc_kernel *kernel, const double *gamma, const double *rho,
                    double pivot);

/* The basic column at a place and a binding row go; what was last takes their places. */
void tc_kernel_shrink(tc_kernel *kernel, int place, int row);

#endif
