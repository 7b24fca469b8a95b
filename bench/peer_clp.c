/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sweep_peer.h"

typedef enum first { FIRST_DUAL, FIRST_PRIMAL, FIRST_PRESOLVE } first;

typedef struct setting {
    bool rows; /* earlier goals are held by rows "total >= value", else by fixing what has
                  a price */
    bool each; /* a model of its own for each goal, with its own basis */
    bool leaned; /* before the first goal, all goals at once, weighted */
    bool perturbed, scaled;
    first first; /* how the first program is solved */
} setting;

/* As Clp numbers them. */
enum { CLP_BASIC = 1, CLP_AT_LOWER = 3, PERTURB = 50, NEVER_PERTURB = 102, SCALE = 3 };

static const double PRICE_TOLERANCE = 1e-9;

typedef struct clp_state {
    const peer_task *task;
    setting how;
    bool warm;
    int rows, columns, model_count;
    Clp_Simplex *models[PEER_LEVELS_MOST];
    peer_program limits; /* of the scenario, with what its goals have fixed */
    double *free_high, *free_low, *free_row_low, *free_row_high; /* of the scenario */
    unsigned char *slack; /* the basis of nothing */
} clp_state;

static Clp_Simplex *load(const clp_state *s, int level, int goal_rows)
{
    peer_program given = peer_program_make(s->task, level, goal_rows);
    Clp_Simplex *model = Clp_newModel();
    Clp_setLogLevel(model, 0);
    Clp_loadProblem(model, given.columns, given.rows, given.start, given.index,
                    given.value, given.low, given.high, given.cost, given.row_low,
                    given.row_high);
    Clp_setOptimizationDirection(model, -1.0);
    Clp_setPrimalTolerance(model, 1e-9);
    Clp_setDualTolerance(model, 1e-9);
    Clp_setPerturbation(model, s->how.perturbed ? PERTURB : NEVER_PERTURB);
    Clp_scaling(model, s->how.scaled ? SCALE : 0);
    peer_program_free(&given);
    return model;
}

/* Limits as Clp writes them: none is DBL_MAX. */
static double *copy_of(const double *from, int count)
{
    double *copy = peer_take((size_t)count, sizeof *copy);
    for (int k = 0; k < count; k++)
        copy[k] = fmin(fmax(from[k], -DBL_MAX), DBL_MAX);
    return copy;
}

static void *open_clp(const peer_task *task, const setting *how, bool warm)
{
    clp_state *s = peer_take(1, sizeof *s);
    s->task = task;
    s->how = *how;
    s->warm = warm;
    s->limits = peer_program_make(task, 0, 0);
    s->rows = s->limits.rows;
    s->columns = s->limits.columns;
    s->free_low = copy_of(s->limits.low, s->columns);
    s->free_high = copy_of(s->limits.high, s->columns);
    s->free_row_low = copy_of(s->limits.row_low, s->rows);
    s->free_row_high = copy_of(s->limits.row_high, s->rows);
    s->model_count = how->each ? task->level_count : 1;
    for (int k = 0; k < s->model_count; k++)
        s->models[k] = load(s, k, !how->rows ? 0 : how->each ? k : task->level_count - 1);
    const int most = s->columns + s->rows + PEER_LEVELS_MOST;
    s->slack = peer_take((size_t)most, 1);
    memset(s->slack, CLP_AT_LOWER, (size_t)s->columns);
    memset(s->slack + s->columns, CLP_BASIC, (size_t)(most - s->columns));
    return s;
}

static void close_clp(void *state)
{
    clp_state *s = state;
    for (int k = 0; k < s->model_count; k++)
        Clp_deleteModel(s->models[k]);
    peer_program_free(&s->limits);
    free(s->free_low);
    free(s->free_high);
    free(s->free_row_low);
    free(s->free_row_high);
    free(s->slack);
    free(s);
}

/* ---- limits ------------------------------------------------------------------------ */

