/* plan_proof.h — the searches over whole projects in plan.json. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_PROOF_H
#define TC_IO_PLAN_PROOF_H

#include "io/plan_fields.h"

/* Add the bounds of a goal's searches to what the file says of the goal; nothing where
 * there was no search. */
void tc_goal_bounds_write(const tc_problem *problem, const tc_plan *plan, int goal,
                          tc_json_out *parent);

/* Add searches, fixings, nodes and their prices to the certificate; read them back. */
void tc_plan_proof_write(const tc_problem *problem, const tc_plan *plan,
                         tc_json_out *certificate);
void tc_plan_proof_read(tc_fields *r, const tc_json *certificate);

#endif
