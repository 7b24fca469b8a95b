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

/* The unit of which all values of a total are whole multiples, once whole projects are
 * decided; 0 where there is none: a project that may be served in part, an own-area
 * share, a weight of many decimals. */
double tc_objective_unit(const tc_network *network, const tc_objective *goal);

#endif
