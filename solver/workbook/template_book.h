/* template_book.h — an empty case as a workbook. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_WORKBOOK_TEMPLATE_BOOK_H
#define TC_WORKBOOK_TEMPLATE_BOOK_H

#include "tongchou/error.h"

/* Write it to a file: a sheet for each table, and one that says what every column means.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_template_book(const char *path, tc_error *error);

#endif
