/* letter_field.h — what a letter can tell: its fields, by the names that templates use.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_FIELD_H
#define TC_LETTER_FIELD_H

#include "letter/letter_book.h"

/* What a letter is about just now; lists step through it. -1: nothing. */
typedef struct tc_letter {
    const tc_letter_book *book;
    int project, pollutant, source, area, credit, rule, goal, line;
    int number; /* of the item that a list has come to, from 1 */
    const struct tc_explanation *explanation; /* of the project; NULL: none */
} tc_letter;

typedef struct tc_letter_field tc_letter_field;

typedef struct tc_letter_table {
    const tc_letter_field *list;
    int count;
} tc_letter_table;

/* All that can be named somewhere: tables, NULL behind the last one. */
typedef const tc_letter_table *const *tc_letter_fields;

/* A value (write), a list (count, enter and the fields of an item) or a statement that
 * holds or not (count alone: 1 or 0). Memory that runs out fails the buffer. */
struct tc_letter_field {
    const char *name;
    void (*write)(const tc_letter *letter, tc_buffer *out);
    int (*count)(const tc_letter *letter);
    void (*enter)(tc_letter *letter, int item); /* 0 <= item < count; number is set */
    tc_letter_fields inner; /* of a list's items; NULL: none of their own */
    bool required;          /* a template without it is refused */
};

/* The kinds of letters. */
typedef enum tc_letter_kind {
    TC_LETTER_NOTICE, /* 统筹分配通知: one, of the whole plan */
    TC_LETTER_PLAN, /* 区域削减方案: of each project that emits and gets something */
    TC_LETTER_OPINION, /* 总量核定意见: of each project that is not booked before */
    TC_LETTER_REFUSAL, /* 未获指标理由书: of each of these that is not fully served */
    TC_LETTER_KINDS
} tc_letter_kind;

/* All that letters of a kind can tell. */
tc_letter_fields tc_letter_fields_of(tc_letter_kind kind);

/* Its tables: of the case and the plan; of the notice alone. */
extern const tc_letter_table tc_letter_case_table;
extern const tc_letter_table tc_letter_notice_table;

/* Of letter->project; also of letter->pollutant. */
extern const tc_letter_table tc_letter_project_table;
extern const tc_letter_table tc_letter_pollutant_table;

/* Of letter->explanation. */
extern const tc_letter_table tc_letter_explained_table;

/* Of letter->source; also of letter->pollutant; also of letter->project, but of no one
 * pollutant; of letter->credit. */
extern const tc_letter_table tc_letter_source_table;
extern const tc_letter_table tc_letter_stock_table;
extern const tc_letter_table tc_letter_use_table;
extern const tc_letter_table tc_letter_credit_table;

/* Come to a credit of the plan, its source, project and pollutant. */
void tc_letter_enter_credit(tc_letter *letter, int credit);

/* How values are written: a tonnage with all its digits, 2022年11月25日, a count. */
void tc_letter_put_tonnes(const tc_letter *letter, tc_grains grains, tc_buffer *out);
void tc_letter_put_day(tc_day day, tc_buffer *out);

/* {{序号}}, for tables of what lists step through. */
void tc_letter_put_number(const tc_letter *letter, tc_buffer *out);

#endif
