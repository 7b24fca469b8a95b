/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/plain.h"
#include "io/xlsx_value.h"
#include "io/xml_read.h"

enum { COLUMNS_MOST = 4096, TEXT_BYTES_MOST = 64 * 1024 };

typedef struct found_cell {
    int row, column;
    const char *text;
    size_t length;
} found_cell;

struct tc_xlsx_sheet {
    const tc_xlsx_book *book;
    const char *file;
    tc_arena arena;
    found_cell *cells; /* with a text, row by row */
    size_t count, room, at;
    tc_csv_cell *row; /* the current one */
    int row_room;
};

/* What a cell holds, by its attribute t. */
typedef enum cell_kind { NUMBER, SHARED, TEXT, YES_NO } cell_kind;

/* A sheet being read. */
typedef struct reading {
    tc_xlsx_sheet *sheet;
    tc_faults *faults;
    int row, column;           /* of the cell, or of the last one */
    int last_row, last_column; /* of the last cell kept */
    cell_kind kind;
    bool is_date, has_formula, has_value;
    bool in_value, in_phonetic;
    bool out_of_order;
    tc_buffer text;
} reading;

/* ---- cells ------------------------------------------------------------------------- */

static tc_place here(const reading *r)
{
    return (tc_place){r->sheet->file, r->row, r->column};
}

static bool keep(reading *r, const char *text, size_t length)
{
    tc_xlsx_sheet *sheet = r->sheet;
    const bool behind =
        r->row > r->last_row || (r->row == r->last_row && r->column > r->last_column);
    if (length == 0)
        return true;
    r->out_of_order = r->out_of_order || !behind;
    r->last_row = r->row;
    r->last_column = r->column;
    if (sheet->count == sheet->room) {
        const size_t room = sheet->room ? 2 * sheet->room : 256;
        found_cell *cells = tc_mem_grow(sheet->cells, room, sizeof *cells);
        if (!cells)
            return false;
        sheet->cells = cells;
        sheet->room = room;
    }
    const char *kept = tc_arena_text(&sheet->arena, text, length);
    sheet->cells[sheet->count] = (found_cell){r->row, r->column, kept, length};
    sheet->count += kept != NULL;
    return kept != NULL;
}

/* A text without what no CSV file could hold either. */
static bool keep_text(reading *r, const char *text, size_t length)
{
    const tc_place place = here(r);
    if (r->column > COLUMNS_MOST) {
        tc_fault_add(r->faults, TC_SEVERITY_ERROR, &place, "一行超过 %d 格",
                     "a row has more than %d cells", (int)COLUMNS_MOST);
        return true;
    }
    if (length > TEXT_BYTES_MOST) {
        tc_fault_add(r->faults, TC_SEVERITY_ERROR, &place, "单元格超过 %d KiB",
                     "the cell is longer than %d KiB", TEXT_BYTES_MOST / 1024);
        return true;
    }
    return keep(r, text, length);
}

static bool keep_shared(reading *r)
{
    const tc_place place = here(r);
    char *end = r->text.text;
    const long number = strtol(r->text.text, &end, 10);
    if (end == r->text.text || *end || number < 0 ||
        number >= r->sheet->book->text_count) {
        tc_fault_add(r->faults, TC_SEVERITY_ERROR, &place,
                     "工作簿已损坏：没有第 %ld 个共用文字",
                     "the workbook is damaged: there is no shared text %ld", number);
        return true;
    }
    const char *text = r->sheet->book->texts[number];
    return keep_text(r, text, strlen(text));
}

static bool keep_number(reading *r)
{
    const tc_place place = here(r);
    tc_xlsx_number number;
    if (tc_xlsx_number_read(r->text.text, r->is_date, r->sheet->book->from_1904, &number))
        return keep(r, number.text, strlen(number.text));
    tc_fault_add(r->faults, TC_SEVERITY_ERROR, &place, "工作簿已损坏：“%s”不是数",
                 "the workbook is damaged: '%s' is no number",
                 tc_plain_show(r->text.text).text);
    return true;
}

