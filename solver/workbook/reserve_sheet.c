/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook/plan_sheets.h"

/* What the government holds: the sources of its reserve, and what a case holds back of
 * the others. */
static const tc_book_column columns[] = {
    {"区域", "area", 12, TC_BOOK_TEXT},
    {"编号", "source", 11, TC_BOOK_TEXT},
    {"名称", "name", 30, TC_BOOK_TEXT},
    {"类别", "kind", 12, TC_BOOK_TEXT},
    {"去向（项目）", "goes to (project)", 30, TC_BOOK_TEXT},
    {"示例", "illustrative", 7, TC_BOOK_TEXT},
    {"文号", "letter no.", 14, TC_BOOK_TEXT},
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT},
    {"期初", "opening", 13, TC_BOOK_TONNES},
    {"收储", "in", 13, TC_BOOK_TONNES},
    {"支出", "out", 13, TC_BOOK_TONNES},
    {"期末", "closing", 13, TC_BOOK_TONNES},
};

static const tc_book_form form = {.zh = "储备台账",
                                  .en = "Ledger of the reserve",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 3,
                                  .totals = true};

/* One movement; project -1: none. */
static void put_row(const tc_showing *showing, int s, int project, int pollutant,
                    const tc_grains amounts[3])
{
    const tc_problem *problem = showing->problem;
    const tc_source *source = &problem->sources[s];
    const tc_project *to = project >= 0 ? &problem->projects[project] : NULL;
    tc_book *book = showing->book;
    tc_book_text(book, problem->areas[source->area].name);
    tc_book_text(book, source->id);
    tc_book_text(book, source->name);
    tc_book_text(book, source->reserve ? tc_book_pick(book, "政府储备", "reserve")
                                       : tc_book_pick(book, "留存", "held back"));
    tc_book_text(book, to ? to->name : "");
    tc_book_text(book, to ? tc_illustrative_mark(to) : "");
    tc_book_skip(book, 1);
    tc_book_pollutant(book, pollutant);
    for (int k = 0; k < 3; k++)
        tc_book_tonnes(book, amounts[k]);
    tc_book_tonnes(book, amounts[0] + amounts[1] - amounts[2]);
    tc_book_end_row(book);
}

/* The opening of a reserve source, then each project that drew on it. */
static void put_reserve(const tc_showing *showing, int s, int pollutant)
{
    const tc_grains opening[3] = {showing->sums->supply[s * TC_POLLUTANTS + pollutant]};
    if (opening[0] == 0)
        return;
    put_row(showing, s, -1, pollutant, opening);
    for (int k = 0; k < showing->plan->credit_count; k++) {
        const tc_credit *credit = &showing->plan->credits[k];
        const tc_grains out[3] = {0, 0, credit->grains};
        if (credit->source == s && credit->pollutant == pollutant)
            put_row(showing, s, credit->project, pollutant, out);
    }
}

/* What the case's reserve share holds back of what there is at the decision date. */
static void put_held_back(const tc_showing *showing, int s, int pollutant)
{
    const tc_problem *problem = showing->problem;
    const tc_source *source = &problem->sources[s];
    const tc_grains there = tc_grains_down(
        source->quantity[pollutant] * source->realisation, problem->grain_digits);
    const tc_grains supply = showing->sums->supply[s * TC_POLLUTANTS + pollutant];
    const tc_grains in[3] = {0, there - supply, 0};
    const bool usable =
        source->status != TC_SOURCE_RETIRED && source->expires >= problem->decision_date;
    if (usable && in[1] > 0)
        put_row(showing, s, -1, pollutant, in);
}

tc_book_totals tc_reserve_sheet(const tc_showing *showing)
{
    tc_book_begin(showing->book, &form);
    for (int s = 0; s < showing->problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            if (showing->problem->sources[s].reserve)
                put_reserve(showing, s, p);
            put_held_back(showing, s, p);
        }
    return tc_book_end(showing->book);
}
