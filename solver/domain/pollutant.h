/* pollutant.h — the six pollutants of the notice and their names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_POLLUTANT_H
#define TC_DOMAIN_POLLUTANT_H

#include <stdbool.h>

enum { TC_PM, TC_SO2, TC_NOX, TC_VOCS, TC_COD, TC_NH3N, TC_POLLUTANTS };

typedef struct tc_pollutant {
    const char *id; /* column heading and JSON key: "PM" … "NH3-N" */
    const char *zh; /* 颗粒物 … 氨氮 */
    bool water;     /* discharged to a river basin */
} tc_pollutant;

/* The table, TC_POLLUTANTS entries, in the order of every file and report.
 * Source: notice 39, section 三. */
extern const tc_pollutant tc_pollutants[TC_POLLUTANTS];

#endif
