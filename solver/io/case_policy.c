/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_reader.h"
#include "io/goal_list.h"

void tc_case_policy(tc_loading *loading, const tc_json *list, tc_faults *faults)
{
    tc_problem *problem = loading->problem;
    const size_t before = faults->errors;
    if (!tc_goals_read(TC_CASE_FILE, list, &problem->arena, faults, &problem->goals,
                       &problem->goal_count))
        loading->no_memory = true;
    loading->policy_known = faults->errors == before;
}

void tc_case_default_policy(tc_loading *loading)
{
    static const tc_goal goals[] = {
        {TC_GOAL_GUARANTEE_LOCAL, 0, false, "guarantee-local"},
        {TC_GOAL_TIER, 1, false, "tier 1"},
        {TC_GOAL_TIER, 2, false, "tier 2"},
        {TC_GOAL_TIER, 3, false, "tier 3"},
        {TC_GOAL_TIER, 4, false, "tier 4"},
        {TC_GOAL_FIRST_COME, 0, false, "first-come"},
        {TC_GOAL_KEEP_LOCAL, 0, false, "keep-local"},
    };
    loading->policy_known = true;
    loading->problem->goals = goals;
    loading->problem->goal_count = sizeof goals / sizeof *goals;
}
