/* shares_zero.h — shares that nothing can raise any more, all at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARES_ZERO_H
#define TC_LP_SHARES_ZERO_H

#include "lp/lexico.h"
#include "lp/network.h"

/* Where to look. Shape: lively, column, value lp.columns; multiplier lp.rows; all but
 * lively are for working. */
typedef struct tc_zeros {
    const tc_network *net;
    tc_lexico *lexico;
    bool *lively; /* columns that have been seen to rise */
    int *column;
    double *value, *multiplier;
} tc_zeros;

/* Can no share (own-area share) that stands at 0 rise, the one of this column among them?
 * Then their sum is at most 0: all of them are held, and multiplier is that of the sum,
 * which proves as much for this one's level, and by that level for the others. Where some
 * can, the rest is tried, a few times.
 * Errors   as tc_lexico_level. Source: METHOD.md §3. */
TC_CHECKED tc_code tc_zeros_prove(tc_zeros *zeros, int column, bool *proved,
                                  tc_error *error);

#endif
