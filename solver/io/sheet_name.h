/* sheet_name.h — what the sheets are called that stand for the files of a case. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SHEET_NAME_H
#define TC_IO_SHEET_NAME_H

#include "io/xlsx_book.h"

/* The sheet for a file: "projects.csv" is projects or 项目. */
typedef struct tc_sheet_title {
    const char *file, *en, *zh;
} tc_sheet_title;

enum { TC_SHEET_TITLES = 7 };

/* In the order in which a case lists them; case.json is the first. */
extern const tc_sheet_title tc_sheet_titles[TC_SHEET_TITLES];

const tc_sheet_title *tc_sheet_title_of(const char *file);

enum { TC_SHEET_MISSING = -1 };

/* The number of the sheet for a file; TC_SHEET_MISSING where the book has none. */
int tc_sheet_find(const tc_xlsx_book *book, const char *file);

/* Say which sheets are nearly named as they should be, and which come twice. Others are
 * the user's own, and passed over. */
void tc_sheet_names_check(const tc_xlsx_book *book, tc_faults *faults);

/* Faults are found under the names of files. Give those of a book its name and that of
 * their sheet, "case.xlsx:projects!", also where their messages speak of files. */
void tc_sheet_places(const tc_xlsx_book *book, tc_faults *faults);

#endif
