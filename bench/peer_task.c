/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peer_task.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "lp/objective.h"

void *peer_take(size_t count, size_t size)
{
    void *taken = calloc(count + 1, size);
    if (!taken)
        abort();
    return taken;
}

bool peer_stands_high(double value, double low, double high)
{
    if (!isfinite(low) || !isfinite(high))
        return isfinite(high);
    return high - value < value - low;
}

static tc_code not_limits(tc_error *error)
{
    return tc_fail(error, TC_ERR_USAGE, NULL, "各情景之间改变的不只是上限",
                   "more than upper limits differs between scenarios");
}

/* ---- one scenario ------------------------------------------------------------------ */

/* By what the needs of each pollutant are multiplied against those of scenario 0. */
static bool find_factors(const tc_problem *from, const tc_problem *to,
                         double factor[TC_POLLUTANTS])
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        factor[p] = 0.0;
        for (int j = 0; j < from->project_count; j++) {
            const double need = from->projects[j].need[p];
            if (!(need > 0.0))
                continue;
            const double found = to->projects[j].need[p] / need;
            if (factor[p] == 0.0)
                factor[p] = found;
            if (fabs(found - factor[p]) > 1e-12 * factor[p])
                return false;
        }
        if (factor[p] == 0.0)
            factor[p] = 1.0;
    }
    return true;
}

static double factor_of(const double factor[TC_POLLUTANTS], const tc_net_item *item)
{
    return item->pollutant < 0 ? 1.0 : factor[item->pollutant];
}

/* A need's entry of the scenario is that of scenario 0 times the factor of its row. */
static bool same_matrix(const tc_network *a, const tc_network *b,
                        const double factor[TC_POLLUTANTS])
{
    if (a->lp.rows != b->lp.rows || a->lp.columns != b->lp.columns ||
        a->lp.entries != b->lp.entries)
        return false;
    for (int j = 0; j < a->lp.columns; j++) {
        const bool is_share =
            a->columns[j].kind == TC_NET_SHARE || a->columns[j].kind == TC_NET_OWN_SHARE;
        if (a->lp.start[j + 1] != b->lp.start[j + 1] || a->lp.low[j] != b->lp.low[j] ||
            (a->columns[j].kind != TC_NET_EXPORT && a->lp.high[j] != b->lp.high[j]))
            return false;
        for (int k = a->lp.start[j]; k < a->lp.start[j + 1]; k++) {
            const double by =
                is_share ? factor_of(factor, &a->rows[a->lp.index[k]]) : 1.0;
            if (a->lp.index[k] != b->lp.index[k] ||
                fabs(a->lp.value[k] * by - b->lp.value[k]) > 1e-12 * fabs(b->lp.value[k]))
                return false;
        }
    }
    for (int i = 0; i < a->lp.rows; i++)
        if (a->lp.row_low[i] != b->lp.row_low[i] ||
            (a->rows[i].kind != TC_NET_SUPPLY && a->lp.row_high[i] != b->lp.row_high[i]))
            return false;
    return true;
}

static tc_code build_point(const tc_problem *problem, const tc_sweep *sweep, int point,
                           tc_problem **scenario, tc_network *net, tc_error *error)
{
    double *values = peer_take((size_t)sweep->axis_count, sizeof *values);
    tc_sweep_point(sweep, point, values);
    tc_code code = tc_scenario_apply(problem, sweep, values, scenario, error);
    free(values);
    if (code != TC_OK)
        return code;
    code = tc_network_build(*scenario, TC_NET_NO_GOAL_ROWS, net, error);
    if (code != TC_OK)
        tc_problem_free(*scenario);
    return code;
}

static void read_limits(const peer_task *task, const tc_network *net,
                        const double factor[TC_POLLUTANTS], int point)
{
    double *row = task->row_high + (size_t)point * (size_t)task->moving_rows;
    double *column = task->column_high + (size_t)point * (size_t)task->moving_columns;
    for (int k = 0; k < task->moving_rows; k++) {
        const int i = task->moving_row[k];
        row[k] = net->lp.row_high[i] / factor_of(factor, &net->rows[i]);
    }
    for (int k = 0; k < task->moving_columns; k++) {
        const int j = task->moving_column[k];
        column[k] = net->lp.high[j] / factor_of(factor, &net->columns[j]);
    }
}

static tc_code add_point(peer_task *task, const tc_problem *first,
                         const tc_problem *problem, const tc_sweep *sweep, int point,
                         tc_error *error)
{
    tc_problem *scenario = NULL;
    tc_network net = {0};
    double factor[TC_POLLUTANTS];
    tc_code code = build_point(problem, sweep, point, &scenario, &net, error);
    if (code != TC_OK)
        return code;
    if (find_factors(first, scenario, factor) && same_matrix(&task->net, &net, factor))
        read_limits(task, &net, factor, point);
    else
        code = not_limits(error);
    tc_network_free(&net);
    tc_problem_free(scenario);
    return code;
}

/* ---- all of them ------------------------------------------------------------------- */

/* Which limits may move: those of supplies and of exports. */
static void find_moving(peer_task *task)
{
    const tc_network *net = &task->net;
    task->moving_row = peer_take((size_t)net->lp.rows, sizeof(int));
    task->moving_column = peer_take((size_t)net->lp.columns, sizeof(int));
    for (int i = 0; i < net->lp.rows; i++)
        if (net->rows[i].kind == TC_NET_SUPPLY)
            task->moving_row[task->moving_rows++] = i;
    for (int j = 0; j < net->lp.columns; j++)
        if (net->columns[j].kind == TC_NET_EXPORT)
            task->moving_column[task->moving_columns++] = j;
    const size_t points = (size_t)task->points;
    task->row_high = peer_take(points * (size_t)task->moving_rows, sizeof(double));
    task->column_high = peer_take(points * (size_t)task->moving_columns, sizeof(double));
}

