/* share_plan.h — decide a single case in the space of shares (METHOD.md §7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_PLAN_H
#define TC_LP_SHARE_PLAN_H

#include "domain/plan.h"

/* Fill the plan's shares, levels, prices and pivots as tc_shares_find does, where the
 * case has the form of cuts and its goals leave no share to the order of acceptance;
 * otherwise, or where the numbers do not allow it, *done is false and the plan is as
 * before but for its arena. Whole projects count as divisible.
 *
 * Errors   TC_ERR_MEMORY. Source: METHOD.md §7.9. */
TC_CHECKED tc_code tc_share_plan_find(const tc_problem *problem, tc_plan *plan,
                                      bool *done, tc_error *error);

#endif
