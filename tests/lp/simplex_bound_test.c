/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <glpk.h>
#include <math.h>

#include "support/leaks.h"
#include "support/made_linear.h"

static const double NONE = INFINITY;
/* Relative, of proofs summed up here: GLPK's own tolerances are 1e-9. */
static const double TOLERANCE = 1e-7;

static tc_simplex *open(const tc_linear *lp)
{
    tc_simplex *simplex = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_simplex_open(lp, &simplex, &error), TC_OK, "%s", error.message_en);
    return simplex;
}

static tc_bound_status bound(tc_simplex *simplex, const tc_objective *goal, double cutoff,
                             tc_basic_solution *found)
{
    tc_bound_status status = TC_BOUND_UNKNOWN;
    tc_error error = {0};
    cr_assert_eq(tc_simplex_bound(simplex, goal, cutoff, &status, found, &error), TC_OK,
                 "%s", error.message_en);
    return status;
}

/* ---- what prices prove, from the program as it is written -------------------------- */

/* The most that price * value can be between two limits; a price that is rounding makes
 * nothing of a limit that is not there. */
static double most(double price, double low, double high)
{
    const double limit = price > 0.0 ? high : low;
    return fabs(price) < 1e-9 && !isfinite(limit) ? 0.0 : price * limit;
}

/* No point of the program has more than this, whatever the multipliers are: the sum of
 * multiplier * row and (cost - what the rows take) * column. *size: of its terms. */
static double proved(const tc_linear *lp, const double *cost, const double *multiplier,
                     double *size)
{
    double sum = 0.0;
    *size = 1.0;
    for (int i = 0; i < lp->rows; i++) {
        const double term = multiplier[i] == 0.0
                                ? 0.0
                                : most(multiplier[i], lp->row_low[i], lp->row_high[i]);
        sum += term;
        *size += fabs(term);
    }
    for (int j = 0; j < lp->columns; j++) {
        double terms = 0.0;
        double d = cost[j] - tc_linear_price(lp, j, multiplier, &terms);
        d = fabs(d) <= 1e-12 * terms ? 0.0 : d;
        const double term = d == 0.0 ? 0.0 : most(d, lp->low[j], lp->high[j]);
        sum += term;
        *size += fabs(term);
    }
    return sum;
}

/* ---- by hand ----------------------------------------------------------------------- */

/* maximise 3x + 2y with 2x + y <= 8, x + 3y <= 9, 0 <= x <= 3, 0 <= y <= 5: both rows are
 * full at x = 3, y = 2, which is worth 13 */
typedef struct plane {
    tc_linear lp;
    tc_objective goal;
    tc_basic_solution found;
} plane;

static const int COLUMNS[] = {0, 1};
static const double COSTS[] = {3, 2};

static plane plane_of(void)
{
    const double matrix[] = {2, 1, 1, 3}, none[] = {-NONE, -NONE}, full[] = {8, 9},
                 zero[] = {0, 0}, high[] = {3, 5};
    plane p = {.lp = linear_of(2, 2, matrix, none, full, zero, high),
               .goal = {2, COLUMNS, COSTS}};
    p.found = solution_for(&p.lp);
    return p;
}

static void plane_free(plane *p)
{
    solution_free(&p->found);
    tc_linear_free(&p->lp);
}

Test(lp_simplex_bound, finds_the_optimum_where_it_reaches_the_cutoff)
{
    static const double cutoffs[] = {-INFINITY, 0.0, 12.999, 13.0 - 1e-9};
    plane p = plane_of();
    for (int k = 0; k < 4; k++) {
        tc_simplex *simplex = open(&p.lp);
        cr_assert_eq(bound(simplex, &p.goal, cutoffs[k], &p.found), TC_BOUND_SOLVED);
        cr_assert_float_eq(p.found.value, 13.0, 1e-12);
        cr_assert_float_eq(p.found.x[0], 3.0, 1e-12);
        cr_assert_float_eq(p.found.x[1], 2.0, 1e-12);
        double size = 0.0;
        cr_assert_float_eq(proved(&p.lp, COSTS, p.found.multiplier, &size), 13.0, 1e-9);
        tc_simplex_close(simplex);
    }
    plane_free(&p);
    TC_ASSERT_NO_LEAK();
}

