/* apply_rules.h — what the named rule sets make of a case: ratios, refusals, bars. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_APPLY_RULES_H
#define TC_DOMAIN_APPLY_RULES_H

#include "base/fault.h"
#include "domain/problem.h"

/* Judge every clause of problem->rule_sets about every record and write down what follows
 * with what caused it: in projects ratio, need, pool_access, zoning_ok; in both limits;
 * in the problem bars, wide_basins, kept_share. A project's own ratio stays; else the
 * largest of the sets and the case's ratios holds, and inside a set the highest rank.
 * projects and sources are the problem's.
 *
 * Faults   Clauses of one set that contradict each other about a project; warnings where
 *          a clause asks for what no record and no line of attainment.csv says.
 * Errors   TC_ERR_MEMORY.
 * Source   domain.md §1; 环发〔2014〕197号 (the stricter multiple prevails). */
TC_CHECKED tc_code tc_rules_apply(tc_problem *problem, tc_project *projects,
                                  tc_source *sources, tc_faults *faults, tc_error *error);

#endif
