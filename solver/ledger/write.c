/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "ledger/books.h"
#include "ledger/chain.h"

static const tc_sql_value NOTHING = {.kind = TC_SQL_NULL};

/* ---- begin and end ----------------------------------------------------------------- */

static tc_code check_act(const tc_act *act, tc_day *date, tc_error *error)
{
    tc_code code =
        tc_ledger_text(act->who, "经办人（--who）", "who does it (--who)", error);
    if (code == TC_OK)
        code = tc_ledger_text(act->why, "事由（--why）", "the reason (--why)", error);
    if (code == TC_OK && act->document && *act->document)
        code = tc_ledger_text(act->document, "文号", "a document", error);
    if (code == TC_OK)
        code = tc_ledger_day(act->date, date, error);
    return code == TC_OK ? tc_ledger_not_ahead(*date, act->now, error) : code;
}

tc_code tc_writing_begin(tc_ledger *ledger, const tc_act *act, tc_writing *writing,
                         tc_error *error)
{
    *writing = (tc_writing){.ledger = ledger, .act = act, .hash = "", .error = error};
    tc_code code = check_act(act, &writing->date, error);
    if (code == TC_OK)
        code = ledger->store->door->begin(ledger->store, true, error);
    if (code != TC_OK)
        return code;
    code = tc_head_read(ledger, &writing->head, error);
    if (code == TC_OK && writing->date < writing->head.date)
        code = tc_fail(error, TC_ERR_LEDGER, NULL,
                       "日期 %s 早于台账的最后一笔（%s）：台账按日期先后记，不能插在前面",
                       "the date %s is before the last booking (%s): a ledger is kept in "
                       "the order of dates",
                       tc_day_write(writing->date).text,
                       tc_day_write(writing->head.date).text);
    writing->first = writing->head.number + 1;
    writing->head.posting++;
    if (code != TC_OK)
        ledger->store->door->rollback(ledger->store);
    return code;
}

/* What was booked sums up to nothing, in each pollutant; as it did before, so in all. */
static void check_sums(tc_writing *w)
{
    tc_store *store = w->ledger->store;
    bool found = false;
    int64_t sum = 0;
    w->code = tc_store_number(store,
                              "SELECT 1 FROM entries "
                              "WHERE booking >= $1 GROUP BY pollutant "
                              "HAVING sum(grains) <> 0",
                              &TC_SQL_N(w->first), 1, &found, &sum, w->error);
    if (w->code == TC_OK && found)
        TC_REFUSE_WRITING(w, "这次记账借贷不平", "this posting does not balance");
}

tc_code tc_writing_end(tc_writing *writing, tc_receipt *receipt)
{
    tc_store *store = writing->ledger->store;
    if (writing->code == TC_OK)
        check_sums(writing);
    if (writing->code == TC_OK)
        writing->code = store->door->commit(store, writing->error);
    else
        store->door->rollback(store);
    if (writing->code == TC_OK) {
        const bool any = writing->head.number >= writing->first;
        *receipt = (tc_receipt){.posting = any ? writing->head.posting : 0,
                                .first = writing->first,
                                .last = writing->head.number};
        memcpy(receipt->head, writing->head.hash, sizeof receipt->head);
    }
    tc_arena_free(&writing->arena);
    return writing->code;
}

/* ---- lots and holders -------------------------------------------------------------- */

/* The number of the next row of a table. */
static int64_t next_number(tc_writing *w, const char *sql)
{
    bool found = false;
    int64_t number = 0;
    if (w->code == TC_OK)
        w->code =
            tc_store_number(w->ledger->store, sql, NULL, 0, &found, &number, w->error);
    return number;
}