/* The best corner of 3x + 2y is worth 13. At x <= 1 it is 1, 8/3. */
Test(lp_simplex_bound, proves_that_a_cutoff_is_out_of_reach)
{
    plane p = plane_of();
    tc_simplex *simplex = open(&p.lp);
    cr_assert_eq(bound(simplex, &p.goal, -INFINITY, &p.found), TC_BOUND_SOLVED);
    tc_simplex_column_limits(simplex, 0, 0.0, 1.0);
    p.lp.high[0] = 1.0;
    cr_assert_eq(bound(simplex, &p.goal, 12.0, &p.found), TC_BOUND_BELOW);
    double size = 0.0;
    const double sum = proved(&p.lp, COSTS, p.found.multiplier, &size);
    cr_assert(p.found.value < 12.0 && p.found.value >= 25.0 / 3.0 - 1e-9, "%g",
              p.found.value);
    cr_assert_float_eq(sum, p.found.value, 1e-9);
    cr_assert_eq(bound(simplex, &p.goal, 8.0, &p.found), TC_BOUND_SOLVED);
    cr_assert_float_eq(p.found.value, 25.0 / 3.0, 1e-12);
    tc_simplex_close(simplex);
    plane_free(&p);
    TC_ASSERT_NO_LEAK();
}

/* 2 * 2.9 + 2.5 = 8.3 > 8, and 2.9 + 3 * 2.5 = 10.4 > 9. */
Test(lp_simplex_bound, proves_without_a_goal_that_nothing_fits)
{
    static const double nothing[] = {0.0, 0.0};
    plane p = plane_of();
    tc_simplex *simplex = open(&p.lp);
    cr_assert_eq(bound(simplex, &p.goal, -INFINITY, &p.found), TC_BOUND_SOLVED);
    p.lp.low[0] = 2.9;
    p.lp.low[1] = 2.5;
    for (int j = 0; j < 2; j++)
        tc_simplex_column_limits(simplex, j, p.lp.low[j], p.lp.high[j]);
    cr_assert_eq(bound(simplex, &p.goal, -INFINITY, &p.found), TC_BOUND_EMPTY);
    double size = 0.0;
    const double sum = proved(&p.lp, nothing, p.found.multiplier, &size);
    cr_assert_lt(sum, -1e-9 * size, "the rows sum up to %g", sum);
    tc_simplex_column_limits(simplex, 1, 0.0, 5.0); /* and back: 2.9 .. 3, 0 .. 2.2 */
    cr_assert_eq(bound(simplex, &p.goal, -INFINITY, &p.found), TC_BOUND_SOLVED);
    cr_assert_float_eq(p.found.value, 13.0, 1e-12);
    tc_simplex_close(simplex);
    plane_free(&p);
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex_bound, answers_crossed_limits_and_goes_on)
{
    plane p = plane_of();
    tc_simplex *simplex = open(&p.lp);
    tc_simplex_column_limits(simplex, 0, 2.0, 1.0);
    cr_assert_eq(bound(simplex, &p.goal, -INFINITY, &p.found), TC_BOUND_CROSSED);
    tc_simplex_column_limits(simplex, 0, 1.0, 1.0);
    cr_assert_eq(bound(simplex, &p.goal, -INFINITY, &p.found), TC_BOUND_SOLVED);
    cr_assert_float_eq(p.found.value, 25.0 / 3.0, 1e-12);
    tc_simplex_close(simplex);
    plane_free(&p);
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex_bound, looks_for_any_point_where_there_is_no_goal)
{
    const tc_objective nothing = {0, NULL, NULL};
    plane p = plane_of();
    tc_simplex *simplex = open(&p.lp);
    tc_simplex_column_limits(simplex, 1, 1.5, 5.0);
    cr_assert_eq(bound(simplex, &nothing, -INFINITY, &p.found), TC_BOUND_SOLVED);
    cr_assert_eq(p.found.value, 0.0);
    cr_assert(p.found.x[1] >= 1.5 && p.found.x[0] + 3.0 * p.found.x[1] <= 9.0 + 1e-9);
    tc_simplex_row_limits(simplex, 1, 16.0, NONE); /* x + 3y >= 16, where y <= 8 - 2x */
    tc_simplex_row_limits(simplex, 0, -NONE, 4.0);
    cr_assert_eq(bound(simplex, &nothing, -INFINITY, &p.found), TC_BOUND_EMPTY);
    tc_simplex_close(simplex);
    plane_free(&p);
    TC_ASSERT_NO_LEAK();
}

