/* xlsx_value.h — what stands in a cell of a workbook, as a person would write it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_XLSX_VALUE_H
#define TC_IO_XLSX_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* A number of a cell as text. */
typedef struct tc_xlsx_number {
    char text[48];
} tc_xlsx_number;

/* Write a number with the 15 digits that a spreadsheet shows at most, without exponent;
 * as "2022-12-31" where it means a day. False where the text is no number. */
TC_CHECKED bool tc_xlsx_number_read(const char *text, bool is_date, bool from_1904,
                                    tc_xlsx_number *number);

/* Does a number in this format mean a day? code NULL: one of the built-in formats. */
bool tc_xlsx_is_date_format(int id, const char *code);

/* Append text with what a workbook escapes (_x000D_) put right. */
void tc_xlsx_unescape(const char *text, size_t length, tc_buffer *out);

/* "C7" to column 3 and row 7, from 1. False where it is no such address. */
TC_CHECKED bool tc_xlsx_address_read(const char *text, int *column, int *row);

#endif
