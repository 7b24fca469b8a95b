/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <glpk.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "base/alloc.h"
#include "lp/certify.h"
#include "support/leaks.h"
#include "support/made_linear.h"

static const double NONE = INFINITY;

/* Solve once from the start; the solution belongs to the caller. */
static tc_lp_status solve(const tc_linear *lp, const tc_objective *goal,
                          tc_basic_solution *found)
{
    tc_simplex *simplex = NULL;
    tc_lp_status status = TC_LP_OPTIMAL;
    tc_error error = {0};
    *found = solution_for(lp);
    cr_assert_eq(tc_simplex_open(lp, &simplex, &error), TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_simplex_maximise(simplex, goal, &status, found, &error), TC_OK, "%s",
                 error.message_en);
    tc_simplex_close(simplex);
    return status;
}

static void expect_proof(const tc_linear *lp, const tc_objective *goal,
                         const tc_basic_solution *found, double tolerance)
{
    tc_certificate certificate;
    tc_error error = {0};
    cr_assert_eq(tc_certify(lp, goal, found, &certificate, NULL), TC_OK);
    cr_assert_eq(tc_certificate_accept(&certificate, tolerance, &error), TC_OK, "%s",
                 error.message_en);
}

/* One column of cost 1 or -1 in one row. */
static tc_lp_status single(double entry, double row_low, double row_high, double low,
                           double high, double cost, tc_basic_solution *found)
{
    const int column = 0;
    const tc_objective goal = {1, &column, &cost};
    tc_linear lp = linear_of(1, 1, &entry, &row_low, &row_high, &low, &high);
    const tc_lp_status status = solve(&lp, &goal, found);
    if (status == TC_LP_OPTIMAL)
        expect_proof(&lp, &goal, found, 1e-12);
    tc_linear_free(&lp);
    return status;
}

