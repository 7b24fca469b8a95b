/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "lp/kernel.h"
#include "lp/share_parts.h"

/* After so many pivots everything is computed again, lest rounding add up. */
enum { REFRESH_AFTER = 24 };

/* ---- prices and reduced costs ------------------------------------------------------ */

static void move_level(tc_share_basis *b, int level, double step, const tc_share_work *w)
{
    const tc_share_model *m = b->model;
    double *price = &b->price[(ptrdiff_t)level * b->room];
    for (int i = 0; i < b->size; i++) {
        const double change = step * w->row_direction[i];
        price[i] = tc_share_snap_price(b, level, i, price[i] - change,
                                       fabs(price[i]) + fabs(change));
    }
    double *restrict reduced = &b->reduced[(ptrdiff_t)level * m->columns];
    const double *restrict direction = w->direction;
    for (int c = 0; c < m->columns; c++)
        reduced[c] += step * direction[c];
}

static void move_prices(tc_share_basis *b, const tc_share_stop *stop, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    for (int g = 0; g < m->levels; g++)
        w->step[g] = tc_share_step_at(b, stop, g);
    for (int g = 0; g < m->levels; g++) {
        if (w->step[g] != 0.0)
            move_level(b, g, w->step[g], w);
        if (stop->column >= m->columns)
            b->price[g * b->room + stop->column - m->columns] = 0.0;
    }
}

/* ---- the inverse ------------------------------------------------------------------- */

static tc_kernel kernel_of(const tc_share_basis *b)
{
    return (tc_kernel){b->inverse, b->size, b->room};
}

static void swap_columns(tc_share_basis *b, int place, int column, const tc_share_work *w)
{
    const tc_kernel kernel = kernel_of(b);
    tc_kernel_swap_columns(&kernel, place, w->gamma);
    b->place[b->basic[place]] = -1;
    b->basic[place] = column;
    b->place[column] = place;
}

static void shrink(tc_share_basis *b, int place, int row)
{
    tc_kernel kernel = kernel_of(b);
    const int last = b->size - 1;
    tc_kernel_shrink(&kernel, place, row);
    b->place[b->basic[place]] = -1;
    b->basic[place] = b->basic[last];
    if (place != last)
        b->place[b->basic[place]] = place;
    if (row != last)
        tc_share_set_row(b, row, &b->row[last]);
    for (int g = 0; g < b->model->levels; g++)
        b->price[g * b->room + row] = b->price[g * b->room + last];
    b->size = last;
}

static void grow(tc_share_basis *b, const tc_share_row *row, int column,
                 const tc_share_work *w)
{
    tc_kernel kernel = kernel_of(b);
    const int last = b->size;
    tc_kernel_grow(&kernel, w->gamma, w->rho, w->pivot);
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
    const tc_kernel kernel = kernel_of(b);
    tc_kernel_swap_rows(&kernel, old, w->rho);
    tc_share_set_row(b, old, row);
    for (int g = 0; g < b->model->levels; g++)
        b->price[g * b->room + old] = w->step[g];
}

/* What the binding rows say of a column, combined as they make what leaves. */
static double rho_times(const tc_share_basis *b, int column, const tc_share_work *w)
{
    double sum = 0.0;
    for (int i = 0; i < b->size; i++)
        sum += w->rho[i] * tc_share_entry_at(b, &b->row[i], column);
    return sum;
}

/* ---- ends -------------------------------------------------------------------------- */

/* Add (or take off) an own share that is as large as its share, which is not basic. */
static void count_own(tc_share_basis *b, int l, double sign)
{
    const int y = b->model->partner[l];
    if (b->place[y] < 0 && b->at_one[y])
        tc_share_count_column(b, l, sign);
}

/* An own share is tied to its share from now on, or no longer. */
static void set_tied(tc_share_basis *b, int l, bool tied)
{
    b->at_one[l] = tied;
    b->kind[b->model->partner[l]] = (unsigned char)(tied ? TC_SHARE_HOME : TC_SHARE_POOL);
}

static void change_end(tc_share_basis *b, int column)
{
    if (b->model->kind[column] == TC_SHARE_OWN) {
        const bool tied = b->at_one[column];
        count_own(b, column, tied ? -1.0 : 1.0);
        set_tied(b, column, !tied);
        return;
    }
    tc_share_count_column(b, column, b->at_one[column] ? -1.0 : 1.0);
    b->at_one[column] = !b->at_one[column];
}

void tc_share_tie(tc_share_basis *b, const tc_share_exit *leaver)
{
    if (leaver->kind != TC_SHARE_OVER)
        return;
    const int l = b->basic[leaver->index], y = b->model->partner[l];
    const int place = b->place[y];
    set_tied(b, l, true);
    count_own(b, l, 1.0);
    if (place < 0)
        return;
    for (int i = 0; i < b->size; i++) /* what is at index is l - y from now on */
        b->inverse[leaver->index * b->room + i] -= b->inverse[place * b->room + i];
}

/* An own share that was tied has come into the basis: its share stands alone again. */
static void untie(tc_share_basis *b, int l)
{
    const int y = b->model->partner[l], place = b->place[y];
    if (!b->at_one[l])
        return;
    count_own(b, l, -1.0);
    set_tied(b, l, false);
    if (place < 0)
        return;
    for (int i = 0; i < b->size; i++) /* what was l - y is l */
        b->inverse[b->place[l] * b->room + i] += b->inverse[place * b->room + i];
}

