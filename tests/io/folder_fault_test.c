/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "support/case_files.h"
#include "support/leaks.h"

static void expect_faults(const tc_case_files *files, const char *expected)
{
    tc_buffer said = {0};
    tc_case_files_faults(files, &said);
    cr_expect_str_eq(said.text, expected, "said\n%sexpected\n%s", said.text, expected);
    tc_buffer_free(&said);
}

static void expect_sources(const char *sources, const char *expected)
{
    tc_case_files files = tc_case_files_valid();
    files.sources = sources;
    expect_faults(&files, expected);
}

static void expect_projects(const char *projects, const char *expected)
{
    tc_case_files files = tc_case_files_valid();
    files.projects = projects;
    expect_faults(&files, expected);
}

static void expect_areas(const char *areas, const char *expected)
{
    tc_case_files files = tc_case_files_valid();
    files.areas = areas;
    files.sources = "id,name,area\nS,s,A\n";
    files.projects = "id,name,area,tier,start\nP,p,A,1,2023\n";
    expect_faults(&files, expected);
}

static void expect_case(const char *case_json, const char *expected)
{
    tc_case_files files = tc_case_files_valid();
    files.case_json = case_json;
    expect_faults(&files, expected);
}

static void expect_exchange(const char *lines, const char *expected)
{
    tc_buffer table = {0};
    tc_buffer_puts(&table, "from_area,to_area,from_basin,to_basin,pollutant,factor\n");
    tc_buffer_puts(&table, lines);
    tc_case_files files = tc_case_files_valid();
    files.exchange = table.text;
    expect_faults(&files, expected);
    tc_buffer_free(&table);
}

