/* xlsx_book.h — a workbook (.xlsx) being read: its sheets, texts and kinds of numbers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_XLSX_BOOK_H
#define TC_IO_XLSX_BOOK_H

#include "base/arena.h"
#include "base/buffer.h"
#include "io/zip_pack.h"

typedef struct tc_xlsx_sheet_entry {
    const char *name; /* as the user sees it */
    const char *part; /* where it lies in the archive */
} tc_xlsx_sheet_entry;

/* All pointers belong to the book. */
typedef struct tc_xlsx_book {
    const char *name; /* what places call the file */
    tc_buffer bytes;
    tc_zip *zip;
    tc_arena arena;
    tc_xlsx_sheet_entry *sheets;
    const char **texts; /* that cells share */
    bool *dates;        /* of the styles of cells: does a number mean a day? */
    int sheet_count, text_count, date_count;
    const char *styles; /* the part of the styles; "" where there is none */
    bool from_1904;     /* days count from 1 January 1904 */
} tc_xlsx_book;

/* Open a workbook. name is what places call it, and must outlive it. No more than 64 MiB
 * of a file are read, and no more than 64 MiB of a part unpacked, whatever it claims.
 *
 * Errors   TC_ERR_INPUT: it is no workbook, or a damaged one; TC_ERR_IO, TC_ERR_MEMORY.
 * Owns     *book is the caller's: tc_xlsx_close. */
TC_CHECKED tc_code tc_xlsx_open(const char *path, const char *name, tc_xlsx_book **book,
                                tc_error *error);

/* NULL is allowed. */
void tc_xlsx_close(tc_xlsx_book *book);

/* Unpack a part of the archive, "xl/workbook.xml".
 * Errors   TC_ERR_INPUT: it is missing, too large or damaged; TC_ERR_MEMORY. *out is to
 * be freed all the same. */
TC_CHECKED tc_code tc_xlsx_part(const tc_xlsx_book *book, const char *part,
                                tc_buffer *out, tc_error *error);

/* The value of an attribute, whatever stands before its colon; NULL where there is none.
 */
const char *tc_xlsx_attribute(const char *const *attributes, const char *name);

/* Is that the name of the element, whatever stands before its colon? */
bool tc_xlsx_is(const char *element, const char *name);

/* Say what is wrong with a part of the book, as a fault of the book. */
tc_code tc_xlsx_refuse(const tc_xlsx_book *book, const char *part, const tc_error *inner,
                       tc_error *error);

#endif
