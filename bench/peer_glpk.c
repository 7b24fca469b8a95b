/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glpk.h>
#include <math.h>
#include <stdlib.h>

#include "sweep_peer.h"

/* Where the first goal begins: GLPK's own bases, or every share at its upper limit. */
typedef enum start { START_SLACK, START_ADVANCED, START_SERVED } start;

typedef struct setting {
    bool rows; /* earlier goals are held by rows "total >= value", else by fixing what has
                  a price, as tc_lexico does */
    bool each; /* a program of its own for each goal, with its own basis */
    bool leaned; /* before the first goal, all goals at once, weighted */
    bool presolve;
    int method;     /* of what is solved first; where each: of all */
    int ratio_test; /* of the dual simplex; 0: GLP_RT_FLIP */
    start begins;
} setting;

/* A reduced cost this small beside the largest cost is rounding. */
static const double PRICE_TOLERANCE = 1e-9;

/* One program inside GLPK, with what is fixed in it. Items are rows 1..rows, then
 * columns. */
typedef struct program {
    glp_prob *lp;
    int *fixed; /* items, fixed_count */
    int fixed_count;
    int *mark; /* 1 + items: stamp of the scenario in which it was last fixed */
} program;

typedef struct glpk_state {
    const peer_task *task;
    setting how;
    bool warm;
    int rows, columns, program_count;
    program programs[PEER_LEVELS_MOST];
    double *low, *high; /* 1 + items: of the scenario */
    int *face;          /* items that goals of this scenario have fixed */
    double *face_at;    /* where */
    int face_count;
    bool has_basis; /* a scenario has been solved */
    int stamp;
} glpk_state;

/* ---- loading ----------------------------------------------------------------------- */

static int kind_of(double low, double high)
{
    const bool has_low = isfinite(low), has_high = isfinite(high);
    if (has_low && has_high)
        return low == high ? GLP_FX : GLP_DB;
    if (has_low)
        return GLP_LO;
    return has_high ? GLP_UP : GLP_FR;
}

static void set_limits(const glpk_state *s, glp_prob *lp, int item, double low,
                       double high)
{
    if (item <= s->rows)
        glp_set_row_bnds(lp, item, kind_of(low, high), low, high);
    else
        glp_set_col_bnds(lp, item - s->rows, kind_of(low, high), low, high);
}

static void load_matrix(glp_prob *lp, const peer_program *given)
{
    int *index = peer_take((size_t)given->rows + 1, sizeof *index);
    double *value = peer_take((size_t)given->rows + 1, sizeof *value);
    for (int j = 0; j < given->columns; j++) {
        int count = 0;
        for (int k = given->start[j]; k < given->start[j + 1]; k++) {
            index[++count] = given->index[k] + 1;
            value[count] = given->value[k];
        }
        glp_set_mat_col(lp, j + 1, count, index, value);
        glp_set_obj_coef(lp, j + 1, given->cost[j]);
    }
    free(index);
    free(value);
}

static program load(glpk_state *s, int level, int goal_rows)
{
    peer_program given = peer_program_make(s->task, level, goal_rows);
    program made = {.lp = glp_create_prob()};
    s->rows = given.rows - goal_rows; /* goal rows come last and are set by themselves */
    glp_set_obj_dir(made.lp, GLP_MAX);
    glp_add_rows(made.lp, given.rows);
    glp_add_cols(made.lp, given.columns);
    load_matrix(made.lp, &given);
    for (int i = s->rows + 1; i <= given.rows; i++)
        glp_set_row_bnds(made.lp, i, GLP_FR, 0.0, 0.0);
    for (int i = 1; i <= s->rows; i++) {
        s->low[i] = given.row_low[i - 1];
        s->high[i] = given.row_high[i - 1];
        set_limits(s, made.lp, i, s->low[i], s->high[i]);
    }
    for (int j = 1; j <= given.columns; j++) {
        s->low[s->rows + j] = given.low[j - 1];
        s->high[s->rows + j] = given.high[j - 1];
        set_limits(s, made.lp, s->rows + j, s->low[s->rows + j], s->high[s->rows + j]);
    }
    glp_scale_prob(made.lp, GLP_SF_AUTO);
    glp_std_basis(made.lp);
    const size_t items = (size_t)(s->rows + given.columns);
    made.fixed = peer_take(items, sizeof(int));
    made.mark = peer_take(items + 1, sizeof(int));
    peer_program_free(&given);
    return made;
}

