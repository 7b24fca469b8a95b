/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "lp/share_parts.h"

/* After so many pivots everything is computed again, lest rounding add up. */
enum { REFRESH_AFTER = 24 };

/* ---- prices and reduced costs ------------------------------------------------------ */

static void move_level(tc_share_basis *b, int level, double step, const tc_share_work *w)
{
    const tc_share_model *m = b->model;
    double *price = &b->price[level * b->room];
    double *reduced = &b->reduced[level * m->columns];
    for (int i = 0; i < b->size; i++) {
        const double change = step * w->row_direction[i];
        price[i] = tc_share_snap_price(b, level, i, price[i] - change,
                                       fabs(price[i]) + fabs(change));
    }
    for (int c = 0; c < m->columns; c++) {
        const double change = step * w->direction[c];
        reduced[c] = tc_share_snap_reduced(m, level, reduced[c] + change,
                                           fabs(reduced[c]) + fabs(change));
    }
}

static void move_prices(tc_share_basis *b, const tc_share_exit *exit, int entering,
                        tc_share_work *w)
{
    const tc_share_model *m = b->model;
    for (int g = 0; g < m->levels; g++)
        w->step[g] = tc_share_step_at(b, w, entering, g);
    for (int g = 0; g < m->levels; g++) {
        if (w->step[g] != 0.0)
            move_level(b, g, w->step[g], w);
        double *reduced = &b->reduced[g * m->columns];
        for (int k = 0; k < b->size; k++)
            reduced[b->basic[k]] = 0.0;
        if (exit->kind != TC_SHARE_CUT)
            reduced[b->basic[exit->index]] =
                exit->kind == TC_SHARE_ABOVE ? w->step[g] : -w->step[g];
        if (entering < m->columns)
            reduced[entering] = 0.0;
        else
            b->price[g * b->room + entering - m->columns] = 0.0;
    }
}

/* ---- the inverse ------------------------------------------------------------------- */

static void swap_columns(tc_share_basis *b, int place, int column, const tc_share_work *w)
{
    double *leaving = &b->inverse[place * b->room];
    for (int i = 0; i < b->size; i++)
        leaving[i] /= w->gamma[place];
    for (int k = 0; k < b->size; k++) {
        if (k == place || w->gamma[k] == 0.0)
            continue;
        for (int i = 0; i < b->size; i++)
            b->inverse[k * b->room + i] -= w->gamma[k] * leaving[i];
    }
    b->place[b->basic[place]] = -1;
    b->basic[place] = column;
    b->place[column] = place;
}

static void shrink(tc_share_basis *b, int place, int row)
{
    const int last = b->size - 1;
    const double pivot = b->inverse[place * b->room + row];
    for (int k = 0; k < b->size; k++) {
        const double factor = b->inverse[k * b->room + row] / pivot;
        if (k == place || factor == 0.0)
            continue;
        for (int i = 0; i < b->size; i++)
            b->inverse[k * b->room + i] -= factor * b->inverse[place * b->room + i];
    }
    b->place[b->basic[place]] = -1;
    b->basic[place] = b->basic[last];
    if (place != last)
        b->place[b->basic[place]] = place;
    memcpy(&b->inverse[place * b->room], &b->inverse[last * b->room],
           sizeof(double) * (size_t)b->size);
    for (int k = 0; k < last; k++)
        b->inverse[k * b->room + row] = b->inverse[k * b->room + last];
    if (row != last)
        tc_share_set_row(b, row, &b->row[last]);
    for (int g = 0; g < b->model->levels; g++)
        b->price[g * b->room + row] = b->price[g * b->room + last];
    b->size = last;
}

static void grow(tc_share_basis *b, const tc_share_row *row, int column,
                 const tc_share_work *w)
{
    const int last = b->size;
    const double pivot = -w->direction[column];
    for (int k = 0; k < last; k++) {
        const double factor = w->gamma[k] / pivot;
        for (int i = 0; i < last; i++)
            b->inverse[k * b->room + i] += factor * w->rho[i];
        b->inverse[k * b->room + last] = -factor;
    }
    for (int i = 0; i < last; i++)
        b->inverse[last * b->room + i] = -w->rho[i] / pivot;
    b->inverse[last * b->room + last] = 1.0 / pivot;
    tc_share_set_row(b, last, row);
    b->basic[last] = column;
    b->place[column] = last;
    for (int g = 0; g < b->model->levels; g++)
        b->price[g * b->room + last] = w->step[g];
    b->size = last + 1;
}

static void swap_rows(tc_share_basis *b, const tc_share_row *row, int old,
                      const tc_share_work *w)
{
    for (int k = 0; k < b->size; k++) {
        double *inverse = &b->inverse[k * b->room];
        const double unit = inverse[old] / w->rho[old];
        for (int i = 0; i < b->size; i++)
            inverse[i] -= w->rho[i] * unit;
        inverse[old] = unit;
    }
    tc_share_set_row(b, old, row);
    for (int g = 0; g < b->model->levels; g++)
        b->price[g * b->room + old] = w->step[g];
}

