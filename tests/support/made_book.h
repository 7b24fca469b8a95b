/* made_book.h — small workbooks (.xlsx) for tests of their reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_MADE_BOOK_H
#define TC_TESTS_MADE_BOOK_H

#include "base/buffer.h"

/* The parts of a workbook of a small sound case, each of which a test may change. NULL:
 * the part is missing. Sheets: case, areas, sources, projects. */
enum { MADE_BOOK_SHEETS = 4 };
enum { MADE_CASE, MADE_AREAS, MADE_SOURCES, MADE_PROJECTS };
typedef struct made_book {
    const char *types, *relations, *workbook, *workbook_relations, *texts, *styles;
    const char *sheets[MADE_BOOK_SHEETS]; /* rows of sheetData */
    const char *behind;                   /* sheetData of the projects, or before: "" */
} made_book;

made_book made_book_small(void);

/* Append its bytes. Needs Criterion. */
void made_book_write(const made_book *book, tc_buffer *out);

#endif
