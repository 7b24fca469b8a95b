/* solve_near.h — tc_solve for a case that is like another one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_SOLVE_NEAR_H
#define TC_PLAN_SOLVE_NEAR_H

#include "domain/plan.h"
#include "lp/lexico.h"

/* As tc_solve_fast by GLPK, with whole projects taken as divisible, but beginning at the
 * basis of a like case (tc_shares_find_basis). *plan stays NULL where this gives none
 * that passes its check: then tc_solve_fast is to be asked.
 *
 * Errors   TC_ERR_MEMORY. Owns: tc_plan_free. Threads: one at a time in each thread. */
TC_CHECKED tc_code tc_solve_near(const tc_problem *problem, const tc_basis *from,
                                 tc_plan **plan, tc_verdict *verdict, tc_error *error);

#endif
