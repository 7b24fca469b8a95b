/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "lp/share_parts.h"

/* ---- the direction ----------------------------------------------------------------- */

/* rho: how the leaving thing is made of the binding rows. */
static void find_rho(const tc_share_basis *b, const tc_share_exit *leaver,
                     tc_share_work *w)
{
    if (leaver->kind != TC_SHARE_CUT) {
        for (int i = 0; i < b->size; i++)
            w->rho[i] = b->inverse[leaver->index * b->room + i];
        return;
    }
    for (int i = 0; i < b->size; i++)
        w->rho[i] = 0.0;
    for (int k = 0; k < b->size; k++) {
        const double entry = tc_share_entry_at(b, &leaver->row, b->basic[k]);
        if (entry == 0.0)
            continue;
        for (int i = 0; i < b->size; i++)
            w->rho[i] += entry * b->inverse[k * b->room + i];
    }
}

static void find_direction(const tc_share_basis *b, const tc_share_exit *leaver,
                           tc_share_work *w)
{
    const tc_share_model *m = b->model;
    const double sign = leaver->kind == TC_SHARE_BELOW ? -1.0 : 1.0;
    find_rho(b, leaver, w);
    tc_share_clear(m, w);
    for (int i = 0; i < b->size; i++) {
        w->row_direction[i] = sign * w->rho[i];
        if (w->row_direction[i] != 0.0)
            tc_share_add_row(m, &b->row[i], w->row_direction[i], w);
    }
    if (leaver->kind == TC_SHARE_CUT)
        tc_share_add_row(m, &leaver->row, -1.0, w);
    tc_share_add_entries(m, w->weight, w->direction);
}

/* ---- stops ------------------------------------------------------------------------- */

static void add_stop(const tc_share_basis *b, tc_share_work *w, tc_share_stop stop)
{
    const int levels = b->model->levels;
    while (stop.lead < levels &&
           (stop.value = tc_share_step_at(b, &stop, stop.lead)) == 0.0)
        stop.lead++;
    w->stops[w->stop_count++] = stop;
}

/* A column that is not basic, if it moves towards 0 at all. */
static void add_column(const tc_share_basis *b, tc_share_work *w, int c,
                       tc_share_kind kind, double rate)
{
    const tc_share_model *m = b->model;
    const bool high = (b->at_one[c] != 0) != w->turned[c];
    if (b->place[c] >= 0 || !(fabs(rate) > w->least) || (rate > 0.0) == high)
        return;
    const bool hard = m->kind[c] == TC_SHARE_OWN && b->place[m->partner[c]] >= 0;
    add_stop(b, w,
             (tc_share_stop){.slope = fabs(rate),
                             .rate = rate,
                             .speed = fabs(rate),
                             .column = c,
                             .kind = (unsigned char)kind,
                             .hard = hard});
}

/* A price for all the needs of a market that moves by less than this, beside what leaves,
 * does not move: the smallest project is a millionth of the largest. */
static const double ROW_LEAST = 1e-8;

static void add_row(const tc_share_basis *b, tc_share_work *w, int i, double unit)
{
    const double rate = w->row_direction[i];
    const double speed = rate * tc_share_row_unit(b->model, &b->row[i]);
    if (speed > ROW_LEAST * unit)
        add_stop(b, w,
                 (tc_share_stop){.rate = rate,
                                 .speed = speed * TC_SHARE_ROUNDING / TC_PRICE_ROUNDING,
                                 .column = b->model->columns + i,
                                 .hard = true});
}

static void rank_basic(const tc_share_basis *b, tc_share_work *w)
{
    for (int k = 0; k < b->size; k++) {
        const int rank = b->model->rank[b->basic[k]];
        int at = k;
        while (at > 0 && b->model->rank[b->basic[w->by_rank[at - 1]]] > rank) {
            w->by_rank[at] = w->by_rank[at - 1];
            at--;
        }
        w->by_rank[at] = k;
    }
}

void tc_share_look(const tc_share_basis *b, const tc_share_exit *leaver, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    find_direction(b, leaver, w);
    rank_basic(b, w);
    /* what is less than this is rounding: of shares, or of tonnes in a row */
    const double unit =
        leaver->kind == TC_SHARE_CUT ? tc_share_row_unit(m, &leaver->row) : 1.0;
    w->least = leaver->kind == TC_SHARE_CUT ? 1e-12 * unit : 1e-10;
    w->stop_count = w->asked = w->moved_count = 0;
    memset(w->turned, 0, sizeof(bool) * (size_t)m->columns);
    memcpy(w->together, w->direction, sizeof(double) * (size_t)m->columns);
    for (int i = 0; i < m->own_count; i++) {
        const int l = m->own[i];
        if (b->at_one[l])
            w->together[m->partner[l]] += w->direction[l];
    }
    for (int c = 0; c < m->columns; c++) {
        const double u = w->together[c]; /* most columns need no second look */
        if (!(fabs(u) > w->least) || (u > 0.0) == (b->at_one[c] != 0) || b->place[c] >= 0)
            continue;
        w->moved[w->moved_count++] = c;
        add_column(b, w, c, (tc_share_kind)b->kind[c], u);
    }
    for (int i = 0; i < b->size; i++)
        add_row(b, w, i, unit);
}

