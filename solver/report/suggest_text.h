/* suggest_text.h — what a suggestion says, for the terminal and for reports. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_SUGGEST_TEXT_H
#define TC_REPORT_SUGGEST_TEXT_H

#include "domain/suggest.h"
#include "report/plan_text.h"

/* What is printed and where to. */
typedef struct tc_suggest_page {
    tc_printing printing; /* without a plan */
    const tc_suggestion *suggestion;
} tc_suggest_page;

/* Words in the language of the page; tonnes; "、" between things, nothing before the
 * first one; ids; "须在河津市，汾河，不晚于 2023-06-01", or on
 * that day, where others may take what is there earlier. */
const char *tc_suggest_pick(const tc_suggest_page *page, const char *zh, const char *en);
bool tc_suggest_is_zh(const tc_suggest_page *page);
void tc_suggest_put(const tc_suggest_page *page, const char *zh, const char *en);
void tc_suggest_put_grains(const tc_suggest_page *page, tc_grains grains);
void tc_suggest_put_between(const tc_suggest_page *page, bool *any);
void tc_suggest_put_project(const tc_suggest_page *page, int project);
void tc_suggest_put_projects(const tc_suggest_page *page, const tc_project_list *list);
void tc_suggest_put_place(const tc_suggest_page *page, const tc_change *window,
                          bool or_earlier);

/* Sentences, without an end of line: how many of the tiers are served, and that with the
 * additions, if any, all are; the sum of these and how small it is; who is not served
 * then; one unlock curve, without its place; what would free the most, nothing where
 * there is none. */
void tc_suggest_put_need(const tc_suggest_page *page);
void tc_suggest_put_total(const tc_suggest_page *page);
void tc_suggest_put_lost(const tc_suggest_page *page);
void tc_suggest_put_curve(const tc_suggest_page *page, const tc_unlock *unlock);
void tc_suggest_put_best_missing(const tc_suggest_page *page);

/* The parts on a terminal: what serves the tiers; the unlock curves; stranded tonnes. */
void tc_suggest_put_supply(const tc_suggest_page *page);
void tc_suggest_put_unlocks(const tc_suggest_page *page);
void tc_suggest_put_stranded(const tc_suggest_page *page);

#endif
