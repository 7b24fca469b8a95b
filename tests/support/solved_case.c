/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/solved_case.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "support/made_case.h"

static tc_plan *plan_for(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    return plan;
}

solved_case solved_data(const char *name)
{
    char folder[512];
    (void)snprintf(folder, sizeof folder, "%s/%s", TC_TEST_DATA, name);
    solved_case solved = {.made = false};
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(folder, NULL, &solved.problem, &error), TC_OK, "%s",
                 error.message_en);
    solved.plan = plan_for(solved.problem);
    return solved;
}

solved_case solved_made(uint64_t seed, int sources, int projects, unsigned features)
{
    solved_case solved = {.made = true};
    solved.problem = made_case(seed, sources, projects, features);
    solved.plan = plan_for(solved.problem);
    return solved;
}

void solved_free(solved_case *solved)
{
    tc_plan_free(solved->plan);
    if (solved->made)
        made_case_free(solved->problem);
    else
        tc_problem_free(solved->problem);
}
