/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/prim.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"

enum { PEEL = 20, ROWS_LEAST = 5 }; /* peel one in so many rows; rows that a box holds */

double tc_match_phi(const tc_match *m)
{
    const double tp = m->inside_lost, fp = m->inside - m->inside_lost;
    const double fn = m->lost - m->inside_lost, tn = m->rows - m->inside - fn;
    const double product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
    return product > 0.0 ? (tp * tn - fp * fn) / sqrt(product) : 0.0;
}

/* The rows that are still in the box, counted by axis and bin. */
typedef struct peeling {
    const tc_sample *sample;
    const unsigned char *lost;
    const bool *is_named;
    unsigned char *in;     /* by row */
    int (*counts)[2];      /* axis * TC_SAMPLE_BINS + bin: rows, lost ones */
    tc_prim_range *ranges; /* by axis */
    int cut;               /* axes of which some bin is left out */
    tc_match match;
} peeling;

static bool is_cut(const peeling *p, int axis)
{
    return p->ranges[axis].low > 0 ||
           p->ranges[axis].high < p->sample->axes[axis].bins - 1;
}

static void move_row(peeling *p, int row, int by)
{
    const tc_sample *sample = p->sample;
    const int lost = p->lost[row] ? by : 0;
    p->in[row] = by > 0;
    p->match.inside += by;
    p->match.inside_lost += lost;
    for (int a = 0; a < sample->axis_count; a++) {
        const int bin = sample->code[(size_t)a * (size_t)sample->room + (size_t)row];
        int *at = p->counts[a * TC_SAMPLE_BINS + bin];
        at[0] += by;
        at[1] += lost;
    }
}

/* What would be left with bins low..high of an axis. */
static tc_match match_with(const peeling *p, int axis, int low, int high)
{
    tc_match match = p->match;
    match.inside = match.inside_lost = 0;
    for (int bin = low; bin <= high; bin++) {
        match.inside += p->counts[axis * TC_SAMPLE_BINS + bin][0];
        match.inside_lost += p->counts[axis * TC_SAMPLE_BINS + bin][1];
    }
    return match;
}

/* The gain in density, for each row that it costs; not above 0: no peel. */
static double peel_gain(const peeling *p, const tc_match *after)
{
    const tc_match *now = &p->match;
    if (after->inside < ROWS_LEAST || after->inside >= now->inside)
        return 0.0;
    const double density = (double)now->inside_lost / now->inside;
    const double then = (double)after->inside_lost / after->inside;
    return (then - density) / (now->inside - after->inside);
}

static void offer(const peeling *p, int axis, int low, int high, double *best,
                  tc_prim_range *choice)
{
    const tc_match after = match_with(p, axis, low, high);
    const double gain = peel_gain(p, &after);
    if (gain > *best) {
        *best = gain;
        *choice = (tc_prim_range){axis, low, high};
    }
}

static void offer_axis(const peeling *p, int axis, double *best, tc_prim_range *choice)
{
    const tc_prim_range now = p->ranges[axis];
    const int wanted = p->match.inside / PEEL;
    if (p->is_named[axis]) {
        for (int bin = now.low; bin <= now.high && now.low < now.high; bin++)
            offer(p, axis, bin, bin, best, choice);
        return;
    }
    int low = now.low, high = now.high;
    for (int taken = 0; low <= now.high && (taken == 0 || taken < wanted); low++)
        taken += p->counts[axis * TC_SAMPLE_BINS + low][0];
    for (int taken = 0; high >= now.low && (taken == 0 || taken < wanted); high--)
        taken += p->counts[axis * TC_SAMPLE_BINS + high][0];
    if (low <= now.high)
        offer(p, axis, low, now.high, best, choice);
    if (high >= now.low)
        offer(p, axis, now.low, high, best, choice);
}

/* Let the range of an axis be another, larger or smaller; rows that other axes leave out
 * stay outside. */
static void set_range(peeling *p, tc_prim_range to)
{
    const tc_sample *sample = p->sample;
    const size_t room = (size_t)sample->room, at = (size_t)to.axis * room;
    const tc_prim_range from = p->ranges[to.axis];
    p->cut -= is_cut(p, to.axis);
    p->ranges[to.axis] = to;
    p->cut += is_cut(p, to.axis);
    for (int bin = 0; bin < sample->axes[to.axis].bins; bin++) {
        const bool was = bin >= from.low && bin <= from.high;
        const bool is = bin >= to.low && bin <= to.high;
        const int end = sample->axes[to.axis].start[bin + 1];
        for (int i = sample->axes[to.axis].start[bin]; was != is && i < end; i++) {
            const int row = sample->order[at + (size_t)i];
            bool fits = is;
            for (int a = 0; fits && a < sample->axis_count; a++) {
                const int code = sample->code[(size_t)a * room + (size_t)row];
                fits = code >= p->ranges[a].low && code <= p->ranges[a].high;
            }
            if (fits != (bool)p->in[row])
                move_row(p, row, fits ? 1 : -1);
        }
    }
}

static void keep_box(const peeling *p, double phi, tc_prim_box *box)
{
    box->count = 0;
    box->phi = phi;
    for (int a = 0; a < p->sample->axis_count; a++)
        if (is_cut(p, a))
            box->ranges[box->count++] = p->ranges[a];
}

