/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/booked.h"
#include "ledger/books.h"

/* A snapshot on its way. */
typedef struct reading {
    tc_ledger *ledger;
    tc_booked *booked;
    tc_lots lots;
    int *source_of; /* by number of a lot less 1: index into booked->sources */
    tc_error *error;
} reading;

static const char *keep(reading *r, const char *text)
{
    return tc_arena_text(&r->booked->arena, text, strlen(text));
}

/* ---- sources ----------------------------------------------------------------------- */

static bool add_source(reading *r, const tc_lot *lot)
{
    tc_booked *booked = r->booked;
    const int *known = tc_name_index_find(&booked->source_ids, lot->source);
    if (!known) {
        tc_booked_source *source = &booked->sources[booked->source_count];
        source->id = lot->source;
        source->area = lot->area;
        if (!tc_name_index_add(&booked->source_ids, source->id, booked->source_count))
            return false;
        r->source_of[lot->number - 1] = booked->source_count++;
    } else {
        r->source_of[lot->number - 1] = *known;
    }
    return true;
}

static tc_code read_sources(reading *r)
{
    tc_booked *booked = r->booked;
    tc_code code = tc_lots_read(r->ledger, NULL, &booked->arena, &r->lots, r->error);
    if (code != TC_OK)
        return code;
    booked->sources =
        tc_arena_take(&booked->arena, (size_t)r->lots.count, sizeof *booked->sources);
    r->source_of =
        tc_arena_take(&booked->arena, (size_t)r->lots.count, sizeof *r->source_of);
    if (!booked->sources || !r->source_of)
        return tc_no_memory(r->error);
    for (int k = 0; k < r->lots.count; k++)
        if (!add_source(r, &r->lots.list[k]))
            return tc_no_memory(r->error);
    return TC_OK;
}

static void sum_account(reading *r, const tc_standing_account *account)
{
    if (account->lot < 1 || account->lot > r->lots.count)
        return;
    tc_booked_source *source = &r->booked->sources[r->source_of[account->lot - 1]];
    const int p = account->pollutant;
    switch (account->account) {
    case TC_ACCOUNT_ORIGIN:
        source->net[p] -= account->grains;
        break;
    case TC_ACCOUNT_REDUCED:
        source->net[p] -= account->grains;
        source->cut[p] += account->grains;
        break;
    case TC_ACCOUNT_RESERVED:
    case TC_ACCOUNT_ALLOCATED:
    case TC_ACCOUNT_COMMITTED:
    case TC_ACCOUNT_EXPIRED:
    case TC_ACCOUNT_RETIRED:
        source->used[p] += account->grains;
        break;
    case TC_ACCOUNT_FREE:
    case TC_ACCOUNT_GAP:
    case TC_ACCOUNTS:
        break;
    }
}

/* ---- projects ---------------------------------------------------------------------- */

/* Those that hold something, with the last booking that gave it to them. */
static const char HOLDING[] =
    "SELECT p.id, e.committed, b.date, b.who, b.document FROM projects p "
    "JOIN (SELECT project, sum(grains) AS held, "
    "CAST(sum(CASE WHEN account = 'committed' THEN grains ELSE 0 END) AS BIGINT) "
    "AS committed FROM entries WHERE project > 0 AND booking <= $1 GROUP BY project) e "
    "ON e.project = p.number AND e.held > 0 "
    "JOIN bookings b ON b.number = (SELECT max(booking) FROM entries x "
    "WHERE x.project = p.number AND x.project > 0 AND x.grains > 0 AND x.booking <= $1) "
    "ORDER BY p.number";

static bool add_project(reading *r, int *room)
{
    tc_booked *booked = r->booked;
    tc_store *store = r->ledger->store;
    if (booked->project_count == *room) {
        *room = *room ? 2 * *room : 16;
        tc_booked_project *grown =
            tc_arena_take(&booked->arena, (size_t)*room, sizeof *grown);
        if (!grown)
            return false;
        if (booked->project_count > 0)
            memcpy(grown, booked->projects,
                   (size_t)booked->project_count * sizeof *grown);
        booked->projects = grown;
    }
    tc_booked_project *project = &booked->projects[booked->project_count];
    *project = (tc_booked_project){.id = keep(r, store->door->text_at(store, 0)),
                                   .committed = store->door->number_at(store, 1) > 0,
                                   .day = (tc_day)store->door->number_at(store, 2),
                                   .who = keep(r, store->door->text_at(store, 3)),
                                   .document = keep(r, store->door->text_at(store, 4))};
    return project->id && project->who && project->document &&
           tc_name_index_add(&booked->project_ids, project->id, booked->project_count++);
}

static tc_code read_projects(reading *r)
{
    tc_store *store = r->ledger->store;
    int room = 0;
    bool row = true;
    tc_code code =
        store->door->ask(store, HOLDING, &TC_SQL_N(r->booked->number), 1, r->error);
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, r->error);
        if (code == TC_OK && row && !add_project(r, &room))
            code = tc_no_memory(r->error);
    }
    return code;
}

/* ---- the whole --------------------------------------------------------------------- */

static tc_code read_all(reading *r)
{
    tc_standing_account *accounts = NULL;
    int count = 0;
    tc_code code = read_sources(r);
    if (code == TC_OK)
        code =
            tc_accounts_read(r->ledger, r->booked->number, &accounts, &count, r->error);
    for (int k = 0; code == TC_OK && k < count; k++)
        sum_account(r, &accounts[k]);
    tc_mem_drop(accounts);
    return code == TC_OK ? read_projects(r) : code;
}

/* One state of the ledger, whatever others book meanwhile. */
static tc_code read_at(reading *r, const char *hash)
{
    tc_head head;
    tc_booked *booked = r->booked;
    tc_code code = r->ledger->store->door->begin(r->ledger->store, false, r->error);
    if (code != TC_OK)
        return code;
    code = hash ? tc_head_find(r->ledger, hash, &head, r->error)
                : tc_head_read(r->ledger, &head, r->error);
    if (code == TC_OK) {
        booked->number = head.number;
        booked->day = head.date;
        memcpy(booked->head, head.hash, sizeof booked->head);
        code = read_all(r);
    }
    r->ledger->store->door->rollback(r->ledger->store);
    return code;
}

tc_code tc_ledger_booked(tc_ledger *ledger, const char *head, tc_booked **booked,
                         tc_error *error)
{
    reading r = {
        .ledger = ledger, .booked = tc_mem_new(1, sizeof *r.booked), .error = error};
    if (!r.booked)
        return tc_no_memory(error);
    r.booked->grain_digits = ledger->grain_digits;
    r.booked->name = keep(&r, ledger->name);
    const tc_code code = r.booked->name ? read_at(&r, head) : tc_no_memory(error);
    if (code == TC_OK)
        *booked = r.booked;
    else
        tc_booked_free(r.booked);
    return code;
}
