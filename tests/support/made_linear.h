/* made_linear.h — linear programs written by hand, or made around a known optimum. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_MADE_LINEAR_H
#define TC_TESTS_MADE_LINEAR_H

#include "lp/simplex.h"
#include "support/dice.h"

/* A program from a full matrix in rows (rows * columns). A failure fails the test.
 * Owns: tc_linear_free. */
tc_linear linear_of(int rows, int columns, const double *matrix, const double *row_low,
                    const double *row_high, const double *low, const double *high);

/* Arrays for a solution of the program. Owns: solution_free. */
tc_basic_solution solution_for(const tc_linear *lp);
void solution_free(tc_basic_solution *solution);

/* A program with an optimum that is known because plan and prices were chosen first: each
 * column and row is put at its lower or upper limit with a price of the right sign, at a
 * limit without a price, or between its limits; limits and costs follow. */
typedef struct made_linear {
    tc_linear lp;
    int *column; /* of the objective: all */
    double *cost;
    tc_basic_solution best;
} made_linear;

made_linear made_linear_new(dice *d, int rows, int columns);
tc_objective made_linear_goal(const made_linear *made);
void made_linear_free(made_linear *made);

#endif
