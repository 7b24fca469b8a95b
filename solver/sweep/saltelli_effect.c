/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "sweep/effect.h"

enum { GROUPS, SHIFT, SUM, SQUARES, WHOLE };
enum { FIRST, FIRST_SQUARES, TOTAL, TOTAL_SQUARES, PARTS };

bool tc_saltelli_open(tc_arena *arena, const tc_summary *summary, tc_saltelli *saltelli)
{
    const size_t axes = (size_t)summary->axis_count;
    const size_t outputs = (size_t)summary->goal_count + (size_t)summary->project_count;
    *saltelli = (tc_saltelli){.axis_count = (int)axes,
                              .output_count = (int)outputs,
                              .group = (int)axes + 2,
                              .filled = -1};
    saltelli->open = tc_arena_take(arena, outputs * (axes + 2), sizeof(double));
    saltelli->sums = tc_arena_take(arena, outputs * axes * PARTS, sizeof(double));
    saltelli->whole = tc_arena_take(arena, outputs * WHOLE, sizeof(double));
    return saltelli->open && saltelli->sums && saltelli->whole;
}

static void take_group(tc_saltelli *saltelli, int output, const double *y)
{
    const int axes = saltelli->axis_count;
    double *whole = saltelli->whole + (ptrdiff_t)output * WHOLE;
    double *sums = saltelli->sums + (ptrdiff_t)output * axes * PARTS;
    bool known = true;
    for (int i = 0; i < saltelli->group; i++)
        known = known && isfinite(y[i]);
    if (!known)
        return;
    if (whole[GROUPS] == 0.0)
        whole[SHIFT] = y[0];
    const double a = y[0] - whole[SHIFT], b = y[1] - whole[SHIFT];
    whole[GROUPS] += 1.0;
    whole[SUM] += a + b;
    whole[SQUARES] += a * a + b * b;
    for (int i = 0; i < axes; i++) {
        const double u = (y[1] - y[i + 2]) * (y[1] - y[i + 2]);
        const double v = (y[0] - y[i + 2]) * (y[0] - y[i + 2]);
        sums[FIRST * axes + i] += u;
        sums[FIRST_SQUARES * axes + i] += u * u;
        sums[TOTAL * axes + i] += v;
        sums[TOTAL_SQUARES * axes + i] += v * v;
    }
}

static void take_column(tc_saltelli *saltelli, int output, const double *y, int filled,
                        int count)
{
    const int group = saltelli->group;
    double *open = saltelli->open + (ptrdiff_t)output * group;
    int i = 0;
    if (filled > 0) {
        const int missing = group - filled;
        i = count < missing ? count : missing;
        memcpy(open + filled, y, (size_t)i * sizeof *y);
        if (i == missing)
            take_group(saltelli, output, open);
        else
            return;
    }
    for (; i + group <= count; i += group)
        take_group(saltelli, output, y + i);
    memcpy(open, y + i, (size_t)(count - i) * sizeof *y);
}

void tc_saltelli_take(tc_saltelli *saltelli, const tc_outcomes *block, int goal_count)
{
    const int group = saltelli->group;
    int skipped = 0;
    if (saltelli->filled < 0) { /* a slice may begin inside a group */
        skipped = (int)((group - block->first % group) % group);
        if (skipped >= block->count)
            return;
        saltelli->filled = 0;
    }
    const int count = block->count - skipped;
    const size_t room = (size_t)block->room;
    for (int o = 0; o < saltelli->output_count; o++) {
        const double *y = o < goal_count ? block->goal + (size_t)o * room
                                         : block->share + (size_t)(o - goal_count) * room;
        take_column(saltelli, o, y + skipped, saltelli->filled, count);
    }
    saltelli->filled = (int)(((int64_t)saltelli->filled + count) % group);
}

/* The standard error of a mean, from the sum and the sum of squares over n. */
static double error_of(double sum, double squares, double n)
{
    return sqrt(fmax(squares - sum * sum / n, 0.0) / (n - 1.0) / n);
}

void tc_saltelli_finish(const tc_saltelli *saltelli, tc_axis_effect *effects)
{
    const int axes = saltelli->axis_count;
    for (int o = 0; o < saltelli->output_count; o++) {
        const double *whole = saltelli->whole + (ptrdiff_t)o * WHOLE;
        const double *sums = saltelli->sums + (ptrdiff_t)o * axes * PARTS;
        const double n = whole[GROUPS], mean = whole[SUM] / (2.0 * n);
        const double variance =
            (whole[SQUARES] / (2.0 * n) - mean * mean) * 2.0 * n / (2.0 * n - 1.0);
        /* what is left of the squares of a constant is noise */
        if (!(n >= 2.0) || !(variance > 1e-24 * whole[SHIFT] * whole[SHIFT]))
            continue;
        for (int i = 0; i < axes; i++) {
            tc_axis_effect *effect = &effects[(ptrdiff_t)o * axes + i];
            const double u = sums[FIRST * axes + i], v = sums[TOTAL * axes + i];
            effect->first = 1.0 - u / n / (2.0 * variance);
            effect->total = v / n / (2.0 * variance);
            effect->first_error =
                error_of(u, sums[FIRST_SQUARES * axes + i], n) / (2.0 * variance);
            effect->total_error =
                error_of(v, sums[TOTAL_SQUARES * axes + i], n) / (2.0 * variance);
        }
    }
}
