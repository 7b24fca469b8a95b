/* record.h — from a row of a table to a record of the problem. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_RECORD_H
#define TC_IO_RECORD_H

#include "io/loading.h"
#include "io/table.h"

/* Read the cells of the current row into *record, each to its column's offset; a cell
 * that is empty leaves the default that stands there. Texts go into the problem's arena.
 */
void tc_record_read(tc_loading *loading, const tc_table *table, void *record);

/* The basin of a record: that of the column; else, with water, the area's only one; -1
 * without water. Faults where it cannot be. area may be -1 (unknown). */
int tc_record_basin(const tc_loading *loading, const tc_table *table, int column,
                    int area, bool water);

/* The cells of the columns that nobody knows, as far as they are not empty. */
const tc_attribute *tc_record_attributes(tc_loading *loading, const tc_table *table,
                                         int *count);

/* A list of records of one size that grows. Start from {.size = sizeof record}. */
typedef struct tc_record_list {
    char *bytes;
    size_t size;
    int count, capacity;
} tc_record_list;

/* Append a copy of *record. False when memory runs out. */
TC_CHECKED bool tc_record_list_add(tc_record_list *list, const void *record);

/* Copy the records into the arena, for good; NULL when memory runs out. */
TC_CHECKED void *tc_record_list_keep(const tc_record_list *list, tc_arena *arena);

void tc_record_list_free(tc_record_list *list);

/* Note on which line an id stands; a fault where an earlier line has it too. */
void tc_record_note_id(tc_loading *loading, const tc_table *table, int column,
                       const char *id, tc_name_index *lines);

#endif
