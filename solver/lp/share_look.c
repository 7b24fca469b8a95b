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
    tc_share_add_entries(b, w);
}

/* ---- the order of the stops -------------------------------------------------------- */

/* Of a share after its own share has changed ends: with it, or without it. */
static double turned_sum(const tc_share_basis *b, const double *values, int column,
                         double least)
{
    const int l = b->model->partner[column];
    return tc_share_snap(values[column], b->at_one[l] ? -values[l] : values[l], least);
}

static double direction_of(const tc_share_basis *b, const tc_share_work *w,
                           const tc_share_stop *stop)
{
    const int columns = b->model->columns;
    if (stop->column >= columns)
        return w->row_direction[stop->column - columns];
    return stop->turned ? turned_sum(b, w->direction, stop->column, 0.0)
                        : w->direction[stop->column];
}

double tc_share_step_at(const tc_share_basis *b, const tc_share_work *w,
                        const tc_share_stop *stop, int level)
{
    const int columns = b->model->columns;
    const double direction = direction_of(b, w, stop);
    const double *reduced = &b->reduced[level * columns];
    if (stop->column >= columns)
        return b->price[level * b->room + stop->column - columns] / direction;
    const double least = TC_SHARE_ROUNDING * b->model->most_cost[level];
    return -(stop->turned ? turned_sum(b, reduced, stop->column, least)
                          : reduced[stop->column]) /
           direction;
}

/* How the basic columns change with a column, or with the slack of a row. */
void tc_share_find_gamma(const tc_share_basis *b, int column, double *gamma)
{
    const int columns = b->model->columns;
    for (int k = 0; k < b->size; k++)
        gamma[k] = 0.0;
    for (int i = 0; i < b->size; i++) {
        const double entry = column >= columns ? (column - columns == i ? 1.0 : 0.0)
                                               : tc_share_entry_at(b, &b->row[i], column);
        if (entry == 0.0)
            continue;
        for (int k = 0; k < b->size; k++)
            gamma[k] += entry * b->inverse[k * b->room + i];
    }
}

/* Which comes first where two steps differ: -1, 1; 0 where they do not, or by less than
 * rounding. */
