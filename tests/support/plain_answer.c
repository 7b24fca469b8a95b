/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/plain_answer.h"

#include <criterion/criterion.h>
#include <glpk.h>
#include <math.h>
#include <string.h>

#include "lp/lexico.h"

/* How far an earlier goal may give way in PLAIN_BY_ROWS. */
static const double GIVE_WAY = 1e-9;

/* One of the two ways of solving. */
typedef struct engine {
    const plain_model *model;
    tc_lexico *lexico; /* PLAIN_BY_FACES */
    glp_prob *glpk;    /* PLAIN_BY_ROWS */
    int *column;
    double *value;
    plain_answer *answer;
    const plain_answer *beat;
    bool ahead, beaten; /* in strict order, of the answer to beat */
} engine;

static void *take(plain_answer *answer, int count, size_t size)
{
    void *taken = tc_arena_take(&answer->arena, (size_t)count, size);
    cr_assert_not_null(taken);
    return taken;
}

static int bounds_of(double low, double high)
{
    if (isfinite(low) && isfinite(high))
        return low < high ? GLP_DB : GLP_FX;
    if (isfinite(low))
        return GLP_LO;
    return isfinite(high) ? GLP_UP : GLP_FR;
}

static glp_prob *load_glpk(const tc_linear *lp, int *index, double *value)
{
    glp_prob *p = glp_create_prob();
    glp_term_out(GLP_OFF);
    glp_set_obj_dir(p, GLP_MAX);
    if (lp->rows)
        glp_add_rows(p, lp->rows);
    if (lp->columns)
        glp_add_cols(p, lp->columns);
    for (int i = 0; i < lp->rows; i++)
        glp_set_row_bnds(p, i + 1, bounds_of(lp->row_low[i], lp->row_high[i]),
                         lp->row_low[i], lp->row_high[i]);
    for (int j = 0; j < lp->columns; j++) {
        glp_set_col_bnds(p, j + 1, bounds_of(lp->low[j], lp->high[j]), lp->low[j],
                         lp->high[j]);
        int count = 0;
        for (int k = lp->start[j]; k < lp->start[j + 1]; k++) {
            index[++count] = lp->index[k] + 1;
            value[count] = lp->value[k];
        }
        glp_set_mat_col(p, j + 1, count, index, value);
    }
    return p;
}

/* Start afresh with the usual settings; where GLPK stumbles, circles or finds the rows a
 * hair too tight, with others. */
static int solve_glpk(glp_prob *p)
{
    int found = GLP_UNDEF;
    for (int attempt = 0; attempt < 4; attempt++) {
        glp_smcp how;
        glp_init_smcp(&how);
        how.msg_lev = GLP_MSG_OFF;
        how.tol_bnd = how.tol_dj = attempt < 2 ? 1e-9 : 1e-8;
        how.pricing = attempt % 2 ? GLP_PT_STD : GLP_PT_PSE;
        how.r_test = attempt % 2 ? GLP_RT_STD : GLP_RT_HAR;
        how.it_lim = 20000;
        glp_scale_prob(p, GLP_SF_AUTO);
        if (attempt % 2)
            glp_std_basis(p);
        else
            glp_adv_basis(p, 0);
        const int answer = glp_simplex(p, &how);
        const int status = glp_get_status(p);
        if (answer == 0 && (status == GLP_OPT || status == GLP_NOFEAS))
            found = status;
        if (found == GLP_OPT)
            break;
    }
    return found;
}

/* False: no feasible point. */
static bool maximise_glpk(engine *e, const tc_objective *goal, double *best)
{
    for (int j = 1; j <= e->model->lp.columns; j++)
        glp_set_obj_coef(e->glpk, j, 0.0);
    for (int k = 0; k < goal->count; k++)
        glp_set_obj_coef(e->glpk, goal->column[k] + 1, goal->value[k]);
    const int status = solve_glpk(e->glpk);
    cr_assert_neq(status, GLP_UNDEF);
    *best = glp_get_obj_val(e->glpk);
    return status == GLP_OPT;
}

static void keep_row(engine *e, const tc_objective *goal, double best)
{
    int *index = &e->column[e->model->lp.columns]; /* from 1, behind the goal's own */
    double *value = &e->value[e->model->lp.columns];
    for (int k = 0; k < goal->count; k++) {
        index[k + 1] = goal->column[k] + 1;
        value[k + 1] = goal->value[k];
    }
    const int row = glp_add_rows(e->glpk, 1);
    glp_set_mat_row(e->glpk, row, goal->count, index, value);
    glp_set_row_bnds(e->glpk, row, GLP_LO, best - GIVE_WAY, 0.0);
}

/* The best value of a goal, which later goals keep; false: no feasible point. */
static bool reach(engine *e, const tc_objective *goal, double *best)
{
    *best = 0.0;
    if (e->glpk) {
        const bool feasible = maximise_glpk(e, goal, best);
        if (feasible && goal->count)
            keep_row(e, goal, *best);
        return feasible;
    }
    tc_lp_status status = TC_LP_OPTIMAL;
    tc_error error = {0};
    cr_assert_eq(tc_lexico_level(e->lexico, goal, &status, best, NULL, &error), TC_OK,
                 "%s", error.message_en);
    return status == TC_LP_OPTIMAL;
}

