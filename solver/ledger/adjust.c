/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "base/nearest.h"
#include "base/quantity.h"
#include "ledger/books.h"

enum { STAGES_MOST = 3 };

/* From which accounts, one after the other, and to which. */
static const struct {
    tc_booking_kind kind;
    tc_account from[STAGES_MOST];
    int stages;
    tc_account to;
} WAYS[] = {
    {TC_BOOKING_REDUCE,
     {TC_ACCOUNT_FREE, TC_ACCOUNT_RESERVED, TC_ACCOUNT_GAP},
     3,
     TC_ACCOUNT_REDUCED},
    {TC_BOOKING_RESERVE, {TC_ACCOUNT_FREE}, 1, TC_ACCOUNT_RESERVED},
    {TC_BOOKING_UNRESERVE, {TC_ACCOUNT_RESERVED}, 1, TC_ACCOUNT_FREE},
    {TC_BOOKING_EXPIRE, {TC_ACCOUNT_FREE}, 1, TC_ACCOUNT_EXPIRED},
    {TC_BOOKING_RETIRE, {TC_ACCOUNT_FREE}, 1, TC_ACCOUNT_RETIRED},
};
enum { WAY_COUNT = sizeof WAYS / sizeof *WAYS };

/* What is asked, as it was understood. */
typedef struct adjusting {
    int way, pollutant;
    tc_grains grains;
    const char *source;
} adjusting;

/* ---- what was asked ---------------------------------------------------------------- */

static tc_code find_way(const char *as, int *way, tc_error *error)
{
    for (int k = 0; k < WAY_COUNT; k++)
        if (strcmp(tc_booking_words[WAYS[k].kind].code, as) == 0 ||
            strcmp(tc_booking_words[WAYS[k].kind].zh, as) == 0) {
            *way = k;
            return TC_OK;
        }
    return tc_fail(error, TC_ERR_USAGE, NULL,
                   "没有“%s”这种调整，可用 reduce（核减）、reserve（预留）、"
                   "unreserve（解除预留）、expire（到期）、retire（注销）",
                   "there is no adjustment '%s': reduce, reserve, unreserve, expire and "
                   "retire may be used",
                   tc_plain_show(as).text);
}

static tc_code find_pollutant(const char *name, int *pollutant, tc_error *error)
{
    tc_nearest search;
    tc_nearest_start(&search, name, false);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (strcmp(tc_pollutants[p].id, name) == 0 ||
            strcmp(tc_pollutants[p].zh, name) == 0) {
            *pollutant = p;
            return TC_OK;
        }
        tc_nearest_offer(&search, tc_pollutants[p].id);
    }
    return tc_fail(
        error, TC_ERR_USAGE, NULL,
        search.best ? "没有污染物“%s”，是不是“%s”？"
                    : "没有污染物“%s”%.0s，可用 PM、SO2、NOx、VOCs、COD、NH3-N",
        search.best ? "there is no pollutant '%s': did you mean '%s'?"
                    : "there is no pollutant '%s'%.0s: PM, SO2, NOx, VOCs, COD "
                      "and NH3-N may be used",
        tc_plain_show(name).text, search.best ? search.best : "");
}

/* Whole grains, more than none. */
static tc_code read_tonnes(const char *text, int grain_digits, tc_grains *grains,
                           tc_error *error)
{
    tc_faults faults = {0};
    tc_quantity quantity = {0};
    const tc_spot spot = {.what = "t/a", .faults = &faults};
    tc_code code = tc_quantity_read(text, (tc_unit){0}, &spot, &quantity)
                       ? TC_OK
                       : tc_faults_refuse(&faults, error);
    tc_faults_free(&faults);
    if (code != TC_OK)
        return code;
    char grain[32];
    tc_grains_write(1, grain_digits, grain);
    *grains = tc_grains_down(quantity.tonnes, grain_digits);
    if (quantity.decimals > grain_digits || *grains <= 0)
        return tc_fail(error, TC_ERR_USAGE, NULL,
                       "吨数“%s”应大于 0，且是 %s t/a 的整数倍",
                       "the tonnage '%s' must be more than 0, and a multiple of %s t/a",
                       tc_plain_show(text).text, grain);
    return TC_OK;
}

