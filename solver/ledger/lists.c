/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "ledger/books.h"

/* ---- texts of a row ---------------------------------------------------------------- */

/* The text of a column, kept where there is an arena. */
static const char *text_of(tc_store *store, int column, tc_arena *arena, bool *no_memory)
{
    const char *text = store->door->text_at(store, column);
    if (!arena)
        return text;
    const char *kept = tc_arena_text(arena, text, strlen(text));
    *no_memory = *no_memory || !kept;
    return kept ? kept : "";
}

/* number, source, name, area, area_name, basin, vintage from a column on. */
static tc_lot lot_at(tc_store *store, int column, tc_arena *arena, bool *no_memory)
{
    return (tc_lot){.number = store->door->number_at(store, column),
                    .source = text_of(store, column + 1, arena, no_memory),
                    .name = text_of(store, column + 2, arena, no_memory),
                    .area = text_of(store, column + 3, arena, no_memory),
                    .area_name = text_of(store, column + 4, arena, no_memory),
                    .basin = text_of(store, column + 5, arena, no_memory),
                    .vintage = (tc_day)store->door->number_at(store, column + 6)};
}

static tc_holder holder_at(tc_store *store, int column, tc_arena *arena, bool *no_memory)
{
    return (tc_holder){.number = store->door->number_at(store, column),
                       .id = text_of(store, column + 1, arena, no_memory),
                       .name = text_of(store, column + 2, arena, no_memory),
                       .area = text_of(store, column + 3, arena, no_memory),
                       .area_name = text_of(store, column + 4, arena, no_memory),
                       .illustrative = store->door->number_at(store, column + 5) != 0};
}

static int pollutant_of(const char *id)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (strcmp(tc_pollutants[p].id, id) == 0)
            return p;
    return -1;
}

/* ---- bookings ---------------------------------------------------------------------- */

bool tc_booking_read(tc_store *store, tc_arena *arena, tc_booking *booking,
                     bool *no_memory)
{
    const tc_store_door *door = store->door;
    const int kind =
        tc_ledger_word_find(tc_booking_words, TC_BOOKING_KINDS, door->text_at(store, 5));
    const int pollutant = pollutant_of(door->text_at(store, 10));
    const int from =
        tc_ledger_word_find(tc_account_words, TC_ACCOUNTS, door->text_at(store, 11));
    const int to =
        tc_ledger_word_find(tc_account_words, TC_ACCOUNTS, door->text_at(store, 12));
    *no_memory = false;
    *booking = (tc_booking){.number = door->number_at(store, 0),
                            .posting = door->number_at(store, 1),
                            .reverses = door->number_at(store, 2),
                            .date = (tc_day)door->number_at(store, 3),
                            .recorded = door->number_at(store, 4),
                            .kind = (tc_booking_kind)(kind < 0 ? 0 : kind),
                            .who = text_of(store, 6, arena, no_memory),
                            .why = text_of(store, 7, arena, no_memory),
                            .document = text_of(store, 8, arena, no_memory),
                            .plan = text_of(store, 9, arena, no_memory),
                            .pollutant = pollutant < 0 ? 0 : pollutant,
                            .from = (tc_account)(from < 0 ? 0 : from),
                            .to = (tc_account)(to < 0 ? 0 : to),
                            .grains = door->number_at(store, 13),
                            .lot = lot_at(store, 14, arena, no_memory),
                            .holder = holder_at(store, 21, arena, no_memory)};
    return kind >= 0 && pollutant >= 0 && from >= 0 && to >= 0 && !*no_memory;
}

/* ---- lots and holders -------------------------------------------------------------- */

static tc_code ask_lots(tc_store *store, const char *source, tc_error *error)
{
    return source
               ? store->door->ask(store,
                                  "SELECT number, source, name, area, area_name, basin, "
                                  "vintage FROM lots WHERE source = $1 "
                                  "ORDER BY vintage, number",
                                  &TC_SQL_T(source), 1, error)
               : store->door->ask(store,
                                  "SELECT number, source, name, area, area_name, basin, "
                                  "vintage FROM lots ORDER BY number",
                                  NULL, 0, error);
}

tc_code tc_lots_read(tc_ledger *ledger, const char *source, tc_arena *arena,
                     tc_lots *lots, tc_error *error)
{
    tc_store *store = ledger->store;
    tc_lot *list = NULL;
    int count = 0, room = 0;
    bool row = true, no_memory = false;
    tc_code code = ask_lots(store, source, error);
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, error);
        if (code != TC_OK || !row)
            break;
        if (count == room) {
            room = room ? 2 * room : 4;
            tc_lot *grown = tc_arena_take(arena, (size_t)room, sizeof *grown);
            if (!grown)
                return tc_no_memory(error);
            if (count > 0)
                memcpy(grown, list, (size_t)count * sizeof *grown);
            list = grown;
        }
        list[count++] = lot_at(store, 0, arena, &no_memory);
        if (no_memory)
            return tc_no_memory(error);
        if (!source && list[count - 1].number != count)
            return tc_fail(error, TC_ERR_INPUT, NULL, "台账已损坏：削减源的编号不连续",
                           "the ledger is damaged: its sources are not numbered one by "
                           "one");
    }
    if (code == TC_OK)
        *lots = (tc_lots){list, count};
    return code;
}

