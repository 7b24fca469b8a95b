/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "sweep/effect.h"

enum { STARTED, SHIFT, SQUARES, WHOLE };
enum { SUMS_MOST = 4 * 1024 * 1024, CELLS_MOST = 2048 };

/* Number the levels; false where they are too many, or the axes do not make the
 * scenarios.
 */
static bool number_levels(tc_grid_effect *grid, const tc_sweep *sweep)
{
    int64_t levels = 0, scenarios = 1;
    for (int a = 0; a < grid->axis_count; a++) {
        const int turn = sweep->axes[a].value_count;
        grid->turn[a] = turn;
        grid->begin[a] = (int)levels;
        levels += turn;
        if (turn < 1 || levels * (grid->output_count + 1) > SUMS_MOST ||
            scenarios > sweep->scenarios / turn)
            return false;
        scenarios *= turn;
    }
    grid->level_count = (int)levels;
    grid->slow_count = grid->axis_count;
    grid->cell_count = 1;
    while (grid->slow_count > 0 &&
           (int64_t)grid->cell_count * grid->turn[grid->slow_count - 1] <= CELLS_MOST)
        grid->cell_count *= grid->turn[--grid->slow_count];
    return scenarios == sweep->scenarios &&
           (int64_t)grid->cell_count * (grid->output_count + 1) <= SUMS_MOST;
}

bool tc_grid_effect_open(tc_arena *arena, const tc_summary *summary,
                         const tc_sweep *sweep, tc_grid_effect *grid)
{
    const size_t axes = (size_t)summary->axis_count;
    const size_t columns = (size_t)(summary->goal_count + summary->project_count) + 1;
    *grid = (tc_grid_effect){.axis_count = (int)axes, .output_count = (int)columns - 1};
    grid->turn = tc_arena_take(arena, axes, sizeof *grid->turn);
    grid->begin = tc_arena_take(arena, axes, sizeof *grid->begin);
    grid->digit = tc_arena_take(arena, 2 * axes, sizeof *grid->digit);
    if (!grid->turn || !grid->begin || !grid->digit)
        return false;
    if (axes == 0 || !number_levels(grid, sweep))
        return true;
    grid->carry = tc_arena_take(arena, columns * (axes + 1), sizeof(double));
    grid->whole = tc_arena_take(arena, columns * WHOLE, sizeof(double));
    grid->cells =
        tc_arena_take(arena, columns * (size_t)grid->cell_count, sizeof(double));
    grid->sums =
        tc_arena_take(arena, columns * (size_t)grid->level_count, sizeof(double));
    return grid->carry && grid->whole && grid->cells && grid->sums;
}

/* All cells came once: the next slower axis turns on, and where it turns over, what it
 * gathered goes to the next slower one. */
static void turn_slow(const tc_grid_effect *grid, int output, int *digit)
{
    double *sums = grid->sums + (ptrdiff_t)output * grid->level_count;
    double *carry = grid->carry + (ptrdiff_t)output * (grid->slow_count + 1);
    for (int a = grid->slow_count - 1; a >= 0; a--) {
        const double gathered = carry[a + 1];
        carry[a + 1] = 0.0;
        sums[grid->begin[a] + digit[a]] += gathered;
        carry[a] += gathered;
        if (++digit[a] < grid->turn[a])
            return;
        digit[a] = 0;
    }
}

/* Add values to consecutive cells, and one after the other to what they gather: sums in
 * parts would depend on where a block ends. What is not known adds nothing. */
static void add_cells(const double *column, int count, double *whole, double *cells,
                      double *gathered)
{
    const double shift = whole[SHIFT];
    double sum = *gathered, squares = whole[SQUARES];
    for (int i = 0; i < count; i++) {
        const double y = isfinite(column[i]) ? column[i] - shift : 0.0;
        cells[i] += y;
        sum += y;
        squares += y * y;
    }
    *gathered = sum;
    whole[SQUARES] = squares;
}

