/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "io/sheet_name.h"

static bool is_blank(const char *text)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    return length == 0;
}

/* Read the next row that is not blank. */
static tc_code next_row(tc_table *table, tc_error *error)
{
    for (;;) {
        const tc_code code =
            table->sheet ? tc_xlsx_sheet_next(table->sheet, &table->row, error)
                         : tc_csv_next(table->csv, table->faults, &table->row, error);
        if (code != TC_OK || table->row.count == 0)
            return code;
        for (int i = 0; i < table->row.count; i++)
            if (!is_blank(table->row.cells[i].text))
                return TC_OK;
    }
}

/* ---- headings ---------------------------------------------------------------------- */

static tc_place place_of(const tc_table *table, int cell)
{
    const tc_csv_cell *at = &table->row.cells[cell];
    return (tc_place){table->file, at->line, at->column};
}

/* Copy the heading texts, one behind the other: the row is gone with the next. */
static bool copy_headings(tc_table *table)
{
    const tc_csv_row *row = &table->row;
    size_t bytes = 0;
    for (int i = 0; i < row->count; i++)
        bytes += row->cells[i].length + 1;
    table->texts = tc_mem_new(bytes, 1);
    table->headings = tc_mem_new((size_t)row->count, sizeof *table->headings);
    if (!table->texts || !table->headings)
        return false;
    char *to = table->texts;
    for (int i = 0; i < row->count; i++) {
        const char *start = NULL;
        size_t length = 0;
        tc_plain_trim(row->cells[i].text, &start, &length);
        memcpy(to, start, length);
        table->headings[i] = (tc_table_heading){.text = to, .column = -1};
        to += length + 1;
    }
    table->heading_count = row->count;
    return true;
}

/* The cell before this one that has the same column, or the same unknown text; -1. */
static int earlier_heading(const tc_table *table, int cell)
{
    const tc_table_heading *heading = &table->headings[cell];
    if (heading->column >= 0)
        return table->where[heading->column];
    for (int i = 0; i < cell; i++)
        if (table->headings[i].column < 0 &&
            strcmp(table->headings[i].text, heading->text) == 0)
            return i;
    return -1;
}

/* Does a rule ask for this column? */
static bool is_kept(const tc_table *table, const char *heading)
{
    for (int i = 0; i < table->kept_count; i++)
        if (strcmp(table->kept[i], heading) == 0)
            return true;
    return false;
}

static void say_unknown(const tc_table *table, int cell, const tc_heading *read)
{
    if (is_kept(table, table->headings[cell].text))
        return;
    const tc_place place = place_of(table, cell);
    const tc_shown shown = tc_plain_show(table->headings[cell].text);
    if (!read->nearest) {
        tc_fault_add(table->faults, TC_SEVERITY_WARNING, &place,
                     "列名“%s”不认识，只保留，不参与计算",
                     "unknown column '%s': kept, but nothing is computed from it",
                     shown.text);
        return;
    }
    const char *id = table->columns[read->nearest_column].names[0];
    if (strcmp(id, read->nearest) == 0)
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "列名“%s”不认识，是不是“%s”？",
                     "unknown column '%s': did you mean '%s'?", shown.text, id);
    else
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "列名“%s”不认识，是不是“%s”（%s）？",
                     "unknown column '%s': did you mean '%s' (%s)?", shown.text,
                     read->nearest, id);
}

/* Decide what one heading means. meant notes columns that were only nearly named. */
static void place_heading(tc_table *table, int cell, bool meant[TC_COLUMNS_MOST])
{
    tc_table_heading *heading = &table->headings[cell];
    if (!*heading->text)
        return;
    const tc_place place = place_of(table, cell);
    const tc_shown shown = tc_plain_show(heading->text);
    const tc_heading read =
        tc_heading_read(heading->text, table->columns, table->column_count);
    heading->column = read.column;
    heading->unit = read.unit;
    if (read.nearest_column >= 0)
        meant[read.nearest_column] = true;
    const int earlier = earlier_heading(table, cell);
    if (earlier >= 0) {
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place, "列“%s”与前面的“%s”重复",
                     "column '%s' repeats '%s' before it", shown.text,
                     tc_plain_show(table->headings[earlier].text).text);
        heading->column = -1;
        return;
    }
    if (read.column < 0) {
        say_unknown(table, cell, &read);
        return;
    }
    table->where[read.column] = cell;
    if (read.unknown_unit)
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "列名“%s”里的单位不认识，可用吨/年、千克/年、t/a、kg/a",
                     "the unit in the column '%s' is unknown: t/a and kg/a may be used",
                     shown.text);
}

