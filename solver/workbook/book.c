/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "tongchou/text.h"
#include "workbook/book_parts.h"
#include "workbook/cell_text.h"

enum { TITLE_POINTS = 16, SHADE = 0xDDEBF7 };
/* A row is 409 points high at most; a cell keeps some of its width free. */
enum { LINES_MOST = 29, INDENT_DIGITS = 2 };
static const double MARGIN_SIDE = 0.4, MARGIN_END = 0.6; /* inches */

const char *tc_book_pick(const tc_book *book, const char *zh, const char *en)
{
    return book->head->language == TC_EN ? en : zh;
}

void tc_book_note(tc_book *book, lxw_error result)
{
    if (book->failed == LXW_NO_ERROR)
        book->failed = result;
}

void tc_book_fail(tc_book *book)
{
    tc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

/* ---- formats ----------------------------------------------------------------------- */

static lxw_format *new_format(tc_book *book)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format) {
        tc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, tc_book_pick(book, "宋体", "Calibri"));
    format_set_font_size(format, TC_BOOK_TEXT_POINTS);
    return format;
}

/* Zeros as a dash: what is there stands out. */
static void set_tonnes(const tc_book *book, lxw_format *format)
{
    char decimals[16] = "", pattern[64];
    if (book->head->grain_digits > 0)
        (void)snprintf(decimals, sizeof decimals, ".%0*d", book->head->grain_digits, 0);
    (void)snprintf(pattern, sizeof pattern, "#,##0%s;-#,##0%s;\"-\"", decimals, decimals);
    format_set_num_format(format, pattern);
}

static lxw_format *cell_format(tc_book *book, tc_book_style style, bool total)
{
    lxw_format *format = new_format(book);
    if (!format)
        return NULL;
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style == TC_BOOK_TEXT || style == TC_BOOK_POLLUTANT)
        format_set_text_wrap(format);
    if (style == TC_BOOK_POLLUTANT)
        format_set_indent(format, 1);
    if (style == TC_BOOK_TONNES || style == TC_BOOK_AMOUNT)
        set_tonnes(book, format);
    if (style == TC_BOOK_SHARE)
        format_set_num_format(format, "0.00%");
    if (total) {
        format_set_bold(format);
        format_set_bg_color(format, SHADE);
    }
    return format;
}

static lxw_format *line_format(tc_book *book, double points, bool bold, lxw_color_t color)
{
    lxw_format *format = new_format(book);
    if (!format)
        return NULL;
    format_set_font_size(format, points);
    format_set_font_color(format, color);
    if (bold)
        format_set_bold(format);
    return format;
}

static void make_formats(tc_book *book)
{
    for (int s = 0; s < TC_BOOK_STYLES; s++) {
        book->cells[s] = cell_format(book, (tc_book_style)s, false);
        book->totals[s] = cell_format(book, (tc_book_style)s, true);
    }
    book->title = line_format(book, TITLE_POINTS, true, LXW_COLOR_BLACK);
    book->line = line_format(book, TC_BOOK_TEXT_POINTS, false, LXW_COLOR_BLACK);
    book->warning = line_format(book, TC_BOOK_TEXT_POINTS, true, LXW_COLOR_RED);
    book->wrong = line_format(book, TC_BOOK_TEXT_POINTS, true, LXW_COLOR_RED);
    book->heading = cell_format(book, TC_BOOK_TEXT, true);
    if (book->heading)
        format_set_align(book->heading, LXW_ALIGN_CENTER);
}

/* ---- the file ---------------------------------------------------------------------- */

/* The day's noon in the seconds of time_t. */
static time_t noon_of(tc_day day)
{
    int year = day / 10000;
    const int month = day / 100 % 100, of_month = day % 100;
    year -= month <= 2; /* the year begins in March: the leap day is its last */
    const int from_march = (month + 9) % 12;
    const int of_year = (153 * from_march + 2) / 5 + of_month - 1;
    const long days =
        365L * year + year / 4 - year / 100 + year / 400 + of_year - 719468L;
    return (time_t)days * 86400 + 43200;
}

static void set_properties(tc_book *book)
{
    char program[64];
    (void)snprintf(program, sizeof program, "tongchou %s", tc_library_version());
    tc_cell_text(book->head->title, &book->text);
    lxw_doc_properties about = {.title = book->text.text,
                                .author = program,
                                .created = noon_of(book->head->created)};
    if (book->text.failed)
        tc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        tc_book_note(book, workbook_set_properties(book->workbook, &about));
}

tc_code tc_book_open(const char *path, const tc_book_head *head, tc_book **book,
                     tc_error *error)
{
    tc_book *opened = tc_mem_new(1, sizeof *opened);
    if (!opened)
        return tc_no_memory(error);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    opened->head = head;
    opened->workbook = workbook_new_opt(path, &options);
    if (!opened->workbook) {
        tc_mem_drop(opened);
        return tc_no_memory(error);
    }
    make_formats(opened);
    set_properties(opened);
    *book = opened;
    return TC_OK;
}

