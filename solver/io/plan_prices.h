/* plan_prices.h — lists of multipliers in plan.json. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_PRICES_H
#define TC_IO_PLAN_PRICES_H

#include "io/plan_fields.h"

/* A list, and how the file calls it. */
typedef struct tc_price_list {
    const char *key, *level_key; /* the numbers that its values stand at */
    int levels;                  /* how many of those there are */
    int kinds;                   /* enumerators of tc_price_kind that it may hold */
    const tc_price *list;
    int count;
} tc_price_list;

#define TC_PRICES_OF_LEVELS(plan)                                                        \
    ((tc_price_list){"prices", "levels", (plan)->level_count, TC_PRICE_EVEN + 1,         \
                     (plan)->prices, (plan)->price_count})
#define TC_PRICES_OF_PROOF(plan)                                                         \
    ((tc_price_list){"proof_prices", "sets", (plan)->proof_sets, TC_PRICE_AIM + 1,       \
                     (plan)->proof_prices, (plan)->proof_price_count})

void tc_prices_write(const tc_problem *problem, const tc_price_list *prices,
                     tc_json_out *parent);

/* Fill list and count; the plan's arena holds them. */
void tc_prices_read(tc_fields *r, const tc_json *parent, tc_price_list *prices);

#endif