static bool keep_plain(reading *r)
{
    tc_buffer plain = {0};
    tc_xlsx_unescape(r->text.text, r->text.length, &plain);
    const bool kept = !plain.failed && keep_text(r, plain.text, plain.length);
    tc_buffer_free(&plain);
    return kept;
}

static bool end_cell(reading *r)
{
    const tc_place place = here(r);
    if (r->has_formula && r->text.length == 0) {
        tc_fault_add(r->faults, TC_SEVERITY_ERROR, &place,
                     "公式还没有算出的值：请在电子表格里打开、保存一次",
                     "a formula without its value: open the file in a spreadsheet and "
                     "save it");
        return true;
    }
    if (!r->has_value || r->text.length == 0)
        return true;
    switch (r->kind) {
    case SHARED:
        return keep_shared(r);
    case NUMBER:
        return keep_number(r);
    case TEXT:
    case YES_NO:
        break;
    }
    return keep_plain(r);
}

/* ---- elements ---------------------------------------------------------------------- */

static cell_kind kind_of(const char *type)
{
    if (!type || strcmp(type, "n") == 0)
        return NUMBER;
    if (strcmp(type, "s") == 0)
        return SHARED;
    return strcmp(type, "b") == 0 ? YES_NO : TEXT; /* str, inlineStr, e, d */
}

static bool means_day(const reading *r, const char *style)
{
    const long number = style ? strtol(style, NULL, 10) : 0;
    return number >= 0 && number < r->sheet->book->date_count &&
           r->sheet->book->dates[number];
}

static void begin_row(reading *r, const char *number)
{
    const long row = number ? strtol(number, NULL, 10) : r->row + 1L;
    r->row = row > r->row && row <= 1048576 ? (int)row : r->row + 1;
    r->column = 0;
}

static void begin_cell(reading *r, const char *const *attributes)
{
    const char *address = tc_xlsx_attribute(attributes, "r");
    if (!address || !tc_xlsx_address_read(address, &r->column, &r->row))
        r->column++;
    r->kind = kind_of(tc_xlsx_attribute(attributes, "t"));
    r->is_date = means_day(r, tc_xlsx_attribute(attributes, "s"));
    r->has_formula = r->has_value = false;
    r->text.length = 0;
    tc_buffer_puts(&r->text, "");
}

/* Only the first of merged cells has a value: what the others lack is not to be guessed.
 */
static void refuse_merged(reading *r, const char *range)
{
    char first[16] = "";
    (void)snprintf(first, sizeof first, "%.*s", (int)strcspn(range, ":"), range);
    tc_place place = {r->sheet->file, 0, 0};
    if (!tc_xlsx_address_read(first, &place.column, &place.line))
        return;
    tc_fault_add(r->faults, TC_SEVERITY_ERROR, &place,
                 "单元格 %s 合并过，只有第一格有值：请取消合并，逐格填写",
                 "the cells %s are merged, and only the first has a value: unmerge them "
                 "and fill each",
                 tc_plain_show(range).text);
}

static bool on_begin(void *context, const char *name, const char *const *attributes,
                     const tc_place *place)
{
    (void)place;
    reading *r = context;
    if (tc_xlsx_is(name, "row"))
        begin_row(r, tc_xlsx_attribute(attributes, "r"));
    else if (tc_xlsx_is(name, "c"))
        begin_cell(r, attributes);
    else if (tc_xlsx_is(name, "f"))
        r->has_formula = true;
    else if (tc_xlsx_is(name, "rPh"))
        r->in_phonetic = true;
    else if (tc_xlsx_is(name, "v") || (tc_xlsx_is(name, "t") && !r->in_phonetic))
        r->has_value = r->in_value = true;
    else if (tc_xlsx_is(name, "mergeCell") && tc_xlsx_attribute(attributes, "ref"))
        refuse_merged(r, tc_xlsx_attribute(attributes, "ref"));
    return true;
}

