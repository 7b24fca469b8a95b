/* apply_booked.h — a case after what a ledger has booked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_APPLY_BOOKED_H
#define TC_DOMAIN_APPLY_BOOKED_H

#include "base/fault.h"
#include "domain/problem.h"
#include "domain/rule_book.h"

/* Take what is booked off the supplies, and leave projects that hold something as they
 * are: they get nothing more. Before clauses are judged. projects and sources are the
 * problem's.
 *
 * Faults   another grain than the ledger's, a source of another area; warnings where the
 *          ledger knows less of a source than the case.
 * Errors   TC_ERR_MEMORY. Owns: booked may be freed afterwards.
 * Source   model.md §1, u. */
TC_CHECKED tc_code tc_booked_apply(tc_problem *problem, tc_project *projects,
                                   tc_source *sources, const tc_booked *booked,
                                   const tc_rule_book *reserve, tc_faults *faults,
                                   tc_error *error);

#endif
