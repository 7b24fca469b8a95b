/* pattern.h — lists of rules with "*" fields: the most specific that matches wins. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_PATTERN_H
#define TC_DOMAIN_PATTERN_H

#include <stdbool.h>

#include "base/arena.h"
#include "tongchou/error.h"

enum { TC_PATTERN_FIELDS = 5, TC_PATTERN_ANY = -1 };

/* What a rule asks for: numbers >= 0, or TC_PATTERN_ANY. */
typedef struct tc_pattern {
    int field[TC_PATTERN_FIELDS];
} tc_pattern;

typedef struct tc_pattern_index tc_pattern_index;

/* Build the index of count patterns; list must outlive it.
 * Errors: NULL when memory runs out. Owns: the arena. */
TC_CHECKED tc_pattern_index *tc_pattern_index_make(tc_arena *arena,
                                                   const tc_pattern *list, int count);

/* The number of the pattern that matches what with the most fields given (the first of
 * equal ones), -1 where none matches. A field of what that is unknown is TC_PATTERN_ANY:
 * only "*" matches it. At most 32 look-ups, whatever the length of the list. */
int tc_pattern_find(const tc_pattern_index *index, const tc_pattern *what);

/* Find the ties. Two patterns tie when both match something, with equally many fields
 * given, and no more specific pattern covers all that both match. ties has room for count
 * numbers: ties[i] becomes an earlier pattern that i ties with, or -1. possible (NULL:
 * all is) says whether something that matches a combined pattern can exist.
 *
 * Errors   TC_ERR_MEMORY. */
typedef bool tc_pattern_possible(const void *context, const tc_pattern *both);
TC_CHECKED tc_code tc_pattern_ties(const tc_pattern_index *index,
                                   tc_pattern_possible *possible, const void *context,
                                   int *ties, tc_error *error);

#endif
