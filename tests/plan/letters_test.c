/* Published letters of approval, through the reader and the solver, to the digit. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "support/leaks.h"
#include "support/solved_case.h"

static int source_of(const tc_problem *problem, const char *id)
{
    for (int s = 0; s < problem->source_count; s++)
        if (strcmp(problem->sources[s].id, id) == 0)
            return s;
    cr_assert_fail("%s", id);
    return -1;
}

/* The one project is wholly served, with this credit and all of it from this source. */
static void expect_letter(const solved_case *solved, int pollutant, const char *credit,
                          const char *source)
{
    const tc_problem *problem = solved->problem;
    char text[32];
    int lines = 0;
    tc_grains_write(solved->plan->credit[pollutant], problem->grain_digits, text);
    cr_expect_str_eq(text, credit, "%s", tc_pollutants[pollutant].id);
    for (int k = 0; k < solved->plan->credit_count; k++) {
        const tc_credit *one = &solved->plan->credits[k];
        if (one->pollutant != pollutant)
            continue;
        lines++;
        cr_expect_eq(one->grains, solved->plan->credit[pollutant]);
        cr_expect_eq(one->source, source_of(problem, source));
    }
    cr_expect_eq(lines, 1);
}

static void expect_cited(const tc_problem *problem, int pollutant, const char *said)
{
    const tc_project *project = &problem->projects[0];
    tc_buffer text = {0};
    tc_citation_write(problem, project, &project->ratio_from[pollutant], pollutant, TC_ZH,
                      &text);
    cr_expect_str_eq(text.text, said);
    tc_buffer_free(&text);
}

/* Source: domain.md 4.2, R1: 3.1401, 11.47, 13.84 t/a at twice; its own swap source, the
 * scattered coal that it displaces, comes before any other, a permit holder's too. */
Test(plan_letters, gaoping_doubles_and_draws_on_its_own_swap_source_first)
{
    solved_case solved = solved_data("letters/gaoping-2023");
    cr_assert_eq(solved.plan->share[0], 1.0);
    expect_letter(&solved, TC_PM, "6.2802", "OWN");
    expect_letter(&solved, TC_SO2, "22.9400", "OWN");
    expect_letter(&solved, TC_NOX, "27.6800", "OWN");
    expect_cited(
        solved.problem, TC_NOX,
        "shanxi-2015 2倍替代（条次未核）, 市 PM2.5 未达标 (2022, attainment.csv:2)");
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

/* Source: domain.md 4.2, R2: NOx 5.18 t/a at 1:1, gas-fired in a city that failed. */
Test(plan_letters, yangquan_replaces_one_to_one_for_clean_fuel)
{
    solved_case solved = solved_data("letters/yangquan-2017");
    cr_assert_eq(solved.plan->share[0], 1.0);
    expect_letter(&solved, TC_NOX, "5.1800", "S1");
    expect_cited(solved.problem, TC_NOX,
                 "shanxi-2015 清洁能源等量（条次未核）, fuel = 天然气");
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
