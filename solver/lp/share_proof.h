/* share_proof.h — from a basis of cuts to the certificate of METHOD.md §4. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_PROOF_H
#define TC_LP_SHARE_PROOF_H

#include "lp/prices.h"
#include "lp/share_basis.h"

/* What the price of l <= y of a local key project has to do. */
typedef enum tc_share_within {
    TC_SHARE_APART,    /* nothing: l is held by its own price, or is above nothing */
    TC_SHARE_TOGETHER, /* hold l at a y that is neither 0 nor 1: all that l costs */
    TC_SHARE_BETWEEN   /* share what both are worth, so that each is held */
} tc_share_within;

/* Start from {0}.
 *
 * Shape    cell: net.class_count, -1: no project of the class can be served. within,
 *          of_share, of_own: project_count. price: net.lp.rows, of claims. row_price:
 * rows of the basis. weight, size: 3 * cells. */
typedef struct tc_share_proof {
    const tc_share_basis *basis;
    tc_share_work *work;
    tc_arena arena;
    tc_network net;
    tc_prices prices;
    int *cell;
    tc_share_within *within;
    double *of_share, *of_own; /* what the level at hand counts */
    double *price, *row_price, *weight, *size;
} tc_share_proof;

/* Fill cell (net->class_count): the cell of any project of the class; -1: none of them
 * can be served. */
void tc_share_class_cells(const tc_share_model *model, const tc_network *net, int *cell);

/* The basis is optimal, and its prices are fresh.
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Owns: tc_share_proof_free; all must outlive it.
 */
TC_CHECKED tc_code tc_share_proof_open(tc_share_proof *proof, const tc_share_basis *basis,
                                       tc_share_work *work, tc_error *error);

/* Do the goals of the model alone leave one share y to each project? */
bool tc_share_is_decided(const tc_share_basis *basis, tc_share_work *work);

/* Do they say that the own share of this local key project is 0, or is y? */
bool tc_share_own_is_decided(const tc_share_basis *basis, int project);

/* Is the own share held at the share? */
bool tc_share_is_tied(const tc_share_basis *basis, int project);

/* Add the prices of a level that counts of_share and of_own. goal: of the model, -1: of
 * none. claims: prices of a program with all shares held (net.lp.rows, GLPK's signs), to
 * which those of cuts are added; NULL: none.
 * Errors   TC_ERR_MEMORY. Source: METHOD.md §7.9. */
TC_CHECKED tc_code tc_share_proof_level(tc_share_proof *proof, int level, int goal,
                                        const double *claims, tc_error *error);

void tc_share_proof_free(tc_share_proof *proof);

#endif
