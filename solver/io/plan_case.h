/* plan_case.h — case.sha256 beside a plan: where its case lies, and of which bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_CASE_H
#define TC_IO_PLAN_CASE_H

#include "base/buffer.h"
#include "domain/problem.h"

#define TC_PLAN_CASE_FILE "case.sha256"

/* Append it for a plan in a folder: a line "# case PATH", as seen from the
 * folder, then the lines of tc_case_hash, for sha256sum -c. A case that was not read from
 * files has neither.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_plan_case_write(const tc_problem *problem, const char *folder,
                                      tc_buffer *out, tc_error *error);

#endif
