/* share_lanes.h — the arithmetic of share_point.h for scenarios side by side.
 *
 * Who includes it says before what a lane is: TC_LANES scenarios, tc_lane their numbers,
 * tc_lane_whole as many whole numbers of the same size, TC_CHOOSE(yes, a, b) lane by lane
 * what a comparison chooses. Each lane sees the same operations in the same order,
 * however many there are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_LANES_H
#define TC_LP_SHARE_LANES_H

#include "lp/share_point.h"

/* A share may be this far outside 0..1, a row this far (beside its unit) above its limit:
 * ten times rounding. Ten times larger, and shares were no longer those of METHOD.md §3
 * to 1e-9. */
static const double TC_SHARE_ROOM = 1e-10, TC_CUT_ROOM = 1e-12;

static inline const tc_lane *tc_lanes_of(const double *numbers)
{
    return (const tc_lane *)numbers;
}

static inline tc_lane *tc_lanes_in(double *numbers)
{
    return (tc_lane *)numbers;
}

#define TC_LARGER(a, b) TC_CHOOSE((a) > (b), a, b)

/* What is available to each binding row. */
static inline void tc_lanes_rhs(const tc_share_basis *b, tc_share_point *p)
{
    const tc_share_model *m = b->model;
    const tc_lane *kept = tc_lanes_of(p->kept), *out = tc_lanes_of(p->out);
    tc_lane *rhs = tc_lanes_in(p->rhs);
    for (int i = 0; i < b->size; i++) {
        const tc_share_row *row = &b->row[i];
        const tc_share_market *market = &m->market[row->market];
        const int first = row->top < 0 ? row->area : 0;
        const int end = row->top < 0 ? row->area + 1 : market->areas;
        tc_lane sum = {0};
        for (int a = first; a < end; a++) {
            const int cell = market->first_cell + a * market->blocks;
            const int reach = row->reach[a], later = reach > row->top ? reach : row->top;
            if (reach >= 0 && a > 0)
                sum += kept[cell + reach];
            if (later >= 0)
                sum += out[cell + later];
        }
        rhs[i] = sum;
    }
}

/* Shares of the basic columns. */
static inline void tc_lanes_values(const tc_share_basis *b, tc_share_point *p)
{
    const tc_lane *rhs = tc_lanes_of(p->rhs);
    tc_lane *value = tc_lanes_in(p->value);
    for (int k = 0; k < b->size; k++) {
        const double *inverse = &b->inverse[(ptrdiff_t)k * b->room];
        tc_lane sum = {0};
        for (int i = 0; i < b->size; i++)
            sum += inverse[i] * (rhs[i] - b->fixed[i]);
        value[k] = sum;
    }
}

/* The violation that counts most so far: as a part of a market's needs. */
typedef struct tc_lanes_best {
    tc_lane amount;
    tc_lane_whole what; /* a basic place, or size + market; -1: nothing */
    tc_lane_whole top, area;
} tc_lanes_best;

/* The largest that the basic column at a place may be. */
static inline void tc_lanes_high(const tc_share_basis *b, const tc_share_point *p,
                                 int place, tc_lane *high)
{
    const tc_share_model *m = b->model;
    const int c = b->basic[place], y = m->partner[c];
    const tc_lane zero = {0};
    if (m->kind[c] != TC_SHARE_OWN)
        *high = zero + 1.0;
    else if (b->place[y] < 0)
        *high = zero + (double)b->at_one[y];
    else
        *high = tc_lanes_of(p->value)[b->place[y]];
}

/* The basic share that is furthest outside its ends. */
static inline void tc_lanes_ends(const tc_share_basis *b, const tc_share_point *p,
                                 tc_lanes_best *best)
{
    const tc_lane *value = tc_lanes_of(p->value);
    const tc_lane zero = {0};
    for (int i = 0; i < b->size; i++) {
        const double part = b->model->size[b->basic[i]];
        tc_lane high;
        tc_lanes_high(b, p, i, &high);
        const tc_lane low = -value[i], above = value[i] - high;
        const tc_lane outside = TC_LARGER(low, above);
        const tc_lane amount = TC_CHOOSE(outside > TC_SHARE_ROOM, outside * part, zero);
        const tc_lane_whole place = (tc_lane_whole){0} + i;
        best->what = TC_CHOOSE_WHOLE(amount > best->amount, place, best->what);
        best->amount = TC_LARGER(amount, best->amount);
    }
}