/* The four limits that can hold a column of cost 1 or -1, with entry 2 in the row. */
Test(lp_simplex, gives_prices_the_signs_of_its_contract)
{
    const struct {
        double row_low, row_high, low, high, cost, x, reduced_cost, multiplier;
    } rows[] = {{-NONE, 6, 0, 9, 1, 3, 0, 0.5},    /* a row at its upper limit: >= 0 */
                {6, NONE, 0, 9, -1, 3, 0, -0.5},   /* a row at its lower limit: <= 0 */
                {-NONE, 99, 0, 9, 1, 9, 1, 0},     /* a column at its upper limit: >= 0 */
                {-NONE, 99, 2, 9, -1, 2, -1, 0},   /* a column at its lower limit: <= 0 */
                {6, 6, -NONE, NONE, 1, 3, 0, 0.5}, /* an equation: either */
                {6, 6, -NONE, NONE, -1, 3, 0, -0.5},
                {-NONE, NONE, 4, 4, 1, 4, 1, 0}, /* a fixed column: either */
                {-NONE, NONE, 4, 4, -1, 4, -1, 0},
                {-NONE, 6, -NONE, NONE, 1, 3, 0, 0.5}, /* a free column */
                {-8, 6, -NONE, NONE, -1, -4, 0, -0.5}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        tc_basic_solution found;
        const tc_lp_status status =
            single(2.0, rows[k].row_low, rows[k].row_high, rows[k].low, rows[k].high,
                   rows[k].cost, &found);
        cr_assert_eq(status, TC_LP_OPTIMAL, "row %zu", k);
        cr_assert_eq(found.x[0], rows[k].x, "row %zu: x = %g", k, found.x[0]);
        cr_assert_eq(found.activity[0], 2.0 * rows[k].x, "row %zu", k);
        cr_assert_eq(found.reduced_cost[0], rows[k].reduced_cost, "row %zu: d = %g", k,
                     found.reduced_cost[0]);
        cr_assert_eq(found.multiplier[0], rows[k].multiplier, "row %zu: pi = %g", k,
                     found.multiplier[0]);
        cr_assert_eq(found.value, rows[k].cost * rows[k].x, "row %zu", k);
        solution_free(&found);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex, answers_infeasible_and_unbounded)
{
    tc_basic_solution found;
    const struct {
        double entry, row_low, row_high, low, high, cost;
        tc_lp_status status;
    } rows[] = {
        {1, 5, NONE, 0, 3, 1, TC_LP_INFEASIBLE},
        {1, -NONE, -1, 0, 3, 1, TC_LP_INFEASIBLE},
        {1, 2, 1, 0, 3, 1, TC_LP_INFEASIBLE}, /* a row's limits crossed */
        {1, 0, 9, 3, 2, 1, TC_LP_INFEASIBLE}, /* a column's */
        {0, 1, 2, 0, 3, 1, TC_LP_INFEASIBLE}, /* an empty row that should hold 1 */
        {1, 0, NONE, 0, NONE, 1, TC_LP_UNBOUNDED},
        {1, -NONE, 9, -NONE, NONE, -1, TC_LP_UNBOUNDED},
        {0, -1, 1, 0, NONE, 1, TC_LP_UNBOUNDED}, /* an empty column */
        {0, -1, 1, 0, 3, 1, TC_LP_OPTIMAL},
        {0, 0, 0, -3, 3, -1, TC_LP_OPTIMAL},
        {1, -NONE, NONE, -NONE, NONE, 0, TC_LP_OPTIMAL} /* free, and nothing to gain */
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cr_assert_eq(single(rows[k].entry, rows[k].row_low, rows[k].row_high, rows[k].low,
                            rows[k].high, rows[k].cost, &found),
                     rows[k].status, "row %zu", k);
        solution_free(&found);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex, solves_programs_without_rows_or_columns)
{
    const double low[] = {-1, 2}, high[] = {4, 9}, cost[] = {1, -1};
    const int column[] = {0, 1};
    tc_objective goal = {2, column, cost};
    tc_basic_solution found;
    tc_linear lp = linear_of(0, 2, NULL, NULL, NULL, low, high);
    cr_assert_eq(solve(&lp, &goal, &found), TC_LP_OPTIMAL);
    cr_assert(found.x[0] == 4.0 && found.x[1] == 2.0 && found.value == 2.0);
    expect_proof(&lp, &goal, &found, 0.0);
    solution_free(&found);
    lp.high[0] = INFINITY;
    cr_assert_eq(solve(&lp, &goal, &found), TC_LP_UNBOUNDED);
    solution_free(&found);
    tc_linear_free(&lp);

    goal.count = 0;
    lp = linear_of(2, 0, NULL, low, high, NULL, NULL);
    cr_assert_eq(solve(&lp, &goal, &found), TC_LP_INFEASIBLE); /* 0 is not in 2 .. 9 */
    solution_free(&found);
    lp.row_low[1] = 0.0;
    cr_assert_eq(solve(&lp, &goal, &found), TC_LP_OPTIMAL);
    cr_assert(found.value == 0.0 && found.activity[1] == 0.0);
    solution_free(&found);
    tc_linear_free(&lp);

    lp = linear_of(0, 0, NULL, NULL, NULL, NULL, NULL);
    cr_assert_eq(solve(&lp, &goal, &found), TC_LP_OPTIMAL);
    cr_assert_eq(found.value, 0.0);
    solution_free(&found);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex, finds_optima_that_are_known_beforehand)
{
    dice d = {53};
    for (int k = 0; k < 3000; k++) {
        made_linear made =
            made_linear_new(&d, dice_below(&d, 14), 1 + dice_below(&d, 18));
        const tc_objective goal = made_linear_goal(&made);
        tc_basic_solution found;
        cr_assert_eq(solve(&made.lp, &goal, &found), TC_LP_OPTIMAL, "problem %d", k);
        expect_proof(&made.lp, &goal, &found, 1e-9);
        cr_assert_float_eq(found.value, made.best.value,
                           1e-9 * fmax(1.0, fabs(made.best.value)), "problem %d", k);
        solution_free(&found);
        made_linear_free(&made);
    }
    TC_ASSERT_NO_LEAK();
}

/* The same optima with rows and columns in units that differ by 12 decades. */
Test(lp_simplex, finds_known_optima_in_any_units)
{
    dice d = {59};
    for (int k = 0; k < 1000; k++) {
        made_linear made =
            made_linear_new(&d, 1 + dice_below(&d, 10), 1 + dice_below(&d, 10));
        tc_linear *lp = &made.lp;
        for (int j = 0; j < lp->columns; j++) {
            const double unit = exp2(dice_below(&d, 41) - 20);
            for (int e = lp->start[j]; e < lp->start[j + 1]; e++)
                lp->value[e] *= unit;
            lp->low[j] /= unit;
            lp->high[j] /= unit;
            made.cost[j] *= unit;
        }
        const tc_objective goal = made_linear_goal(&made);
        tc_basic_solution found;
        cr_assert_eq(solve(lp, &goal, &found), TC_LP_OPTIMAL, "problem %d", k);
        cr_assert_float_eq(found.value, made.best.value,
                           1e-8 * fmax(1.0, fabs(made.best.value)), "problem %d", k);
        solution_free(&found);
        made_linear_free(&made);
    }
    TC_ASSERT_NO_LEAK();
}

/* maximise x + y with x + y <= 4, 0 <= x <= 3, 0 <= y <= 2 */
Test(lp_simplex, goes_on_when_limits_and_goals_change)
{
    const double ones[] = {1, 1}, zero[] = {0, 0}, high[] = {3, 2}, none = -INFINITY;
    const double four = 4.0, minus[] = {-1, -1};
    const int column[] = {0, 1};
    const tc_objective sum = {2, column, ones}, least = {2, column, minus};
    tc_linear lp = linear_of(1, 2, ones, &none, &four, zero, high);
    tc_basic_solution found = solution_for(&lp);
    tc_simplex *simplex = NULL;
    tc_lp_status status;
    cr_assert_eq(tc_simplex_open(&lp, &simplex, NULL), TC_OK);
    cr_assert_eq(tc_simplex_maximise(simplex, &sum, &status, &found, NULL), TC_OK);
    cr_assert(status == TC_LP_OPTIMAL && found.value == 4.0);
    tc_simplex_row_limits(simplex, 0, 5.5, INFINITY);
    cr_assert_eq(tc_simplex_maximise(simplex, &sum, &status, &found, NULL), TC_OK);
    cr_assert_eq(status, TC_LP_INFEASIBLE);
    tc_simplex_column_limits(simplex, 1, 0.0, INFINITY);
    cr_assert_eq(tc_simplex_maximise(simplex, &sum, &status, &found, NULL), TC_OK);
    cr_assert_eq(status, TC_LP_UNBOUNDED);
    cr_assert_eq(tc_simplex_maximise(simplex, &least, &status, &found, NULL), TC_OK);
    cr_assert(status == TC_LP_OPTIMAL && found.value == -5.5);
    for (int doubt = TC_DOUBT_FACTORS; doubt <= TC_DOUBT_LIMITS; doubt++) {
        tc_simplex_distrust(simplex, (tc_doubt)doubt);
        cr_assert_eq(tc_simplex_maximise(simplex, &least, &status, &found, NULL), TC_OK);
        cr_assert(status == TC_LP_OPTIMAL && found.value == -5.5);
    }
    tc_simplex_close(simplex);
    tc_simplex_close(NULL);
    solution_free(&found);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex, starts_with_the_point_that_the_goal_likes_where_it_is_feasible)
{
    const double entry[] = {1, 1}, zero[] = {0, 0}, high[] = {3, 2}, none = -INFINITY;
    const double plenty = 99.0, cost[] = {1, -1};
    const int column[] = {0, 1};
    const tc_objective goal = {2, column, cost};
    tc_linear lp = linear_of(1, 2, entry, &none, &plenty, zero, high);
    tc_basic_solution found;
    cr_assert_eq(solve(&lp, &goal, &found), TC_LP_OPTIMAL);
    cr_assert(found.value == 3.0 && found.pivots == 0);
    solution_free(&found);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* A program of this many rows and columns, feasible and bounded. In GLPK 150 take less
 * than a megabyte, but more to be solved; 300 take more. */
static made_linear large(int size)
{
    dice d = {61};
    return made_linear_new(&d, size, size);
}

/* GLPK ends the process when its memory limit is reached, as for any fault of its own. */
Test(lp_simplex, survives_a_fault_inside_glpk_while_solving)
{
    made_linear made = large(150);
    const tc_objective goal = made_linear_goal(&made);
    tc_basic_solution found = solution_for(&made.lp);
    tc_simplex *simplex = NULL;
    tc_lp_status status;
    tc_error error = {0};
    cr_assert_eq(tc_simplex_open(&made.lp, &simplex, &error), TC_OK);
    glp_mem_limit(1);
    cr_assert_eq(tc_simplex_maximise(simplex, &goal, &status, &found, &error),
                 TC_ERR_SOLVER);
    cr_assert_str_eq(error.message_en,
                     "the LP solver GLPK failed inside, or ran out of memory");
    tc_simplex_column_limits(simplex, 0, 0.0, 1.0); /* all of these do nothing now */
    tc_simplex_row_limits(simplex, 0, 0.0, 1.0);
    tc_simplex_distrust(simplex, TC_DOUBT_BASIS);
    cr_assert_eq(tc_simplex_maximise(simplex, &goal, &status, &found, &error),
                 TC_ERR_SOLVER);
    cr_assert_str_eq(error.message_en, "GLPK has failed before");
    tc_simplex_close(simplex);
    solution_free(&found);
    cr_assert_eq(solve(&made.lp, &goal, &found), TC_LP_OPTIMAL); /* as if nothing was */
    expect_proof(&made.lp, &goal, &found, 1e-9);
    solution_free(&found);
    made_linear_free(&made);
    TC_ASSERT_NO_LEAK();
}

Test(lp_simplex, survives_a_fault_inside_glpk_while_loading)
{
    made_linear made = large(600);
    tc_simplex *simplex = NULL;
    glp_mem_limit(1);
    cr_assert_eq(tc_simplex_open(&made.lp, &simplex, NULL), TC_ERR_SOLVER);
    cr_assert_null(simplex);
    const tc_objective goal = made_linear_goal(&made);
    tc_basic_solution found;
    cr_assert_eq(solve(&made.lp, &goal, &found), TC_LP_OPTIMAL);
    solution_free(&found);
    made_linear_free(&made);
    TC_ASSERT_NO_LEAK();
}

enum { THREADS = 8, SOLVES = 50, MOST = 20 };

typedef struct worker {
    uint64_t seed;
    double value[SOLVES], x[SOLVES][MOST], multiplier[SOLVES][MOST];
    int faults;
} worker;

/* A thread's own problems. What goes wrong is counted: Criterion's assertions belong to
 * the first thread. */
static void *work(void *argument)
{
    worker *w = argument;
    dice d = {w->seed};
    for (int k = 0; k < SOLVES; k++) {
        made_linear made =
            made_linear_new(&d, 1 + dice_below(&d, MOST), 1 + dice_below(&d, MOST));
        const tc_objective goal = made_linear_goal(&made);
        tc_basic_solution found = solution_for(&made.lp);
        tc_simplex *simplex = NULL;
        tc_lp_status status = TC_LP_INFEASIBLE;
        if (tc_simplex_open(&made.lp, &simplex, NULL) != TC_OK ||
            tc_simplex_maximise(simplex, &goal, &status, &found, NULL) != TC_OK ||
            status != TC_LP_OPTIMAL)
            w->faults++;
        tc_simplex_close(simplex);
        w->value[k] = found.value;
        memcpy(w->x[k], found.x, (size_t)made.lp.columns * sizeof(double));
        memcpy(w->multiplier[k], found.multiplier, (size_t)made.lp.rows * sizeof(double));
        solution_free(&found);
        made_linear_free(&made);
    }
    return NULL;
}

Test(lp_simplex, gives_the_same_bits_in_eight_threads_as_in_one)
{
    worker *alone = tc_mem_new(THREADS, sizeof *alone);
    worker *together = tc_mem_new(THREADS, sizeof *together);
    pthread_t threads[THREADS];
    cr_assert(alone && together);
    for (int t = 0; t < THREADS; t++) {
        alone[t].seed = together[t].seed = 1000 + (uint64_t)t;
        (void)work(&alone[t]);
        cr_assert_eq(alone[t].faults, 0);
    }
    for (int t = 0; t < THREADS; t++)
        cr_assert_eq(pthread_create(&threads[t], NULL, work, &together[t]), 0);
    for (int t = 0; t < THREADS; t++)
        cr_assert_eq(pthread_join(threads[t], NULL), 0);
    for (int t = 0; t < THREADS; t++)
        cr_assert_arr_eq(&together[t], &alone[t], sizeof *alone, "thread %d", t);
    tc_mem_drop(alone);
    tc_mem_drop(together);
    TC_ASSERT_NO_LEAK();
}
