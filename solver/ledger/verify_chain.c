/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/name_index.h"
#include "ledger/books.h"
#include "ledger/chain.h"
#include "ledger/plans.h"

/* Everything, computed again. */
typedef struct verifying {
    tc_ledger *ledger;
    tc_ledger_verdict *verdict;
    const char *head; /* that must be met; NULL: none */
    bool met;
    char last[65];   /* the hash of the booking before */
    int64_t posting; /* of the same */
    tc_day date;
    tc_arena arena;      /* of the keys */
    tc_name_index index; /* of the accounts */
    tc_grains *balances;
    int count, room;
    tc_error *error;
} verifying;

/* ---- what is wrong ----------------------------------------------------------------- */

/* It is an answer: the first that is wrong is kept. */
static tc_code found_wrong(verifying *v, int64_t booking, const char *zh, const char *en)
{
    tc_error wrong;
    if (!v->verdict->sound)
        return TC_OK;
    if (booking > 0)
        (void)tc_fail(&wrong, TC_ERR_LEDGER, NULL, "第 %" PRId64 " 笔：%s%.0s",
                      "booking %" PRId64 ": %.0s%s", booking, zh, en);
    else
        (void)tc_fail(&wrong, TC_ERR_LEDGER, NULL, "%s%.0s", "%.0s%s", zh, en);
    v->verdict->sound = false;
    v->verdict->bad_booking = booking;
    memcpy(v->verdict->message, wrong.message, sizeof wrong.message);
    memcpy(v->verdict->message_en, wrong.message_en, sizeof wrong.message_en);
    return TC_OK;
}

/* A damaged file is an answer too; a machine that fails is none. */
static tc_code take_fault(verifying *v, tc_code code, const tc_error *error)
{
    if (code == TC_ERR_INPUT || code == TC_ERR_LEDGER)
        return found_wrong(v, 0, error->message, error->message_en);
    if (code != TC_OK && v->error)
        *v->error = *error;
    return code;
}

/* ---- balances ---------------------------------------------------------------------- */

static tc_grains *balance_of(verifying *v, const tc_booking *b, tc_account account)
{
    char key[96];
    (void)snprintf(key, sizeof key, "%" PRId64 " %d %d %" PRId64, b->lot.number,
                   b->pollutant, (int)account,
                   tc_account_is_of_project(account) ? b->holder.number : 0);
    const int *known = tc_name_index_find(&v->index, key);
    if (known)
        return &v->balances[*known];
    if (v->count == v->room) {
        const int room = v->room ? 2 * v->room : 256;
        tc_grains *grown = tc_mem_grow(v->balances, (size_t)room, sizeof *grown);
        if (!grown)
            return NULL;
        v->balances = grown;
        v->room = room;
    }
    const char *kept = tc_arena_text(&v->arena, key, strlen(key));
    if (!kept || !tc_name_index_add(&v->index, kept, v->count))
        return NULL;
    v->balances[v->count] = 0;
    return &v->balances[v->count++];
}

/* One side of a booking, and the entry that stands for it from a column on. */
static tc_code check_side(verifying *v, const tc_booking *b, tc_account account,
                          tc_grains grains, int column)
{
    tc_store *store = v->ledger->store;
    tc_grains *balance = balance_of(v, b, account);
    if (!balance)
        return tc_no_memory(v->error);
    *balance += grains;
    if (tc_account_is_negative(account) ? *balance > 0 : *balance < 0)
        return found_wrong(v, b->number, "账户的余额越过了零",
                           "it takes more from an account than there is");
    if (store->door->number_at(store, column) != grains ||
        store->door->number_at(store, column + 1) != *balance)
        return found_wrong(v, b->number, "分录与这一笔或余额不符",
                           "its entries do not say what it says");
    return TC_OK;
}

/* ---- the chain --------------------------------------------------------------------- */

enum { FROM_ENTRY = TC_BOOKING_COLUMN_COUNT, TO_ENTRY = FROM_ENTRY + 2 };

#define ENTRY_OF(alias, column)                                                          \
    "LEFT JOIN entries " alias " ON " alias ".lot = b.lot AND " alias                    \
    ".pollutant = b.pollutant AND " alias ".account = b." column " AND " alias           \
    ".booking = b.number AND " alias ".project = CASE WHEN b." column                    \
    " IN ('allocated', 'committed') THEN coalesce(b.project, -1) ELSE 0 END "

