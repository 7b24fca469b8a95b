/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/boxed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

/* Binding rows at most: the kernel is dense. */
enum { ROWS_MOST = 256 };
/* Pivots of one call; those after which the inverse is computed anew, on the way and
 * before an answer is given. */
enum { PIVOTS_LEAST = 200, REFRESH_AFTER = 24, FRESH_FOR = 8 };

/* A column may be this far outside its ends: ten times rounding. */
static const double ROOM = 1e-10;
/* What moves less than this, beside what leaves, does not move; a smaller pivot is lost.
 */
static const double STILL = 1e-11;
/* Reduced costs and prices below this part of the largest cost are 0. */
static const double NO_COST = 1e-11;
/* A ray must miss by more than this part of its terms. */
static const double CLEAR = 1e-9;

/* Where the way of a price or a reduced cost to 0 ends. */
typedef struct tc_boxed_stop {
    double at;    /* the step */
    double slope; /* what a change of ends takes off what is broken; INFINITY: a row */
    int column;   /* or columns + row */
} tc_boxed_stop;

/* What leaves. */
typedef struct leaver {
    int place;     /* of a basic column; -1: a row comes, row[size] */
    bool above;    /* of a column: above its high end, else below the low one */
    double amount; /* > 0 */
} leaver;

tc_code tc_boxed_make(int columns, tc_arena *arena, tc_boxed *boxed, tc_error *error)
{
    tc_boxed b = {.columns = columns};
    b.room = columns < ROWS_MOST ? columns : ROWS_MOST;
    const size_t n = (size_t)columns + 1, room = (size_t)b.room + 1;
    double **const by_column[] = {&b.low, &b.high, &b.cost, &b.x, &b.reduced, &b.alpha};
    double **const by_row[] = {&b.price, &b.rho, &b.gamma, &b.fixed, &b.value};
    bool all = true;
    for (size_t k = 0; k < sizeof by_column / sizeof *by_column; k++)
        all = (*by_column[k] = tc_arena_take(arena, n, sizeof(double))) != NULL && all;
    for (size_t k = 0; k < sizeof by_row / sizeof *by_row; k++)
        all = (*by_row[k] = tc_arena_take(arena, room, sizeof(double))) != NULL && all;
    b.row = tc_arena_take(arena, room, sizeof *b.row);
    b.kernel.inverse = tc_arena_take(arena, room * room, sizeof(double));
    b.matrix = tc_arena_take(arena, room * room, sizeof(double));
    b.basic = tc_arena_take(arena, room, sizeof(int));
    b.place = tc_arena_take(arena, n, sizeof(int));
    b.at_high = tc_arena_take(arena, n, sizeof(bool));
    b.stops = tc_arena_take(arena, n + room, sizeof *b.stops);
    double *entries = tc_arena_take(arena, room * n, sizeof(double));
    if (!all || !b.row || !b.kernel.inverse || !b.matrix || !b.basic || !b.place ||
        !b.at_high || !b.stops || !entries)
        return tc_no_memory(error);
    b.kernel.room = b.room;
    for (int i = 0; i <= b.room; i++)
        b.row[i] = (tc_boxed_row){.slot = i, .entry = entries + (size_t)i * n};
    *boxed = b;
    tc_boxed_clear(boxed);
    return TC_OK;
}

void tc_boxed_clear(tc_boxed *b)
{
    b->size = b->priced = b->kernel.size = b->since = 0;
    for (int c = 0; c < b->columns; c++) {
        b->place[c] = -1;
        b->at_high[c] = false;
    }
}

/* ---- what follows from rows and basic columns -------------------------------------- */

static bool refresh(tc_boxed *b)
{
    for (int i = 0; i < b->size; i++)
        for (int k = 0; k < b->size; k++)
            b->matrix[i * b->size + k] = b->row[i].entry[b->basic[k]];
    b->kernel.size = b->size;
    b->since = 0;
    return tc_kernel_invert(&b->kernel, b->matrix);
}

static const double *inverse_of(const tc_boxed *b, int place)
{
    return &b->kernel.inverse[(ptrdiff_t)place * b->room];
}

/* Prices, reduced costs, and the ends that these like. False where a price is negative.
 */
