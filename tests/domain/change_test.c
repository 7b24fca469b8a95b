/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/change.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"

enum { NOX = 2, SOURCES = 8, PROJECTS = 10 };

static tc_problem *changed(const tc_problem *problem, const tc_change *changes, int count)
{
    tc_problem *made = NULL;
    cr_assert_eq(tc_change_apply(problem, changes, count, &made, NULL), TC_OK);
    return made;
}

Test(domain_change, adds_sources_behind_those_of_the_case)
{
    tc_problem *problem = made_case(11, SOURCES, PROJECTS, MADE_FINE);
    const tc_change changes[] = {{.kind = TC_CHANGE_ADD_SUPPLY,
                                  .pollutant = NOX,
                                  .area = 0,
                                  .basin = -1,
                                  .day = 40,
                                  .amount = 2.5},
                                 {.kind = TC_CHANGE_ADD_SUPPLY,
                                  .pollutant = NOX,
                                  .area = -1,
                                  .basin = -1,
                                  .amount = 1.0}};
    tc_problem *made = changed(problem, changes, 2);
    cr_assert_eq(made->source_count, SOURCES + 2);
    cr_assert_eq(problem->source_count, SOURCES);
    cr_assert_str_eq(made->sources[SOURCES].id, "+1");
    cr_assert_eq(made->sources[SOURCES].supply[NOX], 2.5);
    cr_assert_eq(made->sources[SOURCES].available_from, 40);
    cr_assert_str_eq(made->sources[SOURCES + 1].id, "+2");
    /* made cases have an unspecified area: the second source is there */
    cr_assert_eq(made->area_count, problem->area_count);
    cr_assert_eq(made->areas[made->sources[SOURCES + 1].area].kind, TC_AREA_UNSPECIFIED);
    tc_problem_free(made);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_change, makes_an_area_for_a_source_without_one)
{
    tc_problem *problem = made_case(12, SOURCES, PROJECTS, MADE_CAPS);
    tc_area *areas = made_take(problem, problem->area_count, sizeof *areas);
    double *kept = made_take(problem, problem->area_count * TC_POLLUTANTS, sizeof *kept);
    for (int a = 0; a < problem->area_count; a++) {
        areas[a] = problem->areas[a];
        areas[a].kind = TC_AREA_COUNTY;
    }
    for (int k = 0; k < problem->area_count * TC_POLLUTANTS; k++)
        kept[k] = 0.5;
    problem->areas = areas;
    problem->kept_share = kept;
    const tc_change change = {.kind = TC_CHANGE_ADD_SUPPLY,
                              .pollutant = NOX,
                              .area = -1,
                              .basin = -1,
                              .amount = 1.0};
    tc_problem *made = changed(problem, &change, 1);
    const int nowhere = made->sources[SOURCES].area;
    cr_assert_eq(nowhere, problem->area_count);
    cr_assert_eq(made->area_count, problem->area_count + 1);
    cr_assert_eq(made->areas[nowhere].kind, TC_AREA_UNSPECIFIED);
    cr_assert_eq(made->kept_share[nowhere * TC_POLLUTANTS + NOX], 0.0);
    cr_assert_eq(made->kept_share[NOX], 0.5);
    tc_problem_free(made);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_change, changes_what_it_names_and_nothing_else)
{
    tc_problem *problem = made_case(13, SOURCES, PROJECTS, MADE_FINE | MADE_MUST);
    const tc_project *before = &problem->projects[3];
    const double half = before->emission[NOX] / 2.0;
    const tc_change changes[] = {
        {.kind = TC_CHANGE_EMIT_LESS, .project = 3, .pollutant = NOX, .amount = half},
        {.kind = TC_CHANGE_START, .project = 3, .day = before->start + 30},
        {.kind = TC_CHANGE_POOL, .project = 3},
        {.kind = TC_CHANGE_TIER, .project = 3, .tier = 1},
        {.kind = TC_CHANGE_REQUIRE, .project = 3},
        {.kind = TC_CHANGE_REFUSE, .project = 4},
        {.kind = TC_CHANGE_LOSE_SOURCE, .source = 1},
        {.kind = TC_CHANGE_LESS_SUPPLY, .source = 2, .pollutant = NOX, .amount = 1e9},
        {.kind = TC_CHANGE_SOURCE_FROM, .source = 5, .day = 7}};
    tc_problem *made = changed(problem, changes, sizeof changes / sizeof *changes);
    const tc_project *after = &made->projects[3];
    cr_assert_float_eq(after->emission[NOX], half, 1e-12);
    cr_assert_eq(after->need[NOX], after->ratio[NOX] * after->emission[NOX]);
    cr_assert_eq(after->start, before->start + 30);
    cr_assert(after->pool_access && after->must_serve);
    cr_assert_eq(after->tier, 1);
    cr_assert_not(made->projects[4].zoning_ok || made->projects[4].must_serve);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert_eq(made->sources[1].supply[p], 0.0);
    cr_assert_eq(made->sources[2].supply[NOX], 0.0);
    cr_assert_eq(made->sources[5].available_from, 7);
    cr_assert_eq(made->sources[0].supply[NOX], problem->sources[0].supply[NOX]);
    cr_assert_eq(made->projects[0].need[NOX], problem->projects[0].need[NOX]);
    tc_problem_free(made);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_change, says_so_when_memory_runs_out)
{
    tc_problem *problem = made_case(14, SOURCES, PROJECTS, MADE_CAPS);
    const tc_change changes[] = {
        {.kind = TC_CHANGE_ADD_SUPPLY, .area = -1, .basin = -1, .amount = 1.0},
        {.kind = TC_CHANGE_POOL, .project = 0}};
    tc_code code = TC_ERR_MEMORY;
    for (long left = 0; code != TC_OK; left++) {
        tc_problem *made = NULL;
        tc_test_memory(left);
        code = tc_change_apply(problem, changes, 2, &made, NULL);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY);
        tc_problem_free(made);
    }
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}
