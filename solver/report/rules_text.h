/* rules_text.h — parts of what is said of rules, for a terminal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_RULES_TEXT_H
#define TC_REPORT_RULES_TEXT_H

#include "base/buffer.h"
#include "domain/problem.h"

/* Append a line about each rule set, drafts marked. */
void tc_rule_sets_put(const tc_problem *problem, tc_language language, tc_buffer *out);

/* Give the text to the caller, or fail. */
TC_CHECKED tc_code tc_text_give(tc_buffer *out, char **text, tc_error *error);

#endif
