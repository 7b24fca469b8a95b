/* share_optimum.h — the best shares of one case in the space of shares (METHOD.md §7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_OPTIMUM_H
#define TC_LP_SHARE_OPTIMUM_H

#include "lp/share_run.h"

/* Start from {0}. */
typedef struct tc_share_optimum {
    tc_share_model model;
    tc_share_work work;
    tc_share_point point; /* the case at the basis */
    tc_share_basis *basis;
    int64_t pivots;
} tc_share_optimum;

/* Find the basis that is best in the strict order, first-come included. *done is false
 * where the case has no form of cuts, the required projects are not all served without a
 * price, or the numbers do not allow it. Whole projects count as divisible. near: begin
 * at the basis of this case where the two differ in supplies alone; NULL: none. What is
 * best is unique, so that it changes no share but by rounding.
 *
 * Errors   TC_ERR_MEMORY. Owns: tc_share_optimum_free, whatever came of it; problem must
 *          outlive it. */
TC_CHECKED tc_code tc_share_optimum_find(const tc_problem *problem,
                                         const tc_share_optimum *near,
                                         tc_share_optimum *optimum, bool *done,
                                         tc_error *error);
void tc_share_optimum_free(tc_share_optimum *optimum);

/* The shares y and own-area shares l of all projects. Shape: project_count each. */
void tc_share_optimum_read(const tc_share_optimum *optimum, double *share, double *own);

/* Only the shares, of a case whose whole projects are decided: refused ones get 0,
 * approved ones at least their least share. done as above. approved NULL: they count as
 * divisible, and near may help, as above. Shape: project_count each. Errors:
 * TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_share_optimum_shares(const tc_problem *problem,
                                           const bool *approved,
                                           const tc_share_optimum *near, double *share,
                                           double *own, bool *done, tc_error *error);

#endif
