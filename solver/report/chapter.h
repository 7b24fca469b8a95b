/* chapter.h — the chapters of a report of one plan, as HTML or Markdown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_CHAPTER_H
#define TC_REPORT_CHAPTER_H

#include "domain/plan_sums.h"
#include "report/outline.h"
#include "report/plan_text.h"
#include "report/pools.h"
#include "report/rules_text.h"
#include "tongchou/report.h"

/* What is reported, and where to. Memory that runs out fails the outline's buffer. */
typedef struct tc_chapters {
    const tc_problem *problem;
    const tc_plan *plan;
    const tc_report_about *about;
    const tc_plan_sums *sums;
    const tc_pools *pools;
    tc_outline *outline;
} tc_chapters;

/* All of them, behind the title. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_chapters_put(const tc_problem *problem, const tc_plan *plan,
                                   const tc_report_about *about, tc_outline *outline,
                                   tc_error *error);

/* What stands under the title: dates, counts, check code. */
void tc_chapters_facts(const tc_problem *problem, const tc_plan *plan,
                       tc_outline *outline);

/* What stands at the end. */
tc_said tc_report_closing(void);

/* ---- what chapters share ------------------------------------------------------------
 */

/* A said text that needs no translation. */
tc_said tc_said_as(const char *text);

/* 氮氧化物 NOx, or NOx. */
typedef struct tc_pollutant_words {
    char zh[64];
    const char *en;
} tc_pollutant_words;

tc_pollutant_words tc_pollutant_words_of(int pollutant);

/* Of the chapter on what would help: what the suggestion says of it. */
void tc_chapter_put_suggestion(tc_chapters *chapters);

/* The chapters, in their order. */
void tc_chapter_summary(tc_chapters *chapters);  /* headline figures */
void tc_chapter_goals(tc_chapters *chapters);    /* goals, ties, locks */
void tc_chapter_pools(tc_chapters *chapters);    /* pools and flows */
void tc_chapter_areas(tc_chapters *chapters);    /* areas by pollutants */
void tc_chapter_projects(tc_chapters *chapters); /* who gets what, and why not */
void tc_chapter_unlock(tc_chapters *chapters);   /* what would help most */
void tc_chapter_annexes(tc_chapters *chapters);  /* line by line: needs, credits */
void tc_chapter_origin(tc_chapters *chapters);   /* of what it was made */

#endif
