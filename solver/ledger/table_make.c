/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "ledger/table_parts.h"

/* The last booking up to the end of a day. */
static tc_code find_day(tc_ledger *ledger, const char *on, tc_head *head, tc_error *error)
{
    tc_store *store = ledger->store;
    tc_day day = 0;
    bool found = false;
    int64_t number = 0;
    tc_code code = tc_ledger_day(on, &day, error);
    if (code == TC_OK && day < ledger->opened)
        code = tc_fail(error, TC_ERR_INPUT, NULL, "%s 早于台账的期初（%s）",
                       "%s is before the opening of the ledger (%s)",
                       tc_day_write(day).text, tc_day_write(ledger->opened).text);
    if (code == TC_OK)
        code = tc_store_number(store,
                               "SELECT coalesce(max(number), 0) FROM bookings "
                               "WHERE date <= $1",
                               &TC_SQL_N(day), 1, &found, &number, error);
    bool row = false;
    if (code == TC_OK)
        code =
            store->door->ask(store, "SELECT hash, date FROM bookings WHERE number = $1",
                             &TC_SQL_N(number), 1, error);
    if (code == TC_OK)
        code = store->door->next(store, &row, error);
    if (code != TC_OK)
        return code;
    *head = (tc_head){.number = number, .date = ledger->opened};
    if (row)
        head->date = (tc_day)store->door->number_at(store, 1);
    const char *hash = row ? store->door->text_at(store, 0) : ledger->opening;
    size_t length = strlen(hash);
    length = length < 64 ? length : 64;
    memcpy(head->hash, hash, length);
    return row ? store->door->next(store, &row, error) : TC_OK;
}

static tc_code begin_book(tc_ledger_table_making *m, const tc_ledger_table *form,
                          const char *on)
{
    tc_head head = {0};
    const tc_code code = on ? find_day(m->ledger, on, &head, m->error)
                            : tc_head_read(m->ledger, &head, m->error);
    if (code != TC_OK)
        return code;
    m->book = tc_ledger_table_new(form->columns, form->column_count);
    if (!m->book)
        return tc_no_memory(m->error);
    m->book->kind = form->kind;
    m->book->title_zh = form->title_zh;
    m->book->title_en = form->title_en;
    m->book->name =
        tc_arena_text(&m->book->arena, m->ledger->name, strlen(m->ledger->name));
    m->book->day = head.date;
    m->book->bookings = head.number;
    m->book->grain_digits = m->ledger->grain_digits;
    memcpy(m->book->head, head.hash, sizeof m->book->head);
    return m->book->name ? TC_OK : tc_no_memory(m->error);
}

tc_code tc_ledger_table_make(tc_ledger *ledger, const tc_ledger_table *form,
                             const char *on, tc_ledger_table_fill *fill,
                             const void *asked, tc_ledger_table **book, tc_error *error)
{
    tc_ledger_table_making m = {.ledger = ledger, .error = error};
    tc_store *store = ledger->store;
    tc_code code = store->door->begin(store, false, error);
    if (code == TC_OK)
        code = begin_book(&m, form, on);
    if (code == TC_OK)
        code = fill(&m, asked);
    if (code == TC_OK && m.book->failed)
        code = tc_no_memory(error);
    store->door->rollback(store);
    if (code == TC_OK)
        *book = m.book;
    else
        tc_ledger_table_free(m.book);
    return code;
}
