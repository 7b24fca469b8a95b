/* rule_gaps.h — what clauses ask for and nobody says. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_RULE_GAPS_H
#define TC_DOMAIN_RULE_GAPS_H

#include "base/fault.h"
#include "domain/problem.h"

/* Attainment that was asked for in vain. Start from {0}; it lives in the arena. */
typedef struct tc_rule_gaps {
    struct tc_rule_gap *first;
    bool no_memory;
} tc_rule_gaps;

/* Where a fault of a set is shown: in its own file, or where the case names it. */
tc_place tc_rule_set_place(const tc_rule_set *set, int line, int column);

/* Note what of the condition cannot be judged for want of a line of attainment.csv. */
void tc_rule_gaps_note(tc_rule_gaps *gaps, tc_problem *problem, const tc_rule_set *set,
                       const tc_clause *clause, const tc_subject *subject);

/* Warn of all that was noted. */
void tc_rule_gaps_tell(const tc_rule_gaps *gaps, const tc_problem *problem,
                       tc_faults *faults);

/* Warn of fields that a clause asks for and no record has, or not as a number. */
void tc_rule_fields_tell(const tc_problem *problem, tc_faults *faults);

#endif
