/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "domain/problem.h"
#include "ledger/books.h"

/* What the ledger has recognised of a source, over all its lots. What became of it since
 * does not count: a case that says the same again must not undo a cut. */
static tc_grains recognised(tc_writing *w, const tc_lots *lots, int pollutant)
{
    tc_grains sum = 0;
    for (int k = 0; k < lots->count; k++)
        sum -=
            tc_writing_balance(w, lots->list[k].number, pollutant, TC_ACCOUNT_ORIGIN, 0);
    return sum;
}

static void check_area(tc_writing *w, const tc_lots *lots, const tc_source *source,
                       const tc_area *area)
{
    for (int k = 0; k < lots->count && w->code == TC_OK; k++)
        if (strcmp(lots->list[k].area, area->id) != 0)
            TC_REFUSE_WRITING(
                w,
                "削减源 %s 在台账里属于 %s，案例里却属于 %s：换了区域的削减源"
                "要用新的编号",
                "source %s belongs to %s in the ledger, and to %s in the "
                "case: a source that changes its area needs an id of its "
                "own",
                source->id, lots->list[k].area, area->id);
}

static void import_pollutant(tc_writing *w, const tc_problem *problem,
                             const tc_source *source, const tc_lots *lots, int pollutant)
{
    const tc_area *area = &problem->areas[source->area];
    const tc_grains has = tc_grains_down(
        source->realisation * source->quantity[pollutant], problem->grain_digits);
    const tc_grains more = has - recognised(w, lots, pollutant);
    if (more <= 0 || w->code != TC_OK)
        return;
    const tc_lot wanted = {.source = source->id,
                           .name = source->name,
                           .area = area->id,
                           .area_name = area->name,
                           .basin =
                               source->basin < 0 ? "" : problem->basins[source->basin],
                           .vintage = source->available_from};
    const tc_lot lot = tc_writing_lot(w, &wanted);
    tc_writing_book(w, &(tc_movement){.kind = TC_BOOKING_RECOGNISE,
                                      .lot = &lot,
                                      .holder = &tc_nobody,
                                      .pollutant = pollutant,
                                      .from = TC_ACCOUNT_ORIGIN,
                                      .to = TC_ACCOUNT_FREE,
                                      .grains = more});
    tc_writing_cover(w, &lot, pollutant);
}

static void import_source(tc_writing *w, const tc_problem *problem, int s)
{
    const tc_source *source = &problem->sources[s];
    tc_lots lots = {0};
    if (w->code == TC_OK)
        w->code = tc_lots_read(w->ledger, source->id, &w->arena, &lots, w->error);
    check_area(w, &lots, source, &problem->areas[source->area]);
    for (int p = 0; p < TC_POLLUTANTS && w->code == TC_OK; p++)
        if (source->quantity[p] > 0.0)
            import_pollutant(w, problem, source, &lots, p);
}

tc_code tc_ledger_import(tc_ledger *ledger, const tc_problem *problem, const tc_act *act,
                         tc_receipt *receipt, tc_error *error)
{
    tc_writing writing;
    if (problem->grain_digits != ledger->grain_digits)
        return tc_fail(error, TC_ERR_LEDGER, NULL,
                       "案例的最小单位是 10 的负 %d 次方吨，台账的是负 %d 次方：不能混用",
                       "the grain of the case is 10^-%d t, that of the ledger 10^-%d t: "
                       "they cannot be mixed",
                       problem->grain_digits, ledger->grain_digits);
    const tc_code code = tc_writing_begin(ledger, act, &writing, error);
    if (code != TC_OK)
        return code;
    for (int s = 0; s < problem->source_count && writing.code == TC_OK; s++)
        if (problem->sources[s].status != TC_SOURCE_RETIRED)
            import_source(&writing, problem, s);
    return tc_writing_end(&writing, receipt);
}
