/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "base/nearest.h"
#include "ledger/table_parts.h"

static const tc_ledger_table_column COLUMNS[] = {
    {"number", "序号", "no.", NULL, 0, true},
    {"posting", "凭证", "posting", NULL, 0, true},
    {"date", "日期", "date", NULL, 0, false},
    {"recorded", NULL, NULL, NULL, 0, true},
    {"kind", "业务", "kind", tc_booking_words, TC_BOOKING_KINDS, false},
    {"source", "削减源", "source", NULL, 0, false},
    {"source_name", NULL, NULL, NULL, 0, false},
    {"area", NULL, NULL, NULL, 0, false},
    {"area_name", NULL, NULL, NULL, 0, false},
    {"basin", NULL, NULL, NULL, 0, false},
    {"vintage", NULL, NULL, NULL, 0, false},
    {"project", "项目", "project", NULL, 0, false},
    {"project_name", NULL, NULL, NULL, 0, false},
    {"project_area", NULL, NULL, NULL, 0, false},
    {"project_area_name", NULL, NULL, NULL, 0, false},
    {"pollutant", "污染物", "pollutant", NULL, 0, false},
    {"from", NULL, NULL, tc_account_words, TC_ACCOUNTS, false},
    {"to", NULL, NULL, tc_account_words, TC_ACCOUNTS, false},
    {"tonnes", "吨/年", "t/a", NULL, 0, true},
    {"reverses", "冲销", "reverses", NULL, 0, true},
    {"who", "经办人", "who", NULL, 0, false},
    {"why", "事由", "why", NULL, 0, false},
    {"document", "文号", "document", NULL, 0, false},
    {"plan", NULL, NULL, NULL, 0, false},
    {"note", NULL, NULL, NULL, 0, false},
    {"hash", NULL, NULL, NULL, 0, false}};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static const tc_ledger_table STATEMENT = {.kind = "statement",
                                          .title_zh = "流水（吨/年）",
                                          .title_en = "statement (t/a)",
                                          .columns = COLUMNS,
                                          .column_count = COLUMN_COUNT};
static const tc_ledger_table HISTORY = {.kind = "history",
                                        .title_zh = "来龙去脉（吨/年）",
                                        .title_en = "history (t/a)",
                                        .columns = COLUMNS,
                                        .column_count = COLUMN_COUNT};

/* What a statement is asked about. */
typedef struct asking {
    const char *first; /* day; NULL: the opening */
    const char *id;    /* of a history */
} asking;

/* ---- rows -------------------------------------------------------------------------- */

static void put_lot(tc_ledger_table *book, const tc_lot *lot)
{
    tc_ledger_table_text(book, lot->source);
    tc_ledger_table_text(book, lot->name);
    tc_ledger_table_text(book, lot->area);
    tc_ledger_table_text(book, lot->area_name);
    tc_ledger_table_text(book, lot->basin);
    tc_ledger_table_day(book, lot->vintage);
}

static void put_booking(tc_ledger_table *book, const tc_booking *b, const char *hash)
{
    tc_ledger_table_number(book, b->number);
    tc_ledger_table_number(book, b->posting);
    tc_ledger_table_day(book, b->date);
    tc_ledger_table_number(book, b->recorded);
    tc_ledger_table_text(book, tc_booking_words[b->kind].code);
    put_lot(book, &b->lot);
    tc_ledger_table_text(book, b->holder.id);
    tc_ledger_table_text(book, b->holder.name);
    tc_ledger_table_text(book, b->holder.area);
    tc_ledger_table_text(book, b->holder.area_name);
    tc_ledger_table_text(book, tc_pollutants[b->pollutant].id);
    tc_ledger_table_text(book, tc_account_words[b->from].code);
    tc_ledger_table_text(book, tc_account_words[b->to].code);
    tc_ledger_table_grains(book, b->grains);
    if (b->reverses)
        tc_ledger_table_number(book, b->reverses);
    else
        tc_ledger_table_text(book, "");
    tc_ledger_table_text(book, b->who);
    tc_ledger_table_text(book, b->why);
    tc_ledger_table_text(book, b->document);
    tc_ledger_table_text(book, b->plan);
    tc_ledger_table_text(book, b->holder.illustrative ? "示例项目" : "");
    tc_ledger_table_text(book, hash);
    book->illustrative = book->illustrative || b->holder.illustrative;
}

