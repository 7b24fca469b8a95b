/* share_lanes.h — the arithmetic of share_point.c, for a number of lanes that the
 * compiler knows, so that it can do them side by side. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_LANES_H
#define TC_LP_SHARE_LANES_H

#include "lp/share_point.h"

#define TC_INLINE static inline __attribute__((always_inline))

/* A share may be this far outside 0..1, a row this far (beside its unit) above its limit:
 * ten times rounding. Ten times larger, and shares were no longer those of METHOD.md §3
 * to 1e-9. */
static const double TC_SHARE_ROOM = 1e-10, TC_CUT_ROOM = 1e-12;

TC_INLINE double tc_larger(double a, double b)
{
    return a > b ? a : b;
}

/* What is available to each binding row. */
TC_INLINE void tc_lanes_rhs(const int W, const tc_share_basis *b, tc_share_point *p)
{
    const tc_share_model *m = b->model;
    for (int i = 0; i < b->size; i++) {
        const tc_share_row *row = &b->row[i];
        double *restrict rhs = &p->rhs[(ptrdiff_t)i * W];
        for (int k = 0; k < W; k++)
            rhs[k] = 0.0;
        if (row->market < 0)
            continue;
        const tc_share_market *market = &m->market[row->market];
        const int first = row->top < 0 ? row->area : 0;
        const int end = row->top < 0 ? row->area + 1 : market->areas;
        for (int a = first; a < end; a++) {
            const ptrdiff_t cell = market->first_cell + a * market->blocks;
            const int reach = row->reach[a], out = reach > row->top ? reach : row->top;
            const double *restrict kept = &p->kept[(cell + reach) * W];
            const double *restrict leave = &p->out[(cell + out) * W];
            if (reach >= 0 && a > 0)
                for (int k = 0; k < W; k++)
                    rhs[k] += kept[k];
            if (out >= 0)
                for (int k = 0; k < W; k++)
                    rhs[k] += leave[k];
        }
    }
}

/* Shares of the basic columns. */
TC_INLINE void tc_lanes_values(const int W, const tc_share_basis *b, tc_share_point *p)
{
    for (int place = 0; place < b->size; place++) {
        double *restrict value = &p->value[(ptrdiff_t)place * W];
        for (int k = 0; k < W; k++)
            value[k] = 0.0;
        for (int i = 0; i < b->size; i++) {
            const double factor = b->inverse[place * b->room + i], fixed = b->fixed[i];
            const double *restrict rhs = &p->rhs[(ptrdiff_t)i * W];
            for (int k = 0; k < W; k++)
                value[k] += factor * (rhs[k] - fixed);
        }
    }
}

/* The share that an own share may not be above. */
TC_INLINE double tc_lanes_share(const int W, const tc_share_basis *b,
                                const tc_share_point *p, int y, int lane)
{
    return b->place[y] < 0 ? (double)b->at_one[y]
                           : p->value[(ptrdiff_t)b->place[y] * W + lane];
}

/* The violation that counts most so far: as a part of a market's needs. */
typedef struct tc_lanes_best {
    double amount[TC_SHARE_LANES];
    int what[TC_SHARE_LANES]; /* a basic place, or size + market; -1: nothing */
    int top[TC_SHARE_LANES], area[TC_SHARE_LANES];
} tc_lanes_best;

/* The basic share that is furthest outside its ends. */
TC_INLINE void tc_lanes_ends(const int W, const tc_share_basis *b,
                             const tc_share_point *p, tc_lanes_best *best)
{
    const tc_share_model *m = b->model;
    double high[TC_SHARE_LANES];
    for (int i = 0; i < b->size; i++) {
        const int c = b->basic[i];
        const bool own = m->kind[c] == TC_SHARE_OWN;
        const double part = m->size[c];
        for (int k = 0; k < W; k++)
            high[k] = own ? tc_lanes_share(W, b, p, m->partner[c], k) : 1.0;
        for (int k = 0; k < W; k++) {
            const double value = p->value[(ptrdiff_t)i * W + k];
            const double outside = tc_larger(-value, value - high[k]);
            const double amount = outside > TC_SHARE_ROOM ? outside * part : 0.0;
            best->what[k] = amount > best->amount[k] ? i : best->what[k];
            best->amount[k] = amount > best->amount[k] ? amount : best->amount[k];
        }
    }
}

/* Needs of all cells: of columns at 1, and of the basic ones. */
TC_INLINE void tc_lanes_needs(const int W, const tc_share_basis *b, tc_share_point *p)
{
    const tc_share_model *m = b->model;
    for (int cell = 0; cell < m->cells; cell++)
        for (int k = 0; k < W; k++) {
            p->anywhere[(ptrdiff_t)cell * W + k] = b->anywhere[cell];
            p->at_home[(ptrdiff_t)cell * W + k] = b->at_home[cell];
        }
    for (int i = 0; i < b->size; i++) {
        const int c = b->basic[i];
        const double *restrict value = &p->value[(ptrdiff_t)i * W];
        for (int e = m->first_entry[c]; e < m->first_entry[c + 1]; e++) {
            const double need = m->entry[e].need;
            double *restrict anywhere = &p->anywhere[(ptrdiff_t)m->entry[e].cell * W];
            double *restrict at_home = &p->at_home[(ptrdiff_t)m->entry[e].cell * W];
            if (b->kind[c] == TC_SHARE_POOL)
                for (int k = 0; k < W; k++)
                    anywhere[k] += need * value[k];
            else
                for (int k = 0; k < W; k++)
                    at_home[k] += need * value[k];
            if (b->kind[c] == TC_SHARE_OWN)
                for (int k = 0; k < W; k++)
                    anywhere[k] -= need * value[k];
        }
    }
}

