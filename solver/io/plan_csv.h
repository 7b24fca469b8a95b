/* plan_csv.h — the tables of a plan for spreadsheets: RFC 4180, UTF-8 with BOM, CR LF. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_CSV_H
#define TC_IO_PLAN_CSV_H

#include "base/buffer.h"
#include "domain/plan.h"

/* Append one table with its headings. A plan that is not optimal has no rows.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_plan_csv_projects(const tc_problem *problem, const tc_plan *plan,
                                        tc_buffer *out, tc_error *error);
TC_CHECKED tc_code tc_plan_csv_credits(const tc_problem *problem, const tc_plan *plan,
                                       tc_buffer *out, tc_error *error);
TC_CHECKED tc_code tc_plan_csv_sources(const tc_problem *problem, const tc_plan *plan,
                                       tc_buffer *out, tc_error *error);

/* Append one cell of text, quoted where need be. What a spreadsheet would run as a
 * formula (= + - @ or their full-width forms, also behind spaces; a tab or line break in
 * front) gets an apostrophe in front, unless it is a plain number. */
void tc_csv_write_text(tc_buffer *out, const char *text);

#endif
