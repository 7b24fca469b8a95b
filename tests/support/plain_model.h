/* plain_model.h — model.md §2 as first written: a column for each source, project and
 * pollutant. Nothing is pooled, nothing is shared with solver/lp/network.c. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_PLAIN_MODEL_H
#define TC_TESTS_PLAIN_MODEL_H

#include "base/arena.h"
#include "domain/problem.h"
#include "lp/linear.h"

/* The columns of the program. own: -1 where a project has no own-area share. */
typedef struct plain_model {
    tc_arena arena;
    const tc_problem *problem;
    tc_linear lp;
    int *share, *own; /* project_count */
    int *smallest;    /* goal_count; -1 where the goal is not even */
    int *across;      /* across_count columns of credits that cross areas */
    int *across_pollutant;
    int across_count;
    double total[TC_POLLUTANTS]; /* supply of all sources, t/a */
} plain_model;

/* Build the program; a failure fails the test. Owns: plain_model_free. */
plain_model plain_model_build(const tc_problem *problem);
void plain_model_free(plain_model *model);

/* May a credit of the source count for the project? Source: model.md §1, "Eligible". */
bool plain_is_eligible(const tc_problem *problem, int source, int project, int pollutant);

/* The total of a goal other than first-come. column, value: lp.columns entries. */
tc_objective plain_model_goal(const plain_model *model, int goal, int *column,
                              double *value);

#endif
