/* Rule sets through the real reader: what a case gets from them, and what is cited. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/case_files.h"
#include "support/leaks.h"

#define HEAD                                                                             \
    "{\"id\":\"R\",\"title\":\"规则\",\"standing\":\"in-force\",\"from\":\"2020\","
#define RULE(clause) "{\"clause\":\"" clause "\",\"text\":\"甲\",\"sure\":\"found\","
#define PM_FAILS                                                                         \
    "\"when\":{\"attained\":{\"by\":\"city\",\"indicator\":\"PM2.5\",\"year\":"          \
    "\"previous\"},\"is\":false},"

static tc_case_files case_of(const char *case_json, const char *rules)
{
    tc_case_files files = tc_case_files_valid();
    files.case_json = case_json;
    files.rules = rules;
    files.attainment = "area,basin,year,indicator,attained\n"
                       "*,,2021,PM2.5,no\n"
                       "A,,2021,O3,no\n"
                       "*,涑水河,2021,COD,no\n"
                       "*,汾河,2021,COD,unknown\n";
    return files;
}

static const char NAMED[] = "{\"decision_date\":\"2022-11-25\",\"rules\":[\"R\"]}";

static const tc_project *find(const tc_problem *problem, const char *id)
{
    for (int j = 0; j < problem->project_count; j++)
        if (strcmp(problem->projects[j].id, id) == 0)
            return &problem->projects[j];
    cr_assert_fail("%s", id);
    return NULL;
}

static void expect_cited(const tc_problem *problem, const char *id, int pollutant,
                         double ratio, const char *zh)
{
    const tc_project *project = find(problem, id);
    tc_buffer said = {0};
    tc_citation_write(problem, project, &project->ratio_from[pollutant], pollutant, TC_ZH,
                      &said);
    cr_expect_eq(project->ratio[pollutant], ratio, "%s %s: %g", id,
                 tc_pollutants[pollutant].id, project->ratio[pollutant]);
    cr_expect_eq(project->need[pollutant], ratio * project->emission[pollutant]);
    cr_expect_str_eq(said.text, zh);
    tc_buffer_free(&said);
}

Test(io_rule_sets, cites_the_clause_and_the_line_that_made_it_hold)
{
    const tc_case_files files = case_of(NAMED, HEAD "\"rules\":[" RULE("第三条") PM_FAILS
                                        "\"ratio\":2,\"pollutants\":[\"PM\"]}]}");
    tc_problem *problem = tc_case_files_must_load(&files);
    expect_cited(problem, "P1", TC_PM, 2,
                 "R 第三条, 市 PM2.5 未达标 (2021, attainment.csv:2)");
    expect_cited(problem, "P1", TC_COD, 1, "默认等量");
    tc_buffer said = {0};
    tc_citation_write(problem, &problem->projects[0],
                      &problem->projects[0].ratio_from[TC_PM], TC_PM, TC_EN, &said);
    cr_expect_str_eq(said.text,
                     "R 第三条, city PM2.5 not attained (2021, attainment.csv:2)");
    tc_buffer_free(&said);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_rule_sets, asks_a_county_before_the_city_and_a_basin_by_its_name)
{
    static const char rules[] = HEAD "\"rules\":[" RULE(
        "县") "\"when\":{\"attained\":{\"by\":\"area\","
              "\"indicator\":\"PM2.5\",\"year\":2021},\"is\":false},\"ratio\":1.5,"
              "\"pollutants\":[\"PM\"]}," RULE(
                  "河") "\"when\":{\"attained\":{\"by\":\"basin\","
                        "\"indicator\":\"COD\",\"year\":2021},\"is\":false},\"ratio\":3,"
                        "\"pollutants\":[\"COD\"]}]}";
    tc_case_files files = case_of(NAMED, rules);
    files.attainment = "area,basin,year,indicator,attained\n*,,2021,PM2.5,no\n"
                       "闻喜县,,2021,PM2.5,yes\n*,涑水河,2021,COD,no\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    expect_cited(problem, "P1", TC_PM, 1, "默认等量");
    expect_cited(problem, "P2", TC_PM, 1.5,
                 "R 县, 县 PM2.5 未达标 (按全市；2021, attainment.csv:2)");
    expect_cited(problem, "P1", TC_COD, 3,
                 "R 河, 涑水河 COD 未达标 (2021, attainment.csv:4)");
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* Inside a set the rank decides, among sets and the case's own ratios the largest, and
 * over all the project's own column. Two triggers give 2, not 4. */