static void *open_glpk(const peer_task *task, const setting *how, bool warm)
{
    glpk_state *s = peer_take(1, sizeof *s);
    const tc_linear *lp = &task->net.lp;
    const size_t items = (size_t)(lp->rows + lp->columns);
    (void)glp_term_out(GLP_OFF);
    s->task = task;
    s->how = *how;
    s->warm = warm;
    s->columns = lp->columns;
    s->low = peer_take(items + 1, sizeof(double));
    s->high = peer_take(items + 1, sizeof(double));
    s->face = peer_take(items, sizeof(int));
    s->face_at = peer_take(items, sizeof(double));
    s->program_count = how->each ? task->level_count : 1;
    for (int k = 0; k < s->program_count; k++)
        s->programs[k] = load(s, k,
                              !how->rows  ? 0
                              : how->each ? k
                                          : task->level_count - 1);
    return s;
}

static void close_glpk(void *state)
{
    glpk_state *s = state;
    for (int k = 0; k < s->program_count; k++) {
        glp_delete_prob(s->programs[k].lp);
        free(s->programs[k].fixed);
        free(s->programs[k].mark);
    }
    (void)glp_free_env();
    free(s->low);
    free(s->high);
    free(s->face);
    free(s->face_at);
    free(s);
}

/* ---- limits ------------------------------------------------------------------------ */

static void take_point(glpk_state *s, int point)
{
    const peer_task *task = s->task;
    const double *row = task->row_high + (size_t)point * (size_t)task->moving_rows;
    const double *column =
        task->column_high + (size_t)point * (size_t)task->moving_columns;
    for (int k = 0; k < task->moving_rows; k++)
        s->high[task->moving_row[k] + 1] = row[k];
    for (int k = 0; k < task->moving_columns; k++)
        s->high[s->rows + task->moving_column[k] + 1] = column[k];
    s->face_count = 0;
    s->stamp++;
}

/* The limits of the scenario, and what its goals so far have fixed; what an earlier
 * scenario had fixed is let go. */
static void set_program(const glpk_state *s, program *p)
{
    const peer_task *task = s->task;
    for (int k = 0; k < s->face_count; k++)
        p->mark[s->face[k]] = s->stamp;
    for (int k = 0; k < task->moving_rows; k++) {
        const int item = task->moving_row[k] + 1;
        if (p->mark[item] != s->stamp)
            set_limits(s, p->lp, item, s->low[item], s->high[item]);
    }
    for (int k = 0; k < task->moving_columns; k++) {
        const int item = s->rows + task->moving_column[k] + 1;
        if (p->mark[item] != s->stamp)
            set_limits(s, p->lp, item, s->low[item], s->high[item]);
    }
    for (int k = 0; k < p->fixed_count; k++)
        if (p->mark[p->fixed[k]] != s->stamp)
            set_limits(s, p->lp, p->fixed[k], s->low[p->fixed[k]], s->high[p->fixed[k]]);
    for (int k = 0; k < s->face_count; k++) {
        p->fixed[k] = s->face[k];
        set_limits(s, p->lp, s->face[k], s->face_at[k], s->face_at[k]);
    }
    p->fixed_count = s->face_count;
}

static void hold_item(glpk_state *s, const program *p, int item, bool high)
{
    if (p->mark[item] == s->stamp || s->low[item] == s->high[item])
        return;
    s->face[s->face_count] = item;
    s->face_at[s->face_count++] = high ? s->high[item] : s->low[item];
}

/* What every best point of the goal shares. */
static void find_face(glpk_state *s, const program *p)
{
    double largest = 0.0;
    for (int j = 1; j <= s->columns; j++)
        largest = fmax(largest, fabs(glp_get_obj_coef(p->lp, j)));
    for (int i = 1; i <= s->rows; i++)
        if (fabs(glp_get_row_dual(p->lp, i)) > PRICE_TOLERANCE * largest)
            hold_item(s, p, i, glp_get_row_stat(p->lp, i) == GLP_NU);
    for (int j = 1; j <= s->columns; j++)
        if (fabs(glp_get_col_dual(p->lp, j)) > PRICE_TOLERANCE * largest)
            hold_item(s, p, s->rows + j, glp_get_col_stat(p->lp, j) == GLP_NU);
}