tc_code tc_book_close(tc_book *book, tc_error *error)
{
    const lxw_error failed = book->failed;
    const bool no_memory = book->text.failed;
    const lxw_error closed = workbook_close(book->workbook);
    tc_buffer_free(&book->text);
    tc_mem_drop(book);
    if (no_memory || failed == LXW_ERROR_MEMORY_MALLOC_FAILED ||
        closed == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return tc_no_memory(error);
    if (failed == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
        return tc_fail(error, TC_ERR_IO, NULL, "表太长，一张工作表至多 %d 行",
                       "a table is too long: a sheet has %d rows at most", LXW_ROW_MAX);
    if (failed != LXW_NO_ERROR || closed != LXW_NO_ERROR)
        return tc_fail(error, TC_ERR_IO, NULL, "无法写出工作簿：%s",
                       "cannot write the workbook: %s",
                       lxw_strerror(failed != LXW_NO_ERROR ? failed : closed));
    return TC_OK;
}

/* ---- sheets ------------------------------------------------------------------------ */

void tc_book_write(tc_book *book, lxw_row_t row, lxw_col_t column, const char *text,
                   lxw_format *format)
{
    tc_cell_text(text, &book->text);
    if (!book->text.failed)
        tc_book_note(book, worksheet_write_string(book->sheet, row, column,
                                                  book->text.text, format));
}

int tc_book_lines(const char *text, int width)
{
    const int free_width = width - INDENT_DIGITS;
    int used = 0;
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes)
        used += glyph.columns;
    const int lines = (used + free_width - 1) / free_width;
    return lines < LINES_MOST ? lines : LINES_MOST;
}

void tc_book_wrap(tc_book *book, lxw_row_t row, lxw_col_t column, const char *text,
                  lxw_format *format)
{
    tc_book_write(book, row, column, text, format);
    const int lines = tc_book_lines(book->text.failed ? "" : book->text.text,
                                    book->form->columns[column].width);
    book->lines = lines > book->lines ? lines : book->lines;
}

void tc_book_settle(tc_book *book, lxw_row_t row)
{
    if (book->lines > 1 && book->failed == LXW_NO_ERROR)
        tc_book_note(book, worksheet_set_row(book->sheet, row,
                                             book->lines * TC_BOOK_LINE_POINTS, NULL));
    book->lines = 0;
}

static void set_page(tc_book *book, const tc_book_form *form)
{
    lxw_worksheet *sheet = book->sheet;
    char foot[160];
    (void)snprintf(foot, sizeof foot, "&L%s&R%s",
                   book->head->footer ? book->head->footer : "",
                   tc_book_pick(book, "第 &P 页，共 &N 页", "page &P of &N"));
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, TC_BOOK_PAPER_A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, MARGIN_SIDE, MARGIN_SIDE, MARGIN_END, MARGIN_END);
    worksheet_center_horizontally(sheet);
    tc_book_note(book, worksheet_set_footer(sheet, foot));
    tc_book_note(book, worksheet_repeat_rows(sheet, 0, TC_BOOK_ROW_HEADINGS));
    worksheet_freeze_panes(sheet, TC_BOOK_ROW_FIRST, (lxw_col_t)form->frozen);
    for (int c = 0; c < form->column_count; c++)
        tc_book_note(book, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c,
                                                form->columns[c].width, NULL));
}

static void put_head(tc_book *book)
{
    const tc_book_head *head = book->head;
    const tc_book_form *form = book->form;
    tc_book_write(book, TC_BOOK_ROW_TITLE, 0, tc_book_pick(book, form->zh, form->en),
                  book->title);
    if (head->about)
        tc_book_write(book, TC_BOOK_ROW_ABOUT, 0, head->about, book->line);
    if (head->standing)
        tc_book_write(book, TC_BOOK_ROW_STANDING, 0, head->standing, book->line);
    if (head->warning)
        tc_book_write(book, TC_BOOK_ROW_WARNING, 0, head->warning, book->warning);
    for (int c = 0; c < form->column_count; c++)
        tc_book_wrap(book, TC_BOOK_ROW_HEADINGS, (lxw_col_t)c,
                     tc_book_pick(book, form->columns[c].zh, form->columns[c].en),
                     book->heading);
    tc_book_settle(book, TC_BOOK_ROW_HEADINGS);
}

void tc_book_begin(tc_book *book, const tc_book_form *form)
{
    book->form = form;
    book->row = TC_BOOK_ROW_FIRST;
    book->column = 0;
    book->pollutant = -1;
    book->row_begun = false;
    book->lines = 0;
    memset(book->sum, 0, sizeof book->sum);
    if (book->failed != LXW_NO_ERROR)
        return;
    book->sheet =
        workbook_add_worksheet(book->workbook, tc_book_pick(book, form->zh, form->en));
    if (!book->sheet) {
        tc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    set_page(book, form);
    put_head(book);
}
