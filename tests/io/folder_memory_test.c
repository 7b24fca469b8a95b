/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>

#include "support/case_files.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"

/* cJSON takes its memory from the same place, so that it runs out there too. */
static void share_memory(void)
{
    cJSON_Hooks hooks = {tc_test_memory_take, free};
    cJSON_InitHooks(&hooks);
}

static tc_scratch write_case(const tc_case_files *files)
{
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "case.json", files->case_json);
    tc_scratch_text(&scratch, "areas.csv", files->areas);
    tc_scratch_text(&scratch, "sources.csv", files->sources);
    tc_scratch_text(&scratch, "projects.csv", files->projects);
    tc_scratch_text(&scratch, "exchange.csv", files->exchange);
    if (files->attainment)
        tc_scratch_text(&scratch, "attainment.csv", files->attainment);
    return scratch;
}

static tc_case_files rich_case(void)
{
    tc_case_files files = tc_case_files_valid();
    files.case_json = "{\"decision_date\":\"2022-11-25\",\"ratios\":[{\"ratio\":1},"
                      "{\"industry\":\"水泥\",\"ratio\":2,\"reason\":\"r\"}],"
                      "\"policy\":[\"tier 1\",\"tier 2\",\"first-come\"]}";
    files.sources = "id,name,area,PM,extra,owner\nS1,a,A,1,x,P1\nS2,b,B,2,,\n";
    files.exchange = "from_area,to_area,from_basin,to_basin,pollutant,factor\n"
                     "A,*,*,*,PM,0.5\nB,*,*,*,PM,0.25\n";
    return files;
}

/* Load with left allocations; true when that was enough. */
static bool load(const char *folder, long left, tc_code expected)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    tc_test_memory(left);
    const tc_code code = tc_problem_load(folder, &faults, &problem, &error);
    tc_test_memory(-1);
    cr_assert(code == expected || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert_eq(problem == NULL, code != TC_OK);
    if (code == TC_ERR_MEMORY)
        cr_assert_str_eq(error.message, "内存不足");
    const bool told = faults.count == faults.errors + faults.warnings;
    tc_faults_free(&faults);
    tc_problem_free(problem);
    return code == expected && told;
}

static void fail_each_allocation(const tc_case_files *files, tc_code expected)
{
    tc_scratch scratch = write_case(files);
    long left = 0;
    while (!load(scratch.folder, left, expected))
        left++;
    cr_assert_gt(left, 60);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_folder_memory, loading_fails_cleanly_at_every_allocation, .init = share_memory)
{
    const tc_case_files files = rich_case();
    fail_each_allocation(&files, TC_OK);
}

Test(io_folder_memory, loading_with_rule_sets_fails_cleanly_too, .init = share_memory)
{
    tc_case_files files = rich_case();
    files.case_json = "{\"decision_date\":\"2022-11-25\",\"rules\":[\"national-2014\","
                      "\"shanxi-2022-draft\",\"notice-39\"],\"switches\":"
                      "{\"protection\":\"on\",\"exemption\":\"all\"}}";
    files.attainment = "area,year,indicator,attained\n*,2021,PM2.5,no\n";
    fail_each_allocation(&files, TC_OK);
}

Test(io_folder_memory, a_case_with_faults_fails_cleanly_too, .init = share_memory)
{
    tc_case_files files = rich_case();
    files.areas = "id,name,basins\nA,a,河;河\nB,b,\nB,b,\n";
    files.sources = "id,name,area,PM,owner\nS1,a,Q,x,P1\nS1,b,B,1.00001,P3\n";
    files.case_json = "{\"ratios\":[{\"ratio\":1},{\"ratio\":2}],\"x\":1}";
    fail_each_allocation(&files, TC_ERR_INPUT);
}

/* The converter of GB18030 allocates, too, but not from us. */
Test(io_folder_memory, reading_gb18030_fails_cleanly_too)
{
    tc_case_files files = rich_case();
    files.areas = "id,name,basins\nA,\xCE\xC5\xCF\xB2,r\nB,b,\nC,c,\nU,u,\n";
    fail_each_allocation(&files, TC_OK);
}