/* ---- many, against the simplex that goes to the end -------------------------------- */

enum { DEEP = 4, MOST = 9 };

/* Shares between 0 and 1, flows of which only the rows say how large, and rows of all
 * kinds: as the nodes of a search are. */
static tc_linear random_program(dice *d, double *cost)
{
    const int rows = 1 + dice_below(d, 8), columns = 1 + dice_below(d, MOST);
    double matrix[8 * MOST], row_low[8], row_high[8], low[MOST], high[MOST];
    for (int k = 0; k < rows * columns; k++)
        matrix[k] = dice_chance(d, 50) ? dice_below(d, 9) - 4.0 : 0.0;
    for (int i = 0; i < rows; i++) {
        const double middle = dice_below(d, 9) - 3.0;
        row_low[i] = dice_chance(d, 60) ? -NONE : middle;
        row_high[i] =
            isfinite(row_low[i]) && dice_chance(d, 50) ? NONE : middle + dice_below(d, 3);
    }
    for (int j = 0; j < columns; j++) {
        const bool flow = dice_chance(d, 30);
        low[j] = 0.0;
        high[j] = flow ? NONE : 1.0;
        cost[j] = flow ? -dice_below(d, 2) : dice_below(d, 6);
    }
    return linear_of(rows, columns, matrix, row_low, row_high, low, high);
}

/* A branch: at each node one column more is held at 0 or 1. One program may be open at a
 * time, so the answers are kept for the comparison. */
typedef struct branch {
    tc_linear lp;
    double cost[MOST];
    int column[MOST];
    tc_objective goal;
    int held[DEEP];
    double low[DEEP], high[DEEP], cutoff[DEEP];
    tc_bound_status said[DEEP];
    tc_basic_solution found[DEEP];
} branch;

static void go_down(branch *b, dice *d)
{
    tc_simplex *simplex = open(&b->lp);
    for (int node = 0; node < DEEP; node++) {
        const int j = b->held[node] = dice_below(d, b->lp.columns);
        b->low[node] = node && dice_chance(d, 50) ? 1.0 : 0.0;
        b->high[node] = node ? b->low[node] : b->lp.high[j];
        b->cutoff[node] = dice_chance(d, 40) ? -INFINITY : dice_real(d, -2.0, 9.0);
        b->found[node] = solution_for(&b->lp);
        tc_simplex_column_limits(simplex, j, b->low[node], b->high[node]);
        b->said[node] = bound(simplex, &b->goal, b->cutoff[node], &b->found[node]);
    }
    tc_simplex_close(simplex);
}

/* What the other simplex says of the program as it is now. */
static tc_lp_status maximise(const branch *b, double *value)
{
    tc_lp_status status = TC_LP_UNBOUNDED;
    tc_error error = {0};
    tc_basic_solution best = solution_for(&b->lp);
    tc_simplex *simplex = open(&b->lp);
    cr_assert_eq(tc_simplex_maximise(simplex, &b->goal, &status, &best, &error), TC_OK,
                 "%s", error.message_en);
    tc_simplex_close(simplex);
    *value = best.value;
    solution_free(&best);
    return status;
}

