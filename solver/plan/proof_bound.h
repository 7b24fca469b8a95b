/* proof_bound.h — the bounds of a plan as its proof has them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_PROOF_BOUND_H
#define TC_PLAN_PROOF_BOUND_H

#include "domain/plan.h"

/* Set the bound of each search to what its tree proves, where it has one, and the status:
 * optimal when no bound is above its value. Only for plans with whole; after the shares
 * and the levels are final.
 *
 * Errors   TC_ERR_MEMORY; TC_ERR_SOLVER: the proof is wrong in another way. */
TC_CHECKED tc_code tc_proof_bound(const tc_problem *problem, tc_plan *plan,
                                  tc_error *error);

#endif
