/* conflict_adding.h — more supply as a repair, alone or beside what is lifted. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_CONFLICT_ADDING_H
#define TC_EXPLAIN_CONFLICT_ADDING_H

#include "explain/conflict_parts.h"

/* More supply for the projects that start on one day, in one place. */
typedef struct tc_adding_cell {
    int pollutant, area, basin; /* area -1: anywhere, for those who may use the pool */
    tc_day day;
    double tonnes; /* enough for all of them */
    tc_grains grains;
} tc_adding_cell;

typedef struct tc_adding {
    tc_finding *finding;
    tc_adding_cell *cells;
    int count;
    bool helps;         /* every need can be met by more supply somewhere */
    tc_change *changes; /* scratch: count, and as many as elements */
    const bool *active; /* elements in force; NULL: all of them */
} tc_adding;

/* Cells for all that must be served, each with as much as could be asked for.
 * Errors   TC_ERR_MEMORY. Owns: tc_adding_close, also after an error. */
TC_CHECKED tc_code tc_adding_open(tc_finding *finding, tc_adding *adding);
void tc_adding_close(tc_adding *adding);

/* Put the additions into changes. Returns how many. */
int tc_adding_changes(const tc_adding *adding);

/* From amounts that are enough to the least ones, seen to be; *seen is false where that
 * did not come about. */
TC_CHECKED tc_code tc_adding_settle(tc_adding *adding, bool *seen);

/* Keep what is lifted and added as a repair. */
TC_CHECKED tc_code tc_adding_keep(tc_adding *adding, tc_repair_kind kind, bool fewest);

#endif
