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

/* Keep what a search's aim counts in the sum at a level. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_prices_add_aim(tc_prices *prices, int level, double value,
                                     tc_error *error);

/* Keep the multipliers of a level again for another one, that of the aim as one of the
 * goal's row. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_prices_copy(tc_prices *prices, int level, int copy, int goal_row,
                                  tc_error *error);

/* How many multipliers were kept for levels below level. */
int tc_prices_below(const tc_prices *prices, int level);

/* Turn what was collected into a list of prices in the arena. level_as (NULL: as they
 * are) gives each level its number there, -1 where it is to be left out.
 * Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_prices_close(tc_prices *prices, const tc_network *network,
                                   const int *level_as, tc_arena *arena,
                                   const tc_price **list, int *count, tc_error *error);

void tc_prices_free(tc_prices *prices);

#endif