static void peel(peeling *p, tc_prim_box *box)
{
    for (;;) {
        double best = 0.0;
        tc_prim_range choice = {0, 0, 0};
        for (int a = 0; a < p->sample->axis_count; a++)
            if (is_cut(p, a) || p->cut < TC_RULE_CONDITIONS_MOST)
                offer_axis(p, a, &best, &choice);
        if (!(best > 0.0))
            return;
        set_range(p, choice);
        const double phi = tc_match_phi(&p->match);
        if (phi > box->phi)
            keep_box(p, phi, box);
    }
}

static void reset(peeling *p)
{
    const tc_sample *sample = p->sample;
    for (int a = 0; a < sample->axis_count; a++)
        p->ranges[a] = (tc_prim_range){a, 0, sample->axes[a].bins - 1};
    p->cut = 0;
    memset(p->counts, 0, (size_t)sample->axis_count * TC_SAMPLE_BINS * sizeof *p->counts);
    p->match.inside = p->match.inside_lost = 0;
    for (int row = 0; row < sample->count; row++)
        move_row(p, row, 1);
}

/* Let the range out by one bin; taken back where phi does not rise. */
static bool paste(peeling *p, int axis, int low, int high, tc_prim_box *box)
{
    const tc_prim_range was = p->ranges[axis];
    if (low < 0 || high >= p->sample->axes[axis].bins || p->is_named[axis])
        return false;
    set_range(p, (tc_prim_range){axis, low, high});
    const double phi = tc_match_phi(&p->match);
    const bool better = phi > box->phi;
    if (better)
        keep_box(p, phi, box);
    else
        set_range(p, was);
    return better;
}

static void paste_all(peeling *p, tc_prim_box *box)
{
    reset(p);
    for (int k = 0; k < box->count; k++)
        set_range(p, box->ranges[k]);
    for (bool better = true; better;) {
        better = false;
        for (int a = 0; a < p->sample->axis_count; a++) {
            const tc_prim_range now = p->ranges[a];
            if (!is_cut(p, a))
                continue;
            better = paste(p, a, now.low - 1, now.high, box) || better;
            better = paste(p, a, p->ranges[a].low, now.high + 1, box) || better;
        }
    }
}

bool tc_prim_find(const tc_sample *sample, const unsigned char *lost,
                  const bool *is_named, tc_prim_box *box)
{
    const size_t axes = (size_t)sample->axis_count;
    peeling p = {.sample = sample, .lost = lost, .is_named = is_named};
    p.in = tc_mem_new((size_t)sample->count, 1);
    p.counts = tc_mem_new(axes * TC_SAMPLE_BINS, sizeof *p.counts);
    p.ranges = tc_mem_new(axes, sizeof *p.ranges);
    const bool ready = p.in && p.counts && p.ranges;
    p.match.rows = sample->count;
    for (int row = 0; row < sample->count; row++)
        p.match.lost += lost[row];
    *box = (tc_prim_box){.count = 0};
    if (ready) {
        reset(&p);
        peel(&p, box);
        paste_all(&p, box);
    }
    tc_mem_drop(p.in);
    tc_mem_drop(p.counts);
    tc_mem_drop(p.ranges);
    return ready;
}

static void offer_single(tc_match match, tc_prim_range range, tc_prim_box *box)
{
    const double phi = tc_match_phi(&match);
    if (phi > box->phi)
        *box = (tc_prim_box){.ranges = {range}, .count = 1, .phi = phi};
}

static void single_of(const tc_sample *sample, const unsigned char *lost, int axis,
                      bool named, tc_match all, tc_prim_box *box)
{
    const unsigned char *code = sample->code + (size_t)axis * (size_t)sample->room;
    const int bins = sample->axes[axis].bins;
    int counts[TC_SAMPLE_BINS][2] = {{0}};
    for (int row = 0; row < sample->count; row++) {
        counts[code[row]][0]++;
        counts[code[row]][1] += lost[row];
    }
    tc_match below = all;
    below.inside = below.inside_lost = 0;
    for (int bin = 0; bin < bins; bin++) {
        tc_match here = all;
        here.inside = counts[bin][0];
        here.inside_lost = counts[bin][1];
        if (named)
            offer_single(here, (tc_prim_range){axis, bin, bin}, box);
        if (named || bin == bins - 1)
            continue;
        below.inside += here.inside;
        below.inside_lost += here.inside_lost;
        offer_single(below, (tc_prim_range){axis, 0, bin}, box);
        here.inside = all.rows - below.inside;
        here.inside_lost = all.lost - below.inside_lost;
        offer_single(here, (tc_prim_range){axis, bin + 1, bins - 1}, box);
    }
}

void tc_prim_single(const tc_sample *sample, const unsigned char *lost,
                    const bool *is_named, tc_prim_box *box)
{
    tc_match all = {.rows = sample->count};
    *box = (tc_prim_box){.count = 0};
    for (int row = 0; row < sample->count; row++)
        all.lost += lost[row];
    for (int a = 0; a < sample->axis_count; a++)
        single_of(sample, lost, a, is_named[a], all, box);
}
