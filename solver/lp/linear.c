/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/linear.h"

#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

struct tc_triplet {
    int row, column;
    double value;
};

/* Room for one more in an array that holds count; false when memory runs out. */
static bool grow_pair(double **a, double **b, int count, int *room)
{
    if (count < *room)
        return true;
    if (*room > INT_MAX / 4)
        return false;
    const int wanted = *room ? 2 * *room : 64;
    double *more = tc_mem_grow(*a, (size_t)wanted, sizeof **a);
    if (!more)
        return false;
    *a = more;
    more = tc_mem_grow(*b, (size_t)wanted, sizeof **b);
    if (!more)
        return false;
    *b = more;
    *room = wanted;
    return true;
}

int tc_linear_row(tc_linear *lp, double low, double high)
{
    if (lp->failed || !grow_pair(&lp->row_low, &lp->row_high, lp->rows, &lp->row_room)) {
        lp->failed = true;
        return -1;
    }
    lp->row_low[lp->rows] = low;
    lp->row_high[lp->rows] = high;
    return lp->rows++;
}

int tc_linear_column(tc_linear *lp, double low, double high)
{
    if (lp->failed || !grow_pair(&lp->low, &lp->high, lp->columns, &lp->column_room)) {
        lp->failed = true;
        return -1;
    }
    lp->low[lp->columns] = low;
    lp->high[lp->columns] = high;
    return lp->columns++;
}

void tc_linear_entry(tc_linear *lp, int row, int column, double value)
{
    if (lp->failed || row < 0 || column < 0)
        return;
    if (lp->entries == lp->triplet_room) {
        const int wanted = lp->triplet_room ? 2 * lp->triplet_room : 256;
        struct tc_triplet *more =
            lp->triplet_room > INT_MAX / 4
                ? NULL
                : tc_mem_grow(lp->triplets, (size_t)wanted, sizeof *more);
        if (!more) {
            lp->failed = true;
            return;
        }
        lp->triplets = more;
        lp->triplet_room = wanted;
    }
    lp->triplets[lp->entries++] = (struct tc_triplet){row, column, value};
}

/* Counting sort of the triplets by (column, row): by row first, then by column, both
 * stable. order has room for all entries. */
static void sort_triplets(const tc_linear *lp, int *count, int *by_row, int *order)
{
    const struct tc_triplet *t = lp->triplets;
    memset(count, 0, (size_t)(lp->rows + 1) * sizeof *count);
    for (int k = 0; k < lp->entries; k++)
        count[t[k].row + 1]++;
    for (int i = 0; i < lp->rows; i++)
        count[i + 1] += count[i];
    for (int k = 0; k < lp->entries; k++)
        by_row[count[t[k].row]++] = k;
    int *first = lp->start;
    memset(first, 0, (size_t)(lp->columns + 1) * sizeof *first);
    for (int k = 0; k < lp->entries; k++)
        first[t[k].column + 1]++;
    for (int j = 0; j < lp->columns; j++)
        first[j + 1] += first[j];
    for (int k = 0; k < lp->entries; k++)
        order[first[t[by_row[k]].column]++] = by_row[k];
}

/* From sorted triplets to columns, equal places summed. */
static bool gather(tc_linear *lp, const int *order)
{
    int kept = 0, k = 0;
    for (int j = 0; j < lp->columns; j++) {
        lp->start[j] = kept;
        for (; k < lp->entries && lp->triplets[order[k]].column == j; k++) {
            const struct tc_triplet *t = &lp->triplets[order[k]];
            if (!isfinite(t->value))
                return false;
            if (kept > lp->start[j] && lp->index[kept - 1] == t->row) {
                lp->value[kept - 1] += t->value;
                continue;
            }
            lp->index[kept] = t->row;
            lp->value[kept++] = t->value;
        }
    }
    lp->start[lp->columns] = kept;
    lp->entries = kept;
    return true;
}

tc_code tc_linear_close(tc_linear *lp, tc_error *error)
{
    const size_t entries = (size_t)lp->entries;
    lp->start = tc_mem_new((size_t)lp->columns + 1, sizeof *lp->start);
    lp->index = tc_mem_new(entries, sizeof *lp->index);
    lp->value = tc_mem_new(entries, sizeof *lp->value);
    int *work = tc_mem_new((size_t)lp->rows + 1 + 2 * entries, sizeof *work);
    bool finite = true;
    const bool room = !lp->failed && lp->start && lp->index && lp->value && work;
    if (room) {
        int *by_row = work + lp->rows + 1;
        sort_triplets(lp, work, by_row, by_row + entries);
        finite = gather(lp, by_row + entries);
    }
    tc_mem_drop(work);
    tc_mem_drop(lp->triplets);
    lp->triplets = NULL;
    if (!room)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "建立线性规划时内存不足",
                       "memory ran out while the linear program was built");
    if (!finite)
        return tc_fail(error, TC_ERR_SOLVER, NULL, "线性规划的系数不是有限数",
                       "a coefficient of the linear program is not a finite number");
    return TC_OK;
}

void tc_linear_times(const tc_linear *lp, const double *x, double *y)
{
    for (int i = 0; i < lp->rows; i++)
        y[i] = 0.0;
    for (int j = 0; j < lp->columns; j++)
        for (int k = lp->start[j]; x[j] != 0.0 && k < lp->start[j + 1]; k++)
            y[lp->index[k]] += lp->value[k] * x[j];
}

double tc_linear_price(const tc_linear *lp, int column, const double *pi, double *size)
{
    double sum = 0.0;
    *size = 0.0;
    for (int k = lp->start[column]; k < lp->start[column + 1]; k++) {
        const double term = lp->value[k] * pi[lp->index[k]];
        sum += term;
        *size += fabs(term);
    }
    return sum;
}

void tc_linear_free(tc_linear *lp)
{
    tc_mem_drop(lp->row_low);
    tc_mem_drop(lp->row_high);
    tc_mem_drop(lp->low);
    tc_mem_drop(lp->high);
    tc_mem_drop(lp->start);
    tc_mem_drop(lp->index);
    tc_mem_drop(lp->value);
    tc_mem_drop(lp->triplets);
    memset(lp, 0, sizeof *lp);
}
