/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "report/glyph.h"
#include "report/grid.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

static const tc_grid_column columns[] = {
    {"编号", false, 0}, {"name", false, 10}, {"吨/年", true, 0}, {"note", false, 0}};

static void row(tc_grid *grid, const char *id, const char *name, const char *tonnes,
                const char *note)
{
    tc_grid_cell(grid, id);
    tc_grid_cell(grid, name);
    tc_grid_cell(grid, tonnes);
    tc_grid_cell(grid, note);
}

static void reads(tc_grid *grid, const char *wanted)
{
    tc_buffer out = {0};
    tc_grid_write(grid, &out);
    cr_assert(!out.failed);
    cr_expect_str_eq(out.text, wanted, "\n%s", out.text);
    tc_buffer_free(&out);
    tc_grid_free(grid);
}

Test(report_grid, columns_are_aligned_by_width_and_not_by_bytes)
{
    tc_grid grid = {.columns = columns, .count = 4};
    row(&grid, "P-1", "甲县", "12.0000", "");
    row(&grid, "P-002", "abc", "3.5000", "说明");
    reads(&grid, "编号   name    吨/年  note\n"
                 "--------------------------\n"
                 "P-1    甲县  12.0000\n"
                 "P-002  abc    3.5000  说明\n");
    TC_ASSERT_NO_LEAK();
}

Test(report_grid, a_cell_longer_than_its_column_is_cut)
{
    tc_grid grid = {.columns = columns, .count = 4};
    row(&grid, "P-1", "示例·运城开发区", "1", "x");
    reads(&grid, "编号  name        吨/年  note\n"
                 "-----------------------------\n"
                 "P-1   示例·运城…      1  x\n");
    TC_ASSERT_NO_LEAK();
}

Test(report_grid, no_cell_can_steer_the_terminal_or_begin_a_line)
{
    tc_grid grid = {.columns = columns, .count = 4};
    row(&grid, "\x1B[2J", "a\nb", "1", "\xE2\x80\xAEx");
    tc_grid_line(&grid, "line\r\x07");
    reads(&grid, "编号  name  吨/年  note\n"
                 "-----------------------\n"
                 "\xEF\xBF\xBD[2J  a b       1  \xEF\xBF\xBDx\n"
                 "line \xEF\xBF\xBD\n");
    TC_ASSERT_NO_LEAK();
}

Test(report_grid, a_line_stands_between_rows_and_ends_the_one_before_it)
{
    tc_grid grid = {.columns = columns, .count = 4};
    tc_grid_line(&grid, "第 1 层");
    tc_grid_cell(&grid, "P-1");
    tc_grid_line(&grid, "a line much longer than the whole table is");
    row(&grid, "", "", "2", "");
    reads(&grid, "编号  name  吨/年  note\n"
                 "-----------------------\n"
                 "第 1 层\n"
                 "P-1\n"
                 "a line much longer than the whole table is\n"
                 "                2\n");
    TC_ASSERT_NO_LEAK();
}

Test(report_grid, memory_that_runs_out_fails_the_buffer_and_nothing_else)
{
    bool done = false;
    for (int n = 0; !done; n++) {
        cr_assert_lt(n, 1000);
        tc_test_memory(n);
        tc_grid grid = {.columns = columns, .count = 4};
        tc_buffer out = {0};
        for (int i = 0; i < 50; i++)
            row(&grid, "P", "示例", "1", "x");
        tc_grid_line(&grid, "end");
        tc_grid_write(&grid, &out);
        done = !out.failed;
        tc_buffer_free(&out);
        tc_grid_free(&grid);
        tc_test_memory(-1);
    }
    TC_ASSERT_NO_LEAK();
}
