/* ledger_table.h — a table that a ledger gives: to print, to save, to put into a
 * workbook. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_LEDGER_TABLE_H
#define TC_DOMAIN_LEDGER_TABLE_H

#include "base/arena.h"
#include "domain/booking.h"
#include "tongchou/ledger_table.h"

typedef struct tc_ledger_table_column {
    const char *key;             /* heading in JSON and CSV */
    const char *zh, *en;         /* for people; NULL: too much for a terminal */
    const tc_ledger_word *words; /* of codes; NULL: texts */
    int word_count;
    bool number;
} tc_ledger_table_column;

/* How the ledger stood when the table was made. */
struct tc_ledger_table {
    tc_arena arena;
    const char *kind; /* balance, statement, history, uncovered, holdings */
    const char *title_zh, *title_en;
    const char *name;
    int64_t bookings; /* that count */
    const tc_ledger_table_column *columns;
    const char **cells; /* row_count * column_count; "": nothing */
    size_t used, room;
    int column_count, row_count;
    int grain_digits;
    tc_day day;        /* of the last booking that counts */
    char head[65];     /* its hash */
    bool illustrative; /* a row is about a project that is 示例 */
    bool failed;       /* memory ran out */
};

/* An empty table; NULL when memory runs out. Owns: tc_ledger_table_free. */
TC_CHECKED tc_ledger_table *tc_ledger_table_new(const tc_ledger_table_column *columns,
                                                int column_count);

/* Add the next cell, row by row: a text (copied), a whole number, a tonnage, a day. */
void tc_ledger_table_text(tc_ledger_table *book, const char *text);
void tc_ledger_table_number(tc_ledger_table *book, int64_t number);
void tc_ledger_table_grains(tc_ledger_table *book, tc_grains grains);
void tc_ledger_table_day(tc_ledger_table *book, tc_day day);

/* A cell of a finished table. */
const char *tc_ledger_table_cell(const tc_ledger_table *book, int row, int column);

/* The word of a cell for people, the cell itself where its column has no words. */
const char *tc_ledger_table_shown(const tc_ledger_table *book, int row, int column,
                                  tc_language language);

#endif
