/* mixed.h — whole-grain credits where exchange factors other than 0 and 1 play a part. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_MIXED_H
#define TC_PLAN_MIXED_H

#include "plan/handout.h"

/* Route a pollutant whose pipes differ in worth along plan->drafts, project by project:
 * fully served before partly served, each in rank order. Each draw is rounded up so that
 * the credit is covered; who comes last gives up what is missing.
 *
 * Shape    rank project_count. Errors: TC_ERR_MEMORY. Source: model.md §5. */
TC_CHECKED tc_code tc_mixed_route(tc_pipes *pipes, tc_plan *plan, const int *rank,
                                  tc_handout *handout, tc_error *error);

#endif
