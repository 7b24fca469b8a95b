/* csv.h — RFC 4180 tables from a file, one row at a time, with places. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CSV_H
#define TC_IO_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "tongchou/error.h"

typedef struct tc_csv tc_csv;

typedef struct tc_csv_cell {
    const char *text; /* UTF-8, quotes taken off, NUL behind it; never holds a NUL */
    size_t length;
    int line, column; /* where the cell begins (its opening quote, if any), from 1 */
} tc_csv_cell;

/* Borrowed until the next call. A blank line gives no row. */
typedef struct tc_csv_row {
    const tc_csv_cell *cells;
    int count; /* 0: the end of the file */
    int line;
} tc_csv_row;

/* Open a table. name is what places call the file; it must outlive the reader.
 *
 * The encoding is decided here: a byte-order mark, else strict UTF-8, else GB18030.
 * Errors   TC_ERR_IO: cannot be opened or read; TC_ERR_MEMORY.
 * Owns     tc_csv_close. */
TC_CHECKED tc_code tc_csv_open(const char *path, const char *name, tc_csv **csv,
                               tc_error *error);

/* Read the next row. What is wrong with the text (a quote that is not closed, text after
 * a closing quote, a NUL byte, bytes that are no character, a cell or row beyond the
 * limits) is added to *faults, and the reader goes on where it sensibly can.
 *
 * Errors   TC_ERR_IO, TC_ERR_MEMORY; *row is then untouched. */
TC_CHECKED tc_code tc_csv_next(tc_csv *csv, tc_faults *faults, tc_csv_row *row,
                               tc_error *error);

/* Did tc_csv_next stop before the end of the file, for a fault that it told? */
bool tc_csv_is_cut(const tc_csv *csv);

/* NULL is allowed. */
void tc_csv_close(tc_csv *csv);

#endif
