/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <interfaces/highs_c_api.h>
#include <math.h>
#include <stdlib.h>

#include "sweep_peer.h"

/* As HiGHS numbers them. */
enum { BY_COLUMN = 1, MAXIMISE = -1, IS_OPTIMAL = 7 };

static const double PRICE_TOLERANCE = 1e-9;

/* One model, goal after goal; earlier goals are held by fixing what has a price. Warm:
 * the next scenario begins with the last basis. leaned: before the first goal, all goals
 * at once, weighted. Items are rows, then columns. */
typedef struct highs_state {
    const peer_task *task;
    bool warm, leaned, presolve;
    int rows, columns, fixed_count;
    void *model;
    peer_program given; /* limits of the scenario */
    int *fixed;         /* items that goals of the scenario have fixed */
    bool *is_fixed;
    double *x, *reduced_cost, *activity, *multiplier;
} highs_state;

static void *load(const peer_program *given)
{
    void *model = Highs_create();
    (void)Highs_setBoolOptionValue(model, "output_flag", 0);
    (void)Highs_setIntOptionValue(model, "threads", 1);
    (void)Highs_setStringOptionValue(model, "solver", "simplex");
    (void)Highs_setDoubleOptionValue(model, "primal_feasibility_tolerance", 1e-9);
    (void)Highs_setDoubleOptionValue(model, "dual_feasibility_tolerance", 1e-9);
    (void)Highs_passLp(model, given->columns, given->rows, given->start[given->columns],
                       BY_COLUMN, MAXIMISE, 0.0, given->cost, given->low, given->high,
                       given->row_low, given->row_high, given->start, given->index,
                       given->value);
    return model;
}

static void *open_highs(const peer_task *task, bool warm, bool leaned, bool presolve)
{
    highs_state *s = peer_take(1, sizeof *s);
    s->task = task;
    s->warm = warm;
    s->leaned = leaned;
    s->presolve = presolve;
    s->given = peer_program_make(task, 0, 0);
    s->rows = s->given.rows;
    s->columns = s->given.columns;
    s->model = load(&s->given);
    s->fixed = peer_take((size_t)(s->rows + s->columns), sizeof(int));
    s->is_fixed = peer_take((size_t)(s->rows + s->columns), sizeof(bool));
    s->x = peer_take((size_t)s->columns, sizeof(double));
    s->reduced_cost = peer_take((size_t)s->columns, sizeof(double));
    s->activity = peer_take((size_t)s->rows, sizeof(double));
    s->multiplier = peer_take((size_t)s->rows, sizeof(double));
    return s;
}

static void close_highs(void *state)
{
    highs_state *s = state;
    Highs_destroy(s->model);
    peer_program_free(&s->given);
    free(s->fixed);
    free(s->is_fixed);
    free(s->x);
    free(s->reduced_cost);
    free(s->activity);
    free(s->multiplier);
    free(s);
}

/* ---- limits ------------------------------------------------------------------------ */

static void set_row(const highs_state *s, int row)
{
    (void)Highs_changeRowBounds(s->model, row, s->given.row_low[row],
                                s->given.row_high[row]);
}

static void set_column(const highs_state *s, int column)
{
    (void)Highs_changeColBounds(s->model, column, s->given.low[column],
                                s->given.high[column]);
}

static void set_point(highs_state *s, int point)
{
    const peer_task *task = s->task;
    const double *row = task->row_high + (size_t)point * (size_t)task->moving_rows;
    const double *column =
        task->column_high + (size_t)point * (size_t)task->moving_columns;
    for (int k = 0; k < task->moving_rows; k++) {
        s->given.row_high[task->moving_row[k]] = row[k];
        set_row(s, task->moving_row[k]);
    }
    for (int k = 0; k < task->moving_columns; k++) {
        s->given.high[task->moving_column[k]] = column[k];
        set_column(s, task->moving_column[k]);
    }
    for (int k = 0; k < s->fixed_count; k++) {
        const int item = s->fixed[k];
        s->is_fixed[item] = false;
        if (item < s->rows)
            set_row(s, item);
        else
            set_column(s, item - s->rows);
    }
    s->fixed_count = 0;
}

