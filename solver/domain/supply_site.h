/* supply_site.h — where more supply would help a project most. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SUPPLY_SITE_H
#define TC_DOMAIN_SUPPLY_SITE_H

#include "domain/problem.h"

/* Where a source is added, as TC_CHANGE_ADD_SUPPLY has it. */
typedef struct tc_supply_site {
    int area;     /* -1: anywhere, for those who may use the pool */
    int basin;    /* -1: of air */
    double worth; /* how much of a tonne there counts for the project; 0: none does */
} tc_supply_site;

/* Anywhere, where that counts as much as a source in the project's own area: nor does a
 * cap on what leaves an area then ask for more than is needed. */
tc_supply_site tc_supply_site_of(const tc_problem *problem, int project, int pollutant);

#endif
