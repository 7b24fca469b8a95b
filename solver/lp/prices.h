/* prices.h — collect the multipliers that the certificate needs, level by level. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_PRICES_H
#define TC_LP_PRICES_H

#include "domain/plan.h"
#include "lp/network.h"

/* Start from {0}. */
typedef struct tc_prices {
    struct tc_price_entry *entries;
    int count, room;
} tc_prices;

/* Keep the multipliers of a level (lp.rows) that are not 0 and that the checker cannot
 * work out itself: those of coverage, own-area, within and even rows.
 * Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_prices_add(tc_prices *prices, const tc_network *network, int level,
                                 const double *multiplier, tc_error *error);

/* Turn what was collected into plan->prices, in the plan's arena. Errors: TC_ERR_MEMORY.
 */
TC_CHECKED tc_code tc_prices_close(tc_prices *prices, const tc_network *network,
                                   tc_plan *plan, tc_error *error);

void tc_prices_free(tc_prices *prices);

#endif
