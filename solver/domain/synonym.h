/* synonym.h — one thing under several names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SYNONYM_H
#define TC_DOMAIN_SYNONYM_H

/* A table of things, a row each: first the names under which it is offered to a person
 * who wrote no known one, then others, in small letters; NULL after the last. */
typedef struct tc_synonyms {
    const char *const *names; /* count rows of width */
    int count, width;
    int offered; /* how many names of a row are offered */
} tc_synonyms;

/* The row of a name in any form (either case, full-width, spaces around), -1 where there
 * is none. *nearest (NULL allowed) then becomes the name that was perhaps meant, or NULL.
 */
int tc_synonym_find(const tc_synonyms *table, const char *text, const char **nearest);

#endif