static const char WALK[] = TC_BOOKING_COLUMNS
    ", coalesce(f.grains, 0), coalesce(f.balance, 0), "
    "coalesce(t.grains, 0), coalesce(t.balance, 0)" TC_BOOKING_TABLES ENTRY_OF(
        "f", "source_account") ENTRY_OF("t", "target_account") "ORDER BY b.number";

/* Is it what a booking may be at all? */
static bool is_sensible(const verifying *v, const tc_booking *b)
{
    const bool of_project =
        tc_account_is_of_project(b->from) || tc_account_is_of_project(b->to);
    return b->grains > 0 && b->from != b->to && b->date >= v->date &&
           (b->posting == v->posting || b->posting == v->posting + 1) &&
           b->lot.number > 0 && of_project == (b->holder.number > 0) && *b->who &&
           *b->why && (b->kind == TC_BOOKING_REVERSE) == (b->reverses > 0) &&
           b->reverses < b->number;
}

static tc_code check_booking(verifying *v, const tc_booking *b)
{
    tc_store *store = v->ledger->store;
    const char *previous = store->door->text_at(store, TC_BOOKING_PREVIOUS);
    const char *hash = store->door->text_at(store, TC_BOOKING_HASH);
    if (b->number != v->verdict->bookings + 1)
        return found_wrong(v, v->verdict->bookings + 1, "缺这一笔", "it is missing");
    if (strcmp(previous, v->last) != 0)
        return found_wrong(v, b->number, "没有接在前一笔之后",
                           "it does not follow the one before");
    if (strcmp(tc_chain_booking(previous, b).text, hash) != 0)
        return found_wrong(v, b->number, "内容与它的哈希不符",
                           "it is not what its hash says");
    if (!is_sensible(v, b))
        return found_wrong(v, b->number, "不成其为一笔账",
                           "it is no booking that can be");
    memcpy(v->last, hash, sizeof v->last);
    v->met = v->met || (v->head && strcmp(v->head, hash) == 0);
    v->posting = b->posting;
    v->date = b->date;
    v->verdict->bookings = b->number;
    const tc_code code = check_side(v, b, b->from, -b->grains, FROM_ENTRY);
    return code == TC_OK ? check_side(v, b, b->to, b->grains, TO_ENTRY) : code;
}

static tc_code walk(verifying *v)
{
    tc_store *store = v->ledger->store;
    tc_error wrong = {0};
    bool row = true;
    tc_code code = store->door->ask(store, WALK, NULL, 0, &wrong);
    code = take_fault(v, code, &wrong);
    while (code == TC_OK && row && v->verdict->sound) {
        tc_booking booking;
        bool no_memory = false;
        code = take_fault(v, store->door->next(store, &row, &wrong), &wrong);
        if (code != TC_OK || !row || !v->verdict->sound)
            break;
        code =
            tc_booking_read(store, NULL, &booking, &no_memory)
                ? check_booking(v, &booking)
                : found_wrong(v, booking.number, "有不认识的词", "it has unknown words");
    }
    v->verdict->accounts = v->count;
    return code;
}

static tc_code check_opening(verifying *v)
{
    tc_store *store = v->ledger->store;
    tc_error wrong = {0};
    bool row = false;
    tc_code code =
        store->door->ask(store,
                         "SELECT name, who, why, document, grain_digits, date, "
                         "recorded, hash FROM opening",
                         NULL, 0, &wrong);
    if (code == TC_OK)
        code = store->door->next(store, &row, &wrong);
    if (code != TC_OK || !row)
        return take_fault(v, code, &wrong);
    const tc_opening opening = {.name = store->door->text_at(store, 0),
                                .who = store->door->text_at(store, 1),
                                .why = store->door->text_at(store, 2),
                                .document = store->door->text_at(store, 3),
                                .grain_digits = (int)store->door->number_at(store, 4),
                                .date = (tc_day)store->door->number_at(store, 5),
                                .recorded = store->door->number_at(store, 6)};
    const tc_digest hash = tc_chain_opening(&opening);
    if (strcmp(hash.text, store->door->text_at(store, 7)) != 0)
        return found_wrong(v, 0, "期初记录与它的哈希不符",
                           "the opening is not what its hash says");
    memcpy(v->last, hash.text, sizeof v->last);
    v->met = v->head && strcmp(v->head, hash.text) == 0;
    v->date = opening.date;
    return store->door->next(store, &row, v->error);
}

/* ---- the rest ---------------------------------------------------------------------- */

