/* verify_fault.h — how the parts of the checker report; used by verify*.c only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_FAULT_H
#define TC_PLAN_VERIFY_FAULT_H

#include "domain/plan.h"

/* Count a fault; the first one's text is kept, in both languages. */
void tc_verify_fault(tc_verdict *verdict, const char *zh, const char *en, ...)
    TC_PRINTF(2, 4) TC_PRINTF(3, 4);

/* May the source serve the project in this pollutant, by every rule of model.md §1? */
bool tc_verify_may_serve(const tc_problem *problem, int source, int project,
                         int pollutant);

/* Credits against case and shares, in whole grains. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_verify_credits(const tc_problem *problem, const tc_plan *plan,
                                     tc_verdict *verdict, tc_error *error);

/* Goals in strict order, by the multipliers. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_verify_goals(const tc_problem *problem, const tc_plan *plan,
                                   tc_verdict *verdict, tc_error *error);

/* The searches over whole projects: does what each states as its bound follow from its
 * tree? Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_verify_searches(const tc_problem *problem, const tc_plan *plan,
                                      tc_verdict *verdict, tc_error *error);

/* Are the levels those that the case's goals ask for, with the values of the shares? */
void tc_verify_levels(const tc_problem *problem, const tc_plan *plan,
                      tc_verdict *verdict);

#endif
