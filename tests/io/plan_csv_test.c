/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "io/csv.h"
#include "io/plan_csv.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "support/solved_case.h"

/* ---- cells ------------------------------------------------------------------------- */

static const struct {
    const char *text, *cell;
} CELLS[] = {
    {"", ""},
    {"示例·甲县", "示例·甲县"},
    {"a,b", "\"a,b\""},
    {"say \"a\"", "\"say \"\"a\"\"\""},
    {"\"", "\"\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"two\rlines", "\"two\rlines\""},
    {"=1+2", "'=1+2"},
    {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
    {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
    {"+86 359", "'+86 359"},
    {"-x", "'-x"},
    {"--1", "'--1"},
    {"-1+1", "'-1+1"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"  =1", "'  =1"},
    {"\xC2\xA0=1", "'\xC2\xA0=1"},
    {"\xE3\x80\x80+1x", "'\xE3\x80\x80+1x"},
    {"\t=1", "'\t=1"},
    {"\tplain", "'\tplain"},
    {"\rplain", "\"'\rplain\""},
    {"\nplain", "\"'\nplain\""},
    {" \tplain", "' \tplain"},
    {"＝1", "'＝1"},
    {"＋1", "'＋1"},
    {"－1", "'－1"},
    {"＠x", "'＠x"},
    {" plain", " plain"},
    {"a=1", "a=1"},
    {"'=1", "'=1"},
    /* plain numbers stay numbers */
    {"-5", "-5"},
    {"+5.25", "+5.25"},
    {"-0.0001", "-0.0001"},
    {"12", "12"},
    {"-", "'-"},
    {"-.", "'-."},
    {"-5.", "'-5."},
    {"-5e3", "'-5e3"},
    {"=5", "'=5"},
};

Test(io_plan_csv, cells_are_quoted_and_run_no_formula)
{
    for (size_t i = 0; i < sizeof CELLS / sizeof CELLS[0]; i++) {
        tc_buffer out = {0};
        tc_csv_write_text(&out, CELLS[i].text);
        cr_assert_str_eq(out.text, CELLS[i].cell);
        tc_buffer_free(&out);
    }
    TC_ASSERT_NO_LEAK();
}

/* ---- tables ------------------------------------------------------------------------ */

typedef tc_code table_writer(const tc_problem *problem, const tc_plan *plan,
                             tc_buffer *out, tc_error *error);

/* A table as our own reader sees it. */
typedef struct read_table {
    char *cells[512][40];
    int rows, columns;
} read_table;

static void free_table(read_table *table)
{
    for (int i = 0; i < table->rows; i++)
        for (int k = 0; k < table->columns; k++)
            free(table->cells[i][k]);
}

static void read_back(const tc_buffer *text, read_table *table)
{
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_bytes(&scratch, "t.csv", text->text, text->length);
    *table = (read_table){.rows = 0};
    tc_csv *csv = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_csv_open(scratch.path, "t.csv", &csv, NULL), TC_OK);
    for (;;) {
        tc_csv_row row;
        cr_assert_eq(tc_csv_next(csv, &faults, &row, NULL), TC_OK);
        if (row.count == 0)
            break;
        cr_assert(table->rows < 512 && row.count <= 40);
        cr_assert(table->rows == 0 || row.count == table->columns, "row %d has %d cells",
                  table->rows, row.count);
        table->columns = row.count;
        for (int k = 0; k < row.count; k++)
            table->cells[table->rows][k] = strdup(row.cells[k].text);
        table->rows++;
    }
    cr_assert_eq(faults.count, 0);
    tc_csv_close(csv);
    tc_faults_free(&faults);
    tc_scratch_close(&scratch);
}

static tc_buffer render(table_writer *writer, const tc_problem *problem,
                        const tc_plan *plan)
{
    tc_buffer text = {0};
    cr_assert_eq(writer(problem, plan, &text, NULL), TC_OK);
    return text;
}

static void read_plan(table_writer *writer, const solved_case *solved, read_table *table)
{
    tc_buffer text = render(writer, solved->problem, solved->plan);
    read_back(&text, table);
    tc_buffer_free(&text);
}

static const char *cell(const read_table *table, int row, const char *heading)
{
    for (int k = 0; k < table->columns; k++)
        if (strcmp(table->cells[0][k], heading) == 0)
            return table->cells[row][k];
    cr_assert_fail("no column %s", heading);
    return "";
}

static void assert_headings(const read_table *table, const char *wanted)
{
    char line[1024] = "";
    for (int k = 0; k < table->columns; k++) {
        const size_t used = strlen(line);
        (void)snprintf(line + used, sizeof line - used, "%s%s", k ? "," : "",
                       table->cells[0][k]);
    }
    cr_assert_str_eq(line, wanted);
}

/* A cell of tonnes with all four decimals, in grains. */
static tc_grains grains_in(const char *text)
{
    const char *point = strchr(text, '.');
    cr_assert(point && strlen(point) == 5, "%s", text);
    char digits[32] = "";
    (void)snprintf(digits, sizeof digits, "%.*s%s", (int)(point - text), text, point + 1);
    return strtoll(digits, NULL, 10);
}

Test(io_plan_csv, the_tables_of_the_textbook_are_what_was_worked_out_on_paper)
{
    solved_case solved = solved_data("textbook");
    static read_table table;
    read_plan(tc_plan_csv_projects, &solved, &table);
    assert_headings(&table,
                    "id,name,area,tier,share,status,PM_emission,PM_credit,PM_pooled,"
                    "SO2_emission,SO2_credit,SO2_pooled,NOx_emission,NOx_credit,"
                    "NOx_pooled,VOCs_emission,VOCs_credit,VOCs_pooled,COD_emission,"
                    "COD_credit,COD_pooled,NH3-N_emission,NH3-N_credit,NH3-N_pooled,"
                    "reason,origin,note");
    cr_assert_eq(table.rows, 5);
    cr_assert_str_eq(cell(&table, 1, "id"), "T-1");
    cr_assert_str_eq(cell(&table, 1, "status"), "partial");
    cr_assert_str_eq(cell(&table, 1, "NOx_emission"), "55.0000");
    cr_assert_str_eq(cell(&table, 1, "NOx_credit"), "110.0000");
    cr_assert_str_eq(cell(&table, 1, "NOx_pooled"), "10.0000");
    cr_assert_str_eq(cell(&table, 2, "reason"), "");
    cr_assert_str_eq(cell(&table, 2, "status"), "served");
    cr_assert_str_eq(cell(&table, 4, "origin"), "illustrative");
    cr_assert_str_eq(cell(&table, 4, "note"), "示例项目");
    free_table(&table);

    read_plan(tc_plan_csv_credits, &solved, &table);
    assert_headings(&table, "source,project,pollutant,tonnes,pooled,note");
    cr_assert_eq(table.rows, 10);
    cr_assert_str_eq(cell(&table, 2, "source"), "S2");
    cr_assert_str_eq(cell(&table, 2, "project"), "T-1");
    cr_assert_str_eq(cell(&table, 2, "pollutant"), "NOx");
    cr_assert_str_eq(cell(&table, 2, "tonnes"), "10.0000");
    cr_assert_str_eq(cell(&table, 2, "pooled"), "yes");
    cr_assert_str_eq(cell(&table, 1, "pooled"), "no");
    cr_assert_str_eq(cell(&table, 1, "note"), "示例项目");
    free_table(&table);

    read_plan(tc_plan_csv_sources, &solved, &table);
    assert_headings(&table,
                    "id,name,area,PM_supply,PM_credited,PM_remaining,SO2_supply,"
                    "SO2_credited,SO2_remaining,NOx_supply,NOx_credited,NOx_remaining,"
                    "VOCs_supply,VOCs_credited,VOCs_remaining,COD_supply,COD_credited,"
                    "COD_remaining,NH3-N_supply,NH3-N_credited,NH3-N_remaining");
    cr_assert_eq(table.rows, 4);
    cr_assert_str_eq(cell(&table, 3, "COD_supply"), "30.0000");
    cr_assert_str_eq(cell(&table, 3, "COD_credited"), "10.0000");
    cr_assert_str_eq(cell(&table, 3, "COD_remaining"), "20.0000");
    free_table(&table);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

/* Credits by project and by source, added up from credits.csv, against the others. */
static void assert_columns_add_up(const solved_case *solved)
{
    read_table *tables = calloc(3, sizeof *tables);
    read_plan(tc_plan_csv_projects, solved, &tables[0]);
    read_plan(tc_plan_csv_credits, solved, &tables[1]);
    read_plan(tc_plan_csv_sources, solved, &tables[2]);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const char *id = tc_pollutants[p].id;
        tc_grains credited = 0, pooled = 0, drawn = 0, listed = 0, listed_pooled = 0;
        char heading[3][32];
        (void)snprintf(heading[0], sizeof heading[0], "%s_credit", id);
        (void)snprintf(heading[1], sizeof heading[1], "%s_pooled", id);
        for (int i = 1; i < tables[0].rows; i++) {
            credited += grains_in(cell(&tables[0], i, heading[0]));
            pooled += grains_in(cell(&tables[0], i, heading[1]));
        }
        for (int i = 1; i < tables[1].rows; i++) {
            if (strcmp(cell(&tables[1], i, "pollutant"), id) != 0)
                continue;
            const tc_grains grains = grains_in(cell(&tables[1], i, "tonnes"));
            listed += grains;
            listed_pooled +=
                strcmp(cell(&tables[1], i, "pooled"), "yes") == 0 ? grains : 0;
        }
        (void)snprintf(heading[0], sizeof heading[0], "%s_supply", id);
        (void)snprintf(heading[1], sizeof heading[1], "%s_credited", id);
        (void)snprintf(heading[2], sizeof heading[2], "%s_remaining", id);
        for (int i = 1; i < tables[2].rows; i++) {
            const tc_grains used = grains_in(cell(&tables[2], i, heading[1]));
            const tc_grains left = grains_in(cell(&tables[2], i, heading[2]));
            cr_assert_eq(grains_in(cell(&tables[2], i, heading[0])), used + left);
            cr_assert_geq(left, 0);
            drawn += used;
        }
        cr_assert_eq(credited, listed);
        cr_assert_eq(pooled, listed_pooled);
        cr_assert_eq(drawn, listed);
    }
    for (int i = 0; i < 3; i++)
        free_table(&tables[i]);
    free(tables);
}

Test(io_plan_csv, the_columns_of_the_three_tables_add_up_to_the_grain)
{
    solved_case real = solved_data("yuncheng-2022");
    assert_columns_add_up(&real);
    solved_free(&real);
    for (uint64_t k = 0; k < 12; k++) {
        solved_case made = solved_made(40 + k, 9, 14, k % 2 ? MADE_FINE : MADE_CAPS);
        assert_columns_add_up(&made);
        solved_free(&made);
    }
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_csv, a_share_reads_back_bit_for_bit)
{
    solved_case solved = solved_data("yuncheng-2022");
    static read_table table;
    read_plan(tc_plan_csv_projects, &solved, &table);
    cr_assert_eq(table.rows, solved.problem->project_count + 1);
    for (int j = 0; j < solved.problem->project_count; j++) {
        const double share = strtod(cell(&table, j + 1, "share"), NULL);
        cr_assert(memcmp(&share, &solved.plan->share[j], sizeof share) == 0);
    }
    free_table(&table);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

/* The case with one project called like this. */
static void rename_project(solved_case *solved, int project, const char *id,
                           const char *name)
{
    tc_problem *problem = solved->problem;
    tc_project *projects = made_take(problem, problem->project_count, sizeof *projects);
    memcpy(projects, problem->projects,
           (size_t)problem->project_count * sizeof *projects);
    projects[project].id = id;
    projects[project].name = name;
    problem->projects = projects;
}

Test(io_plan_csv, names_that_break_a_table_come_back_whole)
{
    solved_case solved = solved_made(77, 6, 6, 0);
    rename_project(&solved, 2, "=P,2", "two\r\nlines, \"quoted\"");
    static read_table table;
    read_plan(tc_plan_csv_projects, &solved, &table);
    cr_assert_eq(table.rows, 7);
    cr_assert_str_eq(cell(&table, 3, "id"), "'=P,2");
    cr_assert_str_eq(cell(&table, 3, "name"), "two\r\nlines, \"quoted\"");
    free_table(&table);
    read_plan(tc_plan_csv_credits, &solved, &table);
    for (int i = 1; i < table.rows; i++)
        cr_assert_neq(cell(&table, i, "project")[0], '=');
    free_table(&table);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

/* ---- bytes ------------------------------------------------------------------------- */

static table_writer *const WRITERS[] = {tc_plan_csv_projects, tc_plan_csv_credits,
                                        tc_plan_csv_sources};

Test(io_plan_csv, a_table_begins_with_a_mark_and_its_lines_end_for_spreadsheets)
{
    solved_case solved = solved_data("textbook");
    for (int i = 0; i < 3; i++) {
        tc_buffer text = render(WRITERS[i], solved.problem, solved.plan);
        cr_assert(strncmp(text.text, "\xEF\xBB\xBF", 3) == 0);
        cr_assert_null(strstr(text.text + 3, "\xEF\xBB\xBF"));
        cr_assert(strcmp(text.text + text.length - 2, "\r\n") == 0);
        for (size_t k = 0; k < text.length; k++)
            cr_assert_eq(text.text[k] == '\n', k > 0 && text.text[k - 1] == '\r');
        tc_buffer_free(&text);
    }
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_csv, a_plan_that_cannot_be_has_headings_only)
{
    solved_case solved = solved_data("textbook");
    const tc_plan no = {.status = TC_PLAN_INFEASIBLE};
    for (int i = 0; i < 3; i++) {
        tc_buffer text = render(WRITERS[i], solved.problem, &no);
        cr_assert_eq(strchr(text.text, '\n') + 1, text.text + text.length);
        tc_buffer_free(&text);
    }
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_csv, a_filed_project_is_not_called_illustrative)
{
    solved_case solved = solved_made(77, 6, 6, 0); /* made projects are filed */
    for (int i = 0; i < 3; i++) {
        tc_buffer text = render(WRITERS[i], solved.problem, solved.plan);
        cr_assert_null(strstr(text.text, "示例"));
        cr_assert_null(strstr(text.text, "illustrative"));
        tc_buffer_free(&text);
    }
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_csv, memory_that_runs_out_is_told)
{
    solved_case solved = solved_data("textbook");
    for (int i = 0; i < 3; i++) {
        long left = 0;
        for (;; left++) {
            tc_buffer text = {0};
            tc_error error = {0};
            tc_test_memory(left);
            const tc_code code = WRITERS[i](solved.problem, solved.plan, &text, &error);
            tc_test_memory(-1);
            tc_buffer_free(&text);
            if (code == TC_OK)
                break;
            cr_assert_eq(code, TC_ERR_MEMORY);
            cr_assert_str_eq(error.message_en, "out of memory");
        }
        cr_assert_gt(left, 1);
    }
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