Test(io_rule_sets, lets_rank_decide_inside_a_set_and_the_largest_among_sets)
{
    static const char rules[] = HEAD "\"rules\":[" RULE(
        "基") "\"ratio\":2,\"pollutants\":[\"PM\",\"COD\"],\"rank\":1}," RULE("再")
        PM_FAILS "\"ratio\":2,\"pollutants\":[\"PM\"],\"rank\":1}," RULE(
            "净") "\"when\":{\"field\":\"fuel\",\"in\":[\"天然气\"]},\"ratio\":1,"
                  "\"rank\":2,"
                  "\"pollutants\":[\"PM\"]}]}";
    tc_case_files files = case_of(NAMED, rules);
    files.projects = "id,name,area,tier,start,fuel,PM,COD,ratio_PM\n"
                     "P1,丙,A,1,2023-06,煤,10,5,\n"
                     "P2,丁,C,2,2024,天然气,8,,\n"
                     "P3,戊,C,2,2024,煤,8,,0.5\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    expect_cited(problem, "P1", TC_PM, 2, "R 基");
    expect_cited(problem, "P2", TC_PM, 1, "R 净, fuel = 天然气");
    expect_cited(problem, "P3", TC_PM, 0.5, "projects.csv:4 ratio_PM");
    tc_problem_free(problem);

    files.case_json =
        "{\"decision_date\":\"2022-11-25\",\"rules\":[\"R\"],\n"
        "\"ratios\":[{\"pollutant\":\"PM\",\"ratio\":1.5,\"reason\":\"甲\"}]}";
    problem = tc_case_files_must_load(&files);
    expect_cited(problem, "P1", TC_PM, 2, "R 基");
    expect_cited(problem, "P2", TC_PM, 1.5, "case.json:2 ratios, 甲");
    tc_problem_free(problem);
    files.case_json =
        "{\"decision_date\":\"2022-11-25\",\"rules\":[\"R\",\"national-2014\"]}";
    problem = tc_case_files_must_load(&files);
    expect_cited(problem, "P2", TC_PM, 2,
                 "national-2014 PM2.5 不达标2倍替代（条次未核）, 市 PM2.5 未达标 "
                 "(2021, attainment.csv:2)");
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

static const char SMALL[] =
    "id,name,area,tier,start,PM,COD\nP1,丙,A,1,2023-06,3,1.5\nP2,丁,A,2,2024,2,0.5\n";

static tc_problem *load_draft(const char *case_json)
{
    tc_case_files files = tc_case_files_valid();
    tc_faults faults = {0};
    tc_problem *problem = NULL;
    files.projects = SMALL;
    files.case_json = case_json;
    cr_assert_eq(tc_case_files_load(&files, &faults, &problem, NULL), TC_OK);
    tc_faults_free(&faults);
    return problem;
}

Test(io_rule_sets, exempts_small_quantities_each_on_its_own_or_all_at_once)
{
    tc_problem *problem = load_draft(
        "{\"decision_date\":\"2023-02-01\",\"rules\":[\"shanxi-2022-draft\"]}");
    expect_cited(problem, "P1", TC_PM, 0,
                 "shanxi-2022-draft 摘要第5点, exemption = each，PM 3 ≤ 3 t/a");
    expect_cited(problem, "P1", TC_COD, 1, "默认等量");
    expect_cited(problem, "P2", TC_COD, 0,
                 "shanxi-2022-draft 摘要第5点, exemption = each，COD 0.5 ≤ 1 t/a");
    tc_problem_free(problem);
    problem =
        load_draft("{\"decision_date\":\"2023-02-01\",\"rules\":[\"shanxi-2022-draft\"],"
                   "\"switches\":{\"exemption\":\"all\"}}");
    expect_cited(problem, "P1", TC_PM, 1, "默认等量");
    expect_cited(problem, "P2", TC_PM, 0,
                 "shanxi-2022-draft 摘要第5点, exemption = all，PM 2 ≤ 3 t/a");
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_rule_sets, refuses_where_a_target_was_missed_and_where_zoning_says_so)
{
    tc_case_files files = case_of("{\"decision_date\":\"2022-11-25\",\"rules\":"
                                  "[\"national-2014\",\"notice-39\"]}",
                                  NULL);
    files.attainment = "area,basin,year,indicator,attained\n*,,2021,PM2.5,no\n"
                       "A,,2021,target COD,no\nC,,2021,target COD,no\n"
                       "*,涑水河,2021,COD,yes\n";
    files.projects = "id,name,area,tier,start,type,industry,zoning_ok,PM,COD\n"
                     "P1,丙,A,1,2023-06,化工,化工,yes,10,5\n"
                     "P2,丁,C,2,2024,化工,化工,yes,8,\n"
                     "P3,戊,C,2,2024,化工,化工,no,8,\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_expect_not(find(problem, "P1")->zoning_ok);
    cr_expect(find(problem, "P2")->zoning_ok, "it adds no COD");
    cr_expect_not(find(problem, "P3")->zoning_ok);
    tc_buffer said = {0};
    tc_citation_write(problem, find(problem, "P1"), &find(problem, "P1")->refusal, -1,
                      TC_ZH, &said);
    tc_buffer_puts(&said, "\n");
    tc_citation_write(problem, find(problem, "P3"), &find(problem, "P3")->refusal, -1,
                      TC_EN, &said);
    cr_expect_str_eq(said.text,
                     "national-2014 未完成减排目标暂停审批（条次未核）, COD = 5，"
                     "县 COD 减排目标未完成 (2021, attainment.csv:3)\n"
                     "notice-39 一（一）, zoning_ok = no");
    tc_buffer_free(&said);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_rule_sets, reads_item_three_as_a_condition_or_as_an_alternative)
{
    tc_case_files files =
        case_of("{\"decision_date\":\"2022-11-25\",\"rules\":[\"notice-39\"]}", NULL);
    files.projects = "id,name,area,tier,start,PM\nP1,丙,A,3,2023-06,10\n"
                     "P2,丁,C,4,2024,8\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_expect(find(problem, "P1")->pool_access);
    cr_expect_not(find(problem, "P2")->pool_access);
    cr_expect(find(problem, "P2")->filed_pool_access);
    cr_expect_str_eq(find(problem, "P2")->pool_denial.clause->article, "一（三）");
    tc_problem_free(problem);
    files.case_json = "{\"decision_date\":\"2022-11-25\",\"rules\":[\"notice-39\"],"
                      "\"switches\":{\"item-3\":\"alternative\"}}";
    problem = tc_case_files_must_load(&files);
    cr_expect(find(problem, "P2")->pool_access);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_rule_sets, bars_power_reductions_from_low_stacks_of_other_industries)
{
    tc_case_files files = tc_case_files_valid();
    tc_faults faults = {0};
    tc_problem *problem = NULL;
    files.case_json =
        "{\"decision_date\":\"2023-02-01\",\"rules\":[\"shanxi-2022-draft\"]}";
    files.sources = "id,name,area,basin,available_from,industry,PM,COD\n"
                    "S1,甲厂,A,,2022-12-31,电力、建材,100,50\nS2,乙厂,U,,,水泥,20,0\n";
    files.projects = "id,name,area,tier,start,industry,stack_height_m,PM\n"
                     "P1,丙,A,1,2023-06,化工,44.9,10\nP2,丁,A,1,2023-06,化工,45,10\n"
                     "P3,戊,A,1,2023-06,电力,20,10\nP4,己,A,1,2023-06,化工,,10\n";
    cr_assert_eq(tc_case_files_load(&files, &faults, &problem, NULL), TC_OK);
    cr_assert_eq(problem->restriction_count, 1);
    const unsigned bit = problem->restrictions[0].bit;
    cr_expect_str_eq(problem->restrictions[0].cited.clause->article, "摘要第4点");
    cr_expect_eq(problem->sources[0].limits[TC_PM], bit);
    cr_expect_eq(problem->sources[0].limits[TC_COD], 0);
    cr_expect_eq(problem->sources[1].limits[TC_PM], 0);
    cr_expect_eq(find(problem, "P1")->limits[TC_PM], bit);
    for (int j = 1; j < 4; j++)
        cr_expect_eq(problem->projects[j].limits[TC_PM], 0, "%s",
                     problem->projects[j].id);
    tc_faults_free(&faults);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* Emission 10 at ratio 1 of the county's own key project against 100 in its pool. */
Test(io_rule_sets, keeps_at_home_what_own_key_projects_need_where_the_switch_is_on)
{
    tc_case_files files =
        case_of("{\"decision_date\":\"2022-11-25\",\"rules\":[\"notice-39\"],"
                "\"switches\":{\"protection\":\"on\"},\"export_cap\":[{\"area\":\"A\","
                "\"pollutant\":\"COD\",\"share\":0.3}]}",
                NULL);
    files.projects = "id,name,area,tier,start,local_key,PM,COD\n"
                     "P1,丙,A,1,2023-06,yes,10,5\nP2,丁,C,2,2024,no,8,\n"
                     "P3,戊,C,2,2024,yes,8,\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_expect_float_eq(tc_problem_export_share(problem, TC_PM, 0), 0.9, 1e-12);
    cr_expect_float_eq(tc_problem_export_share(problem, TC_COD, 0), 0.3, 1e-12,
                       "the cap of the case is the smaller");
    cr_expect_eq(tc_problem_export_share(problem, TC_PM, 1), 1.0);
    cr_expect_eq(tc_problem_export_share(problem, TC_PM, 2), 0.0, "nothing to spare");
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_rule_sets, counts_water_across_basins_only_where_the_switch_is_wide)
{
    tc_case_files files =
        case_of("{\"decision_date\":\"2022-11-25\",\"rules\":[\"regional-2020\"]}", NULL);
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_expect_eq(tc_problem_exchange(problem, TC_COD, 0, 1, 2, 0), 0.0);
    cr_expect_str_eq(problem->preference.set->id, "regional-2020");
    tc_problem_free(problem);
    files.case_json = "{\"decision_date\":\"2022-11-25\",\"rules\":[\"regional-2020\"],"
                      "\"switches\":{\"basin\":\"wide\"}}";
    problem = tc_case_files_must_load(&files);
    cr_expect_eq(tc_problem_exchange(problem, TC_COD, 0, 1, 2, 0), 1.0);
    cr_expect_eq(tc_problem_exchange(problem, TC_COD, 0, -1, 2, 0), 0.0);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* Nobody knows, or a field is not given: neither the condition nor its "not" holds. */
Test(io_rule_sets, draws_nothing_from_what_is_not_known)
{
    static const char rules[] = HEAD "\"rules\":[" RULE(
        "一") "\"when\":{\"not\":{\"field\":\"fuel\",\"equals\":\"煤\"}},"
              "\"ratio\":2,\"pollutants\":[\"PM\"]}," RULE(
                  "二") "\"when\":{\"attained\":{\"by\":\"basin\",\"indicator\":\"COD\","
                        "\"year\":2021},"
                        "\"is\":true},\"ratio\":3,\"pollutants\":[\"COD\"]}]}";
    tc_case_files files = case_of(NAMED, rules);
    files.projects = "id,name,area,tier,start,fuel,PM,COD\nP1,丙,A,1,2023-06,,10,5\n"
                     "P2,丁,C,2,2024,电,8,3\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    expect_cited(problem, "P1", TC_PM, 1, "默认等量");
    expect_cited(problem, "P2", TC_PM, 2, "R 一, fuel = 电");
    expect_cited(problem, "P1", TC_COD, 1, "默认等量");
    expect_cited(problem, "P2", TC_COD, 1, "默认等量");
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_rule_sets, ships_five_sets_and_reads_others_from_the_case)
{
    static const char *const shipped[] = {"national-2014", "regional-2020", "shanxi-2015",
                                          "shanxi-2022-draft", "notice-39"};
    for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
        char json[160];
        (void)snprintf(json, sizeof json,
                       "{\"decision_date\":\"2022-11-25\",\"rules\":[\"%s\"]}",
                       shipped[i]);
        tc_case_files files = tc_case_files_valid();
        tc_faults faults = {0};
        tc_problem *problem = NULL;
        files.case_json = json;
        cr_assert_eq(tc_case_files_load(&files, &faults, &problem, NULL), TC_OK, "%s",
                     shipped[i]);
        const tc_rule_set *set = &problem->rule_sets[0];
        cr_expect(set->shipped && set->clause_count > 0 && *set->title_en, "%s", set->id);
        for (int c = 0; c < set->clause_count; c++)
            cr_expect(*set->clauses[c].text_en, "%s %d", set->id, c);
        tc_faults_free(&faults);
        tc_problem_free(problem);
    }
    const tc_case_files files =
        case_of(NAMED, HEAD "\"rules\":[" RULE("一") "\"refuse\":true}]}");
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_expect_not(problem->rule_sets[0].shipped);
    cr_expect_str_eq(problem->rule_sets[0].file, "rules/R.json");
    cr_expect_not(find(problem, "P1")->zoning_ok);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}
