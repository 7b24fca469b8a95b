/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/grid.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "report/glyph.h"

enum { GAP = 2 };

typedef struct tc_grid_cell {
    const char *text; /* as it is shown */
    int width;
    bool line; /* a line of its own */
} cell;

static void add(tc_grid *grid, const char *text, int most, bool line)
{
    if (grid->failed)
        return;
    if (grid->used == grid->room) {
        const size_t room = grid->room ? 2 * grid->room : 64;
        cell *cells = tc_mem_grow(grid->cells, room, sizeof *cells);
        if (!cells) {
            grid->failed = true;
            return;
        }
        grid->cells = cells;
        grid->room = room;
    }
    tc_buffer shown = {0};
    tc_buffer_puts(&shown, "");
    const int width = tc_glyph_puts(&shown, text, most);
    const char *kept =
        shown.failed ? NULL : tc_arena_text(&grid->arena, shown.text, shown.length);
    tc_buffer_free(&shown);
    grid->failed = !kept;
    if (kept)
        grid->cells[grid->used++] = (cell){kept, width, line};
}

void tc_grid_cell(tc_grid *grid, const char *text)
{
    assert(grid->count <= TC_GRID_COLUMNS_MOST);
    add(grid, text, grid->columns[grid->next].most, false);
    grid->next = (grid->next + 1) % grid->count;
}

void tc_grid_end_row(tc_grid *grid)
{
    while (grid->next != 0)
        tc_grid_cell(grid, "");
}

void tc_grid_line(tc_grid *grid, const char *text)
{
    tc_grid_end_row(grid);
    add(grid, text, 0, true);
}

static void measure(const tc_grid *grid, int width[TC_GRID_COLUMNS_MOST])
{
    for (int c = 0; c < grid->count; c++)
        width[c] = tc_glyph_width(grid->columns[c].heading);
    int at = 0;
    for (size_t i = 0; i < grid->used; i++) {
        if (grid->cells[i].line)
            continue;
        if (grid->cells[i].width > width[at])
            width[at] = grid->cells[i].width;
        at = (at + 1) % grid->count;
    }
}

static void spaces(tc_buffer *out, int count)
{
    for (int i = 0; i < count; i++)
        tc_buffer_puts(out, " ");
}

/* Write one cell. Spaces are owed until something follows them: no line ends with one. */
static void put(tc_buffer *out, const cell *it, bool number, int width, int *owed)
{
    const int padding = width - it->width;
    if (it->width > 0) {
        spaces(out, *owed + (number ? padding : 0));
        tc_buffer_puts(out, it->text);
        *owed = number ? 0 : padding;
    } else {
        *owed += width;
    }
    *owed += GAP;
}

static void write_headings(const tc_grid *grid, const int *width, tc_buffer *out)
{
    int owed = 0, rule = 0;
    for (int c = 0; c < grid->count; c++) {
        const tc_grid_column *column = &grid->columns[c];
        const cell heading = {column->heading, tc_glyph_width(column->heading), false};
        put(out, &heading, column->number, width[c], &owed);
        rule += width[c] + (c > 0 ? GAP : 0);
    }
    tc_buffer_puts(out, "\n");
    for (int i = 0; i < rule; i++)
        tc_buffer_puts(out, "-");
    tc_buffer_puts(out, "\n");
}

void tc_grid_write(const tc_grid *grid, tc_buffer *out)
{
    assert(grid->next == 0);
    out->failed = out->failed || grid->failed;
    if (out->failed)
        return;
    int width[TC_GRID_COLUMNS_MOST] = {0};
    measure(grid, width);
    write_headings(grid, width, out);
    int at = 0, owed = 0;
    for (size_t i = 0; i < grid->used; i++) {
        const cell *it = &grid->cells[i];
        if (it->line) {
            tc_buffer_puts(out, it->text);
            tc_buffer_puts(out, "\n");
            continue;
        }
        put(out, it, grid->columns[at].number, width[at], &owed);
        at = (at + 1) % grid->count;
        if (at == 0) {
            tc_buffer_puts(out, "\n");
            owed = 0;
        }
    }
}

void tc_grid_free(tc_grid *grid)
{
    tc_mem_drop(grid->cells);
    tc_arena_free(&grid->arena);
    grid->cells = NULL;
    grid->used = grid->room = 0;
}