static tc_code put_rows(tc_ledger_table_making *m)
{
    tc_store *store = m->ledger->store;
    bool row = true;
    tc_code code = TC_OK;
    while (code == TC_OK && row && !m->book->failed) {
        tc_booking booking;
        bool no_memory = false;
        code = store->door->next(store, &row, m->error);
        if (code != TC_OK || !row)
            break;
        if (tc_booking_read(store, NULL, &booking, &no_memory))
            put_booking(m->book, &booking, store->door->text_at(store, TC_BOOKING_HASH));
        else
            code = tc_fail(m->error, TC_ERR_INPUT, NULL, "台账已损坏：有不认识的词",
                           "the ledger is damaged: it has unknown words");
    }
    return code;
}

/* ---- statement --------------------------------------------------------------------- */

static tc_code fill_statement(tc_ledger_table_making *m, const void *asked)
{
    const asking *a = asked;
    tc_day first = m->ledger->opened;
    tc_code code = a->first ? tc_ledger_day(a->first, &first, m->error) : TC_OK;
    const tc_sql_value values[] = {TC_SQL_N(m->book->bookings), TC_SQL_N(first)};
    if (code == TC_OK)
        code = m->ledger->store->door->ask(m->ledger->store,
                                           TC_BOOKING_COLUMNS TC_BOOKING_TABLES
                                           "WHERE b.number <= $1 AND b.date >= $2 "
                                           "ORDER BY b.number",
                                           values, 2, m->error);
    return code == TC_OK ? put_rows(m) : code;
}

tc_code tc_ledger_statement(tc_ledger *ledger, const char *first, const char *last,
                            tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_table_make(ledger, &STATEMENT, last, fill_statement,
                                &(asking){.first = first}, book, error);
}

/* ---- history ----------------------------------------------------------------------- */

/* Neither a source nor a project: perhaps another was meant. */
static tc_code refuse_unknown(tc_ledger_table_making *m, const char *id)
{
    tc_store *store = m->ledger->store;
    tc_nearest search;
    bool row = true;
    tc_nearest_start(&search, id, false);
    tc_code code = store->door->ask(
        store, "SELECT id FROM projects UNION SELECT source FROM lots ORDER BY 1", NULL,
        0, m->error);
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, m->error);
        const char *text = code == TC_OK && row ? store->door->text_at(store, 0) : "";
        const char *name = tc_arena_text(&m->book->arena, text, strlen(text));
        if (code == TC_OK && row && name)
            tc_nearest_offer(&search, name);
    }
    if (code != TC_OK)
        return code;
    return search.best
               ? tc_fail(
                     m->error, TC_ERR_LEDGER, NULL,
                     "台账里没有项目或削减源“%s”，是不是“%s”？",
                     "the ledger has no project and no source '%s': did you mean '%s'?",
                     tc_plain_show(id).text, search.best)
               : tc_fail(m->error, TC_ERR_LEDGER, NULL, "台账里没有项目或削减源“%s”",
                         "the ledger has no project and no source '%s'",
                         tc_plain_show(id).text);
}

static tc_code fill_history(tc_ledger_table_making *m, const void *asked)
{
    const asking *a = asked;
    tc_code code = m->ledger->store->door->ask(m->ledger->store,
                                               TC_BOOKING_COLUMNS TC_BOOKING_TABLES
                                               "WHERE l.source = $1 OR p.id = $1 "
                                               "ORDER BY b.number",
                                               &TC_SQL_T(a->id), 1, m->error);
    if (code == TC_OK)
        code = put_rows(m);
    return code == TC_OK && m->book->row_count == 0 ? refuse_unknown(m, a->id) : code;
}

tc_code tc_ledger_history(tc_ledger *ledger, const char *id, tc_ledger_table **book,
                          tc_error *error)
{
    return tc_ledger_table_make(ledger, &HISTORY, NULL, fill_history, &(asking){.id = id},
                                book, error);
}
