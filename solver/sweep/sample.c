/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/sample.h"

#include <math.h>

enum { ROWS_LEAST = 2048, ROWS_PER_BIN = 8, ROWS_PER_STEP = 5 };

/* Numbers that look like chance, of the scenario alone (SplitMix64). */
static uint64_t mix(int64_t scenario)
{
    uint64_t z = (uint64_t)scenario * 0x9E3779B97F4A7C15U + 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

static bool is_chosen(const tc_sample *sample, int64_t scenario)
{
    return (mix(scenario) & (uint64_t)(sample->one_of - 1)) == 0;
}

bool tc_sample_open(tc_arena *arena, const tc_summary *summary, tc_sample *sample)
{
    const int axes = summary->axis_count, goals = summary->goal_count;
    const int projects = summary->project_count;
    const int64_t bytes = (int64_t)axes * 13 + (int64_t)goals * 8 + (int64_t)projects * 4;
    int64_t room = TC_SAMPLE_BYTES / (bytes + 1);
    room = room < ROWS_LEAST ? ROWS_LEAST : room > TC_SAMPLE_ROWS ? TC_SAMPLE_ROWS : room;
    room = room > summary->scenarios ? summary->scenarios : room;
    const size_t rows = (size_t)room;
    *sample = (tc_sample){.one_of = 1,
                          .room = (int)room,
                          .axis_count = axes,
                          .goal_count = goals,
                          .project_count = projects};
    sample->values = tc_arena_take(arena, (size_t)axes * rows, sizeof *sample->values);
    sample->goals = tc_arena_take(arena, (size_t)goals * rows, sizeof *sample->goals);
    sample->shares =
        tc_arena_take(arena, (size_t)projects * rows, sizeof *sample->shares);
    sample->scenario = tc_arena_take(arena, rows, sizeof *sample->scenario);
    sample->there = tc_arena_take(arena, rows, sizeof *sample->there);
    sample->decided = tc_arena_take(arena, rows, sizeof *sample->decided);
    return sample->values && sample->goals && sample->shares && sample->scenario &&
           sample->there && sample->decided;
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
    sample->scenario[to] = block->first + from;
    sample->there[to] = there;
    for (size_t a = 0; a < (size_t)sample->axis_count; a++)
        sample->values[a * room + to] = block->values[a * theirs + at];
    for (size_t g = 0; g < (size_t)sample->goal_count; g++)
        sample->goals[g * room + to] = block->goal[g * theirs + at];
    for (size_t j = 0; j < (size_t)sample->project_count; j++)
        sample->shares[j * room + to] =
            there ? kept_share(block->share[j * theirs + at]) : 0.0F;
}

static void move_row(tc_sample *sample, size_t to, size_t from)
{
    const size_t room = (size_t)sample->room;
    sample->scenario[to] = sample->scenario[from];
    sample->there[to] = sample->there[from];
    for (size_t a = 0; a < (size_t)sample->axis_count; a++)
        sample->values[a * room + to] = sample->values[a * room + from];
    for (size_t g = 0; g < (size_t)sample->goal_count; g++)
        sample->goals[g * room + to] = sample->goals[g * room + from];
    for (size_t j = 0; j < (size_t)sample->project_count; j++)
        sample->shares[j * room + to] = sample->shares[j * room + from];
}

/* Take one of twice as many scenarios from now on, and of those that are there. */
static void thin_out(tc_sample *sample)
{
    int kept = 0;
    sample->one_of *= 2;
    for (int row = 0; row < sample->count; row++)
        if (is_chosen(sample, sample->scenario[row]))
            move_row(sample, (size_t)kept++, (size_t)row);
    sample->count = kept;
}

void tc_sample_take(tc_sample *sample, const tc_outcomes *block)
{
    for (int i = 0; i < block->count; i++) {
        const int64_t scenario = block->first + i;
        if (!is_chosen(sample, scenario) || block->status[i] == TC_OUTCOME_FAILED)
            continue;
        while (sample->count == sample->room)
            thin_out(sample);
        if (is_chosen(sample, scenario))
            take_row(sample, block, i);
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
    for (int row = 0; row < sample->count; row++)
        if (sample->there[row])
            sample->decided[sample->decided_count++] = row;
    for (int a = 0; a < sample->axis_count; a++) {
        const size_t at = (size_t)a * room;
        if (!tc_order_by_size(sample->values + at, sample->count, sample->order + at))
            return false;
        make_bins(sample, a);
    }
    return true;
}
