/* compare.h — the kinds of things that tongchou compare compares. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_COMPARE_H
#define TC_CLI_COMPARE_H

#include "cli/request.h"

/* Both operands are folders of finished sweeps; of cases, or of plans that solve wrote.
 * Gives the exit code. */
int tc_compare_sweeps(const tc_request *request);
int tc_compare_cases(const tc_request *request, const bool is_plan[2]);

#endif
