/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/ledger_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

tc_ledger_table *tc_ledger_table_new(const tc_ledger_table_column *columns,
                                     int column_count)
{
    tc_ledger_table *book = tc_mem_new(1, sizeof *book);
    if (!book)
        return NULL;
    book->columns = columns;
    book->column_count = column_count;
    return book;
}

void tc_ledger_table_text(tc_ledger_table *book, const char *text)
{
    if (book->used == book->room && !book->failed) {
        const size_t room = book->room ? 2 * book->room : 256;
        const char **grown = tc_mem_grow(book->cells, room, sizeof *grown);
        book->failed = !grown;
        if (grown) {
            book->cells = grown;
            book->room = room;
        }
    }
    const char *kept = *text ? tc_arena_text(&book->arena, text, strlen(text)) : "";
    book->failed = book->failed || !kept;
    if (book->failed)
        return;
    book->cells[book->used++] = kept;
    book->row_count = (int)(book->used / (size_t)book->column_count);
}

void tc_ledger_table_number(tc_ledger_table *book, int64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, number);
    tc_ledger_table_text(book, text);
}

void tc_ledger_table_grains(tc_ledger_table *book, tc_grains grains)
{
    char text[32];
    tc_grains_write(grains, book->grain_digits, text);
    tc_ledger_table_text(book, text);
}

void tc_ledger_table_day(tc_ledger_table *book, tc_day day)
{
    tc_ledger_table_text(book, tc_day_write(day).text);
}

const char *tc_ledger_table_cell(const tc_ledger_table *book, int row, int column)
{
    return book->cells[(size_t)row * (size_t)book->column_count + (size_t)column];
}

const char *tc_ledger_table_shown(const tc_ledger_table *book, int row, int column,
                                  tc_language language)
{
    const tc_ledger_table_column *about = &book->columns[column];
    const char *cell = tc_ledger_table_cell(book, row, column);
    const int word =
        about->words ? tc_ledger_word_find(about->words, about->word_count, cell) : -1;
    if (word < 0)
        return cell;
    return language == TC_ZH ? about->words[word].zh : about->words[word].en;
}

int tc_ledger_table_rows(const tc_ledger_table *book)
{
    return book->row_count;
}

void tc_ledger_table_free(tc_ledger_table *book)
{
    if (!book)
        return;
    tc_mem_drop(book->cells);
    tc_arena_free(&book->arena);
    tc_mem_drop(book);
}
