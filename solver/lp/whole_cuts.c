/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/whole_cuts_parts.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/objective.h"
#include "lp/share_proof.h"

/* Where more than one program in so many comes to nothing, no more are tried. */
enum { LOST_PART = 10, LOST_AT_FIRST = 50 };

/* ---- opening ----------------------------------------------------------------------- */

/* Which column of the space of shares stands for one of the program of flows: an own
 * share of a project without access is its share. -1: none, it is 0. */
static int column_of(const tc_whole_cuts *w, int column)
{
    const tc_net_item *item = &w->net->columns[column];
    const tc_share_model *m = &w->model;
    if (item->project < 0)
        return -1;
    const int own = m->own_column[item->project];
    return item->kind == TC_NET_OWN_SHARE && own >= 0 ? own
                                                      : m->share_column[item->project];
}

/* As objective over the columns of the space of shares. */
static void spread(const tc_whole_cuts *w, const tc_objective *goal, double *cost)
{
    memset(cost, 0, sizeof(double) * (size_t)w->model.columns);
    for (int k = 0; k < goal->count; k++) {
        const int c = column_of(w, goal->column[k]);
        if (c >= 0)
            cost[c] += goal->value[k];
    }
}

static bool take_goals(tc_whole_cuts *w)
{
    const tc_problem *problem = w->net->problem;
    const size_t columns = (size_t)w->model.columns + 1;
    const size_t flows = (size_t)w->net->lp.columns;
    w->goals = tc_arena_take(&w->arena, (size_t)problem->goal_count, sizeof *w->goals);
    int *column = tc_arena_take(&w->arena, flows, sizeof(int));
    double *value = tc_arena_take(&w->arena, flows, sizeof(double));
    for (int g = 0; w->goals && column && value && g < problem->goal_count; g++) {
        tc_cuts_goal *goal = &w->goals[g];
        *goal = (tc_cuts_goal){tc_arena_take(&w->arena, columns, sizeof(double)), 0.0,
                               -INFINITY};
        if (!goal->cost)
            return false;
        if (w->net->goal_row[g] < 0)
            continue;
        const tc_objective total = tc_objective_total(w->net, g, column, value);
        spread(w, &total, goal->cost);
        for (int c = 0; c < w->model.columns; c++)
            goal->largest += goal->cost[c];
    }
    return w->goals && column && value;
}

static tc_code take_parts(tc_whole_cuts *w, tc_error *error)
{
    const tc_share_model *m = &w->model;
    tc_code code = tc_boxed_make(m->columns, &w->arena, &w->boxed, error);
    if (code == TC_OK)
        code = tc_share_work_make(m, &w->work, error);
    if (code == TC_OK)
        code = tc_share_point_make(m, 1, 1, &w->point, error);
    if (code != TC_OK)
        return code;
    const size_t rows = (size_t)w->boxed.room + 1;
    const size_t reaches = rows * (size_t)m->most_areas;
    w->needs = tc_share_basis_new(m, 1);
    w->row = tc_arena_take(&w->arena, rows, sizeof *w->row);
    w->cell = tc_arena_take(&w->arena, (size_t)w->net->class_count, sizeof(int));
    w->reach = tc_arena_take(&w->arena, reaches, sizeof(int16_t));
    if (!w->needs || !w->row || !w->cell || !w->reach || !take_goals(w))
        return tc_no_memory(error);
    w->boxed.find = tc_whole_cuts_find;
    w->boxed.asked = w;
    tc_share_supply supply = {w->point.kept, w->point.out};
    tc_share_supply_of_case(m, &supply);
    tc_share_basis_first(w->needs);
    tc_share_class_cells(m, w->net, w->cell);
    return TC_OK;
}

tc_code tc_whole_cuts_open(const tc_network *net, tc_whole_cuts **cuts, tc_error *error)
{
    const char *why[2];
    tc_whole_cuts *w = tc_mem_new(1, sizeof *w);
    if (!w)
        return tc_no_memory(error);
    w->net = net;
    *cuts = NULL;
    tc_code code = tc_share_model_build(net->problem, NULL, &w->model, why, error);
    const bool has_form = code == TC_OK && !why[0];
    if (has_form)
        code = take_parts(w, error);
    if (has_form && code == TC_OK)
        *cuts = w;
    else
        tc_whole_cuts_close(w);
    return code;
}

void tc_whole_cuts_close(tc_whole_cuts *w)
{
    if (!w)
        return;
    tc_mem_drop(w->needs);
    tc_share_point_free(&w->point);
    tc_share_work_free(&w->work);
    tc_share_model_free(&w->model);
    tc_arena_free(&w->arena);
    tc_mem_drop(w);
}

void tc_whole_cuts_hold(tc_whole_cuts *w, int goal, double total)
{
    for (int i = 0; i < w->boxed.size; i++) {
        const tc_cuts_row *row = &w->row[w->boxed.row[i].slot];
        if (row->kind == TC_CUTS_GOAL && row->index == goal)
            w->boxed.row[i].rhs = -total * row->unit;
    }
    w->goals[goal].total = total;
}

/* ---- prices of the program of flows ------------------------------------------------ */

