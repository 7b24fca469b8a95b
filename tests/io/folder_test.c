/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "domain/problem.h"
#include "support/case_files.h"
#include "support/leaks.h"
#include "support/scratch.h"

Test(io_folder, fills_in_the_defaults)
{
    const tc_case_files files = tc_case_files_valid();
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_assert_eq(problem->decision_date, 20221125);
    cr_assert_eq(problem->unknown_available_from, 20221125);
    cr_assert_eq(problem->grain_digits, 4);
    cr_assert_eq(strncmp(problem->name, "tongchou-test-", 14), 0); /* the folder's */
    cr_assert_eq(problem->area_count, 4);
    cr_assert_eq(problem->areas[3].kind, TC_AREA_UNSPECIFIED);
    cr_assert_eq(problem->basin_count, 3);
    cr_assert_str_eq(problem->basins[0], "汾河"); /* by name, not as they came */
    cr_assert_str_eq(problem->basins[2], "黄河");

    const tc_source *source = &problem->sources[1];
    cr_assert(source->area == 3 && source->basin == -1 && source->line == 3);
    cr_assert_eq(source->available_from, 20221125);
    cr_assert_eq(source->expires, TC_DAY_NEVER);
    cr_assert_eq(source->realisation, 1.0);
    cr_assert(source->status == TC_SOURCE_PLANNED && !source->reserve);
    cr_assert_eq(source->supply[TC_PM], 20.0);
    cr_assert_str_eq(source->industry, "");

    const tc_project *project = &problem->projects[0];
    cr_assert(project->area == 0 && project->basin == 1 && project->tier == 1);
    cr_assert(project->pool_access && project->zoning_ok && !project->local_key);
    cr_assert(!project->must_serve && !project->indivisible && !project->illustrative);
    cr_assert(project->weight == 1 && project->min_share == 0);
    cr_assert_eq(project->start, 20230601);
    cr_assert_eq(project->accepted_on, TC_DAY_NEVER);
    cr_assert(project->ratio[TC_PM] == 1 && project->need[TC_PM] == 10);
    cr_assert_eq(problem->projects[1].start, 20240101);
    cr_assert_eq(problem->projects[1].basin, -1); /* no water, no basin */

    const char *const goals[] = {"guarantee-local", "tier 1",     "tier 2",    "tier 3",
                                 "tier 4",          "first-come", "keep-local"};
    cr_assert_eq(problem->goal_count, 7);
    for (int g = 0; g < 7; g++)
        cr_assert_str_eq(problem->goals[g].name, goals[g]);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_folder, reads_every_column)
{
    tc_case_files files = tc_case_files_valid();
    files.case_json =
        "{\"name\":\"案例\",\"decision_date\":\"2023-01-31\","
        "\"unknown_available_from\":\"2022\",\"grain\":0.001,\"ratios\":[{\"ratio\":1.5},"
        "{\"pollutant\":\"颗粒物\",\"area\":\"闻喜县\",\"ratio\":2,\"reason\":\"未达标\"}"
        ","
        "{\"pollutant\":\"PM\",\"area\":\"A\",\"industry\":\"水泥\",\"ratio\":3}],"
        "\"reserve\":[{\"pollutant\":\"PM\",\"share\":0.25}],"
        "\"export_cap\":[{\"area\":\"A\",\"share\":0.5},"
        "{\"area\":\"A\",\"pollutant\":\"COD\",\"share\":0}],"
        "\"policy\":[\"tier 2 even\",\"tier 1\",\"keep-local\"]}";
    files.sources = "id,name,area,kind,basin,industry,measure,available_from,expires,"
                    "status,realisation,"
                    "PM,SO2,NOx,VOCs,COD,NH3-N,reference,note,extra\n"
                    "S1,甲,夏县,reserve,黄河,焦化,关停,2022-06,2023,verified,0.5,100,1,2,"
                    "3,4,5,三（一）1,"
                    "\"两\n行\",x\n"
                    "S2,乙,A,reduction,,,,,,retired,,7,,,,,,,,\n"
                    "S3,丙,A,,,,,,2022,,,7,,,,,,,,\n";
    files.projects =
        "id,name,area,tier,basin,industry,type,fuel,stack_height_m,local_key,pool_access,"
        "zoning_ok,accepted_on,start,weight,must_serve,PM,COD,ratio_COD,origin,note,"
        "行数\n"
        "P1,丁,A,1,涑水河,水泥,粉磨,煤,45,yes,no,否,2022-03,2023-07-01,2.5,1,3.1401,2,0,"
        "illustrative,n,\n"
        "P2,戊,A,2,,,,,,,,,,2023,,,1,,,filed,,9\n"
        "P3,己,C,2,,,,,,,,,,2023,,,1,,,,,\n";
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_case_files_load(&files, &faults, &problem, NULL), TC_OK);
    /* two unknown columns, a source that expired before the decision, and 3.1401 where
     * the grain is 0.001 */
    cr_assert(faults.errors == 0 && faults.warnings == 4);
    tc_faults_free(&faults);

    cr_assert_str_eq(problem->name, "案例");
    cr_assert_eq(problem->grain_digits, 3);
    const tc_source *s = problem->sources;
    cr_assert(s[0].reserve && s[0].status == TC_SOURCE_VERIFIED && s[0].area == 1);
    cr_assert_str_eq(problem->basins[s[0].basin], "黄河");
    cr_assert(s[0].available_from == 20220630 && s[0].expires == 20231231);
    cr_assert_eq(s[0].supply[TC_PM], 0.5 * 100 * 0.75);
    cr_assert_eq(s[0].supply[TC_NH3N], 2.5);
    cr_assert_str_eq(s[0].reference, "三（一）1");
    cr_assert_str_eq(s[0].note, "两\n行");
    cr_assert_eq(s[0].attribute_count, 1);
    cr_assert_str_eq(s[0].attributes[0].heading, "extra");
    cr_assert_str_eq(s[0].attributes[0].value, "x");
    cr_assert(s[1].supply[TC_PM] == 0 && s[1].quantity[TC_PM] == 7); /* retired */
    cr_assert(s[2].supply[TC_PM] == 0 && s[2].expires == 20221231);  /* expired */

    const tc_project *p = problem->projects;
    cr_assert(p[0].local_key && !p[0].pool_access && !p[0].zoning_ok && p[0].must_serve);
    cr_assert(p[0].illustrative && p[0].weight == 2.5 && p[0].accepted_on == 20220301);
    cr_assert_str_eq(p[0].stack_height, "45");
    cr_assert(p[0].ratio[TC_PM] == 3 && p[0].need[TC_PM] == 3 * 3.1401);
    cr_assert(p[0].ratio[TC_COD] == 0 && p[0].need[TC_COD] == 0);
    cr_assert(p[1].ratio[TC_PM] == 2 && p[1].attribute_count == 1);
    cr_assert_eq(p[1].ratio_from[TC_PM].kind, TC_CITED_CASE);
    cr_assert_str_eq(p[1].ratio_from[TC_PM].reason, "未达标");
    cr_assert(p[2].ratio[TC_PM] == 1.5);
    cr_assert_str_eq(p[2].ratio_from[TC_PM].reason, "");

    cr_assert_eq(tc_problem_export_share(problem, TC_PM, 0), 0.5);
    cr_assert_eq(tc_problem_export_share(problem, TC_COD, 0), 0.0);
    cr_assert_eq(tc_problem_export_share(problem, TC_COD, 1), 1.0);
    cr_assert_eq(problem->goal_count, 3);
    cr_assert(problem->goals[0].even && problem->goals[0].tier == 2);
    const tc_problem_facts facts = tc_problem_describe(problem);
    cr_assert(facts.areas == 4 && facts.sources == 3 && facts.projects == 3);
    cr_assert(facts.illustrative_projects == 1);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_folder, keeps_supplies_as_printed_to_the_bit)
{
    tc_case_files files = tc_case_files_valid();
    files.sources = "id,name,area,PM,SO2,NOx\nS,x,A,3.1401,0.1,6897.272\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_assert_eq(problem->sources[0].supply[TC_PM], 3.1401);
    cr_assert_eq(problem->sources[0].supply[TC_SO2], 0.1);
    cr_assert_eq(problem->sources[0].supply[TC_NOX], 6897.272);
    tc_problem_free(problem);
}