static bool price(tc_boxed *b)
{
    double most = 0.0, sizes = 0.0;
    for (int c = 0; c < b->columns; c++)
        most = fmax(most, fabs(b->cost[c]));
    for (int i = 0; i < b->size; i++)
        b->price[i] = 0.0;
    for (int k = 0; k < b->size; k++) {
        const double cost = b->cost[b->basic[k]];
        const double *inverse = inverse_of(b, k);
        for (int i = 0; cost != 0.0 && i < b->size; i++) {
            b->price[i] += cost * inverse[i];
            sizes = fmax(sizes, fabs(cost * inverse[i]));
        }
    }
    memcpy(b->reduced, b->cost, (size_t)b->columns * sizeof(double));
    for (int i = 0; i < b->size; i++) {
        if (b->price[i] < -CLEAR * fmax(most, sizes))
            return false;
        if (b->price[i] <= NO_COST * sizes)
            b->price[i] = 0.0;
        const double *restrict entry = b->row[i].entry;
        for (int c = 0; b->price[i] != 0.0 && c < b->columns; c++)
            b->reduced[c] -= b->price[i] * entry[c];
    }
    for (int c = 0; c < b->columns; c++) {
        if (b->place[c] >= 0 || fabs(b->reduced[c]) <= NO_COST * most)
            b->reduced[c] = 0.0;
        else
            b->at_high[c] = b->reduced[c] > 0.0;
    }
    b->priced = b->size;
    return true;
}

/* The point, and what the prices allow. */
static double find_point(tc_boxed *b)
{
    double bound = 0.0;
    for (int c = 0; c < b->columns; c++) {
        b->x[c] = b->place[c] >= 0 ? 0.0 : b->at_high[c] ? b->high[c] : b->low[c];
        bound += b->reduced[c] * b->x[c];
    }
    for (int i = 0; i < b->size; i++) {
        const double *restrict entry = b->row[i].entry;
        double sum = b->row[i].rhs;
        bound += b->price[i] * sum;
        for (int c = 0; c < b->columns; c++)
            sum -= entry[c] * b->x[c];
        b->fixed[i] = sum;
    }
    for (int k = 0; k < b->size; k++) {
        const double *inverse = inverse_of(b, k);
        double sum = 0.0;
        for (int i = 0; i < b->size; i++)
            sum += inverse[i] * b->fixed[i];
        b->value[k] = sum;
    }
    for (int k = 0; k < b->size; k++)
        b->x[b->basic[k]] = b->value[k];
    return bound;
}

/* ---- a pivot ----------------------------------------------------------------------- */

static bool find_leaver(tc_boxed *b, leaver *out)
{
    *out = (leaver){.place = -1, .amount = ROOM};
    for (int k = 0; k < b->size; k++) {
        const int c = b->basic[k];
        const double low = b->low[c] - b->value[k], above = b->value[k] - b->high[c];
        if (fmax(low, above) > out->amount)
            *out = (leaver){k, above > low, fmax(low, above)};
    }
    if (out->place >= 0)
        return true;
    tc_boxed_row *row = &b->row[b->size];
    if (!b->find(b->asked, b->x, row))
        return false;
    out->amount = -row->rhs;
    for (int c = 0; c < b->columns; c++)
        out->amount += row->entry[c] * b->x[c];
    return out->amount > 0.0;
}

/* How what leaves hangs on the columns and rows that stay. */
static void find_direction(tc_boxed *b, const leaver *l)
{
    if (l->place >= 0) {
        const double sign = l->above ? 1.0 : -1.0;
        for (int i = 0; i < b->size; i++)
            b->rho[i] = sign * inverse_of(b, l->place)[i];
        memset(b->alpha, 0, (size_t)b->columns * sizeof(double));
    } else {
        for (int i = 0; i < b->size; i++)
            b->rho[i] = 0.0;
        for (int k = 0; k < b->size; k++) {
            const double entry = b->row[b->size].entry[b->basic[k]];
            for (int i = 0; entry != 0.0 && i < b->size; i++)
                b->rho[i] += entry * inverse_of(b, k)[i];
        }
        memcpy(b->alpha, b->row[b->size].entry, (size_t)b->columns * sizeof(double));
    }
    for (int i = 0; i < b->size; i++) {
        const double *restrict entry = b->row[i].entry;
        for (int c = 0; b->rho[i] != 0.0 && c < b->columns; c++)
            b->alpha[c] -= b->rho[i] * entry[c];
    }
}

static int by_step(const void *left, const void *right)
{
    const tc_boxed_stop *x = left, *y = right;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
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
    qsort(b->stops, (size_t)count, sizeof *b->stops, by_step);
    return count;
}

static void give_place(tc_boxed *b, int place, int column)
{
    b->basic[place] = column;
    b->place[column] = place;
}

