/* edge_words.h — axes and rules of a sweep in words that planners use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_EDGE_WORDS_H
#define TC_DOMAIN_EDGE_WORDS_H

#include "base/buffer.h"
#include "domain/sweep_summary.h"

/* What an axis changes: "河津市 NOx 核减源供给", "NOx supply of 河津市". */
void tc_axis_write(const tc_summary_axis *axis, tc_language language, tc_buffer *out);

/* When a condition holds: "NOx 核减超过 12 %", "NOx supply cut by more than 12 %". */
void tc_condition_write(const tc_summary_axis *axis, const tc_rule_condition *condition,
                        tc_language language, tc_buffer *out);

/* The whole rule: "NOx 核减超过 12 % 且 PM 倍数为 2 时落选". "" where there is none. */
void tc_edge_rule_write(const tc_summary *summary, const tc_project_summary *project,
                        tc_language language, tc_buffer *out);

/* How many of the lost the rule covers, and how many inside it are lost: 0..1. */
double tc_edge_rule_coverage(const tc_edge_rule *rule);
double tc_edge_rule_precision(const tc_edge_rule *rule);

#endif
