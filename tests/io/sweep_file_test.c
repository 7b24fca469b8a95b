/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/outcome.h"
#include "io/file_digest.h"
#include "support/case_files.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "tongchou/problem.h"
#include "tongchou/summary.h"

static tc_problem *problem_of(const char *folder)
{
    tc_problem *problem = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(folder, NULL, &problem, &error), TC_OK, "%s",
                 error.message_en);
    return problem;
}

/* Load a sweep that must be good and give no warning. */
static tc_sweep *sweep_of(const tc_problem *problem, const char *path)
{
    tc_sweep *sweep = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    cr_assert_eq(tc_sweep_load(problem, path, &faults, &sweep, &error), TC_OK,
                 "%s:%d:%d %s", error.file, error.line, error.column, error.message_en);
    cr_assert_eq(faults.count, 0);
    tc_faults_free(&faults);
    return sweep;
}

Test(io_sweep_file, the_example_of_yuncheng_has_14_axes)
{
    tc_problem *problem = problem_of(TC_TEST_DATA "/yuncheng-2022");
    tc_sweep *sweep = sweep_of(problem, TC_TEST_DATA "/sweeps/yuncheng-14-axes.json");
    cr_assert_eq(tc_sweep_scenarios(sweep), 1000000);
    cr_assert_eq(sweep->axis_count, 14);
    cr_assert_eq(sweep->design, TC_DESIGN_SOBOL);
    cr_assert_str_eq(sweep->axes[2].name, "supply NOx");
    cr_assert_str_eq(sweep->axes[9].name, "export_cap COD");
    cr_assert_eq(strlen(sweep->hash), 64);
    cr_assert_eq(tc_sweep_goal_count(problem, sweep), 5);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, the_grid_of_the_textbook_has_30_scenarios)
{
    tc_problem *problem = problem_of(TC_TEST_DATA "/textbook");
    tc_sweep *sweep = sweep_of(problem, TC_TEST_DATA "/sweeps/textbook-grid.json");
    cr_assert_eq(tc_sweep_scenarios(sweep), 5 * 3 * 2);
    double values[3];
    tc_sweep_point(sweep, 29, values);
    cr_assert(values[0] == 1.2 && values[1] == 12.0 && values[2] == 1.0);
    cr_assert_eq(sweep->variants[0].goal_count, 6);
    cr_assert_str_eq(sweep->variants[1].name, "层级优先");
    cr_assert_eq(tc_sweep_goal_count(problem, sweep), 4);
    cr_assert_str_eq(tc_sweep_goal_name(problem, sweep, 3), "tier 3");
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, the_list_of_the_textbook_is_read_as_it_is_written)
{
    tc_problem *problem = problem_of(TC_TEST_DATA "/textbook");
    tc_sweep *sweep = sweep_of(problem, TC_TEST_DATA "/sweeps/textbook-list.json");
    cr_assert_eq(tc_sweep_scenarios(sweep), 5);
    double values[3];
    tc_sweep_point(sweep, 3, values);
    cr_assert(values[0] == 0.9 && values[1] == 0.1 && values[2] == 0.0);
    cr_assert_eq(sweep->list_line[3], 5);
    cr_assert(sweep->axes[0].low == 0.75 && sweep->axes[0].high == 1.0);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* A sweep of the small case with these axes. */
static tc_sweep *sweep_with(const tc_problem *problem, const char *design,
                            const char *axes)
{
    char text[4096];
    tc_scratch scratch = tc_scratch_open();
    snprintf(text, sizeof text, "{%s, \"axes\": [%s]}\n", design, axes);
    tc_scratch_text(&scratch, "sweep.json", text);
    tc_sweep *sweep = sweep_of(problem, scratch.path);
    cr_assert_str_eq(sweep->text, text);
    tc_scratch_close(&scratch);
    return sweep;
}

static tc_problem *small_problem(void)
{
    tc_case_files files = tc_case_files_valid();
    files.sources = "id,name,area,basin,industry,available_from,PM,COD\n"
                    "S1,甲厂,A,,焦化,2022-12-31,100,50\n"
                    "S2,乙厂,U,,水泥,,20,0\n"
                    "S3,己厂,A,,焦化,,0,7\n";
    return tc_case_files_must_load(&files);
}

static const char lhs[] = "\"design\": \"lhs\", \"scenarios\": 10";

Test(io_sweep_file, axes_are_named_by_what_they_choose_and_choose_by_id_or_name)
{
    tc_problem *problem = small_problem();
    tc_sweep *sweep = sweep_with(
        problem, lhs,
        "{\"parameter\": \"supply\", \"min\": 0.5, \"max\": 1},"
        "{\"parameter\": \"supply\", \"pollutant\": \"*\", \"area\": \"闻喜县\", "
        "\"industry\": \"焦化\", \"source\": \"S1\", \"min\": 0.5, \"max\": 1},"
        "{\"parameter\": \"demand\", \"name\": \" 需求 \", \"project\": \"P2\", "
        "\"pollutant\": \"颗粒物\", \"min\": 0.5, \"max\": 1}");
    cr_assert_eq(sweep->axis_count, 3);
    cr_assert_str_eq(sweep->axes[0].name, "supply");
    const tc_axis *all = &sweep->axes[0], *one = &sweep->axes[1];
    cr_assert(all->pollutant == -1 && all->area == -1 && all->source == -1 &&
              all->project == -1 && !all->industry);
    cr_assert_str_eq(one->name, "supply A 焦化 S1");
    cr_assert(one->pollutant == -1 && one->area == 0 && one->source == 0);
    cr_assert_str_eq(sweep->axes[2].name, "需求");
    cr_assert(sweep->axes[2].project == 1 && sweep->axes[2].pollutant == 0);
    cr_assert_eq(sweep->seed, 0);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, each_makes_an_axis_for_each_that_has_an_amount)
{
    static const struct {
        const char *axis, *names;
    } known[] = {
        {"\"supply\", \"each\": \"area\"", "supply A|supply U|"},
        {"\"supply\", \"each\": \"pollutant\"", "supply PM|supply COD|"},
        {"\"supply\", \"each\": \"source\", \"pollutant\": \"PM\"",
         "supply PM S1|supply PM S2|"},
        {"\"supply\", \"each\": \"industry\", \"name\": \"行业\"",
         "行业 焦化|行业 水泥|"},
        {"\"demand\", \"each\": \"project\", \"name\": \"x\", "
         "\"pollutant\": \"COD\"",
         "x P1|"},
        {"\"export_cap\", \"each\": \"area\"", "export_cap A|export_cap U|"},
    };
    tc_problem *problem = small_problem();
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char axis[256], names[256] = "";
        snprintf(axis, sizeof axis, "{\"parameter\": %s, \"min\": 0.5, \"max\": 1}",
                 known[i].axis);
        tc_sweep *sweep = sweep_with(problem, lhs, axis);
        for (int a = 0; a < sweep->axis_count; a++) {
            strncat(names, sweep->axes[a].name, sizeof names - strlen(names) - 2);
            strncat(names, "|", 2);
        }
        cr_assert_str_eq(names, known[i].names);
        tc_sweep_free(sweep);
    }
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, distributions_and_values_are_read_as_they_are_written)
{
    tc_problem *problem = small_problem();
    tc_sweep *sweep = sweep_with(
        problem, "\"design\": \"montecarlo\", \"scenarios\": 1e3, \"seed\": 1e6",
        "{\"parameter\": \"supply\", \"min\": 0.5, \"max\": 1, "
        "\"distribution\": \"triangular\", \"mode\": 0.9},"
        "{\"parameter\": \"reserve\", \"min\": 0, \"max\": 1, "
        "\"distribution\": \"normal\", \"mean\": 0.1, \"sd\": 0.05},"
        "{\"parameter\": \"ratio\", \"values\": [2, 1, 1.5], "
        "\"weights\": [3, 1, 4]},"
        "{\"parameter\": \"delay\", \"min\": -1, \"max\": 3}");
    const tc_axis *axes = sweep->axes;
    cr_assert(sweep->scenarios == 1000 && sweep->seed == 1000000);
    cr_assert(axes[0].spread == TC_SPREAD_TRIANGULAR && axes[0].peak == 0.9);
    cr_assert(axes[1].spread == TC_SPREAD_NORMAL && axes[1].peak == 0.1 &&
              axes[1].deviation == 0.05);
    cr_assert(axes[2].spread == TC_SPREAD_VALUES && axes[2].value_count == 3 &&
              axes[2].weights[2] == 0.5 && axes[2].low == 1 && axes[2].high == 2);
    cr_assert(axes[3].spread == TC_SPREAD_VALUES && axes[3].value_count == 5 &&
              axes[3].values[0] == -1 && axes[3].values[4] == 3);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, saltelli_has_as_many_scenarios_as_base_points_and_blocks)
{
    tc_problem *problem = small_problem();
    tc_sweep *sweep = sweep_with(
        problem, "\"design\": \"saltelli\", \"scenarios\": 64",
        "{\"parameter\": \"supply\", \"each\": \"source\", \"min\": 0, \"max\": 1}");
    cr_assert(sweep->axis_count == 3 && sweep->scenarios == 64 * 5);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, policies_without_goals_or_weights_have_those_of_the_case)
{
    tc_problem *problem = small_problem();
    tc_sweep *sweep =
        sweep_with(problem, lhs,
                   "{\"parameter\": \"policy\", \"values\": ["
                   "{\"name\": \"甲\", \"weights\": {\"P2\": 2.5}},"
                   "{\"name\": \"乙\", \"policy\": [\"tier 2\", \"tier 9 even\"]}]}");
    const tc_variant *variants = sweep->variants;
    cr_assert(variants[0].goals == problem->goals &&
              variants[0].goal_count == problem->goal_count);
    cr_assert(variants[0].weights[0] == 1.0 && variants[0].weights[1] == 2.5);
    cr_assert(variants[1].goal_count == 2 && !variants[1].weights);
    cr_assert_eq(tc_sweep_goal_count(problem, sweep), 6);
    cr_assert_str_eq(tc_sweep_goal_name(problem, sweep, 5), "tier 9 even");
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

static const char list_json[] =
    "{\"design\": \"list\", \"file\": \"l.csv\", \"scenarios\": 4, \"axes\": ["
    "{\"parameter\": \"supply\"}, {\"parameter\": \"policy\", \"values\": ["
    "{\"name\": \"甲\", \"policy\": [\"tier 1\"]},"
    "{\"name\": \"乙\", \"policy\": [\"tier 2\"]}]}]}";

Test(io_sweep_file, a_list_is_read_as_spreadsheets_write_it)
{
    tc_problem *problem = small_problem();
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "l.csv",
                    "\xEF\xBB\xBF\"policy\", supply ,\r\n乙,\"0.25\",\r\n,,\r\n\r\n"
                    " 甲 , １．５ ,\r\n甲,0.1234567890123456789,\r\n乙,1e-3");
    tc_scratch_text(&scratch, "sweep.json", list_json);
    tc_sweep *sweep = sweep_of(problem, scratch.path);
    const double known[4][2] = {
        {0.25, 1}, {1.5, 0}, {0.1234567890123456789, 0}, {1e-3, 1}};
    const int lines[4] = {2, 5, 6, 7};
    for (int k = 0; k < 4; k++) {
        double x[2];
        tc_sweep_point(sweep, k, x);
        cr_assert(x[0] == known[k][0] && x[1] == known[k][1], "row %d", k);
        cr_assert_eq(sweep->list_line[k], lines[k]);
    }
    tc_scratch_close(&scratch);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, numbers_of_a_list_are_the_nearest_to_what_is_written)
{
    static const char *const written[] = {
        "0.1", "0.3", "2.675", "1.005", "123.456789012",    "1000", "0", "-0",
        ".5",  "5.",  "+1",    "00.7",  "0.000000000000123"};
    const int count = sizeof written / sizeof *written;
    tc_problem *problem = small_problem();
    tc_scratch scratch = tc_scratch_open();
    char text[1024] = "supply\n";
    for (int i = 0; i < count; i++) {
        strncat(text, written[i], sizeof text - strlen(text) - 2);
        strncat(text, "\n", 2);
    }
    tc_scratch_text(&scratch, "l.csv", text);
    tc_scratch_text(&scratch, "sweep.json",
                    "{\"design\": \"list\", \"file\": \"l.csv\", "
                    "\"axes\": [{\"parameter\": \"supply\"}]}");
    tc_sweep *sweep = sweep_of(problem, scratch.path);
    cr_assert_eq(sweep->scenarios, count);
    for (int i = 0; i < count; i++) {
        cr_assert_eq(sweep->list[i], strtod(written[i], NULL), "%s", written[i]);
        cr_assert(!signbit(sweep->list[i]));
    }
    tc_scratch_close(&scratch);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

/* ---- the hash ---------------------------------------------------------------------- */

static void hash_of(const tc_scratch *scratch, const char *name, char hash[65])
{
    char path[256];
    tc_problem *problem = problem_of(scratch->folder);
    snprintf(path, sizeof path, "%s/%s", scratch->folder, name);
    tc_sweep *sweep = sweep_of(problem, path);
    memcpy(hash, sweep->hash, 65);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
}

static void write_case(tc_scratch *scratch)
{
    const tc_case_files files = tc_case_files_valid();
    tc_scratch_text(scratch, "case.json", files.case_json);
    tc_scratch_text(scratch, "areas.csv", files.areas);
    tc_scratch_text(scratch, "sources.csv", files.sources);
    tc_scratch_text(scratch, "projects.csv", files.projects);
    tc_scratch_text(scratch, "l.csv", "supply,policy\n1,甲\n2,乙\n3,甲\n4,甲\n");
    tc_scratch_text(scratch, "sweep.json", list_json);
}

Test(io_sweep_file, the_hash_is_that_of_a_listing_of_sha256sum)
{
    tc_scratch scratch = tc_scratch_open();
    write_case(&scratch);
    static const char *const names[][2] = {
        {"areas.csv", "areas.csv"},       {"case.json", "case.json"},
        {"projects.csv", "projects.csv"}, {"sources.csv", "sources.csv"},
        {"sweep.json", "sweep.json"},     {"l.csv", "list.csv"}};
    char listing[1024] = "", hash[65];
    for (int i = 0; i < 6; i++) {
        char path[256];
        tc_digest digest;
        snprintf(path, sizeof path, "%s/%s", scratch.folder, names[i][0]);
        cr_assert_eq(tc_digest_file(path, "", &digest, NULL), TC_OK);
        snprintf(listing + strlen(listing), sizeof listing - strlen(listing), "%s  %s\n",
                 digest.text, names[i][1]);
    }
    hash_of(&scratch, "sweep.json", hash);
    cr_assert_str_eq(hash, tc_digest_bytes(listing, strlen(listing)).text);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, the_hash_changes_with_every_file_and_with_no_name)
{
    static const char *const changed[][2] = {
        {"case.json", "{\"decision_date\": \"2022-11-26\"}\n"},
        {"exchange.csv",
         "from_area,to_area,from_basin,to_basin,pollutant,factor\nA,B,*,*,PM,0.5\n"},
        {"locks.csv", "project,lock,who,why\nP1,in,市局,市重点\n"},
        {"l.csv", "supply,policy\n1,甲\n2,乙\n3,甲\n4,乙\n"},
    };
    tc_scratch scratch = tc_scratch_open();
    write_case(&scratch);
    char before[65], after[65];
    hash_of(&scratch, "sweep.json", before);
    tc_scratch_text(&scratch, "other.json", list_json);
    hash_of(&scratch, "other.json", after);
    cr_assert_str_eq(before, after);
    for (int i = 0; i < 4; i++) {
        tc_scratch_text(&scratch, changed[i][0], changed[i][1]);
        hash_of(&scratch, "sweep.json", after);
        cr_assert_str_neq(before, after, "%s", changed[i][0]);
        memcpy(before, after, sizeof before);
    }
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

/* What a sweep of the case would have for a summary. */
static tc_summary *summary_of(const tc_scratch *scratch)
{
    char path[256];
    tc_error error = {0};
    tc_summary *summary = NULL;
    tc_problem *problem = problem_of(scratch->folder);
    snprintf(path, sizeof path, "%s/sweep.json", scratch->folder);
    tc_sweep *sweep = sweep_of(problem, path);
    cr_assert_eq(tc_summary_new(problem, sweep, &summary, &error), TC_OK);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    return summary;
}

static tc_code check_case(const tc_scratch *scratch, const tc_summary *summary)
{
    tc_error error = {0};
    tc_problem *problem = problem_of(scratch->folder);
    const tc_code code = tc_summary_case_check(problem, summary, &error);
    tc_problem_free(problem);
    return code;
}

Test(io_sweep_file, a_summary_is_of_its_case_until_a_file_of_it_changes)
{
    tc_scratch scratch = tc_scratch_open();
    write_case(&scratch);
    tc_summary *summary = summary_of(&scratch);
    cr_assert_eq(check_case(&scratch, summary), TC_OK);
    tc_scratch_text(&scratch, "sweep.json", "{}");
    tc_scratch_text(&scratch, "l.csv", "");
    cr_assert_eq(check_case(&scratch, summary), TC_OK, "these are not the case's");
    tc_scratch_text(&scratch, "locks.csv", "project,lock,who,why\nP1,in,市局,市重点\n");
    cr_assert_eq(check_case(&scratch, summary), TC_ERR_INPUT);
    tc_summary_free(summary);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

/* ---- the machine ------------------------------------------------------------------- */

Test(io_sweep_file, a_file_that_is_not_there_is_a_fault_of_its_place)
{
    tc_problem *problem = small_problem();
    tc_sweep *sweep = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_sweep_load(problem, "/nowhere/sweep.json", NULL, &sweep, &error),
                 TC_ERR_INPUT);
    cr_assert_str_eq(error.file, "/nowhere/sweep.json");
    cr_assert_str_eq(error.message_en, "there is no such file");
    cr_assert_eq(tc_sweep_load(problem, "/", NULL, &sweep, &error), TC_ERR_IO);
    cr_assert_null(sweep);
    tc_sweep_free(NULL);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, gives_all_back_when_memory_runs_out)
{
    tc_scratch scratch = tc_scratch_open();
    write_case(&scratch);
    tc_problem *problem = problem_of(scratch.folder);
    char path[256];
    snprintf(path, sizeof path, "%s/sweep.json", scratch.folder);
    tc_sweep *sweep = NULL;
    long left = 0;
    for (; !sweep; left++) {
        tc_error error = {0};
        tc_test_memory(left);
        const tc_code code = tc_sweep_load(problem, path, NULL, &sweep, &error);
        tc_test_memory(-1);
        cr_assert_eq(code, sweep ? TC_OK : TC_ERR_MEMORY, "after %ld: %s", left,
                     error.message_en);
        cr_assert_lt(left, 1000);
    }
    cr_assert_gt(left, 20);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}