Test(io_folder_fault, names_every_file_that_is_missing)
{
    const tc_case_files none = {0};
    expect_faults(&none, "case.json:0:0 the file case.json is missing\n"
                         "areas.csv:0:0 the file areas.csv is missing\n"
                         "sources.csv:0:0 the file sources.csv is missing\n"
                         "projects.csv:0:0 the file projects.csv is missing\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, refuses_empty_files_and_areas_without_rows)
{
    const tc_case_files empty = {"",   "",   " \n,,\n", "\xEF\xBB\xBF",
                                 "\n", NULL, NULL,      NULL};
    tc_buffer said = {0};
    tc_case_files_faults(&empty, &said);
    const char *tables = strstr(said.text, "areas.csv");
    cr_assert_not_null(tables);
    cr_expect_str_eq(
        tables,
        "areas.csv:1:1 the file is empty: its first row should name the columns\n"
        "sources.csv:1:1 the file is empty: its first row should name the columns\n"
        "projects.csv:1:1 the file is empty: its first row should name the columns\n"
        "exchange.csv:1:1 the file is empty: its first row should name the columns\n");
    tc_buffer_free(&said);
    tc_case_files files = tc_case_files_valid();
    files.areas = "id,name\n";
    files.sources = "id,name,area\n";
    files.projects = "id,name,area,tier,start\n,,,,\n";
    expect_faults(&files,
                  "areas.csv:1:1 there are headings, but no area\n"
                  "sources.csv:1:1 warning: there are headings, but no source\n"
                  "projects.csv:1:1 warning: there are headings, but no project\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, tells_all_faults_in_the_order_of_the_files)
{
    tc_case_files files = tc_case_files_valid();
    files.exchange =
        "from_area,to_area,from_basin,to_basin,pollutant,factor\nA,*,*,*,*,x\n";
    files.projects = "id,name,area,tier,start,PM\nP,p,A,0,x,-1\n";
    files.sources = "id,name,area,PM\nS,s,A,-1\nS,s,Q,\n";
    files.areas = "id,name\nA,a\nA,b\n";
    files.case_json = "{\n \"grain\": 3,\n \"name\": 4}";
    expect_faults(
        &files,
        "case.json:1:1 decision_date is missing\n"
        "case.json:2:11 grain: 3 will not do: 1, 0.1, 0.01, 0.001, 0.0001, 0.00001 or "
        "0.000001 is expected\n"
        "case.json:3:10 name: must be a string, not a number\n"
        "areas.csv:3:1 id: 'A' is already the id of line 2\n"
        "sources.csv:2:7 PM: '-1' is negative, which a tonnage cannot be\n"
        "sources.csv:3:1 id: 'S' is already the id of line 2\n"
        "sources.csv:3:5 area: 'Q' is no area of areas.csv\n"
        "projects.csv:2:7 tier: '0' is out of range: 1 to 99 is expected\n"
        "projects.csv:2:9 start: 'x' is not a date: write 2022, 2022-12 or 2022-12-31\n"
        "projects.csv:2:11 PM: '-1' is negative, which a tonnage cannot be\n"
        "exchange.csv:2:11 factor: 'x' is not a number\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, does_not_judge_areas_by_a_file_that_is_not_there)
{
    tc_case_files files = tc_case_files_valid();
    files.areas = NULL;
    expect_faults(&files, "areas.csv:0:0 the file areas.csv is missing\n");
    files.areas = "name,kind\na,county\n";
    expect_faults(&files, "areas.csv:1:1 the required column id（编号） is missing\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_headings)
{
    expect_sources(
        "id,name,area,氮氧化合物\nS,s,A,1\n",
        "sources.csv:1:14 unknown column '氮氧化合物': did you mean '氮氧化物' "
        "(NOx)?\n");
    expect_sources("id,nane,area\nS,s,A\n",
                   "sources.csv:1:4 unknown column 'nane': did you mean 'name'?\n");
    expect_sources("id,area,序号\nS,A,\n",
                   "sources.csv:1:1 the required column name（名称） is missing\n"
                   "sources.csv:1:9 warning: unknown column '序号': kept, but nothing is "
                   "computed from it\n");
    expect_sources("id,name,area,PM,颗粒物\nS,s,A,1,2\n",
                   "sources.csv:1:17 column '颗粒物' repeats 'PM' before it\n");
    expect_sources(
        "id,name,area,PM(mg/m3)\nS,s,A,1\n",
        "sources.csv:1:14 the unit in the column 'PM(mg/m3)' is unknown: t/a and "
        "kg/a may be used\n");
    expect_sources("id,name,area,x,x\nS,s,A,1,2\n",
                   "sources.csv:1:14 warning: unknown column 'x': kept, but nothing is "
                   "computed from it\n"
                   "sources.csv:1:16 column 'x' repeats 'x' before it\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_the_number_of_cells)
{
    expect_sources(
        "id,name,area,PM\nS,s,A,1,,7\n",
        "sources.csv:2:10 cell 6, '7', is one too many: there are 4 headings\n");
    expect_sources("id,name,area,PM,\nS,s,A,1,,,\n", ""); /* as spreadsheets pad */
    expect_sources(
        "id,name,area,PM\nS,s\n",
        "sources.csv:2:1 area: must not be empty, but the row ends after cell 2\n");
    expect_sources("id,name,area,PM\nS,s,A\n", "");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_ids_and_texts)
{
    char text[400] = "id,name,area\n";
    memset(text + strlen(text), 'x', 201);
    strncat(text, ",s,A\n", 6);
    expect_sources(text, "sources.csv:2:1 id: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is too "
                         "long: an id has at most 200 bytes\n");
    expect_sources("id,name,area\n ,s,A\n", "sources.csv:2:1 id: must not be empty\n");
    expect_sources(
        "id,name,area,note\n\"a\tb\",\"s\nt\",A,\"1\n2\"\n",
        "sources.csv:2:1 id: 'a b' has line ends, tabs or other control characters\n"
        "sources.csv:2:7 name: 's t' has line ends, tabs or other control characters\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_areas)
{
    expect_areas("id,name,kind,basins\nA,a,conty,涑水河;涑水河\n",
                 "areas.csv:2:5 kind: 'conty' is unknown, county|zone|unspecified is "
                 "expected: did you mean 'county'?\n"
                 "areas.csv:2:11 warning: basins: '涑水河' is written twice\n");
    expect_areas("id,name\nA,a\nB,b\nA,c\n",
                 "areas.csv:4:1 id: 'A' is already the id of line 2\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_references_and_suggests)
{
    expect_sources("id,name,area\nS,s,闻喜\n",
                   "sources.csv:2:5 area: '闻喜' is no area of areas.csv: did you mean "
                   "'闻喜县'?\n");
    expect_sources("id,name,area,basin\nS,s,A,涑河\n",
                   "sources.csv:2:7 basin: '涑河' is no basin of areas.csv: did you mean "
                   "'涑水河'?\n");
    expect_sources("id,name,area,basin\nS,s,A,汾河\n",
                   "sources.csv:2:7 basin: '汾河' is not among the basins of area 'A' in "
                   "areas.csv\n");
    expect_sources("id,name,area,COD\nS,s,B,1\n",
                   "sources.csv:2:1 basin: needed for water pollutants: area 'B' has 2 "
                   "basins\n");
    expect_sources(
        "id,name,area,basin,COD\nS,s,U,,1\n",
        "sources.csv:2:7 basin: needed for water pollutants, but area 'U' has none "
        "in areas.csv\n");
    expect_projects(
        "id,name,area,tier,start\nP,p,U,1,2023\n",
        "projects.csv:2:5 area: 'U' is no real area (kind unspecified): a project "
        "must name its county\n");
    tc_case_files files = tc_case_files_valid();
    files.areas = "id,name,basins\nA,同名,涑水河\nB,同名,黄河\nC,c,汾河\nU,u,\n";
    files.sources = "id,name,area\nS,s,同名\n";
    expect_faults(
        &files,
        "sources.csv:2:5 area: '同名' is the name of several areas: use the id\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_values)
{
    expect_sources(
        "id,name,area,status,realisation,expires,available_from\n"
        "S,s,A,verifed,1.5,2022-02-30,2023\n",
        "sources.csv:2:7 status: 'verifed' is unknown, planned|verified|retired is "
        "expected: did you mean 'verified'?\n"
        "sources.csv:2:15 realisation: '1.5' is not within 0 to 1: write a "
        "percentage with %\n"
        "sources.csv:2:19 expires: '2022-02-30' does not exist: in 2022, month 2 "
        "has days 1 to 28\n");
    expect_projects(
        "id,name,area,tier,start,ratio_PM,weight,local_key,origin\n"
        "P,p,A,1.5,2023,-1,1e9,maybe,real\n",
        "projects.csv:2:7 tier: '1.5' is not a whole number\n"
        "projects.csv:2:16 ratio_PM: '-1' is out of range: 0 to 100 is expected\n"
        "projects.csv:2:19 weight: '1e9' is out of range: 0 to 1000000 is "
        "expected\n"
        "projects.csv:2:23 local_key: 'maybe' must be yes or no\n"
        "projects.csv:2:29 origin: 'real' is unknown, filed|illustrative is "
        "expected\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, warns_of_what_may_be_meant_otherwise)
{
    expect_sources(
        "id,name,area,expires,available_from,PM\n"
        "S,s,A,2023,2024,20001\nT,t,A,,,1.00001\n",
        "sources.csv:2:7 warning: expires: the last day of allotting it (2023-12-31) is "
        "before it is "
        "available (2024-12-31): please check\n"
        "sources.csv:2:17 warning: PM: '20001' t/a is more than 20000 t/a: are "
        "kilograms meant?\n"
        "sources.csv:3:9 warning: PM: '1.00001' is finer than the grain of this "
        "case, 0.0001 t/a\n");
    expect_projects(
        "id,name,area,tier,start,min_share,indivisible\n"
        "P,p,A,9,2023,0.5,no\nQ,q,A,9,2023,0.5,yes\nR,r,A,8,2023,,\n",
        "projects.csv:2:7 warning: tier: there is no 'tier 9' in the policy of "
        "case.json: these projects come after all goals, in order of acceptance\n"
        "projects.csv:3:14 warning: min_share: indivisible is yes, the project is "
        "approved whole or not at all, and its least share says nothing\n"
        "projects.csv:4:7 warning: tier: there is no 'tier 8' in the policy of "
        "case.json: these projects come after all goals, in order of acceptance\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_the_keys_and_values_of_the_case)
{
    expect_case("[]", "case.json:1:1 this must be an object, not an array\n");
    expect_case(
        "{\"decision_date\":\"2022-11-25\",\"polcy\":[],\"x\":1}",
        "case.json:1:31 unknown key 'polcy': did you mean 'policy'?\n"
        "case.json:1:42 unknown key 'x': here may stand name, decision_date, "
        "unknown_available_from, ratios, reserve, export_cap, grain, policy, rules, "
        "switches, stated_totals\n");
    expect_case("{\"decision_date\":20221125}",
                "case.json:1:18 decision_date: must be a string, not a number\n");
    expect_case(
        "{\"decision_date\":\"2022-11-31\",\"unknown_available_from\":null}",
        "case.json:1:18 decision_date: '2022-11-31' does not exist: in 2022, month "
        "11 has days 1 to 30\n"
        "case.json:1:56 unknown_available_from: must be a string, not null\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_rules)
{
    expect_case("{\"decision_date\":\"2022\",\n\"ratios\":[{\"ratio\":-1},\n"
                "{\"pollutant\":\"PM10\",\"ratio\":1},\n{\"area\":\"Z\",\"ratio\":1},\n"
                "{\"industry\":\"\",\"ratio\":\"1\"},\n{\"reason\":\"r\"},\n7,\n"
                "{\"ratoi\":1,\"ratio\":1}],\n\"reserve\":[{\"share\":1.01}],\n"
                "\"export_cap\":[{\"industry\":\"x\",\"share\":1}]}",
                "case.json:2:20 ratio: -1 is out of range: 0 to 100 is expected\n"
                "case.json:3:14 pollutant: 'PM10' is no pollutant: did you mean 'PM'?\n"
                "case.json:4:9 area: 'Z' is no area of areas.csv\n"
                "case.json:5:13 industry: '' is empty: '*' means every industry\n"
                "case.json:5:24 ratio: must be a number, not a string\n"
                "case.json:6:1 this entry of ratios has no 'ratio'\n"
                "case.json:7:1 this must be an object, not a number\n"
                "case.json:8:2 unknown key 'ratoi': did you mean 'ratio'?\n"
                "case.json:9:21 share: 1.01 is out of range: 0 to 1 is expected\n"
                "case.json:10:16 unknown key 'industry': here may stand pollutant, area, "
                "share, reason\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, finds_contradictory_rules)
{
    expect_case(
        "{\"decision_date\":\"2022\",\"ratios\":[\n{\"pollutant\":\"PM\",\"ratio\":1},\n"
        "{\"area\":\"A\",\"ratio\":2},\n{\"ratio\":3},\n{\"area\":\"*\",\"ratio\":4}]}",
        "case.json:3:1 this entry of ratios and the one at line 2, column 1 are "
        "equally specific: neither wins\n"
        "case.json:5:1 this entry of ratios and the one at line 4, column 1 are "
        "equally specific: neither wins\n");
    /* the third decides where the first two meet */
    expect_case(
        "{\"decision_date\":\"2022\",\"ratios\":[{\"pollutant\":\"PM\",\"ratio\":1},"
        "{\"area\":\"A\",\"ratio\":2},"
        "{\"area\":\"A\",\"pollutant\":\"PM\",\"ratio\":3}]}",
        "");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_the_policy)
{
    expect_case("{\"decision_date\":\"2022\",\"policy\":[]}",
                "case.json:1:34 policy is empty: at least one goal is needed\n");
    expect_case(
        "{\"decision_date\":\"2022\",\"policy\":[\"tier 1\",\n\"Tier 2\",\n\"tier2\",\n"
        "\"tier 0\",\n\"tier 100\",\n\"tier 2 evn\",\n\"first come\",\n\"best\",\n3,\n"
        "\"tier 1 even\",\"tier 2\"]}",
        "case.json:2:1 policy: 'Tier 2' is no goal: did you mean 'tier 2'?\n"
        "case.json:3:1 policy: 'tier2' is no goal: did you mean 'tier 2'?\n"
        "case.json:4:1 policy: 'tier 0' is no goal: tiers go from 1 to 99\n"
        "case.json:5:1 policy: 'tier 100' is no goal: tiers go from 1 to 99\n"
        "case.json:6:1 policy: 'tier 2 evn' is no goal: did you mean 'tier 2 even'?\n"
        "case.json:7:1 policy: 'first come' is no goal: did you mean 'first-come'?\n"
        "case.json:8:1 policy: 'best' is no goal: guarantee-local, tier 1 (or tier 1 "
        "even), first-come or keep-local is expected\n"
        "case.json:9:1 this must be a string, not a number\n"
        "case.json:10:1 policy: 'tier 1 even' repeats 'tier 1'\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, checks_exchange_lines)
{
    expect_exchange(
        "A,Z,*,*,*,1\n*,*,汾水,*,COD,1\nA,*,汾河,*,COD,1\n*,,*,*,TP,-1\n",
        "exchange.csv:2:3 to_area: 'Z' is no area of areas.csv\n"
        "exchange.csv:3:5 from_basin: '汾水' is no basin of areas.csv\n"
        "exchange.csv:4:5 from_basin: '汾河' is not among the basins of area 'A' "
        "in areas.csv\n"
        "exchange.csv:5:3 to_area: must not be empty: '*' means anything\n"
        "exchange.csv:5:8 pollutant: 'TP' is no pollutant: PM, SO2, NOx, VOCs, "
        "COD, NH3-N or * is expected\n"
        "exchange.csv:5:11 factor: '-1' is out of range: 0 to 1000 is expected\n");
    expect_exchange("A,*,*,*,*,1\n*,B,*,*,*,0\nA,*,*,*,*,1\n",
                    "exchange.csv:3:1 this line and line 2 are equally specific: neither "
                    "wins\n"
                    "exchange.csv:4:1 this line and line 2 are equally specific: neither "
                    "wins\n");
    /* 汾河 is no basin of A, so that no pair of places is meant by both */
    expect_exchange("A,*,*,*,COD,1\n*,*,汾河,*,COD,0\n", "");
    expect_exchange("A,*,*,*,*,1\n*,B,*,*,*,0\nA,B,*,*,*,0.5\n", "");
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_fault, says_nothing_more_of_a_file_that_is_not_text)
{
    expect_sources("\xFF\xFEi",
                   "sources.csv:1:1 the file is UTF-16: save it as UTF-8 CSV\n");
    expect_sources("id,name,area,PM\nS,s,A,\"1\nT,t,A,2\n",
                   "sources.csv:2:7 this quote is never closed\n");
    TC_ASSERT_NO_LEAK();
}
