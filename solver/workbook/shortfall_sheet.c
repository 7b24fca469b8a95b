/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/standing.h"
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"层级", "tier", 5, TC_BOOK_NUMBER},
    {"项目编号", "project", 11, TC_BOOK_TEXT},
    {"项目名称", "name", 28, TC_BOOK_TEXT},
    {"所在区域", "area", 10, TC_BOOK_TEXT},
    {"示例", "illustrative", 7, TC_BOOK_TEXT},
    {"结果", "result", 10, TC_BOOK_TEXT},
    {"份额", "share", 9, TC_BOOK_SHARE},
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT},
    {"需要 r×E", "needed r×E", 13, TC_BOOK_TONNES},
    {"核定抵扣", "credited", 13, TC_BOOK_TONNES},
    {"缺口", "short", 13, TC_BOOK_TONNES},
    {"其他安排不变时至少还要", "more needed, all else unchanged", 17, TC_BOOK_TONNES},
    {"原因（所依条款）", "reason and clause", 52, TC_BOOK_TEXT},
};

static const tc_book_form form = {.zh = "未满足清单",
                                  .en = "Shortfalls",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 3,
                                  .totals = true};

static void put_row(const tc_showing *showing, int j, int pollutant, const char *reason)
{
    const tc_problem *problem = showing->problem;
    const tc_plan *plan = showing->plan;
    const tc_project *project = &problem->projects[j];
    tc_book *book = showing->book;
    tc_book_number(book, project->tier);
    tc_book_text(book, project->id);
    tc_book_text(book, project->name);
    tc_book_text(book, problem->areas[project->area].name);
    tc_book_text(book, tc_illustrative_mark(project));
    tc_book_text(book,
                 tc_standing_shown(tc_standing_of(problem, plan, j), showing->language));
    tc_book_number(book, plan->share[j]);
    tc_book_pollutant(book, pollutant);
    tc_book_tonnes(book, tc_need_of(problem, plan, j, pollutant));
    tc_book_tonnes(book, plan->credit[j * TC_POLLUTANTS + pollutant]);
    tc_book_remainder(book, TC_SHORTFALL_SHORT - 2, TC_SHORTFALL_SHORT - 1, -1,
                      tc_need_of(problem, plan, j, pollutant) -
                          plan->credit[j * TC_POLLUTANTS + pollutant]);
    tc_book_tonnes(book, tc_reason_missing(problem, plan, j, pollutant));
    tc_book_text(book, reason);
    tc_book_end_row(book);
}

/* The reason stands beside the pollutants that it is about, else beside the first. */
static void put_project(const tc_showing *showing, int j, const char *reason)
{
    const unsigned stopping = showing->plan->reasons[j].pollutants;
    bool first = true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(showing->problem->projects[j].need[p] > 0.0))
            continue;
        const bool told = stopping == 0 ? first : (stopping & 1U << p) != 0;
        put_row(showing, j, p, told ? reason : "");
        first = false;
    }
}

tc_book_totals tc_shortfall_sheet(const tc_showing *showing)
{
    const tc_problem *problem = showing->problem;
    tc_book_begin(showing->book, &form);
    for (int k = 0; k < problem->project_count; k++) {
        const int j = showing->order[k];
        const tc_standing standing = tc_standing_of(problem, showing->plan, j);
        if (standing == TC_STANDING_SERVED || standing == TC_STANDING_BOOKED)
            continue;
        const tc_standing_reason why = tc_standing_explain(problem, showing->plan, j);
        put_project(showing, j, showing->language == TC_EN ? why.en : why.zh);
    }
    return tc_book_end(showing->book);
}
