/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv.h"

#include <limits.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/encoding.h"

enum { CELL_BYTES_MOST = 64 * 1024, ROW_BYTES_MOST = 1024 * 1024, CELLS_MOST = 4096 };
enum { NULS_MOST = 16 }; /* more of them, and the file is no text */

typedef enum state {
    AT_ROW,     /* nothing of a row was seen */
    AT_CELL,    /* behind a comma */
    PLAIN,      /* in a cell without quotes */
    SPOILED,    /* in a cell with a fault that was told: nothing more is told of it */
    QUOTED,     /* between quotes */
    AFTER_QUOTE /* behind a quote that closes, or that is the first of two */
} state;

typedef enum event { GO_ON, ROW_DONE, ENDED, GIVE_UP, NO_MEMORY } event;

struct tc_csv {
    tc_decoder *decoder;
    const char *block; /* of length bytes; at of them are read */
    size_t length, at;
    tc_place here; /* of the next character */
    state state;
    bool after_cr, ended, cut;
    int nuls;   /* NUL bytes seen */
    char *text; /* the cells of the row, each with its NUL */
    size_t used, room;
    tc_csv_cell *cells;
    int count, cell_room;
    int row_line;
};

tc_code tc_csv_open(const char *path, const char *name, tc_csv **csv, tc_error *error)
{
    tc_csv *opened = tc_mem_new(1, sizeof *opened);
    if (!opened)
        return tc_no_memory(error);
    const tc_code code = tc_decoder_open(path, name, &opened->decoder, error);
    if (code != TC_OK) {
        tc_csv_close(opened);
        return code;
    }
    opened->here = (tc_place){name, 1, 1};
    *csv = opened;
    return TC_OK;
}

void tc_csv_close(tc_csv *csv)
{
    if (!csv)
        return;
    tc_decoder_close(csv->decoder);
    tc_mem_drop(csv->text);
    tc_mem_drop(csv->cells);
    tc_mem_drop(csv);
}

static tc_csv_cell *cell(tc_csv *csv)
{
    return &csv->cells[csv->count - 1];
}

static event begin_cell(tc_csv *csv, tc_faults *faults)
{
    if (csv->count == CELLS_MOST) {
        tc_fault_add(faults, TC_SEVERITY_ERROR, &csv->here, "一行超过 %d 格，不再读下去",
                     "a row has more than %d cells: not read any further", CELLS_MOST);
        return GIVE_UP;
    }
    if (csv->count == csv->cell_room) {
        const int room = csv->cell_room ? 2 * csv->cell_room : 32;
        tc_csv_cell *cells = tc_mem_grow(csv->cells, (size_t)room, sizeof *cells);
        if (!cells)
            return NO_MEMORY;
        csv->cells = cells;
        csv->cell_room = room;
    }
    if (csv->count == 0)
        csv->row_line = csv->here.line;
    csv->cells[csv->count++] =
        (tc_csv_cell){.line = csv->here.line, .column = csv->here.column};
    return GO_ON;
}

static event put(tc_csv *csv, char c)
{
    if (csv->used == csv->room) {
        const size_t room = csv->room ? 2 * csv->room : 1024;
        char *text = tc_mem_grow(csv->text, room, 1);
        if (!text)
            return NO_MEMORY;
        csv->text = text;
        csv->room = room;
    }
    csv->text[csv->used++] = c;
    return GO_ON;
}

static event refuse_length(tc_csv *csv, tc_faults *faults)
{
    const tc_place place = {csv->here.file, cell(csv)->line, cell(csv)->column};
    if (csv->state == QUOTED)
        tc_fault_add(
            faults, TC_SEVERITY_ERROR, &place,
            "从这个引号起的单元格超过 %d KiB，引号是否忘了闭合？不再读下去",
            "the cell from this quote on is longer than %d KiB: is the quote never "
            "closed? not read any further",
            CELL_BYTES_MOST / 1024);
    else if (cell(csv)->length >= CELL_BYTES_MOST)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "从这里起的单元格超过 %d KiB，不再读下去",
                     "the cell from here on is longer than %d KiB: not read any further",
                     CELL_BYTES_MOST / 1024);
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "这一行到此已超过 %d KiB，不再读下去",
                     "the row is longer than %d KiB here: not read any further",
                     ROW_BYTES_MOST / 1024);
    return GIVE_UP;
}

static event add(tc_csv *csv, char c, tc_faults *faults)
{
    if (cell(csv)->length >= CELL_BYTES_MOST || csv->used >= ROW_BYTES_MOST)
        return refuse_length(csv, faults);
    cell(csv)->length++;
    return put(csv, c);
}

