/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/boxed_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Stops that are looked for one by one before the rest is sorted. */
enum { ONE_BY_ONE = 24 };

/* What moves less than this, beside what leaves, does not move; a smaller pivot is lost.
 */
static const double STILL = 1e-11;

double tc_boxed_left(const tc_boxed *b, int row)
{
    const double *restrict entry = b->row[row].entry, *restrict x = b->x;
    double sum = b->row[row].rhs;
    for (int c = 0; c < b->columns; c++)
        sum -= entry[c] * x[c];
    return sum;
}

const double *tc_boxed_inverse(const tc_boxed *b, int place)
{
    return &b->kernel.inverse[(ptrdiff_t)place * b->room];
}

/* How what leaves hangs on the columns and rows that stay. */
static void find_direction(tc_boxed *b, const tc_boxed_leaver *l)
{
    if (l->place >= 0) {
        const double sign = l->above ? 1.0 : -1.0;
        for (int i = 0; i < b->size; i++)
            b->rho[i] = sign * tc_boxed_inverse(b, l->place)[i];
        memset(b->alpha, 0, (size_t)b->columns * sizeof(double));
    } else {
        for (int i = 0; i < b->size; i++)
            b->rho[i] = 0.0;
        for (int k = 0; k < b->size; k++) {
            const double entry = b->row[b->size].entry[b->basic[k]];
            for (int i = 0; entry != 0.0 && i < b->size; i++)
                b->rho[i] += entry * tc_boxed_inverse(b, k)[i];
        }
        memcpy(b->alpha, b->row[b->size].entry, (size_t)b->columns * sizeof(double));
    }
    double *restrict alpha = b->alpha;
    for (int i = 0; i < b->size; i++) {
        const double rho = b->rho[i];
        const double *restrict entry = b->row[i].entry;
        for (int c = 0, count = rho != 0.0 ? b->columns : 0; c < count; c++)
            alpha[c] -= rho * entry[c];
    }
}

static bool is_before(const tc_boxed_stop *x, const tc_boxed_stop *y)
{
    return x->at < y->at || (x->at == y->at && x->column < y->column);
}

static int by_step(const void *left, const void *right)
{
    const tc_boxed_stop *x = left, *y = right;
    return is_before(x, y) ? -1 : is_before(y, x);
}

static int find_stops(const tc_boxed *b)
{
    int count = 0;
    for (int c = 0; c < b->columns; c++) {
        const double alpha = b->alpha[c];
        if (b->place[c] < 0 && fabs(alpha) > STILL && (alpha > 0.0) == b->at_high[c])
            b->stops[count++] = (tc_boxed_stop){
                b->reduced[c] / alpha, fabs(alpha) * (b->high[c] - b->low[c]), c};
    }
    for (int i = 0; i < b->size; i++)
        if (b->rho[i] > STILL)
            b->stops[count++] =
                (tc_boxed_stop){b->price[i] / b->rho[i], INFINITY, b->columns + i};
    return count;
}

/* Put the stop with number k in its place; those before it are in theirs. Most ways end
 * at one of the first: these are looked for one by one, and only then the rest sorted. */
static void find_stop(const tc_boxed *b, int k, int count)
{
    if (k >= ONE_BY_ONE) {
        if (k == ONE_BY_ONE)
            qsort(b->stops + k, (size_t)(count - k), sizeof *b->stops, by_step);
        return;
    }
    int first = k;
    for (int i = k + 1; i < count; i++)
        first = is_before(&b->stops[i], &b->stops[first]) ? i : first;
    const tc_boxed_stop stop = b->stops[first];
    b->stops[first] = b->stops[k];
    b->stops[k] = stop;
}

/* The columns of the first stops move from one end to the other. By rows, which lie in
 * one piece each. */
static void flip(tc_boxed *b, int count)
{
    for (int i = 0; i < b->size; i++) {
        const double *restrict entry = b->row[i].entry;
        double sum = 0.0;
        for (int k = 0; k < count; k++) {
            const int c = b->stops[k].column;
            sum += entry[c] *
                   (b->at_high[c] ? b->low[c] - b->high[c] : b->high[c] - b->low[c]);
        }
        b->fixed[i] -= sum;
    }
    for (int k = 0; k < count; k++) {
        const int c = b->stops[k].column;
        b->at_high[c] = !b->at_high[c];
        b->x[c] = b->at_high[c] ? b->high[c] : b->low[c];
    }
}

/* A step of what leaves: prices and reduced costs move. */
static void move_prices(tc_boxed *b, double step)
{
    for (int i = 0; i < b->size; i++) {
        const double moved = b->price[i] - step * b->rho[i];
        b->price[i] = moved > 0.0 ? moved : 0.0;
    }
    for (int c = 0; c < b->columns; c++)
        b->reduced[c] -= b->place[c] >= 0 ? 0.0 : step * b->alpha[c];
}

static void give_place(tc_boxed *b, int place, int column)
{
    b->basic[place] = column;
    b->place[column] = place;
}

