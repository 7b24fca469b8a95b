/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_parts.h"

#include <math.h>
#include <string.h>

#include "lp/kernel.h"

/* ---- rows -------------------------------------------------------------------------- */

bool tc_share_row_same(const tc_share_model *m, const tc_share_row *a,
                       const tc_share_row *b)
{
    return a->market == b->market && a->top == b->top && a->area == b->area &&
           memcmp(a->reach, b->reach,
                  sizeof(int16_t) * (size_t)m->market[a->market].areas) == 0;
}

double tc_share_row_unit(const tc_share_model *m, const tc_share_row *row)
{
    return m->market[row->market].need;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Does a cut count a need of this kind in this block of an area? */
static bool counts(const tc_share_row *row, int area, int block, tc_share_kind kind)
{
    if (row->top < 0 && area != row->area)
        return false;
    const int reach = row->reach[area], anywhere = smaller(reach, row->top);
    switch (kind) {
    case TC_SHARE_POOL:
        return block <= anywhere;
    case TC_SHARE_HOME:
        return block <= reach;
    case TC_SHARE_OWN:
        return anywhere < block && block <= reach;
    }
    return false;
}

double tc_share_entry_of(const tc_share_model *m, const tc_share_row *row, int column,
                         tc_share_kind kind)
{
    const tc_share_market *market = &m->market[row->market];
    for (int e = m->first_entry[column]; e < m->first_entry[column + 1]; e++) {
        const int local = m->entry[e].cell - market->first_cell;
        if (local >= 0 && local < market->areas * market->blocks)
            return counts(row, local / market->blocks, local % market->blocks, kind)
                       ? m->entry[e].need
                       : 0.0;
    }
    return 0.0;
}

double tc_share_entry_at(const tc_share_basis *b, const tc_share_row *row, int column)
{
    return tc_share_entry_of(b->model, row, column, (tc_share_kind)b->kind[column]);
}

void tc_share_add_row(const tc_share_model *m, const tc_share_row *row, double factor,
                      tc_share_work *w)
{
    const tc_share_market *market = &m->market[row->market];
    const int first = row->top < 0 ? row->area : 0;
    const int end = row->top < 0 ? row->area + 1 : market->areas;
    for (int a = first; a < end; a++) {
        const int reach = row->reach[a], anywhere = smaller(reach, row->top);
        double *pool = w->weight + market->first_cell + (ptrdiff_t)a * market->blocks;
        double *home = pool + m->cells, *own = home + m->cells;
        for (int t = 0; t <= reach; t++) {
            home[t] += factor;
            if (t <= anywhere)
                pool[t] += factor;
            else
                own[t] += factor;
        }
    }
}

void tc_share_add_entries(const tc_share_model *m, const double *weight,
                          double *restrict sum)
{
    memset(sum, 0, sizeof(double) * (size_t)m->columns);
    for (int k = 0; k < 3 * m->cells; k++) {
        const double of_cell = weight[k];
        const tc_share_place *end = &m->place[m->first_place[k + 1]];
        if (of_cell != 0.0)
            for (const tc_share_place *p = &m->place[m->first_place[k]]; p < end; p++)
                sum[p->column] += p->need * of_cell;
    }
}

void tc_share_clear(const tc_share_model *m, tc_share_work *w)
{
    memset(w->weight, 0, 3 * sizeof(double) * (size_t)m->cells);
}

/* ---- what follows from rows, basic columns and ends -------------------------------- */

/* Put a column's needs into the sums (sign 1) or take them out (-1). */
void tc_share_count_column(tc_share_basis *b, int column, double sign)
{
    const tc_share_model *m = b->model;
    for (int e = m->first_entry[column]; e < m->first_entry[column + 1]; e++) {
        const double need = sign * m->entry[e].need;
        const int cell = m->entry[e].cell;
        if (b->kind[column] != TC_SHARE_HOME)
            b->anywhere[cell] += b->kind[column] == TC_SHARE_OWN ? -need : need;
        if (b->kind[column] != TC_SHARE_POOL)
            b->at_home[cell] += need;
    }
}

static double fixed_of(const tc_share_basis *b, const tc_share_row *row)
{
    const tc_share_model *m = b->model;
    const tc_share_market *market = &m->market[row->market];
    const int first = row->top < 0 ? row->area : 0;
    const int end = row->top < 0 ? row->area + 1 : market->areas;
    double sum = 0.0;
    for (int a = first; a < end; a++) {
        const int reach = row->reach[a], anywhere = smaller(reach, row->top);
        const int cell = market->first_cell + a * market->blocks;
        for (int t = 0; t <= reach; t++)
            sum += b->at_home[cell + t] + (t <= anywhere ? b->anywhere[cell + t] : 0.0);
    }
    return sum;
}

void tc_share_sum_rows(tc_share_basis *b)
{
    for (int i = 0; i < b->size; i++)
        b->fixed[i] = fixed_of(b, &b->row[i]);
}

static void sum_columns(tc_share_basis *b)
{
    const tc_share_model *m = b->model;
    memset(b->anywhere, 0, sizeof(double) * (size_t)m->cells);
    memset(b->at_home, 0, sizeof(double) * (size_t)m->cells);
    for (int c = 0; c < m->columns; c++)
        if (b->at_one[c] && m->kind[c] != TC_SHARE_OWN)
            tc_share_count_column(b, c, 1.0);
    tc_share_sum_rows(b);
}

/* The inverse of the rows' entries at the basic columns. Rows are scaled to largest entry
 * 1 on the way, so that small projects count as large ones do. */
static bool find_inverse(tc_share_basis *b, double *matrix)
{
    bool done = true;
    for (int i = 0; i < b->size && done; i++) {
        double most = 0.0;
        for (int k = 0; k < b->size; k++) {
            const double entry = tc_share_entry_at(b, &b->row[i], b->basic[k]);
            matrix[i * b->size + k] = entry;
            most = fabs(entry) > most ? fabs(entry) : most;
        }
        done = most > 0.0;
        for (int k = 0; k < b->size && done; k++)
            matrix[i * b->size + k] /= most;
        b->fixed[i] = most;
    }
    tc_kernel kernel = {b->inverse, b->size, b->room};
    done = done && tc_kernel_invert(&kernel, matrix);
    for (int k = 0; k < b->size && done; k++)
        for (int i = 0; i < b->size; i++)
            b->inverse[k * b->room + i] /= b->fixed[i];
    return done;
}

/* A price times its row's unit is what all the needs of a market would cost: no real one
 * is next to nothing beside the weights of the goal. */
double tc_share_snap_price(const tc_share_basis *b, int level, int row, double price,
                           double terms)
{
    const tc_share_model *m = b->model;
    const double unit = tc_share_row_unit(m, &b->row[row]);
    return fabs(price) <= 1e-12 * terms ||
                   fabs(price) * unit <= TC_PRICE_ROUNDING * m->most_cost[level]
               ? 0.0
               : price;
}

double tc_share_as(const tc_share_model *m, const double *values, int column,
                   tc_share_kind kind)
{
    const bool both = m->kind[column] == TC_SHARE_POOL && kind == TC_SHARE_HOME;
    return both ? values[column] + values[m->partner[column]] : values[column];
}

double tc_share_reduced(const tc_share_basis *b, int level, int column,
                        tc_share_kind kind)
{
    const tc_share_model *m = b->model;
    const double reduced =
        tc_share_as(m, &b->reduced[(ptrdiff_t)level * m->columns], column, kind);
    return fabs(reduced) <= TC_SHARE_ROUNDING * m->most_cost[level] ? 0.0 : reduced;
}

void tc_share_price_level(const tc_share_basis *b, int level, double *price,
                          double *reduced, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    tc_share_clear(m, w);
    for (int i = 0; i < b->size; i++)
        price[i] = w->gamma[i] = 0.0; /* the sum and the size of its terms */
    for (int k = 0; k < b->size; k++) {
        const int c = b->basic[k];
        const double cost = tc_share_as(m, &m->cost[(ptrdiff_t)level * m->columns], c,
                                        (tc_share_kind)b->kind[c]);
        for (int i = 0; cost != 0.0 && i < b->size; i++) {
            const double term = cost * b->inverse[k * b->room + i];
            price[i] += term;
            w->gamma[i] += fabs(term);
        }
    }
    for (int i = 0; i < b->size; i++) {
        price[i] = tc_share_snap_price(b, level, i, price[i], w->gamma[i]);
        if (price[i] != 0.0)
            tc_share_add_row(m, &b->row[i], price[i], w);
    }
    const double *restrict cost = &m->cost[(ptrdiff_t)level * m->columns];
    tc_share_add_entries(m, w->weight, reduced);
    for (int c = 0; c < m->columns; c++)
        reduced[c] = cost[c] - reduced[c];
}

bool tc_share_basis_refresh(tc_share_basis *b, tc_share_work *w)
{
    if (!find_inverse(b, w->matrix))
        return false;
    sum_columns(b);
    for (int g = 0; g < b->model->levels; g++)
        tc_share_price_level(b, g, &b->price[(ptrdiff_t)g * b->room],
                             &b->reduced[(ptrdiff_t)g * b->model->columns], w);
    return true;
}

void tc_share_basis_first(tc_share_basis *b)
{
    const tc_share_model *m = b->model;
    b->size = b->depth = 0;
    for (int c = 0; c < m->columns; c++) {
        const bool has_own = m->kind[c] == TC_SHARE_POOL && m->partner[c] >= 0;
        b->place[c] = -1;
        b->at_one[c] = 1;
        b->kind[c] = (unsigned char)(has_own ? TC_SHARE_HOME : m->kind[c]);
    }
    memcpy(b->reduced, m->cost, sizeof(double) * (size_t)m->levels * (size_t)m->columns);
    sum_columns(b);
}