static void say_missing_columns(const tc_table *table, const bool meant[TC_COLUMNS_MOST])
{
    const tc_place place = {table->file, table->row.line, 1};
    for (int c = 0; c < table->column_count; c++)
        if (table->columns[c].required && table->where[c] < 0 && !meant[c])
            tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place, "缺少必需的列 %s",
                         "the required column %s is missing",
                         tc_column_title_of(&table->columns[c]).text);
}

/* A row of one heading that nobody knows, with another mark where commas belong? */
static const char *wrong_separator(const tc_table *table)
{
    static const char *const marks[] = {";", "；", "，", "、", "|"};
    const char *text = table->row.cells[0].text;
    if (table->row.count > 1 || table->headings[0].column >= 0)
        return NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(text, marks[i]))
            return marks[i];
    return strchr(text, '\t') ? "\t" : NULL;
}

/* Is any column named, or nearly named? */
static bool knows_any(const tc_table *table, const bool meant[TC_COLUMNS_MOST])
{
    for (int c = 0; c < table->column_count; c++)
        if (table->where[c] >= 0 || meant[c])
            return true;
    return false;
}

/* The row is no heading row at all: one fault says so, in place of one for each cell. */
static void refuse_row(const tc_table *table)
{
    const tc_place place = {table->file, table->row.line, 1};
    const char *mark = wrong_separator(table);
    if (mark && *mark == '\t')
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "列之间用了制表符，应当用半角逗号“,”分隔",
                     "tabs stand between the columns, which are to be separated by "
                     "commas");
    else if (mark)
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "列之间用了“%s”，应当用半角逗号“,”分隔",
                     "'%s' stands between the columns, which are to be separated by "
                     "commas",
                     mark);
    else
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "这一行没有一个认得的列名：第一行应是列名，上面不能有标题",
                     "no heading of this row is known: the first row must name the "
                     "columns, without a title above");
}

/* Decide what the headings mean; what is wrong with them goes to *faults. */
static bool place_headings(tc_table *table, tc_faults *faults)
{
    tc_faults *all = table->faults;
    bool meant[TC_COLUMNS_MOST] = {false};
    table->faults = faults;
    for (int i = 0; i < table->heading_count; i++)
        place_heading(table, i, meant);
    say_missing_columns(table, meant);
    table->faults = all;
    return knows_any(table, meant);
}

static tc_code read_headings(tc_table *table, tc_error *error)
{
    const size_t before = table->faults->errors;
    const tc_code code = next_row(table, error);
    if (code != TC_OK)
        return code;
    const tc_place place = {table->file, 1, 1};
    if (table->row.count == 0) {
        if (table->faults->errors == before)
            tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                         "文件是空的，第一行应是列名",
                         "the file is empty: its first row should name the columns");
        return TC_OK;
    }
    if (!copy_headings(table))
        return tc_no_memory(error);
    tc_faults found = {0};
    table->usable = place_headings(table, &found);
    if (table->usable)
        tc_faults_join(table->faults, &found);
    else
        refuse_row(table);
    tc_faults_free(&found);
    return TC_OK;
}

static void say_missing(const tc_table_form *form, bool is_sheet, tc_faults *faults)
{
    const tc_place place = {form->file, 0, 0};
    if (form->optional)
        return;
    if (is_sheet)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "缺少工作表 %s（%s）",
                     "the sheet %s (%s) is missing", tc_sheet_title_of(form->file)->en,
                     tc_sheet_title_of(form->file)->zh);
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "缺少文件 %s",
                     "the file %s is missing", form->file);
}

static tc_code open_file(const char *folder, const tc_table_form *form, tc_table *table,
                         tc_error *error)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", folder, form->file);
    tc_code code = TC_OK;
    struct stat about;
    if (path.failed)
        code = tc_no_memory(error);
    else if (stat(path.text, &about) != 0 && errno == ENOENT)
        say_missing(form, false, table->faults);
    else
        code = tc_csv_open(path.text, form->file, &table->csv, error);
    tc_buffer_free(&path);
    return code;
}

