/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "ledger/table_parts.h"

/* What each project holds, account by account, and the booking that gave it last. The
 * order is that in which cover is lost: first what is not approved, then who came last.
 */
static const char HELD[] =
    "SELECT l.source, h.pollutant, p.id, p.name, p.area, p.area_name, p.illustrative, "
    "h.account, h.held, b.date, b.document, h.lot FROM "
    "(SELECT lot, pollutant, account, project, CAST(sum(grains) AS BIGINT) AS held, "
    "max(CASE WHEN grains > 0 THEN booking ELSE 0 END) AS given FROM entries "
    "WHERE project > 0 GROUP BY lot, pollutant, account, project) h "
    "JOIN lots l ON l.number = h.lot JOIN projects p ON p.number = h.project "
    "JOIN bookings b ON b.number = h.given WHERE h.held > 0 "
    "ORDER BY h.lot, h.pollutant, CASE h.account WHEN 'allocated' THEN 0 ELSE 1 END, "
    "h.given DESC, p.number DESC";

enum {
    SOURCE,
    POLLUTANT,
    ID,
    NAME,
    AREA,
    AREA_NAME,
    EXAMPLE,
    ACCOUNT,
    GRAINS,
    DATE,
    DOCUMENT,
    LOT
};

static const tc_ledger_table_column HOLDING_COLUMNS[] = {
    {"project", "项目", "project", NULL, 0, false},
    {"project_name", "名称", "name", NULL, 0, false},
    {"area", NULL, NULL, NULL, 0, false},
    {"area_name", "区域", "area", NULL, 0, false},
    {"source", "削减源", "source", NULL, 0, false},
    {"pollutant", "污染物", "pollutant", NULL, 0, false},
    {"account", "状态", "status", tc_account_words, TC_ACCOUNTS, false},
    {"tonnes", "吨/年", "t/a", NULL, 0, true},
    {"since", "起于", "since", NULL, 0, false},
    {"document", "文号", "document", NULL, 0, false},
    {"note", NULL, NULL, NULL, 0, false}};

static const tc_ledger_table_column UNCOVERED_COLUMNS[] = {
    {"source", "削减源", "source", NULL, 0, false},
    {"pollutant", "污染物", "pollutant", NULL, 0, false},
    {"project", "项目", "project", NULL, 0, false},
    {"project_name", "名称", "name", NULL, 0, false},
    {"account", "状态", "status", tc_account_words, TC_ACCOUNTS, false},
    {"held", "持有", "held", NULL, 0, true},
    {"uncovered", "失去保障", "uncovered", NULL, 0, true},
    {"since", "起于", "since", NULL, 0, false},
    {"document", "文号", "document", NULL, 0, false},
    {"note", NULL, NULL, NULL, 0, false}};

static const tc_ledger_table HOLDINGS = {.kind = "holdings",
                                         .title_zh = "各项目持有的量（吨/年）",
                                         .title_en = "what projects hold (t/a)",
                                         .columns = HOLDING_COLUMNS,
                                         .column_count = sizeof HOLDING_COLUMNS /
                                                         sizeof *HOLDING_COLUMNS};
static const tc_ledger_table UNCOVERED = {.kind = "uncovered",
                                          .title_zh = "核减后失去保障的量（吨/年）",
                                          .title_en = "what lost its cover (t/a)",
                                          .columns = UNCOVERED_COLUMNS,
                                          .column_count = sizeof UNCOVERED_COLUMNS /
                                                          sizeof *UNCOVERED_COLUMNS};

static const char *text_at(const tc_ledger_table_making *m, int column)
{
    return m->ledger->store->door->text_at(m->ledger->store, column);
}

static int64_t number_at(const tc_ledger_table_making *m, int column)
{
    return m->ledger->store->door->number_at(m->ledger->store, column);
}

