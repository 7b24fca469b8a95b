/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/simplex_glpk.h"

#include <limits.h>
#include <math.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/scale.h"

/* Feasibility of the scaled program. Ten times larger, and shares are no longer good to
 * the 1e-9 that the certificate promises; ten times smaller, and GLPK stalls. */
static const double PRIMAL_TOLERANCE = 1e-9;
static const double DUAL_TOLERANCE = 1e-9;
/* Where nothing else gives an answer; the check of the plan judges whether it will do. */
static const double LOOSE_TOLERANCE = 1e-7;

/* Pivots allowed in one call for each row and column; Netlib's hardest take 3. Fewer, and
 * slow cases are begun anew for nothing; more, and circles go on for longer. */
enum { PIVOTS_EACH = 10 };

/* GLPK ends the process on a fault of its own unless a hook jumps out; the jump crosses
 * only GLPK's frames. What GLPK held is freed with its environment. */
void tc_glpk_jump(void *info)
{
    jmp_buf *back = info;
    longjmp(*back, 1);
}

tc_code tc_glpk_broke(tc_simplex *s, tc_error *error)
{
    glp_error_hook(NULL, NULL);
    glp_free_env();
    s->problem = NULL;
    s->broken = true;
    return tc_fail(error, TC_ERR_SOLVER, NULL, "线性规划求解器 GLPK 内部出错或内存不足",
                   "the LP solver GLPK failed inside, or ran out of memory");
}

/* GLPK reports a fault before it jumps, even where its output is off. */
static int say_nothing(void *info, const char *text)
{
    (void)info;
    (void)text;
    return 1;
}

static int kind_of(double low, double high)
{
    const bool has_low = isfinite(low), has_high = isfinite(high);
    if (has_low && has_high)
        return low == high ? GLP_FX : GLP_DB;
    if (has_low)
        return GLP_LO;
    return has_high ? GLP_UP : GLP_FR;
}

static void load_columns(tc_simplex *s, int *index, double *value)
{
    const tc_linear *lp = s->lp;
    for (int j = 0; j < lp->columns; j++) {
        int count = 0;
        for (int k = lp->start[j]; k < lp->start[j + 1]; k++) {
            if (lp->value[k] == 0.0)
                continue;
            index[++count] = lp->index[k] + 1;
            value[count] = lp->value[k] * s->row_scale[lp->index[k]] * s->column_scale[j];
        }
        glp_set_mat_col(s->problem, j + 1, count, index, value);
        tc_simplex_column_limits(s, j, lp->low[j], lp->high[j]);
    }
}

static void load(tc_simplex *s, int *index, double *value)
{
    const tc_linear *lp = s->lp;
    glp_term_hook(say_nothing, NULL);
    s->problem = glp_create_prob();
    glp_set_obj_dir(s->problem, GLP_MAX);
    if (lp->rows > 0)
        glp_add_rows(s->problem, lp->rows);
    if (lp->columns > 0)
        glp_add_cols(s->problem, lp->columns);
    for (int i = 0; i < lp->rows; i++)
        tc_simplex_row_limits(s, i, lp->row_low[i], lp->row_high[i]);
    load_columns(s, index, value);
    glp_std_basis(s->problem);
}

static tc_code load_guarded(tc_simplex *s, int *index, double *value, tc_error *error)
{
    jmp_buf back;
    if (setjmp(back))
        return tc_glpk_broke(s, error);
    glp_error_hook(tc_glpk_jump, &back);
    load(s, index, value);
    glp_error_hook(NULL, NULL);
    return TC_OK;
}