/* A sheet that is damaged is a fault of the input, told with all others. */
static tc_code open_sheet(const tc_xlsx_book *book, const tc_table_form *form,
                          tc_table *table, tc_error *error)
{
    tc_fault damage = {0};
    const int sheet = tc_sheet_find(book, form->file);
    if (sheet == TC_SHEET_MISSING) {
        say_missing(form, true, table->faults);
        return TC_OK;
    }
    const tc_code code = tc_xlsx_sheet_read(book, sheet, form->file, table->faults,
                                            &table->sheet, &damage.error);
    if (code == TC_ERR_INPUT) {
        (void)snprintf(damage.error.file, sizeof damage.error.file, "%s", form->file);
        tc_fault_put(table->faults, &damage);
        return TC_OK;
    }
    return code == TC_OK ? TC_OK : tc_no_memory(error);
}

tc_code tc_table_open(tc_table_home home, const tc_table_form *form, tc_faults *faults,
                      tc_table *table, tc_error *error)
{
    *table = (tc_table){.file = form->file,
                        .columns = form->columns,
                        .column_count = form->column_count,
                        .kept = form->kept,
                        .kept_count = form->kept_count,
                        .faults = faults};
    for (int c = 0; c < TC_COLUMNS_MOST; c++)
        table->where[c] = -1;
    tc_code code = home.book ? open_sheet(home.book, form, table, error)
                             : open_file(home.folder, form, table, error);
    if (code == TC_OK && (table->csv || table->sheet))
        code = read_headings(table, error);
    return code;
}

/* ---- rows -------------------------------------------------------------------------- */

/* Cells below an empty heading must be empty: told once. */
static void say_nameless_cell(tc_table *table, int cell)
{
    const tc_place place = place_of(table, cell);
    if (!table->nameless_told)
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "第 %d 列没有列名，这里却写着“%s”",
                     "column %d has no heading, but here stands '%s'", cell + 1,
                     tc_plain_show(table->row.cells[cell].text).text);
    table->nameless_told = true;
}

/* Cells behind the last heading must be empty, too: told once a row. */
static void say_nameless_cells(tc_table *table)
{
    for (int i = 0; i < table->row.count; i++) {
        if (is_blank(table->row.cells[i].text))
            continue;
        if (i < table->heading_count) {
            if (!*table->headings[i].text)
                say_nameless_cell(table, i);
            continue;
        }
        const tc_place place = place_of(table, i);
        tc_fault_add(table->faults, TC_SEVERITY_ERROR, &place,
                     "第 %d 格“%s”多出来了，列名只有 %d 个",
                     "cell %d, '%s', is one too many: there are %d headings", i + 1,
                     tc_plain_show(table->row.cells[i].text).text, table->heading_count);
        return;
    }
}

tc_code tc_table_next(tc_table *table, tc_error *error)
{
    const tc_code code = next_row(table, error);
    if (code != TC_OK || table->row.count == 0)
        return code;
    table->rows++;
    say_nameless_cells(table);
    return TC_OK;
}

const char *tc_table_text(const tc_table *table, int column)
{
    const int cell = table->where[column];
    return cell >= 0 && cell < table->row.count ? table->row.cells[cell].text : "";
}

tc_spot tc_table_spot(const tc_table *table, int column)
{
    const int cell = table->where[column];
    tc_spot spot = {table->columns[column].names[0],
                    {table->file, table->row.line, 1},
                    table->faults};
    if (cell >= 0)
        spot.what = table->headings[cell].text;
    if (cell >= 0 && cell < table->row.count)
        spot.place = place_of(table, cell);
    return spot;
}

bool tc_table_is_cut(const tc_table *table)
{
    return table->csv && tc_csv_is_cut(table->csv);
}

void tc_table_close(tc_table *table)
{
    tc_xlsx_sheet_close(table->sheet);
    tc_csv_close(table->csv);
    tc_mem_drop(table->headings);
    tc_mem_drop(table->texts);
    *table = (tc_table){0};
}
