/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "ledger/books.h"
#include "ledger/chain.h"
#include "ledger/schema.h"

/* ---- what users write -------------------------------------------------------------- */

tc_code tc_ledger_text(const char *text, const char *zh, const char *en, tc_error *error)
{
    const size_t length = text ? strlen(text) : 0;
    bool blank = true;
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        const int bytes = tc_utf8_read(text + at, length - at, &character);
        if (bytes == 0)
            return tc_fail(error, TC_ERR_INPUT, NULL, "%s%.0s：不是 UTF-8 文本",
                           "%.0s%s: is no UTF-8 text", zh, en);
        blank = blank && tc_plain_is_space(character);
        at += (size_t)bytes;
    }
    if (blank)
        return tc_fail(error, TC_ERR_INPUT, NULL, "记账要写明%s%.0s",
                       "a booking needs %.0s%s", zh, en);
    return TC_OK;
}

tc_code tc_ledger_day(const char *text, tc_day *day, tc_error *error)
{
    tc_faults faults = {0};
    const tc_spot spot = {.what = "date", .faults = &faults};
    tc_code code = TC_OK;
    if (!tc_day_read(text, TC_DAY_LAST, &spot, day))
        code = tc_faults_refuse(&faults, error);
    tc_faults_free(&faults);
    return code;
}

tc_code tc_ledger_not_ahead(tc_day day, int64_t now, tc_error *error)
{
    enum { EARLIEST_ZONE_S = 14 * 3600 };
    const time_t then = (time_t)(now + EARLIEST_ZONE_S);
    struct tm there = {0};
    if (!gmtime_r(&then, &there))
        return TC_OK;
    const tc_day today = (tc_day)((there.tm_year + 1900) * 10000 +
                                  (there.tm_mon + 1) * 100 + there.tm_mday);
    return day <= today ? TC_OK
                        : tc_fail(error, TC_ERR_INPUT, NULL, "日期 %s 还没有到",
                                  "the date %s is still to come", tc_day_write(day).text);
}

/* ---- heads ------------------------------------------------------------------------- */

static void copy_hash(char to[65], const char *from)
{
    size_t length = strlen(from);
    length = length < 64 ? length : 64;
    memcpy(to, from, length);
    to[length] = '\0';
}

static tc_code read_head(tc_ledger *ledger, tc_head *head, bool *found, tc_error *error)
{
    tc_store *store = ledger->store;
    tc_code code = store->door->next(store, found, error);
    if (code != TC_OK || !*found)
        return code;
    head->number = store->door->number_at(store, 0);
    head->posting = store->door->number_at(store, 1);
    head->date = (tc_day)store->door->number_at(store, 2);
    copy_hash(head->hash, store->door->text_at(store, 3));
    bool row = true; /* the statement is finished, and locks nothing */
    return store->door->next(store, &row, error);
}

tc_code tc_head_read(tc_ledger *ledger, tc_head *head, tc_error *error)
{
    tc_store *store = ledger->store;
    bool found = false;
    *head = (tc_head){.date = ledger->opened};
    copy_hash(head->hash, ledger->opening);
    const tc_code code =
        store->door->ask(store,
                         "SELECT number, posting, date, hash FROM bookings "
                         "ORDER BY number DESC LIMIT 1",
                         NULL, 0, error);
    return code == TC_OK ? read_head(ledger, head, &found, error) : code;
}

tc_code tc_head_find(tc_ledger *ledger, const char *hash, tc_head *head, tc_error *error)
{
    tc_store *store = ledger->store;
    bool found = strcmp(hash, ledger->opening) == 0;
    if (found) {
        *head = (tc_head){.date = ledger->opened};
        copy_hash(head->hash, hash);
        return TC_OK;
    }
    tc_code code = store->door->ask(
        store, "SELECT number, posting, date, hash FROM bookings WHERE hash = $1",
        &TC_SQL_T(hash), 1, error);
    if (code == TC_OK)
        code = read_head(ledger, head, &found, error);
    if (code == TC_OK && !found)
        code =
            tc_fail(error, TC_ERR_LEDGER, NULL,
                    "台账里没有哈希为 %.64s 的一笔：它来自另一本台账，或者历史被改写过",
                    "no booking of the ledger has the hash %.64s: it is of another "
                    "ledger, or history was rewritten",
                    hash);
    return code;
}

