/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "sweep/sample.h"

enum { ROWS_LEAST = 32 }; /* fewer rows say nothing of a variance */

typedef struct working {
    const tc_sample *sample;
    double *axis_rank; /* axis * room + i: of decided row i, less the mean rank */
    double *axis_size; /* axis: sum of their squares */
    double *value, *rank;
    int *order, *place; /* place: row -> i, -1 where infeasible */
} working;

/* Ranks of decided rows less their mean, equal values sharing the middle; the sum of
 * their squares. order lists the rows i by value. */
static double rank_all(const double *value, const int *order, int count, double *rank)
{
    const double mean = (count - 1) / 2.0;
    double squares = 0.0;
    for (int i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && value[order[end]] == value[order[i]]; end++)
            continue;
        const double here = (i + end - 1) / 2.0 - mean;
        for (int k = i; k < end; k++)
            rank[order[k]] = here;
        squares += (end - i) * here * here;
    }
    return squares;
}

static void rank_axis(const working *w, int a)
{
    const tc_sample *sample = w->sample;
    const size_t at = (size_t)a * (size_t)sample->room;
    int count = 0;
    for (int i = 0; i < sample->count; i++) {
        const int place = w->place[sample->order[at + (size_t)i]];
        if (place >= 0)
            w->order[count++] = place;
    }
    for (int i = 0; i < count; i++)
        w->value[i] = sample->values[at + (size_t)sample->decided[i]];
    w->axis_size[a] = rank_all(w->value, w->order, count, w->axis_rank + at);
}

static double correlate(const working *w, int a, double squares)
{
    const double *x = w->axis_rank + (size_t)a * (size_t)w->sample->room;
    if (!(w->axis_size[a] > 0.0))
        return NAN;
    double sum = 0.0;
    for (int i = 0; i < w->sample->decided_count; i++)
        sum += x[i] * w->rank[i];
    return sum / sqrt(w->axis_size[a] * squares);
}

/* value is less its mean; squares is the sum of its squares. */
static double bin_share(const working *w, int a, double squares)
{
    const tc_sample *sample = w->sample;
    const unsigned char *code = sample->code + (size_t)a * (size_t)sample->room;
    double sum[TC_SAMPLE_BINS] = {0}, between = 0.0;
    int rows[TC_SAMPLE_BINS] = {0}, bins = 0;
    for (int i = 0; i < sample->decided_count; i++) {
        const int bin = code[sample->decided[i]];
        sum[bin] += w->value[i];
        rows[bin]++;
    }
    for (int bin = 0; bin < sample->axes[a].bins; bin++) {
        if (rows[bin] == 0)
            continue;
        between += sum[bin] * sum[bin] / rows[bin];
        bins++;
    }
    const int inside = sample->decided_count - bins;
    if (inside <= 0)
        return NAN;
    const double noise = (squares - between) / inside;
    return fmax((between - (bins - 1) * noise) / squares, 0.0);
}

/* The output in w->value, by decided row. False when memory runs out. */
static bool find_effects(const working *w, bool first, tc_axis_effect *effects)
{
    const int count = w->sample->decided_count;
    bool constant = true;
    double mean = 0.0, squares = 0.0;
    for (int i = 1; i < count; i++)
        constant = constant && w->value[i] == w->value[0];
    if (constant)
        return true;
    for (int i = 0; i < count; i++)
        mean += (w->value[i] - w->value[0]) / count;
    mean += w->value[0];
    for (int i = 0; i < count; i++) {
        w->value[i] -= mean;
        squares += w->value[i] * w->value[i];
    }
    if (!tc_order_by_size(w->value, count, w->order))
        return false;
    const double ranks = rank_all(w->value, w->order, count, w->rank);
    for (int a = 0; a < w->sample->axis_count; a++) {
        effects[a].rank = correlate(w, a, ranks);
        if (first && count >= ROWS_LEAST)
            effects[a].first = bin_share(w, a, squares);
    }
    return true;
}

static bool work(working *w, bool first, tc_axis_effect *effects)
{
    const tc_sample *sample = w->sample;
    const size_t room = (size_t)sample->room;
    bool ready = true;
    for (int i = 0; i < sample->count; i++)
        w->place[i] = -1;
    for (int i = 0; i < sample->decided_count; i++)
        w->place[sample->decided[i]] = i;
    for (int a = 0; a < sample->axis_count; a++)
        rank_axis(w, a);
    const int outputs = sample->goal_count + sample->project_count;
    for (int o = 0; o < outputs && ready; o++) {
        const size_t goal = (size_t)o * room;
        const size_t share = (size_t)(o - sample->goal_count) * room;
        for (int i = 0; i < sample->decided_count; i++) {
            const size_t row = (size_t)sample->decided[i];
            w->value[i] = o < sample->goal_count ? sample->goals[goal + row]
                                                 : (double)sample->shares[share + row];
        }
        ready = find_effects(w, first, effects + (ptrdiff_t)o * sample->axis_count);
    }
    return ready;
}

bool tc_sample_effects(const tc_sample *sample, bool first, tc_axis_effect *effects)
{
    const size_t room = (size_t)sample->room, axes = (size_t)sample->axis_count;
    working w = {.sample = sample,
                 .axis_rank = tc_mem_new(axes * room, sizeof(double)),
                 .axis_size = tc_mem_new(axes, sizeof(double)),
                 .value = tc_mem_new(room, sizeof(double)),
                 .rank = tc_mem_new(room, sizeof(double)),
                 .order = tc_mem_new(room, sizeof(int)),
                 .place = tc_mem_new(room, sizeof(int))};
    const bool ready = w.axis_rank && w.axis_size && w.value && w.rank && w.order &&
                       w.place && work(&w, first, effects);
    tc_mem_drop(w.axis_rank);
    tc_mem_drop(w.axis_size);
    tc_mem_drop(w.value);
    tc_mem_drop(w.rank);
    tc_mem_drop(w.order);
    tc_mem_drop(w.place);
    return ready;
}
