/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand-sized cases in which whole grains (0.0001 t/a) do not fit, and who gives them up.
 */
#include <criterion/criterion.h>

#include "domain/standing.h"
#include "support/case_files.h"
#include "support/leaks.h"

#define SOURCES "id,name,area,available_from,realisation,PM,SO2\n"
#define PROJECTS "id,name,area,tier,start,PM,SO2,ratio_PM\n"

/* Load, solve and compare: approved grains of PM and their credit, project by project (in
 * the order of ids); and what is left of PM in all sources. */
static void expect(const char *sources, const char *projects, const tc_grains *approved,
                   const tc_grains *credited, tc_grains left)
{
    tc_case_files files = tc_case_files_valid();
    files.sources = sources;
    files.projects = projects;
    tc_problem *problem = tc_case_files_must_load(&files);
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    tc_grains rest = 0;
    for (int s = 0; s < problem->source_count; s++)
        rest += tc_grains_down(problem->sources[s].supply[TC_PM], problem->grain_digits);
    for (int j = 0; j < problem->project_count; j++) {
        const int at = j * TC_POLLUTANTS + TC_PM;
        cr_expect_eq(plan->emission[at], approved[j], "%s: %lld approved",
                     problem->projects[j].id, (long long)plan->emission[at]);
        cr_expect_eq(plan->credit[at], credited[j], "%s: %lld credited",
                     problem->projects[j].id, (long long)plan->credit[at]);
        rest -= plan->credit[at];
        const bool whole =
            plan->emission[at] == tc_grains_down(problem->projects[j].emission[TC_PM], 4);
        if (plan->share[j] == 1.0 && !whole) {
            cr_expect_eq(plan->reasons[j].kind, TC_REASON_ROUNDING);
            cr_expect_eq(tc_standing_of(problem, plan, j), TC_STANDING_PARTIAL);
        }
    }
    cr_expect_eq(rest, left, "%lld left", (long long)rest);
    tc_plan_free(plan);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* Two sources of 10000.5 grains: 20001 to the LP, 20000 to sign. P1 takes 10001, P2's
 * share is the other 10000 of 50000. */
Test(plan_rounding, the_partly_served_give_up_the_grain)
{
    expect(SOURCES "S1,a,A,2022,0.5,2.0001,\nS2,b,B,2022,0.5,2.0001,\n",
           PROJECTS "P1,x,A,1,2024,1.0001,,1\nP2,y,A,2,2024,5,,1\n",
           (tc_grains[]){10001, 9999}, (tc_grains[]){10001, 9999}, 0);
}

/* P2 gives up one grain of credit. 20000 grains at its ratio need 9999.0008: the 9999
 * that it keeps will do, and no grain of emission more is given up than that. */
Test(plan_rounding, a_ratio_below_1_covers_all_that_rounding_lets_it)
{
    expect(SOURCES "S1,a,A,2022,0.5,2.0001,\nS2,b,B,2022,0.5,2.0001,\n",
           PROJECTS "P1,x,A,1,2024,1.0001,,1\nP2,y,A,2,2024,5,,0.49995004\n",
           (tc_grains[]){10001, 20000}, (tc_grains[]){10001, 9999}, 0);
}

/* The same whichever of them comes first in the files and by id. */
Test(plan_rounding, not_who_comes_last_by_id)
{
    expect(SOURCES "S1,a,A,2022,0.5,2.0001,\nS2,b,B,2022,0.5,2.0001,\n",
           PROJECTS "P1,y,A,2,2024,5,,1\nP2,x,A,1,2024,1.0001,,1\n",
           (tc_grains[]){9999, 10001}, (tc_grains[]){9999, 10001}, 0);
}

/* P1 ranks last but is fully served: P2, whose SO2 is short (1 of 2), gives up. */
Test(plan_rounding, partly_served_before_fully_served_whatever_their_rank)
{
    expect(SOURCES "S1,a,A,2022,0.5,2.0001,1\nS2,b,B,2022,0.5,2.0001,1\n",
           PROJECTS "P1,x,A,2,2024,1.0001,,1\nP2,y,A,1,2024,2,2,1\n",
           (tc_grains[]){10001, 9999}, (tc_grains[]){10001, 9999}, 0);
}

/* Both partly served: P1 by its SO2 (1 of 2, so 20000 grains of PM), P2 by what is left
 * of 60001. The last-ranked gives up. */
Test(plan_rounding, the_last_ranked_of_the_partly_served)
{
    expect(SOURCES "S1,a,A,2022,0.5,6.0001,1\nS2,b,B,2022,0.5,6.0001,1\n",
           PROJECTS "P1,x,A,1,2024,4,2,1\nP2,y,A,2,2024,10,,1\n",
           (tc_grains[]){20000, 40000}, (tc_grains[]){20000, 40000}, 0);
}

/* Both fully served, and 20001 asked of 20000: the last gives up all the same, and is
 * told that rounding took it. */
Test(plan_rounding, the_last_ranked_where_all_are_fully_served)
{
    expect(SOURCES "S1,a,A,2022,0.5,2.0001,\nS2,b,B,2022,0.5,2.0001,\n",
           PROJECTS "P1,x,A,1,2024,1.0001,,1\nP2,y,A,2,2024,1,,1\n",
           (tc_grains[]){10001, 9999}, (tc_grains[]){10001, 9999}, 0);
}

/* Ratio 1.5: 3 grains need 4.5, so 5. P2's share is 3 grains more, which would need 5 of
 * the 4 that are left: 2 grains with 3. One grain of 9 stays. */
Test(plan_rounding, credits_are_rounded_up_for_a_ratio_of_one_and_a_half)
{
    expect(SOURCES "S1,a,A,2022,1,0.0009,\n",
           PROJECTS "P1,x,A,1,2024,0.0003,,1.5\nP2,y,A,2,2024,1,,1.5\n",
           (tc_grains[]){3, 2}, (tc_grains[]){5, 3}, 1);
}

/* With one grain more everything fits. */
Test(plan_rounding, nobody_gives_up_what_fits)
{
    expect(SOURCES "S1,a,A,2022,1,0.001,\n",
           PROJECTS "P1,x,A,1,2024,0.0003,,1.5\nP2,y,A,2,2024,1,,1.5\n",
           (tc_grains[]){3, 3}, (tc_grains[]){5, 5}, 0);
}

/* Of 9 grains P1 takes 5 for 3. P2, limited by its SO2 to 2 of 4 grains, takes 3 for 2.
 * P3's share is (9 - 4.5 - 3) / 1 = 1.5 grains, so 1: it fits. */
Test(plan_rounding, an_odd_grain_serves_who_comes_after)
{
    expect(SOURCES "S1,a,A,2022,1,0.0009,1\n",
           PROJECTS "P1,x,A,1,2024,0.0003,,1.5\nP2,y,A,2,2024,0.0004,2,1.5\n"
                    "P3,z,A,3,2024,1,,1\n",
           (tc_grains[]){3, 2, 1}, (tc_grains[]){5, 3, 1}, 0);
}

/* Ratio 2 and 5 grains: 2.5 grains, so 2 with 4. The fifth is of no use to P1, and P2's
 * share is 0. */
Test(plan_rounding, an_emission_is_rounded_down)
{
    expect(SOURCES "S1,a,A,2022,1,0.0005,\n",
           PROJECTS "P1,x,A,1,2024,1,,2\nP2,y,A,2,2024,1,,1\n", (tc_grains[]){2, 0},
           (tc_grains[]){4, 0}, 1);
}
