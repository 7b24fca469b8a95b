/* lexico.h — goals in strict order on one linear program (METHOD.md §3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_LEXICO_H
#define TC_LP_LEXICO_H

#include "lp/simplex.h"

typedef struct tc_lexico tc_lexico;

/* Load a closed program; nothing is solved yet.
 * Errors   as tc_simplex_open. Owns: tc_lexico_close, same thread; lp must outlive it. */
TC_CHECKED tc_code tc_lexico_open(const tc_linear *lp, tc_lexico **lexico,
                                  tc_error *error);

/* The same on a simplex that is open already, whose limits are those of lp; closing
 * leaves it open, its limits changed. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_lexico_borrow(const tc_linear *lp, tc_simplex *simplex,
                                    tc_lexico **lexico, tc_error *error);

/* Maximise the next goal among the points that are best for all goals before, then leave
 * only its best points: columns and rows whose reduced cost or multiplier is not zero
 * are fixed where they stand.
 *
 * Shape    multiplier lp->rows (NULL: not wanted): set when optimal, noise taken out.
 * Errors   as tc_simplex_maximise; an unbounded goal, or an optimum that tc_certify does
 *          not confirm within the limits in force, is TC_ERR_SOLVER. */
TC_CHECKED tc_code tc_lexico_level(tc_lexico *lexico, const tc_objective *goal,
                                   tc_lp_status *status, double *value,
                                   double *multiplier, tc_error *error);

/* Look what the goal could reach among the points still allowed, and fix nothing.
 * Errors   as tc_lexico_level. */
TC_CHECKED tc_code tc_lexico_probe(tc_lexico *lexico, const tc_objective *goal,
                                   double *value, tc_error *error);

/* The present point: columns values, valid until the next level or probe. */
const double *tc_lexico_point(const tc_lexico *lexico);

/* Does an earlier goal hold this column at one of its limits? */
bool tc_lexico_is_fixed(const tc_lexico *lexico, int column);

/* Keep a column within limits that are narrower than the program's; where they are equal
 * it is fixed. */
void tc_lexico_hold(tc_lexico *lexico, int column, double low, double high);

/* A basis at which another program of the same shape may begin. Empty: columns 0.
 * Shape    stand columns + rows: tc_stand. */
typedef struct tc_basis {
    int columns, rows;
    unsigned char *stand;
} tc_basis;

/* Keep the present basis, in which what earlier goals have fixed stands at the limits of
 * lp itself: it is best for all goals so far, and for programs that differ from lp in
 * amounts alone nearly so.
 * Errors   TC_ERR_MEMORY. Owns: tc_basis_free. */
TC_CHECKED tc_code tc_lexico_keep_basis(const tc_lexico *lexico, const tc_linear *lp,
                                        tc_basis *basis, tc_error *error);

/* Begin there, before the first level or probe; a basis of another shape is no help. */
void tc_lexico_begin_at(tc_lexico *lexico, const tc_basis *basis);

void tc_basis_free(tc_basis *basis);

/* The program with what the goals so far have fixed, for tc_simplex_write. */
tc_simplex *tc_lexico_simplex(tc_lexico *lexico);

/* Pivots so far. */
long tc_lexico_pivots(const tc_lexico *lexico);

/* NULL is allowed. */
void tc_lexico_close(tc_lexico *lexico);

#endif