/* What leaves is a basic column: it stands at an end from now on. */
static void release(tc_boxed *b, const leaver *l)
{
    const int column = b->basic[l->place];
    b->place[column] = -1;
    b->at_high[column] = l->above;
}

static void swap_rows(tc_boxed *b, int x, int y)
{
    const tc_boxed_row row = b->row[x];
    b->row[x] = b->row[y];
    b->row[y] = row;
}

/* A row that bound goes. */
static void drop_row(tc_boxed *b, const leaver *l, int row)
{
    const int last = b->size - 1;
    if (l->place < 0) { /* the one that comes takes its place */
        tc_kernel_swap_rows(&b->kernel, row, b->rho);
        swap_rows(b, row, b->size);
        return;
    }
    tc_kernel_shrink(&b->kernel, l->place, row);
    release(b, l);
    if (l->place != last)
        give_place(b, l->place, b->basic[last]);
    swap_rows(b, row, last);
    b->size = last;
}

static void find_gamma(tc_boxed *b, int column)
{
    for (int k = 0; k < b->size; k++) {
        const double *inverse = inverse_of(b, k);
        double sum = 0.0;
        for (int i = 0; i < b->size; i++)
            sum += inverse[i] * b->row[i].entry[column];
        b->gamma[k] = sum;
    }
}

/* A column comes into the basis. False where there is no room, or no pivot. */
static bool enter(tc_boxed *b, const leaver *l, int column)
{
    find_gamma(b, column);
    if (l->place < 0) {
        if (b->size == b->room)
            return false;
        tc_kernel_grow(&b->kernel, b->gamma, b->rho, b->alpha[column]);
        give_place(b, b->size, column);
        b->size++;
        return true;
    }
    if (!(fabs(b->gamma[l->place]) > STILL))
        return false;
    tc_kernel_swap_columns(&b->kernel, l->place, b->gamma);
    release(b, l);
    give_place(b, l->place, column);
    return true;
}

typedef enum step { STEP_DONE, STEP_EMPTY, STEP_LOST } step;

static step pivot(tc_boxed *b, const leaver *l)
{
    find_direction(b, l);
    const int count = find_stops(b);
    double taken = 0.0;
    int k = 0;
    while (k < count && taken + b->stops[k].slope < l->amount)
        taken += b->stops[k++].slope;
    if (k == count)
        return STEP_EMPTY;
    for (int i = 0; i < k; i++)
        b->at_high[b->stops[i].column] = !b->at_high[b->stops[i].column];
    b->pivots++;
    const int entering = b->stops[k].column;
    if (entering < b->columns)
        return enter(b, l, entering) ? STEP_DONE : STEP_LOST;
    drop_row(b, l, entering - b->columns);
    return STEP_DONE;
}

/* ---- no point ---------------------------------------------------------------------- */

/* The rows, combined as they make what leaves, say more than the box allows. */
static bool take_ray(tc_boxed *b, const leaver *l)
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
    return least - limit > CLEAR * size;
}

/* ---- all of it --------------------------------------------------------------------- */

static tc_boxed_status solve(tc_boxed *b, double cutoff, double *bound)
{
    const int most = PIVOTS_LEAST + 4 * b->columns;
    int trusted = REFRESH_AFTER;
    for (int k = 0; k < most; k++) {
        if (b->since >= trusted && !refresh(b))
            return TC_BOXED_LOST;
        trusted = REFRESH_AFTER;
        if (!price(b))
            return TC_BOXED_LOST;
        *bound = find_point(b);
        leaver l = {.place = -1};
        const bool below = *bound < cutoff;
        if (below || !find_leaver(b, &l)) {
            if (b->since <= FRESH_FOR)
                return below ? TC_BOXED_BELOW : TC_BOXED_SOLVED;
            trusted = 0; /* look again, with a fresh inverse */
            continue;
        }
        const step done = pivot(b, &l);
        b->since++;
        if (done == STEP_EMPTY && take_ray(b, &l))
            return TC_BOXED_EMPTY;
        if (done != STEP_DONE)
            return TC_BOXED_LOST;
    }
    return TC_BOXED_LOST;
}

tc_boxed_status tc_boxed_solve(tc_boxed *b, double cutoff, double *bound)
{
    tc_boxed_status status = solve(b, cutoff, bound);
    if (status == TC_BOXED_LOST) { /* once more, from no rows at all */
        tc_boxed_clear(b);
        status = solve(b, cutoff, bound);
    }
    if (status == TC_BOXED_LOST)
        tc_boxed_clear(b);
    return status;
}
