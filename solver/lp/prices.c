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

enum { AIM = -1 }; /* stands for a row */

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "收集乘子时内存不足",
                   "memory ran out while multipliers were collected");
}

static bool is_wanted(tc_net_kind kind)
{
    return kind == TC_NET_COVERAGE || kind == TC_NET_OWN || kind == TC_NET_WITHIN ||
           kind == TC_NET_EVEN || kind == TC_NET_GOAL;
}

static tc_code keep(tc_prices *prices, struct tc_price_entry entry, tc_error *error)
{
    if (prices->count == prices->room) {
        const int wanted = prices->room ? 2 * prices->room : 1024;
        struct tc_price_entry *more =
            tc_mem_grow(prices->entries, (size_t)wanted, sizeof *more);
        if (!more)
            return memory_ran_out(error);
        prices->entries = more;
        prices->room = wanted;
    }
    prices->entries[prices->count++] = entry;
    return TC_OK;
}

/* All kinds of rows that are wanted are "what comes in >= what is claimed": the price of
 * a claim is the negative of GLPK's multiplier. */
tc_code tc_prices_add(tc_prices *prices, const tc_network *net, int level,
                      const double *multiplier, tc_error *error)
{
    tc_code code = TC_OK;
    for (int i = 0; code == TC_OK && i < net->lp.rows; i++)
        if (multiplier[i] != 0.0 && is_wanted(net->rows[i].kind))
            code = keep(prices, (struct tc_price_entry){i, level, -multiplier[i]}, error);
    return code;
}

tc_code tc_prices_add_aim(tc_prices *prices, int level, double value, tc_error *error)
{
    return keep(prices, (struct tc_price_entry){AIM, level, value}, error);
}

tc_code tc_prices_copy(tc_prices *prices, int level, int copy, int goal_row,
                       tc_error *error)
{
    const int end = tc_prices_below(prices, level + 1);
    tc_code code = TC_OK;
    for (int k = tc_prices_below(prices, level); code == TC_OK && k < end; k++) {
        struct tc_price_entry entry = prices->entries[k];
        entry.level = copy;
        entry.row = entry.row == AIM ? goal_row : entry.row;
        code = keep(prices, entry, error);
    }
    return code;
}

int tc_prices_below(const tc_prices *prices, int level)
{
    int low = 0, high = prices->count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (prices->entries[middle].level < level)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
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
    if (row == AIM)
        return (tc_price){.kind = TC_PRICE_AIM,
                          .pollutant = -1,
                          .area = -1,
                          .basin = -1,
                          .project = -1,
                          .goal = -1};
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
                 : item->kind == TC_NET_EVEN   ? TC_PRICE_EVEN
                                               : TC_PRICE_GOAL;
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

/* Leave out the levels that are not wanted, and number the others. */
static void renumber(tc_prices *prices, const int *level_as)
{
    int kept = 0;
    for (int k = 0; k < prices->count; k++) {
        struct tc_price_entry entry = prices->entries[k];
        entry.level = level_as[entry.level];
        if (entry.level >= 0)
            prices->entries[kept++] = entry;
    }
    prices->count = kept;
}

tc_code tc_prices_close(tc_prices *prices, const tc_network *net, const int *level_as,
                        tc_arena *arena, const tc_price **list, int *count,
                        tc_error *error)
{
    if (level_as)
        renumber(prices, level_as);
    const size_t entries = (size_t)prices->count;
    int *level = tc_arena_take(arena, entries, sizeof *level);
    double *value = tc_arena_take(arena, entries, sizeof *value);
    tc_price *made = tc_arena_take(arena, entries, sizeof *made);
    if (!level || !value || !made)
        return memory_ran_out(error);
    if (entries)
        qsort(prices->entries, entries, sizeof *prices->entries, by_row);
    int kept = 0;
    for (int k = 0; k < prices->count; k++) {
        const struct tc_price_entry *entry = &prices->entries[k];
        if (k == 0 || entry->row != entry[-1].row) {
            made[kept] = price_of(net, entry->row);
            made[kept].level = &level[k];
            made[kept++].value = &value[k];
        }
        level[k] = entry->level;
        value[k] = entry->value;
        made[kept - 1].count++;
    }
    *list = made;
    *count = kept;
    return TC_OK;
}

void tc_prices_free(tc_prices *prices)
{
    tc_mem_drop(prices->entries);
    memset(prices, 0, sizeof *prices);
}
