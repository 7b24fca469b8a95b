/* share_group.h — scenarios of one matrix: their model, supplies and automaton. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_SHARE_GROUP_H
#define TC_SWEEP_SHARE_GROUP_H

#include "sweep/automaton.h"
#include "sweep/decide.h"
#include "sweep/share_supply.h"

/* Work space for a tile; one a thread. Shape: as tc_supply_map_fill and tc_batch. */
typedef struct tc_share_space {
    double *kept, *out; /* cells * room */
    double *total, *demand, *scratch;
    double *values; /* axis_count * room: of the group's scenarios, side by side */
    int cells, room;
} tc_share_space;

void tc_share_space_free(tc_share_space *space);

/* Every axis in the middle of its range (of a list: its first row): the scenario that
 * roots are made for. Shape: values axis_count. */
void tc_share_middle(const tc_sweep *sweep, double *values);

/* Which axes stand right of the program. Shape: axes axis_count, the first count of them.
 */
typedef struct tc_share_axes {
    int *axes;
    int count;
} tc_share_axes;

typedef struct tc_share_group tc_share_group;

/* How a group is used: once, or many times and then with a root and an automaton, that
 * may take so many bytes. */
typedef struct tc_share_use {
    bool once;
    int64_t memory;
} tc_share_use;

/* values: of the scenarios' axes; those of the right side do not count. A case that cuts
 * do not know gives a group without a model.
 * Errors   TC_ERR_MEMORY. Owns: tc_share_group_free. */
TC_CHECKED tc_code tc_share_group_new(const tc_problem *problem, const tc_sweep *sweep,
                                      const tc_share_axes *right, const double *values,
                                      const tc_share_use *use, tc_share_group **group,
                                      tc_error *error);
/* Is it for the share-space engine? Else the general path decides all of it. */
bool tc_share_group_has_model(const tc_share_group *group);

/* Decide scenarios of a tile: count of them, at the places of list. Those that the
 * numbers do not allow are put into left, left_count of them. Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_share_group_run(tc_share_group *group, tc_tile *tile,
                                      const int *list, int count, tc_share_space *space,
                                      int *left, int *left_count, tc_error *error);

void tc_share_group_count(const tc_share_group *group, tc_sweep_counts *counts);
/* NULL is allowed. */
void tc_share_group_free(tc_share_group *group);

#endif
