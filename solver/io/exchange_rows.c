/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/exchange.h"
#include "domain/pollutant_name.h"
#include "io/loading.h"
#include "io/record.h"
#include "io/reference.h"
#include "io/table.h"

enum { FROM_AREA, TO_AREA, FROM_BASIN, TO_BASIN, POLLUTANT, FACTOR, COLUMNS };

static const tc_column columns[COLUMNS] = {
    {{"from_area", "来源区域", "转出区域", "来源县"},
     TC_CELL_OTHER,
     true,
     0,
     {0, 0},
     NULL},
    {{"to_area", "去向区域", "转入区域", "去向县"}, TC_CELL_OTHER, true, 0, {0, 0}, NULL},
    {{"from_basin", "来源流域", "转出流域"}, TC_CELL_OTHER, true, 0, {0, 0}, NULL},
    {{"to_basin", "去向流域", "转入流域"}, TC_CELL_OTHER, true, 0, {0, 0}, NULL},
    {{"pollutant", "污染物"}, TC_CELL_OTHER, true, 0, {0, 0}, NULL},
    {{"factor", "折算系数", "交换系数", "系数"},
     TC_CELL_NUMBER,
     true,
     offsetof(tc_exchange, factor),
     {0, 1000},
     NULL},
};

static const tc_table_form form = {"exchange.csv", columns, COLUMNS, true, NULL, 0};

/* Does the cell name something? "*" does not, nor an empty cell, which is told elsewhere.
 */
static bool names_one(const char *text)
{
    char plain[8];
    return !tc_plain_text(text, plain, sizeof plain) ||
           (*plain && strcmp(plain, "*") != 0);
}

/* The number of an area in a column, TC_PATTERN_ANY for "*" and where it is wrong. */
static int read_area(const tc_loading *loading, const tc_table *table, int column)
{
    int area = TC_PATTERN_ANY;
    const char *text = tc_table_text(table, column);
    const tc_spot spot = tc_table_spot(table, column);
    if (names_one(text) && !tc_area_find(loading, text, &spot, &area))
        return TC_PATTERN_ANY;
    return area;
}

static int read_basin(const tc_loading *loading, const tc_table *table, int column,
                      int area)
{
    int basin = TC_PATTERN_ANY;
    const char *text = tc_table_text(table, column);
    const tc_spot spot = tc_table_spot(table, column);
    if (names_one(text) && !tc_basin_find(loading, text, area, &spot, &basin))
        return TC_PATTERN_ANY;
    return basin;
}

static int read_pollutant(const tc_table *table)
{
    const char *text = tc_table_text(table, POLLUTANT);
    const tc_spot spot = tc_table_spot(table, POLLUTANT);
    const char *nearest = NULL;
    const int pollutant = tc_pollutant_named(text, &nearest);
    if (pollutant >= 0 || !names_one(text))
        return pollutant;
    if (nearest)
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：“%s”不是污染物，是不是“%s”？",
                     "%s: '%s' is no pollutant: did you mean '%s'?", spot.what,
                     tc_plain_show(text).text, nearest);
    else
        (void)TC_REFUSE(
            &spot, text, "不是污染物，应是 PM、SO2、NOx、VOCs、COD、NH3-N 或 *",
            "is no pollutant: PM, SO2, NOx, VOCs, COD, NH3-N or * is expected");
    return TC_PATTERN_ANY;
}

static tc_exchange read_line(tc_loading *loading, const tc_table *table)
{
    tc_exchange line = {.line = table->row.line};
    tc_record_read(loading, table, &line);
    line.from_area = read_area(loading, table, FROM_AREA);
    line.to_area = read_area(loading, table, TO_AREA);
    line.from_basin = read_basin(loading, table, FROM_BASIN, line.from_area);
    line.to_basin = read_basin(loading, table, TO_BASIN, line.to_area);
    line.pollutant = read_pollutant(table);
    return line;
}

static tc_code read_rows(tc_loading *loading, tc_table *table, tc_record_list *list,
                         tc_error *error)
{
    for (;;) {
        const tc_code code = tc_table_next(table, error);
        if (code != TC_OK || table->row.count == 0)
            return code;
        const size_t before = table->faults->errors;
        const tc_exchange line = read_line(loading, table);
        if (table->faults->errors > before) /* a wrong cell would pass for a "*" */
            continue;
        if (loading->no_memory || !tc_record_list_add(list, &line))
            return tc_no_memory(error);
    }
}

/* Is there a basin of that area that both lines may speak of? */
static bool is_possible(const void *context, const tc_pattern *both)
{
    const tc_problem *problem = context;
    for (int side = 0; side < 2; side++) {
        const int area = both->field[FROM_AREA + side];
        const int basin = both->field[FROM_BASIN + side];
        if (area >= 0 && basin >= 0 && !tc_area_has_basin(&problem->areas[area], basin))
            return false;
    }
    return true;
}

static void say_ties(const tc_problem *problem, const int *ties, tc_faults *faults)
{
    for (int i = 0; i < problem->exchange_count; i++) {
        const tc_place place = {form.file, problem->exchange[i].line, 1};
        if (ties[i] >= 0)
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                         "本行与第 %d 行同样具体，分不出哪一行算数",
                         "this line and line %d are equally specific: neither wins",
                         problem->exchange[ties[i]].line);
    }
}

/* Build the index of the lines, and tell of those that contradict each other. */
static tc_code index_lines(tc_problem *problem, tc_faults *faults, tc_error *error)
{
    const size_t count = (size_t)problem->exchange_count;
    tc_pattern *patterns = tc_arena_take(&problem->arena, count, sizeof *patterns);
    if (!patterns)
        return tc_no_memory(error);
    for (size_t i = 0; i < count; i++)
        patterns[i] = tc_exchange_pattern(&problem->exchange[i]);
    problem->exchange_index =
        tc_pattern_index_make(&problem->arena, patterns, problem->exchange_count);
    int *ties = tc_arena_take(&problem->arena, count, sizeof *ties);
    if (!problem->exchange_index || !ties)
        return tc_no_memory(error);
    const tc_code code =
        tc_pattern_ties(problem->exchange_index, is_possible, problem, ties, error);
    if (code == TC_OK)
        say_ties(problem, ties, faults);
    return code;
}

tc_code tc_exchange_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_problem *problem = loading->problem;
    tc_table table;
    tc_record_list list = {.size = sizeof(tc_exchange)};
    tc_code code = tc_table_open(loading->home, &form, faults, &table, error);
    if (code == TC_OK && table.usable)
        code = read_rows(loading, &table, &list, error);
    if (code == TC_OK && list.count > 0) {
        problem->exchange = tc_record_list_keep(&list, &problem->arena);
        problem->exchange_count = list.count;
        if (!problem->exchange)
            code = tc_no_memory(error);
        else
            code = index_lines(problem, faults, error);
    }
    tc_table_close(&table);
    tc_record_list_free(&list);
    return code;
}