/* Note a value, and compare it with that of the answer to beat: false: it is less. */
static bool note(engine *e, double value)
{
    plain_answer *answer = e->answer;
    const int at = answer->course_count++;
    answer->course[at] = value;
    if (!e->beat || e->ahead)
        return true;
    const double gain = value - e->beat->course[at];
    const double slack = 1e-6 * fmax(1.0, fabs(value));
    e->ahead = gain > slack;
    e->beaten = gain < -slack;
    return !e->beaten;
}

/* Does project a come before b? Without a goal that says so, by id alone. */
static bool comes_before(const tc_problem *problem, bool by_id, int a, int b)
{
    const tc_project *x = &problem->projects[a], *y = &problem->projects[b];
    if (!by_id && x->accepted_on != y->accepted_on)
        return x->accepted_on < y->accepted_on;
    return strcmp(x->id, y->id) < 0;
}

/* Shares in the order of acceptance, then own shares in that order. */
static void settle_shares(engine *e, plain_answer *answer, bool by_id)
{
    const plain_model *m = e->model;
    const int count = m->problem->project_count;
    int *order = take(answer, count, sizeof *order);
    for (int k = 0; k < count; k++) {
        int at = k;
        for (; at > 0 && comes_before(m->problem, by_id, k, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
    const double one = 1.0;
    for (int k = 0; k < 2 * count; k++) {
        const int j = order[k % count];
        const int column = k < count ? m->share[j] : m->own[j];
        const tc_objective single = {1, &column, &one};
        double best = 0.0;
        if (column >= 0)
            cr_assert(reach(e, &single, &best));
        (k < count ? answer->share : answer->own)[j] = best;
        if (!note(e, best))
            return;
    }
}

static void reach_goals(engine *e, plain_answer *answer)
{
    const plain_model *m = e->model;
    bool settled = false;
    for (int goal = 0; goal < m->problem->goal_count && !e->beaten; goal++) {
        if (m->problem->goals[goal].kind == TC_GOAL_FIRST_COME) {
            settle_shares(e, answer, false);
            settled = true;
            continue;
        }
        const double one = 1.0;
        const tc_objective least = {1, &m->smallest[goal], &one};
        if (m->smallest[goal] >= 0)
            cr_assert(reach(e, &least, &answer->smallest[goal]));
        if (m->smallest[goal] >= 0 && !note(e, answer->smallest[goal]))
            return;
        const tc_objective total = plain_model_goal(m, goal, e->column, e->value);
        cr_assert(reach(e, &total, &answer->total[goal]));
        if (!note(e, answer->total[goal]))
            return;
    }
    if (!settled && !e->beaten)
        settle_shares(e, answer, true);
}

/* False: nothing can be so. */
static bool hold(plain_model *model, unsigned approved)
{
    for (int j = 0; j < model->problem->project_count; j++) {
        const double least = tc_project_least(&model->problem->projects[j]);
        const int column = model->share[j];
        if (!(least > 0.0))
            continue;
        if (approved & 1U << j)
            model->lp.low[column] = fmax(model->lp.low[column], least);
        else
            model->lp.high[column] = 0.0;
        if (model->lp.low[column] > model->lp.high[column])
            return false;
    }
    return true;
}

static plain_answer find(const plain_model *m, plain_method method,
                         const plain_answer *beat)
{
    const plain_model model = *m;
    const tc_problem *problem = m->problem;
    plain_answer answer = {.feasible = true};
    const int room = 2 * (model.lp.columns + model.lp.rows) + 2;
    engine e = {.model = &model,
                .column = take(&answer, room, sizeof(int)),
                .value = take(&answer, room, sizeof(double)),
                .answer = &answer,
                .beat = beat};
    answer.course =
        take(&answer, 2 * (problem->goal_count + problem->project_count), sizeof(double));
    answer.smallest = take(&answer, problem->goal_count, sizeof(double));
    answer.total = take(&answer, problem->goal_count, sizeof(double));
    answer.share = take(&answer, problem->project_count, sizeof(double));
    answer.own = take(&answer, problem->project_count, sizeof(double));
    tc_error error = {0};
    if (method == PLAIN_BY_ROWS)
        e.glpk = load_glpk(&model.lp, e.column, e.value);
    else
        cr_assert_eq(tc_lexico_open(&model.lp, &e.lexico, &error), TC_OK, "%s",
                     error.message_en);
    const tc_objective nothing = {0, e.column, e.value};
    double value = 0.0;
    answer.feasible = reach(&e, &nothing, &value);
    if (answer.feasible)
        reach_goals(&e, &answer);
    answer.feasible = answer.feasible && !e.beaten;
    tc_lexico_close(e.lexico);
    if (e.glpk) {
        glp_delete_prob(e.glpk);
        glp_free_env();
    }
    return answer;
}

plain_answer plain_answer_find(const tc_problem *problem, plain_method method)
{
    plain_model model = plain_model_build(problem);
    const plain_answer answer = find(&model, method, NULL);
    plain_model_free(&model);
    return answer;
}

plain_answer plain_answer_held(const tc_problem *problem, unsigned approved,
                               const plain_answer *beat)
{
    plain_model model = plain_model_build(problem);
    plain_answer answer = {.feasible = false};
    if (hold(&model, approved))
        answer = find(&model, PLAIN_BY_FACES, beat);
    plain_model_free(&model);
    return answer;
}

void plain_answer_free(plain_answer *answer)
{
    tc_arena_free(&answer->arena);
}