TC_INLINE void tc_lanes_offer(const int W, const double *restrict amount, double unit,
                              int what, int top, int area, tc_lanes_best *best)
{
    for (int k = 0; k < W; k++) {
        const double relative = amount[k] * unit;
        const bool better = relative > best->amount[k] && relative > TC_CUT_ROOM;
        best->amount[k] = better ? relative : best->amount[k];
        best->what[k] = better ? what : best->what[k];
        best->top[k] = better ? top : best->top[k];
        best->area[k] = better ? area : best->area[k];
    }
}

/* One area of a market: add what its best choice violates to the sum of each top. */
TC_INLINE void tc_lanes_area(const int W, const tc_share_point *p, ptrdiff_t cell,
                             int blocks, double *restrict sum, double *restrict alone)
{
    double *restrict anywhere = p->scratch;
    double *restrict near = anywhere + (ptrdiff_t)blocks * W;
    double *restrict far = near + (ptrdiff_t)blocks * W;
    double a[TC_SHARE_LANES], h[TC_SHARE_LANES], most[TC_SHARE_LANES];
    for (int k = 0; k < W; k++)
        a[k] = h[k] = most[k] = 0.0;
    for (int t = 0; t < blocks; t++)
        for (int k = 0; k < W; k++) {
            const ptrdiff_t at = (cell + t) * W + k;
            a[k] += p->anywhere[at];
            h[k] += p->at_home[at];
            anywhere[t * W + k] = a[k];
            most[k] = tc_larger(most[k], a[k] + h[k] - p->kept[at]);
            near[t * W + k] = most[k];
            far[t * W + k] = h[k] - (p->kept[at] + p->out[at]);
        }
    for (int t = blocks - 2; t >= 0; t--)
        for (int k = 0; k < W; k++)
            far[t * W + k] = tc_larger(far[t * W + k], far[(t + 1) * W + k]);
    for (int k = 0; k < W; k++)
        alone[k] = far[k];
    for (int t = 0; t < blocks; t++)
        for (int k = 0; k < W; k++) {
            double violated = near[t * W + k] - p->out[(cell + t) * W + k];
            if (t + 1 < blocks)
                violated =
                    tc_larger(violated, far[(t + 1) * W + k] + anywhere[t * W + k]);
            sum[t * W + k] += violated;
        }
}

/* The open area: what it counts is known. */
TC_INLINE void tc_lanes_open(const int W, const tc_share_point *p, ptrdiff_t cell,
                             int blocks, double *restrict sum)
{
    double a[TC_SHARE_LANES];
    for (int k = 0; k < W; k++)
        a[k] = 0.0;
    for (int t = 0; t < blocks; t++)
        for (int k = 0; k < W; k++) {
            a[k] += p->anywhere[(cell + t) * W + k];
            sum[t * W + k] = a[k] - p->out[(cell + t) * W + k];
        }
}

TC_INLINE void tc_lanes_cuts(const int W, const tc_share_basis *b,
                             const tc_share_point *p, tc_lanes_best *best)
{
    const tc_share_model *m = b->model;
    double alone[TC_SHARE_LANES];
    for (int i = 0; i < m->market_count; i++) {
        const tc_share_market *market = &m->market[i];
        const int blocks = market->blocks;
        const double unit = 1.0 / market->need;
        double *restrict sum = p->scratch + 3 * (ptrdiff_t)blocks * W;
        tc_lanes_open(W, p, market->first_cell, blocks, sum);
        for (int a = 1; a < market->areas; a++) {
            tc_lanes_area(W, p, market->first_cell + (ptrdiff_t)a * blocks, blocks, sum,
                          alone);
            tc_lanes_offer(W, alone, unit, b->size + i, -1, a, best);
        }
        for (int t = 0; t < blocks; t++)
            tc_lanes_offer(W, sum + (ptrdiff_t)t * W, unit, b->size + i, t, -1, best);
    }
}

/* Say what leaves. */
TC_INLINE void tc_lanes_judge(const int W, const tc_share_basis *b,
                              const tc_lanes_best *best, tc_share_point *p)
{
    const tc_share_model *m = b->model;
    for (int k = 0; k < W; k++) {
        const int what = best->what[k];
        p->kind[k] = TC_SHARE_NOTHING;
        if (what < 0)
            continue;
        p->index[k] = what;
        if (what >= b->size) {
            p->kind[k] = TC_SHARE_CUT;
            p->index[k] = what - b->size;
            p->top[k] = best->top[k];
            p->area[k] = best->area[k];
            p->amount[k] = best->amount[k] * m->market[what - b->size].need;
            continue;
        }
        const int c = b->basic[what];
        const double value = p->value[(ptrdiff_t)what * W + k];
        const bool own = m->kind[c] == TC_SHARE_OWN;
        const double high = own ? tc_lanes_share(W, b, p, m->partner[c], k) : 1.0;
        const bool below = -value > value - high;
        p->kind[k] = below ? TC_SHARE_BELOW : own ? TC_SHARE_OVER : TC_SHARE_ABOVE;
        p->amount[k] = below ? -value : value - high;
    }
}

TC_INLINE void tc_lanes_find(const int W, const tc_share_basis *b, tc_share_point *p)
{
    tc_lanes_best best;
    for (int k = 0; k < W; k++) {
        best.amount[k] = 0.0;
        best.what[k] = best.top[k] = best.area[k] = -1;
    }
    tc_lanes_rhs(W, b, p);
    tc_lanes_values(W, b, p);
    tc_lanes_ends(W, b, p, &best);
    tc_lanes_needs(W, b, p);
    tc_lanes_cuts(W, b, p, &best);
    tc_lanes_judge(W, b, &best, p);
}

#endif
