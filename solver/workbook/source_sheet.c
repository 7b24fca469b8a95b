/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"编号", "source", 8, TC_BOOK_TEXT},
    {"名称", "name", 26, TC_BOOK_TEXT},
    {"所在区域", "area", 10, TC_BOOK_TEXT},
    {"流域", "basin", 10, TC_BOOK_TEXT},
    {"类别", "kind", 9, TC_BOOK_TEXT},
    {"行业", "industry", 11, TC_BOOK_TEXT},
    {"措施", "measure", 24, TC_BOOK_TEXT},
    {"出处（文号、条款）", "document and paragraph", 32, TC_BOOK_TEXT},
    {"状态", "status", 8, TC_BOOK_TEXT},
    {"形成时间", "available from", 11, TC_BOOK_TEXT},
    {"核实比例", "realisation", 9, TC_BOOK_SHARE},
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT},
    {"公布削减量", "reduction as printed", 13, TC_BOOK_TONNES},
    {"可供安排", "supply", 13, TC_BOOK_TONNES},
    {"已用", "used", 13, TC_BOOK_TONNES},
    {"剩余", "remaining", 13, TC_BOOK_TONNES},
    {"备注", "note", 26, TC_BOOK_TEXT},
};

static const tc_book_form form = {.zh = "削减源台账",
                                  .en = "Ledger of sources",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 2,
                                  .totals = true};

static const char *status_of(const tc_book *book, tc_source_status status)
{
    switch (status) {
    case TC_SOURCE_PLANNED:
        return tc_book_pick(book, "计划", "planned");
    case TC_SOURCE_VERIFIED:
        return tc_book_pick(book, "已核实", "verified");
    case TC_SOURCE_RETIRED:
        break;
    }
    return tc_book_pick(book, "已退出", "retired");
}

static void put_source(const tc_showing *showing, const tc_source *source)
{
    const tc_problem *problem = showing->problem;
    tc_book *book = showing->book;
    tc_book_text(book, source->id);
    tc_book_text(book, source->name);
    tc_book_text(book, problem->areas[source->area].name);
    tc_book_text(book, source->basin >= 0 ? problem->basins[source->basin] : "");
    tc_book_text(book, source->reserve ? tc_book_pick(book, "政府储备", "reserve")
                                       : tc_book_pick(book, "削减", "reduction"));
    tc_book_text(book, source->industry);
    tc_book_text(book, source->measure);
    tc_book_text(book, source->reference);
    tc_book_text(book, status_of(book, source->status));
    tc_book_day(book, source->available_from);
    tc_book_number(book, source->realisation);
}

static void put_row(const tc_showing *showing, int s, int pollutant)
{
    const tc_problem *problem = showing->problem;
    const tc_source *source = &problem->sources[s];
    const int at = s * TC_POLLUTANTS + pollutant;
    const tc_grains supply = showing->sums->supply[at];
    const tc_grains used = showing->sums->credited[at];
    tc_book *book = showing->book;
    put_source(showing, source);
    tc_book_pollutant(book, pollutant);
    tc_book_tonnes(book,
                   tc_grains_down(source->quantity[pollutant], problem->grain_digits));
    tc_book_tonnes(book, supply);
    tc_book_tonnes(book, used);
    tc_book_remainder(book, TC_SOURCE_SUPPLY, TC_SOURCE_USED, -1, supply - used);
    tc_book_text(book, source->note);
    tc_book_end_row(book);
}

tc_book_totals tc_source_sheet(const tc_showing *showing)
{
    const tc_problem *problem = showing->problem;
    tc_book_begin(showing->book, &form);
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (problem->sources[s].quantity[p] > 0.0)
                put_row(showing, s, p);
    return tc_book_end(showing->book);
}