/* ---- opening ----------------------------------------------------------------------- */

static tc_code read_opening(tc_ledger *ledger, tc_error *error)
{
    tc_store *store = ledger->store;
    bool row = false;
    tc_code code = store->door->ask(
        store, "SELECT name, grain_digits, date, hash FROM opening", NULL, 0, error);
    if (code == TC_OK)
        code = store->door->next(store, &row, error);
    if (code != TC_OK)
        return code;
    if (!row)
        return tc_fail(error, TC_ERR_INPUT, NULL, "台账没有期初记录",
                       "the ledger has no opening");
    const char *name = store->door->text_at(store, 0);
    ledger->name = tc_arena_text(&ledger->arena, name, strlen(name));
    ledger->grain_digits = (int)store->door->number_at(store, 1);
    ledger->opened = (tc_day)store->door->number_at(store, 2);
    copy_hash(ledger->opening, store->door->text_at(store, 3));
    if (!ledger->name)
        return tc_no_memory(error);
    if (ledger->grain_digits < 0 || ledger->grain_digits > 6)
        return tc_fail(error, TC_ERR_INPUT, NULL, "台账的期初记录已损坏",
                       "the opening of the ledger is damaged");
    return store->door->next(store, &row, error);
}

/* The schema of another version: an older one is brought up, a newer one refused. */
static tc_code bring_up(tc_store *store, tc_error *error)
{
    int version = 0;
    tc_code code = store->door->begin(store, false, error);
    if (code == TC_OK)
        code = store->door->version(store, &version, error);
    store->door->rollback(store);
    if (code != TC_OK)
        return code;
    if (version == 0)
        return tc_fail(error, TC_ERR_INPUT, NULL,
                       "是空的，不是台账；新建用 tongchou ledger init",
                       "is empty and no ledger; tongchou ledger init makes one");
    if (version > TC_SCHEMA_VERSION)
        return tc_fail(error, TC_ERR_INPUT, NULL,
                       "台账的表结构是第 %d 版，本程序只认识到第 %d 版：请升级程序",
                       "the ledger has a schema of version %d, and this program knows "
                       "none beyond %d: please update it",
                       version, TC_SCHEMA_VERSION);
    if (version == TC_SCHEMA_VERSION)
        return TC_OK;
    code = store->door->begin(store, true, error);
    if (code == TC_OK) /* again: somebody else may have been faster */
        code = store->door->version(store, &version, error);
    if (code == TC_OK)
        code = tc_schema_make(store, version, TC_SCHEMA_VERSION, error);
    if (code == TC_OK)
        return store->door->commit(store, error);
    store->door->rollback(store);
    return code;
}

tc_code tc_ledger_open(const char *where, tc_ledger **ledger, tc_error *error)
{
    tc_ledger *opened = tc_mem_new(1, sizeof *opened);
    if (!opened)
        return tc_no_memory(error);
    tc_code code = tc_store_open(where, false, &opened->store, error);
    if (code == TC_OK)
        code = bring_up(opened->store, error);
    if (code == TC_OK)
        code = opened->store->door->inspect(opened->store, false, error);
    if (code == TC_OK)
        code = read_opening(opened, error);
    if (code == TC_OK)
        *ledger = opened;
    else
        tc_ledger_close(opened);
    return code;
}

void tc_ledger_close(tc_ledger *ledger)
{
    if (!ledger)
        return;
    if (ledger->store)
        ledger->store->door->close(ledger->store);
    tc_arena_free(&ledger->arena);
    tc_mem_drop(ledger);
}

