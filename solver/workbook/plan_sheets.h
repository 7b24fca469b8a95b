/* plan_sheets.h — the sheets of a plan's workbook. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_WORKBOOK_PLAN_SHEETS_H
#define TC_WORKBOOK_PLAN_SHEETS_H

#include "domain/plan_sums.h"
#include "tongchou/workbook.h"
#include "workbook/book.h"

/* What the sheets show and where they are written. */
typedef struct tc_showing {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_language language;
    const tc_plan_sums *sums;
    const int *order;        /* project_count: by rank */
    const int *first_credit; /* project_count + 1: where a project's credits begin */
    tc_book *book;
} tc_showing;

/* The columns whose totals other sheets look at. */
enum { TC_ALLOCATION_NEED = 10, TC_ALLOCATION_CREDIT = 12, TC_ALLOCATION_DRAWN = 17 };
enum { TC_BALANCE_SUPPLY = 4, TC_BALANCE_OWN, TC_BALANCE_OUT, TC_BALANCE_IN };
enum { TC_SOURCE_PRINTED = 12, TC_SOURCE_SUPPLY, TC_SOURCE_USED, TC_SOURCE_LEFT };
enum { TC_USAGE_DRAWN = 9 };
enum { TC_SHORTFALL_SHORT = 10 };

/* Each writes its sheet and gives its totals. Memory that runs out fails the book. */
tc_book_totals tc_allocation_sheet(const tc_showing *showing);
tc_book_totals tc_balance_sheet(const tc_showing *showing);
tc_book_totals tc_source_sheet(const tc_showing *showing);
tc_book_totals tc_reserve_sheet(const tc_showing *showing);
tc_book_totals tc_usage_sheet(const tc_showing *showing);
tc_book_totals tc_shortfall_sheet(const tc_showing *showing);

/* The totals of the sheets before, held against each other. */
typedef struct tc_tied {
    tc_book_totals allocation, balance, sources, usage, shortfalls;
} tc_tied;

void tc_check_sheet(const tc_showing *showing, const tc_tied *tied);

void tc_scenario_sheet(const tc_showing *showing, const tc_summary *sweep);

/* "示例", "" of a real one. */
const char *tc_illustrative_mark(const tc_project *project);

/* "是", "否". */
const char *tc_yes_or_no(const tc_book *book, bool yes);

#endif
