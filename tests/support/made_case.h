/* made_case.h — random cases in memory, every rule in play. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_MADE_CASE_H
#define TC_TESTS_MADE_CASE_H

#include <stdint.h>

#include "domain/problem.h"

/* What a made case may hold beyond areas, basins, dates, tiers and ratios. */
typedef enum made_feature {
    MADE_EXCHANGE = 1,    /* exchange factors other than 0 and 1 */
    MADE_CAPS = 2,        /* export shares below 1 */
    MADE_EVEN = 4,        /* even goals */
    MADE_FINE = 8,        /* supplies and ratios that are no whole grains */
    MADE_TIES = 16,       /* small whole numbers: many equal plans */
    MADE_POLICY = 32,     /* goals in another order, some left out */
    MADE_MUST = 64,       /* required projects */
    MADE_WIDE = 128,      /* amounts from 0.0001 to 10,000 t/a in one case */
    MADE_LIMITS = 256,    /* restrictions that bar projects from sources */
    MADE_OWNERS = 512,    /* sources that are a project's own; some without a permit */
    MADE_WHOLE = 1024,    /* whole projects, some with a least share, some divisible */
    MADE_ALL_WHOLE = 2048 /* nothing but indivisible projects, no local key projects */
} made_feature;

/* How large a case is. */
typedef struct made_shape {
    int sources, projects;
    int areas;          /* at least 2; the last one is unspecified */
    const tc_day *days; /* dates + 1, rising; sources use all but the last, starts all but
                           the first */
    int dates;
} made_shape;

/* The first of each month from 2023-01 on: days for a shape, count of them. */
void made_days(tc_day *days, int count);

/* A case of this shape. Owns: made_case_free. */
tc_problem *made_case_of(uint64_t seed, const made_shape *shape, unsigned features);

/* A case of five areas and dates with these many sources and projects. Owns:
 * made_case_free. */
tc_problem *made_case(uint64_t seed, int sources, int projects, unsigned features);
void made_case_free(tc_problem *problem);

/* Take memory of the case's arena, for tests that change a case. */
void *made_take(tc_problem *problem, int count, int size);

#endif
