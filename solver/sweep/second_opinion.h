/* second_opinion.h — some scenarios decided once more, by another way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_SECOND_OPINION_H
#define TC_SWEEP_SECOND_OPINION_H

#include "sweep/decide.h"

/* Is this scenario one of those? The first of every 65,536; none where the general path
 * would take longer than a sweep may (more than 2,000 projects). */
bool tc_second_opinion_is_due(const tc_problem *problem, int64_t scenario);

/* Decide scenario i of a tile, which the share-space engine has decided, by the general
 * path: GLPK, whole grains, and the check that shares nothing with either. Where goals
 * differ by more than 1e-8 (relative) or shares by more than 1e-6, the scenario fails.
 * problem: the case as it is in the scenario.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_second_opinion(const tc_problem *problem, const tc_sweep *sweep,
                                     const tc_sweep_options *options, tc_tile *tile,
                                     int i, tc_error *error);

#endif
