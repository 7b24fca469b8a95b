/* shares.h — decide a case: the shares of all projects, with multipliers as proof. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARES_H
#define TC_LP_SHARES_H

#include "domain/plan.h"
#include "lp/lexico.h"
#include "lp/network.h"

/* Fill the plan's status, conflict, shares, levels, prices, ties and pivots. The plan's
 * arena holds them.
 *
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Source: METHOD.md §3. */
TC_CHECKED tc_code tc_shares_find(const tc_problem *problem, tc_plan *plan,
                                  tc_error *error);

/* Work through the goals before goal, and leave the program of goal itself with its
 * objective: for tc_simplex_write. The objective belongs to the arena.
 * Errors   TC_ERR_USAGE: the goal is not one program, or the case has no plan. */
TC_CHECKED tc_code tc_shares_until(const tc_problem *problem, int goal,
                                   tc_network *network, tc_lexico **lexico,
                                   tc_objective *objective, tc_error *error);

#endif