/* ---- bases ------------------------------------------------------------------------- */

static void begin(const glpk_state *s, glp_prob *lp)
{
    if (s->warm && s->has_basis)
        return;
    if (s->how.begins == START_ADVANCED) {
        glp_adv_basis(lp, 0);
        return;
    }
    glp_std_basis(lp);
    for (int j = 1; s->how.begins == START_SERVED && j <= s->columns; j++)
        if (glp_get_obj_coef(lp, j) > 0.0 && glp_get_col_type(lp, j) == GLP_DB)
            glp_set_col_stat(lp, j, GLP_NU);
}

/* ---- solving ----------------------------------------------------------------------- */

static bool run(const glpk_state *s, glp_prob *lp, int method, bool presolve,
                long *pivots)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = method;
    how.r_test = method == GLP_PRIMAL ? GLP_RT_HAR
                 : s->how.ratio_test  ? s->how.ratio_test
                                      : GLP_RT_FLIP;
    how.presolve = presolve ? GLP_ON : GLP_OFF;
    how.tol_bnd = how.tol_dj = 1e-9;
    const int before = glp_get_it_cnt(lp);
    int code = glp_simplex(lp, &how);
    if (code != 0 || glp_get_status(lp) != GLP_OPT) { /* once more from nothing */
        glp_std_basis(lp);
        how.meth = GLP_PRIMAL;
        how.r_test = GLP_RT_HAR;
        how.presolve = GLP_OFF;
        code = glp_simplex(lp, &how);
    }
    *pivots += glp_get_it_cnt(lp) - before;
    return code == 0 && glp_get_status(lp) == GLP_OPT;
}

static void set_cost(const glpk_state *s, glp_prob *lp, int level, double weight)
{
    const tc_objective *goal = &s->task->level[level];
    for (int k = 0; k < goal->count; k++)
        glp_set_obj_coef(lp, goal->column[k] + 1, weight * goal->value[k]);
}

/* One goal; each column has a cost in one goal at most. */
static void set_goal(const glpk_state *s, glp_prob *lp, int level)
{
    for (int g = 0; g < s->task->level_count; g++)
        set_cost(s, lp, g, g == level ? 1.0 : 0.0);
}

/* All goals, the earlier the heavier: no strict order, but a basis near to it. */
static void set_all_goals(const glpk_state *s, glp_prob *lp)
{
    double weight = 1.0;
    for (int g = s->task->level_count - 1; g >= 0; g--, weight *= PEER_WEIGHT)
        set_cost(s, lp, g, weight);
}

/* A program for each goal: the dual simplex from that goal's basis of the scenario
 * before; GLPK keeps its factors, too. */
static bool solve_each(glpk_state *s, double *values, long *pivots)
{
    for (int k = 0; k < s->task->level_count; k++) {
        program *p = &s->programs[k];
        set_program(s, p);
        for (int g = 0; s->how.rows && g < k; g++)
            glp_set_row_bnds(p->lp, s->rows + 1 + g, GLP_LO, values[g], 0.0);
        if (!run(s, p->lp, s->how.method, false, pivots))
            return false;
        values[k] = glp_get_obj_val(p->lp);
        if (!s->how.rows)
            find_face(s, p);
    }
    return true;
}

/* One program: the first goal by the dual simplex from the last basis of the scenario
 * before, which is dual feasible for it, since later goals move only what has no price
 * there; each further goal by the primal simplex from the goal before. */
static bool solve_chain(glpk_state *s, double *values, long *pivots)
{
    program *p = &s->programs[0];
    const int last = s->task->level_count - 1;
    for (int g = 0; s->how.rows && g < last; g++)
        glp_set_row_bnds(p->lp, s->rows + 1 + g, GLP_FR, 0.0, 0.0);
    set_program(s, p);
    if (s->how.leaned) {
        set_all_goals(s, p->lp);
        begin(s, p->lp);
        if (!run(s, p->lp, s->how.method, s->how.presolve, pivots))
            return false;
    }
    for (int k = 0; k <= last; k++) {
        const bool first = k == 0 && !s->how.leaned;
        if (k > 0)
            set_program(s, p);
        set_goal(s, p->lp, k);
        if (first)
            begin(s, p->lp);
        if (!run(s, p->lp, first ? s->how.method : GLP_PRIMAL, first && s->how.presolve,
                 pivots))
            return false;
        values[k] = glp_get_obj_val(p->lp);
        if (!s->how.rows)
            find_face(s, p);
        else if (k < last)
            glp_set_row_bnds(p->lp, s->rows + 1 + k, GLP_LO, values[k], 0.0);
    }
    return true;
}

