/* simplex.h — the door to GLPK: one linear program in the calling thread's environment.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SIMPLEX_H
#define TC_LP_SIMPLEX_H

#include "lp/linear.h"

/* GLPK's copy of one program. A thread may have one open at a time: a failure inside
 * GLPK is survived by throwing its whole environment away. */
typedef struct tc_simplex tc_simplex;

typedef enum tc_lp_status {
    TC_LP_OPTIMAL,
    TC_LP_INFEASIBLE,
    TC_LP_UNBOUNDED
} tc_lp_status;

/* An optimal basic solution, in the units of the program (scaling undone).
 *
 * Shape    x, reduced_cost columns; activity, multiplier rows. The caller's arrays.
 * Signs    of a maximisation: reduced_cost = c - A' multiplier; a column at its lower
 *          limit has reduced_cost <= 0, at its upper >= 0, between 0; a row at its upper
 *          limit has multiplier >= 0, at its lower <= 0, between 0. */
typedef struct tc_basic_solution {
    double *x, *reduced_cost, *activity, *multiplier;
    double value;
    long pivots; /* of this call */
} tc_basic_solution;

/* Load a closed program.
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER.
 * Owns     tc_simplex_close, in the same thread. lp must outlive it.
 * Threads  one at a time in each thread. */
TC_CHECKED tc_code tc_simplex_open(const tc_linear *lp, tc_simplex **simplex,
                                   tc_error *error);

/* Take reduced costs and multipliers below this (of the scaled program, whose largest
 * cost is about 1) for rounding; TC_NOISE unless set. */
#define TC_NOISE 1e-14
void tc_simplex_set_noise(tc_simplex *simplex, double noise);

/* Change the limits of a column or row; the basis stays. */
void tc_simplex_column_limits(tc_simplex *simplex, int column, double low, double high);
void tc_simplex_row_limits(tc_simplex *simplex, int row, double low, double high);

/* Where a column or row stands in a basis. */
typedef enum tc_stand { TC_STAND_BASIC, TC_STAND_LOW, TC_STAND_HIGH } tc_stand;

/* Which are basic after an optimum.
 * Shape    basic columns, then rows. */
void tc_simplex_basic(const tc_simplex *simplex, bool *basic);

/* Let the first call begin at a basis, by the dual simplex, instead of all rows basic.
 * Shape    stand columns, then rows: tc_stand. */
void tc_simplex_begin_at(tc_simplex *simplex, const unsigned char *stand);

/* How much of the last answer is doubted: the next call factorises its basis anew; or
 * starts from all rows basic; or does so with a feasibility tolerance of 1e-7, for
 * programs that rounding has made infeasible. */
typedef enum tc_doubt { TC_DOUBT_FACTORS, TC_DOUBT_BASIS, TC_DOUBT_LIMITS } tc_doubt;
void tc_simplex_distrust(tc_simplex *simplex, tc_doubt doubt);

/* Maximise from the basis of the last call (the first: all rows basic, unless
 * tc_simplex_begin_at says otherwise).
 * Errors   TC_ERR_SOLVER: GLPK gave up, with its reason. No feasible point and no finite
 *          optimum are answers: *status. The solution is set only when optimal. */
TC_CHECKED tc_code tc_simplex_maximise(tc_simplex *simplex, const tc_objective *goal,
                                       tc_lp_status *status, tc_basic_solution *solution,
                                       tc_error *error);

typedef enum tc_bound_status {
    TC_BOUND_SOLVED,  /* optimal: point and prices are set */
    TC_BOUND_BELOW,   /* no point reaches the cutoff: value and prices are set */
    TC_BOUND_EMPTY,   /* no point at all: the multipliers prove it, without any goal */
    TC_BOUND_CROSSED, /* no point at all: a lower limit above its upper one */
    TC_BOUND_UNKNOWN  /* GLPK found none of it */
} tc_bound_status;

/* One node of a search: the dual simplex from the present basis, which goes no further
 * once the goal is proved to stay below cutoff (-INFINITY: to the end).
 * Errors   TC_ERR_SOLVER: GLPK failed inside. */
TC_CHECKED tc_code tc_simplex_bound(tc_simplex *simplex, const tc_objective *goal,
                                    double cutoff, tc_bound_status *status,
                                    tc_basic_solution *solution, tc_error *error);

typedef enum tc_lp_format { TC_LP_FORMAT_MPS, TC_LP_FORMAT_LP } tc_lp_format;

/* How a program is to be written. */
typedef struct tc_lp_names {
    tc_lp_format format;
    const char *program;       /* its name */
    const char *const *row;    /* lp->rows names: at most 255 bytes, printable ASCII */
    const char *const *column; /* lp->columns names */
    const bool *whole;         /* lp->columns: takes whole numbers only; NULL: none */
} tc_lp_names;

/* Write the program with its present limits, but without what says nothing, and the
 * given objective, for other solvers, to a file. LP files maximise; MPS files, which
 * cannot say so, minimise the negative. Errors   TC_ERR_IO, TC_ERR_MEMORY, TC_ERR_SOLVER.
 */
TC_CHECKED tc_code tc_simplex_write(tc_simplex *simplex, const tc_objective *goal,
                                    const tc_lp_names *names, const char *path,
                                    tc_error *error);

/* NULL is allowed. */
void tc_simplex_close(tc_simplex *simplex);

#endif
