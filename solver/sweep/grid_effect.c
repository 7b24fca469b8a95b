/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "sweep/effect.h"

enum { STARTED, SHIFT, SUM, SQUARES, WHOLE, SUMS_MOST = 4 * 1024 * 1024 };

bool tc_grid_effect_open(tc_arena *arena, const tc_summary *summary,
                         const tc_sweep *sweep, tc_grid_effect *grid)
{
    const size_t axes = (size_t)summary->axis_count;
    const size_t outputs = (size_t)(summary->goal_count + summary->project_count);
    *grid = (tc_grid_effect){.axis_count = (int)axes, .output_count = (int)outputs};
    grid->turn = tc_arena_take(arena, axes, sizeof *grid->turn);
    grid->begin = tc_arena_take(arena, axes, sizeof *grid->begin);
    grid->digit = tc_arena_take(arena, 2 * axes, sizeof *grid->digit);
    if (!grid->turn || !grid->begin || !grid->digit)
        return false;
    int64_t levels = 0, scenarios = 1;
    for (size_t a = 0; a < axes; a++) {
        grid->turn[a] = sweep->axes[a].value_count;
        grid->begin[a] = (int)levels;
        levels += grid->turn[a];
        if (grid->turn[a] < 1 || levels * ((int64_t)outputs + 1) > SUMS_MOST ||
            scenarios > sweep->scenarios / grid->turn[a])
            return true;
        scenarios *= grid->turn[a];
    }
    if (axes == 0 || scenarios != sweep->scenarios)
        return true;
    grid->level_count = (int)levels;
    grid->carry = tc_arena_take(arena, (outputs + 1) * axes, sizeof(double));
    grid->whole = tc_arena_take(arena, outputs * WHOLE, sizeof(double));
    grid->sums = tc_arena_take(arena, (outputs + 1) * (size_t)levels, sizeof(double));
    return grid->carry && grid->whole && grid->sums;
}

/* Add y to the level of the fastest axis; where that axis turns over, what it gathered
 * goes to the next slower one. digit moves on by one scenario. */
static void add(const tc_grid_effect *grid, double *sums, double *carry, int *digit,
                double y)
{
    for (int a = grid->axis_count - 1; a >= 0; a--) {
        sums[grid->begin[a] + digit[a]] += y;
        carry[a] += y;
        if (++digit[a] < grid->turn[a])
            return;
        digit[a] = 0;
        y = carry[a];
        carry[a] = 0.0;
    }
}

static void take_column(const tc_grid_effect *grid, int output, const double *column,
                        int count, int *digit)
{
    double *sums = grid->sums + (ptrdiff_t)output * grid->level_count;
    double *carry = grid->carry + (ptrdiff_t)output * grid->axis_count;
    double *whole = grid->whole + (ptrdiff_t)output * WHOLE;
    for (int i = 0; i < count; i++) {
        const bool known = isfinite(column[i]);
        if (known && whole[STARTED] == 0.0) {
            whole[STARTED] = 1.0;
            whole[SHIFT] = column[i];
        }
        const double y = known ? column[i] - whole[SHIFT] : 0.0;
        whole[SUM] += y;
        whole[SQUARES] += y * y;
        add(grid, sums, carry, digit, y);
    }
}

static void take_counts(const tc_grid_effect *grid, const tc_outcomes *block, int *digit)
{
    double *sums = grid->sums + (ptrdiff_t)grid->output_count * grid->level_count;
    double *carry = grid->carry + (ptrdiff_t)grid->output_count * grid->axis_count;
    for (int i = 0; i < block->count; i++) {
        const bool known = block->status[i] == TC_OUTCOME_OPTIMAL ||
                           block->status[i] == TC_OUTCOME_BOUNDED;
        add(grid, sums, carry, digit, known ? 1.0 : 0.0);
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
}

void tc_grid_effect_finish(const tc_grid_effect *grid, tc_axis_effect *effects)
{
    const double *rows = grid->sums + (ptrdiff_t)grid->output_count * grid->level_count;
    double n = 0.0;
    for (int level = 0; level < grid->turn[0]; level++)
        n += rows[level];
    for (int o = 0; o < grid->output_count && n > 0.0; o++) {
        const double *sums = grid->sums + (ptrdiff_t)o * grid->level_count;
        const double *whole = grid->whole + (ptrdiff_t)o * WHOLE;
        const double mean = whole[SUM] / n;
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
