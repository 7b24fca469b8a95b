/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dual simplex of the searches beside GLPK, on programs whose rows are all known. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "lp/boxed.h"
#include "support/leaks.h"
#include "support/made_linear.h"
#include "support/scarce_memory.h"

enum { COLUMNS = 14, ROWS = 10 };

/* A program; rows are found as they are broken. */
typedef struct known {
    int columns, rows;
    double entry[ROWS * COLUMNS], rhs[ROWS];
    double low[COLUMNS], high[COLUMNS], cost[COLUMNS];
    tc_boxed boxed;
    int row_of[ROWS + COLUMNS + 1]; /* by slot */
} known;

static double over(const known *k, int row, const double *x)
{
    double sum = -k->rhs[row];
    for (int c = 0; c < k->columns; c++)
        sum += k->entry[row * k->columns + c] * x[c];
    return sum;
}

static bool find(void *asked, const double *x, tc_boxed_row *row)
{
    known *k = asked;
    int worst = -1;
    double most = 1e-11;
    for (int i = 0; i < k->rows; i++) {
        bool binds = false;
        for (int b = 0; b < k->boxed.size; b++)
            binds = binds || k->row_of[k->boxed.row[b].slot] == i;
        if (!binds && over(k, i, x) > most) {
            most = over(k, i, x);
            worst = i;
        }
    }
    if (worst < 0)
        return false;
    k->row_of[row->slot] = worst;
    row->rhs = k->rhs[worst];
    memcpy(row->entry, &k->entry[worst * k->columns],
           sizeof(double) * (size_t)k->columns);
    return true;
}

static void make(dice *d, known *k, tc_arena *arena)
{
    k->columns = 1 + dice_below(d, COLUMNS);
    k->rows = dice_below(d, ROWS + 1);
    for (int i = 0; i < k->rows; i++) {
        k->rhs[i] = dice_chance(d, 80) ? dice_real(d, 0.0, 2.0) : dice_real(d, -1.0, 0.0);
        for (int c = 0; c < k->columns; c++) {
            const double entry =
                dice_chance(d, 20) ? dice_real(d, -1.0, 0.0) : dice_real(d, 0.0, 1.0);
            k->entry[i * k->columns + c] = dice_chance(d, 60) ? entry : 0.0;
        }
    }
    cr_assert_eq(tc_boxed_make(k->columns, arena, &k->boxed, NULL), TC_OK);
    k->boxed.find = find;
    k->boxed.asked = k;
}

/* Another box and other costs, as the nodes of a search have them: many ties. */
static void turn(dice *d, known *k)
{
    for (int c = 0; c < k->columns; c++) {
        const int kind = dice_below(d, 6);
        k->low[c] = kind == 0 ? 1.0 : kind == 1 ? 0.3 : 0.0;
        k->high[c] = kind == 2 ? 0.0 : 1.0;
        k->cost[c] = dice_chance(d, 30)   ? 0.0
                     : dice_chance(d, 50) ? 1.0
                                          : dice_real(d, 0, 3);
    }
    memcpy(k->boxed.low, k->low, sizeof(double) * (size_t)k->columns);
    memcpy(k->boxed.high, k->high, sizeof(double) * (size_t)k->columns);
    memcpy(k->boxed.cost, k->cost, sizeof(double) * (size_t)k->columns);
}

static tc_bound_status ask_glpk(const known *k, double *value)
{
    double row_low[ROWS];
    int column[COLUMNS];
    for (int i = 0; i < k->rows; i++)
        row_low[i] = -INFINITY;
    for (int c = 0; c < k->columns; c++)
        column[c] = c;
    tc_linear lp =
        linear_of(k->rows, k->columns, k->entry, row_low, k->rhs, k->low, k->high);
    tc_basic_solution solution = solution_for(&lp);
    const tc_objective goal = {k->columns, column, k->cost};
    tc_simplex *simplex = NULL;
    tc_bound_status status;
    cr_assert_eq(tc_simplex_open(&lp, &simplex, NULL), TC_OK);
    cr_assert_eq(tc_simplex_bound(simplex, &goal, -INFINITY, &status, &solution, NULL),
                 TC_OK);
    *value = solution.value;
    tc_simplex_close(simplex);
    solution_free(&solution);
    tc_linear_free(&lp);
    return status;
}

