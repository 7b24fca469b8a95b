/* peer_task.h — what other solvers are asked: one program, its goals, its scenarios. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_PEER_TASK_H
#define TC_BENCH_PEER_TASK_H

#include "domain/sweep.h"
#include "lp/network.h"

enum { PEER_LEVELS_MOST = 8 };

/* By what an earlier goal outweighs the next where all are asked for at once. Smaller,
 * and the basis found is far from that of strict order; larger, and the last goal is lost
 * in the rounding of the first. */
static const double PEER_WEIGHT = 1e3;

/* The program of a case as tc_network_build aggregates it. From scenario to scenario only
 * upper limits move, of rows (supplies) and columns (exports): where the needs of a
 * pollutant are multiplied, its rows are divided by that factor instead.
 *
 * Shape    row_high points * moving_rows, column_high points * moving_columns. */
typedef struct peer_task {
    tc_network net; /* of scenario 0 */
    int level_count;
    int goal[PEER_LEVELS_MOST]; /* of the case: all but first-come and keep-local */
    tc_objective level[PEER_LEVELS_MOST];
    int moving_rows, moving_columns;
    int *moving_row, *moving_column;
    int points;
    double *row_high, *column_high;
} peer_task;

/* The first points scenarios of a sweep.
 * Errors   TC_ERR_USAGE: more than limits moves, or a goal is even; TC_ERR_MEMORY.
 * Owns     peer_task_free. */
TC_CHECKED tc_code peer_task_make(const tc_problem *problem, const tc_sweep *sweep,
                                  int points, peer_task *task, tc_error *error);
void peer_task_free(peer_task *task);

/* The program with the totals of the first goals as rows below its own, free until they
 * are set, and the costs of a level.
 *
 * Shape    start columns + 1; index, value start[columns]; low, high, cost columns;
 *          row_low, row_high rows, of scenario 0. */
typedef struct peer_program {
    int rows, columns;
    int *start, *index;
    double *value, *low, *high, *cost, *row_low, *row_high;
} peer_program;

/* Owns: peer_program_free. Ends the program where memory runs out. */
peer_program peer_program_make(const peer_task *task, int level, int goal_rows);
void peer_program_free(peer_program *program);

/* Is value nearer to the upper of two limits? */
bool peer_stands_high(double value, double low, double high);

/* Memory, zero; ends the program where it runs out. */
void *peer_take(size_t count, size_t size);

#endif
