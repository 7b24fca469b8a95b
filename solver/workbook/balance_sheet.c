/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "domain/standing.h"
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"区域编号", "area", 13, TC_BOOK_TEXT},
    {"区域", "name", 16, TC_BOOK_TEXT},
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT},
    {"需要 r×E", "needed r×E", 15, TC_BOOK_TONNES},
    {"供给", "supply", 15, TC_BOOK_TONNES},
    {"本区域用", "used here", 15, TC_BOOK_TONNES},
    {"调出", "sent away", 15, TC_BOOK_TONNES},
    {"调入", "drawn from elsewhere", 15, TC_BOOK_TONNES},
    {"剩余", "remaining", 15, TC_BOOK_TONNES},
};

static const tc_book_form form = {.zh = "县际平衡表",
                                  .en = "Balance of areas",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 3,
                                  .totals = true};

/* Of one area and pollutant. */
typedef struct balance {
    tc_grains needed, supply, own, out, in;
} balance;

/* Index area * TC_POLLUTANTS + pollutant. */
static void fill(const tc_showing *showing, balance *of)
{
    const tc_problem *problem = showing->problem;
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            of[problem->sources[s].area * TC_POLLUTANTS + p].supply +=
                showing->sums->supply[s * TC_POLLUTANTS + p];
    for (int j = 0; j < problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            of[problem->projects[j].area * TC_POLLUTANTS + p].needed +=
                tc_need_of(problem, showing->plan, j, p);
    for (int k = 0; k < showing->plan->credit_count; k++) {
        const tc_credit *credit = &showing->plan->credits[k];
        const int from = problem->sources[credit->source].area;
        const int to = problem->projects[credit->project].area;
        if (tc_is_pooled(problem, credit->source, credit->project)) {
            of[from * TC_POLLUTANTS + credit->pollutant].out += credit->grains;
            of[to * TC_POLLUTANTS + credit->pollutant].in += credit->grains;
        } else {
            of[from * TC_POLLUTANTS + credit->pollutant].own += credit->grains;
        }
    }
}

static void put_row(tc_book *book, const tc_area *area, int pollutant, const balance *of)
{
    tc_book_text(book, area->id);
    tc_book_text(book, area->name);
    tc_book_pollutant(book, pollutant);
    tc_book_tonnes(book, of->needed);
    tc_book_tonnes(book, of->supply);
    tc_book_tonnes(book, of->own);
    tc_book_tonnes(book, of->out);
    tc_book_tonnes(book, of->in);
    tc_book_remainder(book, TC_BALANCE_SUPPLY, TC_BALANCE_OWN, TC_BALANCE_OUT,
                      of->supply - of->own - of->out);
    tc_book_end_row(book);
}

tc_book_totals tc_balance_sheet(const tc_showing *showing)
{
    const tc_problem *problem = showing->problem;
    balance *all = tc_mem_new((size_t)problem->area_count * TC_POLLUTANTS, sizeof *all);
    tc_book_begin(showing->book, &form);
    if (!all)
        tc_book_fail(showing->book);
    else
        fill(showing, all);
    for (int a = 0; all && a < problem->area_count; a++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const balance *of = &all[a * TC_POLLUTANTS + p];
            if (of->needed > 0 || of->supply > 0 || of->in > 0)
                put_row(showing->book, &problem->areas[a], p, of);
        }
    tc_mem_drop(all);
    return tc_book_end(showing->book);
}
