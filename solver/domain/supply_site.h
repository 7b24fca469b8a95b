/* supply_site.h — where more supply would help a project most. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SUPPLY_SITE_H
#define TC_DOMAIN_SUPPLY_SITE_H

#include "domain/plan.h"

/* Where a source is added, as TC_CHANGE_ADD_SUPPLY has it. */
typedef struct tc_supply_site {
    int area;     /* -1: anywhere, for those who may use the pool */
    int basin;    /* -1: it plays no part */
    double worth; /* how much of a tonne there counts for the project; 0: none does */
    double free_worth; /* the most that a tonne counts anywhere, were there no caps */
} tc_supply_site;

/* The site of the most worth; of equal ones anywhere, then the project's own area: nor
 * does a cap on what leaves an area then ask for more than is needed. home: of sites in
 * its own area. */
tc_supply_site tc_supply_site_of(const tc_problem *problem, int project, int pollutant);
tc_supply_site tc_supply_site_home(const tc_problem *problem, int project, int pollutant);

/* How much of a tonne in an area (-1: anywhere) and basin counts for the project, what
 * must stay in that area taken off; 0 where it may not be used. */
double tc_supply_worth(const tc_problem *problem, int project, int pollutant, int area,
                       int basin);

/* Can more supply somewhere cover each need of the project? */
bool tc_supply_helps(const tc_problem *problem, int project);

/* Supply there, from day on, of which all that could use it have enough. */
tc_grains tc_supply_plenty(const tc_problem *problem, int pollutant, int area, int basin,
                           tc_day day);

#endif
