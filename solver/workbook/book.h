/* book.h — a workbook being written: sheets, one after the other, row by row. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_WORKBOOK_BOOK_H
#define TC_WORKBOOK_BOOK_H

#include "domain/plan.h"

typedef enum tc_book_style {
    TC_BOOK_TEXT,
    TC_BOOK_POLLUTANT, /* rows are totalled by it */
    TC_BOOK_TONNES,    /* grains, totalled for each pollutant */
    TC_BOOK_AMOUNT,    /* t/a, shown as tonnes, not totalled */
    TC_BOOK_NUMBER,
    TC_BOOK_SHARE, /* 0..1, as per cent */
    TC_BOOK_STYLES
} tc_book_style;

enum { TC_BOOK_COLUMNS_MOST = 20 };

/* The file of a plan of 20,000 projects has about a hundredth of this. */
enum { TC_BOOK_BYTES_MOST = 1 << 30 };

typedef struct tc_book_column {
    const char *zh, *en; /* the heading */
    int width;           /* in digits */
    tc_book_style style;
} tc_book_column;

typedef struct tc_book_form {
    const char *zh, *en; /* the name of the sheet, and its title */
    const tc_book_column *columns;
    int column_count;
    int frozen;  /* columns that stay in sight */
    bool totals; /* ends with a total of each pollutant */
} tc_book_form;

/* What stands above every table and on every printed page. NULL: nothing. */
typedef struct tc_book_head {
    tc_language language;
    const char *title;    /* of the workbook */
    const char *about;    /* the case, its date, the unit */
    const char *standing; /* what may be made of the numbers */
    const char *warning;  /* in red */
    const char *footer;   /* at the foot of the printed page */
    tc_day created;       /* the day that the file bears */
    int grain_digits;
} tc_book_head;

/* The totals of a finished sheet: where they stand and what they are. */
typedef struct tc_book_totals {
    const tc_book_form *form;
    int row; /* of the first pollutant, from 0; the others follow */
    tc_grains sum[TC_POLLUTANTS][TC_BOOK_COLUMNS_MOST];
} tc_book_totals;

typedef struct tc_book tc_book;

/* Begin a workbook in a file, which is written by tc_book_close.
 * Errors   TC_ERR_MEMORY. Owns: tc_book_close. head is borrowed. */
TC_CHECKED tc_code tc_book_open(const char *path, const tc_book_head *head,
                                tc_book **book, tc_error *error);

/* Finish and free it. What went wrong on the way is told here.
 * Errors   TC_ERR_IO: also where a sheet has too many rows; TC_ERR_MEMORY. The file is
 *          then of no use. */
TC_CHECKED tc_code tc_book_close(tc_book *book, tc_error *error);

/* zh or en, as the workbook wants. */
const char *tc_book_pick(const tc_book *book, const char *zh, const char *en);

/* Begin a sheet: its head and headings. form is borrowed for as long as the book. */
void tc_book_begin(tc_book *book, const tc_book_form *form);

/* The next cell of the row, in the style of its column. A text is never a formula. Shares
 * round to 0 and 1 only where they are. */
void tc_book_text(tc_book *book, const char *text);
void tc_book_day(tc_book *book, tc_day day); /* TC_DAY_NEVER: nothing */
void tc_book_pollutant(tc_book *book, int pollutant);
void tc_book_tonnes(tc_book *book, tc_grains grains);
void tc_book_number(tc_book *book, double number); /* NaN: nothing */
void tc_book_skip(tc_book *book, int cells);

/* Grains that are not totalled. */
void tc_book_grains(tc_book *book, tc_grains grains);

/* Column minus column, and minus another (-1: none), of the same row, as a formula. */
void tc_book_remainder(tc_book *book, int from, int less, int also, tc_grains grains);

/* The total of a column of another sheet. */
typedef struct tc_book_term {
    const tc_book_totals *totals;
    int column;
} tc_book_term;

tc_grains tc_book_term_sum(const tc_book_term *terms, int count, int pollutant);

/* The sum of such totals, as a formula. */
void tc_book_sum(tc_book *book, const tc_book_term *terms, int count, int pollutant);

/* Are two cells of the same row equal? A formula that says so, in red where not. */
void tc_book_verdict(tc_book *book, int column, int other, bool equal);

void tc_book_end_row(tc_book *book);

/* Memory ran out while the book was filled: its closing tells. */
void tc_book_fail(tc_book *book);

/* End the sheet with its totals. A table without rows says that it has none. */
tc_book_totals tc_book_end(tc_book *book);

#endif
