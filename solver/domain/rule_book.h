/* rule_book.h — which entry of ratios, reserve or export_cap holds for whom. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_RULE_BOOK_H
#define TC_DOMAIN_RULE_BOOK_H

#include "base/name_index.h"
#include "domain/pattern.h"
#include "domain/problem.h"

/* Start from {0}; free with tc_rule_book_free. */
typedef struct tc_rule_book {
    const tc_rule_list *rules;
    tc_name_index industries;
    tc_pattern_index *index;
    const int *ties; /* as tc_pattern_ties gives them */
} tc_rule_book;

/* Look the rules up; they must outlive the book, and so must the arena.
 * Errors   TC_ERR_MEMORY. Owns: *book, to be freed also after an error. */
TC_CHECKED tc_code tc_rule_book_make(const tc_rule_list *rules, tc_arena *arena,
                                     tc_rule_book *book, tc_error *error);

/* The most specific entry, NULL where none matches. industry may be "". */
const tc_rule *tc_rule_book_find(const tc_rule_book *book, int pollutant, int area,
                                 const char *industry);

void tc_rule_book_free(tc_rule_book *book);

#endif
