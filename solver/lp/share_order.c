/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which stops lie on the way of a step that is a vector over the levels. */
#include <math.h>

#include "lp/share_parts.h"

double tc_share_step_at(const tc_share_basis *b, const tc_share_stop *stop, int level)
{
    const int row = stop->column - b->model->columns;
    return row < 0
               ? -tc_share_reduced(b, level, stop->column, (tc_share_kind)stop->kind) /
                     stop->rate
               : b->price[level * b->room + row] / stop->rate;
}

void tc_share_find_gamma(const tc_share_basis *b, int stop, tc_share_kind kind,
                         double *gamma)
{
    const int columns = b->model->columns;
    for (int k = 0; k < b->size; k++)
        gamma[k] = 0.0;
    for (int i = 0; i < b->size; i++) {
        const double entry = stop >= columns
                                 ? (stop - columns == i ? 1.0 : 0.0)
                                 : tc_share_entry_of(b->model, &b->row[i], stop, kind);
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

/* The steps at the levels of first-come, from its first share on. A stop has a cost of
 * its own there, and takes of the basic columns what gamma says. */
static int compare_ranks(const tc_share_basis *b, tc_share_work *w,
                         const tc_share_stop *x, const tc_share_stop *y)
{
    const tc_share_model *m = b->model;
    const int columns = m->columns;
    tc_share_find_gamma(b, x->column, (tc_share_kind)x->kind, w->gamma);
    tc_share_find_gamma(b, y->column, (tc_share_kind)y->kind, w->other_gamma);
    const double dx = x->rate, dy = y->rate;
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

bool tc_share_comes_before(const tc_share_basis *b, tc_share_work *w,
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
        order = compare_steps(tc_share_step_at(b, x, g), tc_share_step_at(b, y, g),
                              rounding * b->model->most_cost[g]);
    if (order == 0)
        order = compare_ranks(b, w, x, y);
    return order ? order < 0 : x->column < y->column;
}
