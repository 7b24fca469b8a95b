/* handout.h — from flows to lines a planner signs: which source gives what to whom. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_HANDOUT_H
#define TC_PLAN_HANDOUT_H

#include "plan/pipes.h"

/* A project's draw on one pipe. */
typedef struct tc_request {
    const tc_pipe *pipe;
    int project;
    tc_grains amount; /* grains at the source */
} tc_request;

/* Credits being collected over the pollutants. Start from {0}. */
typedef struct tc_handout {
    tc_credit *list;
    int count, room;
} tc_handout;

/* Split requests, whose pipes the flow serves, into credits of single sources: few and
 * large ones, the same whatever the order of the input. requests is reordered.
 * Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_handout_split(const tc_pipes *pipes, tc_request *requests,
                                    int count, tc_handout *handout, tc_error *error);

void tc_handout_free(tc_handout *handout);

#endif
