/* share_parts.h — what share_basis.c, share_look.c and share_pivot.c lend each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_PARTS_H
#define TC_LP_SHARE_PARTS_H

#include <math.h>

#include "lp/share_basis.h"

/* Write row i of a basis; the reach is copied. */
void tc_share_set_row(tc_share_basis *basis, int i, const tc_share_row *row);

/* What is much and little in a row: the market's needs, t/a. */
double tc_share_row_unit(const tc_share_model *model, const tc_share_row *row);

/* All weights and directions 0; add factor times a row to the weights of its cells; and
 * for every column its needs times the weights of their cells to the directions. */
void tc_share_clear(const tc_share_model *model, tc_share_work *work);
void tc_share_add_row(const tc_share_model *model, const tc_share_row *row, double factor,
                      tc_share_work *work);
void tc_share_add_entries(const tc_share_basis *basis, tc_share_work *work);

/* Put a column's needs into the sums (sign 1) or take them out (-1). */
void tc_share_count_column(tc_share_basis *basis, int column, double sign);
/* What the columns at 1 take of each row. */
void tc_share_sum_rows(tc_share_basis *basis);

/* A reduced cost, or a price for all the needs of a market, that is less than this part
 * of the goal's largest weight is 0: rounding is a hundred times less. */
static const double TC_SHARE_ROUNDING = 1e-11;

/* The sum, or 0 where it is rounding beside its terms, or less than least. */
static inline double tc_share_snap(double a, double b, double least)
{
    const double sum = a + b;
    return fabs(sum) <= 1e-12 * (fabs(a) + fabs(b)) + least ? 0.0 : sum;
}

/* A price, or 0 where it is rounding beside the terms that it was made of, or beside the
 * weights of the goal. */
double tc_share_snap_price(const tc_share_basis *basis, int level, int row, double price,
                           double terms);

/* Prices and reduced costs of one level, from the inverse. */
void tc_share_price_level(const tc_share_basis *basis, int level, double *price,
                          double *reduced, tc_share_work *work);

/* The step at a level at which a stop's reduced cost (or price) is 0. */
double tc_share_step_at(const tc_share_basis *basis, const tc_share_work *work,
                        const tc_share_stop *stop, int level);

/* How much of each basic column one unit of a column, or of the slack of a row, takes. */
void tc_share_find_gamma(const tc_share_basis *basis, int stop, double *gamma);

#endif