tc_code tc_simplex_open(const tc_linear *lp, tc_simplex **simplex, tc_error *error)
{
    tc_simplex *s = tc_mem_new(1, sizeof *s);
    int *index = tc_mem_new((size_t)lp->rows + 1, sizeof *index);
    double *value = tc_mem_new((size_t)lp->rows + 1, sizeof *value);
    tc_code code = TC_ERR_MEMORY;
    if (s) {
        s->lp = lp;
        s->noise = TC_NOISE;
        s->row_scale = tc_mem_new((size_t)lp->rows, sizeof *s->row_scale);
        s->column_scale = tc_mem_new((size_t)lp->columns, sizeof *s->column_scale);
        s->costly = tc_mem_new((size_t)lp->columns, sizeof *s->costly);
        s->ray_index =
            tc_mem_new((size_t)lp->rows + (size_t)lp->columns + 1, sizeof(int));
        s->ray_value =
            tc_mem_new((size_t)lp->rows + (size_t)lp->columns + 1, sizeof(double));
    }
    if (!s || !index || !value || !s->row_scale || !s->column_scale || !s->costly ||
        !s->ray_index || !s->ray_value)
        (void)tc_fail(error, code, NULL, "装载线性规划时内存不足",
                      "memory ran out while the linear program was loaded");
    else
        code = tc_scale_find(lp, s->row_scale, s->column_scale, error);
    if (code == TC_OK)
        code = load_guarded(s, index, value, error);
    tc_mem_drop(index);
    tc_mem_drop(value);
    if (code != TC_OK) {
        tc_simplex_close(s);
        return code;
    }
    *simplex = s;
    return TC_OK;
}

void tc_simplex_set_noise(tc_simplex *s, double noise)
{
    s->noise = noise;
}

void tc_simplex_column_limits(tc_simplex *s, int column, double low, double high)
{
    const double scale = s->column_scale[column];
    if (!s->broken)
        glp_set_col_bnds(s->problem, column + 1, kind_of(low, high), low / scale,
                         high / scale);
}

void tc_simplex_row_limits(tc_simplex *s, int row, double low, double high)
{
    const double scale = s->row_scale[row];
    if (!s->broken)
        glp_set_row_bnds(s->problem, row + 1, kind_of(low, high), low * scale,
                         high * scale);
}

void tc_simplex_basic(const tc_simplex *s, bool *basic)
{
    for (int j = 0; j < s->lp->columns; j++)
        basic[j] = glp_get_col_stat(s->problem, j + 1) == GLP_BS;
    for (int i = 0; i < s->lp->rows; i++)
        basic[s->lp->columns + i] = glp_get_row_stat(s->problem, i + 1) == GLP_BS;
}

static int status_of(unsigned char stand)
{
    return stand == TC_STAND_BASIC ? GLP_BS : stand == TC_STAND_HIGH ? GLP_NU : GLP_NL;
}

/* What has no such limit, GLPK puts at the one that it has. */
void tc_simplex_begin_at(tc_simplex *s, const unsigned char *stand)
{
    for (int j = 0; j < s->lp->columns; j++)
        glp_set_col_stat(s->problem, j + 1, status_of(stand[j]));
    for (int i = 0; i < s->lp->rows; i++)
        glp_set_row_stat(s->problem, i + 1, status_of(stand[s->lp->columns + i]));
    s->started = s->given = true;
}

/* Divided by the largest, so that tolerances mean the same for every goal. */
double tc_glpk_costs(tc_simplex *s, const tc_objective *goal)
{
    for (int k = 0; k < s->costly_count; k++)
        glp_set_obj_coef(s->problem, s->costly[k] + 1, 0.0);
    s->costly_count = 0;
    double most = 0.0;
    for (int k = 0; k < goal->count; k++)
        most = fmax(most, fabs(goal->value[k] * s->column_scale[goal->column[k]]));
    const double unit = most > 0.0 ? exp2(ceil(log2(most))) : 1.0;
    for (int k = 0; k < goal->count; k++) { /* a column comes once */
        const int j = goal->column[k];
        const double cost = goal->value[k] * s->column_scale[j];
        glp_set_obj_coef(s->problem, j + 1, cost / unit);
        s->costly[s->costly_count++] = j;
    }
    return unit;
}

static double without_noise(const tc_simplex *s, double scaled)
{
    return fabs(scaled) < s->noise ? 0.0 : scaled;
}

