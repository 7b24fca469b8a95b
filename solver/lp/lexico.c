/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/lexico.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/certify.h"

/* What an answer may lack to a proof, relative. Netlib's hardest keep 1e-9; an answer
 * that lacks more than this comes from a basis that has gone bad. A thousand times
 * larger, and a wrong answer could move a share by grains; a thousand times smaller, and
 * rounding in a badly conditioned case would refuse a right one. */
static const double PROOF_TOLERANCE = 1e-6;

struct tc_lexico {
    tc_linear lp; /* the caller's, with limits of our own: those now in force */
    tc_simplex *simplex;
    bool borrowed; /* the simplex is the caller's */
    tc_basic_solution now;
    bool *column_fixed, *row_fixed;
    double *cost; /* columns; zero between calls */
    long pivots;
};

/* A reduced cost is zero when it is this small beside the terms that it is summed from;
 * the checker uses the same (plan/verify_prices.c). Rounding leaves 1e-15 of them, times
 * the condition of the basis. Ten times larger, and prices that differ by a billionth
 * count as equal; ten times smaller, and rounding holds columns where they stand. */
static const double ZERO_TOLERANCE = 1e-10;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                   "memory ran out while solving");
}

static double *copy_of(const double *limits, size_t count)
{
    double *copy = tc_mem_new(count, sizeof *copy);
    if (copy && count)
        memcpy(copy, limits, count * sizeof *copy);
    return copy;
}

static bool take_arrays(tc_lexico *x, const tc_linear *lp)
{
    const size_t rows = (size_t)lp->rows, columns = (size_t)lp->columns;
    x->lp = *lp;
    x->lp.low = copy_of(lp->low, columns);
    x->lp.high = copy_of(lp->high, columns);
    x->lp.row_low = copy_of(lp->row_low, rows);
    x->lp.row_high = copy_of(lp->row_high, rows);
    x->now.x = tc_mem_new(columns, sizeof(double));
    x->now.reduced_cost = tc_mem_new(columns, sizeof(double));
    x->now.activity = tc_mem_new(rows, sizeof(double));
    x->now.multiplier = tc_mem_new(rows, sizeof(double));
    x->column_fixed = tc_mem_new(columns, sizeof(bool));
    x->row_fixed = tc_mem_new(rows, sizeof(bool));
    x->cost = tc_mem_new(columns, sizeof *x->cost);
    return x->cost && x->lp.low && x->lp.high && x->lp.row_low && x->lp.row_high &&
           x->now.x && x->now.reduced_cost && x->now.activity && x->now.multiplier &&
           x->column_fixed && x->row_fixed;
}

/* Everything but the simplex. */
static tc_code make(const tc_linear *lp, tc_lexico **lexico, tc_error *error)
{
    tc_lexico *x = tc_mem_new(1, sizeof *x);
    if (!x || !take_arrays(x, lp)) {
        tc_lexico_close(x);
        return memory_ran_out(error);
    }
    *lexico = x;
    return TC_OK;
}

tc_code tc_lexico_open(const tc_linear *lp, tc_lexico **lexico, tc_error *error)
{
    tc_lexico *x = NULL;
    tc_code code = make(lp, &x, error);
    if (code == TC_OK)
        code = tc_simplex_open(lp, &x->simplex, error);
    if (code != TC_OK) {
        tc_lexico_close(x);
        return code;
    }
    *lexico = x;
    return TC_OK;
}

tc_code tc_lexico_borrow(const tc_linear *lp, tc_simplex *simplex, tc_lexico **lexico,
                         tc_error *error)
{
    const tc_code code = make(lp, lexico, error);
    if (code != TC_OK)
        return code;
    (*lexico)->simplex = simplex;
    (*lexico)->borrowed = true;
    return TC_OK;
}

static void fix_column(tc_lexico *x, int column, double value)
{
    x->column_fixed[column] = true;
    x->lp.low[column] = x->lp.high[column] = value;
    tc_simplex_column_limits(x->simplex, column, value, value);
}

static void fix_row(tc_lexico *x, int row, double value)
{
    x->row_fixed[row] = true;
    x->lp.row_low[row] = x->lp.row_high[row] = value;
    tc_simplex_row_limits(x->simplex, row, value, value);
}

