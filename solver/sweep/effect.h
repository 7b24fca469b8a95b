/* effect.h — shares of the variance, counted while scenarios come in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_EFFECT_H
#define TC_SWEEP_EFFECT_H

#include "domain/sweep_summary.h"

/* ---- Saltelli designs: A, B, then A with one axis of B, for each axis ---------------
 */

/* Of an output y: with u = (y(B) - y(AB_i))² and v = (y(A) - y(AB_i))², over N groups,
 * and V the variance over A and B, axis i has the first-order share 1 - mean(u) / 2V and
 * the total share mean(v) / 2V (Jansen 1999). Their standard errors are those of the
 * means alone, V taken as known: too large for quasi-random points, if anything. A group
 * with a scenario that was not decided is left out whole. */
typedef struct tc_saltelli {
    int axis_count, output_count, group; /* group: axis_count + 2 */
    double *open;                        /* output * group: the group that is coming */
    int filled;                          /* of it; -1: wait for the next to begin */
    double *sums;                        /* output * axis_count * 4: u, u², v, v² */
    double *whole;                       /* output * 4: groups, shift, y, y² */
} tc_saltelli;

TC_CHECKED bool tc_saltelli_open(tc_arena *arena, const tc_summary *summary,
                                 tc_saltelli *saltelli);
void tc_saltelli_take(tc_saltelli *saltelli, const tc_outcomes *block, int goal_count);
void tc_saltelli_finish(const tc_saltelli *saltelli, tc_axis_effect *effects);

/* ---- grids ------------------------------------------------------------------------- */

/* Sums over the scenarios at each value of each axis, the last axis turning fastest. The
 * share of an axis is that of the variance between their means: exact where all scenarios
 * came. The fastest axes are taken together as cells, and told apart at the end: then a
 * scenario costs one addition for each output. */
typedef struct tc_grid_effect {
    int axis_count, output_count;
    int slow_count;  /* axes that are not in the cells */
    int cell_count;  /* combinations of the others */
    int level_count; /* values of all axes */
    int *turn;       /* axis: how many values it has */
    int *begin;      /* axis: its first level */
    double *sums;    /* (output + 1) * level_count; the last: how many scenarios */
    double *cells;   /* (output + 1) * cell_count */
    double *carry; /* (output + 1) * (slow_count + 1): what slower axes are to get yet */
    double *whole; /* (output + 1) * 3: 1 once begun, shift, y² */
    int *digit;    /* slow_count, of the scenario that comes next, and room for a copy */
    int cell;      /* of the scenario that comes next */
} tc_grid_effect;

/* False when memory runs out; sums NULL where the values are too many. */
TC_CHECKED bool tc_grid_effect_open(tc_arena *arena, const tc_summary *summary,
                                    const tc_sweep *sweep, tc_grid_effect *grid);
void tc_grid_effect_take(tc_grid_effect *grid, const tc_outcomes *block, int goal_count);
void tc_grid_effect_finish(const tc_grid_effect *grid, tc_axis_effect *effects);

#endif
