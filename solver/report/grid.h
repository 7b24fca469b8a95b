/* grid.h — tables for a terminal: columns aligned by what a character takes there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_GRID_H
#define TC_REPORT_GRID_H

#include "base/arena.h"
#include "base/buffer.h"

typedef struct tc_grid_column {
    const char *heading;
    bool number; /* aligned to the right */
    int most;    /* terminal columns; longer cells are cut. 0: no limit */
} tc_grid_column;

enum { TC_GRID_COLUMNS_MOST = 12 };

/* Start from {.columns = …, .count = …}, the columns being the caller's; free with
 * tc_grid_free. When memory runs out further calls do nothing, and tc_grid_write fails
 * the buffer. */
typedef struct tc_grid {
    const tc_grid_column *columns;
    int count; /* <= TC_GRID_COLUMNS_MOST */
    struct tc_grid_cell *cells;
    size_t used, room;
    int next; /* column of the next cell */
    tc_arena arena;
    bool failed;
} tc_grid;

/* Add the next cell; rows fill from left to right. Control characters in it are
 * replaced, see tc_text_glyph. */
void tc_grid_cell(tc_grid *grid, const char *text);

/* Leave the rest of the row empty; nothing when no row was begun. */
void tc_grid_end_row(tc_grid *grid);

/* Add a line of its own between rows, at the left margin, as long as it is. */
void tc_grid_line(tc_grid *grid, const char *text);

/* Append the table: headings, a rule, the rows. */
void tc_grid_write(const tc_grid *grid, tc_buffer *out);

void tc_grid_free(tc_grid *grid);

#endif