/* What the prices allow, from the rows as they are known; without costs for a ray. */
static double proved(const known *k, bool with_costs)
{
    double sum = 0.0;
    for (int i = 0; i < k->boxed.priced; i++) {
        cr_assert_geq(k->boxed.price[i], 0.0);
        sum += k->boxed.price[i] * k->rhs[k->row_of[k->boxed.row[i].slot]];
    }
    for (int c = 0; c < k->columns; c++) {
        double cost = with_costs ? k->cost[c] : 0.0;
        for (int i = 0; i < k->boxed.priced; i++)
            cost -= k->boxed.price[i] *
                    k->entry[k->row_of[k->boxed.row[i].slot] * k->columns + c];
        sum += fmax(cost * k->low[c], cost * k->high[c]);
    }
    return sum;
}

static void assert_is_best(const known *k, double bound, double value)
{
    double sum = 0.0;
    for (int c = 0; c < k->columns; c++) {
        cr_assert(k->boxed.x[c] >= k->low[c] - 1e-9 &&
                  k->boxed.x[c] <= k->high[c] + 1e-9);
        sum += k->cost[c] * k->boxed.x[c];
    }
    for (int i = 0; i < k->rows; i++)
        cr_assert_leq(over(k, i, k->boxed.x), 1e-9);
    cr_assert_float_eq(sum, value, 1e-8);
    cr_assert_float_eq(bound, value, 1e-8);
    cr_assert_leq(proved(k, true), value + 1e-8);
}

Test(lp_boxed, agrees_with_glpk_and_proves_it_from_box_to_box)
{
    dice d = {7};
    int empty = 0, lost = 0, below = 0, total = 0;
    for (int trial = 0; trial < 400; trial++) {
        known k;
        tc_arena arena = {0};
        make(&d, &k, &arena);
        for (int t = 0; t < 12; t++, total++) {
            double value = 0.0, bound = 0.0;
            turn(&d, &k);
            const tc_bound_status other = ask_glpk(&k, &value);
            const tc_boxed_status own = tc_boxed_solve(&k.boxed, -INFINITY, &bound);
            lost += own == TC_BOXED_LOST;
            if (own == TC_BOXED_LOST)
                continue;
            cr_assert_eq(own == TC_BOXED_EMPTY, other == TC_BOUND_EMPTY, "%d %d", trial,
                         t);
            if (own == TC_BOXED_EMPTY) {
                empty++;
                cr_assert_lt(proved(&k, false), 0.0);
                continue;
            }
            assert_is_best(&k, bound, value);
            if (tc_boxed_solve(&k.boxed, value + 0.01, &bound) != TC_BOXED_BELOW)
                cr_assert_fail("%d %d: above its best value", trial, t);
            cr_assert_lt(proved(&k, true), value + 0.01);
            below++;
        }
        tc_arena_free(&arena);
    }
    cr_assert(empty > 100 && below > 1000 && lost * 1000 < total, "%d %d %d of %d", empty,
              below, lost, total);
    TC_ASSERT_NO_LEAK();
}

Test(lp_boxed, without_columns_there_is_nothing_to_decide)
{
    known k = {.columns = 0};
    tc_arena arena = {0};
    double bound = 1.0;
    cr_assert_eq(tc_boxed_make(0, &arena, &k.boxed, NULL), TC_OK);
    k.boxed.find = find;
    k.boxed.asked = &k;
    cr_assert_eq(tc_boxed_solve(&k.boxed, -INFINITY, &bound), TC_BOXED_SOLVED);
    cr_assert_eq(bound, 0.0);
    tc_arena_free(&arena);
    TC_ASSERT_NO_LEAK();
}

Test(lp_boxed, says_that_memory_ran_out)
{
    tc_arena arena = {0};
    tc_boxed boxed;
    tc_error error = {0};
    tc_test_memory(0);
    const tc_code code = tc_boxed_make(3, &arena, &boxed, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_ERR_MEMORY && error.code == TC_ERR_MEMORY);
    tc_arena_free(&arena);
}
