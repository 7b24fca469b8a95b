/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/lexico.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/leaks.h"
#include "support/made_linear.h"

static const double NONE = INFINITY;

static tc_lexico *opened(const tc_linear *lp)
{
    tc_lexico *lexico = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_lexico_open(lp, &lexico, &error), TC_OK, "%s", error.message_en);
    return lexico;
}

/* The next goal, given by its cost for each column; its value. */
static double level(tc_lexico *lexico, int columns, const double *cost)
{
    const int column[] = {0, 1, 2, 3};
    const tc_objective goal = {columns, column, cost};
    tc_lp_status status = TC_LP_INFEASIBLE;
    tc_error error = {0};
    double value = NAN;
    cr_assert_eq(tc_lexico_level(lexico, &goal, &status, &value, NULL, &error), TC_OK,
                 "%s", error.message_en);
    cr_assert_eq(status, TC_LP_OPTIMAL);
    return value;
}

/* x + y <= 4, 0 <= x, y <= 3. First x + y: 4, the edge from (1,3) to (3,1). Then x:
 * (3,1). Then y: nothing is left to choose. */
Test(lp_lexico, reaches_two_goals_solved_on_paper)
{
    const double ones[] = {1, 1}, four = 4, none = -NONE, zero[] = {0, 0},
                 three[] = {3, 3};
    const double x_only[] = {1, 0}, y_only[] = {0, 1};
    tc_linear lp = linear_of(1, 2, ones, &none, &four, zero, three);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(level(lexico, 2, ones), 4.0);
    cr_assert_not(tc_lexico_is_fixed(lexico, 0));
    cr_assert_not(tc_lexico_is_fixed(lexico, 1));
    cr_assert_eq(level(lexico, 2, x_only), 3.0);
    cr_assert(tc_lexico_is_fixed(lexico, 0));
    cr_assert_eq(level(lexico, 2, y_only), 1.0);
    cr_assert(tc_lexico_point(lexico)[0] == 3.0 && tc_lexico_point(lexico)[1] == 1.0);
    cr_assert(lp.high[0] == 3.0 && lp.low[0] == 0.0 && lp.row_low[0] == -NONE,
              "the caller's program is as it was");
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* x + y + z <= 2, x + 2z <= 2, 0 <= x, y, z <= 1. First x + y + z: 2. Then x + z: with
 * y = 2 - x - z within 0 and 1, x + 2z <= 2 allows 3/2 at x = 1, z = 1/2, y = 1/2. Then
 * z, which alone could be 1, stays at 1/2. */
Test(lp_lexico, reaches_three_goals_solved_on_paper)
{
    const double matrix[] = {1, 1, 1, 1, 0, 2}, two[] = {2, 2}, none[] = {-NONE, -NONE};
    const double zero[] = {0, 0, 0}, one[] = {1, 1, 1};
    const double x_and_z[] = {1, 0, 1}, z_only[] = {0, 0, 1};
    tc_linear lp = linear_of(2, 3, matrix, none, two, zero, one);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(level(lexico, 3, one), 2.0);
    cr_assert_eq(level(lexico, 3, x_and_z), 1.5);
    cr_assert_eq(level(lexico, 3, z_only), 0.5);
    const double best[] = {1.0, 0.5, 0.5};
    cr_assert_arr_eq(tc_lexico_point(lexico), best, sizeof best);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* x + y <= 1: each thousandth of x would bring the second goal a million. */
Test(lp_lexico, trades_nothing_of_an_earlier_goal_for_a_gain_of_a_billion)
{
    const double ones[] = {1, 1}, one = 1, none = -NONE, zero[] = {0, 0};
    const double small[] = {1e-3, 0}, huge[] = {-1e9, 1e9};
    tc_linear lp = linear_of(1, 2, ones, &none, &one, zero, ones);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(level(lexico, 2, small), 1e-3);
    cr_assert_eq(level(lexico, 2, huge), -1e9);
    cr_assert(tc_lexico_point(lexico)[0] == 1.0 && tc_lexico_point(lexico)[1] == 0.0);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* x + y <= 1: x brings the first goal a hundred-millionth more than y does. */
Test(lp_lexico, keeps_a_gain_of_a_hundred_millionth)
{
    const double ones[] = {1, 1}, one = 1, none = -NONE, zero[] = {0, 0};
    const double nearly[] = {1.0 + 1e-8, 1.0}, y_only[] = {0, 1e9};
    tc_linear lp = linear_of(1, 2, ones, &none, &one, zero, ones);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(level(lexico, 2, nearly), 1.0 + 1e-8);
    cr_assert_eq(level(lexico, 2, y_only), 0.0);
    cr_assert(tc_lexico_point(lexico)[0] == 1.0 && tc_lexico_point(lexico)[1] == 0.0);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_lexico, looks_without_fixing_anything)
{
    const double ones[] = {1, 1}, four = 4, none = -NONE, zero[] = {0, 0},
                 three[] = {3, 3};
    const double one = 1.0, minus_one = -1.0;
    const int y = 1;
    const tc_objective up = {1, &y, &one}, down = {1, &y, &minus_one};
    double value = NAN;
    tc_linear lp = linear_of(1, 2, ones, &none, &four, zero, three);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(level(lexico, 2, ones), 4.0);
    for (int k = 0; k < 3; k++) {
        cr_assert_eq(tc_lexico_probe(lexico, &up, &value, NULL), TC_OK);
        cr_assert_eq(value, 3.0);
        cr_assert_eq(tc_lexico_probe(lexico, &down, &value, NULL), TC_OK);
        cr_assert_eq(value, -1.0);
        cr_assert_not(tc_lexico_is_fixed(lexico, y));
    }
    cr_assert_gt(tc_lexico_pivots(lexico), 0);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_lexico, holds_a_column_at_its_upper_limit_whatever_comes)
{
    const double ones[] = {1, 1}, four = 4, none = -NONE, zero[] = {0, 0},
                 three[] = {3, 3};
    const double cost[] = {-1, 1};
    tc_linear lp = linear_of(1, 2, ones, &none, &four, zero, three);
    tc_lexico *lexico = opened(&lp);
    tc_lexico_hold(lexico, 0, 3.0, 3.0);
    cr_assert(tc_lexico_is_fixed(lexico, 0));
    cr_assert_eq(level(lexico, 2, cost), -2.0);
    cr_assert(tc_lexico_point(lexico)[0] == 3.0 && tc_lexico_point(lexico)[1] == 1.0);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* maximise 3x + 2y with x + y <= 4, x + 3y <= 7, x <= 3: at (3,1) the second has room, so
 * that x + y alone pays for y and is worth 2. */
Test(lp_lexico, hands_out_the_multipliers_of_a_level)
{
    const double matrix[] = {1, 1, 1, 3}, none[] = {-NONE, -NONE}, limit[] = {4, 7};
    const double zero[] = {0, 0}, high[] = {3, NONE}, cost[] = {3, 2};
    const int column[] = {0, 1};
    const tc_objective goal = {2, column, cost};
    double value = NAN, multiplier[] = {NAN, NAN};
    tc_lp_status status = TC_LP_INFEASIBLE;
    tc_linear lp = linear_of(2, 2, matrix, none, limit, zero, high);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(tc_lexico_level(lexico, &goal, &status, &value, multiplier, NULL),
                 TC_OK);
    cr_assert(status == TC_LP_OPTIMAL && value == 11.0);
    cr_assert(multiplier[0] == 2.0 && multiplier[1] == 0.0);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

Test(lp_lexico, answers_infeasible_and_refuses_an_unbounded_goal)
{
    const double one = 1, five = 5, zero = 0, none = NONE, minus = -1;
    const int column = 0;
    const tc_objective up = {1, &column, &one}, down = {1, &column, &minus};
    double value = 42.0;
    tc_lp_status status = TC_LP_OPTIMAL;
    tc_error error = {0};
    tc_linear lp = linear_of(1, 1, &one, &five, &none, &zero, &one);
    tc_lexico *lexico = opened(&lp);
    cr_assert_eq(tc_lexico_level(lexico, &up, &status, &value, NULL, &error), TC_OK);
    cr_assert(status == TC_LP_INFEASIBLE && value == 42.0);
    tc_lexico_close(lexico);
    tc_linear_free(&lp);

    lp = linear_of(1, 1, &one, &five, &none, &zero, &none);
    lexico = opened(&lp);
    cr_assert_eq(tc_lexico_level(lexico, &up, &status, &value, NULL, &error),
                 TC_ERR_SOLVER);
    cr_assert_str_eq(error.message_en, "a goal has no upper bound: the model is wrong");
    cr_assert_eq(tc_lexico_probe(lexico, &up, &value, NULL), TC_ERR_SOLVER);
    cr_assert_eq(value, 42.0);
    cr_assert_eq(tc_lexico_level(lexico, &down, &status, &value, NULL, &error), TC_OK);
    cr_assert(status == TC_LP_OPTIMAL && value == -5.0);
    tc_lexico_close(lexico);
    tc_lexico_close(NULL);
    tc_linear_free(&lp);
    TC_ASSERT_NO_LEAK();
}

/* Tiny programs against all their corners. */

enum { ROWS = 4, COLUMNS = 4, GOALS = 3, PLANES = 2 * (ROWS + COLUMNS) };

typedef struct tiny {
    int rows, columns, planes;
    double matrix[ROWS * COLUMNS], row_low[ROWS], row_high[ROWS];
    double low[COLUMNS], high[COLUMNS];
    double plane[PLANES][COLUMNS + 1]; /* normal, right-hand side */
    double goal[GOALS][COLUMNS];
    bool found;
    double best[GOALS];
} tiny;

static void roll_limits(dice *d, int width, double *low, double *high)
{
    *low = dice_below(d, 7) - 3;
    *high = *low + dice_below(d, width);
}

/* Rows of all kinds; a column without limits gets a row of its own that holds it. */
static tiny rolled(dice *d)
{
    tiny t = {.rows = 1 + dice_below(d, ROWS), .columns = 1 + dice_below(d, COLUMNS)};
    for (int i = 0; i < t.rows; i++) {
        for (int j = 0; j < t.columns; j++)
            t.matrix[i * t.columns + j] = dice_below(d, 7) - 3;
        roll_limits(d, 6, &t.row_low[i], &t.row_high[i]);
        if (dice_chance(d, 30))
            t.row_low[i] = -NONE;
        else if (dice_chance(d, 30))
            t.row_high[i] = NONE;
    }
    for (int j = 0; j < t.columns; j++)
        roll_limits(d, 4, &t.low[j], &t.high[j]);
    if (dice_chance(d, 30)) { /* row 0 holds column 0 */
        memset(t.matrix, 0, (size_t)t.columns * sizeof *t.matrix);
        t.matrix[0] = 1 + dice_below(d, 2);
        roll_limits(d, 6, &t.row_low[0], &t.row_high[0]);
        t.low[0] = -NONE;
        t.high[0] = NONE;
    }
    for (int g = 0; g < GOALS; g++)
        for (int j = 0; j < t.columns; j++)
            t.goal[g][j] = dice_chance(d, 30) ? 0 : dice_below(d, 9) - 4;
    return t;
}

static void add_plane(tiny *t, const double *normal, double side)
{
    if (!isfinite(side))
        return;
    memcpy(t->plane[t->planes], normal, (size_t)t->columns * sizeof *normal);
    t->plane[t->planes++][t->columns] = side;
}

static void find_planes(tiny *t)
{
    for (int i = 0; i < t->rows; i++) {
        add_plane(t, &t->matrix[i * t->columns], t->row_low[i]);
        add_plane(t, &t->matrix[i * t->columns], t->row_high[i]);
    }
    for (int j = 0; j < t->columns; j++) {
        double unit[COLUMNS] = {0};
        unit[j] = 1.0;
        add_plane(t, unit, t->low[j]);
        add_plane(t, unit, t->high[j]);
    }
}

/* The point where the chosen planes meet, by elimination; false if there is no one point.
 */
static bool meet(const tiny *t, const int *chosen, double *x)
{
    double a[COLUMNS][COLUMNS + 1];
    const int n = t->columns;
    for (int i = 0; i < n; i++)
        memcpy(a[i], t->plane[chosen[i]], sizeof a[i]);
    for (int k = 0; k < n; k++) {
        int pivot = k;
        for (int i = k + 1; i < n; i++)
            if (fabs(a[i][k]) > fabs(a[pivot][k]))
                pivot = i;
        if (fabs(a[pivot][k]) < 1e-9)
            return false;
        for (int j = 0; j <= n; j++) {
            const double swap = a[k][j];
            a[k][j] = a[pivot][j];
            a[pivot][j] = swap;
        }
        for (int i = 0; i < n; i++) {
            const double factor = i == k ? 0.0 : a[i][k] / a[k][k];
            for (int j = k; j <= n; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    for (int k = 0; k < n; k++)
        x[k] = a[k][n] / a[k][k];
    return true;
}

static bool is_within(const tiny *t, const double *x)
{
    for (int j = 0; j < t->columns; j++)
        if (x[j] < t->low[j] - 1e-9 || x[j] > t->high[j] + 1e-9)
            return false;
    for (int i = 0; i < t->rows; i++) {
        double sum = 0.0;
        for (int j = 0; j < t->columns; j++)
            sum += t->matrix[i * t->columns + j] * x[j];
        if (sum < t->row_low[i] - 1e-9 || sum > t->row_high[i] + 1e-9)
            return false;
    }
    return true;
}

/* Goals of different corners differ by ratios of small whole numbers, or not at all. */
static void keep_better(tiny *t, const double *x)
{
    double value[GOALS] = {0};
    bool better = !t->found, decided = !t->found;
    for (int g = 0; g < GOALS; g++) {
        for (int j = 0; j < t->columns; j++)
            value[g] += t->goal[g][j] * x[j];
        if (!decided && fabs(value[g] - t->best[g]) > 1e-8) {
            decided = true;
            better = value[g] > t->best[g];
        }
    }
    if (better)
        memcpy(t->best, value, sizeof value);
    t->found = true;
}

static void try_corners(tiny *t, int *chosen, int count, int from)
{
    double x[COLUMNS];
    if (count == t->columns) {
        if (meet(t, chosen, x) && is_within(t, x))
            keep_better(t, x);
        return;
    }
    for (int p = from; p < t->planes; p++) {
        chosen[count] = p;
        try_corners(t, chosen, count + 1, p + 1);
    }
}

/* All goals in order, later ones times gain, equal what the best corner has. */
static void compare(const tiny *t, int number, double gain)
{
    const int column[] = {0, 1, 2, 3};
    tc_linear lp = linear_of(t->rows, t->columns, t->matrix, t->row_low, t->row_high,
                             t->low, t->high);
    tc_lexico *lexico = opened(&lp);
    double scale = 1.0;
    for (int g = 0; g < GOALS; g++, scale *= gain) {
        double cost[COLUMNS], value = NAN;
        for (int j = 0; j < t->columns; j++)
            cost[j] = t->goal[g][j] * scale;
        const tc_objective goal = {t->columns, column, cost};
        tc_lp_status status = TC_LP_UNBOUNDED;
        tc_error error = {0};
        cr_assert_eq(tc_lexico_level(lexico, &goal, &status, &value, NULL, &error), TC_OK,
                     "program %d, goal %d: %s", number, g, error.message_en);
        cr_assert_eq(status, t->found ? TC_LP_OPTIMAL : TC_LP_INFEASIBLE, "program %d",
                     number);
        if (!t->found)
            break;
        cr_assert_float_eq(value / scale, t->best[g], 1e-9,
                           "program %d, goal %d: %g, not %g", number, g, value / scale,
                           t->best[g]);
    }
    for (int g = 0; g < GOALS && t->found; g++) {
        double kept = 0.0;
        for (int j = 0; j < t->columns; j++)
            kept += t->goal[g][j] * tc_lexico_point(lexico)[j];
        cr_assert_float_eq(kept, t->best[g], 1e-9, "program %d: goal %d was traded",
                           number, g);
    }
    tc_lexico_close(lexico);
    tc_linear_free(&lp);
}

Test(lp_lexico, equals_the_best_corner_of_a_thousand_tiny_programs)
{
    dice d = {67};
    int feasible = 0;
    for (int k = 0; k < 1000; k++) {
        tiny t = rolled(&d);
        int chosen[COLUMNS];
        find_planes(&t);
        try_corners(&t, chosen, 0, 0);
        feasible += t.found;
        compare(&t, k, 1.0);
        compare(&t, k, 1e9);
        compare(&t, k, 1e-6);
    }
    cr_assert(feasible > 300 && feasible < 950, "%d feasible", feasible);
    TC_ASSERT_NO_LEAK();
}
