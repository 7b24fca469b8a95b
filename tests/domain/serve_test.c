/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/serve.h"

#include <criterion/criterion.h>

/* Two counties and one that is not named; a project in the first. Source 0 may serve it;
 * the tests change one thing. */
typedef struct little_case {
    tc_area areas[3];
    tc_source sources[1];
    tc_project projects[2];
    tc_rule cap;
    tc_problem problem;
} little_case;

static void start(little_case *c)
{
    *c = (little_case){.areas = {{.kind = TC_AREA_COUNTY},
                                 {.kind = TC_AREA_ZONE},
                                 {.kind = TC_AREA_UNSPECIFIED}}};
    c->sources[0] = (tc_source){.owner = -1,
                                .available_from = 20230101,
                                .supply = {[TC_NOX] = 5.0, [TC_COD] = 1}};
    c->projects[0] = (tc_project){.zoning_ok = true,
                                  .pool_access = true,
                                  .start = 20240101,
                                  .need = {[TC_NOX] = 2.0, [TC_COD] = 1.0}};
    c->projects[1] = c->projects[0];
    c->cap = (tc_rule){.pollutant = -1, .area = 1, .value = 0.0};
    c->problem = (tc_problem){.areas = c->areas,
                              .area_count = 3,
                              .sources = c->sources,
                              .source_count = 1,
                              .projects = c->projects,
                              .project_count = 2};
}

static tc_bar bar(const little_case *c)
{
    return tc_serve_bar(&c->problem, 0, 0, TC_NOX);
}

Test(domain_serve, nothing_bars_a_source_at_home)
{
    little_case c;
    start(&c);
    cr_assert(tc_may_serve(&c.problem, 0, 0, TC_NOX));
    c.projects[0].pool_access = false;
    cr_assert_eq(bar(&c), TC_BAR_NONE);
}

Test(domain_serve, need_supply_and_zoning_come_first)
{
    little_case c;
    start(&c);
    cr_assert_eq(tc_serve_bar(&c.problem, 0, 0, TC_PM), TC_BAR_NO_NEED);
    c.sources[0].supply[TC_NOX] = 0.0;
    cr_assert_eq(bar(&c), TC_BAR_NO_SUPPLY);
    c.projects[0].zoning_ok = false;
    cr_assert_eq(bar(&c), TC_BAR_ZONING);
}

Test(domain_serve, another_area_needs_access_and_a_cap_that_lets_out)
{
    little_case c;
    start(&c);
    c.sources[0].area = 1;
    cr_assert_eq(bar(&c), TC_BAR_NONE);
    c.problem.export_cap = (tc_rule_list){&c.cap, 1};
    cr_assert_eq(bar(&c), TC_BAR_CAPPED);
    c.sources[0].area = 2;
    cr_assert_eq(bar(&c), TC_BAR_NONE);
    c.projects[0].pool_access = false;
    cr_assert_eq(bar(&c), TC_BAR_ABROAD);
}

Test(domain_serve, water_of_no_or_another_basin_is_worth_nothing)
{
    little_case c;
    start(&c);
    cr_assert_eq(tc_serve_bar(&c.problem, 0, 0, TC_COD), TC_BAR_NONE);
    c.projects[0].basin = 1;
    cr_assert_eq(tc_serve_bar(&c.problem, 0, 0, TC_COD), TC_BAR_WORTHLESS);
    cr_assert_eq(bar(&c), TC_BAR_NONE);
}

Test(domain_serve, a_reduction_must_exist_when_the_project_starts)
{
    little_case c;
    start(&c);
    c.sources[0].available_from = c.projects[0].start;
    cr_assert_eq(bar(&c), TC_BAR_NONE);
    c.sources[0].available_from++;
    cr_assert_eq(bar(&c), TC_BAR_LATE);
}

Test(domain_serve, an_own_source_serves_its_project_alone)
{
    little_case c;
    start(&c);
    c.sources[0].owner = 0;
    cr_assert_eq(bar(&c), TC_BAR_NONE);
    cr_assert_eq(tc_serve_bar(&c.problem, 0, 1, TC_NOX), TC_BAR_OWNED);
}

Test(domain_serve, a_rule_bars_where_source_and_project_share_a_restriction)
{
    little_case c;
    start(&c);
    c.sources[0].limits[TC_NOX] = 6U;
    c.projects[0].limits[TC_NOX] = 1U;
    cr_assert_eq(bar(&c), TC_BAR_NONE);
    c.projects[0].limits[TC_NOX] = 3U;
    cr_assert_eq(bar(&c), TC_BAR_RULE);
    cr_assert_eq(tc_serve_bar(&c.problem, 0, 0, TC_COD), TC_BAR_NONE);
    c.sources[0].available_from = 20250101;
    cr_assert_eq(bar(&c), TC_BAR_LATE); /* it could not serve without the rule either */
}
