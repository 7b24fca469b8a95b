/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/made_linear.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/alloc.h"

tc_linear linear_of(int rows, int columns, const double *matrix, const double *row_low,
                    const double *row_high, const double *low, const double *high)
{
    tc_linear lp = {0};
    for (int i = 0; i < rows; i++)
        cr_assert_eq(tc_linear_row(&lp, row_low[i], row_high[i]), i);
    for (int j = 0; j < columns; j++)
        cr_assert_eq(tc_linear_column(&lp, low[j], high[j]), j);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++)
            if (matrix[i * columns + j] != 0.0)
                tc_linear_entry(&lp, i, j, matrix[i * columns + j]);
    cr_assert_eq(tc_linear_close(&lp, NULL), TC_OK);
    return lp;
}

tc_basic_solution solution_for(const tc_linear *lp)
{
    const size_t rows = (size_t)lp->rows, columns = (size_t)lp->columns;
    double *numbers = tc_mem_new(2 * (rows + columns), sizeof *numbers);
    cr_assert_not_null(numbers);
    return (tc_basic_solution){.x = numbers,
                               .reduced_cost = numbers + columns,
                               .activity = numbers + 2 * columns,
                               .multiplier = numbers + 2 * columns + rows};
}

void solution_free(tc_basic_solution *solution)
{
    tc_mem_drop(solution->x);
}

/* Where a value stands, with its price and its limits. */
typedef struct stand {
    double value, price, low, high;
} stand;

static stand put(dice *d, double value)
{
    const double room = dice_real(d, 0.5, 3.0), price = dice_real(d, 0.1, 2.0);
    switch (dice_below(d, 8)) {
    case 0: /* at the lower of two limits */
        return (stand){value, -price, value, value + room};
    case 1: /* at the only limit, below */
        return (stand){value, -price, value, INFINITY};
    case 2:
        return (stand){value, price, value - room, value};
    case 3:
        return (stand){value, price, -INFINITY, value};
    case 4: /* fixed: a price of either sign */
        return (stand){value, dice_chance(d, 50) ? price : -price, value, value};
    case 5: /* at a limit, and it costs nothing */
        return (stand){value, 0.0, value, value + room};
    case 6:
        return (stand){value, 0.0, value - room, value + room};
    default:
        return (stand){value, 0.0, -INFINITY, INFINITY};
    }
}

/* Rows: the limits need A x, which the columns and entries must give first. */
static void price_rows(dice *d, made_linear *made)
{
    tc_linear *lp = &made->lp;
    tc_linear_times(lp, made->best.x, made->best.activity);
    for (int i = 0; i < lp->rows; i++) {
        const stand s = put(d, made->best.activity[i]);
        made->best.multiplier[i] = s.price;
        lp->row_low[i] = s.low;
        lp->row_high[i] = s.high;
    }
}

/* Costs from c = d + A' pi. */
static void set_costs(made_linear *made)
{
    for (int j = 0; j < made->lp.columns; j++) {
        double size = 0.0;
        made->column[j] = j;
        made->cost[j] = made->best.reduced_cost[j] +
                        tc_linear_price(&made->lp, j, made->best.multiplier, &size);
        made->best.value += made->cost[j] * made->best.x[j];
    }
}

made_linear made_linear_new(dice *d, int rows, int columns)
{
    made_linear made = {.lp = {0}};
    made.best = solution_for(&(tc_linear){.rows = rows, .columns = columns});
    for (int i = 0; i < rows; i++)
        tc_linear_row(&made.lp, 0.0, 0.0);
    for (int j = 0; j < columns; j++) {
        const stand s = put(d, dice_chance(d, 30) ? 0.0 : dice_real(d, -3.0, 3.0));
        tc_linear_column(&made.lp, s.low, s.high);
        made.best.x[j] = s.value;
        made.best.reduced_cost[j] = s.price;
        for (int i = 0; i < rows; i++)
            if (dice_chance(d, 60))
                tc_linear_entry(&made.lp, i, j, dice_below(d, 9) - 4.0);
    }
    cr_assert_eq(tc_linear_close(&made.lp, NULL), TC_OK);
    made.column = tc_mem_new((size_t)columns, sizeof *made.column);
    made.cost = tc_mem_new((size_t)columns, sizeof *made.cost);
    cr_assert(made.column && made.cost);
    price_rows(d, &made);
    set_costs(&made);
    return made;
}

tc_objective made_linear_goal(const made_linear *made)
{
    return (tc_objective){made->lp.columns, made->column, made->cost};
}

void made_linear_free(made_linear *made)
{
    tc_linear_free(&made->lp);
    tc_mem_drop(made->column);
    tc_mem_drop(made->cost);
    solution_free(&made->best);
}
