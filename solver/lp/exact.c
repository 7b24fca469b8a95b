/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "lp/lexico.h"
#include "lp/objective.h"
#include "lp/share_optimum.h"
#include "lp/step.h"

/* The program as the case has it: without what goals have reached. */
static void release(tc_driver *d)
{
    tc_whole *w = &d->w;
    for (int i = 0; i < w->net.lp.rows; i++)
        tc_simplex_row_limits(w->simplex, i, w->net.lp.row_low[i], w->net.lp.row_high[i]);
    for (int k = 0; k < w->net.lp.columns; k++)
        tc_simplex_column_limits(w->simplex, k, w->net.lp.low[k], w->net.lp.high[k]);
    for (int j = 0; j < w->box.count; j++) {
        const int column = w->net.share_column[j];
        w->box.loaded_low[j] = w->net.lp.low[column];
        w->box.loaded_high[j] = w->net.lp.high[column];
    }
}

/* Whole projects as in the best plan, the others as they like. */
static void hold_approvals(const tc_whole *w, tc_lexico *lexico)
{
    for (int j = 0; j < w->box.count; j++) {
        const double least = w->box.least[j];
        const int column = w->net.share_column[j];
        const bool required = w->problem->projects[j].must_serve;
        const bool approved = tc_whole_is_approved(w, w->best, j);
        if (required)
            tc_lexico_hold(lexico, column, 1.0, 1.0);
        else if (least > 0.0)
            tc_lexico_hold(lexico, column, approved ? least : 0.0, approved ? 1.0 : 0.0);
    }
}

/* The goals in order up to the step's. */
static tc_code climb(tc_driver *d, const tc_search *step, tc_lexico *lexico,
                     double *value, tc_error *error)
{
    const tc_network *net = &d->w.net;
    const double one = 1.0;
    tc_lp_status status = TC_LP_OPTIMAL;
    tc_code code = TC_OK;
    for (int goal = 0; goal <= step->goal && code == TC_OK && status == TC_LP_OPTIMAL;
         goal++) {
        if (d->w.problem->goals[goal].even) {
            const tc_objective smallest = {1, &net->smallest_column[goal], &one};
            code = tc_lexico_level(lexico, &smallest, &status, value, NULL, error);
        }
        const bool last = goal == step->goal && step->kind == TC_LEVEL_SMALLEST_SHARE;
        const tc_objective total =
            tc_objective_total(net, goal, d->guide_column, d->guide_value);
        if (!last && code == TC_OK && status == TC_LP_OPTIMAL && total.count > 0)
            code = tc_lexico_level(lexico, &total, &status, value, NULL, error);
        else if (!last && total.count == 0)
            *value = 0.0;
    }
    if (code == TC_OK && status != TC_LP_OPTIMAL)
        *value = -INFINITY;
    return code;
}

/* By the space of shares, which is exact in its order too. */
static tc_code read_shares(tc_driver *d, const tc_search *step, double *value, bool *done,
                           tc_error *error)
{
    tc_whole *w = &d->w;
    tc_arena arena = {0};
    const size_t projects = (size_t)w->box.count;
    double *share = tc_arena_take(&arena, projects, sizeof(double));
    double *own = tc_arena_take(&arena, projects, sizeof(double));
    bool *approved = tc_arena_take(&arena, projects, sizeof(bool));
    tc_code code = share && own && approved ? TC_OK : tc_no_memory(error);
    for (int j = 0; code == TC_OK && j < w->box.count; j++)
        approved[j] =
            w->problem->projects[j].must_serve || tc_whole_is_approved(w, w->best, j);
    if (code == TC_OK)
        code =
            tc_share_optimum_shares(w->problem, approved, NULL, share, own, done, error);
    double sum = 0.0;
    const tc_goal *goal = &w->problem->goals[step->goal];
    for (int j = 0; code == TC_OK && *done && j < w->box.count; j++) {
        const tc_project *project = &w->problem->projects[j];
        if (goal->kind == TC_GOAL_TIER && project->tier == goal->tier)
            sum += project->weight * share[j];
        else if (goal->kind == TC_GOAL_GUARANTEE_LOCAL && project->local_key)
            sum += project->weight * own[j];
    }
    if (code == TC_OK && *done)
        *value = sum;
    tc_arena_free(&arena);
    return code;
}

tc_code tc_step_exact(tc_driver *d, const tc_search *step, double *value, tc_error *error)
{
    tc_whole *w = &d->w;
    bool done = false;
    const tc_code quick = w->cuts ? read_shares(d, step, value, &done, error) : TC_OK;
    if (quick != TC_OK || done)
        return quick;
    release(d);
    tc_lexico *lexico = NULL;
    tc_code code = tc_lexico_borrow(&w->net.lp, w->simplex, &lexico, error);
    if (code != TC_OK)
        return code;
    hold_approvals(w, lexico);
    double exact = -INFINITY;
    code = climb(d, step, lexico, &exact, error);
    w->pivots += tc_lexico_pivots(lexico);
    tc_lexico_close(lexico);
    release(d);
    tc_step_hold_goals(d);
    if (code == TC_OK && isfinite(exact))
        *value = exact;
    return code;
}
