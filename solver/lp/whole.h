/* whole.h — which whole projects are approved: branch and bound in strict order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_WHOLE_H
#define TC_LP_WHOLE_H

#include "lp/shares.h"

/* Decide the projects that are approved whole, or from their least share on, or not at
 * all. The required projects can all be served (tc_shares_required has said so).
 *
 * Fills plan->whole, stopped, searches, fixings and their proof, in the plan's arena, and
 * the decisions. plan->status becomes TC_PLAN_BOUNDED where a search leaves a gap.
 *
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Source: METHOD.md §6. */
TC_CHECKED tc_code tc_whole_decide(const tc_problem *problem,
                                   const tc_solve_options *options,
                                   tc_decisions *decisions, tc_plan *plan,
                                   tc_error *error);

#endif