tc_lot tc_writing_lot(tc_writing *writing, const tc_lot *wanted)
{
    tc_store *store = writing->ledger->store;
    tc_lot lot = *wanted;
    tc_lots lots = {0};
    if (writing->code == TC_OK)
        writing->code = tc_lots_read(writing->ledger, wanted->source, &writing->arena,
                                     &lots, writing->error);
    for (int k = 0; k < lots.count; k++)
        if (lots.list[k].vintage == wanted->vintage &&
            strcmp(lots.list[k].area, wanted->area) == 0 &&
            strcmp(lots.list[k].basin, wanted->basin) == 0)
            return lots.list[k];
    lot.number = next_number(writing, "SELECT coalesce(max(number), 0) + 1 FROM lots");
    const tc_sql_value values[] = {TC_SQL_N(lot.number),    TC_SQL_T(lot.source),
                                   TC_SQL_T(lot.name),      TC_SQL_T(lot.area),
                                   TC_SQL_T(lot.area_name), TC_SQL_T(lot.basin),
                                   TC_SQL_N(lot.vintage)};
    if (writing->code == TC_OK)
        writing->code = tc_store_do(store,
                                    "INSERT INTO lots (number, source, name, area, "
                                    "area_name, basin, vintage) VALUES ($1, $2, $3, $4, "
                                    "$5, $6, $7)",
                                    values, 7, writing->error);
    return lot;
}

tc_holder tc_writing_holder(tc_writing *writing, const tc_holder *wanted)
{
    tc_store *store = writing->ledger->store;
    tc_holder holder = tc_nobody;
    if (writing->code == TC_OK)
        writing->code = tc_holder_read(writing->ledger, wanted->id, &writing->arena,
                                       &holder, writing->error);
    if (writing->code != TC_OK || holder.number > 0)
        return holder;
    holder = *wanted;
    holder.number =
        next_number(writing, "SELECT coalesce(max(number), 0) + 1 FROM projects");
    const tc_sql_value values[] = {
        TC_SQL_N(holder.number),    TC_SQL_T(holder.id),
        TC_SQL_T(holder.name),      TC_SQL_T(holder.area),
        TC_SQL_T(holder.area_name), TC_SQL_N(holder.illustrative)};
    if (writing->code == TC_OK)
        writing->code = tc_store_do(store,
                                    "INSERT INTO projects (number, id, name, area, "
                                    "area_name, illustrative) VALUES ($1, $2, $3, $4, "
                                    "$5, $6)",
                                    values, 6, writing->error);
    return holder;
}

/* ---- bookings ---------------------------------------------------------------------- */

tc_grains tc_writing_balance(tc_writing *writing, int64_t lot, int pollutant,
                             tc_account account, int64_t project)
{
    const tc_sql_value key[] = {TC_SQL_N(lot), TC_SQL_T(tc_pollutants[pollutant].id),
                                TC_SQL_T(tc_account_words[account].code),
                                TC_SQL_N(project)};
    bool found = false;
    int64_t grains = 0;
    if (writing->code == TC_OK)
        writing->code =
            tc_store_number(writing->ledger->store,
                            "SELECT balance FROM entries WHERE lot = $1 AND "
                            "pollutant = $2 AND account = $3 AND project = $4 "
                            "ORDER BY booking DESC LIMIT 1",
                            key, 4, &found, &grains, writing->error);
    return grains;
}

/* One side of the booking. */
static void enter(tc_writing *w, const tc_movement *m, tc_account account,
                  tc_grains grains)
{
    const int64_t project = tc_account_is_of_project(account) ? m->holder->number : 0;
    const tc_grains before =
        tc_writing_balance(w, m->lot->number, m->pollutant, account, project);
    const tc_grains after = before + grains;
    char has[32], wanted[32];
    tc_grains_write(before < 0 ? -before : before, w->ledger->grain_digits, has);
    tc_grains_write(m->grains, w->ledger->grain_digits, wanted);
    if (w->code == TC_OK && (tc_account_is_negative(account) ? after > 0 : after < 0)) {
        TC_REFUSE_WRITING(w, "削减源 %s 的 %s：“%s”%.0s只有 %s t/a，不够 %s t/a",
                          "source %s, %s: '%.0s%s' has %s t/a, less than %s t/a",
                          m->lot->source, tc_pollutants[m->pollutant].id,
                          tc_account_words[account].zh, tc_account_words[account].en, has,
                          wanted);
        return;
    }
    const tc_sql_value values[] = {TC_SQL_N(m->lot->number),
                                   TC_SQL_T(tc_pollutants[m->pollutant].id),
                                   TC_SQL_T(tc_account_words[account].code),
                                   TC_SQL_N(project),
                                   TC_SQL_N(w->head.number),
                                   TC_SQL_N(grains),
                                   TC_SQL_N(after)};
    if (w->code == TC_OK)
        w->code = tc_store_do(w->ledger->store,
                              "INSERT INTO entries (lot, pollutant, account, project, "
                              "booking, grains, balance) VALUES ($1, $2, $3, $4, $5, $6, "
                              "$7)",
                              values, 7, w->error);
}