/* Does a value stand at the upper of two limits rather than the lower? */
static bool stands_high(double value, double low, double high)
{
    if (!isfinite(low) || !isfinite(high))
        return isfinite(high);
    return high - value < value - low;
}

/* A multiplier of the wrong sign, or of a row without limits, is below the solver's
 * tolerance: it proves nothing. */
static void drop_wrong_signs(tc_lexico *x)
{
    for (int i = 0; i < x->lp.rows; i++) {
        const double pi = x->now.multiplier[i];
        const double low = x->lp.row_low[i], high = x->lp.row_high[i];
        const bool free_row = !isfinite(low) && !isfinite(high);
        if (pi != 0.0 && low < high &&
            (free_row || (pi > 0.0) != stands_high(x->now.activity[i], low, high)))
            x->now.multiplier[i] = 0.0;
    }
}

/* The best face of the goal: where a reduced cost is not zero, every best point has the
 * column at the same limit; where a multiplier is not zero, the row at the same limit.
 * What is zero is judged by the sizes of the terms, as the checker does. cost: columns,
 * zero; left zero. */
static void fix_best_face(tc_lexico *x, const tc_objective *goal)
{
    const tc_linear *lp = &x->lp;
    for (int k = 0; k < goal->count; k++)
        x->cost[goal->column[k]] = goal->value[k];
    for (int j = 0; j < lp->columns; j++) {
        if (x->now.reduced_cost[j] == 0.0 || x->column_fixed[j])
            continue; /* basic, or held before */
        double size = 0.0;
        const double d = x->cost[j] - tc_linear_price(lp, j, x->now.multiplier, &size);
        const bool high = stands_high(x->now.x[j], lp->low[j], lp->high[j]);
        if (fabs(d) > ZERO_TOLERANCE * (size + fabs(x->cost[j])) && (d > 0.0) == high)
            fix_column(x, j, high ? lp->high[j] : lp->low[j]);
    }
    for (int i = 0; i < lp->rows; i++)
        if (x->now.multiplier[i] != 0.0 && !x->row_fixed[i])
            fix_row(x, i, x->now.multiplier[i] > 0.0 ? lp->row_high[i] : lp->row_low[i]);
    for (int k = 0; k < goal->count; k++)
        x->cost[goal->column[k]] = 0.0;
}

static tc_code unbounded(tc_error *error)
{
    return tc_fail(error, TC_ERR_SOLVER, NULL, "目标无上界：模型有误",
                   "a goal has no upper bound: the model is wrong");
}

/* What the goals before have left is not empty, unless rounding has made it so. */
static tc_code infeasible(tc_error *error)
{
    return tc_fail(
        error, TC_ERR_SOLVER, NULL, "求解器称前面目标的最优面为空：数值范围过大",
        "the solver finds no point that is best for the goals before: the amounts "
        "of the case differ too much in size");
}

static tc_code solve_once(tc_lexico *x, const tc_objective *goal, tc_lp_status *status,
                          tc_error *error)
{
    tc_code code = tc_simplex_maximise(x->simplex, goal, status, &x->now, error);
    x->pivots += x->now.pivots;
    if (code != TC_OK || *status != TC_LP_OPTIMAL)
        return code;
    tc_certificate certificate;
    code = tc_certify(&x->lp, goal, &x->now, &certificate, error);
    return code == TC_OK ? tc_certificate_accept(&certificate, PROOF_TOLERANCE, error)
                         : code;
}

/* Solve, and believe an optimum only with a proof from the raw data. What is not proved
 * is asked again: with the basis factorised anew, from all rows basic, and with looser
 * limits. */
static tc_code solve_proved(tc_lexico *x, const tc_objective *goal, tc_lp_status *status,
                            tc_error *error)
{
    static const tc_doubt doubts[] = {TC_DOUBT_FACTORS, TC_DOUBT_BASIS, TC_DOUBT_LIMITS};
    tc_error doubt = {0};
    tc_code code = solve_once(x, goal, status, &doubt);
    for (int again = 0; again < 3 && (code == TC_ERR_SOLVER ||
                                      (code == TC_OK && *status != TC_LP_OPTIMAL));
         again++) {
        tc_simplex_distrust(x->simplex, doubts[again]);
        code = solve_once(x, goal, status, &doubt);
    }
    if (code != TC_OK && error)
        *error = doubt;
    return code;
}

