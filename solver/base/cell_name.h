/* cell_name.h — places in sheets of workbooks, as spreadsheets name them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_CELL_NAME_H
#define TC_BASE_CELL_NAME_H

#include <stdbool.h>

/* "C7" */
typedef struct tc_cell_name {
    char text[16];
} tc_cell_name;

/* Row and column count from 1; a column of 0 names the row alone: "7". */
tc_cell_name tc_cell_name_of(int row, int column);

/* Is that the file of a place inside a sheet, "case.xlsx:projects!"? */
bool tc_is_sheet_file(const char *file);

#endif