tc_code tc_holder_read(tc_ledger *ledger, const char *id, tc_arena *arena,
                       tc_holder *holder, tc_error *error)
{
    tc_store *store = ledger->store;
    bool row = false, no_memory = false;
    *holder = tc_nobody;
    tc_code code = store->door->ask(
        store,
        "SELECT number, id, name, area, area_name, illustrative FROM projects "
        "WHERE id = $1",
        &TC_SQL_T(id), 1, error);
    if (code == TC_OK)
        code = store->door->next(store, &row, error);
    if (code != TC_OK || !row)
        return code;
    *holder = holder_at(store, 0, arena, &no_memory);
    return no_memory ? tc_no_memory(error) : store->door->next(store, &row, error);
}

/* ---- accounts ---------------------------------------------------------------------- */

/* Ten thousand times what a province can have: sums of these fit, whatever a damaged file
 * says. */
static const tc_grains BALANCE_MOST = (tc_grains)1 << 50;

static bool account_at(tc_store *store, tc_standing_account *account)
{
    const int pollutant = pollutant_of(store->door->text_at(store, 1));
    const int kind = tc_ledger_word_find(tc_account_words, TC_ACCOUNTS,
                                         store->door->text_at(store, 2));
    *account = (tc_standing_account){.lot = store->door->number_at(store, 0),
                                     .pollutant = pollutant,
                                     .account = (tc_account)kind,
                                     .project = store->door->number_at(store, 3),
                                     .grains = store->door->number_at(store, 4)};
    return pollutant >= 0 && kind >= 0 && account->grains <= BALANCE_MOST &&
           account->grains >= -BALANCE_MOST;
}

/* The same order whatever the database makes of texts: bookings follow it. */
static int compare_accounts(const void *a, const void *b)
{
    const tc_standing_account *one = a, *other = b;
    if (one->lot != other->lot)
        return one->lot < other->lot ? -1 : 1;
    if (one->pollutant != other->pollutant)
        return one->pollutant - other->pollutant;
    if (one->account != other->account)
        return (int)one->account - (int)other->account;
    return (one->project > other->project) - (one->project < other->project);
}

/* The rows of the statement that was asked. */
static tc_code gather_accounts(tc_store *store, tc_standing_account **accounts,
                               int *count, tc_error *error)
{
    tc_standing_account *list = NULL;
    int found = 0, room = 0;
    bool row = true;
    tc_code code = TC_OK;
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, error);
        if (code != TC_OK || !row)
            break;
        if (found == room) {
            room = room ? 2 * room : 64;
            tc_standing_account *grown = tc_mem_grow(list, (size_t)room, sizeof *grown);
            if (!grown) {
                code = tc_no_memory(error);
                break;
            }
            list = grown;
        }
        if (!account_at(store, &list[found++]))
            code = tc_fail(error, TC_ERR_INPUT, NULL, "台账已损坏：有不认识的账户",
                           "the ledger is damaged: it has an unknown account");
    }
    if (code != TC_OK) {
        tc_mem_drop(list);
        return code;
    }
    if (found > 0)
        qsort(list, (size_t)found, sizeof *list, compare_accounts);
    *accounts = list;
    *count = found;
    return TC_OK;
}

tc_code tc_accounts_read(tc_ledger *ledger, int64_t at, tc_standing_account **accounts,
                         int *count, tc_error *error)
{
    const tc_code code = ledger->store->door->ask(
        ledger->store,
        "SELECT lot, pollutant, account, project, CAST(sum(grains) AS BIGINT) "
        "FROM entries WHERE booking <= $1 GROUP BY lot, pollutant, account, project",
        &TC_SQL_N(at), 1, error);
    return code == TC_OK ? gather_accounts(ledger->store, accounts, count, error) : code;
}

tc_code tc_accounts_of(tc_ledger *ledger, int64_t project, tc_standing_account **accounts,
                       int *count, tc_error *error)
{
    const tc_code code = ledger->store->door->ask(
        ledger->store,
        "SELECT lot, pollutant, account, project, CAST(sum(grains) AS BIGINT) "
        "FROM entries WHERE project = $1 AND project > 0 "
        "GROUP BY lot, pollutant, account, project",
        &TC_SQL_N(project), 1, error);
    return code == TC_OK ? gather_accounts(ledger->store, accounts, count, error) : code;
}
