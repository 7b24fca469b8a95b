/* solve.h — tc_solve for those who ask again and again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_SOLVE_H
#define TC_PLAN_SOLVE_H

#include "domain/plan.h"
#include "lp/share_optimum.h"

/* As tc_solve, but the plan names no ties, which takes half of the time. verdict: what
 * the check of the plan found; all 0 where none was checked. Where the check is why no
 * plan is given, its message says what is wrong. */
TC_CHECKED tc_code tc_solve_fast(const tc_problem *problem,
                                 const tc_solve_options *options, tc_plan **plan,
                                 tc_verdict *verdict, tc_error *error);

/* Only the shares that tc_solve gives, but for rounding (1e-7), with no credits and no
 * proof: in the space of shares where the case has that form, else as tc_solve_fast.
 * shares are all 0 where the required projects cannot all be served.
 *
 * near     a like case to begin at (tc_share_optimum_find), or NULL.
 * Shape    share project_count. quick: was the space of shares enough?
 * Errors   as tc_solve; share is then of no meaning. */
typedef struct tc_shares_answer {
    tc_plan_status status;
    bool quick;
} tc_shares_answer;
TC_CHECKED tc_code tc_solve_shares(const tc_problem *problem,
                                   const tc_solve_options *options,
                                   const tc_share_optimum *near, double *share,
                                   tc_shares_answer *answer, tc_error *error);

#endif
