/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"日期", "date", 11, TC_BOOK_TEXT},
    {"文号", "letter no.", 14, TC_BOOK_TEXT},
    {"项目编号", "project", 11, TC_BOOK_TEXT},
    {"项目名称", "name", 28, TC_BOOK_TEXT},
    {"示例", "illustrative", 7, TC_BOOK_TEXT},
    {"削减源编号", "source", 11, TC_BOOK_TEXT},
    {"削减源名称", "name of the source", 28, TC_BOOK_TEXT},
    {"出处（文号、条款）", "document and paragraph", 32, TC_BOOK_TEXT},
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT},
    {"取用", "drawn", 13, TC_BOOK_TONNES},
    {"取用后剩余", "remaining after it", 13, TC_BOOK_AMOUNT},
};

static const tc_book_form form = {.zh = "使用台账",
                                  .en = "Ledger of use",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 4,
                                  .totals = true};

/* left: what remains of the source after this credit. */
static void put_row(const tc_showing *showing, const tc_credit *credit, tc_grains left)
{
    const tc_problem *problem = showing->problem;
    const tc_project *project = &problem->projects[credit->project];
    const tc_source *source = &problem->sources[credit->source];
    tc_book *book = showing->book;
    tc_book_day(book, problem->decision_date);
    tc_book_skip(book, 1);
    tc_book_text(book, project->id);
    tc_book_text(book, project->name);
    tc_book_text(book, tc_illustrative_mark(project));
    tc_book_text(book, source->id);
    tc_book_text(book, source->name);
    tc_book_text(book, source->reference);
    tc_book_pollutant(book, credit->pollutant);
    tc_book_tonnes(book, credit->grains);
    tc_book_grains(book, left);
    tc_book_end_row(book);
}

tc_book_totals tc_usage_sheet(const tc_showing *showing)
{
    const tc_problem *problem = showing->problem;
    const size_t cells = (size_t)problem->source_count * TC_POLLUTANTS;
    tc_grains *left = tc_mem_new(cells, sizeof *left);
    tc_book_begin(showing->book, &form);
    if (!left)
        tc_book_fail(showing->book);
    else
        memcpy(left, showing->sums->supply, cells * sizeof *left);
    for (int k = 0; left && k < problem->project_count; k++) {
        const int j = showing->order[k];
        for (int c = showing->first_credit[j]; c < showing->first_credit[j + 1]; c++) {
            const tc_credit *credit = &showing->plan->credits[c];
            tc_grains *of = &left[credit->source * TC_POLLUTANTS + credit->pollutant];
            *of -= credit->grains;
            put_row(showing, credit, *of);
        }
    }
    tc_mem_drop(left);
    return tc_book_end(showing->book);
}
