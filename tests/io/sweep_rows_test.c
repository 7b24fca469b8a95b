/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a sweep: their bytes do not depend on blocks and slices; and the tables. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/made_rows.h"

enum { HEADER_BYTES = 128 };

/* ---- bytes ------------------------------------------------------------------------- */

/* Columns first_column … of a file of a slice, read as any tool could. */
static void assert_numbers(made_rows *m, const char *name, const char *shape,
                           int first_column, int columns, int64_t first, int64_t end)
{
    static unsigned char
        bytes[HEADER_BYTES + (MADE_ROWS_COLUMNS * MADE_ROWS_SCENARIOS * 8)];
    const size_t rows = (size_t)(end - first);
    const size_t length = made_rows_read(m, name, bytes, sizeof bytes);
    cr_assert_eq(length, HEADER_BYTES + rows * (size_t)columns * 8, "%s", name);
    cr_assert(memcmp(bytes, "\x93NUMPY\x01\x00\x76\x00", 10) == 0 &&
              bytes[HEADER_BYTES - 1] == '\n');
    char header[HEADER_BYTES] = "";
    memcpy(header, bytes + 10, HEADER_BYTES - 11);
    cr_assert_not_null(strstr(header, shape), "%s: %s", name, header);
    cr_assert_not_null(strstr(header, "'descr': '<f8', 'fortran_order': True"));
    for (int c = 0; c < columns; c++)
        for (size_t i = 0; i < rows; i++) {
            double found;
            memcpy(&found, bytes + HEADER_BYTES + ((size_t)c * rows + i) * 8, 8);
            cr_assert(made_rows_is_same_number(
                found, made_rows_number(first + (int64_t)i, first_column + c)));
        }
}

static void assert_all_numbers(made_rows *m, const char *folder, int64_t first,
                               int64_t end)
{
    static const struct {
        const char *name;
        int columns;
    } FILES[] = {{"axes", MADE_ROWS_AXES},
                 {"goals", MADE_ROWS_GOALS},
                 {"shares", MADE_ROWS_PROJECTS},
                 {"remaining", 6},
                 {"gap", 1},
                 {"residual", 1}};
    int column = 0;
    for (int f = 0; f < 6; f++) {
        char name[64], shape[64];
        (void)snprintf(name, sizeof name, "%s/rows/%s.npy", folder, FILES[f].name);
        if (FILES[f].columns > 1)
            (void)snprintf(shape, sizeof shape, "'shape': (%d, %d)", (int)(end - first),
                           FILES[f].columns);
        else
            (void)snprintf(shape, sizeof shape, "'shape': (%d,)", (int)(end - first));
        assert_numbers(m, name, shape, column, FILES[f].columns, first, end);
        column += FILES[f].columns;
    }
}

Test(io_sweep_rows, every_number_stands_where_the_header_says)
{
    made_rows m;
    made_rows_make(&m);
    made_rows_run(&m, "out", MADE_ROWS_SCENARIOS, 100);
    assert_all_numbers(&m, "out", 0, MADE_ROWS_SCENARIOS);
    static unsigned char status[HEADER_BYTES + MADE_ROWS_SCENARIOS + 1];
    cr_assert_eq(made_rows_read(&m, "out/rows/status.npy", status, sizeof status),
                 HEADER_BYTES + MADE_ROWS_SCENARIOS);
    for (int k = 0; k < MADE_ROWS_SCENARIOS; k++)
        cr_assert_eq(status[HEADER_BYTES + k], made_rows_status(k));
    cr_assert_eq(made_rows_read(&m, "out/rows/reason.npy", status, sizeof status),
                 HEADER_BYTES + MADE_ROWS_SCENARIOS);
    for (int k = 0; k < MADE_ROWS_SCENARIOS; k++)
        cr_assert_eq(status[HEADER_BYTES + k], made_rows_reason(k));
    cr_assert(!made_rows_is_there(&m, "out/partial") &&
              !made_rows_is_there(&m, "out/rows.csv"));
    made_rows_assert_says(&m, "out/sweep.json", "\"complete\":\ttrue");
    char engines[64]; /* every fifth by GLPK, from the first on */
    (void)snprintf(engines, sizeof engines, "\"share\":\t%d,\n\t\t\"glpk\":\t%d\n",
                   MADE_ROWS_SCENARIOS - (MADE_ROWS_SCENARIOS + 4) / 5,
                   (MADE_ROWS_SCENARIOS + 4) / 5);
    made_rows_assert_says(&m, "out/sweep.json", engines);
    made_rows_forget(&m);
}

Test(io_sweep_rows, blocks_of_any_size_give_the_same_bytes)
{
    static const int BLOCKS[] = {1, 16, 63, 2048, MADE_ROWS_BLOCK_MOST};
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    made_rows_run(&m, "out", MADE_ROWS_SCENARIOS, 100);
    for (int k = 0; k < 5; k++) {
        made_rows_run(&m, "other", MADE_ROWS_SCENARIOS, BLOCKS[k]);
        made_rows_assert_same(&m, "out", "other");
    }
    made_rows_forget(&m);
}

