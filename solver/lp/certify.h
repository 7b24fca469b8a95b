/* certify.h — judge an answer of the simplex from the raw data alone. Knows no solver. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_CERTIFY_H
#define TC_LP_CERTIFY_H

#include "lp/linear.h"
#include "lp/simplex.h"

/* How far an answer is from a proof that it is best. Each part is 0 in exact arithmetic,
 * INFINITY where it is not a number.
 *
 * Units    the parts are relative. Values: to the largest of 1, the value and its limit
 *          (columns), or of the largest coefficient, the sum of the absolute terms and
 *          the limit (rows). Prices: to the largest of the costs and the sum of the
 *          absolute terms of c - A' pi (columns), or of all costs and prices, each times
 *          its row's largest coefficient (rows). Sums: to the sum of their absolute
 *          terms, or to the largest cost. primal_absolute is in the units of x and A x.
 */
typedef struct tc_certificate {
    double primal_absolute;
    double primal;    /* a limit is passed */
    double dual;      /* a price pulls towards a limit that does not exist */
    double slackness; /* price and distance from the limit that it pays for: the lesser */
    double gap;       /* c'x and what the prices make of the limits, beyond rounding */
    double claims;    /* what the answer says beyond x and multiplier, and what follows */
    double value;     /* c'x */
} tc_certificate;

/* Judge a solution of the closed program, within the limits that it now has. A column or
 * row that is fixed may have a price of either sign.
 *
 * Shape    solution as for tc_simplex_maximise; only x and multiplier are believed.
 * Errors   TC_ERR_MEMORY.
 * Source   METHOD.md §3. */
TC_CHECKED tc_code tc_certify(const tc_linear *lp, const tc_objective *objective,
                              const tc_basic_solution *solution,
                              tc_certificate *certificate, tc_error *error);

/* Refuse an answer of which a relative part is above the tolerance.
 * Errors   TC_ERR_SOLVER, with the part that is worst. */
TC_CHECKED tc_code tc_certificate_accept(const tc_certificate *certificate,
                                         double tolerance, tc_error *error);

#endif
