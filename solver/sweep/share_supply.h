/* share_supply.h — what a scenario's axes make of the supplies of a case. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_SHARE_SUPPLY_H
#define TC_SWEEP_SHARE_SUPPLY_H

#include "domain/sweep.h"
#include "lp/share_model.h"

/* Does the axis only move what stands to the right in the program: supplies, what is held
 * back, export caps, the need of a pollutant for all? All others change the matrix, the
 * costs or who may serve whom. */
bool tc_axis_is_right_side(const tc_axis *axis);

/* A value of the axis at which the case shows all sources that any value leaves: for the
 * problem that a supply map belongs to. */
double tc_axis_open_value(const tc_axis *axis);

/* Sources of one cell for which all axes of the right side say the same. */
typedef struct tc_supply_term {
    double base; /* t/a: of all of them, nothing held back, every factor 1 */
    double
        most_out; /* share of it that may leave at most; where no axis says, that share */
    int pollutant, cell; /* cell -1: serves nobody */
    int held, cap;       /* axis, -1: none says */
    uint64_t factors;    /* bit k: the k-th axis of the right side is a factor of it */
} tc_supply_term;

typedef struct tc_supply_map {
    tc_arena arena;
    const tc_share_model *model;
    const tc_sweep *sweep;
    const int *axes; /* of the right side */
    int axis_count;  /* at most 64 */
    tc_supply_term *terms;
    int term_count;
    uint64_t demand[TC_POLLUTANTS]; /* factors of the need */
} tc_supply_map;

/* model: of the case with its matrix axes as in the scenarios, and those of the right
 * side at tc_axis_open_value. merge: look for terms that are the same; it pays where the
 * map is used many times. Errors   TC_ERR_MEMORY. Owns: tc_supply_map_free. */
TC_CHECKED tc_code tc_supply_map_make(const tc_share_model *model, const tc_sweep *sweep,
                                      const int *axes, int axis_count, bool merge,
                                      tc_supply_map *map, tc_error *error);
void tc_supply_map_free(tc_supply_map *map);

/* Which (pollutant, area) an export cap may bind in some scenario, as tc_share_caps says.
 * problem: as above. may_bind: TC_POLLUTANTS * area_count. */
void tc_supply_caps(const tc_problem *problem, const tc_sweep *sweep, bool *may_bind);

/* What count scenarios may use. Values of axis a of scenario i at values[a * room + i].
 *
 * Shape    kept, out: cells * room, as tc_batch; total: TC_POLLUTANTS * room, t/a of all
 *          sources; demand: TC_POLLUTANTS * room, the factor of the need, by which kept
 *          and out have been divided. scratch: room. */
void tc_supply_map_fill(const tc_supply_map *map, int count, int room,
                        const double *values, double *kept, double *out, double *total,
                        double *demand, double *scratch);

#endif
