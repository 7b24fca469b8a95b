/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "io/reference.h"

enum { ID_BYTES_MOST = 200, WORD_BYTES = 64, CHOICES_BYTES = 160 };

static const double suspicious_tonnes =
    20000; /* no single plant of the notice has a third */

static bool is_blank(const char *text)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    return length == 0;
}

static const char *read_id(tc_loading *loading, const char *text, const tc_spot *spot)
{
    const char *id = tc_text_keep(loading, text);
    if (tc_text_has_controls(id, false))
        (void)TC_REFUSE(spot, id, "含有换行、制表符或其他控制字符",
                        "has line ends, tabs or other control characters");
    else if (strlen(id) > ID_BYTES_MOST)
        (void)TC_REFUSE(spot, id, "太长，编号最多 200 字节",
                        "is too long: an id has at most 200 bytes");
    return id;
}

static const char *read_text(tc_loading *loading, const char *text, bool lines,
                             const tc_spot *spot)
{
    const char *kept = tc_text_keep(loading, text);
    if (!tc_text_has_controls(kept, lines))
        return kept;
    if (lines)
        (void)TC_REFUSE(spot, kept, "含有控制字符", "has control characters");
    else
        (void)TC_REFUSE(spot, kept, "含有换行、制表符或其他控制字符",
                        "has line ends, tabs or other control characters");
    return kept;
}

/* ---- tonnages ---------------------------------------------------------------------- */

/* in_tonnes: no unit is written, and tonnes are taken for meant. */
static void warn_of_tonnage(const tc_loading *loading, const tc_quantity *quantity,
                            bool in_tonnes, const char *text, const tc_spot *spot)
{
    const tc_shown shown = tc_plain_show(text);
    if (quantity->tonnes > suspicious_tonnes && in_tonnes)
        tc_fault_add(spot->faults, TC_SEVERITY_WARNING, &spot->place,
                     "%s：“%s”吨/年超过 %.0f 吨/年，单位是不是千克？",
                     "%s: '%s' t/a is more than %.0f t/a: are kilograms meant?",
                     spot->what, shown.text, suspicious_tonnes);
    else if (quantity->tonnes > suspicious_tonnes)
        tc_fault_add(spot->faults, TC_SEVERITY_WARNING, &spot->place,
                     "%s：“%s”合 %.10g 吨/年，超过 %.0f 吨/年，请核对单位",
                     "%s: '%s' is %.10g t/a, more than %.0f t/a: check the unit",
                     spot->what, shown.text, quantity->tonnes, suspicious_tonnes);
    const int digits = loading->problem->grain_digits;
    if (quantity->decimals > digits)
        tc_fault_add(spot->faults, TC_SEVERITY_WARNING, &spot->place,
                     "%s：“%s”比本案的最小单位 %g t/a 更细",
                     "%s: '%s' is finer than the grain of this case, %g t/a", spot->what,
                     shown.text, pow(10, -digits));
}

static void read_tonnage(const tc_loading *loading, const tc_table *table, int column,
                         const char *text, const tc_spot *spot, double *tonnes)
{
    const tc_unit unit = table->headings[table->where[column]].unit;
    tc_quantity quantity;
    if (!tc_quantity_read(text, unit, spot, &quantity))
        return;
    *tonnes = quantity.tonnes;
    const bool in_tonnes = !quantity.has_unit && unit.shift == 0;
    warn_of_tonnage(loading, &quantity, in_tonnes, text, spot);
}

/* ---- words ------------------------------------------------------------------------- */

/* What a cell of words may hold. */
typedef struct choices {
    char zh[CHOICES_BYTES], en[CHOICES_BYTES];
} choices;

static void add_choice(char out[CHOICES_BYTES], const char *word, const char *other)
{
    const size_t used = strlen(out);
    snprintf(out + used, CHOICES_BYTES - used, "%s%s%s%s%s", used ? "|" : "", word,
             other ? "（" : "", other ? other : "", other ? "）" : "");
}

static void refuse_word(const tc_word *words, const char *text, const tc_spot *spot)
{
    choices all = {"", ""};
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (const tc_word *word = words; word->names[0]; word++) {
        for (int k = 0; k < TC_WORD_NAMES && word->names[k]; k++)
            tc_nearest_offer(&search, word->names[k]);
        add_choice(all.zh, word->names[0], word->names[1]);
        add_choice(all.en, word->names[0], NULL);
    }
    const tc_shown shown = tc_plain_show(text);
    if (search.best)
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不认识，应是 %s%.0s，是不是“%s”？",
                     "%s: '%s' is unknown, %.0s%s is expected: did you mean '%s'?",
                     spot->what, shown.text, all.zh, all.en, search.best);
    else
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不认识，应是 %s%.0s",
                     "%s: '%s' is unknown, %.0s%s is expected", spot->what, shown.text,
                     all.zh, all.en);
}

