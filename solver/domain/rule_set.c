/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rule_set.h"

const char *const tc_sure_words[] = {"gazette", "found", "general-knowledge", "inference",
                                     NULL};
const char *const tc_set_standing_words[] = {"in-force", "draft", "unverified", NULL};
const char *const tc_effect_words[] = {"ratio", "exempt",  "refuse", "bar", "prefer",
                                       "pool",  "protect", "basin",  NULL};

bool tc_rule_set_holds_on(const tc_rule_set *set, tc_day day)
{
    return set->standing != TC_SET_DRAFT && set->from <= day && day <= set->until;
}
