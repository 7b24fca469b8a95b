/* balance_text.h — what projects need beside all that they could draw on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_BALANCE_TEXT_H
#define TC_REPORT_BALANCE_TEXT_H

#include "report/plan_text.h"

/* "NOx needs 120.0000, may draw on 200.0000; …" of one project, and the line's end. */
void tc_needs_put(tc_printing *printing, int project);

/* A line for each pollutant of which these together need more than they together could
 * draw on. */
void tc_joint_needs_put(tc_printing *printing, const int *projects, int count);

#endif