static tc_code find_levels(peer_task *task, tc_error *error)
{
    const tc_problem *problem = task->net.problem;
    for (int g = 0; g < problem->goal_count; g++) {
        const tc_goal *goal = &problem->goals[g];
        if (goal->kind == TC_GOAL_FIRST_COME || goal->kind == TC_GOAL_KEEP_LOCAL)
            continue;
        if (goal->even || task->level_count == PEER_LEVELS_MOST)
            return tc_fail(error, TC_ERR_USAGE, NULL, "目标 %s 不在测速之列",
                           "the bench does not ask for the goal %s", goal->name);
        const size_t columns = (size_t)task->net.lp.columns;
        int *column = peer_take(columns, sizeof *column);
        double *value = peer_take(columns, sizeof *value);
        task->goal[task->level_count] = g;
        task->level[task->level_count++] =
            tc_objective_total(&task->net, g, column, value);
    }
    return TC_OK;
}

tc_code peer_task_make(const tc_problem *problem, const tc_sweep *sweep, int points,
                       peer_task *task, tc_error *error)
{
    tc_problem *first = NULL;
    *task = (peer_task){.points = points};
    tc_code code = build_point(problem, sweep, 0, &first, &task->net, error);
    if (code != TC_OK)
        return code;
    find_moving(task);
    code = find_levels(task, error);
    for (int k = 0; code == TC_OK && k < points; k++)
        code = add_point(task, first, problem, sweep, k, error);
    task->net.problem = problem; /* the scenario goes; names and weights are the same */
    tc_problem_free(first);
    if (code != TC_OK)
        peer_task_free(task);
    return code;
}

static void drop_objective(const tc_objective *goal)
{
    const union {
        const void *given;
        void *taken; /* ours, from find_levels */
    } column = {goal->column}, value = {goal->value};
    free(column.taken);
    free(value.taken);
}

void peer_task_free(peer_task *task)
{
    for (int g = 0; g < task->level_count; g++)
        drop_objective(&task->level[g]);
    free(task->moving_row);
    free(task->moving_column);
    free(task->row_high);
    free(task->column_high);
    tc_network_free(&task->net);
    *task = (peer_task){0};
}

/* ---- as one matrix ----------------------------------------------------------------- */

static double *copy_of(const double *limits, int count, int room)
{
    double *copy = peer_take((size_t)room, sizeof *copy);
    memcpy(copy, limits, (size_t)count * sizeof *copy);
    return copy;
}

/* Weights of the first goals: goal_rows * columns. */
static double *weights_of(const peer_task *task, int goal_rows, size_t *count)
{
    const int columns = task->net.lp.columns;
    double *weight = peer_take((size_t)(goal_rows * columns), sizeof *weight);
    for (int g = 0; g < goal_rows; g++) {
        *count += (size_t)task->level[g].count;
        for (int k = 0; k < task->level[g].count; k++)
            weight[g * columns + task->level[g].column[k]] = task->level[g].value[k];
    }
    return weight;
}

static void put(peer_program *made, int *at, int row, double value)
{
    if (value == 0.0)
        return;
    made->index[*at] = row;
    made->value[(*at)++] = value;
}

static void fill_matrix(peer_program *made, const tc_linear *lp, int goal_rows,
                        const double *weight)
{
    int at = 0;
    for (int j = 0; j < lp->columns; j++) {
        made->start[j] = at;
        for (int k = lp->start[j]; k < lp->start[j + 1]; k++)
            put(made, &at, lp->index[k], lp->value[k]);
        for (int g = 0; g < goal_rows; g++)
            put(made, &at, lp->rows + g, weight[g * lp->columns + j]);
    }
    made->start[lp->columns] = at;
}

peer_program peer_program_make(const peer_task *task, int level, int goal_rows)
{
    const tc_linear *lp = &task->net.lp;
    peer_program made = {.rows = lp->rows + goal_rows, .columns = lp->columns};
    size_t entries = (size_t)lp->start[lp->columns];
    double *weight = weights_of(task, goal_rows, &entries);
    made.start = peer_take((size_t)lp->columns + 1, sizeof(int));
    made.index = peer_take(entries, sizeof(int));
    made.value = peer_take(entries, sizeof(double));
    fill_matrix(&made, lp, goal_rows, weight);
    free(weight);
    made.low = copy_of(lp->low, lp->columns, lp->columns);
    made.high = copy_of(lp->high, lp->columns, lp->columns);
    made.row_low = copy_of(lp->row_low, lp->rows, made.rows);
    made.row_high = copy_of(lp->row_high, lp->rows, made.rows);
    for (int i = lp->rows; i < made.rows; i++) {
        made.row_low[i] = -INFINITY;
        made.row_high[i] = INFINITY;
    }
    made.cost = peer_take((size_t)lp->columns, sizeof(double));
    for (int k = 0; k < task->level[level].count; k++)
        made.cost[task->level[level].column[k]] = task->level[level].value[k];
    return made;
}

void peer_program_free(peer_program *program)
{
    free(program->start);
    free(program->index);
    free(program->value);
    free(program->low);
    free(program->high);
    free(program->cost);
    free(program->row_low);
    free(program->row_high);
    *program = (peer_program){0};
}
