/* whole_export.h — one goal over whole projects as a program that others solve. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_WHOLE_EXPORT_H
#define TC_LP_WHOLE_EXPORT_H

#include "domain/plan.h"
#include "lp/simplex.h"

/* Write the program of a goal's total to a file: in whole numbers, with the goals before
 * it held at what the plan reaches; after first-come, where nothing is left to decide,
 * the linear program with the decisions of the plan. The plan is one of tc_solve.
 * Errors   TC_ERR_USAGE: the plan is infeasible; as tc_simplex_write. */
TC_CHECKED tc_code tc_whole_export(const tc_problem *problem, const tc_plan *plan,
                                   int goal, tc_lp_format format, const char *path,
                                   tc_error *error);

#endif
