/* plain_glpk.h — the program of a case as first written, given to GLPK as it stands: a
 * column for each source, project and pollutant (METHOD.md §1). Shares no code with the
 * solver. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_PLAIN_GLPK_H
#define TC_BENCH_PLAIN_GLPK_H

#include "domain/problem.h"
#include "measure.h"

/* Ways of asking GLPK. */
typedef struct plain_setting {
    const char *name;
    bool presolve, dual, advanced_basis;
} plain_setting;

/* The number of credit columns, without building them. */
double plain_glpk_size(const tc_problem *problem);

/* Build the program and reach one goal from cold. value[0]: the goal's. */
void plain_glpk_one(const tc_problem *problem, int goal, const plain_setting *setting,
                    measured *result);

/* All goals in strict order on one program, warm: after each level every column and row
 * that the best points share is fixed. value: of the goals but first-come, in order.
 * Cases with even goals or required projects are not for this bench. */
void plain_glpk_all(const tc_problem *problem, measured *result);

#endif