/* When and by which letter it was given, and the note. */
static void put_end(tc_ledger_table_making *m)
{
    const bool example = number_at(m, EXAMPLE) != 0;
    tc_ledger_table_day(m->book, (tc_day)number_at(m, DATE));
    tc_ledger_table_text(m->book, text_at(m, DOCUMENT));
    tc_ledger_table_text(m->book, example ? "示例项目" : "");
    m->book->illustrative = m->book->illustrative || example;
}

static tc_code fill_holdings(tc_ledger_table_making *m, const void *unused)
{
    static const int SHOWN[] = {ID, NAME, AREA, AREA_NAME, SOURCE, POLLUTANT, ACCOUNT};
    tc_store *store = m->ledger->store;
    bool row = true;
    (void)unused;
    tc_code code = store->door->ask(store, HELD, NULL, 0, m->error);
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, m->error);
        if (code != TC_OK || !row)
            break;
        for (size_t k = 0; k < sizeof SHOWN / sizeof *SHOWN; k++)
            tc_ledger_table_text(m->book, text_at(m, SHOWN[k]));
        tc_ledger_table_grains(m->book, number_at(m, GRAINS));
        put_end(m);
    }
    return code;
}

/* ---- cover ------------------------------------------------------------------------- */

/* The gaps, as they are handed on to those who hold something. */
typedef struct gaps {
    tc_standing_account *list; /* of all accounts */
    int count;
} gaps;

static tc_grains *gap_of(const gaps *g, int64_t lot, const char *pollutant)
{
    for (int k = 0; k < g->count; k++)
        if (g->list[k].account == TC_ACCOUNT_GAP && g->list[k].lot == lot &&
            strcmp(tc_pollutants[g->list[k].pollutant].id, pollutant) == 0)
            return &g->list[k].grains;
    return NULL;
}

static void put_uncovered(tc_ledger_table_making *m, tc_grains held, tc_grains lost)
{
    static const int SHOWN[] = {SOURCE, POLLUTANT, ID, NAME, ACCOUNT};
    for (size_t k = 0; k < sizeof SHOWN / sizeof *SHOWN; k++)
        tc_ledger_table_text(m->book, text_at(m, SHOWN[k]));
    tc_ledger_table_grains(m->book, held);
    tc_ledger_table_grains(m->book, lost);
    put_end(m);
}

static tc_code fill_uncovered(tc_ledger_table_making *m, const void *unused)
{
    tc_store *store = m->ledger->store;
    gaps g = {0};
    bool row = true;
    (void)unused;
    tc_code code =
        tc_accounts_read(m->ledger, m->book->bookings, &g.list, &g.count, m->error);
    int kept = 0; /* the gaps alone: most ledgers have none */
    for (int k = 0; k < g.count; k++)
        if (g.list[k].account == TC_ACCOUNT_GAP && g.list[k].grains < 0)
            g.list[kept++] = g.list[k];
    g.count = kept;
    if (code == TC_OK && kept > 0)
        code = store->door->ask(store, HELD, NULL, 0, m->error);
    while (code == TC_OK && row && kept > 0) {
        code = store->door->next(store, &row, m->error);
        if (code != TC_OK || !row)
            break;
        tc_grains *gap = gap_of(&g, number_at(m, LOT), text_at(m, POLLUTANT));
        const tc_grains held = number_at(m, GRAINS);
        const tc_grains lost = !gap ? 0 : held < -*gap ? held : -*gap;
        if (lost <= 0)
            continue;
        put_uncovered(m, held, lost);
        *gap += lost;
    }
    tc_mem_drop(g.list);
    return code;
}

tc_code tc_ledger_holdings(tc_ledger *ledger, tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_table_make(ledger, &HOLDINGS, NULL, fill_holdings, NULL, book,
                                error);
}

tc_code tc_ledger_uncovered(tc_ledger *ledger, tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_table_make(ledger, &UNCOVERED, NULL, fill_uncovered, NULL, book,
                                error);
}
