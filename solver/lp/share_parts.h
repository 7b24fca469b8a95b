/* share_parts.h — what share_basis.c, share_look.c and share_pivot.c lend each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_PARTS_H
#define TC_LP_SHARE_PARTS_H

#include "lp/share_basis.h"

/* Write row i of a basis; the reach is copied. */
void tc_share_set_row(tc_share_basis *basis, int i, const tc_share_row *row);

/* What is much and little in a row: the market's needs, t/a. */
double tc_share_row_unit(const tc_share_model *model, const tc_share_row *row);

/* All weights 0; add factor times a row to the weights of its cells. */
void tc_share_clear(const tc_share_model *model, tc_share_work *work);
void tc_share_add_row(const tc_share_model *model, const tc_share_row *row, double factor,
                      tc_share_work *work);
/* Of every column, y and l each for itself: needs times the weights of their cells.
 * Shape: weight 3 * cells, by kind; sum columns. */
void tc_share_add_entries(const tc_share_model *model, const double *weight, double *sum);

/* Of values by column, that of a column of this kind: of y with l where it stands for
 * both. */
double tc_share_as(const tc_share_model *model, const double *values, int column,
                   tc_share_kind kind);

/* Put a column's needs into the sums (sign 1) or take them out (-1). */
void tc_share_count_column(tc_share_basis *basis, int column, double sign);
/* What the columns at 1 take of each row. */
void tc_share_sum_rows(tc_share_basis *basis);

/* A reduced cost that is less than this part of the goal's largest weight is 0: rounding
 * is a hundred times less. Of a price for all the needs of a market, which no real one
 * makes less than about the weight of a project, more: it is a sum over the inverse. */
static const double TC_SHARE_ROUNDING = 1e-11, TC_PRICE_ROUNDING = 1e-8;

/* A price, or 0 where it is rounding beside the terms that it was made of, or beside the
 * weights of the goal. */
double tc_share_snap_price(const tc_share_basis *basis, int level, int row, double price,
                           double terms);

/* Prices of one level, and reduced costs as in a basis, from the inverse. */
void tc_share_price_level(const tc_share_basis *basis, int level, double *price,
                          double *reduced, tc_share_work *work);

/* The entry of a row at a column, if it were of this kind. */
double tc_share_entry_of(const tc_share_model *model, const tc_share_row *row, int column,
                         tc_share_kind kind);

/* The step at a level at which a stop's reduced cost (or price) is 0. */
double tc_share_step_at(const tc_share_basis *basis, const tc_share_stop *stop,
                        int level);

/* How much of each basic column one unit of a column, or of the slack of a row, takes. */
void tc_share_find_gamma(const tc_share_basis *basis, int stop, tc_share_kind kind,
                         double *gamma);

/* Does the way end at x before it ends at y? A strict order, but for rounding. */
bool tc_share_comes_before(const tc_share_basis *basis, tc_share_work *work,
                           const tc_share_stop *x, const tc_share_stop *y);

#endif