static void read_word(const tc_word *words, const char *text, const tc_spot *spot,
                      int *value)
{
    char plain[WORD_BYTES];
    if (!tc_plain_text(text, plain, sizeof plain))
        plain[0] = '\0';
    tc_plain_lower(plain);
    for (const tc_word *word = words; word->names[0]; word++)
        for (int k = 0; k < TC_WORD_NAMES && word->names[k]; k++)
            if (strcmp(word->names[k], plain) == 0) {
                *value = word->value;
                return;
            }
    refuse_word(words, text, spot);
}

/* ---- cells ------------------------------------------------------------------------- */

static void *field_of(void *record, const tc_column *column)
{
    return (char *)record + column->offset;
}

static void read_text_cell(tc_loading *loading, const tc_column *column, const char *text,
                           const tc_spot *spot, void *field)
{
    const char **kept = field;
    if (column->kind == TC_CELL_ID)
        *kept = read_id(loading, text, spot);
    else
        *kept = read_text(loading, text, column->kind == TC_CELL_TEXT, spot);
}

/* Readers say themselves what is wrong, and leave the default when something is. */
static void read_cell(tc_loading *loading, const tc_table *table, int number, void *field)
{
    const tc_column *column = &table->columns[number];
    const char *text = tc_table_text(table, number);
    const tc_spot spot = tc_table_spot(table, number);
    bool read = true;
    switch (column->kind) {
    case TC_CELL_ID:
    case TC_CELL_NAME:
    case TC_CELL_TEXT:
        read_text_cell(loading, column, text, &spot, field);
        break;
    case TC_CELL_AREA:
        read = tc_area_find(loading, text, &spot, field);
        break;
    case TC_CELL_TONNAGE:
        read_tonnage(loading, table, number, text, &spot, field);
        break;
    case TC_CELL_NUMBER:
        read = tc_number_read(text, column->range, &spot, field);
        break;
    case TC_CELL_SHARE:
        read = tc_share_read(text, &spot, field);
        break;
    case TC_CELL_WHOLE:
        read = tc_whole_read(text, (int)column->range.low, (int)column->range.high, &spot,
                             field);
        break;
    case TC_CELL_YES_NO:
        read = tc_yes_no_read(text, &spot, field);
        break;
    case TC_CELL_WORD:
        read_word(column->words, text, &spot, field);
        break;
    case TC_CELL_FIRST_DAY:
        read = tc_day_read(text, TC_DAY_FIRST, &spot, field);
        break;
    case TC_CELL_LAST_DAY:
        read = tc_day_read(text, TC_DAY_LAST, &spot, field);
        break;
    case TC_CELL_OTHER:
        break;
    }
    (void)read;
}

/* Numbers and references say it themselves. */
static bool is_sheet_error(tc_cell_kind kind, const char *text)
{
    const bool texts = kind == TC_CELL_ID || kind == TC_CELL_NAME ||
                       kind == TC_CELL_TEXT || kind == TC_CELL_WORD ||
                       kind == TC_CELL_YES_NO;
    return texts && tc_plain_is_sheet_error(text);
}

/* A cell that must be filled is not; perhaps its row is too short. */
static void say_empty(const tc_table *table, int number)
{
    const tc_spot spot = tc_table_spot(table, number);
    if (table->where[number] >= table->row.count)
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：不能为空，而本行只有 %d 格",
                     "%s: must not be empty, but the row ends after cell %d", spot.what,
                     table->row.count);
    else if (table->columns[number].kind == TC_CELL_OTHER) /* of exchange.csv */
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：不能为空，“*”表示任意",
                     "%s: must not be empty: '*' means anything", spot.what);
    else
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &spot.place, "%s：不能为空",
                     "%s: must not be empty", spot.what);
}

void tc_record_read(tc_loading *loading, const tc_table *table, void *record)
{
    for (int c = 0; c < table->column_count; c++) {
        const tc_column *column = &table->columns[c];
        if (table->where[c] < 0)
            continue;
        const char *text = tc_table_text(table, c);
        const tc_spot spot = tc_table_spot(table, c);
        if (is_sheet_error(column->kind, text))
            (void)TC_REFUSE(&spot, text, "是电子表格的错误值，请先在表格中改正",
                            "is a spreadsheet's error value: repair it there first");
        else if (!is_blank(text))
            read_cell(loading, table, c, field_of(record, column));
        else if (column->required)
            say_empty(table, c);
    }
}

