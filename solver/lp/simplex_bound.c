/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/simplex_glpk.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

/* Those of simplex.c: a node's answer is judged by what its prices prove. */
static const double PRIMAL_TOLERANCE = 1e-9;
static const double DUAL_TOLERANCE = 1e-9;
/* Smaller entries of a ray are rounding; the checker judges what is left. */
static const double RAY_NOISE = 1e-12;

/* Pivots allowed in one call, besides one for each row and column: a node takes some ten;
 * one that takes more than this goes round in circles. */
enum { PIVOTS_LEAST = 1000, PIVOTS_TO_POLISH = 100 };

/* The basic variable k, counted as GLPK does (rows, then columns), whose limit cannot be
 * met: the row of the tableau says what it can be at most (at least). As multipliers of
 * rows it proves that there is no point: 0 = -x_k + sum of alpha x over the others, and
 * the right side is below 0 all over the box. */
static bool take_ray(tc_simplex *s, double *multiplier)
{
    const int rows = s->lp->rows, k = glp_get_unbnd_ray(s->problem);
    if (k == 0 || (!glp_bf_exists(s->problem) && glp_factorize(s->problem) != 0))
        return false;
    const bool is_row = k <= rows;
    if ((is_row ? glp_get_row_stat(s->problem, k)
                : glp_get_col_stat(s->problem, k - rows)) != GLP_BS)
        return false;
    const double at =
        is_row ? glp_get_row_prim(s->problem, k) : glp_get_col_prim(s->problem, k - rows);
    const double low =
        is_row ? glp_get_row_lb(s->problem, k) : glp_get_col_lb(s->problem, k - rows);
    const double sign = at < low ? 1.0 : -1.0;
    const int count = glp_eval_tab_row(s->problem, k, s->ray_index, s->ray_value);
    memset(multiplier, 0, (size_t)rows * sizeof *multiplier);
    for (int t = 1; t <= count; t++)
        if (s->ray_index[t] <= rows && fabs(s->ray_value[t]) > RAY_NOISE)
            multiplier[s->ray_index[t] - 1] =
                sign * s->ray_value[t] * s->row_scale[s->ray_index[t] - 1];
    if (is_row)
        multiplier[k - 1] = -sign * s->row_scale[k - 1];
    return true;
}

static void take_prices(const tc_simplex *s, double unit, tc_basic_solution *solution)
{
    for (int i = 0; i < s->lp->rows; i++)
        solution->multiplier[i] =
            glp_get_row_dual(s->problem, i + 1) * unit * s->row_scale[i];
    for (int j = 0; j < s->lp->columns; j++)
        solution->reduced_cost[j] =
            glp_get_col_dual(s->problem, j + 1) * unit / s->column_scale[j];
    solution->value = glp_get_obj_val(s->problem) * unit;
}

static void take_point(const tc_simplex *s, tc_basic_solution *solution)
{
    for (int j = 0; j < s->lp->columns; j++)
        solution->x[j] = glp_get_col_prim(s->problem, j + 1) * s->column_scale[j];
}

/* Prices to the last digit: what the usual tolerance leaves, times thousands of tonnes,
 * would be seen in the bound that they prove. */
static void polish(tc_simplex *s, glp_smcp how)
{
    if (!tc_glpk_sees_gain(s))
        return;
    how.meth = GLP_PRIMAL;
    how.r_test = GLP_RT_HAR;
    how.tol_dj = TC_GLPK_FINE;
    how.it_lim = PIVOTS_TO_POLISH;
    if (glp_simplex(s->problem, &how) == 0 && glp_get_status(s->problem) == GLP_OPT)
        return;
    how.meth = GLP_DUAL; /* that went nowhere: the answer as it was */
    how.tol_dj = DUAL_TOLERANCE;
    how.it_lim = PIVOTS_LEAST;
    (void)glp_simplex(s->problem, &how);
}

static tc_bound_status read_answer(tc_simplex *s, const glp_smcp *how, int answer,
                                   double unit, tc_basic_solution *solution)
{
    if (answer == GLP_EBOUND)
        return TC_BOUND_CROSSED;
    if (answer == GLP_EOBJLL) {
        take_prices(s, unit, solution);
        return TC_BOUND_BELOW;
    }
    if (answer == 0 && glp_get_status(s->problem) == GLP_OPT)
        polish(s, *how);
    const int status = answer == 0 ? glp_get_status(s->problem) : GLP_UNDEF;
    if (status == GLP_OPT) {
        take_prices(s, unit, solution);
        take_point(s, solution);
        return TC_BOUND_SOLVED;
    }
    if (status == GLP_NOFEAS && take_ray(s, solution->multiplier))
        return TC_BOUND_EMPTY;
    return TC_BOUND_UNKNOWN;
}

static tc_code bound_guarded(tc_simplex *s, const tc_objective *goal, double cutoff,
                             tc_bound_status *status, tc_basic_solution *solution,
                             tc_error *error)
{
    jmp_buf back;
    if (setjmp(back))
        return tc_glpk_broke(s, error);
    glp_error_hook(tc_glpk_jump, &back);
    const double unit = tc_glpk_costs(s, goal);
    if (!s->started)
        (void)tc_glpk_start(s);
    s->started = true;
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_DUAL;
    how.r_test = GLP_RT_FLIP;
    how.tol_bnd = PRIMAL_TOLERANCE;
    how.tol_dj = DUAL_TOLERANCE;
    how.it_lim = PIVOTS_LEAST + s->lp->rows + s->lp->columns;
    if (isfinite(cutoff))
        how.obj_ll = cutoff / unit;
    const long before = glp_get_it_cnt(s->problem);
    *status = read_answer(s, &how, glp_simplex(s->problem, &how), unit, solution);
    if (*status == TC_BOUND_UNKNOWN) { /* once more, from all rows basic */
        glp_std_basis(s->problem);
        how.r_test = GLP_RT_HAR;
        *status = read_answer(s, &how, glp_simplex(s->problem, &how), unit, solution);
    }
    solution->pivots = glp_get_it_cnt(s->problem) - before;
    glp_error_hook(NULL, NULL);
    return TC_OK;
}

tc_code tc_simplex_bound(tc_simplex *s, const tc_objective *goal, double cutoff,
                         tc_bound_status *status, tc_basic_solution *solution,
                         tc_error *error)
{
    if (s->broken)
        return tc_fail(error, TC_ERR_SOLVER, NULL, "GLPK 已失效",
                       "GLPK has failed before");
    return bound_guarded(s, goal, cutoff, status, solution, error);
}