static bool on_end(void *context, const char *name)
{
    reading *r = context;
    if (tc_xlsx_is(name, "rPh"))
        r->in_phonetic = false;
    if (tc_xlsx_is(name, "v") || tc_xlsx_is(name, "t"))
        r->in_value = false;
    return !tc_xlsx_is(name, "c") || end_cell(r);
}

static bool on_text(void *context, const char *text, size_t length)
{
    reading *r = context;
    if (r->in_value)
        tc_buffer_add(&r->text, text, length);
    return !r->text.failed;
}

/* ---- the sheet --------------------------------------------------------------------- */

static tc_code parse(const tc_xlsx_book *book, const char *part, reading *r,
                     tc_error *error)
{
    const tc_xml_handlers handlers = {on_begin, on_end, on_text, r};
    tc_buffer xml = {0};
    tc_error inner = {0};
    tc_code code = tc_xlsx_part(book, part, &xml, error);
    if (code == TC_OK) {
        code = tc_xml_read(xml.text, xml.length, part, &handlers, &inner);
        if (code == TC_OK && r->out_of_order)
            code = tc_fail(&inner, TC_ERR_INPUT, NULL, "单元格次序颠倒或重复",
                           "cells are out of order, or come twice");
        if (code == TC_ERR_INPUT)
            code = tc_xlsx_refuse(book, part, &inner, error);
        else if (code != TC_OK)
            code = tc_no_memory(error);
    }
    tc_buffer_free(&xml);
    tc_buffer_free(&r->text);
    return code;
}

tc_code tc_xlsx_sheet_read(const tc_xlsx_book *book, int number, const char *file,
                           tc_faults *faults, tc_xlsx_sheet **sheet, tc_error *error)
{
    tc_xlsx_sheet *read = tc_mem_new(1, sizeof *read);
    if (!read)
        return tc_no_memory(error);
    read->book = book;
    read->file = file;
    reading r = {.sheet = read, .faults = faults};
    const tc_code code = parse(book, book->sheets[number].part, &r, error);
    if (code == TC_OK)
        *sheet = read;
    else
        tc_xlsx_sheet_close(read);
    return code;
}

tc_code tc_xlsx_sheet_next(tc_xlsx_sheet *sheet, tc_csv_row *row, tc_error *error)
{
    if (sheet->at == sheet->count) {
        const int last = sheet->count ? sheet->cells[sheet->count - 1].row : 0;
        *row = (tc_csv_row){.line = last + 1};
        return TC_OK;
    }
    const int line = sheet->cells[sheet->at].row;
    size_t end = sheet->at;
    while (end < sheet->count && sheet->cells[end].row == line)
        end++;
    const int count = sheet->cells[end - 1].column;
    if (count > sheet->row_room) {
        tc_csv_cell *cells = tc_mem_grow(sheet->row, (size_t)count, sizeof *cells);
        if (!cells)
            return tc_no_memory(error);
        sheet->row = cells;
        sheet->row_room = count;
    }
    for (int c = 0; c < count; c++)
        sheet->row[c] = (tc_csv_cell){"", 0, line, c + 1};
    for (; sheet->at < end; sheet->at++) {
        const found_cell *cell = &sheet->cells[sheet->at];
        sheet->row[cell->column - 1].text = cell->text;
        sheet->row[cell->column - 1].length = cell->length;
    }
    *row = (tc_csv_row){sheet->row, count, line};
    return TC_OK;
}

void tc_xlsx_sheet_close(tc_xlsx_sheet *sheet)
{
    if (!sheet)
        return;
    tc_mem_drop(sheet->cells);
    tc_mem_drop(sheet->row);
    tc_arena_free(&sheet->arena);
    tc_mem_drop(sheet);
}