static void take_solution(const tc_simplex *s, double unit, tc_basic_solution *solution)
{
    for (int j = 0; j < s->lp->columns; j++) {
        solution->x[j] = glp_get_col_prim(s->problem, j + 1) * s->column_scale[j];
        solution->reduced_cost[j] =
            without_noise(s, glp_get_col_dual(s->problem, j + 1)) * unit /
            s->column_scale[j];
    }
    for (int i = 0; i < s->lp->rows; i++) {
        solution->activity[i] = glp_get_row_prim(s->problem, i + 1) / s->row_scale[i];
        solution->multiplier[i] = without_noise(s, glp_get_row_dual(s->problem, i + 1)) *
                                  unit * s->row_scale[i];
    }
    solution->value = glp_get_obj_val(s->problem) * unit;
}

bool tc_glpk_start(tc_simplex *s)
{
    bool dual_feasible = true;
    for (int j = 1; j <= s->lp->columns; j++) {
        const double cost = glp_get_obj_coef(s->problem, j);
        const int kind = glp_get_col_type(s->problem, j);
        int status = kind == GLP_FR ? GLP_NF : kind == GLP_UP ? GLP_NU : GLP_NL;
        if (kind == GLP_DB && cost > 0.0)
            status = GLP_NU;
        if (kind == GLP_FX)
            status = GLP_NS;
        dual_feasible = dual_feasible && (cost == 0.0 || kind == GLP_FX ||
                                          (cost > 0.0 && status == GLP_NU) ||
                                          (cost < 0.0 && status == GLP_NL));
        glp_set_col_stat(s->problem, j, status);
    }
    return dual_feasible;
}

static bool is_answer(const tc_simplex *s, int answer)
{
    const int status = glp_get_status(s->problem);
    return answer == GLP_EBOUND || (answer == 0 && status != GLP_UNDEF &&
                                    status != GLP_FEAS && status != GLP_INFEAS);
}

/* One call, then, where GLPK stumbles or goes round in circles, fresh starts from the row
 * basis. */
static int run(tc_simplex *s, glp_smcp *how)
{
    const int size = glp_get_num_rows(s->problem) + glp_get_num_cols(s->problem);
    how->it_lim =
        size < INT_MAX / PIVOTS_EACH - 100 ? PIVOTS_EACH * (size + 100) : INT_MAX;
    int answer = glp_simplex(s->problem, how);
    static const int methods[] = {GLP_PRIMAL, GLP_DUALP};
    for (size_t k = 0; k < 2 && !is_answer(s, answer); k++) {
        glp_std_basis(s->problem);
        how->meth = methods[k];
        how->r_test = GLP_RT_HAR;
        answer = glp_simplex(s->problem, how);
    }
    return answer;
}

bool tc_glpk_sees_gain(const tc_simplex *s)
{
    for (int j = 1; j <= s->lp->columns; j++) {
        const int at = glp_get_col_stat(s->problem, j);
        const double d = glp_get_col_dual(s->problem, j);
        if ((at == GLP_NL && d > TC_GLPK_FINE) || (at == GLP_NU && d < -TC_GLPK_FINE))
            return true;
    }
    for (int i = 1; i <= s->lp->rows; i++) {
        const int at = glp_get_row_stat(s->problem, i);
        const double d = glp_get_row_dual(s->problem, i);
        if ((at == GLP_NL && d > TC_GLPK_FINE) || (at == GLP_NU && d < -TC_GLPK_FINE))
            return true;
    }
    return false;
}

/* An optimum to the last digit: a few more pivots with a finer tolerance where that sees
 * a gain, then the point and the prices from a fresh factorisation of the basis. Where
 * the finer tolerance finds no end, the answer as it was. */
