/* reasons.h — why a project is not fully served: the first thing that stops it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_REASONS_H
#define TC_PLAN_REASONS_H

#include "plan/pipes.h"

/* Note in plan->reasons what this pollutant, whose credits flow on the pipes, stops.
 * Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_reasons_note(const tc_pipes *pipes, tc_plan *plan, tc_error *error);

/* After all pollutants: zoning, whole projects for which too little is left, and grains
 * given up. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_reasons_finish(const tc_problem *problem, tc_plan *plan,
                                     tc_error *error);

#endif