static tc_booking describe(const tc_writing *w, const tc_movement *m)
{
    return (tc_booking){.number = w->head.number + 1,
                        .posting = w->head.posting,
                        .reverses = m->reverses,
                        .date = w->date,
                        .recorded = w->act->now,
                        .kind = m->kind,
                        .who = w->act->who,
                        .why = w->act->why,
                        .document = w->act->document ? w->act->document : "",
                        .plan = w->hash,
                        .lot = *m->lot,
                        .holder = *m->holder,
                        .pollutant = m->pollutant,
                        .from = m->from,
                        .to = m->to,
                        .grains = m->grains};
}

static tc_code insert(tc_writing *w, const tc_booking *b, const char *hash)
{
    const tc_sql_value values[] = {TC_SQL_N(b->number),
                                   TC_SQL_N(b->posting),
                                   TC_SQL_N(b->date),
                                   TC_SQL_N(b->recorded),
                                   TC_SQL_T(tc_booking_words[b->kind].code),
                                   TC_SQL_T(b->who),
                                   TC_SQL_T(b->why),
                                   TC_SQL_T(b->document),
                                   w->plan ? TC_SQL_N(w->plan) : NOTHING,
                                   b->reverses ? TC_SQL_N(b->reverses) : NOTHING,
                                   TC_SQL_N(b->lot.number),
                                   TC_SQL_T(tc_pollutants[b->pollutant].id),
                                   b->holder.number ? TC_SQL_N(b->holder.number)
                                                    : NOTHING,
                                   TC_SQL_T(tc_account_words[b->from].code),
                                   TC_SQL_T(tc_account_words[b->to].code),
                                   TC_SQL_N(b->grains),
                                   TC_SQL_T(w->head.hash),
                                   TC_SQL_T(hash)};
    return tc_store_do(
        w->ledger->store,
        "INSERT INTO bookings (number, posting, date, recorded, kind, who, "
        "why, document, plan, reverses, lot, pollutant, project, "
        "source_account, target_account, grains, previous, hash) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
        "$16, $17, $18)",
        values, sizeof values / sizeof *values, w->error);
}

void tc_writing_book(tc_writing *writing, const tc_movement *movement)
{
    if (writing->code != TC_OK)
        return;
    const tc_booking booking = describe(writing, movement);
    const tc_digest hash = tc_chain_booking(writing->head.hash, &booking);
    writing->code = insert(writing, &booking, hash.text);
    writing->head.number = booking.number;
    writing->head.date = booking.date;
    memcpy(writing->head.hash, hash.text, sizeof writing->head.hash);
    enter(writing, movement, movement->from, -movement->grains);
    enter(writing, movement, movement->to, movement->grains);
}

void tc_writing_cover(tc_writing *writing, const tc_lot *lot, int pollutant)
{
    const tc_grains gap =
        -tc_writing_balance(writing, lot->number, pollutant, TC_ACCOUNT_GAP, 0);
    const tc_grains left =
        tc_writing_balance(writing, lot->number, pollutant, TC_ACCOUNT_FREE, 0);
    const tc_movement movement = {.kind = TC_BOOKING_COVER,
                                  .lot = lot,
                                  .holder = &tc_nobody,
                                  .pollutant = pollutant,
                                  .from = TC_ACCOUNT_FREE,
                                  .to = TC_ACCOUNT_GAP,
                                  .grains = gap < left ? gap : left};
    if (movement.grains > 0)
        tc_writing_book(writing, &movement);
}
