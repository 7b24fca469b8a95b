/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/sweep.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"

enum { AXES_MOST = 16, PM = 0, NOX = 2 };

static tc_axis axis_of(tc_axis_kind kind)
{
    return (tc_axis){
        .kind = kind, .pollutant = -1, .area = -1, .source = -1, .project = -1};
}

/* Apply the axes with these values. */
static tc_problem *applied(const tc_problem *problem, const tc_axis *axes, int count,
                           const double *values, const tc_variant *variants)
{
    const tc_sweep sweep = {.axes = axes,
                            .axis_count = count,
                            .variants = variants,
                            .variant_count = variants ? 2 : 0};
    tc_problem *scenario = NULL;
    cr_assert_eq(tc_scenario_apply(problem, &sweep, values, &scenario, NULL), TC_OK);
    return scenario;
}

/* A case with two lines of reserve and caps by area. */
static tc_problem *case_of(uint64_t seed)
{
    static const tc_rule reserve[] = {{-1, -1, NULL, 0.1, "", 1, 1},
                                      {NOX, 1, NULL, 0.25, "", 1, 1}};
    tc_problem *problem = made_case(seed, 12, 10, MADE_FINE | MADE_CAPS | MADE_POLICY);
    problem->reserve = (tc_rule_list){reserve, 2};
    tc_source *sources = made_take(problem, problem->source_count, sizeof *sources);
    for (int s = 0; s < problem->source_count; s++) {
        sources[s] = problem->sources[s];
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const double held = p == NOX && sources[s].area == 1 ? 0.25 : 0.1;
            sources[s].realisation = 0.8;
            sources[s].expires = TC_DAY_NEVER;
            sources[s].quantity[p] = sources[s].supply[p];
            sources[s].supply[p] = 0.8 * sources[s].quantity[p] * (1.0 - held);
        }
    }
    problem->sources = sources;
    return problem;
}

/* Axes of every kind, as they leave the case. The caps, ratios and reserve are of what no
 * record has, so that "in place of" has no place. */
static int neutral_axes(tc_axis axes[AXES_MOST], double values[AXES_MOST])
{
    static const struct {
        tc_axis_kind kind;
        double value;
    } all[] = {{TC_AXIS_SUPPLY, 1}, {TC_AXIS_DEMAND, 1},  {TC_AXIS_DELAY, 0},
               {TC_AXIS_START, 0},  {TC_AXIS_SOURCE, 1},  {TC_AXIS_PROJECT, 1},
               {TC_AXIS_SUPPLY, 1}, {TC_AXIS_DEMAND, 1},  {TC_AXIS_DELAY, 0},
               {TC_AXIS_SUPPLY, 1}, {TC_AXIS_PROJECT, 1}, {TC_AXIS_POLICY, 0}};
    const int count = sizeof all / sizeof *all;
    for (int a = 0; a < count; a++) {
        axes[a] = axis_of(all[a].kind);
        values[a] = all[a].value;
    }
    axes[0].pollutant = NOX;
    axes[6].area = 1;
    axes[7].project = 3;
    axes[9].source = 2;
    return count;
}

