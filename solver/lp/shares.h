/* shares.h — decide a case: the shares of all projects, with multipliers as proof. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARES_H
#define TC_LP_SHARES_H

#include "domain/plan.h"
#include "lp/lexico.h"
#include "lp/network.h"

/* Can all required projects be served? If not, the plan's status is TC_PLAN_INFEASIBLE,
 * and its conflict is set. Errors: TC_ERR_MEMORY, TC_ERR_SOLVER. */
TC_CHECKED tc_code tc_shares_require(const tc_problem *problem, tc_plan *plan,
                                     tc_error *error);

/* Fill the plan's status, conflict, shares, levels, prices, ties and pivots. The plan's
 * arena holds them. noise: see tc_simplex_set_noise.
 *
 * approved (project_count; NULL: whole projects count as divisible) says of whole
 * projects whether they have at least their least share, or none.
 *
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Source: METHOD.md §3. */
TC_CHECKED tc_code tc_shares_find(const tc_problem *problem, const bool *approved,
                                  double noise, tc_plan *plan, tc_error *error);

/* Work through the goals before a goal and write the program of that goal's total, with
 * what they have fixed, to a file.
 * Errors   TC_ERR_USAGE: the required projects cannot all be served; as
 *          tc_simplex_write. */
TC_CHECKED tc_code tc_shares_export(const tc_problem *problem, int goal,
                                    tc_lp_format format, const char *path,
                                    tc_error *error);

#endif