static bool solve_glpk(void *state, int point, double *values, long *pivots)
{
    glpk_state *s = state;
    take_point(s, point);
    const bool solved =
        s->how.each ? solve_each(s, values, pivots) : solve_chain(s, values, pivots);
    s->has_basis = true;
    return solved;
}

/* ---- what is tried ----------------------------------------------------------------- */

/* clang-format off */
static const char *const cold_names[] = {
    "dual, advanced basis; faces",
    "primal, advanced basis; faces",
    "presolve, dual; faces",
    "dual, slack basis; faces",
    "dual, shares served; faces",
    "dual, shares served; rows",
    "primal, slack basis; faces",
    "presolve, primal; faces",
    "weighted dual, advanced basis; faces",
    "weighted dual, shares served; faces",
    "weighted presolve, dual; faces"};
static const setting cold_settings[] = {
    {.method = GLP_DUALP, .begins = START_ADVANCED},
    {.method = GLP_PRIMAL, .begins = START_ADVANCED},
    {.method = GLP_DUALP, .presolve = true},
    {.method = GLP_DUALP},
    {.method = GLP_DUALP, .begins = START_SERVED},
    {.method = GLP_DUALP, .begins = START_SERVED, .rows = true},
    {.method = GLP_PRIMAL},
    {.method = GLP_PRIMAL, .presolve = true},
    {.method = GLP_DUALP, .begins = START_ADVANCED, .leaned = true},
    {.method = GLP_DUALP, .begins = START_SERVED, .leaned = true},
    {.method = GLP_DUALP, .presolve = true, .leaned = true}};

static const char *const warm_names[] = {
    "one basis, weighted first, flip; faces",
    "one basis, weighted first, har; faces",
    "one basis, flip; faces",
    "a basis each goal, har; rows",
    "a basis each goal, flip; rows",
    "a basis each goal, std; faces",
    "a basis each goal, har; faces",
    "a basis each goal, flip; faces",
    "one basis, std; faces",
    "one basis, har; faces",
    "one basis, weighted first, std; faces"};
static const setting warm_settings[] = {
    {.method = GLP_DUALP, .begins = START_ADVANCED, .leaned = true},
    {.method = GLP_DUALP, .ratio_test = GLP_RT_HAR, .begins = START_ADVANCED, .leaned = true},
    {.method = GLP_DUALP},
    {.method = GLP_DUALP, .each = true, .ratio_test = GLP_RT_HAR, .rows = true},
    {.method = GLP_DUALP, .each = true, .rows = true},
    {.method = GLP_DUALP, .each = true, .ratio_test = GLP_RT_STD},
    {.method = GLP_DUALP, .each = true, .ratio_test = GLP_RT_HAR},
    {.method = GLP_DUALP, .each = true},
    {.method = GLP_DUALP, .ratio_test = GLP_RT_STD},
    {.method = GLP_DUALP, .ratio_test = GLP_RT_HAR},
    {.method = GLP_DUALP, .ratio_test = GLP_RT_STD, .begins = START_ADVANCED, .leaned = true}};
/* clang-format on */

enum {
    COLD_SETTINGS = sizeof cold_settings / sizeof *cold_settings,
    WARM_SETTINGS = sizeof warm_settings / sizeof *warm_settings
};

static void *open_cold(const peer_task *task, int which)
{
    return open_glpk(task, &cold_settings[which], false);
}

static void *open_warm(const peer_task *task, int which)
{
    return open_glpk(task, &warm_settings[which], true);
}

const sweep_peer glpk_cold_peer = {"GLPK cold", false,     COLD_SETTINGS, 3,
                                   cold_names,  open_cold, solve_glpk,    close_glpk};
const sweep_peer glpk_warm_peer = {"GLPK warm", true,      WARM_SETTINGS, 3,
                                   warm_names,  open_warm, solve_glpk,    close_glpk};
