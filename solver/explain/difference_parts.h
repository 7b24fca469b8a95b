/* difference_parts.h — the steps of tc_difference_find, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_DIFFERENCE_PARTS_H
#define TC_EXPLAIN_DIFFERENCE_PARTS_H

#include "domain/difference.h"

/* What is left of a share after the arithmetic of the LP; ten times less would take
 * rounding for a change. */
#define TC_SAME_SHARE 1e-7

/* What the steps share. */
typedef struct tc_comparing {
    tc_difference *difference; /* its arena holds what is found */
    const tc_solve_options *options;
    const tc_part *parts;
    int part_count;
    tc_place_in *places[2]; /* by the number in the frame, in the two plans */
    tc_error *error;
} tc_comparing;

/* The causes of a list of parts: each part one, or those of an area. */
TC_CHECKED tc_code tc_compare_causes(tc_comparing *c);

/* Decide a case. A plan that fails its check is none: *plan is NULL then. */
TC_CHECKED tc_code tc_compare_solve(tc_comparing *c, const tc_problem *problem,
                                    tc_plan **plan);

/* Where each project of the frame stands in a plan of a case that holds some of them.
 * Shape    places: frame.projects.count. */
TC_CHECKED tc_code tc_compare_places(tc_comparing *c, const tc_problem *problem,
                                     const tc_plan *plan, tc_place_in *places);

/* Who comes before those that get less. */
TC_CHECKED tc_code tc_compare_blame(tc_comparing *c);

#endif
