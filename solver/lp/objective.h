/* objective.h — the goals of a case as objectives over its network. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_OBJECTIVE_H
#define TC_LP_OBJECTIVE_H

#include "lp/network.h"

/* The objective of a goal's total. Room for lp.columns entries in column and value, the
 * caller's; the result points to them. Source: model.md §3. */
tc_objective tc_objective_total(const tc_network *network, int goal, int *column,
                                double *value);

/* All required (must_serve) projects' shares. */
tc_objective tc_objective_required(const tc_network *network, int *column, double *value);

#endif