/* ---- the next stop ----------------------------------------------------------------- */

/* Most ways end at one of the first stops: they are looked for one by one, and only after
 * these the rest is made a heap. */
enum { ONE_BY_ONE = 4 };

static bool before(const tc_share_basis *b, tc_share_work *w, int x, int y)
{
    return tc_share_comes_before(b, w, &w->stops[x], &w->stops[y]);
}

static void exchange(tc_share_work *w, int x, int y)
{
    const tc_share_stop moved = w->stops[x];
    w->stops[x] = w->stops[y];
    w->stops[y] = moved;
}

static void sift(const tc_share_basis *b, tc_share_work *w, int root)
{
    for (int child; (child = 2 * root + 1) < w->stop_count; root = child) {
        if (child + 1 < w->stop_count && before(b, w, child + 1, child))
            child++;
        if (!before(b, w, child, root))
            return;
        exchange(w, root, child);
    }
}

/* Let the last stop of the heap rise to its place. */
static void rise(const tc_share_basis *b, tc_share_work *w)
{
    for (int at = w->stop_count - 1; at > 0; at = (at - 1) / 2) {
        if (!before(b, w, at, (at - 1) / 2))
            return;
        exchange(w, at, (at - 1) / 2);
    }
}

/* The first of all stops, by one look at each: most differ in their leads or by much. */
static int find_first(const tc_share_basis *b, tc_share_work *w)
{
    const double *most_cost = b->model->most_cost;
    int first = 0;
    for (int k = 1; k < w->stop_count; k++) {
        const tc_share_stop *x = &w->stops[k], *y = &w->stops[first];
        if (x->lead != y->lead) {
            first = x->lead > y->lead ? k : first;
            continue;
        }
        const double slower = x->speed < y->speed ? x->speed : y->speed;
        const double much =
            x->lead < b->model->levels
                ? TC_SHARE_ROUNDING * most_cost[x->lead] / slower + 1e-11 * y->value
                : 0.0;
        if (x->value > y->value + much)
            continue;
        first = before(b, w, k, first) ? k : first;
    }
    return first;
}

static tc_share_stop take_first(const tc_share_basis *b, tc_share_work *w)
{
    if (w->asked == ONE_BY_ONE)
        for (int root = w->stop_count / 2 - 1; root >= 0; root--)
            sift(b, w, root);
    const int first = w->asked < ONE_BY_ONE ? find_first(b, w) : 0;
    const tc_share_stop stop = w->stops[first];
    w->stops[first] = w->stops[--w->stop_count];
    if (w->asked >= ONE_BY_ONE)
        sift(b, w, 0);
    w->asked++;
    return stop;
}

/* An own share changes ends on the way: from here on its share stops elsewhere. */
static void turn_own(const tc_share_basis *b, tc_share_work *w, tc_share_stop *stop)
{
    const int y = b->model->partner[stop->column];
    if ((b->at_one[y] != 0) == w->turned[y])
        stop->slope = 0.0; /* its share is 0 now: there is nothing between its ends */
    w->turned[stop->column] = true;
    const int count = w->stop_count;
    const tc_share_kind kind =
        b->kind[y] == TC_SHARE_HOME ? TC_SHARE_POOL : TC_SHARE_HOME;
    const double own = w->direction[stop->column];
    add_column(b, w, y, kind, w->together[y] + (kind == TC_SHARE_HOME ? own : -own));
    if (w->stop_count > count && w->asked > ONE_BY_ONE)
        rise(b, w);
}

bool tc_share_next(const tc_share_basis *b, tc_share_work *w, tc_share_stop *stop)
{
    const tc_share_model *m = b->model;
    while (w->stop_count > 0) {
        *stop = take_first(b, w);
        const int c = stop->column;
        if (stop->hard)
            return true;
        if (m->kind[c] == TC_SHARE_OWN) {
            turn_own(b, w, stop);
            return true;
        }
        const bool turned = stop->kind != b->kind[c];
        const bool own_turned = m->partner[c] >= 0 && w->turned[m->partner[c]];
        if (w->turned[c] || turned != own_turned)
            continue; /* where it was before its own share changed ends */
        w->turned[c] = true;
        return true;
    }
    return false;
}
