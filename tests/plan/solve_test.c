/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/plan.h"
#include "support/leaks.h"
#include "support/made_case.h"

/* Solve made cases of one kind; tc_solve itself refuses a plan that fails its check. */
static void solve_many(unsigned features, int cases, uint64_t first)
{
    int refused = 0;
    for (int k = 0; k < cases; k++) {
        tc_problem *problem =
            made_case(first + (uint64_t)k, 2 + k % 9, 1 + k % 14, features);
        tc_plan *plan = NULL;
        tc_error error = {0};
        const tc_code code = tc_solve(problem, NULL, &plan, &error);
        cr_assert_eq(code, TC_OK, "case %d: %s", k, error.message_en);
        refused += tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE;
        tc_plan_free(plan);
        made_case_free(problem);
    }
    cr_assert((features & MADE_MUST) || refused == 0);
    TC_ASSERT_NO_LEAK();
}

Test(plan_solve, plain_cases_pass_their_check)
{
    solve_many(0, 500, 1);
}

Test(plan_solve, cases_with_caps_pass_their_check)
{
    solve_many(MADE_CAPS, 500, 1000);
}

Test(plan_solve, cases_full_of_ties_pass_their_check)
{
    solve_many(MADE_TIES | MADE_CAPS, 500, 2000);
}

Test(plan_solve, cases_with_even_goals_pass_their_check)
{
    solve_many(MADE_EVEN, 300, 3000);
    solve_many(MADE_EVEN | MADE_TIES, 300, 3500);
}

Test(plan_solve, cases_with_amounts_between_grains_pass_their_check)
{
    solve_many(MADE_FINE | MADE_CAPS, 500, 4000);
}

Test(plan_solve, cases_with_exchange_factors_pass_their_check)
{
    solve_many(MADE_EXCHANGE | MADE_FINE, 500, 5000);
    solve_many(MADE_EXCHANGE | MADE_CAPS, 300, 5500);
}

Test(plan_solve, cases_with_other_policies_pass_their_check)
{
    solve_many(MADE_POLICY | MADE_CAPS | MADE_EVEN, 500, 6000);
}

Test(plan_solve, cases_with_required_projects_pass_their_check)
{
    solve_many(MADE_MUST, 300, 7000);
}

Test(plan_solve, cases_of_very_different_sizes_pass_their_check)
{
    solve_many(MADE_WIDE, 500, 8000);
}

Test(plan_solve, cases_with_restrictions_and_own_sources_pass_their_check)
{
    solve_many(MADE_LIMITS, 500, 9000);
    solve_many(MADE_LIMITS | MADE_CAPS | MADE_FINE, 300, 9500);
    solve_many(MADE_OWNERS, 500, 10000);
    solve_many(MADE_OWNERS | MADE_TIES | MADE_CAPS, 300, 10500);
    solve_many(MADE_OWNERS | MADE_FINE | MADE_EXCHANGE, 500, 11000);
    solve_many(MADE_OWNERS | MADE_LIMITS | MADE_FINE | MADE_CAPS | MADE_EVEN, 500, 11500);
    solve_many(MADE_OWNERS | MADE_LIMITS | MADE_EXCHANGE | MADE_POLICY, 500, 12000);
}

/* Twins of projects with own sources: as whole projects, and relaxed. */
Test(plan_solve, whole_projects_with_own_sources_pass_their_check)
{
    static const struct {
        uint64_t seed;
        int sources, projects;
        unsigned features;
    } cases[] = {{500017, 7, 3, 1569},  {500775, 6, 11, 1605}, {501088, 11, 9, 1632},
                 {501176, 11, 7, 2562}, {502769, 9, 10, 2567}, {501156, 2, 2, 1798},
                 {501355, 3, 6, 1591},  {502071, 4, 2, 1637},  {502471, 8, 12, 1846},
                 {502666, 5, 12, 1554}};
    for (size_t k = 0; k < 2 * sizeof cases / sizeof *cases; k++) {
        tc_problem *problem = made_case(cases[k / 2].seed, cases[k / 2].sources,
                                        cases[k / 2].projects, cases[k / 2].features);
        const tc_solve_options options = {.relax = k % 2 == 0};
        tc_plan *plan = NULL;
        tc_error error = {0};
        cr_assert_eq(tc_solve(problem, &options, &plan, &error), TC_OK, "case %zu: %s", k,
                     error.message_en);
        tc_plan_free(plan);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}
