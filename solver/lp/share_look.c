/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "lp/share_parts.h"

/* ---- the direction ----------------------------------------------------------------- */

/* rho: how the leaving thing is made of the binding rows. */
static void find_rho(const tc_share_basis *b, const tc_share_exit *exit, tc_share_work *w)
{
    if (exit->kind != TC_SHARE_CUT) {
        for (int i = 0; i < b->size; i++)
            w->rho[i] = b->inverse[exit->index * b->room + i];
        return;
    }
    for (int i = 0; i < b->size; i++)
        w->rho[i] = 0.0;
    for (int k = 0; k < b->size; k++) {
        const double entry = tc_share_entry_at(b->model, &exit->row, b->basic[k]);
        if (entry == 0.0)
            continue;
        for (int i = 0; i < b->size; i++)
            w->rho[i] += entry * b->inverse[k * b->room + i];
    }
}

static void find_direction(const tc_share_basis *b, const tc_share_exit *exit,
                           tc_share_work *w)
{
    const tc_share_model *m = b->model;
    const double sign = exit->kind == TC_SHARE_BELOW ? -1.0 : 1.0;
    find_rho(b, exit, w);
    tc_share_clear(m, w);
    for (int i = 0; i < b->size; i++) {
        w->row_direction[i] = sign * w->rho[i];
        if (w->row_direction[i] != 0.0)
            tc_share_add_row(m, &b->row[i], w->row_direction[i], w);
    }
    if (exit->kind == TC_SHARE_CUT)
        tc_share_add_row(m, &exit->row, -1.0, w);
    tc_share_add_entries(m, w);
}

/* ---- the order of the stops -------------------------------------------------------- */

/* The step at a level at which a stop's reduced cost (or price) is 0. */
double tc_share_step_at(const tc_share_basis *b, const tc_share_work *w, int column,
                        int level)
{
    const int columns = b->model->columns;
    return column < columns
               ? -b->reduced[level * columns + column] / w->direction[column]
               : b->price[level * b->room + column - columns] /
                     w->row_direction[column - columns];
}

/* How the basic columns change with a column, or with the slack of a row. */
void tc_share_find_gamma(const tc_share_basis *b, int column, double *gamma)
{
    const int columns = b->model->columns;
    for (int k = 0; k < b->size; k++)
        gamma[k] = 0.0;
    for (int i = 0; i < b->size; i++) {
        const double entry =
            column >= columns ? (column - columns == i ? 1.0 : 0.0)
                              : tc_share_entry_at(b->model, &b->row[i], column);
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
static double speed(const tc_share_basis *b, const tc_share_work *w, int stop)
{
    const int row = stop - b->model->columns;
    return row < 0 ? fabs(w->direction[stop])
                   : w->row_direction[row] * tc_share_row_unit(b->model, &b->row[row]);
}

/* The steps at the levels of first-come, from its first share on. A stop has a cost of
 * its own there, and takes of the basic columns what gamma says. */
static int compare_ranks(const tc_share_basis *b, tc_share_work *w, int x, int y)
{
    const tc_share_model *m = b->model;
    const int columns = m->columns;
    tc_share_find_gamma(b, x, w->gamma);
    tc_share_find_gamma(b, y, w->other_gamma);
    const double dx =
        x < columns ? w->direction[x] : w->row_direction[x - columns];
    const double dy =
        y < columns ? w->direction[y] : w->row_direction[y - columns];
    const double rounding = 1e-11 / larger(speed(b, w, x), speed(b, w, y));
    const int last = 2 * m->columns;
    const int own_x = x < columns ? m->rank[x] : last;
    const int own_y = y < columns ? m->rank[y] : last;
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
    const double rounding = 1e-11 / larger(x->speed, y->speed);
    int order = 0;
    for (int g = x->lead < y->lead ? x->lead : y->lead; order == 0 && g < levels; g++)
        order = compare_steps(tc_share_step_at(b, w, x->column, g),
                              tc_share_step_at(b, w, y->column, g),
                              rounding * b->model->most_cost[g]);
    if (order == 0)
        order = compare_ranks(b, w, x->column, y->column);
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

static void add_stop(const tc_share_basis *b, tc_share_work *w, int column, double slope)
{
    const int levels = b->model->levels;
    tc_share_stop stop = {.slope = slope, .speed = speed(b, w, column), .column = column};
    while (stop.lead < levels && tc_share_step_at(b, w, column, stop.lead) == 0.0)
        stop.lead++;
    w->stops[w->stop_count++] = stop;
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

void tc_share_look(const tc_share_basis *b, const tc_share_exit *exit, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    find_direction(b, exit, w);
    rank_basic(b, w);
    /* what is less than this is rounding: of shares, or of tonnes in a row */
    const double unit =
        exit->kind == TC_SHARE_CUT ? tc_share_row_unit(m, &exit->row) : 1.0;
    const double least = 1e-12 * unit;
    w->stop_count = 0;
    for (int c = 0; c < m->columns; c++) {
        const double u = w->direction[c];
        if (fabs(u) > least && b->place[c] < 0 && (u > 0.0) != (b->at_one[c] != 0))
            add_stop(b, w, c, fabs(u));
    }
    for (int i = 0; i < b->size; i++)
        if (w->row_direction[i] * tc_share_row_unit(m, &b->row[i]) > 1e-11 * unit)
            add_stop(b, w, m->columns + i, 0.0);
    for (int root = w->stop_count / 2 - 1; root >= 0; root--)
        sift(b, w, root);
}

bool tc_share_next(const tc_share_basis *b, tc_share_work *w, tc_share_stop *stop)
{
    if (w->stop_count == 0)
        return false;
    *stop = w->stops[0];
    w->stops[0] = w->stops[--w->stop_count];
    sift(b, w, 0);
    return true;
}
