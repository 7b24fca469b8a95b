/* route.h — whole-grain credits for the shares of a plan, pollutant by pollutant. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_ROUTE_H
#define TC_PLAN_ROUTE_H

#include "domain/plan.h"

/* Fill plan->emission, credit, credits and reasons (which shares must be set). Where the
 * rounded totals do not fit, projects give up grains: the partly served first, the last
 * in rank first.
 *
 * Errors   TC_ERR_MEMORY. Owns: the plan's arena. Source: model.md §2b and §5. */
TC_CHECKED tc_code tc_route_credits(const tc_problem *problem, tc_plan *plan,
                                    tc_error *error);

#endif
