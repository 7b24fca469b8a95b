/* serve.h — which source may serve which project, and if not, why not. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SERVE_H
#define TC_DOMAIN_SERVE_H

#include "domain/problem.h"

/* What keeps a source from a project, first to last: of several the first is told. So
 * TC_BAR_RULE means that nothing but a rule stands between the two. */
typedef enum tc_bar {
    TC_BAR_NONE,
    TC_BAR_ZONING,    /* the project is refused */
    TC_BAR_NO_NEED,   /* it does not emit the pollutant, or is exempt */
    TC_BAR_NO_SUPPLY, /* nothing, or retired or expired */
    TC_BAR_OWNED,     /* another project's own source */
    TC_BAR_WORTHLESS, /* the exchange factor is 0: another basin */
    TC_BAR_ABROAD,    /* another area, and the project has no access to the pool */
    TC_BAR_LATE,      /* it comes after the project starts */
    TC_BAR_CAPPED,    /* nothing may leave its area */
    TC_BAR_RULE       /* a restriction of the source bars the project: limits */
} tc_bar;

/* Source: model.md §1; domain.md X-4 for owners. */
tc_bar tc_serve_bar(const tc_problem *problem, int source, int project, int pollutant);

/* Does nothing keep the source from the project? */
bool tc_may_serve(const tc_problem *problem, int source, int project, int pollutant);

#endif
