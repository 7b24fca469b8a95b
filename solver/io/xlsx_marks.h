/* xlsx_marks.h — cells of a workbook's sheet coloured, with comments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_XLSX_MARKS_H
#define TC_IO_XLSX_MARKS_H

#include "base/arena.h"
#include "base/buffer.h"

/* A cell to be marked, and what is said about it. */
typedef struct tc_xlsx_mark {
    int row, column; /* from 1 */
    const char *text;
} tc_xlsx_mark;

enum { TC_XLSX_COLOURED_MOST = 4096 };

/* Styles of cells that get a coloured twin: twin k is style count + k. */
typedef struct tc_xlsx_twins {
    int count; /* styles that the book has */
    int of[TC_XLSX_COLOURED_MOST];
    int used;
} tc_xlsx_twins;

/* Append the sheet with the styles of the marked cells (rising, one a cell) changed for
 * their twins; cells that are missing are put in. comments: the id of the relation to the
 * drawing of the comments; NULL: none. Memory that runs out fails *out. */
void tc_xlsx_mark_cells(const tc_buffer *sheet, const tc_xlsx_mark *marks, int count,
                        const char *comments, tc_xlsx_twins *twins, tc_buffer *out);

/* How many styles of cells a book has; 0 where they are not as they should be. */
int tc_xlsx_style_count(const tc_buffer *styles);

/* Append the styles with the twins behind them. */
void tc_xlsx_mark_styles(const tc_buffer *styles, const tc_xlsx_twins *twins,
                         tc_buffer *out);

/* Append the comments, and the drawing of their boxes. */
void tc_xlsx_comments(const tc_xlsx_mark *marks, int count, tc_buffer *out);
void tc_xlsx_comment_boxes(const tc_xlsx_mark *marks, int count, tc_buffer *out);

/* Does a sheet have comments of its own, or other old drawings? */
bool tc_xlsx_has_drawing(const tc_buffer *sheet);

#endif
