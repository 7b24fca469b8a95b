/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "domain/ledger_table.h"
#include "report/glyph.h"
#include "report/grid.h"
#include "report/rules_text.h"

enum { CELL_COLUMNS_MOST = 24 };

static void put_heading(const tc_ledger_table *book, bool zh, tc_buffer *out)
{
    tc_buffer_puts(out, zh ? "台账：" : "ledger: ");
    (void)tc_glyph_puts(out, book->name, 0);
    tc_buffer_printf(out,
                     zh ? "\n截至 %s，%" PRId64 " 笔；链首 %s\n%s\n\n"
                        : "\nas of %s, bookings %" PRId64 "; head %s\n%s\n\n",
                     tc_day_write(book->day).text, book->bookings, book->head,
                     zh ? book->title_zh : book->title_en);
}

/* A tonnage of nothing takes no room in the eye. */
static const char *shown(const tc_ledger_table *book, int row, int column,
                         tc_language language)
{
    const char *cell = tc_ledger_table_shown(book, row, column, language);
    return *cell && strspn(cell, "0.") == strlen(cell) ? "-" : cell;
}

/* The columns that have a heading for people. */
static int choose_columns(const tc_ledger_table *book, bool zh,
                          tc_grid_column columns[TC_GRID_COLUMNS_MOST],
                          int chosen[TC_GRID_COLUMNS_MOST])
{
    int count = 0;
    for (int k = 0; k < book->column_count && count < TC_GRID_COLUMNS_MOST; k++) {
        const tc_ledger_table_column *about = &book->columns[k];
        if (!about->zh)
            continue;
        columns[count] = (tc_grid_column){zh ? about->zh : about->en, about->number,
                                          about->number ? 0 : CELL_COLUMNS_MOST};
        chosen[count++] = k;
    }
    return count;
}

tc_code tc_ledger_table_print(const tc_ledger_table *book, tc_language language,
                              char **text, tc_error *error)
{
    const bool zh = language == TC_ZH;
    tc_grid_column columns[TC_GRID_COLUMNS_MOST];
    int chosen[TC_GRID_COLUMNS_MOST] = {0};
    tc_buffer out = {0};
    tc_grid grid = {.columns = columns};
    grid.count = choose_columns(book, zh, columns, chosen);
    put_heading(book, zh, &out);
    for (int row = 0; row < book->row_count; row++)
        for (int k = 0; k < grid.count; k++)
            tc_grid_cell(&grid, shown(book, row, chosen[k], language));
    if (book->row_count > 0)
        tc_grid_write(&grid, &out);
    else
        tc_buffer_puts(&out, zh ? "（没有）\n" : "(none)\n");
    if (book->illustrative)
        tc_buffer_puts(&out,
                       zh ? "\n其中有示例项目：虚构，不代表任何真实申请\n"
                          : "\nwith illustrative projects (示例项目): invented, they "
                            "stand for no real application\n");
    tc_grid_free(&grid);
    return tc_text_give(&out, text, error);
}
