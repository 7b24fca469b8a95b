/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/plan.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"

/* Solve with left allocations; true when that was enough. */
static bool solve(const tc_problem *problem, long left)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    tc_test_memory(left);
    const tc_code code = tc_solve(problem, NULL, &plan, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert_eq(plan == NULL, code != TC_OK);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    tc_plan_free(plan);
    return code == TC_OK;
}

static void fail_each_allocation(uint64_t seed, int sources, int projects,
                                 unsigned features)
{
    tc_problem *problem = made_case(seed, sources, projects, features);
    long left = 0;
    while (!solve(problem, left))
        left++;
    cr_assert_gt(left, 20);
    made_case_free(problem);
}

Test(plan_solve_memory, runs_out_cleanly_at_every_allocation)
{
    fail_each_allocation(1, 9, 12, 0);
    fail_each_allocation(6, 40, 60, MADE_TIES); /* tables must grow */
    fail_each_allocation(2, 9, 12, MADE_EVEN | MADE_CAPS);
    fail_each_allocation(3, 9, 12, MADE_EXCHANGE | MADE_FINE);
    fail_each_allocation(4, 9, 12, MADE_FINE | MADE_POLICY);
    fail_each_allocation(5, 9, 12, MADE_LIMITS | MADE_OWNERS);
    TC_ASSERT_NO_LEAK();
}

Test(plan_solve_memory, runs_out_cleanly_in_a_search_over_whole_projects)
{
    fail_each_allocation(70003, 8, 12, MADE_ALL_WHOLE | MADE_TIES);
    fail_each_allocation(7, 7, 9, MADE_WHOLE | MADE_EVEN | MADE_CAPS);
    fail_each_allocation(8, 6, 8, MADE_WHOLE | MADE_EXCHANGE | MADE_POLICY);
    TC_ASSERT_NO_LEAK();
}

Test(plan_solve_memory, runs_out_cleanly_while_a_conflict_is_sought)
{
    uint64_t seed = 1;
    for (bool conflict = false; !conflict; seed++) {
        tc_problem *problem = made_case(seed, 9, 12, MADE_MUST);
        tc_plan *plan = NULL;
        cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
        conflict = tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE;
        tc_plan_free(plan);
        made_case_free(problem);
    }
    fail_each_allocation(seed - 1, 9, 12, MADE_MUST);
    TC_ASSERT_NO_LEAK();
}

Test(plan_solve_memory, the_check_runs_out_cleanly_too)
{
    tc_problem *problem = made_case(5, 9, 12, MADE_EVEN | MADE_CAPS);
    tc_plan *plan = NULL;
    cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
    tc_code code = TC_ERR_MEMORY;
    long left = 0;
    for (; code != TC_OK; left++) {
        tc_verdict verdict = {.faults = -1};
        tc_test_memory(left);
        code = tc_plan_verify(problem, plan, &verdict, NULL);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY);
        cr_assert(code == TC_OK ? verdict.verified : verdict.faults == -1,
                  "%ld allocations: %d %s", left, (int)code, verdict.message_en);
    }
    cr_assert_gt(left, 2);
    tc_plan_free(plan);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}
