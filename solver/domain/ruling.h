/* ruling.h — all that rules decide about one project, in one list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_RULING_H
#define TC_DOMAIN_RULING_H

#include "domain/problem.h"

typedef enum tc_ruling_kind {
    TC_RULING_RATIO,  /* of one pollutant; 0 by a clause: exempt */
    TC_RULING_REFUSE, /* the project gets nothing */
    TC_RULING_POOL,   /* it may not draw on other areas */
    TC_RULING_BAR     /* some sources may not serve it */
} tc_ruling_kind;

typedef struct tc_ruling {
    tc_ruling_kind kind;
    int pollutant;        /* of RATIO; else -1 */
    double ratio;         /* of RATIO */
    unsigned bit;         /* of BAR: of the sources' limits */
    tc_citation citation; /* with NONE: nothing but what is usual */
} tc_ruling;

enum { TC_RULINGS_MOST = TC_POLLUTANTS + 2 + 31 };

/* The rulings about a project: ratios of what it emits, refusal, pool, bars. How many. */
int tc_rulings_of(const tc_problem *problem, int project, tc_ruling out[TC_RULINGS_MOST]);

/* ratio, exempt, refuse, pool, bar: as files name it. */
const char *tc_ruling_word(const tc_ruling *ruling);

/* Append "NOx ×2: shanxi-2022-draft 第五条, 县 O3 未达标 (2021, attainment.csv:7)",
 * "不予安排: …", "不得统筹: …" or "不得使用 A5（PM、SO2）: …". */
void tc_ruling_write(const tc_problem *problem, int project, const tc_ruling *ruling,
                     tc_language language, tc_buffer *out);

/* Do they decide the same? A ratio by whatever clause; all else by the same one. */
bool tc_ruling_same(const tc_ruling *a, const tc_ruling *b);

#endif