static int compare_steps(double a, double b, double rounding)
{
    if (fabs(a - b) <= 1e-12 * (fabs(a) + fabs(b)) + rounding)
        return 0;
    return a < b ? -1 : 1;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* How fast a stop's reduced cost, or its price for all the needs of a market, moves. */
static double speed_of(const tc_share_basis *b, const tc_share_work *w,
                       const tc_share_stop *stop)
{
    const int row = stop->column - b->model->columns;
    const double direction = fabs(direction_of(b, w, stop));
    return row < 0 ? direction : direction * tc_share_row_unit(b->model, &b->row[row]);
}

/* gamma of a stop: with its own share's where that has changed ends. */
static void stop_gamma(const tc_share_basis *b, const tc_share_stop *stop, double *gamma,
                       double *scratch)
{
    tc_share_find_gamma(b, stop->column, gamma);
    if (!stop->turned)
        return;
    const int l = b->model->partner[stop->column];
    tc_share_find_gamma(b, l, scratch);
    for (int k = 0; k < b->size; k++)
        gamma[k] += b->at_one[l] ? -scratch[k] : scratch[k];
}

/* The steps at the levels of first-come, from its first share on. A stop has a cost of
 * its own there, and takes of the basic columns what gamma says. */
static int compare_ranks(const tc_share_basis *b, tc_share_work *w,
                         const tc_share_stop *x, const tc_share_stop *y)
{
    const tc_share_model *m = b->model;
    const int columns = m->columns;
    stop_gamma(b, x, w->gamma, w->spare);
    stop_gamma(b, y, w->other_gamma, w->spare);
    const double dx = direction_of(b, w, x), dy = direction_of(b, w, y);
    const double rounding = TC_SHARE_ROUNDING / larger(x->speed, y->speed);
    const int last = 2 * m->columns;
    const int own_x = x->column < columns ? m->rank[x->column] : last;
    const int own_y = y->column < columns ? m->rank[y->column] : last;
    bool past_x = own_x == last, past_y = own_y == last;
    for (int k = 0; k <= b->size; k++) {
        const int rank = k < b->size ? m->rank[b->basic[w->by_rank[k]]] : last;
        while ((!past_x && own_x < rank) || (!past_y && own_y < rank)) {
            const bool x_next = !past_x && (past_y || own_x < own_y);
            const int order = x_next ? compare_steps(-1.0 / dx, 0.0, 0.0)
                                     : compare_steps(0.0, -1.0 / dy, 0.0);
            if (order)
                return order;
            past_x |= x_next;
            past_y |= !x_next;
        }
        if (k == b->size)
            break;
        const int order = compare_steps(w->gamma[w->by_rank[k]] / dx,
                                        w->other_gamma[w->by_rank[k]] / dy, rounding);
        if (order)
            return order;
    }
    return 0;
}

static bool comes_before(const tc_share_basis *b, tc_share_work *w,
                         const tc_share_stop *x, const tc_share_stop *y)
{
    const int levels = b->model->levels;
    if (x->lead != y->lead) /* no step that is not 0 is rounding */
        return x->lead > y->lead;
    const double rounding = TC_SHARE_ROUNDING / larger(x->speed, y->speed);
    int order = 0;
    if (x->lead < levels)
        order =
            compare_steps(x->value, y->value, rounding * b->model->most_cost[x->lead]);
    for (int g = x->lead + 1; order == 0 && g < levels; g++)
        order = compare_steps(tc_share_step_at(b, w, x, g), tc_share_step_at(b, w, y, g),
                              rounding * b->model->most_cost[g]);
    if (order == 0)
        order = compare_ranks(b, w, x, y);
    return order ? order < 0 : x->column < y->column;
}

static void sift(const tc_share_basis *b, tc_share_work *w, int root)
{
    tc_share_stop *heap = w->stops;
    for (int child; (child = 2 * root + 1) < w->stop_count; root = child) {
        if (child + 1 < w->stop_count &&
            comes_before(b, w, &heap[child + 1], &heap[child]))
            child++;
        if (!comes_before(b, w, &heap[child], &heap[root]))
            return;
        const tc_share_stop moved = heap[root];
        heap[root] = heap[child];
        heap[child] = moved;
    }
}

/* A column that is not basic, or the slack of a row, if it moves towards 0 at all. */
static void add_stop(const tc_share_basis *b, tc_share_work *w, tc_share_stop stop)
{
    const int levels = b->model->levels;
    stop.speed = speed_of(b, w, &stop);
    while (stop.lead < levels &&
           (stop.value = tc_share_step_at(b, w, &stop, stop.lead)) == 0.0)
        stop.lead++;
    w->stops[w->stop_count++] = stop;
}

static void add_column(const tc_share_basis *b, tc_share_work *w, int c, bool turned)
{
    const tc_share_model *m = b->model;
    tc_share_stop stop = {.column = c, .turned = turned};
    const double u = direction_of(b, w, &stop);
    const bool high = (b->at_one[c] != 0) != w->turned[c];
    if (b->place[c] >= 0 || !(fabs(u) > w->least) || (u > 0.0) == high)
        return;
    stop.slope = fabs(u);
    stop.hard = m->kind[c] == TC_SHARE_OWN && b->place[m->partner[c]] >= 0;
    add_stop(b, w, stop);
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
    w->least = 1e-12 * unit;
    w->stop_count = 0;
    memset(w->turned, 0, sizeof(bool) * (size_t)m->columns);
    for (int c = 0; c < m->columns; c++) {
        const double u = w->direction[c]; /* most columns need no second look */
        if ((u > w->least && !b->at_one[c]) || (u < -w->least && b->at_one[c]))
            add_column(b, w, c, false);
    }
    for (int i = 0; i < b->size; i++)
        if (w->row_direction[i] * tc_share_row_unit(m, &b->row[i]) > 1e-11 * unit)
            add_stop(b, w, (tc_share_stop){.column = m->columns + i, .hard = true});
    for (int root = w->stop_count / 2 - 1; root >= 0; root--)
        sift(b, w, root);
}

/* Let the last stop of the heap rise to its place. */
static void rise(const tc_share_basis *b, tc_share_work *w)
{
    tc_share_stop *heap = w->stops;
    for (int at = w->stop_count - 1; at > 0;) {
        const int parent = (at - 1) / 2;
        if (!comes_before(b, w, &heap[at], &heap[parent]))
            return;
        const tc_share_stop moved = heap[at];
        heap[at] = heap[parent];
        heap[parent] = moved;
        at = parent;
    }
}

/* An own share changes ends on the way: from here on its share stops elsewhere. */
static void turn_own(const tc_share_basis *b, tc_share_work *w, tc_share_stop *stop)
{
    const int y = b->model->partner[stop->column];
    if ((b->at_one[y] != 0) == w->turned[y])
        stop->slope = 0.0; /* its share is 0 now: there is nothing between its ends */
    w->turned[stop->column] = true;
    const int before = w->stop_count;
    add_column(b, w, y, true);
    if (w->stop_count > before)
        rise(b, w);
}

bool tc_share_next(const tc_share_basis *b, tc_share_work *w, tc_share_stop *stop)
{
    const tc_share_model *m = b->model;
    while (w->stop_count > 0) {
        *stop = w->stops[0];
        w->stops[0] = w->stops[--w->stop_count];
        sift(b, w, 0);
        const int c = stop->column;
        if (stop->hard)
            return true;
        if (m->kind[c] == TC_SHARE_OWN) {
            turn_own(b, w, stop);
            return true;
        }
        const bool own_turned = m->partner[c] >= 0 && w->turned[m->partner[c]];
        if (w->turned[c] || stop->turned != own_turned)
            continue; /* where it was before its own share changed ends */
        w->turned[c] = true;
        return true;
    }
    return false;
}
