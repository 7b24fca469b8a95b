/* column.h — what a table's columns are called and what their cells hold. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_COLUMN_H
#define TC_IO_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/quantity.h"

typedef enum tc_cell_kind {
    TC_CELL_ID,        /* const char *: unique in its table */
    TC_CELL_NAME,      /* const char *: one line */
    TC_CELL_TEXT,      /* const char *: may have several lines */
    TC_CELL_AREA,      /* int: index into areas */
    TC_CELL_TONNAGE,   /* double, t/a */
    TC_CELL_NUMBER,    /* double, within the column's range */
    TC_CELL_SHARE,     /* double, 0..1 */
    TC_CELL_WHOLE,     /* int, within the column's range */
    TC_CELL_YES_NO,    /* bool */
    TC_CELL_WORD,      /* int: the value of one of the column's words */
    TC_CELL_FIRST_DAY, /* tc_day: a month or year means its first day */
    TC_CELL_LAST_DAY,  /* tc_day: a month or year means its last day */
    TC_CELL_OTHER      /* read by the table's own code */
} tc_cell_kind;

enum { TC_COLUMN_NAMES = 8, TC_WORD_NAMES = 6, TC_COLUMNS_MOST = 48 };

typedef struct tc_word {
    const char *names[TC_WORD_NAMES]; /* the format's own first; small letters */
    int value;
} tc_word;

/* One column of a table; offset is where its value belongs in the table's record. */
typedef struct tc_column {
    const char *names[TC_COLUMN_NAMES]; /* the format's heading first, then others */
    tc_cell_kind kind;
    bool required;
    size_t offset;
    tc_range range;
    const tc_word *words; /* of TC_CELL_WORD; the last has no names */
} tc_column;

/* The heading under which a message names the column: "NOx（氮氧化物）", or "tier". */
typedef struct tc_column_title {
    char text[96];
} tc_column_title;

tc_column_title tc_column_title_of(const tc_column *column);

/* What a heading says. */
typedef struct tc_heading {
    int column;          /* -1: none of the table's columns */
    tc_unit unit;        /* from brackets: 颗粒物（千克/年） */
    bool unknown_unit;   /* the brackets of a tonnage hold something else */
    const char *nearest; /* where column is -1: a name that was perhaps meant, or NULL */
    int nearest_column;
} tc_heading;

/* Find the column of a heading. Case, full-width forms and spaces do not count; a unit or
 * another name of the same column may follow in brackets. */
tc_heading tc_heading_read(const char *text, const tc_column *columns, int count);

#endif