tc_code tc_ledger_about(tc_ledger *ledger, tc_ledger_facts *facts, tc_error *error)
{
    tc_head head;
    const tc_code code = tc_head_read(ledger, &head, error);
    if (code != TC_OK)
        return code;
    *facts = (tc_ledger_facts){.name = ledger->name,
                               .grain_digits = ledger->grain_digits,
                               .bookings = head.number};
    copy_hash(facts->head, head.hash);
    memcpy(facts->date, tc_day_write(head.date).text, sizeof facts->date);
    return TC_OK;
}

/* ---- making ------------------------------------------------------------------------ */

static tc_code write_opening(tc_store *store, const tc_opening *opening, tc_error *error)
{
    const tc_digest hash = tc_chain_opening(opening);
    const tc_sql_value values[] = {
        TC_SQL_T(opening->name),     TC_SQL_N(opening->grain_digits),
        TC_SQL_N(opening->date),     TC_SQL_N(opening->recorded),
        TC_SQL_T(opening->who),      TC_SQL_T(opening->why),
        TC_SQL_T(opening->document), TC_SQL_T(hash.text)};
    return tc_store_do(store,
                       "INSERT INTO opening (number, name, grain_digits, date, recorded, "
                       "who, why, document, hash) VALUES (1, $1, $2, $3, $4, $5, $6, $7, "
                       "$8)",
                       values, 8, error);
}

static tc_code make_tables(tc_store *store, const tc_opening *opening, tc_error *error)
{
    int version = 0;
    tc_code code = store->door->begin(store, true, error);
    if (code == TC_OK)
        code = store->door->version(store, &version, error);
    if (code == TC_OK && version > 0)
        code = tc_fail(error, TC_ERR_LEDGER, NULL, "已经有一本台账，不会覆盖",
                       "there is a ledger already, which is never overwritten");
    if (code == TC_OK)
        code = tc_schema_make(store, 0, TC_SCHEMA_VERSION, error);
    if (code == TC_OK)
        code = write_opening(store, opening, error);
    if (code == TC_OK)
        return store->door->commit(store, error);
    store->door->rollback(store);
    return code;
}

static tc_code check_opening(const tc_opening *opening, tc_error *error)
{
    tc_code code = tc_ledger_text(opening->name, "台账名称", "a name", error);
    if (code == TC_OK)
        code =
            tc_ledger_text(opening->who, "经办人（--who）", "who does it (--who)", error);
    if (code == TC_OK)
        code = tc_ledger_text(opening->why, "事由（--why）", "the reason (--why)", error);
    if (code == TC_OK && (opening->grain_digits < 0 || opening->grain_digits > 6))
        code = tc_fail(error, TC_ERR_INPUT, NULL, "最小单位的小数位数应是 0 到 6",
                       "the digits of the grain are 0 to 6");
    return code;
}

tc_code tc_ledger_init(const char *where, const char *name, int grain_digits,
                       const tc_act *act, tc_error *error)
{
    tc_opening opening = {.name = name,
                          .who = act->who,
                          .why = act->why,
                          .document = act->document ? act->document : "",
                          .grain_digits = grain_digits,
                          .recorded = act->now};
    tc_store *store = NULL;
    tc_ledger *ledger = NULL;
    tc_code code = check_opening(&opening, error);
    if (code == TC_OK)
        code = tc_ledger_day(act->date, &opening.date, error);
    if (code == TC_OK)
        code = tc_ledger_not_ahead(opening.date, act->now, error);
    if (code == TC_OK)
        code = tc_store_open(where, true, &store, error);
    if (code != TC_OK)
        return code;
    code = make_tables(store, &opening, error);
    store->door->close(store);
    if (code == TC_OK) /* it can be opened, and is from now on logged ahead */
        code = tc_ledger_open(where, &ledger, error);
    tc_ledger_close(ledger);
    return code;
}
