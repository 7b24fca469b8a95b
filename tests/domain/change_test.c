/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/change.h"
#include "support/case_files.h"
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

/* A case of files: 10 % of PM are held back, of S1 no more than half may leave A; P1 is
 * locked out, P2 locked in. */
static tc_problem *ruled_case(void)
{
    tc_case_files files = tc_case_files_valid();
    files.case_json = "{\"decision_date\": \"2022-11-25\",\n"
                      " \"reserve\": [{\"pollutant\": \"PM\", \"share\": 0.1},\n"
                      "  {\"pollutant\": \"PM\", \"area\": \"U\", \"share\": 0.5}],\n"
                      " \"export_cap\": [{\"pollutant\": \"PM\", \"share\": 0.2},\n"
                      "  {\"pollutant\": \"PM\", \"area\": \"A\", \"share\": 0.5}]}\n";
    files.locks = "project,lock,who,why\nP1,out,市局,缓建\nP2,in,市局,市重点\n";
    return tc_case_files_must_load(&files);
}

Test(domain_change, lifts_one_entry_of_the_rules_and_no_other)
{
    tc_problem *problem = ruled_case();
    const tc_change changes[] = {{.kind = TC_CHANGE_NO_RESERVE, .rule = 0},
                                 {.kind = TC_CHANGE_NO_CAP, .rule = 1}};
    tc_problem *made = changed(problem, changes, 2);
    cr_expect_eq(problem->sources[0].supply[TC_PM], 90.0);
    cr_expect_eq(made->sources[0].supply[TC_PM], 100.0);
    cr_expect_eq(made->sources[0].supply[TC_COD], 50.0);
    cr_expect_eq(made->sources[1].supply[TC_PM], 10.0);
    cr_expect_eq(tc_problem_export_share(problem, TC_PM, 0), 0.5);
    cr_expect_eq(tc_problem_export_share(made, TC_PM, 0), 1.0);
    cr_expect_eq(tc_problem_export_share(made, TC_PM, 1), 0.2);
    tc_problem_free(made);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_change, takes_locks_off)
{
    tc_problem *problem = ruled_case();
    const tc_change changes[] = {{.kind = TC_CHANGE_UNLOCK, .project = 0},
                                 {.kind = TC_CHANGE_UNLOCK, .project = 1}};
    tc_problem *made = changed(problem, changes, 2);
    cr_expect_not(problem->projects[0].zoning_ok);
    cr_expect(made->projects[0].zoning_ok && !made->projects[0].must_serve);
    cr_expect(problem->projects[1].must_serve);
    cr_expect(made->projects[1].zoning_ok && !made->projects[1].must_serve);
    cr_expect_null(made->projects[0].lock);
    tc_problem_free(made);
    made = changed(problem, &(tc_change){.kind = TC_CHANGE_RELEASE, .project = 1}, 1);
    cr_expect(!made->projects[1].must_serve && !made->projects[1].lock);
    cr_expect(made->projects[0].lock == problem->projects[0].lock);
    tc_problem_free(made);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_change, a_lock_out_stands_when_a_clause_is_lifted_and_the_other_way_round)
{
    tc_problem *problem = ruled_case();
    tc_project projects[2] = {problem->projects[0], problem->projects[1]};
    projects[0].refusal.kind = TC_CITED_CLAUSE;
    problem->projects = projects;
    const tc_change changes[] = {{.kind = TC_CHANGE_ADMIT, .project = 0},
                                 {.kind = TC_CHANGE_UNLOCK, .project = 0}};
    tc_problem *made = changed(problem, &changes[0], 1);
    cr_expect_not(made->projects[0].zoning_ok);
    tc_problem_free(made);
    made = changed(problem, &changes[1], 1);
    cr_expect_not(made->projects[0].zoning_ok);
    tc_problem_free(made);
    made = changed(problem, changes, 2);
    cr_expect(made->projects[0].zoning_ok);
    tc_problem_free(made);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_change, lifts_one_restriction_and_what_counties_keep)
{
    tc_problem *problem = made_case(15, SOURCES, PROJECTS, MADE_LIMITS | MADE_CAPS);
    double *kept = made_take(problem, problem->area_count * TC_POLLUTANTS, sizeof *kept);
    problem->kept_share = kept;
    const tc_restriction bars[] = {{.bit = 1u}, {.bit = 2u}};
    problem->restrictions = bars;
    problem->restriction_count = 2;
    const tc_change changes[] = {{.kind = TC_CHANGE_NO_BAR, .rule = 1},
                                 {.kind = TC_CHANGE_NO_KEPT}};
    tc_problem *made = changed(problem, changes, 2);
    unsigned before = 0, after = 0;
    for (int j = 0; j < PROJECTS; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            before |= problem->projects[j].limits[p];
            after |= made->projects[j].limits[p];
        }
    cr_expect(before & 2u);
    cr_expect_eq(after, before & ~2u);
    cr_expect_null(made->kept_share);
    cr_expect(problem->kept_share == kept);
    tc_problem_free(made);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

static void run_out(const tc_problem *problem, const tc_change *changes, int count)
{
    tc_code code = TC_ERR_MEMORY;
    for (long left = 0; code != TC_OK; left++) {
        tc_problem *made = NULL;
        tc_test_memory(left);
        code = tc_change_apply(problem, changes, count, &made, NULL);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY);
        tc_problem_free(made);
    }
}

Test(domain_change, says_so_when_memory_runs_out)
{
    tc_problem *problem = made_case(14, SOURCES, PROJECTS, MADE_CAPS);
    const tc_change changes[] = {
        {.kind = TC_CHANGE_ADD_SUPPLY, .area = -1, .basin = -1, .amount = 1.0},
        {.kind = TC_CHANGE_POOL, .project = 0}};
    run_out(problem, changes, 2);
    made_case_free(problem);
    problem = ruled_case();
    const tc_change lifts[] = {{.kind = TC_CHANGE_NO_RESERVE, .rule = 0},
                               {.kind = TC_CHANGE_NO_CAP, .rule = 1},
                               {.kind = TC_CHANGE_UNLOCK, .project = 0}};
    run_out(problem, lifts, 3);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}
