/* shortage.h — what is left is not enough: by how much, for whole projects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SHORTAGE_H
#define TC_DOMAIN_SHORTAGE_H

#include "domain/plan.h"

/* Fill plan->shortage: of each whole project that got nothing, and each pollutant, the
 * credits that it lacks for its least share if it were given all that lies unused and may
 * serve it, the credits of the others staying as they are; else 0.
 *
 * Errors   TC_ERR_MEMORY. Owns: the plan's arena. */
TC_CHECKED tc_code tc_shortage_find(const tc_problem *problem, tc_plan *plan,
                                    tc_error *error);

#endif
