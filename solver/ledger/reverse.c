/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "base/fault.h"
#include "ledger/books.h"

/* The bookings of a posting, the last first; a list that ends with number 0. */
static tc_booking *read_posting(tc_writing *w, int64_t posting)
{
    tc_store *store = w->ledger->store;
    bool found = false, row = true, no_memory = false;
    int64_t count = 0;
    w->code = tc_store_number(store, "SELECT count(*) FROM bookings WHERE posting = $1",
                              &TC_SQL_N(posting), 1, &found, &count, w->error);
    tc_booking *list = tc_arena_take(&w->arena, (size_t)count + 1, sizeof *list);
    if (w->code == TC_OK && !list)
        w->code = tc_no_memory(w->error);
    if (w->code == TC_OK)
        w->code = store->door->ask(store,
                                   TC_BOOKING_COLUMNS TC_BOOKING_TABLES
                                   "WHERE b.posting = $1 ORDER BY b.number DESC",
                                   &TC_SQL_N(posting), 1, w->error);
    for (int64_t k = 0; w->code == TC_OK && row; k++) {
        w->code = store->door->next(store, &row, w->error);
        if (w->code == TC_OK && row && k < count &&
            !tc_booking_read(store, &w->arena, &list[k], &no_memory))
            w->code = no_memory ? tc_no_memory(w->error)
                                : tc_fail(w->error, TC_ERR_INPUT, NULL, "台账已损坏",
                                          "the ledger is damaged");
    }
    return w->code == TC_OK ? list : NULL;
}

/* Nobody reverses twice, and a reversal is undone by booking anew. */
static void check_reversible(tc_writing *w, const tc_booking *booking)
{
    bool found = false;
    int64_t by = 0;
    if (booking->kind == TC_BOOKING_REVERSE) {
        TC_REFUSE_WRITING(w, "第 %" PRId64 " 笔本身就是冲销，不能再冲销；请重新记账",
                          "booking %" PRId64
                          " is a reversal itself, and is not reversed: "
                          "book anew",
                          booking->number);
        return;
    }
    w->code = tc_store_number(w->ledger->store,
                              "SELECT number FROM bookings WHERE reverses = $1",
                              &TC_SQL_N(booking->number), 1, &found, &by, w->error);
    if (w->code == TC_OK && found)
        TC_REFUSE_WRITING(w, "第 %" PRId64 " 笔已由第 %" PRId64 " 笔冲销",
                          "booking %" PRId64 " was reversed by booking %" PRId64
                          " already",
                          booking->number, by);
}

/* Of a gap that was filled since: what filled it becomes free again. */
static void uncover(tc_writing *w, const tc_booking *b)
{
    const tc_grains gap =
        tc_writing_balance(w, b->lot.number, b->pollutant, TC_ACCOUNT_GAP, 0);
    if (b->from == TC_ACCOUNT_GAP && b->grains + gap > 0)
        tc_writing_book(w, &(tc_movement){.kind = TC_BOOKING_COVER,
                                          .lot = &b->lot,
                                          .holder = &tc_nobody,
                                          .pollutant = b->pollutant,
                                          .from = TC_ACCOUNT_GAP,
                                          .to = TC_ACCOUNT_FREE,
                                          .grains = b->grains + gap});
}

static void reverse(tc_writing *w, int64_t posting)
{
    const tc_booking *list = read_posting(w, posting);
    if (!list)
        return;
    if (list->number == 0)
        TC_REFUSE_WRITING(w, "台账里没有第 %" PRId64 " 号凭证",
                          "the ledger has no posting %" PRId64, posting);
    for (const tc_booking *b = list; b->number && w->code == TC_OK; b++) {
        check_reversible(w, b);
        uncover(w, b);
        tc_writing_book(w, &(tc_movement){.kind = TC_BOOKING_REVERSE,
                                          .lot = &b->lot,
                                          .holder = &b->holder,
                                          .pollutant = b->pollutant,
                                          .from = b->to,
                                          .to = b->from,
                                          .grains = b->grains,
                                          .reverses = b->number});
    }
    for (const tc_booking *b = list; b->number && w->code == TC_OK; b++)
        tc_writing_cover(w, &b->lot, b->pollutant);
}

tc_code tc_ledger_reverse(tc_ledger *ledger, int64_t posting, const tc_act *act,
                          tc_receipt *receipt, tc_error *error)
{
    tc_writing writing;
    const tc_code code = tc_writing_begin(ledger, act, &writing, error);
    if (code != TC_OK)
        return code;
    reverse(&writing, posting);
    return tc_writing_end(&writing, receipt);
}
