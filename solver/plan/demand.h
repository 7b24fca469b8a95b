/* demand.h — from shares to whole grains: what is approved and what it takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_DEMAND_H
#define TC_PLAN_DEMAND_H

#include "domain/plan.h"

/* Fill plan->emission and plan->credit from plan->share: emission rounded down, the
 * credit it needs (ratio times emission) rounded up. Source: model.md §5. */
void tc_demand_round(const tc_problem *problem, tc_plan *plan);

/* The credit that an approved emission takes. */
tc_grains tc_demand_credit(const tc_project *project, int pollutant, tc_grains emission);

/* The largest emission that a credit covers. */
tc_grains tc_demand_covered(const tc_project *project, int pollutant, tc_grains credit);

/* The part of plan->credit that must come from the project's own area: what its own share
 * promises, rounded down, and no more than the credit. */
tc_grains tc_demand_own(const tc_problem *problem, const tc_plan *plan, int project,
                        int pollutant);

#endif