Test(domain_scenario, values_that_change_nothing_give_the_case_to_the_bit)
{
    for (uint64_t seed = 1; seed < 20; seed++) {
        tc_problem *problem = case_of(seed);
        tc_axis axes[AXES_MOST];
        double values[AXES_MOST];
        const int count = neutral_axes(axes, values);
        const tc_variant variants[2] = {
            {"as it is", problem->goals, problem->goal_count, NULL},
            {"other", problem->goals, 1, NULL}};
        tc_problem *scenario = applied(problem, axes, count, values, variants);
        cr_assert_eq(scenario->goals, problem->goals);
        cr_assert_eq(scenario->goal_count, problem->goal_count);
        cr_assert_eq(memcmp(scenario->sources, problem->sources,
                            (size_t)problem->source_count * sizeof(tc_source)),
                     0);
        cr_assert_eq(memcmp(scenario->projects, problem->projects,
                            (size_t)problem->project_count * sizeof(tc_project)),
                     0);
        cr_assert_null(scenario->export_share);
        tc_problem_free(scenario);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, without_axes_of_a_kind_their_records_are_shared)
{
    tc_problem *problem = case_of(1);
    const tc_axis demand = axis_of(TC_AXIS_DEMAND), supply = axis_of(TC_AXIS_SUPPLY);
    const double one = 1.0;
    tc_problem *scenario = applied(problem, &demand, 1, &one, NULL);
    cr_assert_eq(scenario->sources, problem->sources);
    tc_problem_free(scenario);
    scenario = applied(problem, &supply, 1, &one, NULL);
    cr_assert_eq(scenario->projects, problem->projects);
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, factors_multiply_in_the_stated_order)
{
    tc_problem *problem = case_of(3);
    tc_axis axes[3] = {axis_of(TC_AXIS_SUPPLY), axis_of(TC_AXIS_SUPPLY),
                       axis_of(TC_AXIS_DEMAND)};
    const double values[3] = {0.9, 1.3, 0.7};
    axes[0].pollutant = NOX;
    axes[1].area = 1;
    axes[2].pollutant = PM;
    tc_problem *scenario = applied(problem, axes, 3, values, NULL);
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const tc_source *was = &problem->sources[s];
            const bool there = was->area == 1;
            const double f = 1.0 * (p == NOX ? 0.9 : 1.0) * (there ? 1.3 : 1.0);
            const double held = p == NOX && there ? 0.25 : 0.1;
            cr_assert_eq(scenario->sources[s].supply[p],
                         0.8 * was->quantity[p] * f * (1.0 - held));
        }
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *was = &problem->projects[j], *is = &scenario->projects[j];
        cr_assert_eq(is->emission[PM], was->emission[PM] * 0.7);
        cr_assert_eq(is->need[PM], was->ratio[PM] * (was->emission[PM] * 0.7));
        cr_assert_eq(is->need[NOX], was->need[NOX]);
    }
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, the_most_specific_reserve_goes_before_the_case)
{
    tc_problem *problem = case_of(4);
    tc_axis axes[2] = {axis_of(TC_AXIS_RESERVE), axis_of(TC_AXIS_RESERVE)};
    const double values[2] = {0.5, 0.0};
    axes[0].pollutant = NOX;
    axes[0].area = 1; /* the first, and more specific */
    tc_problem *scenario = applied(problem, axes, 2, values, NULL);
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const tc_source *was = &problem->sources[s];
            const double held = p == NOX && was->area == 1 ? 0.5 : 0.0;
            cr_assert_eq(scenario->sources[s].supply[p],
                         0.8 * was->quantity[p] * 1.0 * (1.0 - held));
        }
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, caps_go_before_the_case_and_after_what_areas_keep)
{
    tc_problem *problem = case_of(5);
    double *kept = made_take(problem, problem->area_count * TC_POLLUTANTS, sizeof *kept);
    kept[0 * TC_POLLUTANTS + NOX] = 0.75;
    problem->kept_share = kept;
    tc_axis axes[2] = {axis_of(TC_AXIS_EXPORT_CAP), axis_of(TC_AXIS_EXPORT_CAP)};
    const double values[2] = {0.4, 0.6};
    axes[0].pollutant = NOX;
    axes[1].pollutant = NOX;
    axes[1].area = 1;
    tc_problem *scenario = applied(problem, axes, 2, values, NULL);
    for (int area = 0; area < problem->area_count; area++) {
        cr_assert_eq(tc_problem_export_share(scenario, NOX, area), area == 0   ? 0.25
                                                                   : area == 1 ? 0.6
                                                                               : 0.4);
        cr_assert_eq(tc_problem_export_share(scenario, PM, area),
                     tc_problem_export_share(problem, PM, area));
    }
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, a_ratio_takes_the_place_of_any_but_0)
{
    tc_problem *problem = case_of(6);
    tc_project *projects = made_take(problem, problem->project_count, sizeof *projects);
    for (int j = 0; j < problem->project_count; j++)
        projects[j] = problem->projects[j];
    projects[0].ratio[PM] = projects[0].need[PM] = 0.0;
    problem->projects = projects;
    tc_axis axes[2] = {axis_of(TC_AXIS_RATIO), axis_of(TC_AXIS_RATIO)};
    const double values[2] = {3.0, 1.5};
    axes[0].project = 1;
    axes[1].pollutant = PM;
    axes[1].area = projects[1].area; /* two fields, and still less specific */
    tc_problem *scenario = applied(problem, axes, 2, values, NULL);
    cr_assert_eq(scenario->projects[0].need[PM], 0.0);
    for (int j = 1; j < problem->project_count; j++) {
        const double ratio = j == 1 ? 3.0
                             : projects[j].area == projects[1].area
                                 ? 1.5
                                 : projects[j].ratio[PM];
        cr_assert_eq(scenario->projects[j].ratio[PM], ratio);
        cr_assert_eq(scenario->projects[j].need[PM], ratio * projects[j].emission[PM]);
    }
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, months_add_and_days_stay_in_their_month)
{
    tc_problem *problem = case_of(7);
    tc_source *sources = made_take(problem, problem->source_count, sizeof *sources);
    for (int s = 0; s < problem->source_count; s++)
        sources[s] = problem->sources[s];
    sources[0].available_from = 20230131;
    sources[1].available_from = 20230131;
    sources[1].expires = 20230228; /* the last day on which it may be used */
    sources[2].available_from = 20230131;
    sources[2].expires = 20230227;
    sources[3].available_from = TC_DAY_NEVER;
    problem->sources = sources;
    problem->decision_date = 20221125;
    tc_axis axes[2] = {axis_of(TC_AXIS_DELAY), axis_of(TC_AXIS_DELAY)};
    const double values[2] = {6, -5};
    tc_problem *scenario = applied(problem, axes, 2, values, NULL);
    cr_assert_eq(scenario->sources[0].available_from, 20230228);
    cr_assert_eq(scenario->sources[3].available_from, TC_DAY_NEVER);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        cr_assert_eq(scenario->sources[1].supply[p], sources[1].supply[p]);
        cr_assert_eq(scenario->sources[2].supply[p], 0.0);
    }
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, what_is_retired_or_expired_stays_so)
{
    tc_problem *problem = case_of(8);
    tc_source *sources = made_take(problem, problem->source_count, sizeof *sources);
    for (int s = 0; s < problem->source_count; s++)
        sources[s] = problem->sources[s];
    sources[0].status = TC_SOURCE_RETIRED;
    sources[1].available_from = 20200101;
    sources[1].expires = 20221124;
    problem->sources = sources;
    problem->decision_date = 20221125;
    const tc_axis axes[2] = {axis_of(TC_AXIS_DELAY), axis_of(TC_AXIS_SUPPLY)};
    const double values[2] = {-12, 2};
    tc_problem *scenario = applied(problem, axes, 2, values, NULL);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert(scenario->sources[0].supply[p] == 0.0 &&
                  scenario->sources[1].supply[p] == 0.0);
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, off_holds_whatever_another_axis_says)
{
    tc_problem *problem = case_of(9);
    tc_axis axes[4] = {axis_of(TC_AXIS_SOURCE), axis_of(TC_AXIS_SOURCE),
                       axis_of(TC_AXIS_PROJECT), axis_of(TC_AXIS_PROJECT)};
    const double values[4] = {0, 1, 0, 1};
    axes[0].source = 2;
    axes[2].project = 4;
    tc_project *projects = made_take(problem, problem->project_count, sizeof *projects);
    for (int j = 0; j < problem->project_count; j++)
        projects[j] = problem->projects[j];
    projects[4].must_serve = projects[5].must_serve = true;
    problem->projects = projects;
    tc_problem *scenario = applied(problem, axes, 4, values, NULL);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        cr_assert_eq(scenario->sources[2].supply[p], 0.0);
        cr_assert_eq(scenario->sources[1].supply[p], problem->sources[1].supply[p]);
    }
    cr_assert(!scenario->projects[4].zoning_ok && !scenario->projects[4].must_serve);
    cr_assert_eq(scenario->projects[4].refusal.kind, TC_CITED_NONE);
    cr_assert(scenario->projects[5].zoning_ok && scenario->projects[5].must_serve);
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, a_policy_brings_its_goals_and_weights)
{
    tc_problem *problem = case_of(10);
    const tc_goal goals[2] = {{TC_GOAL_TIER, 2, false, "tier 2"},
                              {TC_GOAL_FIRST_COME, 0, false, "first-come"}};
    double weights[10];
    for (int j = 0; j < 10; j++)
        weights[j] = 0.5 * j;
    const tc_variant variants[2] = {
        {"as it is", problem->goals, problem->goal_count, NULL},
        {"other", goals, 2, weights}};
    const tc_axis axis = axis_of(TC_AXIS_POLICY);
    const double one = 1.0;
    tc_problem *scenario = applied(problem, &axis, 1, &one, variants);
    cr_assert(scenario->goals == goals && scenario->goal_count == 2);
    for (int j = 0; j < 10; j++)
        cr_assert_eq(scenario->projects[j].weight, weights[j]);
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(domain_scenario, gives_all_back_when_memory_runs_out)
{
    tc_problem *problem = case_of(11);
    tc_axis axes[AXES_MOST];
    double values[AXES_MOST];
    int count = neutral_axes(axes, values) - 1; /* without the policy */
    axes[count] = axis_of(TC_AXIS_EXPORT_CAP);
    values[count++] = 0.5;
    const tc_sweep sweep = {.axes = axes, .axis_count = count};
    tc_problem *scenario = NULL;
    int failures = 0;
    for (long left = 0; !scenario; left++) {
        tc_error error = {0};
        tc_test_memory(left);
        const tc_code code =
            tc_scenario_apply(problem, &sweep, values, &scenario, &error);
        tc_test_memory(-1);
        cr_assert_eq(code == TC_OK, scenario != NULL);
        failures += code == TC_ERR_MEMORY && error.code == TC_ERR_MEMORY;
        cr_assert_lt(left, 1000);
    }
    cr_assert_gt(failures, 3);
    tc_problem_free(scenario);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}
