/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/canonical.h"
#include "io/loading.h"
#include "io/record.h"
#include "io/reference.h"
#include "io/table.h"

enum { COLUMN_ID, COLUMN_NAME, COLUMN_KIND, COLUMN_BASINS, COLUMN_NOTE, COLUMNS };
enum { BASINS_MOST = 64, NAME_BYTES = 512 };

typedef struct area_row {
    tc_area area;
    int kind;
} area_row;

static const tc_word kinds[] = {
    {{"county", "县", "市", "区", "县(市、区)", "县区"}, TC_AREA_COUNTY},
    {{"zone", "开发区", "园区", "工业园区"}, TC_AREA_ZONE},
    {{"unspecified", "不明", "未列明", "未注明", "未知"}, TC_AREA_UNSPECIFIED},
    {{NULL}, 0},
};

static const tc_column columns[COLUMNS] = {
    {{"id", "编号", "代码", "区划代码", "行政区划代码"},
     TC_CELL_ID,
     true,
     offsetof(area_row, area.id),
     {0, 0},
     NULL},
    {{"name", "名称", "区域名称", "县(市、区)", "县"},
     TC_CELL_NAME,
     false,
     offsetof(area_row, area.name),
     {0, 0},
     NULL},
    {{"kind", "类别", "类型"},
     TC_CELL_WORD,
     false,
     offsetof(area_row, kind),
     {0, 0},
     kinds},
    {{"basins", "流域", "basin"}, TC_CELL_OTHER, false, 0, {0, 0}, NULL},
    {{"note", "备注", "说明"},
     TC_CELL_TEXT,
     false,
     offsetof(area_row, area.note),
     {0, 0},
     NULL},
};

static const tc_table_form form = {"areas.csv", columns, COLUMNS, false, NULL, 0};

/* What is collected beside the areas themselves. */
typedef struct collection {
    tc_loading *loading;
    tc_table table;
    tc_record_list areas, basins; /* of tc_area and of const char * */
    tc_name_index lines;          /* of the ids */
} collection;

/* The number of a basin, a new one where it has none; -1 when memory runs out. */
static int number_basin(collection *all, const char *name)
{
    tc_loading *loading = all->loading;
    const int *found = tc_name_index_find(&loading->basins, name);
    if (found)
        return *found;
    const char *kept = tc_text_keep(loading, name);
    const int number = all->basins.count;
    if (loading->no_memory || !tc_record_list_add(&all->basins, &kept) ||
        !tc_name_index_add(&loading->basins, kept, number)) {
        loading->no_memory = true;
        return -1;
    }
    return number;
}

static bool holds(const int *list, int count, int number)
{
    for (int i = 0; i < count; i++)
        if (list[i] == number)
            return true;
    return false;
}

/* The end of the piece that begins at text: at ; or ； or 、 or the end. */
static const char *piece_end(const char *text, size_t *mark)
{
    static const char *const marks[] = {";", "；", "、"};
    for (; *text; text++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            *mark = strlen(marks[i]);
            if (strncmp(text, marks[i], *mark) == 0)
                return text;
        }
    *mark = 0;
    return text;
}

/* Add one basin to the numbers; what is wrong with it is told. */
static void add_basin(collection *all, const char *name, int *numbers, int *count)
{
    const tc_spot spot = tc_table_spot(&all->table, COLUMN_BASINS);
    if (tc_text_has_controls(name, false)) {
        (void)TC_REFUSE(&spot, name, "含有换行、制表符或其他控制字符",
                        "has line ends, tabs or other control characters");
        return;
    }
    const int number = number_basin(all, name);
    if (number < 0)
        return;
    if (holds(numbers, *count, number)) {
        tc_fault_add(spot.faults, TC_SEVERITY_WARNING, &spot.place, "%s：“%s”写了两次",
                     "%s: '%s' is written twice", spot.what, tc_plain_show(name).text);
        return;
    }
    if (*count == BASINS_MOST) {
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：一个区域最多 %d 个流域", "%s: an area has at most %d basins",
                     spot.what, BASINS_MOST);
        return;
    }
    numbers[(*count)++] = number;
}

