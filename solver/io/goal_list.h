/* goal_list.h — goals in their order, as case.json and sweep files write them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_GOAL_LIST_H
#define TC_IO_GOAL_LIST_H

#include "domain/problem.h"
#include "io/json_tree.h"

/* Read a list of goals; what is wrong with it goes to *faults. False when memory runs
 * out; the outputs are untouched then, and where it is no list. Owns: the arena. */
TC_CHECKED bool tc_goals_read(const char *file, const tc_json *list, tc_arena *arena,
                              tc_faults *faults, const tc_goal **goals, int *count);

#endif