static void take_column(const tc_grid_effect *grid, int output, const double *column,
                        int count, int *digit)
{
    double *cells = grid->cells + (ptrdiff_t)output * grid->cell_count;
    double *gathered =
        grid->carry + (ptrdiff_t)output * (grid->slow_count + 1) + grid->slow_count;
    double *whole = grid->whole + (ptrdiff_t)output * WHOLE;
    int cell = grid->cell, i = 0;
    for (; whole[STARTED] == 0.0 && i < count; i++) {
        whole[STARTED] = isfinite(column[i]);
        whole[SHIFT] = isfinite(column[i]) ? column[i] : 0.0;
    }
    for (i = 0; i < count;) {
        const int rest = grid->cell_count - cell;
        const int stretch = rest < count - i ? rest : count - i;
        add_cells(column + i, stretch, whole, cells + cell, gathered);
        i += stretch;
        cell = (cell + stretch) % grid->cell_count;
        if (cell == 0)
            turn_slow(grid, output, digit);
    }
}

/* How many scenarios are known, as a column of its own that is 1 or not known. */
static void take_counts(const tc_grid_effect *grid, const tc_outcomes *block, int *digit)
{
    const int output = grid->output_count;
    double *cells = grid->cells + (ptrdiff_t)output * grid->cell_count;
    double *gathered =
        grid->carry + (ptrdiff_t)output * (grid->slow_count + 1) + grid->slow_count;
    int cell = grid->cell;
    for (int i = 0; i < block->count; i++) {
        const bool known = block->status[i] == TC_OUTCOME_OPTIMAL ||
                           block->status[i] == TC_OUTCOME_BOUNDED;
        cells[cell] += known;
        *gathered += known;
        cell = (cell + 1) % grid->cell_count;
        if (cell == 0)
            turn_slow(grid, output, digit);
    }
}

void tc_grid_effect_take(tc_grid_effect *grid, const tc_outcomes *block, int goal_count)
{
    int *digit = grid->digit + grid->axis_count;
    const size_t bytes = (size_t)grid->axis_count * sizeof *digit;
    const size_t room = (size_t)block->room;
    for (int o = 0; o < grid->output_count; o++) {
        const double *column = o < goal_count
                                   ? block->goal + (size_t)o * room
                                   : block->share + (size_t)(o - goal_count) * room;
        memcpy(digit, grid->digit, bytes);
        take_column(grid, o, column, block->count, digit);
    }
    memcpy(digit, grid->digit, bytes);
    take_counts(grid, block, digit);
    memcpy(grid->digit, digit, bytes);
    grid->cell = (int)(((int64_t)grid->cell + block->count) % grid->cell_count);
}

/* Tell the axes of the cells apart. Gives the sum of all. */
static double spread_cells(const tc_grid_effect *grid, int output)
{
    double sum = 0.0;
    const double *cells = grid->cells + (ptrdiff_t)output * grid->cell_count;
    double *sums = grid->sums + (ptrdiff_t)output * grid->level_count;
    int below = 1;
    for (int a = grid->axis_count - 1; a >= grid->slow_count; a--) {
        for (int cell = 0; cell < grid->cell_count; cell++)
            sums[grid->begin[a] + cell / below % grid->turn[a]] += cells[cell];
        below *= grid->turn[a];
    }
    for (int cell = 0; cell < grid->cell_count; cell++)
        sum += cells[cell];
    return sum;
}

void tc_grid_effect_finish(const tc_grid_effect *grid, tc_axis_effect *effects)
{
    const int counts = grid->output_count;
    const double *rows = grid->sums + (ptrdiff_t)counts * grid->level_count;
    const double n = spread_cells(grid, counts);
    for (int o = 0; o < grid->output_count && n > 0.0; o++) {
        const double *sums = grid->sums + (ptrdiff_t)o * grid->level_count;
        const double *whole = grid->whole + (ptrdiff_t)o * WHOLE;
        const double mean = spread_cells(grid, o) / n;
        const double squares = whole[SQUARES] - n * mean * mean;
        if (!(squares > 1e-24 * n * whole[SHIFT] * whole[SHIFT]))
            continue; /* a constant, but for rounding */
        for (int a = 0; a < grid->axis_count; a++) {
            double between = 0.0;
            for (int l = grid->begin[a]; l < grid->begin[a] + grid->turn[a]; l++)
                if (rows[l] > 0.0)
                    between += (sums[l] / rows[l] - mean) * (sums[l] - rows[l] * mean);
            effects[(ptrdiff_t)o * grid->axis_count + a].first = between / squares;
        }
    }
}