/* What leaves is a basic column: it stands at an end from now on. */
static void release(tc_boxed *b, const tc_boxed_leaver *l, double step)
{
    const int column = b->basic[l->place];
    b->place[column] = -1;
    b->at_high[column] = l->above;
    b->reduced[column] = l->above ? step : -step;
    b->x[column] = l->above ? b->high[column] : b->low[column];
    for (int i = 0; i < b->size; i++)
        b->fixed[i] -= b->row[i].entry[column] * b->x[column];
}

static void swap_rows(tc_boxed *b, int x, int y)
{
    const tc_boxed_row row = b->row[x];
    b->row[x] = b->row[y];
    b->row[y] = row;
}

/* The row that comes binds as number i. */
static void take_row(tc_boxed *b, int i, double step)
{
    for (int k = 0; k < b->size; k++)
        b->x[b->basic[k]] = 0.0; /* of the others only */
    b->price[i] = step;
    b->fixed[i] = tc_boxed_left(b, i);
}

/* A row that bound goes. */
static void drop_row(tc_boxed *b, const tc_boxed_leaver *l, int row, double step)
{
    const int last = b->size - 1;
    if (l->place < 0) { /* the one that comes takes its place */
        tc_kernel_swap_rows(&b->kernel, row, b->rho);
        swap_rows(b, row, b->size);
        take_row(b, row, step);
        return;
    }
    tc_kernel_shrink(&b->kernel, l->place, row);
    release(b, l, step);
    if (l->place != last)
        give_place(b, l->place, b->basic[last]);
    swap_rows(b, row, last);
    b->price[row] = b->price[last];
    b->fixed[row] = b->fixed[last];
    b->size = last;
}

static void find_gamma(tc_boxed *b, int column)
{
    for (int i = 0; i < b->size; i++)
        b->value[i] = b->row[i].entry[column]; /* once, for they lie far apart */
    for (int k = 0; k < b->size; k++) {
        const double *inverse = tc_boxed_inverse(b, k);
        double sum = 0.0;
        for (int i = 0; i < b->size; i++)
            sum += inverse[i] * b->value[i];
        b->gamma[k] = sum;
    }
}

/* A column comes into the basis. False where there is no room, or no pivot. */
static bool enter(tc_boxed *b, const tc_boxed_leaver *l, int column, double step)
{
    find_gamma(b, column);
    if (l->place < 0 ? b->size == b->room : !(fabs(b->gamma[l->place]) > STILL))
        return false;
    for (int i = 0; i < b->size; i++)
        b->fixed[i] += b->row[i].entry[column] * b->x[column];
    b->reduced[column] = b->x[column] = 0.0;
    if (l->place < 0) {
        tc_kernel_grow(&b->kernel, b->gamma, b->rho, b->alpha[column]);
        take_row(b, b->size, step);
        give_place(b, b->size, column);
        b->size++;
        return true;
    }
    tc_kernel_swap_columns(&b->kernel, l->place, b->gamma);
    release(b, l, step);
    give_place(b, l->place, column);
    return true;
}

tc_boxed_step tc_boxed_pivot(tc_boxed *b, const tc_boxed_leaver *l)
{
    find_direction(b, l);
    const int count = find_stops(b);
    double taken = 0.0;
    int k = 0;
    for (; k < count; k++) {
        find_stop(b, k, count);
        if (taken + b->stops[k].slope >= l->amount)
            break;
        taken += b->stops[k].slope;
    }
    /* where nothing is left of a pool the stops take just what is broken, but for
     * rounding */
    const bool just = count > 0 && taken >= l->amount * (1.0 - TC_BOXED_CLEAR);
    if (k == count && !just)
        return TC_BOXED_STEP_EMPTY;
    k -= k == count;
    const tc_boxed_stop *last = &b->stops[k];
    move_prices(b, last->at);
    flip(b, k);
    b->pivots++;
    b->since++;
    if (last->column < b->columns)
        return enter(b, l, last->column, last->at) ? TC_BOXED_STEP_DONE
                                                   : TC_BOXED_STEP_LOST;
    drop_row(b, l, last->column - b->columns, last->at);
    return TC_BOXED_STEP_DONE;
}

/* ---- no point ---------------------------------------------------------------------- */

/* The rows, combined as they make what leaves, say more than the box allows. */
bool tc_boxed_ray(tc_boxed *b, const tc_boxed_leaver *l)
{
    const int last = b->size;
    double limit = 0.0, least = 0.0, size = 0.0;
    for (int i = 0; i < last; i++) {
        b->price[i] = b->rho[i] < 0.0 ? -b->rho[i] : 0.0;
        limit += b->price[i] * b->row[i].rhs;
        size += fabs(b->price[i] * b->row[i].rhs);
    }
    b->priced = last + (l->place < 0);
    if (l->place < 0) {
        b->price[last] = 1.0;
        limit += b->row[last].rhs;
        size += fabs(b->row[last].rhs);
    }
    for (int c = 0; c < b->columns; c++) {
        double sum = 0.0;
        for (int i = 0; i < b->priced; i++)
            sum += b->price[i] * b->row[i].entry[c];
        const double end = sum > 0.0 ? b->low[c] : b->high[c];
        least += sum * end;
        size += fabs(sum * end);
    }
    return least - limit > TC_BOXED_CLEAR * size;
}