static int polish(tc_simplex *s, glp_smcp *how, bool moved)
{
    int answer = 0;
    if (tc_glpk_sees_gain(s)) {
        how->meth = GLP_PRIMAL;
        how->r_test = GLP_RT_HAR;
        how->tol_dj = TC_GLPK_FINE;
        const int fine = glp_simplex(s->problem, how);
        how->tol_dj = DUAL_TOLERANCE;
        if (fine != 0 || glp_get_status(s->problem) != GLP_OPT)
            answer = run(s, how);
        moved = true;
    }
    if (answer == 0 && moved && glp_factorize(s->problem) == 0)
        (void)glp_warm_up(s->problem);
    return answer;
}

static tc_code read_status(const tc_simplex *s, int answer, tc_lp_status *status,
                           tc_error *error)
{
    if (answer == GLP_EBOUND) { /* an upper limit below the lower */
        *status = TC_LP_INFEASIBLE;
        return TC_OK;
    }
    switch (answer == 0 ? glp_get_status(s->problem) : GLP_UNDEF) {
    case GLP_OPT:
        *status = TC_LP_OPTIMAL;
        return TC_OK;
    case GLP_NOFEAS:
        *status = TC_LP_INFEASIBLE;
        return TC_OK;
    case GLP_UNBND:
        *status = TC_LP_UNBOUNDED;
        return TC_OK;
    default:
        return tc_fail(error, TC_ERR_SOLVER, NULL, "GLPK 未能求解（代码 %d）",
                       "GLPK gave up (code %d)", answer);
    }
}

static tc_code maximise_guarded(tc_simplex *s, const tc_objective *goal,
                                tc_lp_status *status, tc_basic_solution *solution,
                                tc_error *error)
{
    jmp_buf back;
    if (setjmp(back))
        return tc_glpk_broke(s, error);
    glp_error_hook(tc_glpk_jump, &back);
    const double unit = tc_glpk_costs(s, goal);
    const bool dual = s->given || (!s->started && tc_glpk_start(s));
    s->started = true;
    s->given = false;
    if (s->restart)
        glp_std_basis(s->problem);
    else if (s->refactor)
        (void)glp_factorize(s->problem); /* where it fails, run starts afresh */
    s->restart = s->refactor = false;
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = dual ? GLP_DUALP : GLP_PRIMAL;
    how.r_test = dual ? GLP_RT_FLIP : GLP_RT_HAR;
    how.tol_bnd = s->loose ? LOOSE_TOLERANCE : PRIMAL_TOLERANCE;
    how.tol_dj = DUAL_TOLERANCE;
    s->loose = false;
    const long before = glp_get_it_cnt(s->problem);
    int answer = run(s, &how);
    if (answer == 0 && glp_get_status(s->problem) == GLP_OPT)
        answer = polish(s, &how, glp_get_it_cnt(s->problem) != before);
    tc_code code = read_status(s, answer, status, error);
    if (code == TC_OK && *status == TC_LP_OPTIMAL)
        take_solution(s, unit, solution);
    solution->pivots = glp_get_it_cnt(s->problem) - before;
    glp_error_hook(NULL, NULL);
    return code;
}

tc_code tc_simplex_maximise(tc_simplex *s, const tc_objective *goal, tc_lp_status *status,
                            tc_basic_solution *solution, tc_error *error)
{
    if (s->broken)
        return tc_fail(error, TC_ERR_SOLVER, NULL, "GLPK 已失效",
                       "GLPK has failed before");
    return maximise_guarded(s, goal, status, solution, error);
}

void tc_simplex_distrust(tc_simplex *s, tc_doubt doubt)
{
    s->refactor = true;
    s->restart = doubt != TC_DOUBT_FACTORS;
    s->loose = doubt == TC_DOUBT_LIMITS;
}

void tc_simplex_close(tc_simplex *s)
{
    if (!s)
        return;
    if (s->problem)
        glp_delete_prob(s->problem);
    if (!s->broken)
        glp_free_env();
    tc_mem_drop(s->row_scale);
    tc_mem_drop(s->column_scale);
    tc_mem_drop(s->costly);
    tc_mem_drop(s->ray_index);
    tc_mem_drop(s->ray_value);
    tc_mem_drop(s);
}
