/* The data that the program ships: the notice's own figures, to the kilogram. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "domain/problem.h"
#include "support/leaks.h"

static tc_problem *load(const char *folder)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    const tc_code code = tc_problem_load(folder, &faults, &problem, &error);
    for (size_t i = 0; i < faults.count; i++) {
        const tc_error *fault = &faults.list[i].error;
        cr_log_error("%s:%d:%d: %s", fault->file, fault->line, fault->column,
                     fault->message_en);
    }
    cr_assert_eq(code, TC_OK, "%s", error.message_en);
    cr_assert_eq(faults.errors, 0);
    cr_assert_eq(faults.warnings, 0);
    tc_faults_free(&faults);
    return problem;
}

static tc_problem *load_yuncheng(void)
{
    return load(TC_TEST_DATA "/yuncheng-2022");
}

static const tc_source *find_source(const tc_problem *problem, const char *id)
{
    for (int s = 0; s < problem->source_count; s++)
        if (strcmp(problem->sources[s].id, id) == 0)
            return &problem->sources[s];
    cr_assert_fail("no source %s", id);
    return NULL;
}

static const tc_project *find_project(const tc_problem *problem, const char *id)
{
    for (int j = 0; j < problem->project_count; j++)
        if (strcmp(problem->projects[j].id, id) == 0)
            return &problem->projects[j];
    cr_assert_fail("no project %s", id);
    return NULL;
}

/* The whole number that follows what in text; 0 where what does not occur. */
static long count_after(const char *text, const char *what)
{
    const char *at = strstr(text, what);
    return at ? strtol(at + strlen(what), NULL, 10) : 0;
}

