/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/scale.h"

#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"

enum { PASSES = 6 };

/* The geometric mean of the least and the largest of a set of positive numbers is
 * exp2((log2 least + log2 largest) / 2); one pass centres that on 0. */
typedef struct span {
    double least, most; /* log2 */
} span;

static void widen(span *s, double log_size)
{
    if (log_size < s->least)
        s->least = log_size;
    if (log_size > s->most)
        s->most = log_size;
}

static double centre(const span *s)
{
    return s->least > s->most ? 0.0 : 0.5 * (s->least + s->most);
}

/* log_row, log_column: the logarithms of the factors so far. */
static void one_pass(const tc_linear *lp, const double *log_size, span *rows,
                     double *log_row, double *log_column)
{
    for (int i = 0; i < lp->rows; i++)
        rows[i] = (span){INFINITY, -INFINITY};
    for (int j = 0; j < lp->columns; j++)
        for (int k = lp->start[j]; k < lp->start[j + 1]; k++)
            if (lp->value[k] != 0.0)
                widen(&rows[lp->index[k]], log_size[k] + log_column[j]);
    for (int i = 0; i < lp->rows; i++)
        log_row[i] = -centre(&rows[i]);
    for (int j = 0; j < lp->columns; j++) {
        span column = {INFINITY, -INFINITY};
        for (int k = lp->start[j]; k < lp->start[j + 1]; k++)
            if (lp->value[k] != 0.0)
                widen(&column, log_size[k] + log_row[lp->index[k]]);
        /* a share stays a share: in other units its tolerance, and its weight in a goal,
         * would depend on the size of the project */
        if (!(lp->low[j] >= 0.0 && lp->high[j] <= 1.0))
            log_column[j] = -centre(&column);
    }
}

tc_code tc_scale_find(const tc_linear *lp, double *row, double *column, tc_error *error)
{
    double *log_size = tc_mem_new((size_t)lp->entries, sizeof *log_size);
    span *rows = tc_mem_new((size_t)lp->rows, sizeof *rows);
    const bool room = log_size && rows;
    if (room) {
        for (int k = 0; k < lp->entries; k++)
            log_size[k] = lp->value[k] != 0.0 ? log2(fabs(lp->value[k])) : 0.0;
        for (int i = 0; i < lp->rows; i++)
            row[i] = 0.0;
        for (int j = 0; j < lp->columns; j++)
            column[j] = 0.0;
        for (int pass = 0; pass < PASSES; pass++)
            one_pass(lp, log_size, rows, row, column);
        for (int i = 0; i < lp->rows; i++)
            row[i] = exp2(round(row[i]));
        for (int j = 0; j < lp->columns; j++)
            column[j] = exp2(round(column[j]));
    }
    tc_mem_drop(log_size);
    tc_mem_drop(rows);
    return room ? TC_OK
                : tc_fail(error, TC_ERR_MEMORY, NULL, "缩放线性规划时内存不足",
                          "memory ran out while the linear program was scaled");
}
