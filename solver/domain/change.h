/* change.h — a case with single things changed: what a what-if asks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CHANGE_H
#define TC_DOMAIN_CHANGE_H

#include "domain/problem.h"

typedef enum tc_change_kind {
    /* of a source */
    TC_CHANGE_ADD_SUPPLY,  /* a new source: amount t/a of pollutant at (area, basin) from
                              day on, net of reserves and under no restriction. area -1:
                              of an unspecified area, which is nobody's own */
    TC_CHANGE_LESS_SUPPLY, /* source supplies amount t/a of pollutant less, not below 0;
                              more where it is negative */
    TC_CHANGE_LOSE_SOURCE, /* source supplies nothing */
    TC_CHANGE_SOURCE_FROM, /* source is there from day on */
    /* of a project */
    TC_CHANGE_EMIT_LESS, /* it emits amount t/a of pollutant less, not below 0 */
    TC_CHANGE_START,     /* it starts on day */
    TC_CHANGE_ACCEPTED,  /* it was accepted on day */
    TC_CHANGE_POOL,      /* it applies to the pool, and may draw on other areas */
    TC_CHANGE_TIER,      /* it is of tier */
    TC_CHANGE_REFUSE,    /* it gets nothing, and is not required */
    TC_CHANGE_REQUIRE,   /* it must be served */
    TC_CHANGE_RELEASE,   /* it need not be served */
    TC_CHANGE_UNLOCK,    /* its lock is taken off */
    TC_CHANGE_ADMIT,     /* no clause refuses it */
    /* of a rule */
    TC_CHANGE_NO_RESERVE, /* nothing is held back by this entry of reserve; before other
                             changes of the same sources */
    TC_CHANGE_NO_CAP,     /* all that this entry of export_cap is about may leave */
    TC_CHANGE_NO_KEPT,    /* counties keep nothing for their key projects */
    TC_CHANGE_NO_BAR      /* this restriction bars nobody */
} tc_change_kind;

/* Fields that the kind does not name are of no meaning. */
typedef struct tc_change {
    tc_change_kind kind;
    int project, source;
    int pollutant, area, basin, tier;
    int rule; /* in the list of the case */
    tc_day day;
    double amount; /* t/a, >= 0 but of LESS_SUPPLY */
} tc_change;

/* The case with the changes made, in their order. A problem of its own that shares what
 * does not change with its parent, which must outlive it. Added sources come last, in
 * the order of the changes, with ids "+1", "+2" …; an area for those of none is the last
 * one where the case has no unspecified area. Clauses of rule sets are not judged again;
 * citations are those of the case.
 * Errors   TC_ERR_MEMORY. Owns: tc_problem_free. Threads: any. Source: model.md §7. */
TC_CHECKED tc_code tc_change_apply(const tc_problem *problem, const tc_change *changes,
                                   int count, tc_problem **changed, tc_error *error);

#endif
