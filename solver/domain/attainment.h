/* attainment.h — what is known of environmental quality, and of targets met. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_ATTAINMENT_H
#define TC_DOMAIN_ATTAINMENT_H

#include "domain/pollutant.h"

struct tc_problem;

/* Quality first, then last year's reduction target of each pollutant. */
enum {
    TC_INDICATOR_PM25,
    TC_INDICATOR_PM10,
    TC_INDICATOR_SO2,
    TC_INDICATOR_NO2,
    TC_INDICATOR_O3,
    TC_INDICATOR_COD,
    TC_INDICATOR_NH3N,
    TC_INDICATOR_TARGETS, /* + pollutant */
    TC_INDICATORS = TC_INDICATOR_TARGETS + TC_POLLUTANTS
};

/* "PM2.5" … "NH3-N", "target PM" … "target NH3-N". */
const char *tc_indicator_name(int indicator);

/* The indicator of a name (PM2.5, O₃, 臭氧, target NOx, NOx减排目标 …), -1 where there is
 * none. *nearest (NULL allowed) then becomes the name that was perhaps meant, or NULL. */
int tc_indicator_named(const char *text, const char **nearest);

typedef enum tc_attained {
    TC_ATTAINED_UNKNOWN,
    TC_ATTAINED_YES,
    TC_ATTAINED_NO
} tc_attained;

/* One line of attainment.csv. */
typedef struct tc_attainment {
    int area;  /* -1: "*", every area and the city as a whole */
    int basin; /* -1: not of a basin */
    int year, indicator;
    tc_attained attained;
    const char *source; /* "" when not given */
    int line;
} tc_attainment;

typedef enum tc_scope { TC_SCOPE_CITY, TC_SCOPE_AREA, TC_SCOPE_BASIN } tc_scope;

/* The line that says how the city, an area (else "*") or a basin (in that area, else in
 * "*") stood; NULL where none does. */
const tc_attainment *tc_attainment_find(const struct tc_problem *problem, tc_scope scope,
                                        int area, int basin, int indicator, int year);

#endif
