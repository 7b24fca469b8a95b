/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/sample.h"

#include <math.h>

enum { ROWS_LEAST = 2048, ROWS_PER_BIN = 8, ROWS_PER_STEP = 5 };

/* The scenario of a stretch that is in the sample: any of them, by SplitMix64. */
static int64_t chosen(const tc_sample *sample, int64_t stretch)
{
    uint64_t z = (uint64_t)stretch * 0x9E3779B97F4A7C15U + 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    z ^= z >> 31;
    return stretch * sample->stride + (int64_t)(z % (uint64_t)sample->stride);
}

bool tc_sample_open(tc_arena *arena, const tc_summary *summary, tc_sample *sample)
{
    const int axes = summary->axis_count, goals = summary->goal_count;
    const int projects = summary->project_count;
    const int64_t bytes = (int64_t)axes * 13 + (int64_t)goals * 8 + (int64_t)projects * 4;
    int64_t room = TC_SAMPLE_BYTES / (bytes + 1);
    room = room < ROWS_LEAST ? ROWS_LEAST : room > TC_SAMPLE_ROWS ? TC_SAMPLE_ROWS : room;
    const int64_t stride = (summary->scenarios - 1) / room + 1;
    room = (summary->scenarios - 1) / stride + 1;
    const size_t rows = (size_t)room;
    *sample = (tc_sample){.stride = stride,
                          .room = (int)room,
                          .axis_count = axes,
                          .goal_count = goals,
                          .project_count = projects};
    sample->values = tc_arena_take(arena, (size_t)axes * rows, sizeof *sample->values);
    sample->goals = tc_arena_take(arena, (size_t)goals * rows, sizeof *sample->goals);
    sample->shares =
        tc_arena_take(arena, (size_t)projects * rows, sizeof *sample->shares);
    sample->decided = tc_arena_take(arena, rows, sizeof *sample->decided);
    return sample->values && sample->goals && sample->shares && sample->decided;
}

/* A share as the sample keeps it: rounding to float may not make it one that is served.
 */
static float kept_share(double share)
{
    static const float ALMOST = 0.99999994F; /* the float below 1 */
    if (!(share > TC_SERVED_TOLERANCE))
        return 0.0F;
    if (share >= 1.0 - TC_SERVED_TOLERANCE)
        return 1.0F;
    return fminf((float)share, ALMOST);
}

static void take_row(tc_sample *sample, const tc_outcomes *block, int from)
{
    const size_t to = (size_t)sample->count++, room = (size_t)sample->room;
    const size_t theirs = (size_t)block->room, at = (size_t)from;
    const bool there = block->status[from] != TC_OUTCOME_INFEASIBLE;
    if (there)
        sample->decided[sample->decided_count++] = (int)to;
    for (size_t a = 0; a < (size_t)sample->axis_count; a++)
        sample->values[a * room + to] = block->values[a * theirs + at];
    for (size_t g = 0; g < (size_t)sample->goal_count; g++)
        sample->goals[g * room + to] = block->goal[g * theirs + at];
    for (size_t j = 0; j < (size_t)sample->project_count; j++)
        sample->shares[j * room + to] =
            there ? kept_share(block->share[j * theirs + at]) : 0.0F;
}

void tc_sample_take(tc_sample *sample, const tc_outcomes *block)
{
    const int64_t end = block->first + block->count;
    int64_t stretch = block->first / sample->stride;
    for (; stretch * sample->stride < end; stretch++) {
        const int64_t k = chosen(sample, stretch);
        if (k < block->first || k >= end)
            continue;
        if (block->status[k - block->first] != TC_OUTCOME_FAILED)
            take_row(sample, block, (int)(k - block->first));
    }
}

/* ---- bins -------------------------------------------------------------------------- */

static int count_values(const double *values, const int *order, int count)
{
    int distinct = count > 0;
    for (int i = 1; i < count; i++)
        distinct += values[order[i]] != values[order[i - 1]];
    return distinct;
}

/* Equal values share a bin. */
static void make_bins(const tc_sample *sample, int a)
{
    const size_t at = (size_t)a * (size_t)sample->room;
    const double *values = sample->values + at;
    const int *order = sample->order + at;
    unsigned char *code = sample->code + at;
    tc_sample_axis *axis = &sample->axes[a];
    const int count = sample->count, distinct = count_values(values, order, count);
    axis->steps = distinct <= TC_SAMPLE_BINS && count >= ROWS_PER_STEP * distinct;
    int most = count / ROWS_PER_BIN;
    most = most < 2 ? 2 : most > TC_SAMPLE_BINS ? TC_SAMPLE_BINS : most;
    for (int i = 0; i < count; i++) {
        const bool same = i > 0 && values[order[i]] == values[order[i - 1]];
        const bool full = axis->bins < (int64_t)i * most / count + 1;
        if (!same && (axis->steps || full))
            axis->start[axis->bins++] = i;
        code[order[i]] = (unsigned char)(axis->bins - 1);
    }
    axis->start[axis->bins] = count;
}

bool tc_sample_close(tc_arena *arena, tc_sample *sample)
{
    const size_t axes = (size_t)sample->axis_count, room = (size_t)sample->room;
    sample->order = tc_arena_take(arena, axes * room, sizeof *sample->order);
    sample->code = tc_arena_take(arena, axes * room, sizeof *sample->code);
    sample->axes = tc_arena_take(arena, axes, sizeof *sample->axes);
    if (!sample->order || !sample->code || !sample->axes)
        return false;
    for (int a = 0; a < sample->axis_count; a++) {
        const size_t at = (size_t)a * room;
        if (!tc_order_by_size(sample->values + at, sample->count, sample->order + at))
            return false;
        make_bins(sample, a);
    }
    return true;
}
