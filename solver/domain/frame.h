/* frame.h — two cases side by side: what they have in common, by id and by name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_FRAME_H
#define TC_DOMAIN_FRAME_H

#include "domain/problem.h"

/* Every area, basin, source and project of either case has one number: those of the first
 * case in its order, then those that only the second one has; basins by name. Start from
 * {0}; both cases must outlive it.
 *
 * Shape    of_case[c]: by the number in case c; in_case[c]: by the number here, -1 where
 *          the case has none. */
typedef struct tc_frame_names {
    int count;
    int *of_case[2], *in_case[2];
} tc_frame_names;

typedef struct tc_frame {
    tc_arena arena;
    const tc_problem *cases[2];
    tc_frame_names areas, basins, sources, projects;
    const char *const *basin_names; /* basins.count, rising */
} tc_frame;

/* Errors   TC_ERR_MEMORY. Owns: tc_frame_free, also after an error. */
TC_CHECKED tc_code tc_frame_make(const tc_problem *before, const tc_problem *after,
                                 tc_frame *frame, tc_error *error);
void tc_frame_free(tc_frame *frame);

/* A record of one of the cases by its number here; NULL where the case has none. */
const tc_source *tc_frame_source(const tc_frame *frame, int source, int side);
const tc_project *tc_frame_project(const tc_frame *frame, int project, int side);

/* The record of the second case, of the first where that has none. */
const tc_source *tc_frame_any_source(const tc_frame *frame, int source);
const tc_project *tc_frame_any_project(const tc_frame *frame, int project);

#endif
