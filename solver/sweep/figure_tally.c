/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sweep/tally.h"

enum { STEP_BITS = 11, MANTISSA_BITS = 52, FIRST_POWER = -40, BIAS = 1023 };

/* The bits of a positive double rise with it: the upper ones number the bin. -1: it is
 * smaller than the first. */
static int bin_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const int64_t bin = (int64_t)(bits >> (MANTISSA_BITS - STEP_BITS)) -
                        ((int64_t)(BIAS + FIRST_POWER) << STEP_BITS);
    return bin < 0 ? -1 : bin < TC_FIGURE_BINS ? (int)bin : TC_FIGURE_BINS - 1;
}

static double middle_of(int bin)
{
    const double step = (double)(bin % TC_FIGURE_STEPS) + 0.5;
    return ldexp(1.0 + step / TC_FIGURE_STEPS, bin / TC_FIGURE_STEPS + FIRST_POWER);
}

static void sort_in(tc_figure_tally *tally, double value)
{
    const int bin = bin_of(fabs(value));
    if (bin < 0)
        tally->zeroes++;
    else
        (value < 0.0 ? tally->negative : tally->bins)[bin]++;
}

void tc_figure_take(tc_figure_tally *tally, const double *values, int count)
{
    tc_figure_tally t = *tally;
    for (int i = 0; i < count; i++) {
        const double value = values[i];
        if (!isfinite(value))
            continue;
        t.least = t.count == 0 || value < t.least ? value : t.least;
        t.most = t.count == 0 || value > t.most ? value : t.most;
        tc_sum_add(&t.sum, value);
        if (t.count < TC_FIGURE_KEPT)
            t.kept[t.count] = value;
        else
            sort_in(&t, value);
        if (t.count == TC_FIGURE_KEPT)
            for (int k = 0; k < TC_FIGURE_KEPT; k++)
                sort_in(&t, t.kept[k]);
        t.count++;
    }
    *tally = t;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value of this rank, from 1. */
static double ranked(const tc_figure_tally *tally, int64_t rank)
{
    for (int bin = TC_FIGURE_BINS; bin-- > 0;) {
        rank -= tally->negative[bin];
        if (rank <= 0)
            return -middle_of(bin);
    }
    rank -= tally->zeroes;
    if (rank <= 0)
        return 0.0;
    int bin = 0;
    for (; bin < TC_FIGURE_BINS - 1; bin++) {
        rank -= tally->bins[bin];
        if (rank <= 0)
            break;
    }
    return middle_of(bin);
}

void tc_figure_finish(tc_figure_tally *tally, tc_figure *figure)
{
    const bool exact = tally->count <= TC_FIGURE_KEPT;
    const double count = (double)tally->count;
    figure->count = tally->count;
    figure->error = exact ? 0.0 : 0.5 / TC_FIGURE_STEPS;
    figure->least = figure->mean = figure->most = NAN;
    for (int q = 0; q < TC_QUANTILES; q++)
        figure->quantile[q] = NAN;
    if (tally->count == 0)
        return;
    figure->least = tally->least;
    figure->most = tally->most;
    const double mean = (tally->sum.sum + tally->sum.lost) / count;
    figure->mean = fmin(fmax(mean, tally->least), tally->most);
    if (exact)
        qsort(tally->kept, (size_t)tally->count, sizeof *tally->kept, compare);
    for (int q = 0; q < TC_QUANTILES; q++) {
        const int64_t rank = (int64_t)fmax(ceil(tc_quantile_levels[q] * count), 1.0);
        const double value = exact ? tally->kept[rank - 1] : ranked(tally, rank);
        figure->quantile[q] = fmin(fmax(value, tally->least), tally->most);
    }
}
