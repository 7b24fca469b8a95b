/* required.h — must_serve: all of them at 1, or the answer is no. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_REQUIRED_H
#define TC_LP_REQUIRED_H

#include "domain/plan.h"
#include "lp/lexico.h"
#include "lp/network.h"

/* Hold the shares of the required projects at 1. Where they cannot all be served, the
 * plan's status becomes TC_PLAN_INFEASIBLE, and its conflict a set of them of which every
 * part could be.
 *
 * Shape    column, value lp.columns: scratch. Errors: as tc_lexico_probe. */
TC_CHECKED tc_code tc_required_serve(tc_lexico *lexico, const tc_network *net,
                                     int *column, double *value, tc_plan *plan,
                                     tc_error *error);

/* Can all required projects be served? Nothing else is looked for.
 * Errors   as tc_network_build, tc_lexico_probe. */
TC_CHECKED tc_code tc_required_ask(const tc_problem *problem, bool *can, tc_error *error);

#endif