Test(io_folder, takes_the_most_specific_exchange_line)
{
    tc_case_files files = tc_case_files_valid();
    files.exchange = "from_area,to_area,from_basin,to_basin,pollutant,factor\n"
                     "*,*,涑水河,汾河,COD,0.5\n"
                     "闻喜县,*,涑水河,汾河,COD,0.25\n"
                     "*,C,*,*,PM,0\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    enum { FEN, SUSHUI, HUANG }; /* basins, in the order of their names */
    cr_assert_eq(tc_problem_exchange(problem, TC_COD, 0, SUSHUI, 2, FEN), 0.25);
    cr_assert_eq(tc_problem_exchange(problem, TC_COD, 1, SUSHUI, 2, FEN), 0.5);
    cr_assert_eq(tc_problem_exchange(problem, TC_COD, 1, HUANG, 2, FEN), 0.0);
    cr_assert_eq(tc_problem_exchange(problem, TC_COD, 0, SUSHUI, 1, SUSHUI), 1.0);
    cr_assert_eq(tc_problem_exchange(problem, TC_NH3N, 0, SUSHUI, 2, FEN), 0.0);
    cr_assert_eq(tc_problem_exchange(problem, TC_PM, 0, -1, 2, -1), 0.0);
    cr_assert_eq(tc_problem_exchange(problem, TC_PM, 2, -1, 0, -1), 1.0);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* ---- one case in many encodings ---------------------------------------------------- */

/* The text in another encoding and with other line ends. */
static size_t encode(const char *text, const char *charset, const char *line_end,
                     char *out, size_t room)
{
    char lines[4000];
    size_t used = 0;
    for (; *text; text++) {
        const char one[2] = {*text, '\0'};
        const char *piece = *text == '\n' ? line_end : one;
        memcpy(lines + used, piece, strlen(piece));
        used += strlen(piece);
    }
    iconv_t converter = iconv_open(charset, "UTF-8");
    char *from = lines;
    char *to = out;
    size_t left = used, free_bytes = room;
    cr_assert_eq(iconv(converter, &from, &left, &to, &free_bytes), 0);
    iconv_close(converter);
    return room - free_bytes;
}

static void expect_same_text(const char *a, const char *b)
{
    cr_assert_str_eq(a, b);
}

static void expect_same_problem(const tc_problem *a, const tc_problem *b)
{
    cr_assert(a->area_count == b->area_count && a->basin_count == b->basin_count);
    cr_assert(a->source_count == b->source_count && a->project_count == b->project_count);
    for (int i = 0; i < a->area_count; i++) {
        expect_same_text(a->areas[i].id, b->areas[i].id);
        expect_same_text(a->areas[i].name, b->areas[i].name);
        cr_assert_eq(a->areas[i].basin_count, b->areas[i].basin_count);
    }
    for (int i = 0; i < a->basin_count; i++)
        expect_same_text(a->basins[i], b->basins[i]);
    for (int i = 0; i < a->source_count; i++) {
        expect_same_text(a->sources[i].name, b->sources[i].name);
        cr_assert_arr_eq(a->sources[i].supply, b->sources[i].supply,
                         sizeof a->sources[i].supply);
        cr_assert_eq(a->sources[i].line, b->sources[i].line);
    }
    for (int i = 0; i < a->project_count; i++) {
        expect_same_text(a->projects[i].name, b->projects[i].name);
        cr_assert_arr_eq(a->projects[i].need, b->projects[i].need,
                         sizeof a->projects[i].need);
    }
}

static tc_problem *load_encoded(const tc_case_files *files, const char *charset,
                                const char *mark, const char *line_end)
{
    tc_scratch scratch = tc_scratch_open();
    const char *const names[] = {"areas.csv", "sources.csv", "projects.csv"};
    const char *const texts[] = {files->areas, files->sources, files->projects};
    for (size_t i = 0; i < 3; i++) {
        char bytes[4000];
        memcpy(bytes, mark, strlen(mark));
        const size_t length = encode(texts[i], charset, line_end, bytes + strlen(mark),
                                     sizeof bytes - strlen(mark));
        tc_scratch_bytes(&scratch, names[i], bytes, strlen(mark) + length);
    }
    tc_scratch_text(&scratch, "case.json", files->case_json);
    tc_problem *problem = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(scratch.folder, NULL, &problem, &error), TC_OK,
                 "%s %s:%d", error.message_en, error.file, error.line);
    tc_scratch_close(&scratch);
    return problem;
}