/* ---- bookings ---------------------------------------------------------------------- */

/* What may be taken from an account of a lot. */
static tc_grains available(tc_writing *w, const tc_lot *lot, const adjusting *a,
                           tc_account from)
{
    if (from != TC_ACCOUNT_GAP)
        return tc_writing_balance(w, lot->number, a->pollutant, from, 0);
    /* no more can be cut than was recognised and not cut yet, or left the books */
    static const tc_account GONE[] = {TC_ACCOUNT_ORIGIN,   TC_ACCOUNT_FREE,
                                      TC_ACCOUNT_RESERVED, TC_ACCOUNT_EXPIRED,
                                      TC_ACCOUNT_RETIRED,  TC_ACCOUNT_REDUCED};
    tc_grains held = 0;
    for (size_t k = 0; k < sizeof GONE / sizeof *GONE; k++)
        held -= tc_writing_balance(w, lot->number, a->pollutant, GONE[k], 0);
    return held;
}

static void take(tc_writing *w, const tc_lot *lot, tc_account from, adjusting *a)
{
    const tc_grains has = available(w, lot, a, from);
    const tc_grains taken = has < a->grains ? has : a->grains;
    if (taken <= 0 || w->code != TC_OK)
        return;
    tc_writing_book(w, &(tc_movement){.kind = WAYS[a->way].kind,
                                      .lot = lot,
                                      .holder = &tc_nobody,
                                      .pollutant = a->pollutant,
                                      .from = from,
                                      .to = WAYS[a->way].to,
                                      .grains = taken});
    a->grains -= taken;
    if (WAYS[a->way].to == TC_ACCOUNT_FREE)
        tc_writing_cover(w, lot, a->pollutant);
}

static void refuse_rest(tc_writing *w, const adjusting *a, tc_grains asked)
{
    char has[32], wanted[32];
    tc_grains_write(asked - a->grains, w->ledger->grain_digits, has);
    tc_grains_write(asked, w->ledger->grain_digits, wanted);
    TC_REFUSE_WRITING(w, "削减源 %s 的 %s 只有 %s t/a 可以%s%.0s，不够 %s t/a",
                      "source %s, %s: only %s t/a can be taken to %.0s%s, less than %s "
                      "t/a",
                      a->source, tc_pollutants[a->pollutant].id, has,
                      tc_booking_words[WAYS[a->way].kind].zh,
                      tc_booking_words[WAYS[a->way].kind].en, wanted);
}

static void adjust(tc_writing *w, adjusting *a)
{
    const tc_grains asked = a->grains;
    tc_lots lots = {0};
    w->code = tc_lots_read(w->ledger, a->source, &w->arena, &lots, w->error);
    if (w->code == TC_OK && lots.count == 0) {
        TC_REFUSE_WRITING(w, "台账里没有削减源“%s”", "the ledger has no source '%s'",
                          tc_plain_show(a->source).text);
        return;
    }
    for (int stage = 0; stage < WAYS[a->way].stages; stage++)
        for (int k = 0; k < lots.count && a->grains > 0; k++)
            take(w, &lots.list[k], WAYS[a->way].from[stage], a);
    if (w->code == TC_OK && a->grains > 0)
        refuse_rest(w, a, asked);
}

tc_code tc_ledger_adjust(tc_ledger *ledger, const char *as, const char *source,
                         const char *pollutant, const char *tonnes, const tc_act *act,
                         tc_receipt *receipt, tc_error *error)
{
    adjusting a = {.source = source};
    tc_writing writing;
    tc_code code = find_way(as, &a.way, error);
    if (code == TC_OK)
        code = find_pollutant(pollutant, &a.pollutant, error);
    if (code == TC_OK)
        code = read_tonnes(tonnes, ledger->grain_digits, &a.grains, error);
    if (code == TC_OK)
        code = tc_ledger_text(act->document, "文号（--document）",
                              "the number of a document (--document)", error);
    if (code == TC_OK)
        code = tc_writing_begin(ledger, act, &writing, error);
    if (code != TC_OK)
        return code;
    adjust(&writing, &a);
    return tc_writing_end(&writing, receipt);
}