/* Needs of all cells: of columns at 1, and of the basic ones. */
static inline void tc_lanes_needs(const tc_share_basis *b, tc_share_point *p)
{
    const tc_share_model *m = b->model;
    const tc_lane *value = tc_lanes_of(p->value);
    tc_lane *anywhere = tc_lanes_in(p->anywhere), *at_home = tc_lanes_in(p->at_home);
    const tc_lane zero = {0};
    for (int a = 0; a < m->areas; a++) { /* other cells are 0, once and for all */
        const tc_share_market *market = &m->market[m->area_market[a]];
        const int first = market->first_cell + (a - market->first_area) * market->blocks;
        for (int e = m->first_event[a]; e < m->first_event[a + 1]; e++) {
            anywhere[first + m->event[e]] = zero + b->anywhere[first + m->event[e]];
            at_home[first + m->event[e]] = zero + b->at_home[first + m->event[e]];
        }
    }
    for (int i = 0; i < b->size; i++) {
        const int c = b->basic[i];
        for (int e = m->first_entry[c]; e < m->first_entry[c + 1]; e++) {
            const tc_lane need = m->entry[e].need * value[i];
            const int cell = m->entry[e].cell;
            if (b->kind[c] == TC_SHARE_POOL)
                anywhere[cell] += need;
            else
                at_home[cell] += need;
            if (b->kind[c] == TC_SHARE_OWN)
                anywhere[cell] -= need;
        }
    }
}

/* A cut that may be the most violated one. */
static inline void tc_lanes_offer(const tc_lane *amount, double unit, int what, int top,
                                  int area, tc_lanes_best *best)
{
    const tc_lane zero = {0};
    const tc_lane_whole none = {0};
    const tc_lane relative = *amount * unit;
    const tc_lane counts = TC_CHOOSE(relative > TC_CUT_ROOM, relative, zero);
    best->what = TC_CHOOSE_WHOLE(counts > best->amount, none + what, best->what);
    best->top = TC_CHOOSE_WHOLE(counts > best->amount, none + top, best->top);
    best->area = TC_CHOOSE_WHOLE(counts > best->amount, none + area, best->area);
    best->amount = TC_LARGER(counts, best->amount);
}

/* One area of a market: add what its best choice violates to the sum of each top; what
 * its own cut does. It ends at one of count blocks, those with needs: between two of them
 * only more is kept. Source: METHOD.md §7.3. */
static inline void tc_lanes_area(const tc_share_point *p, int cell, int blocks,
                                 const int *event, int count, tc_lane *sum,
                                 tc_lane *alone)
{
    const tc_lane *kept = tc_lanes_of(p->kept) + cell;
    const tc_lane *out = tc_lanes_of(p->out) + cell;
    const tc_lane *need_anywhere = tc_lanes_of(p->anywhere) + cell;
    const tc_lane *need_home = tc_lanes_of(p->at_home) + cell;
    tc_lane *anywhere = tc_lanes_in(p->scratch), *near = anywhere + blocks;
    tc_lane *far = near + blocks;
    tc_lane a = {0}, h = {0}, most = {0};
    for (int e = 0; e < count; e++) {
        const int t = event[e];
        a += need_anywhere[t];
        h += need_home[t];
        anywhere[e] = a;
        const tc_lane violated = a + h - kept[t];
        most = TC_LARGER(most, violated);
        near[e] = most;
        far[e] = h - (kept[t] + out[t]);
    }
    for (int e = count - 2; e >= 0; e--)
        far[e] = TC_LARGER(far[e], far[e + 1]);
    const tc_lane zero = {0};
    for (int t = 0, e = 0; t < blocks; t++) {
        e += e < count && event[e] == t; /* the last before e is not after t */
        tc_lane violated = -out[t];
        if (e > 0)
            violated += near[e - 1];
        if (e < count) {
            const tc_lane later = far[e] + (e > 0 ? anywhere[e - 1] : zero);
            violated = TC_LARGER(violated, later);
        }
        sum[t] += violated;
    }
    *alone = far[0];
}

