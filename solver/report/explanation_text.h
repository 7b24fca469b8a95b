/* explanation_text.h — what explanations and displacements say alike. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_EXPLANATION_TEXT_H
#define TC_REPORT_EXPLANATION_TEXT_H

#include "report/plan_text.h"

/* That there is no plan, and where to look why. */
void tc_no_plan_put(tc_printing *printing);

/* A caution where the plan is not proved to be the best. */
void tc_bounded_put(tc_printing *printing, tc_plan_status status);

#endif
