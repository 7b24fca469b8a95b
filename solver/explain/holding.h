/* holding.h — which requirements, locks and rules can hold together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_HOLDING_H
#define TC_EXPLAIN_HOLDING_H

#include "domain/conflict.h"

typedef struct tc_holding {
    const tc_problem *problem;
    const tc_element *elements; /* as tc_elements_list gives them */
    int count;
    tc_change *changes; /* scratch: room for what tc_holding_changes gives, and more */
    long asked;
} tc_holding;

/* The elements of a case; room for this many changes more. Owns: the arena.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_holding_open(const tc_problem *problem, int more, tc_arena *arena,
                                   tc_holding *holding, tc_error *error);

/* The changes after which only these elements are in force, and nobody else asks for
 * anything: what is not required has no part in what can be required. Returns how many.
 * active NULL: all of them. */
int tc_holding_changes(const tc_holding *holding, const bool *active, tc_change *changes);

/* Can these elements hold together, with more (count) changes?
 * Errors   as tc_required_ask. */
TC_CHECKED tc_code tc_holding_ask(tc_holding *holding, const bool *active,
                                  const tc_change *more, int count, bool *can,
                                  tc_error *error);

#endif