Test(io_yuncheng, holds_what_the_notice_lists)
{
    tc_problem *problem = load_yuncheng();
    const tc_problem_facts facts = tc_problem_describe(problem);
    cr_assert_str_eq(facts.name, "运城市 2022—2024 年大气和水重点削减源");
    cr_assert_eq(facts.areas, 15);
    cr_assert_eq(facts.sources, 12);
    cr_assert_eq(facts.projects, 40);
    cr_assert_eq(facts.illustrative_projects, 40);
    cr_assert_eq(problem->basin_count, 3);
    cr_assert_eq(problem->decision_date, 20221125);
    cr_assert_eq(problem->unknown_available_from, 20221231);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, adds_up_to_the_totals_of_the_notice_to_the_kilogram)
{
    static const long long notice_kg[TC_POLLUTANTS] = {
        [TC_PM] = 1707119,  [TC_SO2] = 6897272,  [TC_NOX] = 3261710,
        [TC_VOCS] = 270891, [TC_COD] = 12278178, [TC_NH3N] = 1398857};
    tc_problem *problem = load_yuncheng();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        long long printed_kg = 0;
        long long supply_kg = 0;
        for (int s = 0; s < problem->source_count; s++) {
            printed_kg += llround(problem->sources[s].quantity[p] * 1000.0);
            supply_kg += llround(problem->sources[s].supply[p] * 1000.0);
        }
        cr_expect_eq(printed_kg, notice_kg[p], "%s: %lld kg", tc_pollutants[p].id,
                     printed_kg);
        cr_expect_eq(supply_kg, notice_kg[p], "%s: nothing is held back",
                     tc_pollutants[p].id);
    }
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, counts_77_rural_stations_and_6_park_plants)
{
    tc_problem *problem = load_yuncheng();
    long stations = 0;
    long plants = 0;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        const long own_stations = count_after(source->measure, "农村生活污水处理站");
        const long own_plants = count_after(source->measure, "园区污水处理厂");
        const bool water = source->quantity[TC_COD] > 0.0;
        cr_expect_eq(water, own_stations + own_plants > 0, "%s", source->id);
        stations += own_stations;
        plants += own_plants;
    }
    cr_expect_eq(stations, 77);
    cr_expect_eq(plants, 6);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, names_the_paragraph_of_every_source)
{
    tc_problem *problem = load_yuncheng();
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        const char *section = source->id[0] == 'A' ? "三（一）" : "三（二）";
        cr_expect_not_null(strstr(source->reference, "运政办函〔2022〕39号"));
        cr_expect_eq(count_after(source->reference, section),
                     strtol(source->id + 1, NULL, 10), "%s: %s", source->id,
                     source->reference);
        cr_expect(source->note[0] != '\0', "%s says what is unknown", source->id);
    }
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* Source: notice 39, section 三; A3 is inferred, W1 is printed 天津市 in the scan. */
Test(io_yuncheng, places_each_source_where_the_notice_does)
{
    static const struct {
        const char *id, *area, *basin;
        tc_day available_from;
    } expected[] = {
        {"A1", "UNSPECIFIED", "", 20221231},    {"A2", "UNSPECIFIED", "", 20221231},
        {"A3", "140882", "", 20221231},         {"A4", "140825", "", 20221231},
        {"A5", "UNSPECIFIED", "", 20221231},    {"W1", "140882", "汾河", 20221231},
        {"W2", "140827", "黄河干流", 20221231}, {"W3", "140824", "汾河", 20221231},
        {"W4", "140826", "涑水河", 20221231},   {"W5", "140802", "涑水河", 20221231},
        {"W6", "140823", "涑水河", 20221231},   {"W7", "140821", "涑水河", 20221231},
    };
    tc_problem *problem = load_yuncheng();
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const tc_source *source = find_source(problem, expected[i].id);
        const tc_area *area = &problem->areas[source->area];
        const char *basin = source->basin < 0 ? "" : problem->basins[source->basin];
        cr_expect_str_eq(area->id, expected[i].area, "%s", source->id);
        cr_expect_str_eq(basin, expected[i].basin, "%s", source->id);
        cr_expect_eq(area->kind == TC_AREA_UNSPECIFIED,
                     strcmp(expected[i].area, "UNSPECIFIED") == 0);
        cr_expect_eq(source->available_from, expected[i].available_from);
        cr_expect_eq(source->status, TC_SOURCE_PLANNED);
        cr_expect_not(source->reserve);
    }
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, has_thirteen_counties_the_zone_and_one_place_for_the_unknown)
{
    tc_problem *problem = load_yuncheng();
    int kinds[3] = {0};
    for (int a = 0; a < problem->area_count; a++) {
        const tc_area *area = &problem->areas[a];
        kinds[area->kind]++;
        cr_expect_eq(area->basin_count == 0, area->kind == TC_AREA_UNSPECIFIED);
        if (area->kind == TC_AREA_COUNTY)
            cr_expect(strlen(area->id) == 6 && strncmp(area->id, "1408", 4) == 0);
        if (area->kind == TC_AREA_ZONE)
            cr_expect_str_eq(area->id, "140802404");
        cr_expect(area->note[0] != '\0', "%s: where its basins come from", area->id);
    }
    cr_expect_eq(kinds[TC_AREA_COUNTY], 13);
    cr_expect_eq(kinds[TC_AREA_ZONE], 1);
    cr_expect_eq(kinds[TC_AREA_UNSPECIFIED], 1);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* Source: notice 33 on the 涑水河; of the other basins nothing is known. */
Test(io_yuncheng, doubles_air_everywhere_and_water_on_the_sushui)
{
    tc_problem *problem = load_yuncheng();
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const bool clean_gas =
            strcmp(project->id, "P-015") == 0 || strcmp(project->id, "P-039") == 0;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const bool water = tc_pollutants[p].water && project->emission[p] > 0;
            const bool sushui =
                water && strcmp(problem->basins[project->basin], "涑水河") == 0;
            const bool once = water ? !sushui : clean_gas && p == TC_NOX;
            if (!(project->emission[p] > 0))
                continue;
            cr_expect_float_eq(project->ratio[p], once ? 1.0 : 2.0, 0.0, "%s %s",
                               project->id, tc_pollutants[p].id);
        }
    }
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, cites_a_clause_or_the_own_column_for_every_ratio)
{
    tc_problem *problem = load_yuncheng();
    int clauses = 0;
    for (int j = 0; j < problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const tc_project *project = &problem->projects[j];
            const tc_citation *from = &project->ratio_from[p];
            if (!(project->emission[p] > 0))
                continue;
            cr_expect(from->kind == TC_CITED_CLAUSE || from->kind == TC_CITED_OWN,
                      "%s %s", project->id, tc_pollutants[p].id);
            clauses += from->kind == TC_CITED_CLAUSE;
        }
    cr_expect_gt(clauses, 120);
    cr_expect_str_eq(find_project(problem, "P-020")->refusal.clause->article, "一（一）");
    cr_expect_eq(problem->restriction_count, 0);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, calls_every_project_an_example)
{
    tc_problem *problem = load_yuncheng();
    bool tiers[5] = {0};
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        cr_expect(project->illustrative, "%s", project->id);
        cr_expect_eq(strncmp(project->name, "示例·", strlen("示例·")), 0, "%s",
                     project->name);
        cr_assert(project->tier >= 1 && project->tier <= 4);
        tiers[project->tier] = true;
    }
    cr_expect(tiers[1] && tiers[2] && tiers[3] && tiers[4]);
    cr_expect_not(find_project(problem, "P-020")->zoning_ok);
    cr_expect_not(find_project(problem, "P-033")->pool_access);
    cr_expect(find_project(problem, "P-011")->local_key);
    cr_expect_eq(find_project(problem, "P-009")->start, 20221201);
    cr_expect_eq(find_project(problem, "P-040")->accepted_on, TC_DAY_NEVER);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_yuncheng, reads_the_textbook_case_without_a_warning)
{
    tc_problem *problem = load(TC_TEST_DATA "/textbook");
    cr_assert_eq(problem->source_count, 3);
    cr_assert_eq(problem->project_count, 4);
    cr_expect_eq(find_source(problem, "S2")->available_from, 20230630);
    cr_expect_float_eq(find_project(problem, "T-1")->need[TC_NOX], 120.0, 0.0);
    cr_expect_float_eq(find_project(problem, "T-2")->need[TC_COD], 10.0, 0.0);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}
