/* table.h — a CSV file or a sheet with a heading row, cell by column. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_TABLE_H
#define TC_IO_TABLE_H

#include "base/spot.h"
#include "io/column.h"
#include "io/csv.h"
#include "io/xlsx_sheet.h"

/* One heading of the file. */
typedef struct tc_table_heading {
    const char *text; /* as written, without the spaces around it; "" where it is empty */
    int column;       /* -1: unknown */
    tc_unit unit;
} tc_table_heading;

/* A table being read. Start from {0}; free with tc_table_close. */
typedef struct tc_table {
    const char *file;
    const tc_column *columns;
    int column_count;
    tc_csv *csv;          /* where the rows come from: a file, */
    tc_xlsx_sheet *sheet; /* or a sheet */
    tc_faults *faults;
    tc_table_heading *headings;
    int heading_count;
    char *texts;             /* of the headings */
    const char *const *kept; /* as in its form */
    int kept_count;
    int where[TC_COLUMNS_MOST]; /* the cell of each column, -1: not in the file */
    bool usable;                /* it has headings; its rows can be read */
    tc_csv_row row;             /* the current one; count 0 at the end */
    int rows;                   /* read so far */
    bool nameless_told;         /* that a column has cells and no heading */
} tc_table;

/* What a table is made of. */
typedef struct tc_table_form {
    const char *file;
    const tc_column *columns;
    int column_count;
    bool optional;           /* that it is missing is no fault */
    const char *const *kept; /* unknown headings that something asks for */
    int kept_count;
} tc_table_form;

/* Where the tables of a case are. */
typedef struct tc_table_home {
    const char *folder;
    const tc_xlsx_book *book; /* not NULL: its sheets are the tables */
} tc_table_home;

/* Open folder/file, or the sheet for it, and read its headings. What is wrong with them
 * goes to faults; when nothing more can be read table->usable is false.
 *
 * Errors   TC_ERR_IO: there but cannot be read; TC_ERR_MEMORY. A missing file is a fault,
 *          and so is a damaged sheet.
 * Owns     *table, to be closed also after an error. */
TC_CHECKED tc_code tc_table_open(tc_table_home home, const tc_table_form *form,
                                 tc_faults *faults, tc_table *table, tc_error *error);

/* Go to the next row that has anything in it. Cells without a heading are faults. */
TC_CHECKED tc_code tc_table_next(tc_table *table, tc_error *error);

/* The text of a column in the current row, "" where it is missing. */
const char *tc_table_text(const tc_table *table, int column);

/* Where a fault of that cell is to be shown, and under what name. */
tc_spot tc_table_spot(const tc_table *table, int column);

/* Was the table left before its end, for a fault that was told? */
bool tc_table_is_cut(const tc_table *table);

void tc_table_close(tc_table *table);

#endif
