/* share_final.h — what is the same for all scenarios for which a basis is optimal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_FINAL_H
#define TC_LP_SHARE_FINAL_H

#include "lp/share_point.h"

/* Totals that are asked for beside the goals: of weights by column, a share that its own
 * share is tied to counting both. Shape: weight count * columns. */
typedef struct tc_share_totals {
    const double *weight;
    int count;
} tc_share_totals;

/* Computed anew from the basis, not from what the pivots left.
 *
 * Shape    price[g * room + i] of level g and row i; primal, dual: levels, what columns
 *          that are not basic add to a level's value, and to its bound by the prices;
 *          total: of each of the totals the same; need: of each pollutant, t/a.
 *          total_rate[t * room + k], need_rate[p * room + k], primal_rate[g * room + k]:
 *          what the basic column at place k adds per unit of share. */
typedef struct tc_share_final {
    double fault; /* the largest violation of dual feasibility, relative */
    double *price, *primal, *dual, *primal_rate;
    double *total, *total_rate;
    double need[TC_POLLUTANTS], *need_rate;
} tc_share_final;

/* In one block for a basis of so many rows; NULL when memory runs out. Owns: tc_mem_drop.
 */
TC_CHECKED tc_share_final *tc_share_final_new(const tc_share_model *model, int room,
                                              int totals);
size_t tc_share_final_bytes(const tc_share_model *model, int room, int totals);

void tc_share_final_fill(tc_share_final *final, int room, const tc_share_basis *basis,
                         const tc_share_totals *totals, tc_share_work *work);

/* What comes of the scenarios of a point at the basis, lanes side by side.
 *
 * Shape    of lane k at [k], [total * lanes + k] and [pollutant * lanes + k]. residual:
 *          the largest of fault and, over the levels, |value - bound| beside the larger;
 *          first: the value of the first level; need: t/a, as the case has it. */
typedef struct tc_share_figures {
    double residual[TC_SHARE_LANES], first[TC_SHARE_LANES];
    double need[TC_POLLUTANTS * TC_SHARE_LANES];
    double *total;
} tc_share_figures;

void tc_share_final_figure(const tc_share_final *final, int room, int totals,
                           const tc_share_basis *basis, const tc_share_point *point,
                           tc_share_figures *figures);

#endif
