/* prim.h — boxes of axes in which a project is lost: rules that can be said in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_PRIM_H
#define TC_SWEEP_PRIM_H

#include "sweep/sample.h"

/* How a box and the lost scenarios fall together. */
typedef struct tc_match {
    int inside, inside_lost, rows, lost;
} tc_match;

/* The correlation of "inside" with "lost" (Matthews' phi), -1..1: 1 where the box holds
 * all the lost and nothing else, 0 where it says nothing. It does not reward a box for
 * what is frequent anyway, as the harmonic mean of coverage and precision does. */
double tc_match_phi(const tc_match *match);

/* Bins low..high of an axis. */
typedef struct tc_prim_range {
    int axis, low, high;
} tc_prim_range;

typedef struct tc_prim_box {
    tc_prim_range ranges[TC_RULE_CONDITIONS_MOST]; /* by axis; each leaves some bin out */
    int count;                                     /* 0: no box */
    double phi;
} tc_prim_box;

/* PRIM (Friedman and Fisher 1999): from all rows, peel a twentieth off one end of one
 * axis after the other, where it raises the density of the lost most for what it takes
 * away; no more than TC_RULE_CONDITIONS_MOST axes. Of the boxes met the one with the
 * largest phi is taken, then pasted: let out by a bin wherever phi rises.
 * A policy axis, whose values have no order, is cut to one of them.
 *
 * Shape    lost: sample->count, 0 or 1; is_named: axis_count, axes without an order.
 * Errors   false when memory runs out. */
TC_CHECKED bool tc_prim_find(const tc_sample *sample, const unsigned char *lost,
                             const bool *is_named, tc_prim_box *box);

/* The best box that is one end of one axis (of a named one: one value). */
void tc_prim_single(const tc_sample *sample, const unsigned char *lost,
                    const bool *is_named, tc_prim_box *box);

/* The rule of a project that is sometimes lost: the best single threshold where that is
 * nearly as good, else what PRIM finds, its ends placed between the rows and rounded
 * where that costs nothing. Counted on all rows of the sample. False when memory runs
 * out. */
TC_CHECKED bool tc_edge_rule_find(const tc_sample *sample, int project,
                                  const bool *is_named, tc_edge_rule *rule);

#endif
