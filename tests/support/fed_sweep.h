/* fed_sweep.h — a sweep put together by hand, answered by a function instead of a solver.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_FED_SWEEP_H
#define TC_TESTS_FED_SWEEP_H

#include "domain/sweep_summary.h"

enum { FED_AXES = 16, FED_PROJECTS = 40, FED_GOALS = 5, FED_VALUES = 8 };

/* What came of one scenario; goal and share are 0 before the function is called. */
typedef struct fed_outcome {
    double goal[FED_GOALS], share[FED_PROJECTS], remaining[TC_POLLUTANTS];
    double gap, residual;
    tc_outcome_status status;
} fed_outcome;

typedef void fed_answer(int64_t k, const double *values, fed_outcome *outcome);

typedef struct fed_sweep {
    tc_area area;
    tc_project projects[FED_PROJECTS];
    char ids[FED_PROJECTS][16];
    tc_goal goals[FED_GOALS];
    char goal_names[FED_GOALS][24];
    tc_problem problem;
    tc_axis axes[FED_AXES];
    char names[FED_AXES][16];
    double values[FED_AXES][FED_VALUES];
    tc_sweep sweep;
} fed_sweep;

/* Axes x0, x1 … uniform in 0..1: supply of NOx. Projects P-0 …, goals "tier 1" …. Do not
 * copy it. Owns: fed_free. */
void fed_make(fed_sweep *fed, tc_design design, int64_t scenarios, int axes, int goals,
              int projects);

/* An axis of count values 0 .. count-1. */
void fed_values(fed_sweep *fed, int axis, int count);

/* Feed scenarios first .. end - 1 in blocks of so many. */
void fed_feed(fed_sweep *fed, tc_summary *summary, int64_t first, int64_t end, int block,
              fed_answer *answer);

/* All of it, finished. Owns: tc_summary_free. */
tc_summary *fed_summary(fed_sweep *fed, int block, fed_answer *answer);

void fed_free(fed_sweep *fed);

#endif