static bool hold(highs_state *s, int item, double price)
{
    if (fabs(price) <= PRICE_TOLERANCE || s->is_fixed[item])
        return false;
    s->is_fixed[item] = true;
    s->fixed[s->fixed_count++] = item;
    return true;
}

/* What every best point of the goal shares. */
static void hold_face(highs_state *s)
{
    (void)Highs_getSolution(s->model, s->x, s->reduced_cost, s->activity, s->multiplier);
    for (int i = 0; i < s->rows; i++)
        if (hold(s, i, s->multiplier[i])) {
            const double low = s->given.row_low[i], high = s->given.row_high[i];
            const double at = peer_stands_high(s->activity[i], low, high) ? high : low;
            (void)Highs_changeRowBounds(s->model, i, at, at);
        }
    for (int j = 0; j < s->columns; j++)
        if (hold(s, s->rows + j, s->reduced_cost[j])) {
            const double low = s->given.low[j], high = s->given.high[j];
            const double at = peer_stands_high(s->x[j], low, high) ? high : low;
            (void)Highs_changeColBounds(s->model, j, at, at);
        }
}

/* ---- solving ----------------------------------------------------------------------- */

/* One goal, or with level -1 all of them, the earlier the heavier. */
static void set_goal(const highs_state *s, int level)
{
    double weight = 1.0;
    for (int g = s->task->level_count - 1; g >= 0; g--, weight *= PEER_WEIGHT) {
        const tc_objective *goal = &s->task->level[g];
        const double by = level < 0 ? weight : g == level ? 1.0 : 0.0;
        for (int k = 0; k < goal->count; k++)
            (void)Highs_changeColCost(s->model, goal->column[k], by * goal->value[k]);
    }
}

static bool run(const highs_state *s, bool first, double *value, long *pivots)
{
    int count = 0;
    (void)Highs_setStringOptionValue(s->model, "presolve",
                                     first && s->presolve ? "on" : "off");
    if (Highs_run(s->model) < 0 || Highs_getModelStatus(s->model) != IS_OPTIMAL)
        return false;
    *value = Highs_getObjectiveValue(s->model);
    if (Highs_getIntInfoValue(s->model, "simplex_iteration_count", &count) == 0)
        *pivots += count;
    return true;
}

static bool solve_highs(void *state, int point, double *values, long *pivots)
{
    highs_state *s = state;
    double all = 0.0;
    if (!s->warm)
        (void)Highs_clearSolver(s->model);
    set_point(s, point);
    if (s->leaned) {
        set_goal(s, -1);
        if (!run(s, true, &all, pivots))
            return false;
    }
    for (int k = 0; k < s->task->level_count; k++) {
        set_goal(s, k);
        if (!run(s, k == 0 && !s->leaned, &values[k], pivots))
            return false;
        hold_face(s);
    }
    return true;
}

static const char *const cold_names[] = {"weighted simplex; faces", "simplex; faces",
                                         "presolve, simplex; faces"};
static const char *const warm_names[] = {"one basis, weighted first; faces",
                                         "one basis; faces"};

static void *open_cold(const peer_task *task, int which)
{
    return open_highs(task, false, which == 0, which == 2);
}

static void *open_warm(const peer_task *task, int which)
{
    return open_highs(task, true, which == 0, false);
}

const sweep_peer highs_cold_peer = {"HiGHS cold", false,     3,           2,
                                    cold_names,   open_cold, solve_highs, close_highs};
const sweep_peer highs_warm_peer = {"HiGHS warm", true,      2,           1,
                                    warm_names,   open_warm, solve_highs, close_highs};