static void take_point(clp_state *s, int point)
{
    const peer_task *task = s->task;
    const double *row = task->row_high + (size_t)point * (size_t)task->moving_rows;
    const double *column =
        task->column_high + (size_t)point * (size_t)task->moving_columns;
    for (int k = 0; k < task->moving_rows; k++)
        s->free_row_high[task->moving_row[k]] = row[k];
    for (int k = 0; k < task->moving_columns; k++)
        s->free_high[task->moving_column[k]] = column[k];
    memcpy(s->limits.low, s->free_low, (size_t)s->columns * sizeof(double));
    memcpy(s->limits.high, s->free_high, (size_t)s->columns * sizeof(double));
    memcpy(s->limits.row_low, s->free_row_low, (size_t)s->rows * sizeof(double));
    memcpy(s->limits.row_high, s->free_row_high, (size_t)s->rows * sizeof(double));
}

/* Clp reads its limits anew at each call, so they may be written in place. */
static void set_model(const clp_state *s, Clp_Simplex *model)
{
    memcpy(Clp_columnLower(model), s->limits.low, (size_t)s->columns * sizeof(double));
    memcpy(Clp_columnUpper(model), s->limits.high, (size_t)s->columns * sizeof(double));
    memcpy(Clp_rowLower(model), s->limits.row_low, (size_t)s->rows * sizeof(double));
    memcpy(Clp_rowUpper(model), s->limits.row_high, (size_t)s->rows * sizeof(double));
}

static void fix(double *low, double *high, double at)
{
    const double below = *low == -DBL_MAX ? -INFINITY : *low;
    const double above = *high == DBL_MAX ? INFINITY : *high;
    *low = *high = peer_stands_high(at, below, above) ? above : below;
}

/* What every best point of the goal shares. */
static void find_face(clp_state *s, Clp_Simplex *model)
{
    const double *cost = Clp_getObjCoefficients(model);
    double largest = 0.0;
    for (int j = 0; j < s->columns; j++)
        largest = fmax(largest, fabs(cost[j]));
    const double *dual = Clp_dualRowSolution(model), *at = Clp_primalRowSolution(model);
    for (int i = 0; i < s->rows; i++)
        if (fabs(dual[i]) > PRICE_TOLERANCE * largest)
            fix(&s->limits.row_low[i], &s->limits.row_high[i], at[i]);
    dual = Clp_dualColumnSolution(model);
    at = Clp_primalColumnSolution(model);
    for (int j = 0; j < s->columns; j++)
        if (fabs(dual[j]) > PRICE_TOLERANCE * largest)
            fix(&s->limits.low[j], &s->limits.high[j], at[j]);
}

/* ---- solving ----------------------------------------------------------------------- */

static bool is_optimal(Clp_Simplex *model, long *pivots)
{
    *pivots += Clp_numberIterations(model);
    return Clp_status(model) == 0;
}

/* Where the basis leads nowhere, once more from nothing. */
static bool settle(const clp_state *s, Clp_Simplex *model, long *pivots)
{
    if (is_optimal(model, pivots))
        return true;
    Clp_copyinStatus(model, s->slack);
    (void)Clp_primal(model, 0);
    return is_optimal(model, pivots);
}

static void hold_rows(const clp_state *s, Clp_Simplex *model, const double *values,
                      int count, int all)
{
    for (int g = 0; g < all; g++)
        Clp_rowLower(model)[s->rows + g] = g < count ? values[g] : -DBL_MAX;
}

static bool solve_each(clp_state *s, double *values, long *pivots)
{
    for (int k = 0; k < s->model_count; k++) {
        Clp_Simplex *model = s->models[k];
        set_model(s, model);
        if (s->how.rows)
            hold_rows(s, model, values, k, k);
        (void)Clp_dual(model, 0);
        if (!settle(s, model, pivots))
            return false;
        values[k] = Clp_objectiveValue(model);
        if (!s->how.rows)
            find_face(s, model);
    }
    return true;
}

/* One goal, or with level -1 all of them, the earlier the heavier: no strict order, but a
 * basis near to it. */
static void set_goal(const clp_state *s, Clp_Simplex *model, int level)
{
    double *cost = Clp_objective(model);
    double weight = 1.0;
    memset(cost, 0, (size_t)s->columns * sizeof *cost);
    for (int g = s->task->level_count - 1; g >= 0; g--, weight *= PEER_WEIGHT) {
        const tc_objective *goal = &s->task->level[g];
        for (int k = 0; (level < 0 || level == g) && k < goal->count; k++)
            cost[goal->column[k]] = (level < 0 ? weight : 1.0) * goal->value[k];
    }
}

