/* book_parts.h — what the files of a workbook share; the door to libxlsxwriter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_WORKBOOK_BOOK_PARTS_H
#define TC_WORKBOOK_BOOK_PARTS_H

#include <xlsxwriter.h>

#include "base/buffer.h"
#include "workbook/book.h"

/* The paper as the library numbers it; texts, and how high a line of them is. */
enum { TC_BOOK_PAPER_A4 = 9, TC_BOOK_TEXT_POINTS = 10, TC_BOOK_LINE_POINTS = 14 };

/* Title, case, standing and warning; the table begins below them. */
enum {
    TC_BOOK_ROW_TITLE,
    TC_BOOK_ROW_ABOUT,
    TC_BOOK_ROW_STANDING,
    TC_BOOK_ROW_WARNING,
    TC_BOOK_ROW_HEADINGS,
    TC_BOOK_ROW_FIRST
};

struct tc_book {
    const tc_book_head *head;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    const tc_book_form *form;
    lxw_format *cells[TC_BOOK_STYLES], *totals[TC_BOOK_STYLES];
    lxw_format *title, *line, *warning, *heading, *wrong;
    lxw_row_t row;
    lxw_col_t column; /* of the next cell */
    int pollutant;    /* of the row; -1: none */
    bool row_begun;   /* the table has a cell */
    int lines;        /* that the row needs for its texts */
    tc_grains sum[TC_POLLUTANTS][TC_BOOK_COLUMNS_MOST];
    tc_buffer text;   /* of the cell being written */
    lxw_error failed; /* the first thing that went wrong */
};

/* Note what a call of the library gave. */
void tc_book_note(tc_book *book, lxw_error result);

/* Write a text at a place of the sheet, which has begun. */
void tc_book_write(tc_book *book, lxw_row_t row, lxw_col_t column, const char *text,
                   lxw_format *format);

/* How many lines a text takes in a column of that many digits; no more than a row holds.
 */
int tc_book_lines(const char *text, int width);

/* Write a text into the row of the table, wrapped at the width of its column. */
void tc_book_wrap(tc_book *book, lxw_row_t row, lxw_col_t column, const char *text,
                  lxw_format *format);

/* End a row of the table: it becomes as high as its texts need. */
void tc_book_settle(tc_book *book, lxw_row_t row);

#endif
