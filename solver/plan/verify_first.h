/* verify_first.h — which sources are used before which; for verify*.c only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_FIRST_H
#define TC_PLAN_VERIFY_FIRST_H

#include "domain/plan.h"

/* A project's own sources are used up before it draws on any other.
 *
 * Shape    used source * TC_POLLUTANTS + pollutant; odd TC_POLLUTANTS: grains that may be
 *          left of each source.
 * Units    grains. Source: domain.md X-4. */
void tc_verify_own_first(const tc_problem *problem, const tc_plan *plan,
                         const tc_grains *used, const double *odd, tc_verdict *verdict);

/* Inside a pool, sources with a permit are used up before those without [36 of 2020].
 * Shape    used as above. */
void tc_verify_permits_first(const tc_problem *problem, const tc_plan *plan,
                             const tc_grains *used, tc_verdict *verdict);

#endif