static void solve_first(const clp_state *s, Clp_Simplex *model)
{
    if (!s->warm)
        Clp_copyinStatus(model, s->slack);
    if (s->how.first == FIRST_DUAL)
        (void)Clp_dual(model, 0);
    else if (s->how.first == FIRST_PRIMAL)
        (void)Clp_primal(model, 0);
    else
        (void)Clp_initialSolve(model);
}

static bool solve_chain(clp_state *s, double *values, long *pivots)
{
    Clp_Simplex *model = s->models[0];
    if (s->how.leaned) {
        set_model(s, model);
        set_goal(s, model, -1);
        solve_first(s, model);
        if (!settle(s, model, pivots))
            return false;
    }
    for (int k = 0; k < s->task->level_count; k++) {
        set_model(s, model);
        if (s->how.rows)
            hold_rows(s, model, values, k, s->task->level_count - 1);
        set_goal(s, model, k);
        if (k == 0 && !s->how.leaned)
            solve_first(s, model);
        else
            (void)Clp_primal(model, 0);
        if (!settle(s, model, pivots))
            return false;
        values[k] = Clp_objectiveValue(model);
        if (!s->how.rows)
            find_face(s, model);
    }
    return true;
}

static bool solve_clp(void *state, int point, double *values, long *pivots)
{
    clp_state *s = state;
    take_point(s, point);
    return s->how.each ? solve_each(s, values, pivots) : solve_chain(s, values, pivots);
}

/* ---- what is tried ----------------------------------------------------------------- */

/* clang-format off */
static const char *const cold_names[] = {
    "dual; faces",
    "weighted dual; faces",
    "dual; rows",
    "primal; faces",
    "presolve; faces",
    "dual, scaled; faces",
    "primal, scaled; faces",
    "weighted dual, scaled; faces",
    "weighted presolve; faces"};
static const setting cold_settings[] = {
    {.first = FIRST_DUAL},
    {.first = FIRST_DUAL, .leaned = true},
    {.first = FIRST_DUAL, .rows = true},
    {.first = FIRST_PRIMAL},
    {.first = FIRST_PRESOLVE},
    {.first = FIRST_DUAL, .scaled = true},
    {.first = FIRST_PRIMAL, .scaled = true},
    {.first = FIRST_DUAL, .leaned = true, .scaled = true},
    {.first = FIRST_PRESOLVE, .leaned = true}};

static const char *const warm_names[] = {
    "one basis, weighted first; faces",
    "one basis, weighted first, scaled; faces",
    "one basis, weighted first, perturbed; faces",
    "one basis, perturbed; faces",
    "a basis each goal; rows",
    "a basis each goal; faces",
    "a basis each goal, scaled; faces",
    "a basis each goal, perturbed; faces",
    "one basis; faces",
    "one basis, scaled; faces"};
static const setting warm_settings[] = {
    {.leaned = true},
    {.leaned = true, .scaled = true},
    {.leaned = true, .perturbed = true},
    {.perturbed = true},
    {.each = true, .rows = true},
    {.each = true},
    {.each = true, .scaled = true},
    {.each = true, .perturbed = true},
    {.first = FIRST_DUAL},
    {.scaled = true}};
/* clang-format on */

enum {
    COLD_SETTINGS = sizeof cold_settings / sizeof *cold_settings,
    WARM_SETTINGS = sizeof warm_settings / sizeof *warm_settings
};

static void *open_cold(const peer_task *task, int which)
{
    return open_clp(task, &cold_settings[which], false);
}

static void *open_warm(const peer_task *task, int which)
{
    return open_clp(task, &warm_settings[which], true);
}

const sweep_peer clp_cold_peer = {"Clp cold", false,     COLD_SETTINGS, 2,
                                  cold_names, open_cold, solve_clp,     close_clp};
const sweep_peer clp_warm_peer = {"Clp warm", true,      WARM_SETTINGS, 4,
                                  warm_names, open_warm, solve_clp,     close_clp};