/* The cell ends at c: a comma or a line end. */
static event end_cell(tc_csv *csv, char c)
{
    csv->state = c == ',' ? AT_CELL : AT_ROW;
    const event done = put(csv, '\0');
    return done == GO_ON && c != ',' ? ROW_DONE : done;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* c is the first of a row or of a cell. */
static event take_first(tc_csv *csv, char c, tc_faults *faults)
{
    if (csv->state == AT_ROW && is_line_end(c))
        return GO_ON;
    const event begun = begin_cell(csv, faults);
    if (begun != GO_ON)
        return begun;
    if (c == ',' || is_line_end(c))
        return end_cell(csv, c);
    csv->state = c == '"' ? QUOTED : PLAIN;
    return c == '"' ? GO_ON : add(csv, c, faults);
}

static event take_plain(tc_csv *csv, char c, tc_faults *faults)
{
    if (c == ',' || is_line_end(c))
        return end_cell(csv, c);
    if (c == '"' && csv->state == PLAIN) {
        tc_fault_add(
            faults, TC_SEVERITY_ERROR, &csv->here,
            "未加引号的单元格里有引号：整格要用引号括起，格内的引号写两个",
            "a quote in a cell without quotes: put the whole cell between quotes "
            "and double the quotes inside");
        csv->state = SPOILED;
    }
    return add(csv, c, faults);
}

static event take_after_quote(tc_csv *csv, char c, tc_faults *faults)
{
    if (c == ',' || is_line_end(c))
        return end_cell(csv, c);
    csv->state = c == '"' ? QUOTED : SPOILED;
    if (csv->state == SPOILED)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &csv->here,
                     "闭合的引号之后只能是逗号或换行：格内的引号要写两个",
                     "only a comma or a line end may follow a closing quote: double the "
                     "quotes inside a cell");
    return add(csv, c, faults);
}

static event take(tc_csv *csv, char c, tc_faults *faults)
{
    switch (csv->state) {
    case AT_ROW:
    case AT_CELL:
        return take_first(csv, c, faults);
    case PLAIN:
    case SPOILED:
        return take_plain(csv, c, faults);
    case AFTER_QUOTE:
        return take_after_quote(csv, c, faults);
    case QUOTED:
        break;
    }
    if (c != '"')
        return add(csv, c, faults);
    csv->state = AFTER_QUOTE;
    return GO_ON;
}

static void count_up(int *number)
{
    *number += *number < INT_MAX;
}

/* Go behind c. */
static void move(tc_csv *csv, char c, bool second_half)
{
    csv->after_cr = c == '\r';
    if (second_half)
        return;
    if (is_line_end(c)) {
        count_up(&csv->here.line);
        csv->here.column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) { /* a character counts once */
        count_up(&csv->here.column);
    }
}

/* Pass over a NUL; the first is told. */
static event take_nul(tc_csv *csv, tc_faults *faults)
{
    csv->nuls++;
    if (csv->nuls == 1)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &csv->here,
                     "这里有空字节（NUL），文件可能已损坏，请重新导出 UTF-8 CSV",
                     "there is a NUL byte here: the file may be damaged; export it anew "
                     "as UTF-8 CSV");
    return csv->nuls > NULS_MOST ? GIVE_UP : GO_ON;
}

static event step(tc_csv *csv, char c, tc_faults *faults)
{
    const bool second_half = c == '\n' && csv->after_cr; /* of a CR LF */
    event result = GO_ON;
    if (c == '\0') {
        result = take_nul(csv, faults);
    } else if (!second_half || csv->state == QUOTED) {
        result = take(csv, c, faults);
    }
    move(csv, c, second_half);
    return result;
}

/* The text is over: what is left of the last row? */
static event finish(tc_csv *csv, tc_faults *faults)
{
    if (csv->state == AT_ROW)
        return ENDED;
    if (csv->state == QUOTED) {
        const tc_place place = {csv->here.file, cell(csv)->line, cell(csv)->column};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "这个引号没有闭合",
                     "this quote is never closed");
        return GIVE_UP;
    }
    if (csv->state == AT_CELL) {
        const event begun = begin_cell(csv, faults);
        if (begun != GO_ON)
            return begun;
    }
    return end_cell(csv, '\n');
}

/* Go through the text until a row is done or nothing more comes. */
static tc_code read_row(tc_csv *csv, tc_faults *faults, event *result, tc_error *error)
{
    *result = GO_ON;
    while (*result == GO_ON) {
        if (csv->at < csv->length) {
            *result = step(csv, csv->block[csv->at++], faults);
            continue;
        }
        const size_t before = faults->errors;
        const tc_code code = tc_decoder_next(csv->decoder, &csv->here, faults,
                                             &csv->block, &csv->length, error);
        if (code != TC_OK)
            return code;
        csv->at = 0;
        if (faults->errors > before)
            *result = GIVE_UP;
        else if (csv->length == 0)
            *result = finish(csv, faults);
    }
    return TC_OK;
}

tc_code tc_csv_next(tc_csv *csv, tc_faults *faults, tc_csv_row *row, tc_error *error)
{
    csv->used = 0;
    csv->count = 0;
    event result = ENDED;
    if (!csv->ended) {
        const tc_code code = read_row(csv, faults, &result, error);
        if (code != TC_OK)
            return code;
    }
    if (result == NO_MEMORY)
        return tc_no_memory(error);
    if (result == ENDED || result == GIVE_UP) {
        csv->ended = true;
        csv->cut = csv->cut || result == GIVE_UP;
        *row = (tc_csv_row){.line = csv->here.line};
        return TC_OK;
    }
    const char *text = csv->text;
    for (int i = 0; i < csv->count; i++) {
        csv->cells[i].text = text;
        text += csv->cells[i].length + 1;
    }
    *row = (tc_csv_row){csv->cells, csv->count, csv->row_line};
    return TC_OK;
}

bool tc_csv_is_cut(const tc_csv *csv)
{
    return csv->cut;
}