/* ---- ends -------------------------------------------------------------------------- */

static void change_end(tc_share_basis *b, int column)
{
    tc_share_count_column(b, column, b->at_one[column] ? -1.0 : 1.0);
    b->at_one[column] = !b->at_one[column];
}

/* The sign of a vector over the levels that begins at first, stride apart. */
static int sign_of(const double *first, int levels, int stride)
{
    for (int g = 0; g < levels; g++)
        if (first[g * stride] != 0.0)
            return first[g * stride] > 0.0 ? 1 : -1;
    return 0;
}

/* Of a column that no goal cares for: does first-come like its end? */
static bool end_by_rank(const tc_share_basis *b, int column, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    int first = m->rank[column];
    double sign = 1.0;
    tc_share_find_gamma(b, column, w->gamma);
    for (int k = 0; k < b->size; k++)
        if (m->rank[b->basic[k]] < first && fabs(w->gamma[k]) > 1e-10) {
            first = m->rank[b->basic[k]];
            sign = -w->gamma[k];
        }
    return (sign > 0.0) == (b->at_one[column] != 0);
}

/* Where rounding put two stops in the wrong order, a column stands at the end that its
 * goals do not like: it can change ends at any time. A price cannot. */
static bool mend_signs(tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    for (int i = 0; i < b->size; i++)
        if (sign_of(&b->price[i], m->levels, b->room) < 0)
            return false;
    for (int c = 0; c < m->columns; c++) {
        if (b->place[c] >= 0)
            continue;
        const int sign = sign_of(&b->reduced[c], m->levels, m->columns);
        if (sign != 0 ? (sign > 0) != (b->at_one[c] != 0) : !end_by_rank(b, c, w))
            change_end(b, c);
    }
    return true;
}

bool tc_share_pivot(tc_share_basis *b, const tc_share_exit *exit,
                    const tc_share_stop *passed, int passed_count,
                    const tc_share_stop *entering, tc_share_work *w)
{
    const int columns = b->model->columns, column = entering->column;
    const bool slack = column >= columns, cut = exit->kind == TC_SHARE_CUT;
    if (cut && !slack && b->size == b->room)
        return false;
    tc_share_find_gamma(b, column, w->gamma);
    move_prices(b, exit, column, w);
    for (int k = 0; k < passed_count; k++)
        change_end(b, passed[k].column);
    if (!slack && b->at_one[column])
        change_end(b, column);
    if (exit->kind == TC_SHARE_ABOVE)
        change_end(b, b->basic[exit->index]);
    if (cut && slack)
        swap_rows(b, &exit->row, column - columns, w);
    else if (cut)
        grow(b, &exit->row, column, w);
    else if (slack)
        shrink(b, exit->index, column - columns);
    else
        swap_columns(b, exit->index, column, w);
    b->depth++;
    if (b->depth % REFRESH_AFTER == 0 && !tc_share_basis_refresh(b, w))
        return false;
    if (!mend_signs(b, w))
        return false;
    tc_share_sum_rows(b);
    return true;
}

/* ---- the check --------------------------------------------------------------------- */

/* How wrong a vector's sign is, beside most_cost of the level that decides it; -1: it is
 * 0 at all levels. */
static double fault_of(const tc_share_model *m, const double *first, int stride,
                       double wanted, double unit)
{
    for (int g = 0; g < m->levels; g++) {
        const double scale = m->most_cost[g] > 0.0 ? m->most_cost[g] : 1.0;
        const double value = first[g * stride] * wanted * unit / scale;
        if (fabs(value) > 1e-10)
            return value > 0.0 ? 0.0 : -value;
    }
    return -1.0;
}

double tc_share_dual_fault(const tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    const int columns = m->columns;
    double worst = 0.0;
    for (int g = 0; g < m->levels; g++)
        tc_share_price_level(b, g, &w->price[g * w->room], &w->reduced[g * columns], w);
    for (int i = 0; i < b->size; i++) {
        const double fault = fault_of(m, &w->price[i], w->room, 1.0,
                                      tc_share_row_unit(m, &b->row[i]));
        worst = fault > worst ? fault : worst;
    }
    for (int c = 0; c < columns; c++) {
        if (b->place[c] >= 0)
            continue;
        double fault =
            fault_of(m, &w->reduced[c], columns, b->at_one[c] ? 1.0 : -1.0, 1.0);
        if (fault < 0.0)
            fault = end_by_rank(b, c, w) ? 0.0 : 1.0;
        worst = fault > worst ? fault : worst;
    }
    return worst;
}
