/* citation.h — by what a ratio, a refusal or a bar is caused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CITATION_H
#define TC_DOMAIN_CITATION_H

#include "domain/rule_set.h"
#include "tongchou/plan.h"

struct tc_project;

typedef enum tc_citation_kind {
    TC_CITED_NONE, /* 1:1, for want of any rule */
    TC_CITED_OWN,  /* the project's own column of projects.csv */
    TC_CITED_CASE, /* an entry of case.json's ratios */
    TC_CITED_CLAUSE
} tc_citation_kind;

typedef struct tc_citation {
    tc_citation_kind kind;
    int line;               /* of OWN (0: without it) and CASE */
    const char *reason;     /* of CASE, "" when not given */
    const tc_rule_set *set; /* of CLAUSE */
    const tc_clause *clause;
} tc_citation;

/* Append "shanxi-2022-draft 第五条, 县 O3 未达标 (2021, attainment.csv:7)": the clause
 * and the facts of the project (NULL: of none) that made it hold; or what else is cited.
 * pollutant (-1: none) names the project's own column, or the small quantity. */
void tc_citation_write(const struct tc_problem *problem, const struct tc_project *project,
                       const tc_citation *citation, int pollutant, tc_language language,
                       tc_buffer *out);

/* The same as a letter says it, in Chinese: "《title》（number）第五条：县 O3 未达标
 * (2021, attainment.csv:7)". */
void tc_citation_name(const struct tc_problem *problem, const struct tc_project *project,
                      const tc_citation *citation, int pollutant, tc_buffer *out);

#endif