tc_code tc_lexico_level(tc_lexico *x, const tc_objective *goal, tc_lp_status *status,
                        double *value, double *multiplier, tc_error *error)
{
    const tc_code code = solve_proved(x, goal, status, error);
    if (code != TC_OK)
        return code;
    if (*status == TC_LP_UNBOUNDED)
        return unbounded(error);
    if (*status != TC_LP_OPTIMAL)
        return TC_OK;
    *value = x->now.value;
    drop_wrong_signs(x);
    if (multiplier)
        memcpy(multiplier, x->now.multiplier, (size_t)x->lp.rows * sizeof *multiplier);
    fix_best_face(x, goal);
    return TC_OK;
}

tc_code tc_lexico_probe(tc_lexico *x, const tc_objective *goal, double *value,
                        tc_error *error)
{
    tc_lp_status status;
    const tc_code code = solve_proved(x, goal, &status, error);
    if (code != TC_OK)
        return code;
    if (status != TC_LP_OPTIMAL)
        return status == TC_LP_UNBOUNDED ? unbounded(error) : infeasible(error);
    *value = x->now.value;
    return TC_OK;
}

const double *tc_lexico_point(const tc_lexico *x)
{
    return x->now.x;
}

bool tc_lexico_is_fixed(const tc_lexico *x, int column)
{
    return x->column_fixed[column];
}

void tc_lexico_hold(tc_lexico *x, int column, double low, double high)
{
    x->column_fixed[column] = low == high;
    x->lp.low[column] = low;
    x->lp.high[column] = high;
    tc_simplex_column_limits(x->simplex, column, low, high);
}

static unsigned char stand_of(bool basic, double value, double low, double high)
{
    if (basic)
        return TC_STAND_BASIC;
    return stands_high(value, low, high) ? TC_STAND_HIGH : TC_STAND_LOW;
}

tc_code tc_lexico_keep_basis(const tc_lexico *x, const tc_linear *lp, tc_basis *basis,
                             tc_error *error)
{
    const size_t count = (size_t)lp->columns + (size_t)lp->rows;
    bool *basic = tc_mem_new(count, sizeof *basic);
    unsigned char *stand = tc_mem_new(count, 1);
    if (!basic || !stand) {
        tc_mem_drop(basic);
        tc_mem_drop(stand);
        return memory_ran_out(error);
    }
    tc_simplex_basic(x->simplex, basic);
    for (int j = 0; j < lp->columns; j++)
        stand[j] = stand_of(basic[j], x->now.x[j], lp->low[j], lp->high[j]);
    for (int i = 0; i < lp->rows; i++)
        stand[lp->columns + i] = stand_of(basic[lp->columns + i], x->now.activity[i],
                                          lp->row_low[i], lp->row_high[i]);
    tc_mem_drop(basic);
    *basis = (tc_basis){lp->columns, lp->rows, stand};
    return TC_OK;
}

void tc_lexico_begin_at(tc_lexico *x, const tc_basis *basis)
{
    if (basis->columns == x->lp.columns && basis->rows == x->lp.rows)
        tc_simplex_begin_at(x->simplex, basis->stand);
}

void tc_basis_free(tc_basis *basis)
{
    tc_mem_drop(basis->stand);
    *basis = (tc_basis){0, 0, NULL};
}

tc_simplex *tc_lexico_simplex(tc_lexico *x)
{
    return x->simplex;
}

long tc_lexico_pivots(const tc_lexico *x)
{
    return x->pivots;
}

void tc_lexico_close(tc_lexico *x)
{
    if (!x)
        return;
    if (!x->borrowed)
        tc_simplex_close(x->simplex);
    tc_mem_drop(x->lp.low);
    tc_mem_drop(x->lp.high);
    tc_mem_drop(x->lp.row_low);
    tc_mem_drop(x->lp.row_high);
    tc_mem_drop(x->now.x);
    tc_mem_drop(x->now.reduced_cost);
    tc_mem_drop(x->now.activity);
    tc_mem_drop(x->now.multiplier);
    tc_mem_drop(x->cost);
    tc_mem_drop(x->column_fixed);
    tc_mem_drop(x->row_fixed);
    tc_mem_drop(x);
}
