/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_words.h"

const char *const tc_plan_status_words[3] = {"optimal", "infeasible", "bounded"};
const char *const tc_goal_words[4] = {"guarantee-local", "tier", "first-come",
                                      "keep-local"};
const char *const tc_level_words[4] = {"total", "smallest-share", "share", "own-share"};
const char *const tc_price_words[6] = {"coverage", "own",  "within",
                                       "even",     "goal", "aim"};

bool tc_case_is_illustrative(const tc_problem *problem)
{
    for (int j = 0; j < problem->project_count; j++)
        if (problem->projects[j].illustrative)
            return true;
    return false;
}