static void compare(const branch *b, int node, int k)
{
    static const double nothing[MOST] = {0.0};
    const tc_basic_solution *found = &b->found[node];
    const tc_bound_status said = b->said[node];
    double value = 0.0, size = 0.0;
    const tc_lp_status status = maximise(b, &value);
    if (said == TC_BOUND_EMPTY) {
        cr_assert_eq(status, TC_LP_INFEASIBLE, "program %d", k);
        const double sum = proved(&b->lp, nothing, found->multiplier, &size);
        cr_assert_lt(sum, -1e-9 * size, "program %d: %g proves nothing", k, sum);
        return;
    }
    const double sum = proved(&b->lp, b->cost, found->multiplier, &size);
    cr_assert(said == TC_BOUND_BELOW || said == TC_BOUND_SOLVED, "program %d: %d", k,
              (int)said);
    cr_assert_float_eq(sum, found->value, TOLERANCE * size, "program %d: %.12g, %.12g", k,
                       sum, found->value);
    if (said == TC_BOUND_BELOW) {
        cr_assert_lt(sum, b->cutoff[node] + TOLERANCE * size, "program %d: %g", k, sum);
        cr_assert(status == TC_LP_INFEASIBLE || value <= sum + TOLERANCE * size,
                  "program %d", k);
        return;
    }
    cr_assert_eq(status, TC_LP_OPTIMAL, "program %d", k);
    cr_assert_float_eq(found->value, value, TOLERANCE * size, "program %d: %.12g, %.12g",
                       k, found->value, value);
}

static branch random_branch(dice *d)
{
    branch b = {.said = {TC_BOUND_UNKNOWN}};
    b.lp = random_program(d, b.cost);
    for (int j = 0; j < b.lp.columns; j++)
        b.column[j] = j;
    return b;
}

Test(lp_simplex_bound, says_the_same_as_the_simplex_that_goes_to_the_end)
{
    dice d = {97};
    int count[TC_BOUND_UNKNOWN + 1] = {0};
    for (int k = 0; k < 3000; k++) {
        branch b = random_branch(&d);
        b.goal = (tc_objective){b.lp.columns, b.column, b.cost};
        go_down(&b, &d);
        for (int node = 0; node < DEEP; node++) {
            b.lp.low[b.held[node]] = b.low[node];
            b.lp.high[b.held[node]] = b.high[node];
            compare(&b, node, k);
            count[b.said[node]]++;
            solution_free(&b.found[node]);
        }
        tc_linear_free(&b.lp);
    }
    cr_assert(count[TC_BOUND_SOLVED] > 1000 && count[TC_BOUND_BELOW] > 300 &&
                  count[TC_BOUND_EMPTY] > 300,
              "%d solved, %d below, %d empty", count[TC_BOUND_SOLVED],
              count[TC_BOUND_BELOW], count[TC_BOUND_EMPTY]);
    TC_ASSERT_NO_LEAK();
}

/* GLPK ends the process when its memory limit is reached, as for any fault of its own. */
Test(lp_simplex_bound, survives_a_fault_inside_glpk)
{
    dice d = {61};
    made_linear made = made_linear_new(&d, 150, 150);
    const tc_objective goal = made_linear_goal(&made);
    tc_basic_solution found = solution_for(&made.lp);
    tc_bound_status status = TC_BOUND_UNKNOWN;
    tc_error error = {0};
    tc_simplex *simplex = open(&made.lp);
    glp_mem_limit(1);
    cr_assert_eq(tc_simplex_bound(simplex, &goal, -INFINITY, &status, &found, &error),
                 TC_ERR_SOLVER);
    cr_assert_str_eq(error.message_en,
                     "the LP solver GLPK failed inside, or ran out of memory");
    cr_assert_eq(tc_simplex_bound(simplex, &goal, -INFINITY, &status, &found, &error),
                 TC_ERR_SOLVER);
    cr_assert_str_eq(error.message_en, "GLPK has failed before");
    tc_simplex_close(simplex);
    solution_free(&found);
    made_linear_free(&made);
    TC_ASSERT_NO_LEAK();
}
