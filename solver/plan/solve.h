/* solve.h — tc_solve for those who ask again and again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_SOLVE_H
#define TC_PLAN_SOLVE_H

#include "domain/plan.h"

/* As tc_solve, but the plan names no ties, which takes half of the time. verdict: what
 * the check of the plan found; all 0 where none was checked. Where the check is why no
 * plan is given, its message says what is wrong. */
TC_CHECKED tc_code tc_solve_fast(const tc_problem *problem,
                                 const tc_solve_options *options, tc_plan **plan,
                                 tc_verdict *verdict, tc_error *error);

#endif
