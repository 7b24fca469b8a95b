/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "io/loading.h"
#include "io/record.h"
#include "io/reference.h"
#include "io/table.h"

enum { AREA, BASIN, YEAR, INDICATOR, ATTAINED, SOURCE, COLUMNS };

typedef struct attainment_row {
    tc_attainment line;
    int attained;
} attainment_row;

static const tc_word words[] = {
    {{"yes", "是", "达标", "完成"}, TC_ATTAINED_YES},
    {{"no", "否", "未达标", "不达标", "未完成"}, TC_ATTAINED_NO},
    {{"unknown", "不明", "未知", "无资料"}, TC_ATTAINED_UNKNOWN},
    {{NULL}, 0},
};

static const tc_column columns[COLUMNS] = {
    {{"area", "县", "县(市、区)", "区域", "县区", "区县"},
     TC_CELL_OTHER,
     true,
     0,
     {0, 0},
     NULL},
    {{"basin", "流域", "控制单元"}, TC_CELL_OTHER, false, 0, {0, 0}, NULL},
    {{"year", "年", "年度", "年份"},
     TC_CELL_WHOLE,
     true,
     offsetof(attainment_row, line.year),
     {1990, 2199},
     NULL},
    {{"indicator", "指标"}, TC_CELL_OTHER, true, 0, {0, 0}, NULL},
    {{"attained", "达标", "是否达标", "达标情况"},
     TC_CELL_WORD,
     true,
     offsetof(attainment_row, attained),
     {0, 0},
     words},
    {{"source", "出处", "依据", "资料来源"},
     TC_CELL_TEXT,
     false,
     offsetof(attainment_row, line.source),
     {0, 0},
     NULL},
};

static const tc_table_form form = {.file = "attainment.csv",
                                   .columns = columns,
                                   .column_count = COLUMNS,
                                   .optional = true};

/* Does the cell name something? "*" and 全市 do not, nor an empty cell. */
static bool names_one(const char *text)
{
    char plain[16];
    return !tc_plain_text(text, plain, sizeof plain) ||
           (*plain && strcmp(plain, "*") != 0 && strcmp(plain, "全市") != 0);
}

static void read_places(const tc_loading *loading, const tc_table *table,
                        tc_attainment *line)
{
    const char *area = tc_table_text(table, AREA);
    const char *basin = tc_table_text(table, BASIN);
    const tc_spot area_spot = tc_table_spot(table, AREA);
    const tc_spot basin_spot = tc_table_spot(table, BASIN);
    line->area = line->basin = -1;
    if (names_one(area) && !tc_area_find(loading, area, &area_spot, &line->area))
        line->area = -1;
    if (names_one(basin) &&
        !tc_basin_find(loading, basin, line->area, &basin_spot, &line->basin))
        line->basin = -1;
}

static void read_indicator(const tc_table *table, tc_attainment *line)
{
    const char *text = tc_table_text(table, INDICATOR);
    const tc_spot spot = tc_table_spot(table, INDICATOR);
    const char *nearest = NULL;
    line->indicator = tc_indicator_named(text, &nearest);
    if (line->indicator >= 0 || !*text)
        return;
    if (nearest)
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：“%s”不是指标，是不是“%s”？",
                     "%s: '%s' is no indicator: did you mean '%s'?", spot.what,
                     tc_plain_show(text).text, nearest);
    else
        (void)TC_REFUSE(&spot, text,
                        "不是指标，应是 PM2.5、PM10、SO2、NO2、O3、COD、NH3-N，或 target "
                        "加污染物",
                        "is no indicator: PM2.5, PM10, SO2, NO2, O3, COD, NH3-N, or "
                        "target and a pollutant is expected");
}

/* Only the quality of water is of a basin. */
static void check_basin(const tc_table *table, const tc_attainment *line)
{
    const tc_spot spot = tc_table_spot(table, BASIN);
    if (line->basin < 0 || line->indicator < 0 || line->indicator == TC_INDICATOR_COD ||
        line->indicator == TC_INDICATOR_NH3N)
        return;
    tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                 "%s：%s 不按流域，只有 COD、NH3-N 可以写流域",
                 "%s: %s is not of a basin: only COD and NH3-N are", spot.what,
                 tc_indicator_name(line->indicator));
}

static tc_attainment read_line(tc_loading *loading, const tc_table *table)
{
    attainment_row row = {
        .line = {.source = "", .line = table->row.line, .indicator = -1}};
    tc_record_read(loading, table, &row);
    row.line.attained = (tc_attained)row.attained;
    read_places(loading, table, &row.line);
    read_indicator(table, &row.line);
    check_basin(table, &row.line);
    return row.line;
}

/* What was read so far: lines by what they are about. */
typedef struct collection {
    tc_loading *loading;
    tc_table table;
    tc_record_list list; /* of tc_attainment */
    tc_name_index about; /* "area basin indicator year": where in the list */
} collection;

static const tc_attainment *line_at(const collection *all, int at)
{
    return (const tc_attainment *)(const void *)(all->list.bytes +
                                                 (size_t)at * all->list.size);
}

/* Is an earlier line about the same? A different answer is a fault, the same a warning.
 */
static bool is_repeated(collection *all, const tc_attainment *line)
{
    char key[64];
    (void)snprintf(key, sizeof key, "%d %d %d %d", line->area, line->basin,
                   line->indicator, line->year);
    const int *found = tc_name_index_find(&all->about, key);
    if (!found) {
        const char *kept = tc_text_keep(all->loading, key);
        if (!tc_name_index_add(&all->about, kept, all->list.count))
            all->loading->no_memory = true;
        return false;
    }
    const tc_attainment *earlier = line_at(all, *found);
    const tc_spot spot = tc_table_spot(&all->table, ATTAINED);
    if (earlier->attained == line->attained)
        tc_fault_add(spot.faults, TC_SEVERITY_WARNING, &spot.place, "%s：与第 %d 行重复",
                     "%s: repeats line %d", spot.what, earlier->line);
    else
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place, "%s：与第 %d 行矛盾",
                     "%s: contradicts line %d", spot.what, earlier->line);
    return true;
}

static tc_code read_rows(collection *all, tc_error *error)
{
    for (;;) {
        const tc_code code = tc_table_next(&all->table, error);
        if (code != TC_OK || all->table.row.count == 0)
            return code;
        const size_t before = all->table.faults->errors;
        const tc_attainment line = read_line(all->loading, &all->table);
        if (all->table.faults->errors > before) /* a wrong cell would pass for a "*" */
            continue;
        if (!is_repeated(all, &line) && !tc_record_list_add(&all->list, &line))
            all->loading->no_memory = true;
        if (all->loading->no_memory)
            return tc_no_memory(error);
    }
}

tc_code tc_attainment_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_problem *problem = loading->problem;
    collection all = {.loading = loading, .list = {.size = sizeof(tc_attainment)}};
    tc_code code = tc_table_open(loading->home, &form, faults, &all.table, error);
    if (code == TC_OK && all.table.usable)
        code = read_rows(&all, error);
    if (code == TC_OK && all.list.count > 0) {
        problem->attainment = tc_record_list_keep(&all.list, &problem->arena);
        problem->attainment_count = problem->attainment ? all.list.count : 0;
        if (!problem->attainment)
            code = tc_no_memory(error);
    }
    tc_table_close(&all.table);
    tc_name_index_free(&all.about);
    tc_record_list_free(&all.list);
    return code;
}