Test(io_folder, reads_the_same_case_from_every_encoding_and_line_end)
{
    const char *const ends[] = {"\n", "\r\n", "\r"};
    const struct {
        const char *charset, *mark;
    } encodings[] = {
        {"UTF-8", ""}, {"UTF-8", "\xEF\xBB\xBF"}, {"GB18030", ""}, {"GBK", ""}};
    const tc_case_files files = tc_case_files_valid();
    tc_problem *plain = tc_case_files_must_load(&files);
    for (size_t e = 0; e < 3; e++)
        for (size_t k = 0; k < 4; k++) {
            tc_problem *other =
                load_encoded(&files, encodings[k].charset, encodings[k].mark, ends[e]);
            expect_same_problem(plain, other);
            tc_problem_free(other);
        }
    tc_problem_free(plain);
    TC_ASSERT_NO_LEAK();
}

/* ---- headings ---------------------------------------------------------------------- */

Test(io_folder, knows_chinese_headings_in_any_order)
{
    tc_case_files files = tc_case_files_valid();
    tc_problem *plain = tc_case_files_must_load(&files);
    files.areas = "流域,类别,名称,编号\n涑水河,县,闻喜县,A\n涑水河；黄河,,夏县,B\n"
                  "汾河,county,稷山县,C\n,不明,未列明,U\n";
    files.sources =
        "化学需氧量（吨/年）,ＰＭ,可用日期,流域,县（市、区）,削减源名称,编号\n"
        "50,100吨,2022年12月31日,,闻喜县,甲厂,S1\n,20000公斤,,,未列明,乙厂,S2\n";
    files.projects =
        "项目名称,编号,县,优先级,投产日期, 颗粒物 (kg/a) ,CODcr\n"
        "丙项目,P1,A,１,２０２３年６月,10000,5\n丁项目,P2,稷山县,2,2024,8 t,\n";
    tc_problem *other = tc_case_files_must_load(&files);
    expect_same_problem(plain, other);
    tc_problem_free(other);
    tc_problem_free(plain);
    TC_ASSERT_NO_LEAK();
}

