/* conflict_parts.h — the steps of tc_conflict_find, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_CONFLICT_PARTS_H
#define TC_EXPLAIN_CONFLICT_PARTS_H

#include "explain/holding.h"
#include "explain/inquiry.h"

/* What the steps share. */
typedef struct tc_finding {
    const tc_problem *problem;
    tc_inquiry *inquiry;
    tc_holding holding;
    tc_conflict *conflict; /* its arena holds what is found */
    long left;             /* questions for the cheapest of all choices */
    tc_error *error;
} tc_finding;

/* Do the changes, replayed, give a plan that passes its check? */
TC_CHECKED tc_code tc_finding_try(tc_finding *finding, const tc_change *changes,
                                  int count, bool *holds);

/* Add a repair, where it is seen to give a plan; steps are copied. */
TC_CHECKED tc_code tc_finding_repair(tc_finding *finding, tc_repair_kind kind,
                                     tc_repair_step *steps, int count, bool fewest);

/* The smallest addition of supply, in grains; none where tonnes are of no help. */
TC_CHECKED tc_code tc_repair_by_tonnes(tc_finding *finding);

/* Where tonnes alone do not help: the fewest elements to lift, and then the smallest
 * addition. */
TC_CHECKED tc_code tc_repair_by_both(tc_finding *finding);

/* What it costs to lift an element, for a choice of few: applications and locks before
 * promises to projects, and those before what clauses lay down. */
long tc_repair_cost(const tc_problem *problem, const tc_element *element);

/* The fewest required projects to release; of choices as small, the one that keeps those
 * ranked first. other: that keeps one which the first choice releases. */
TC_CHECKED tc_code tc_repair_by_release(tc_finding *finding);
TC_CHECKED tc_code tc_repair_by_other_release(tc_finding *finding);

/* The fewest entries, locks, applications, dates to change; clauses only where nothing
 * else helps. */
TC_CHECKED tc_code tc_repair_by_rule(tc_finding *finding);

#endif
