/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/nearest.h"
#include "ledger/books.h"

static const struct {
    tc_booking_kind kind;
    tc_account from, to;
} MOVES[] = {
    [TC_DECISION_APPROVE] = {TC_BOOKING_COMMIT, TC_ACCOUNT_ALLOCATED,
                             TC_ACCOUNT_COMMITTED},
    [TC_DECISION_REJECT] = {TC_BOOKING_REJECT, TC_ACCOUNT_ALLOCATED, TC_ACCOUNT_FREE},
    [TC_DECISION_RELEASE] = {TC_BOOKING_RELEASE, TC_ACCOUNT_ALLOCATED, TC_ACCOUNT_FREE},
    [TC_DECISION_TAKE_BACK] = {TC_BOOKING_TAKE_BACK, TC_ACCOUNT_COMMITTED,
                               TC_ACCOUNT_FREE},
};

/* No such project: perhaps another was meant. */
static void refuse_unknown(tc_writing *w, const char *id)
{
    tc_store *store = w->ledger->store;
    tc_nearest search;
    bool row = true;
    tc_nearest_start(&search, id, false);
    w->code =
        store->door->ask(store, "SELECT id FROM projects ORDER BY id", NULL, 0, w->error);
    while (w->code == TC_OK && row) {
        w->code = store->door->next(store, &row, w->error);
        const char *text = row ? store->door->text_at(store, 0) : "";
        const char *name = tc_arena_text(&w->arena, text, strlen(text));
        if (w->code == TC_OK && row && name)
            tc_nearest_offer(&search, name);
    }
    if (w->code != TC_OK)
        return;
    if (search.best)
        TC_REFUSE_WRITING(w, "台账里没有项目“%s”，是不是“%s”？",
                          "the ledger has no project '%s': did you mean '%s'?",
                          tc_plain_show(id).text, search.best);
    else
        TC_REFUSE_WRITING(w, "台账里没有项目“%s”", "the ledger has no project '%s'",
                          tc_plain_show(id).text);
}

static const tc_lot *lot_of(const tc_lots *lots, int64_t number)
{
    for (int k = 0; k < lots->count; k++)
        if (lots->list[k].number == number)
            return &lots->list[k];
    return NULL;
}

/* Move all that the project has in the account; how many bookings that takes. */
static int move(tc_writing *w, tc_decision decision, const tc_holder *holder)
{
    tc_standing_account *accounts = NULL;
    tc_lots lots = {0};
    int count = 0, moved = 0;
    w->code = tc_lots_read(w->ledger, NULL, &w->arena, &lots, w->error);
    if (w->code == TC_OK)
        w->code = tc_accounts_of(w->ledger, holder->number, &accounts, &count, w->error);
    for (int k = 0; k < count && w->code == TC_OK; k++) {
        const tc_lot *lot = lot_of(&lots, accounts[k].lot);
        if (accounts[k].account != MOVES[decision].from || accounts[k].grains <= 0 ||
            !lot)
            continue;
        tc_writing_book(w, &(tc_movement){.kind = MOVES[decision].kind,
                                          .lot = lot,
                                          .holder = holder,
                                          .pollutant = accounts[k].pollutant,
                                          .from = MOVES[decision].from,
                                          .to = MOVES[decision].to,
                                          .grains = accounts[k].grains});
        if (MOVES[decision].to == TC_ACCOUNT_FREE)
            tc_writing_cover(w, lot, accounts[k].pollutant);
        moved++;
    }
    tc_mem_drop(accounts);
    return moved;
}

static void decide(tc_writing *w, tc_decision decision, const char *project)
{
    tc_holder holder;
    w->code = tc_holder_read(w->ledger, project, &w->arena, &holder, w->error);
    if (w->code != TC_OK)
        return;
    if (holder.number == 0) {
        refuse_unknown(w, project);
        return;
    }
    if (move(w, decision, &holder) == 0 && w->code == TC_OK)
        TC_REFUSE_WRITING(w, "项目 %s 没有“%s”%.0s的量，无可办理",
                          "project %s has nothing %.0s%s: there is nothing to do",
                          holder.id, tc_account_words[MOVES[decision].from].zh,
                          tc_account_words[MOVES[decision].from].en);
}

tc_code tc_ledger_decide(tc_ledger *ledger, tc_decision decision, const char *project,
                         const tc_act *act, tc_receipt *receipt, tc_error *error)
{
    tc_writing writing;
    const tc_code code = tc_writing_begin(ledger, act, &writing, error);
    if (code != TC_OK)
        return code;
    decide(&writing, decision, project);
    return tc_writing_end(&writing, receipt);
}
