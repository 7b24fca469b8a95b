/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/prices.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

struct tc_price_entry {
    int row, level;
    double value;
};

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "收集乘子时内存不足",
                   "memory ran out while multipliers were collected");
}

static bool is_wanted(tc_net_kind kind)
{
    return kind == TC_NET_COVERAGE || kind == TC_NET_OWN || kind == TC_NET_WITHIN ||
           kind == TC_NET_EVEN;
}

tc_code tc_prices_add(tc_prices *prices, const tc_network *net, int level,
                      const double *multiplier, tc_error *error)
{
    for (int i = 0; i < net->lp.rows; i++) {
        if (multiplier[i] == 0.0 || !is_wanted(net->rows[i].kind))
            continue;
        if (prices->count == prices->room) {
            const int wanted = prices->room ? 2 * prices->room : 1024;
            struct tc_price_entry *more =
                tc_mem_grow(prices->entries, (size_t)wanted, sizeof *more);
            if (!more)
                return memory_ran_out(error);
            prices->entries = more;
            prices->room = wanted;
        }
        /* all four kinds of rows are "what comes in >= what is claimed": the price of a
         * claim is the negative of GLPK's multiplier */
        prices->entries[prices->count++] =
            (struct tc_price_entry){i, level, -multiplier[i]};
    }
    return TC_OK;
}

static int by_row(const void *a, const void *b)
{
    const struct tc_price_entry *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->level > y->level) - (x->level < y->level);
}

static tc_price price_of(const tc_network *net, int row)
{
    const tc_net_item *item = &net->rows[row];
    tc_price price = {.pollutant = item->pollutant,
                      .area = item->area,
                      .basin = item->basin,
                      .owner = -1,
                      .project = item->project,
                      .goal = item->goal};
    price.kind = item->kind == TC_NET_COVERAGE ? TC_PRICE_COVERAGE
                 : item->kind == TC_NET_OWN    ? TC_PRICE_OWN
                 : item->kind == TC_NET_WITHIN ? TC_PRICE_WITHIN
                                               : TC_PRICE_EVEN;
    if (item->class >= 0) {
        const tc_net_class *class = &net->classes[item->class];
        price.pool_access = class->pool_access;
        price.limits = class->site.limits;
        price.owner = class->site.owner;
        price.first_start = class->first_start;
        price.last_start = class->last_start;
    }
    return price;
}

tc_code tc_prices_close(tc_prices *prices, const tc_network *net, tc_plan *plan,
                        tc_error *error)
{
    const size_t count = (size_t)prices->count;
    int *level = tc_arena_take(&plan->arena, count, sizeof *level);
    double *value = tc_arena_take(&plan->arena, count, sizeof *value);
    tc_price *list = tc_arena_take(&plan->arena, count, sizeof *list);
    if (!level || !value || !list)
        return memory_ran_out(error);
    if (count)
        qsort(prices->entries, count, sizeof *prices->entries, by_row);
    int kept = 0;
    for (int k = 0; k < prices->count; k++) {
        const struct tc_price_entry *entry = &prices->entries[k];
        if (k == 0 || entry->row != entry[-1].row) {
            list[kept] = price_of(net, entry->row);
            list[kept].level = &level[k];
            list[kept++].value = &value[k];
        }
        level[k] = entry->level;
        value[k] = entry->value;
        list[kept - 1].count++;
    }
    plan->prices = list;
    plan->price_count = kept;
    return TC_OK;
}

void tc_prices_free(tc_prices *prices)
{
    tc_mem_drop(prices->entries);
    memset(prices, 0, sizeof *prices);
}