/* ---- size -------------------------------------------------------------------------- */

Test(io_folder, loads_a_hundred_thousand_rows)
{
    enum { ROWS = 100000 };
    tc_buffer sources = {0}, projects = {0};
    tc_buffer_puts(&sources, "id,name,area,PM\n");
    tc_buffer_puts(&projects, "id,name,area,tier,start,PM\n");
    for (int i = 0; i < ROWS; i++) {
        tc_buffer_printf(&sources, "S%d,甲,A,%d.5\n", i, i % 100);
        tc_buffer_printf(&projects, "P%d,乙,B,%d,2023,%d.25\n", i, i % 4 + 1, i % 10);
    }
    tc_case_files files = tc_case_files_valid();
    files.sources = sources.text;
    files.projects = projects.text;
    tc_problem *problem = tc_case_files_must_load(&files);
    cr_assert(problem->source_count == ROWS && problem->project_count == ROWS);
    cr_assert_eq(problem->sources[99999].supply[TC_PM], 99.5);
    cr_assert_str_eq(problem->projects[99999].id, "P99999");
    tc_problem_free(problem);
    tc_buffer_free(&sources);
    tc_buffer_free(&projects);
    TC_ASSERT_NO_LEAK();
}

Test(io_folder, counts_faults_that_it_does_not_keep)
{
    tc_buffer sources = {0};
    tc_buffer_puts(&sources, "id,name,area,PM\n");
    for (int i = 0; i < 5000; i++)
        tc_buffer_printf(&sources, "S%d,甲,Z,-1\n", i);
    tc_case_files files = tc_case_files_valid();
    files.sources = sources.text;
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_case_files_load(&files, &faults, &problem, NULL), TC_ERR_INPUT);
    cr_assert_eq(faults.errors, 10000);
    cr_assert_eq(faults.count, TC_FAULTS_KEPT);
    tc_faults_free(&faults);
    tc_buffer_free(&sources);
    TC_ASSERT_NO_LEAK();
}

/* ---- what is no case --------------------------------------------------------------- */

Test(io_folder, refuses_what_is_no_folder)
{
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "case.json", "{}");
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(scratch.path, &faults, &problem, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en, "is not a folder: give the folder of a case, or a "
                                       "workbook (.xlsx)");
    cr_assert_str_eq(error.file, scratch.path);
    cr_assert_eq(tc_problem_load("/nowhere", &faults, &problem, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en, "there is no such folder");
    cr_assert(faults.errors == 2 && faults.count == 2);
    cr_assert_null(problem);
    tc_faults_free(&faults);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_folder, says_that_a_file_cannot_be_read)
{
    tc_scratch scratch = tc_scratch_open();
    const tc_case_files files = tc_case_files_valid();
    tc_scratch_text(&scratch, "case.json", files.case_json);
    tc_scratch_text(&scratch, "areas.csv", files.areas);
    char path[300];
    snprintf(path, sizeof path, "%s/sources.csv", scratch.folder);
    cr_assert_eq(mkdir(path, 0700), 0);
    tc_problem *problem = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(scratch.folder, NULL, &problem, &error), TC_ERR_IO);
    cr_assert_str_eq(error.file, "sources.csv");
    cr_assert_null(problem);
    cr_assert_eq(remove(path), 0);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}
