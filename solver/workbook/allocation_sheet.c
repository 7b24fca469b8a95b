/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "domain/standing.h"
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"层级", "tier", 5, TC_BOOK_NUMBER},
    {"项目编号", "project", 11, TC_BOOK_TEXT},
    {"项目名称", "name", 26, TC_BOOK_TEXT},
    {"所在区域", "area", 10, TC_BOOK_TEXT},
    {"示例", "illustrative", 6, TC_BOOK_TEXT},
    {"结果", "result", 9, TC_BOOK_TEXT},
    {"份额", "share", 9, TC_BOOK_SHARE},
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT},
    {"排放量 E", "emission E", 12, TC_BOOK_AMOUNT},
    {"倍数 r", "ratio r", 7, TC_BOOK_NUMBER},
    {"需要 r×E", "needed r×E", 12, TC_BOOK_TONNES},
    {"核定排放量", "approved emission", 12, TC_BOOK_TONNES},
    {"核定抵扣", "credited", 12, TC_BOOK_TONNES},
    {"削减源编号", "source", 11, TC_BOOK_TEXT},
    {"削减源名称", "name of the source", 26, TC_BOOK_TEXT},
    {"削减源所在区域", "area of the source", 10, TC_BOOK_TEXT},
    {"跨区域", "pooled", 7, TC_BOOK_TEXT},
    {"取用削减量", "drawn", 12, TC_BOOK_TONNES},
};

static const tc_book_form form = {.zh = "统筹分配方案",
                                  .en = "Allocation",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 3,
                                  .totals = true};

/* The cells of a project, up to the pollutant. */
static void put_project(const tc_showing *showing, int j)
{
    const tc_problem *problem = showing->problem;
    const tc_project *project = &problem->projects[j];
    const tc_standing standing = tc_standing_of(problem, showing->plan, j);
    tc_book *book = showing->book;
    tc_book_number(book, project->tier);
    tc_book_text(book, project->id);
    tc_book_text(book, project->name);
    tc_book_text(book, problem->areas[project->area].name);
    tc_book_text(book, tc_illustrative_mark(project));
    tc_book_text(book, tc_standing_shown(standing, showing->language));
    tc_book_number(book, standing == TC_STANDING_BOOKED ? NAN : showing->plan->share[j]);
}

/* What is asked and approved of a pollutant: once, in the first row of its credits. */
static void put_amounts(const tc_showing *showing, int j, int pollutant)
{
    const tc_project *project = &showing->problem->projects[j];
    const int at = j * TC_POLLUTANTS + pollutant;
    tc_book *book = showing->book;
    tc_book_number(book, project->emission[pollutant]);
    tc_book_number(book, project->ratio[pollutant]);
    tc_book_tonnes(book, tc_need_of(showing->problem, showing->plan, j, pollutant));
    tc_book_tonnes(book, showing->plan->emission[at]);
    tc_book_tonnes(book, showing->plan->credit[at]);
}

static void put_credit(const tc_showing *showing, const tc_credit *credit)
{
    const tc_problem *problem = showing->problem;
    const tc_source *source = &problem->sources[credit->source];
    tc_book *book = showing->book;
    tc_book_text(book, source->id);
    tc_book_text(book, source->name);
    tc_book_text(book, problem->areas[source->area].name);
    tc_book_text(
        book, tc_yes_or_no(book, tc_is_pooled(problem, credit->source, credit->project)));
    tc_book_tonnes(book, credit->grains);
}

/* A row for each credit of the pollutant; one without a source where there is none. */
static void put_pollutant(const tc_showing *showing, int j, int pollutant)
{
    const int end = showing->first_credit[j + 1];
    tc_book *book = showing->book;
    bool first = true;
    for (int k = showing->first_credit[j]; k < end; k++) {
        const tc_credit *credit = &showing->plan->credits[k];
        if (credit->pollutant != pollutant)
            continue;
        put_project(showing, j);
        tc_book_pollutant(book, pollutant);
        if (first)
            put_amounts(showing, j, pollutant);
        else
            tc_book_skip(book, 5);
        put_credit(showing, credit);
        tc_book_end_row(book);
        first = false;
    }
    if (!first)
        return;
    put_project(showing, j);
    tc_book_pollutant(book, pollutant);
    put_amounts(showing, j, pollutant);
    tc_book_end_row(book);
}

tc_book_totals tc_allocation_sheet(const tc_showing *showing)
{
    tc_book_begin(showing->book, &form);
    for (int k = 0; k < showing->problem->project_count; k++) {
        const int j = showing->order[k];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (showing->problem->projects[j].emission[p] > 0.0)
                put_pollutant(showing, j, p);
    }
    return tc_book_end(showing->book);
}
