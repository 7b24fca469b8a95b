/* plan_words.h — how plan.json names the kinds of things. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_WORDS_H
#define TC_IO_PLAN_WORDS_H

#include "domain/plan.h"

#define TC_PLAN_SCHEMA "tongchou.plan/1"

/* By enumerator of tc_plan_status, tc_goal_kind, tc_level_kind, tc_price_kind. */
extern const char *const tc_plan_status_words[3];
extern const char *const tc_goal_words[4];
extern const char *const tc_level_words[4];
extern const char *const tc_price_words[6];

/* Is any project of the case illustrative? */
bool tc_case_is_illustrative(const tc_problem *problem);

#endif
