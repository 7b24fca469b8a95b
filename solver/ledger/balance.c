/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/name_index.h"
#include "ledger/table_parts.h"

/* What the accounts of a group sum up to. */
#define SUMS                                                                             \
    {"pollutant", "污染物", "pollutant", NULL, 0, false},                                \
        {"recognised", "收储", "recognised", NULL, 0, true},                             \
        {"reduced", "核减", "reduced", NULL, 0, true},                                   \
        {"reserved", "预留", "reserved", NULL, 0, true},                                 \
        {"allocated", "预分配", "pre-alloc.", NULL, 0, true},                            \
        {"committed", "核定", "committed", NULL, 0, true},                               \
        {"expired", "到期", "expired", NULL, 0, true},                                   \
        {"retired", "注销", "retired", NULL, 0, true},                                   \
        {"gap", "缺口", "gap", NULL, 0, true},                                           \
    {                                                                                    \
        "free", "可用", "free", NULL, 0, true                                            \
    }

static const tc_ledger_table_column BY_SOURCE[] = {
    {"source", "削减源", "source", NULL, 0, false},
    {"name", NULL, NULL, NULL, 0, false},
    {"area", NULL, NULL, NULL, 0, false},
    {"area_name", NULL, NULL, NULL, 0, false},
    {"basin", NULL, NULL, NULL, 0, false},
    {"vintage", "可用日期", "vintage", NULL, 0, false},
    SUMS};
static const tc_ledger_table_column BY_AREA[] = {
    {"area", NULL, NULL, NULL, 0, false},
    {"area_name", "区域", "area", NULL, 0, false},
    SUMS};
static const tc_ledger_table_column BY_BASIN[] = {
    {"basin", "流域", "basin", NULL, 0, false}, SUMS};
static const tc_ledger_table_column BY_POLLUTANT[] = {SUMS};

#define FORM(list, zh, en)                                                               \
    {                                                                                    \
        .kind = "balance", .title_zh = (zh), .title_en = (en), .columns = (list),        \
        .column_count = sizeof(list) / sizeof *(list)                                    \
    }

static const tc_ledger_table FORMS[] = {
    [TC_BY_SOURCE] =
        FORM(BY_SOURCE, "余额，按削减源（吨/年）", "balance by source (t/a)"),
    [TC_BY_AREA] = FORM(BY_AREA, "余额，按区域（吨/年）", "balance by area (t/a)"),
    [TC_BY_BASIN] = FORM(BY_BASIN, "余额，按流域（吨/年）", "balance by basin (t/a)"),
    [TC_BY_POLLUTANT] =
        FORM(BY_POLLUTANT, "余额，按污染物（吨/年）", "balance by pollutant (t/a)"),
};

/* Lots in groups, and what the accounts of each hold. */
typedef struct grouping {
    tc_lots lots;
    tc_name_index group_of; /* by key */
    int *group;             /* by number of a lot */
    const tc_lot **first;   /* of a group */
    tc_grains (*sums)[TC_POLLUTANTS][TC_ACCOUNTS];
    int count;
} grouping;

static const char *key_of(const tc_lot *lot, tc_balance_by by)
{
    return by == TC_BY_AREA ? lot->area : by == TC_BY_BASIN ? lot->basin : "";
}

static bool group_lots(grouping *g, tc_balance_by by, tc_arena *arena)
{
    const size_t room = (size_t)g->lots.count + 1;
    g->group = tc_arena_take(arena, room, sizeof *g->group);
    g->first = tc_arena_take(arena, room, sizeof *g->first);
    g->sums = tc_arena_take(arena, room, sizeof *g->sums);
    if (!g->group || !g->first || !g->sums)
        return false;
    for (int k = 0; k < g->lots.count; k++) {
        const tc_lot *lot = &g->lots.list[k];
        const char *key = key_of(lot, by);
        const int *known =
            by == TC_BY_SOURCE ? NULL : tc_name_index_find(&g->group_of, key);
        const int group = known ? *known : g->count++;
        if (!known && by != TC_BY_SOURCE && !tc_name_index_add(&g->group_of, key, group))
            return false;
        g->group[lot->number] = group;
        if (!known)
            g->first[group] = lot;
    }
    return true;
}

static void put_place(tc_ledger_table *book, const tc_lot *lot, tc_balance_by by)
{
    switch (by) {
    case TC_BY_SOURCE:
        tc_ledger_table_text(book, lot->source);
        tc_ledger_table_text(book, lot->name);
        tc_ledger_table_text(book, lot->area);
        tc_ledger_table_text(book, lot->area_name);
        tc_ledger_table_text(book, lot->basin);
        tc_ledger_table_day(book, lot->vintage);
        break;
    case TC_BY_AREA:
        tc_ledger_table_text(book, lot->area);
        tc_ledger_table_text(book, lot->area_name);
        break;
    case TC_BY_BASIN:
        tc_ledger_table_text(book, lot->basin);
        break;
    case TC_BY_POLLUTANT:
        break;
    }
}

static void put_sums(tc_ledger_table *book, int pollutant,
                     const tc_grains sums[TC_ACCOUNTS])
{
    static const tc_account SHOWN[] = {TC_ACCOUNT_REDUCED,   TC_ACCOUNT_RESERVED,
                                       TC_ACCOUNT_ALLOCATED, TC_ACCOUNT_COMMITTED,
                                       TC_ACCOUNT_EXPIRED,   TC_ACCOUNT_RETIRED};
    tc_ledger_table_text(book, tc_pollutants[pollutant].id);
    tc_ledger_table_grains(book, -sums[TC_ACCOUNT_ORIGIN]);
    for (size_t k = 0; k < sizeof SHOWN / sizeof *SHOWN; k++)
        tc_ledger_table_grains(book, sums[SHOWN[k]]);
    tc_ledger_table_grains(book, -sums[TC_ACCOUNT_GAP]);
    tc_ledger_table_grains(book, sums[TC_ACCOUNT_FREE]);
}

static void put_groups(tc_ledger_table *book, const grouping *g, tc_balance_by by)
{
    for (int group = 0; group < g->count; group++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const tc_grains *sums = g->sums[group][p];
            bool any = false;
            for (int k = 0; k < TC_ACCOUNTS; k++)
                any = any || sums[k] != 0;
            if (!any)
                continue;
            put_place(book, g->first[group], by);
            put_sums(book, p, sums);
        }
}

static tc_code fill(tc_ledger_table_making *making, const void *asked)
{
    const tc_balance_by by = *(const tc_balance_by *)asked;
    tc_standing_account *accounts = NULL;
    int count = 0;
    grouping g = {0};
    tc_ledger_table *book = making->book;
    tc_code code =
        tc_lots_read(making->ledger, NULL, &book->arena, &g.lots, making->error);
    if (code == TC_OK && !group_lots(&g, by, &book->arena))
        code = tc_no_memory(making->error);
    if (code == TC_OK)
        code = tc_accounts_read(making->ledger, book->bookings, &accounts, &count,
                                making->error);
    for (int k = 0; k < count; k++) {
        const tc_standing_account *account = &accounts[k];
        if (account->lot >= 1 && account->lot <= g.lots.count)
            g.sums[g.group[account->lot]][account->pollutant][account->account] +=
                account->grains;
    }
    if (code == TC_OK)
        put_groups(book, &g, by);
    tc_mem_drop(accounts);
    tc_name_index_free(&g.group_of);
    return code;
}

tc_code tc_ledger_balance(tc_ledger *ledger, tc_balance_by by, const char *on,
                          tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_table_make(ledger, &FORMS[by], on, fill, &by, book, error);
}
