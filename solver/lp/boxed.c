/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/boxed_parts.h"

#include <math.h>
#include <string.h>

#include "base/fault.h"

/* Binding rows at most: the kernel is dense; and numbers in all rows. */
enum { ROWS_MOST = 1000, ENTRIES_MOST = 8 * 1000 * 1000 };
/* Pivots of one call; those after which the inverse is computed anew, on the way and
 * before an answer is given: more where that takes longer. */
enum { PIVOTS_LEAST = 200, REFRESH_AFTER = 24, FRESH_FOR = 8 };
enum { ROWS_FOR_A_PIVOT = 2, ROWS_FOR_AN_ANSWER = 4 };

/* A column may be this far outside its ends: ten times rounding. */
static const double ROOM = 1e-10;
/* Reduced costs and prices below this part of the largest cost are 0. */
static const double NO_COST = 1e-11;

tc_code tc_boxed_make(int columns, tc_arena *arena, tc_boxed *boxed, tc_error *error)
{
    tc_boxed b = {.columns = columns};
    b.room = columns < ROWS_MOST ? columns : ROWS_MOST;
    if (columns > ENTRIES_MOST / ROWS_MOST)
        b.room = ENTRIES_MOST / columns;
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

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Prices, reduced costs, and the ends that these like. False where a price is negative.
 */
static bool find_prices(tc_boxed *b)
{
    double most = 0.0, sizes = 0.0;
    for (int c = 0; c < b->columns; c++)
        most = larger(most, fabs(b->cost[c]));
    for (int i = 0; i < b->size; i++)
        b->price[i] = 0.0;
    for (int k = 0; k < b->size; k++) {
        const double cost = b->cost[b->basic[k]];
        const double *inverse = tc_boxed_inverse(b, k);
        for (int i = 0; cost != 0.0 && i < b->size; i++) {
            b->price[i] += cost * inverse[i];
            sizes = larger(sizes, fabs(cost * inverse[i]));
        }
    }
    double *restrict reduced = b->reduced;
    memcpy(reduced, b->cost, (size_t)b->columns * sizeof(double));
    for (int i = 0; i < b->size; i++) {
        if (b->price[i] < -TC_BOXED_CLEAR * larger(most, sizes))
            return false;
        if (b->price[i] <= NO_COST * sizes)
            b->price[i] = 0.0;
        const double price = b->price[i];
        const double *restrict entry = b->row[i].entry;
        for (int c = 0, count = price != 0.0 ? b->columns : 0; c < count; c++)
            reduced[c] -= price * entry[c];
    }
    for (int c = 0; c < b->columns; c++) {
        if (b->place[c] >= 0 || fabs(reduced[c]) <= NO_COST * most)
            reduced[c] = 0.0;
        else
            b->at_high[c] = reduced[c] > 0.0;
    }
    b->priced = b->size;
    return true;
}

/* Where the columns stand that are not basic, and what they leave of the rows. */
static void stand(tc_boxed *b)
{
    for (int c = 0; c < b->columns; c++)
        b->x[c] = b->place[c] >= 0 ? 0.0 : b->at_high[c] ? b->high[c] : b->low[c];
    for (int i = 0; i < b->size; i++)
        b->fixed[i] = tc_boxed_left(b, i);
}

/* The basic columns' shares. */
static void find_point(tc_boxed *b)
{
    for (int k = 0; k < b->size; k++) {
        const double *inverse = tc_boxed_inverse(b, k);
        double sum = 0.0;
        for (int i = 0; i < b->size; i++)
            sum += inverse[i] * b->fixed[i];
        b->value[k] = sum;
    }
    for (int k = 0; k < b->size; k++)
        b->x[b->basic[k]] = b->value[k];
}

/* What the prices allow at most. */
static double allowed(const tc_boxed *b)
{
    double bound = 0.0;
    for (int c = 0; c < b->columns; c++)
        bound += b->reduced[c] * b->x[c]; /* of basic ones it is 0 */
    for (int i = 0; i < b->size; i++)
        bound += b->price[i] * b->row[i].rhs;
    return bound;
}

static bool find_leaver(tc_boxed *b, tc_boxed_leaver *out)
{
    *out = (tc_boxed_leaver){.place = -1, .amount = ROOM};
    for (int k = 0; k < b->size; k++) {
        const int c = b->basic[k];
        const double low = b->low[c] - b->value[k], above = b->value[k] - b->high[c];
        if (larger(low, above) > out->amount)
            *out = (tc_boxed_leaver){k, above > low, larger(low, above)};
    }
    if (out->place >= 0)
        return true;
    tc_boxed_row *row = &b->row[b->size];
    if (!b->find(b->asked, b->x, row))
        return false;
    out->amount = -tc_boxed_left(b, b->size);
    return out->amount > 0.0;
}

/* ---- all of it --------------------------------------------------------------------- */

static int trusted_on_the_way(const tc_boxed *b)
{
    return REFRESH_AFTER + b->size / ROWS_FOR_A_PIVOT;
}

/* All anew: from the rows where the inverse is old. False where that is not possible. */
static bool look_again(tc_boxed *b, int trusted)
{
    if ((b->since > trusted && !refresh(b)) || !find_prices(b))
        return false;
    stand(b);
    return true;
}

static tc_boxed_status solve(tc_boxed *b, double cutoff, double *bound)
{
    const int most = PIVOTS_LEAST + 4 * b->columns;
    bool fresh = true;
    if (!look_again(b, trusted_on_the_way(b)))
        return TC_BOXED_LOST;
    for (int k = 0; k < most; k++) {
        find_point(b);
        *bound = allowed(b);
        tc_boxed_leaver l = {.place = -1};
        const bool below = *bound < cutoff;
        if (below || !find_leaver(b, &l)) {
            if (fresh)
                return below ? TC_BOXED_BELOW : TC_BOXED_SOLVED;
            fresh = true;
            if (!look_again(b, FRESH_FOR + b->size / ROWS_FOR_AN_ANSWER))
                return TC_BOXED_LOST;
            continue;
        }
        const tc_boxed_step done = tc_boxed_pivot(b, &l);
        fresh = false;
        if (done == TC_BOXED_STEP_EMPTY && tc_boxed_ray(b, &l))
            return TC_BOXED_EMPTY;
        if (done != TC_BOXED_STEP_DONE ||
            (b->since > trusted_on_the_way(b) && !look_again(b, 0)))
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