/* By cell, what the cuts ask; goals and l <= y at once. */
static void weigh(tc_whole_cuts *w, double *multiplier)
{
    const tc_share_model *m = &w->model;
    tc_share_clear(m, &w->work);
    for (int i = 0; i < w->boxed.priced; i++) {
        const tc_cuts_row *row = &w->row[w->boxed.row[i].slot];
        const double price = w->boxed.price[i] * row->unit;
        if (price == 0.0)
            continue;
        if (row->kind == TC_CUTS_CUT)
            tc_share_add_row(m, &row->cut, price, &w->work);
        else if (row->kind == TC_CUTS_GOAL)
            multiplier[w->net->goal_row[row->index]] = -price;
        else
            multiplier[w->net->within_row[m->project[row->index]]] = -price;
    }
}

/* Without access an own share is the share: l <= y bears all that l is worth. */
static void price_tied(const tc_whole_cuts *w, const tc_objective *goal,
                       double *multiplier)
{
    const tc_share_model *m = &w->model;
    const tc_linear *lp = &w->net->lp;
    for (int j = 0; j < m->problem->project_count; j++) {
        const int l = w->net->own_column[j], row = w->net->within_row[j];
        if (l < 0 || row < 0 || m->own_column[j] >= 0)
            continue;
        double worth = 0.0;
        for (int k = 0; goal && k < goal->count; k++)
            worth += goal->column[k] == l ? goal->value[k] : 0.0;
        for (int k = lp->start[l]; k < lp->start[l + 1]; k++)
            if (w->net->rows[lp->index[k]].kind == TC_NET_GOAL)
                worth -= lp->value[k] * multiplier[lp->index[k]];
        multiplier[row] = -worth;
    }
}

/* goal NULL: of a ray, which knows no costs. */
static void take_prices(tc_whole_cuts *w, const tc_objective *goal, double *multiplier)
{
    const ptrdiff_t cells = w->model.cells;
    memset(multiplier, 0, sizeof(double) * (size_t)w->net->lp.rows);
    weigh(w, multiplier);
    for (int c = 0; c < w->net->class_count; c++) {
        const tc_net_class *class = &w->net->classes[c];
        if (w->cell[c] < 0)
            continue;
        const ptrdiff_t kind = class->pool_access ? TC_SHARE_POOL : TC_SHARE_HOME;
        multiplier[class->coverage_row] = -w->work.weight[kind * cells + w->cell[c]];
        if (class->own_row >= 0 && class->pool_access)
            multiplier[class->own_row] =
                -w->work.weight[TC_SHARE_OWN * cells + w->cell[c]];
    }
    price_tied(w, goal, multiplier);
}

/* ---- a program --------------------------------------------------------------------- */

static void load_box(tc_whole_cuts *w, const tc_box *box)
{
    const tc_share_model *m = &w->model;
    for (int c = 0; c < m->columns; c++) {
        const bool own = m->kind[c] == TC_SHARE_OWN;
        w->boxed.low[c] = own ? 0.0 : box->low[m->project[c]];
        w->boxed.high[c] = box->high[m->project[c]];
    }
}

/* A project that has no column gets nothing; may the box want it to? */
static bool wants_dead(const tc_whole_cuts *w, const tc_box *box)
{
    for (int j = 0; j < box->count; j++)
        if (w->model.share_column[j] < 0 && box->low[j] > 0.0)
            return true;
    return false;
}

static void take_point(const tc_whole_cuts *w, tc_basic_solution *solution)
{
    const tc_share_model *m = &w->model;
    memset(solution->x, 0, sizeof(double) * (size_t)w->net->lp.columns);
    for (int j = 0; j < m->problem->project_count; j++) {
        const int y = m->share_column[j], own = w->net->own_column[j];
        solution->reduced_cost[w->net->share_column[j]] = 0.0;
        if (y < 0)
            continue;
        solution->x[w->net->share_column[j]] = w->boxed.x[y];
        solution->reduced_cost[w->net->share_column[j]] = w->boxed.reduced[y];
        if (own >= 0)
            solution->x[own] = w->boxed.x[m->own_column[j] >= 0 ? m->own_column[j] : y];
    }
}

void tc_whole_cuts_bound(tc_whole_cuts *w, const tc_box *box, const tc_objective *goal,
                         double cutoff, tc_bound_status *status,
                         tc_basic_solution *solution)
{
    *status = TC_BOUND_UNKNOWN;
    if (wants_dead(w, box) || LOST_PART * w->lost > w->asked + LOST_AT_FIRST)
        return;
    w->asked++;
    load_box(w, box);
    spread(w, goal, w->boxed.cost);
    const long before = w->boxed.pivots;
    switch (tc_boxed_solve(&w->boxed, cutoff, &solution->value)) {
    case TC_BOXED_SOLVED:
        *status = TC_BOUND_SOLVED;
        take_point(w, solution);
        take_prices(w, goal, solution->multiplier);
        break;
    case TC_BOXED_BELOW:
        *status = TC_BOUND_BELOW;
        take_prices(w, goal, solution->multiplier);
        break;
    case TC_BOXED_EMPTY:
        *status = TC_BOUND_EMPTY;
        take_prices(w, NULL, solution->multiplier);
        break;
    case TC_BOXED_LOST:
        w->lost++;
        break;
    }
    solution->pivots = w->boxed.pivots - before;
}