/* Of a column that no goal cares for: does first-come like its end? */
static bool end_by_rank(const tc_share_basis *b, int column, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    int first = m->rank[column];
    double sign = 1.0;
    tc_share_find_gamma(b, column, (tc_share_kind)b->kind[column], w->gamma);
    for (int k = 0; k < b->size; k++)
        if (m->rank[b->basic[k]] < first && fabs(w->gamma[k]) > 1e-10) {
            first = m->rank[b->basic[k]];
            sign = -w->gamma[k];
        }
    return (sign > 0.0) == (b->at_one[column] != 0);
}

static bool likes_its_end(const tc_share_basis *b, int column, tc_share_work *w)
{
    for (int g = 0; g < b->model->levels; g++) {
        const double reduced =
            tc_share_reduced(b, g, column, (tc_share_kind)b->kind[column]);
        if (reduced != 0.0)
            return (reduced > 0.0) == (b->at_one[column] != 0);
    }
    return end_by_rank(b, column, w);
}

/* Where rounding put two stops in the wrong order, a column stands at the end that its
 * goals do not like: it can change ends at any time. A price cannot. */
static bool mend_signs(tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    for (int i = 0; i < b->size; i++)
        for (int g = 0; g < m->levels && b->price[g * b->room + i] <= 0.0; g++)
            if (b->price[g * b->room + i] < 0.0)
                return false;
    for (int k = 0; k < w->moved_count; k++) {
        const int c = w->moved[k];
        if (b->place[c] >= 0 || likes_its_end(b, c, w))
            continue;
        if (m->kind[c] == TC_SHARE_OWN && b->place[m->partner[c]] >= 0)
            return false;
        change_end(b, c);
    }
    return true;
}

/* The basis that comes of it; reduced costs and prices have moved. */
static void exchange(tc_share_basis *b, const tc_share_exit *leaver, int entering,
                     tc_share_work *w)
{
    const int columns = b->model->columns;
    const bool slack = entering >= columns, cut = leaver->kind == TC_SHARE_CUT;
    if (cut && slack)
        swap_rows(b, &leaver->row, entering - columns, w);
    else if (cut)
        grow(b, &leaver->row, entering, w);
    else if (slack)
        shrink(b, leaver->index, entering - columns);
    else
        swap_columns(b, leaver->index, entering, w);
}

bool tc_share_pivot(tc_share_basis *b, const tc_share_exit *leaver,
                    const tc_share_stop *passed, int passed_count,
                    const tc_share_stop *entering, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    const int column = entering->column;
    const bool slack = column >= m->columns, cut = leaver->kind == TC_SHARE_CUT;
    const bool own = !slack && m->kind[column] == TC_SHARE_OWN;
    const int leaving = cut ? -1 : b->basic[leaver->index];
    if (cut && !slack && b->size == b->room)
        return false;
    move_prices(b, entering, w);
    for (int k = 0; k < passed_count; k++)
        change_end(b, passed[k].column);
    if (!slack && !own && b->at_one[column])
        change_end(b, column);
    tc_share_find_gamma(b, column, (tc_share_kind)(slack ? 0 : b->kind[column]),
                        w->gamma);
    if (cut && !slack) /* passed own shares may have changed what it stands for */
        w->pivot = tc_share_entry_at(b, &leaver->row, column) - rho_times(b, column, w);
    exchange(b, leaver, column, w);
    if (own)
        untie(b, column);
    if (leaver->kind == TC_SHARE_ABOVE)
        change_end(b, leaving);
    b->depth++;
    if (b->depth % REFRESH_AFTER == 0 && !tc_share_basis_refresh(b, w))
        return false;
    if (!mend_signs(b, w))
        return false;
    tc_share_sum_rows(b);
    return true;
}

/* ---- the check --------------------------------------------------------------------- */

/* Signs of the columns: what each one lacks is the first level that decides. */
static double column_faults(const tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    double worst = 0.0;
    for (int c = 0; c < m->columns; c++) {
        if (b->place[c] >= 0)
            continue;
        const double wanted = b->at_one[c] ? 1.0 : -1.0;
        double fault = -1.0;
        for (int g = 0; g < m->levels && fault < 0.0; g++) {
            const double most = m->most_cost[g] > 0.0 ? m->most_cost[g] : 1.0;
            const double value = wanted *
                                 tc_share_as(m, &w->reduced[(ptrdiff_t)g * m->columns], c,
                                             (tc_share_kind)b->kind[c]) /
                                 most;
            if (fabs(value) > 1e-10)
                fault = value > 0.0 ? 0.0 : -value;
        }
        if (fault < 0.0)
            fault = end_by_rank(b, c, w) ? 0.0 : 1.0;
        worst = fault > worst ? fault : worst;
    }
    return worst;
}

double tc_share_dual_fault(const tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    double worst = 0.0;
    for (int g = 0; g < m->levels; g++)
        tc_share_price_level(b, g, &w->price[(ptrdiff_t)g * w->room],
                             &w->reduced[(ptrdiff_t)g * m->columns], w);
    for (int i = 0; i < b->size; i++) {
        const double unit = tc_share_row_unit(m, &b->row[i]);
        for (int g = 0; g < m->levels; g++) {
            const double most = m->most_cost[g] > 0.0 ? m->most_cost[g] : 1.0;
            const double value = w->price[g * w->room + i] * unit / most;
            if (fabs(value) <= TC_PRICE_ROUNDING)
                continue;
            worst = -value > worst ? -value : worst;
            break;
        }
    }
    const double columns = column_faults(b, w);
    return columns > worst ? columns : worst;
}
