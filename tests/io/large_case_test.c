/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "domain/problem.h"
#include "support/case_files.h"
#include "support/leaks.h"
#include "support/scratch.h"

enum { MEGABYTE = 1024 * 1024, ROWS = 100000 };

static tc_scratch write_case(const char *sources, const char *projects)
{
    const tc_case_files valid = tc_case_files_valid();
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "case.json", valid.case_json);
    tc_scratch_text(&scratch, "areas.csv", valid.areas);
    tc_scratch_text(&scratch, "projects.csv", projects ? projects : valid.projects);
    tc_scratch_text(&scratch, "sources.csv", sources);
    return scratch;
}

/* The bytes that this process has read so far; -1 where the system does not tell. */
static long bytes_read(void)
{
    FILE *file = fopen("/proc/self/io", "r");
    long count = -1;
    if (!file)
        return count;
    if (fscanf(file, "rchar: %ld", &count) != 1)
        count = -1;
    fclose(file);
    return count;
}

/* The text, then zeroes that take no room on the disk, 200 MB in all: refused with that
 * one fault after the first megabyte. */
static void expect_early_end(const char *sources, int line, int column, const char *why)
{
    tc_scratch scratch = write_case(sources, NULL);
    cr_assert_eq(truncate(scratch.path, 200L * MEGABYTE), 0);
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    const long before = bytes_read();
    cr_assert_eq(tc_problem_load(scratch.folder, &faults, &problem, &error),
                 TC_ERR_INPUT);
    const long after = bytes_read();
    cr_expect_lt(after - before, MEGABYTE, "%ld bytes were read", after - before);
    cr_assert_eq(faults.count, 1);
    cr_expect_str_eq(error.message_en, why);
    cr_expect(error.line == line && error.column == column, "%d:%d", error.line,
              error.column);
    tc_faults_free(&faults);
    tc_scratch_close(&scratch);
}

Test(io_large_case, refuses_a_line_of_200_megabytes_at_its_beginning)
{
    if (bytes_read() < 0)
        cr_skip_test("this system does not count what a process reads");
    static char text[400 * 1024];
    snprintf(text, sizeof text, "id,name,area\nS1,");
    memset(text + strlen(text), 'x', 300 * 1024);
    expect_early_end(text, 2, 4,
                     "the cell from here on is longer than 64 KiB: not read any further");
    text[strlen("id,name,area\nS1,")] = '"';
    expect_early_end(text, 2, 4,
                     "the cell from this quote on is longer than 64 KiB: is the quote "
                     "never closed? not read any further");
    memset(text, ',', 5000);
    expect_early_end(text, 1, 4097,
                     "a row has more than 4096 cells: not read any further");
    expect_early_end("id,name,area\nS1,", 2, 4,
                     "there is a NUL byte here: the file may be damaged; export it anew "
                     "as UTF-8 CSV");
    TC_ASSERT_NO_LEAK();
}

static void write_rows(tc_buffer *sources, tc_buffer *projects)
{
    tc_buffer_puts(sources, "id,name,area,available_from,PM,COD\n");
    tc_buffer_puts(projects, "id,name,area,tier,start,PM,COD\n");
    for (int i = 0; i < ROWS; i++) {
        tc_buffer_printf(sources, "S%d,甲厂,A,2022-12-31,%d.5,1\n", i, i % 100);
        tc_buffer_printf(projects, "P%d,丙项目,闻喜县,%d,2023-06,0.25,1\n", i, i % 4 + 1);
    }
    cr_assert(!sources->failed && !projects->failed);
}

static void load(const char *sources, const char *projects, tc_faults *faults,
                 tc_problem **problem, tc_code expected)
{
    tc_scratch scratch = write_case(sources, projects);
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(scratch.folder, faults, problem, &error), expected, "%s",
                 error.message_en);
    tc_scratch_close(&scratch);
}

Test(io_large_case, loads_a_hundred_thousand_rows_and_finds_the_fault_in_the_last)
{
    tc_buffer sources = {0}, projects = {0};
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    write_rows(&sources, &projects);
    load(sources.text, projects.text, &faults, &problem, TC_OK);
    cr_assert_eq(problem->source_count, ROWS);
    cr_assert_eq(problem->project_count, ROWS);
    cr_assert_eq(faults.count, 0);
    tc_problem_free(problem);

    tc_buffer_puts(&sources, "S0,乙厂,A,2022-12-31,x,\n");
    tc_buffer_puts(&projects, "P,丁项目,闻喜,1,2023-06,1,\n");
    load(sources.text, projects.text, &faults, &problem, TC_ERR_INPUT);
    const char area[] = "area: '闻喜' is no area of areas.csv: did you mean '闻喜县'?";
    const char *const said[] = {"id: 'S0' is already the id of line 2",
                                "PM: 'x' is not a number", area};
    cr_assert_eq(faults.count, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_expect_str_eq(faults.list[i].error.message_en, said[i]);
        cr_expect_eq(faults.list[i].error.line, ROWS + 2);
    }
    tc_faults_free(&faults);
    tc_buffer_free(&sources);
    tc_buffer_free(&projects);
    TC_ASSERT_NO_LEAK();
}
