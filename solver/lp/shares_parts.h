/* shares_parts.h — what of the shares goes into the plan beside them; for shares.c. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARES_PARTS_H
#define TC_LP_SHARES_PARTS_H

#include "domain/plan.h"
#include "lp/network.h"

/* The routing of pollutants for which some factor is not 1 (tc_draft), at a point of the
 * program. Shape: point lp.columns. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_shares_keep_drafts(const tc_network *net, const double *point,
                                         tc_plan *plan, tc_error *error);

/* The values of the searches become those of the shares; the plan is the best one where
 * no bound is above them. */
void tc_shares_settle_searches(tc_plan *plan);

#endif
