/* curve.h — how the shares go as a change grows: their pieces and break points. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_CURVE_H
#define TC_EXPLAIN_CURVE_H

#include "explain/inquiry.h"

/* A place where the shares are known. What lies between it and the next one is given by
 * the two: shares are linear there, or, where the two are neighbouring grains, nothing
 * lies between. */
typedef struct tc_curve_point {
    tc_grains at;        /* the step */
    const double *share; /* project_count */
    bool proved; /* of the stretch to the next point: by a law (below), not by samples */
} tc_curve_point;

/* Steps of a change that grows: at step t each part has its amount + t * step, in t/a.
 * All parts are TC_CHANGE_ADD_SUPPLY, or TC_CHANGE_EMIT_LESS, or have step 0; or there is
 * one, TC_CHANGE_LESS_SUPPLY. */
enum { TC_LINE_PARTS = 2 * TC_POLLUTANTS };
typedef struct tc_line {
    int count;
    tc_change part[TC_LINE_PARTS];
    double step[TC_LINE_PARTS]; /* t/a, >= 0; of TC_CHANGE_LESS_SUPPLY of either sign */
    int questions; /* that may be asked; what is then not known is not proved. 0: any */
} tc_line;

/* The changes at a step. Shape: changes has room for line->count. */
void tc_line_at(const tc_line *line, tc_grains step, tc_change *changes);

/* One grain, in t/a. */
double tc_grain_of(const tc_problem *problem);

/* From at = 0, the first step, rising; the last one is most, or where it was stopped.
 * Point by point: share[0] < 1 and share[1] = 1 of a linear stretch means that the
 * project is full from the second one on. */
typedef struct tc_curve {
    tc_arena arena;
    tc_curve_point *points;
    int count, room;
    bool ended; /* by what it was to stop at */
} tc_curve;

/* What ends a curve before its last step, beside a project that is full. */
enum {
    TC_CURVE_TO_THE_END = -1,
    TC_CURVE_FIRST_BREAK = -2 /* the first stretch that is not as the one before it */
};

/* Follow the shares from step 0 to step most; stop at the first point at which project
 * until is full, or as above.
 *
 * Two laws replace samples. The plans that are possible only become more along the line
 * (only fewer: the same from its other end), and the best is unique. (1) So where shares
 * at both ends of a stretch are equal, they are equal inside: the best plan of the far
 * end is possible, and therefore the best, from the near end on. (2) Where every project
 * is divisible, the largest value of the first goal is concave in the amount; if at one
 * point inside a stretch it lies on the chord, it does so everywhere; then the best plans
 * by the first goal form a convex set over the stretch, and the same holds of the second
 * goal, and so on to the single shares. With whole projects (2) is no proof, nor with
 * less emission, where needs and shares are multiplied; proved is then false.
 *
 * Shape    points: count. Errors: as tc_inquiry_ask; TC_ERR_SOLVER where the search does
 *          not end. Owns: tc_curve_free. */
TC_CHECKED tc_code tc_curve_follow(tc_inquiry *inquiry, const tc_line *line,
                                   tc_grains most, int until, tc_curve *curve,
                                   tc_error *error);
void tc_curve_free(tc_curve *curve);

#endif
