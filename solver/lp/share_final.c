/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_final.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "lp/share_parts.h"

static size_t numbers(const tc_share_model *m, int room, int totals)
{
    const size_t rows = (size_t)room, levels = (size_t)m->levels, sums = (size_t)totals;
    return levels * (2 * rows + 2) + sums * (rows + 1) + TC_POLLUTANTS * rows;
}

size_t tc_share_final_bytes(const tc_share_model *m, int room, int totals)
{
    return sizeof(tc_share_final) + sizeof(double) * numbers(m, room, totals);
}

tc_share_final *tc_share_final_new(const tc_share_model *m, int room, int totals)
{
    tc_share_final *f = tc_mem_new(tc_share_final_bytes(m, room, totals), 1);
    if (!f)
        return NULL;
    const size_t rows = (size_t)room, levels = (size_t)m->levels, sums = (size_t)totals;
    f->price = (double *)(void *)(f + 1);
    f->primal = f->price + levels * rows;
    f->dual = f->primal + levels;
    f->primal_rate = f->dual + levels;
    f->total = f->primal_rate + levels * rows;
    f->total_rate = f->total + sums;
    f->need_rate = f->total_rate + sums * rows;
    return f;
}

/* A column's weight as it is now: with that of an own share that is tied to it. */
static double weight_now(const tc_share_basis *b, const double *weight, int column)
{
    const tc_share_model *m = b->model;
    const bool both =
        m->kind[column] == TC_SHARE_POOL && b->kind[column] == TC_SHARE_HOME;
    return both ? weight[column] + weight[m->partner[column]] : weight[column];
}

/* Of a weight by column: the sum over columns at 1, and the rates of basic ones. */
static double sum_weights(const tc_share_basis *b, const double *weight, double *rate)
{
    const tc_share_model *m = b->model;
    double sum = 0.0;
    for (int c = 0; c < m->columns; c++)
        if (b->place[c] >= 0)
            rate[b->place[c]] = weight_now(b, weight, c);
        else if (b->at_one[c] && m->kind[c] != TC_SHARE_OWN)
            sum += weight_now(b, weight, c);
    return sum;
}

static void sum_needs(const tc_share_basis *b, int room, tc_share_final *f)
{
    const tc_share_model *m = b->model;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        f->need[p] = 0.0;
    memset(f->need_rate, 0, sizeof(double) * TC_POLLUTANTS * (size_t)room);
    for (int c = 0; c < m->columns; c++) {
        if (m->kind[c] == TC_SHARE_OWN)
            continue;
        const double *need = m->problem->projects[m->project[c]].need;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (b->place[c] >= 0)
                f->need_rate[p * room + b->place[c]] = need[p];
            else if (b->at_one[c])
                f->need[p] += need[p];
    }
}

void tc_share_final_fill(tc_share_final *f, int room, const tc_share_basis *b,
                         const tc_share_totals *totals, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    f->fault = tc_share_dual_fault(b, w);
    for (int g = 0; g < m->levels; g++) {
        memcpy(&f->price[(ptrdiff_t)g * room], &w->price[(ptrdiff_t)g * w->room],
               sizeof(double) * (size_t)b->size);
        f->primal[g] = sum_weights(b, &m->cost[(ptrdiff_t)g * m->columns],
                                   &f->primal_rate[(ptrdiff_t)g * room]);
        const double *reduced = &w->reduced[(ptrdiff_t)g * m->columns];
        f->dual[g] = 0.0;
        for (int c = 0; c < m->columns; c++)
            if (b->place[c] < 0 && b->at_one[c] && m->kind[c] != TC_SHARE_OWN)
                f->dual[g] += tc_share_as(m, reduced, c, (tc_share_kind)b->kind[c]);
    }
    for (int t = 0; t < totals->count; t++)
        f->total[t] = sum_weights(b, &totals->weight[(ptrdiff_t)t * m->columns],
                                  &f->total_rate[(ptrdiff_t)t * room]);
    sum_needs(b, room, f);
}

/* constant + rate times values, lane by lane. count: of rates and values. */
static void add_up(double constant, const double *rate, int count, const double *values,
                   int lanes, double *restrict sum)
{
    for (int k = 0; k < lanes; k++)
        sum[k] = constant;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < lanes; k++)
            sum[k] += rate[i] * values[(ptrdiff_t)i * lanes + k];
}

static void find_residual(const tc_share_final *f, int room, const tc_share_basis *b,
                          const tc_share_point *p, tc_share_figures *figures)
{
    double value[TC_SHARE_LANES], bound[TC_SHARE_LANES];
    for (int k = 0; k < p->lanes; k++)
        figures->residual[k] = f->fault;
    for (int g = 0; g < b->model->levels; g++) {
        add_up(f->primal[g], &f->primal_rate[(ptrdiff_t)g * room], b->size, p->value,
               p->lanes, value);
        add_up(f->dual[g], &f->price[(ptrdiff_t)g * room], b->size, p->rhs, p->lanes,
               bound);
        for (int k = 0; k < p->lanes; k++) {
            const double larger = fmax(fabs(value[k]), fabs(bound[k]));
            const double gap = fabs(value[k] - bound[k]) / (larger > 1.0 ? larger : 1.0);
            figures->residual[k] =
                gap > figures->residual[k] ? gap : figures->residual[k];
            figures->first[k] = g == 0 ? value[k] : figures->first[k];
        }
    }
}

void tc_share_final_figure(const tc_share_final *f, int room, int totals,
                           const tc_share_basis *b, const tc_share_point *p,
                           tc_share_figures *figures)
{
    find_residual(f, room, b, p, figures);
    for (int t = 0; t < totals; t++)
        add_up(f->total[t], &f->total_rate[(ptrdiff_t)t * room], b->size, p->value,
               p->lanes, &figures->total[(ptrdiff_t)t * p->lanes]);
    for (int q = 0; q < TC_POLLUTANTS; q++)
        add_up(f->need[q], &f->need_rate[(ptrdiff_t)q * room], b->size, p->value,
               p->lanes, &figures->need[(ptrdiff_t)q * p->lanes]);
}