Test(io_sweep_rows, slices_are_parts_of_the_whole)
{
    static const int64_t ENDS[] = {0, 1, 2, 5000, MADE_ROWS_SCENARIOS};
    made_rows m;
    made_rows_make(&m);
    for (int k = 0; k < 4; k++) {
        char name[32];
        (void)snprintf(name, sizeof name, "slice-%d", k);
        m.run.first = ENDS[k];
        m.run.end = ENDS[k + 1];
        made_rows_run(&m, name, m.run.end, 64);
        assert_all_numbers(&m, name, m.run.first, m.run.end);
    }
    made_rows_forget(&m);
}

/* ---- a table for spreadsheets ------------------------------------------------------ */

Test(io_sweep_rows, the_table_has_a_line_for_each_scenario)
{
    static char text[4096];
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    m.run.end = 8;
    made_rows_run(&m, "out", 8, 3);
    const size_t length = made_rows_read(&m, "out/rows.csv", text, sizeof text - 1);
    text[length] = '\0';
    const char *heading =
        "\xEF\xBB\xBFscenario,status,axis supply PM,\"axis =axis, two\",axis demand,"
        "goal tier 1,goal tier 2,share P0,share P1,share P2,share P3,"
        "remaining PM,remaining SO2,remaining NOx,remaining VOCs,remaining COD,"
        "remaining "
        "NH3-N,gap,residual,reason,note\r\n0,optimal,0,1,2,3,4,5,6,7,8,9,10,11,12,13,"
        "14,15,16,,示例项目\r\n";
    cr_assert_eq(strncmp(text, heading, strlen(heading)), 0, "%s", text);
    const char *missing = "\r\n3,infeasible,13.285714285714286,14.285714285714286,"
                          "15.285714285714286,,,,,,,,,,,,,,,required,示例项目\r\n";
    cr_assert_not_null(strstr(text, missing), "%s", text);
    int lines = 0;
    for (const char *at = text; (at = strstr(at, "\r\n")) != NULL; at += 2)
        lines++;
    cr_assert_eq(lines, 9);
    made_rows_forget(&m);
}

/* 3 and 20 are infeasible, 7 has failed. */
Test(io_sweep_rows, scenarios_without_a_plan_have_a_table_with_the_reasons)
{
    static char text[4096];
    made_rows m;
    made_rows_make(&m);
    m.run.end = 21;
    made_rows_run(&m, "out", 21, 4);
    const size_t length = made_rows_read(&m, "out/failed.csv", text, sizeof text - 1);
    text[length] = '\0';
    cr_assert_str_eq(text,
                     "\xEF\xBB\xBFscenario,status,reason,reason_zh,reason_en,note\r\n"
                     "3,infeasible,required,必保项目无法同时满足,"
                     "the required projects cannot all be served,示例项目\r\n"
                     "7,failed,solver,求解器没有解出,the solver gave up,示例项目\r\n"
                     "20,infeasible,required,必保项目无法同时满足,"
                     "the required projects cannot all be served,示例项目\r\n");
    made_rows_assert_says(&m, "out/sweep.json", "\"failed.csv\"");
    m.run.end = 3;
    made_rows_run(&m, "out", 3,
                  4); /* in place of the other one, and without such scenarios */
    cr_assert(!made_rows_is_there(&m, "out/failed.csv"));
    made_rows_forget(&m);
}

Test(io_sweep_rows, a_slice_counts_its_failed_scenarios_from_the_first_of_all)
{
    made_rows m;
    made_rows_make(&m);
    m.run.first = 108;
    m.run.end = 109;
    made_rows_run(&m, "out", 109, 4);
    made_rows_assert_says(&m, "out/failed.csv", "\r\n108,failed,amount,");
    made_rows_forget(&m);
}

Test(io_sweep_rows, what_is_not_asked_for_is_not_written)
{
    made_rows m;
    made_rows_make(&m);
    m.options.kept = TC_ROWS_GOALS;
    made_rows_run(&m, "goals", MADE_ROWS_SCENARIOS, 100);
    cr_assert(made_rows_is_there(&m, "goals/rows/goals.npy") &&
              !made_rows_is_there(&m, "goals/rows/shares.npy"));
    m.options.kept = TC_ROWS_NONE;
    made_rows_run(&m, "none", MADE_ROWS_SCENARIOS, 100);
    cr_assert(made_rows_is_there(&m, "none/sweep.json") &&
              !made_rows_is_there(&m, "none/rows") &&
              !made_rows_is_there(&m, "none/failed.csv"));
    made_rows_assert_says(&m, "none/sweep.json", "\"rows\":\t\"none\"");
    made_rows_forget(&m);
}