static void read_basins(collection *all, tc_area *area)
{
    int numbers[BASINS_MOST];
    int count = 0;
    const char *text = tc_table_text(&all->table, COLUMN_BASINS);
    const tc_spot spot = tc_table_spot(&all->table, COLUMN_BASINS);
    for (size_t mark = 1; mark > 0;) {
        const char *end = piece_end(text, &mark);
        char piece[NAME_BYTES], name[NAME_BYTES];
        const size_t length = (size_t)(end - text);
        if (length < sizeof piece) {
            memcpy(piece, text, length);
            piece[length] = '\0';
            if (tc_text_trim(piece, name, sizeof name) && *name)
                add_basin(all, name, numbers, &count);
        } else {
            (void)TC_REFUSE(&spot, text, "太长，流域之间要用“;”分开",
                            "is too long: put ';' between basins");
        }
        text = end + mark;
    }
    int *kept = tc_arena_take(&all->loading->problem->arena, (size_t)count, sizeof *kept);
    if (!kept) {
        all->loading->no_memory = true;
        return;
    }
    memcpy(kept, numbers, (size_t)count * sizeof *kept);
    area->basins = kept;
    area->basin_count = count;
}

bool tc_area_index(tc_loading *loading, const tc_area *area, int number)
{
    if (*area->id && !tc_name_index_find(&loading->area_ids, area->id) &&
        !tc_name_index_add(&loading->area_ids, area->id, number))
        return false;
    if (!*area->name)
        return true;
    int *same = tc_name_index_find(&loading->area_names, area->name);
    if (same)
        *same = TC_NAME_AMBIGUOUS;
    return same || tc_name_index_add(&loading->area_names, area->name, number);
}

static void read_area(collection *all)
{
    tc_loading *loading = all->loading;
    area_row row = {.area = {.id = "", .name = "", .note = ""}, .kind = TC_AREA_COUNTY};
    tc_record_read(loading, &all->table, &row);
    row.area.kind = (tc_area_kind)row.kind;
    tc_record_note_id(loading, &all->table, COLUMN_ID, row.area.id, &all->lines);
    read_basins(all, &row.area);
    if (!*row.area.name)
        row.area.name = row.area.id;
    if (!tc_area_index(loading, &row.area, all->areas.count) ||
        !tc_record_list_add(&all->areas, &row.area))
        loading->no_memory = true;
}

static tc_code read_rows(collection *all, tc_error *error)
{
    for (;;) {
        const tc_code code = tc_table_next(&all->table, error);
        if (code != TC_OK)
            return code;
        if (all->table.row.count == 0)
            return TC_OK;
        read_area(all);
        if (all->loading->no_memory)
            return tc_no_memory(error);
    }
}

/* Names stand for the numbers that sorting gave; of equal ids the first counts. */
static void index_again(tc_loading *loading)
{
    const tc_problem *problem = loading->problem;
    for (int a = problem->area_count - 1; a >= 0; a--) {
        int *id = tc_name_index_find(&loading->area_ids, problem->areas[a].id);
        int *name = tc_name_index_find(&loading->area_names, problem->areas[a].name);
        if (id)
            *id = a;
        if (name && *name != TC_NAME_AMBIGUOUS)
            *name = a;
    }
    for (int b = 0; b < problem->basin_count; b++) {
        int *number = tc_name_index_find(&loading->basins, problem->basins[b]);
        if (number)
            *number = b;
    }
}

static tc_code keep(collection *all, tc_error *error)
{
    tc_problem *problem = all->loading->problem;
    tc_area *areas = tc_record_list_keep(&all->areas, &problem->arena);
    const char **basins = tc_record_list_keep(&all->basins, &problem->arena);
    if (!areas || !basins)
        return tc_no_memory(error);
    const tc_code code = tc_canonical_areas(areas, all->areas.count, basins,
                                            all->basins.count, &problem->arena, error);
    if (code != TC_OK)
        return code;
    problem->areas = areas;
    problem->basins = basins;
    problem->area_count = all->areas.count;
    problem->basin_count = all->basins.count;
    index_again(all->loading);
    return TC_OK;
}

tc_code tc_areas_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    collection all = {.loading = loading,
                      .areas = {.size = sizeof(tc_area)},
                      .basins = {.size = sizeof(const char *)}};
    const size_t before = faults->errors;
    tc_code code = tc_table_open(loading->home, &form, faults, &all.table, error);
    if (code == TC_OK && all.table.usable)
        code = read_rows(&all, error);
    if (code == TC_OK && all.table.usable && all.areas.count == 0 &&
        faults->errors == before) {
        const tc_place place = {form.file, 1, 1};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "只有列名，没有一个区域",
                     "there are headings, but no area");
    }
    if (code == TC_OK)
        code = keep(&all, error);
    loading->areas_known = all.areas.count > 0 && all.table.where[COLUMN_ID] >= 0 &&
                           !tc_table_is_cut(&all.table);
    tc_table_close(&all.table);
    tc_record_list_free(&all.areas);
    tc_record_list_free(&all.basins);
    tc_name_index_free(&all.lines);
    return code;
}
