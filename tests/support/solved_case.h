/* solved_case.h — a case of data/ or a made one, with its plan. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_SOLVED_CASE_H
#define TC_TESTS_SOLVED_CASE_H

#include "domain/plan.h"

typedef struct solved_case {
    tc_problem *problem;
    tc_plan *plan;
    bool made;
} solved_case;

/* Load a case folder of data/ and solve it; a failure fails the test. */
solved_case solved_data(const char *name);

/* The same with a case of made_case.h. */
solved_case solved_made(uint64_t seed, int sources, int projects, unsigned features);

void solved_free(solved_case *solved);

#endif