int tc_record_basin(const tc_loading *loading, const tc_table *table, int column,
                    int area, bool water)
{
    int basin = -1;
    const char *text = tc_table_text(table, column);
    const tc_spot spot = tc_table_spot(table, column);
    if (!is_blank(text))
        return tc_basin_find(loading, text, area, &spot, &basin) ? basin : -1;
    if (!water || area < 0)
        return -1;
    const tc_area *home = &loading->problem->areas[area];
    if (home->basin_count == 1)
        return home->basins[0];
    const tc_shown shown = tc_plain_show(home->id);
    if (home->basin_count == 0)
        tc_fault_add(
            table->faults, TC_SEVERITY_ERROR, &spot.place,
            "%s：有水污染物，要写明流域，而区域“%s”在 areas.csv 里没有流域",
            "%s: needed for water pollutants, but area '%s' has none in areas.csv",
            spot.what, shown.text);
    else
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：有水污染物，而区域“%s”有 %d 个流域，要写明是哪一个",
                     "%s: needed for water pollutants: area '%s' has %d basins",
                     spot.what, shown.text, home->basin_count);
    return -1;
}

const tc_attribute *tc_record_attributes(tc_loading *loading, const tc_table *table,
                                         int *count)
{
    *count = 0;
    int wanted = 0;
    for (int i = 0; i < table->row.count && i < table->heading_count; i++)
        wanted += table->headings[i].column < 0 && *table->headings[i].text &&
                  !is_blank(table->row.cells[i].text);
    if (wanted == 0)
        return NULL;
    tc_attribute *list =
        tc_arena_take(&loading->problem->arena, (size_t)wanted, sizeof *list);
    if (!list) {
        loading->no_memory = true;
        return NULL;
    }
    for (int i = 0; *count < wanted; i++)
        if (table->headings[i].column < 0 && *table->headings[i].text &&
            !is_blank(table->row.cells[i].text))
            list[(*count)++] =
                (tc_attribute){tc_text_keep(loading, table->headings[i].text),
                               tc_text_keep(loading, table->row.cells[i].text)};
    return list;
}

/* ---- lists ------------------------------------------------------------------------- */

/* Sheets often end in a row of totals, which is no record. */
static bool is_total(const char *id)
{
    static const char *const totals[] = {"合计",  "小计",  "总计",     "共计",
                                         "total", "Total", "TOTAL",    "sum",
                                         "Sum",   "SUM",   "subtotal", "Subtotal"};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        if (strcmp(id, totals[i]) == 0)
            return true;
    return false;
}

void tc_record_note_id(tc_loading *loading, const tc_table *table, int column,
                       const char *id, tc_name_index *lines)
{
    if (!*id)
        return;
    const int *line = tc_name_index_find(lines, id);
    const tc_spot spot = tc_table_spot(table, column);
    if (is_total(id))
        tc_fault_add(
            spot.faults, TC_SEVERITY_ERROR, &spot.place,
            "%s：“%s”像是合计行，会重复计算，请删去这一行",
            "%s: '%s' looks like a row of totals, which would count twice: take the "
            "row out",
            spot.what, tc_plain_show(id).text);
    if (line)
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：“%s”与第 %d 行重复", "%s: '%s' is already the id of line %d",
                     spot.what, tc_plain_show(id).text, *line);
    else if (!tc_name_index_add(lines, id, table->row.line))
        loading->no_memory = true;
}

bool tc_record_list_add(tc_record_list *list, const void *record)
{
    if (list->count == list->capacity) {
        const int capacity = list->capacity ? 2 * list->capacity : 64;
        char *bytes = tc_mem_grow(list->bytes, (size_t)capacity, list->size);
        if (!bytes)
            return false;
        list->bytes = bytes;
        list->capacity = capacity;
    }
    memcpy(list->bytes + (size_t)list->count * list->size, record, list->size);
    list->count++;
    return true;
}

void *tc_record_list_keep(const tc_record_list *list, tc_arena *arena)
{
    void *kept = tc_arena_take(arena, (size_t)list->count, list->size);
    if (kept && list->count)
        memcpy(kept, list->bytes, (size_t)list->count * list->size);
    return kept;
}

void tc_record_list_free(tc_record_list *list)
{
    tc_mem_drop(list->bytes);
    list->bytes = NULL;
    list->count = list->capacity = 0;
}
