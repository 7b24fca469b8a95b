/* xlsx_sheet.h — a sheet of a workbook as rows of texts, like those of a CSV file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_XLSX_SHEET_H
#define TC_IO_XLSX_SHEET_H

#include "io/csv.h"
#include "io/xlsx_book.h"

typedef struct tc_xlsx_sheet tc_xlsx_sheet;

/* Read a sheet. file is what places of its cells call it, and must outlive it; line is
 * the row, column counts columns. What is wrong with a cell (a formula without a value,
 * cells that are merged, a text that the book does not have) is added to *faults.
 *
 * Errors   TC_ERR_INPUT: the sheet is damaged; TC_ERR_MEMORY.
 * Owns     *sheet is the caller's: tc_xlsx_sheet_close. The book must outlive it. */
TC_CHECKED tc_code tc_xlsx_sheet_read(const tc_xlsx_book *book, int number,
                                      const char *file, tc_faults *faults,
                                      tc_xlsx_sheet **sheet, tc_error *error);

/* The next row that has anything in it, from its first column on; count 0 at the end. As
 * tc_csv_next. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_xlsx_sheet_next(tc_xlsx_sheet *sheet, tc_csv_row *row,
                                      tc_error *error);

/* NULL is allowed. */
void tc_xlsx_sheet_close(tc_xlsx_sheet *sheet);

#endif