/* The open area: what it counts is known. */
static inline void tc_lanes_open(const tc_share_point *p, int cell, int blocks,
                                 tc_lane *sum)
{
    tc_lane a = {0};
    for (int t = 0; t < blocks; t++) {
        a += tc_lanes_of(p->anywhere)[cell + t];
        sum[t] = a - tc_lanes_of(p->out)[cell + t];
    }
}

static inline void tc_lanes_cuts(const tc_share_basis *b, const tc_share_point *p,
                                 tc_lanes_best *best)
{
    const tc_share_model *m = b->model;
    for (int i = 0; i < m->market_count; i++) {
        const tc_share_market *market = &m->market[i];
        const int blocks = market->blocks;
        const double unit = 1.0 / market->need;
        tc_lane *sum = tc_lanes_in(p->scratch) + 3 * (ptrdiff_t)blocks;
        tc_lanes_open(p, market->first_cell, blocks, sum);
        for (int a = 1; a < market->areas; a++) {
            const int first = m->first_event[market->first_area + a];
            const int end = m->first_event[market->first_area + a + 1];
            tc_lane alone;
            tc_lanes_area(p, market->first_cell + a * blocks, blocks, &m->event[first],
                          end - first, sum, &alone);
            tc_lanes_offer(&alone, unit, b->size + i, -1, a, best);
        }
        for (int t = 0; t < blocks; t++)
            tc_lanes_offer(&sum[t], unit, b->size + i, t, -1, best);
    }
}

/* What leaves in each lane; the numbers of a lane are read one by one. */
static inline void tc_lanes_judge(const tc_share_basis *b, const tc_lanes_best *best,
                                  tc_share_point *p)
{
    const tc_share_model *m = b->model;
    const double *amount = (const double *)&best->amount;
    const int64_t *which = (const int64_t *)&best->what;
    for (int k = 0; k < TC_LANES; k++) {
        const int what = (int)which[k];
        p->kind[k] = TC_SHARE_NOTHING;
        if (what < 0)
            continue;
        p->index[k] = what;
        if (what >= b->size) {
            p->kind[k] = TC_SHARE_CUT;
            p->index[k] = what - b->size;
            p->top[k] = (int)((const int64_t *)&best->top)[k];
            p->area[k] = (int)((const int64_t *)&best->area)[k];
            p->amount[k] = amount[k] * m->market[what - b->size].need;
            continue;
        }
        tc_lane highs;
        tc_lanes_high(b, p, what, &highs);
        const double value = p->value[(ptrdiff_t)what * TC_LANES + k];
        const double above = value - ((const double *)&highs)[k];
        const bool own = m->kind[b->basic[what]] == TC_SHARE_OWN;
        const bool below = -value > above;
        p->kind[k] = below ? TC_SHARE_BELOW : own ? TC_SHARE_OVER : TC_SHARE_ABOVE;
        p->amount[k] = below ? -value : above;
    }
}

static inline void tc_lanes_find(const tc_share_basis *b, tc_share_point *p)
{
    const tc_lane_whole nothing = (tc_lane_whole){0} - 1;
    tc_lanes_best best = {.what = nothing, .top = nothing, .area = nothing};
    best.amount = (tc_lane){0};
    tc_lanes_rhs(b, p);
    tc_lanes_values(b, p);
    tc_lanes_ends(b, p, &best);
    tc_lanes_needs(b, p);
    tc_lanes_cuts(b, p, &best);
    tc_lanes_judge(b, &best, p);
}

#endif
