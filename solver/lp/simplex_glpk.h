/* simplex_glpk.h — what the two files behind the door to GLPK share; nobody else's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SIMPLEX_GLPK_H
#define TC_LP_SIMPLEX_GLPK_H

#include <glpk.h>
#include <setjmp.h>

#include "lp/simplex.h"

struct tc_simplex {
    const tc_linear *lp;
    glp_prob *problem;
    double *row_scale,
        *column_scale;         /* powers of two: the scaled x is x / column_scale */
    int *costly, costly_count; /* columns with a cost, of the last goal */
    int *ray_index;            /* 1 + rows + columns, for a row of the tableau */
    double *ray_value;         /* the same */
    double noise;
    bool broken;                   /* GLPK failed inside: its environment is gone */
    bool started;                  /* a basis of ours is loaded */
    bool given;                    /* it is one of tc_simplex_begin_at, not yet used */
    bool refactor, restart, loose; /* asked for by tc_simplex_distrust */
};

/* Load the costs of a goal, scaled and divided by about the largest; returns that. */
double tc_glpk_costs(tc_simplex *simplex, const tc_objective *goal);

/* The first basis: columns wait at the limit that their cost likes. True when it is dual
 * feasible. */
bool tc_glpk_start(tc_simplex *simplex);

/* The tolerance of prices for the last few pivots of an optimum: what they leave is
 * rounding. Ten times smaller, and rounding is taken for a gain. */
#define TC_GLPK_FINE 1e-13

/* Would that tolerance see a gain that the usual one does not? */
bool tc_glpk_sees_gain(const tc_simplex *simplex);

/* An error hook for GLPK: jumps to the jmp_buf that info points to. */
void tc_glpk_jump(void *info);

/* After such a jump: throw GLPK's environment away. Always TC_ERR_SOLVER. */
tc_code tc_glpk_broke(tc_simplex *simplex, tc_error *error);

#endif