/* Statements whose count must be 0, or twice the bookings. */
static tc_code check_count(verifying *v, const char *sql, int64_t expected,
                           const char *zh, const char *en)
{
    tc_error wrong = {0};
    bool found = false;
    int64_t count = 0;
    const tc_code code = take_fault(
        v, tc_store_number(v->ledger->store, sql, NULL, 0, &found, &count, &wrong),
        &wrong);
    if (code == TC_OK && count != expected)
        return found_wrong(v, 0, zh, en);
    return code;
}

static tc_code check_rest(verifying *v)
{
    tc_code code =
        check_count(v, "SELECT count(*) FROM entries", 2 * v->verdict->bookings,
                    "有不属于任何一笔的分录", "there are entries of no booking");
    if (code == TC_OK)
        code =
            check_count(v,
                        "SELECT count(*) FROM (SELECT pollutant FROM entries GROUP BY "
                        "pollutant HAVING sum(grains) <> 0) x",
                        0, "各账户之和不是零", "the accounts do not sum up to nothing");
    if (code == TC_OK)
        code = check_count(v,
                           "SELECT count(*) FROM bookings b JOIN bookings r ON "
                           "r.number = b.reverses WHERE r.lot <> b.lot OR "
                           "r.pollutant <> b.pollutant OR r.grains <> b.grains OR "
                           "r.source_account <> b.target_account OR "
                           "r.target_account <> b.source_account OR "
                           "coalesce(r.project, 0) <> coalesce(b.project, 0)",
                           0, "有冲销与被冲销的一笔不符",
                           "a reversal is not of what it reverses");
    if (code == TC_OK)
        code =
            check_count(v,
                        "SELECT count(*) FROM lots WHERE number NOT IN "
                        "(SELECT lot FROM bookings)",
                        0, "有没有记过账的削减源", "there is a source without bookings");
    if (code == TC_OK)
        code =
            check_count(v,
                        "SELECT count(*) FROM projects WHERE number NOT IN (SELECT "
                        "project FROM bookings WHERE project IS NOT NULL)",
                        0, "有没有记过账的项目", "there is a project without bookings");
    if (code == TC_OK)
        code = check_count(v,
                           "SELECT count(*) FROM plans WHERE number NOT IN (SELECT plan "
                           "FROM bookings WHERE plan IS NOT NULL)",
                           0, "有没有记过账的方案", "there is a plan without bookings");
    return code;
}

static tc_code check_plans(verifying *v)
{
    tc_store *store = v->ledger->store;
    tc_error wrong = {0};
    bool found = false;
    int64_t plans = 0;
    tc_code code =
        take_fault(v,
                   tc_store_number(store, "SELECT coalesce(max(number), 0) FROM plans",
                                   NULL, 0, &found, &plans, &wrong),
                   &wrong);
    for (int64_t k = 1; k <= plans && code == TC_OK && v->verdict->sound; k++) {
        code = take_fault(v, tc_plan_kept_verify(v->ledger, k, &wrong), &wrong);
        v->verdict->plans += code == TC_OK && v->verdict->sound;
    }
    return code;
}

static tc_code check_head(verifying *v)
{
    if (v->head && !v->met)
        return found_wrong(v, 0, "链上没有公布的那个哈希：历史被改写过，或者是另一本台账",
                           "the head that was published is not in the chain: history was "
                           "rewritten, or this is another ledger");
    return TC_OK;
}

/* One state of the ledger, whatever others book meanwhile. */
static tc_code verify_state(verifying *v)
{
    tc_store *store = v->ledger->store;
    tc_error wrong = {0};
    tc_code code = take_fault(v, store->door->begin(store, false, &wrong), &wrong);
    if (code == TC_OK)
        code = take_fault(v, store->door->inspect(store, true, &wrong), &wrong);
    if (code == TC_OK && v->verdict->sound)
        code = check_opening(v);
    if (code == TC_OK && v->verdict->sound)
        code = walk(v);
    if (code == TC_OK && v->verdict->sound)
        code = check_rest(v);
    store->door->rollback(store);
    return code;
}

tc_code tc_ledger_verify(tc_ledger *ledger, const char *head, tc_ledger_verdict *verdict,
                         tc_error *error)
{
    tc_ledger_verdict made = {.sound = true};
    verifying v = {.ledger = ledger, .verdict = &made, .head = head, .error = error};
    tc_code code = verify_state(&v);
    if (code == TC_OK && made.sound)
        code = check_head(&v);
    if (code == TC_OK && made.sound)
        code = check_plans(&v);
    tc_name_index_free(&v.index);
    tc_mem_drop(v.balances);
    tc_arena_free(&v.arena);
    if (code != TC_OK)
        return code;
    memcpy(made.head, v.last, sizeof made.head);
    *verdict = made;
    return TC_OK;
}
