/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "domain/sweep_summary.h"
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"内容", "what", 9, TC_BOOK_TEXT},
    {"编号", "id", 18, TC_BOOK_TEXT},
    {"名称", "name", 34, TC_BOOK_TEXT},
    {"示例", "illustrative", 7, TC_BOOK_TEXT},
    {"类别", "class", 9, TC_BOOK_TEXT},
    {"足额的情景占比", "frequency of full service", 11, TC_BOOK_SHARE},
    {"至少", "at least", 9, TC_BOOK_SHARE},
    {"至多", "at most", 9, TC_BOOK_SHARE},
    {"平均份额", "mean share", 9, TC_BOOK_SHARE},
    {"足额的情景数", "served", 10, TC_BOOK_NUMBER},
    {"不足额的情景数", "partly served", 10, TC_BOOK_NUMBER},
    {"没有的情景数", "not served", 10, TC_BOOK_NUMBER},
    {"最小", "least", 13, TC_BOOK_NUMBER},
    {"中位", "median", 13, TC_BOOK_NUMBER},
    {"最大", "most", 13, TC_BOOK_NUMBER},
};
enum { CELLS_BEFORE_FIGURES = 9 };

static const tc_book_form form = {.zh = "情景比较表",
                                  .en = "Scenarios",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 3,
                                  .totals = false};

/* How many scenarios there were, and what their frequencies are not. */
static void put_sweep(const tc_showing *showing, const tc_summary *sweep)
{
    char text[480];
    const bool en = showing->language == TC_EN;
    const char *bound = en ? "a bound, no decision: whole projects are taken as "
                             "divisible; "
                           : "上界，不是决定：整体项目在此按可分割计算；";
    (void)snprintf(
        text, sizeof text,
        en ? "%s, scenarios %" PRId64 ", infeasible %" PRId64 ", failed %" PRId64 "; %s%s"
           : "%s，情景 %" PRId64 " 个，其中无解 %" PRId64 "、未算成 %" PRId64 "；%s%s",
        tc_design_shown(sweep->design, showing->language), tc_summary_taken(sweep),
        sweep->infeasible, sweep->failed, sweep->relaxed ? bound : "",
        en ? TC_FREQUENCY_CAUTION_EN : TC_FREQUENCY_CAUTION);
    tc_book_text(showing->book, tc_book_pick(showing->book, "推演", "sweep"));
    tc_book_skip(showing->book, 1);
    tc_book_text(showing->book, text);
    tc_book_end_row(showing->book);
}

/* Ten digits say all that a sweep knows. */
static double rounded(double value)
{
    return isfinite(value) ? round(value * 1e6) / 1e6 : NAN;
}

static void put_figure(tc_book *book, const char *what, const char *name,
                       const tc_figure *figure)
{
    tc_book_text(book, what);
    tc_book_text(book, figure->name);
    tc_book_text(book, name);
    tc_book_skip(book, CELLS_BEFORE_FIGURES);
    tc_book_number(book, rounded(figure->least));
    tc_book_number(book, rounded(figure->quantile[TC_QUANTILE_MEDIAN]));
    tc_book_number(book, rounded(figure->most));
    tc_book_end_row(book);
}

static void put_project(tc_book *book, const tc_project_summary *project)
{
    tc_book_text(book, tc_book_pick(book, "项目", "project"));
    tc_book_text(book, project->id);
    tc_book_text(book, project->name);
    tc_book_text(book, project->illustrative ? "示例" : "");
    tc_book_text(book, tc_book_pick(book, tc_class_shown(project->class, TC_ZH),
                                    tc_class_shown(project->class, TC_EN)));
    tc_book_number(book, project->frequency);
    tc_book_number(book, project->low);
    tc_book_number(book, project->high);
    tc_book_number(book, project->mean_share);
    tc_book_number(book, (double)project->served);
    tc_book_number(book, (double)project->partly);
    tc_book_number(book, (double)project->none);
    tc_book_end_row(book);
}

void tc_scenario_sheet(const tc_showing *showing, const tc_summary *sweep)
{
    tc_book *book = showing->book;
    tc_book_begin(book, &form);
    put_sweep(showing, sweep);
    for (int g = 0; g < sweep->goal_count; g++)
        put_figure(book, tc_book_pick(book, "目标", "goal"), "", &sweep->goals[g]);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        put_figure(book, tc_book_pick(book, "余量", "remaining"),
                   tc_book_pick(book, tc_pollutants[p].zh, ""), &sweep->remaining[p]);
    for (int j = 0; j < sweep->project_count; j++)
        put_project(book, &sweep->projects[j]);
    (void)tc_book_end(book);
}
