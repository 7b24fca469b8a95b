/* hitting.h — the cheapest choice that has something of every set. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_HITTING_H
#define TC_EXPLAIN_HITTING_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct tc_hit_set {
    const int *item; /* count, not empty */
    int count;
} tc_hit_set;

/* The sets so far. Start from {.items = …, .cost = …}. */
typedef struct tc_hitting {
    int items;
    const long *cost; /* items, > 0 */
    tc_hit_set *sets;
    int count, room;
} tc_hitting;

/* Add a set: the items that are not taken. Owns: the arena.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_hitting_add(tc_hitting *hitting, const bool *taken, tc_arena *arena,
                                  tc_error *error);

/* Take the cheapest items that hit every set. proved: nothing cheaper does; false where
 * the search was cut short.
 *
 * Shape    taken items. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_hitting_solve(const tc_hitting *hitting, bool *taken, bool *proved,
                                    tc_error *error);

#endif
