/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_proof.h"

#include <math.h>
#include <string.h>

#include "base/fault.h"
#include "lp/share_parts.h"

/* A sum of prices that is this small beside its terms is 0: rounding is a hundred times
 * less, and the checker takes it for a price if nothing is beside it. */
static const double CANCELLED = 1e-12;

/* ---- what the goals say of a project ----------------------------------------------- */

static double without_rounding(const tc_share_model *m, int level, double reduced)
{
    return fabs(reduced) <= TC_SHARE_ROUNDING * m->most_cost[level] ? 0.0 : reduced;
}

/* What a level counts for l. */
static double cost_of_own(const tc_share_model *m, int level, int project)
{
    const int goal = m->goal[level];
    const bool counts = goal >= 0 &&
                        m->problem->goals[goal].kind == TC_GOAL_GUARANTEE_LOCAL &&
                        m->problem->projects[project].local_key;
    return counts ? m->problem->projects[project].weight : 0.0;
}

/* Reduced costs of l and of y, each for itself: without access l has no column. */
static double reduced_own(const tc_share_basis *b, int level, int project)
{
    const tc_share_model *m = b->model;
    const int l = m->own_column[project];
    const double *reduced = &b->reduced[(ptrdiff_t)level * m->columns];
    return without_rounding(m, level,
                            l >= 0 ? reduced[l] : cost_of_own(m, level, project));
}

static double reduced_share(const tc_share_basis *b, int level, int project)
{
    const tc_share_model *m = b->model;
    const double reduced =
        b->reduced[(ptrdiff_t)level * m->columns + m->share_column[project]];
    const double both = m->own_column[project] < 0 ? cost_of_own(m, level, project) : 0.0;
    return without_rounding(m, level, reduced - both);
}

typedef double reduced_of(const tc_share_basis *basis, int level, int project);

static int first_sign(const tc_share_basis *b, int project, reduced_of *of)
{
    for (int g = 0; g < b->model->levels; g++) {
        const double reduced = of(b, g, project);
        if (reduced != 0.0)
            return reduced > 0.0 ? 1 : -1;
    }
    return 0;
}

bool tc_share_own_is_decided(const tc_share_basis *b, int project)
{
    return first_sign(b, project, reduced_own) != 0;
}

bool tc_share_is_tied(const tc_share_basis *b, int project)
{
    const int l = b->model->own_column[project];
    return l < 0 || (b->place[l] < 0 && b->at_one[l]);
}

static bool has_price(const tc_share_basis *b, int row)
{
    for (int g = 0; g < b->model->levels; g++)
        if (b->price[g * b->room + row] != 0.0)
            return true;
    return false;
}

static bool is_held(const tc_share_basis *b, int column)
{
    for (int g = 0; g < b->model->levels; g++)
        if (tc_share_reduced(b, g, column, (tc_share_kind)b->kind[column]) != 0.0)
            return true;
    return false;
}

/* What one unit of a share is worth to a row, or 0 where it is rounding. */
static double per_share(const tc_share_basis *b, int place, int row)
{
    const double price = b->inverse[place * b->room + row];
    const double unit = tc_share_row_unit(b->model, &b->row[row]);
    return fabs(price) * unit <= TC_SHARE_ROUNDING ? 0.0 : price;
}

/* Would an own share take a share with it, if it moved? */
static bool moves_a_share(const tc_share_basis *b, int own, double *gamma)
{
    tc_share_find_gamma(b, own, TC_SHARE_OWN, gamma);
    for (int k = 0; k < b->size; k++)
        if (b->model->kind[b->basic[k]] != TC_SHARE_OWN &&
            fabs(gamma[k]) > TC_SHARE_ROUNDING)
            return true;
    return false;
}

/* No goal holds an own share that is not basic, and shares hang on it. */
static bool hangs_on_own(const tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    for (int k = 0; k < m->own_count; k++) {
        const int l = m->own[k], y = m->partner[l];
        const bool may_move = b->place[l] < 0 && (b->place[y] >= 0 || b->at_one[y]);
        if (may_move && !tc_share_own_is_decided(b, m->project[l]) &&
            moves_a_share(b, l, w->gamma))
            return true;
    }
    return false;
}

bool tc_share_is_decided(const tc_share_basis *b, tc_share_work *w)
{
    const tc_share_model *m = b->model;
    if (hangs_on_own(b, w))
        return false;
    for (int c = 0; c < m->columns; c++)
        if (m->kind[c] != TC_SHARE_OWN && b->place[c] < 0 && !is_held(b, c))
            return false;
    for (int i = 0; i < b->size; i++)
        for (int k = 0; !has_price(b, i) && k < b->size; k++)
            if (m->kind[b->basic[k]] != TC_SHARE_OWN && per_share(b, k, i) != 0.0)
                return false;
    return true;
}

/* Both l and y must be held by a price that is not 0, where they are not basic. */
static tc_share_within judge_within(const tc_share_basis *b, int project)
{
    const tc_share_model *m = b->model;
    const int y = m->share_column[project], l = m->own_column[project];
    if (y < 0 || !m->problem->projects[project].local_key || (l >= 0 && b->place[l] >= 0))
        return TC_SHARE_APART;
    const bool tied = tc_share_is_tied(b, project);
    if (b->place[y] >= 0)
        return tied ? TC_SHARE_TOGETHER : TC_SHARE_APART;
    const bool apart = b->at_one[y] ? !tied || first_sign(b, project, reduced_share) > 0
                                    : first_sign(b, project, reduced_own) < 0;
    return apart ? TC_SHARE_APART : TC_SHARE_BETWEEN;
}

/* ---- opening ----------------------------------------------------------------------- */

static int pollutant_of(const tc_share_model *m, int cell)
{
    int k = 0;
    while (k + 1 < m->market_count && m->market[k + 1].first_cell <= cell)
        k++;
    return m->market[k].pollutant;
}

void tc_share_class_cells(const tc_share_model *m, const tc_network *net, int *cell)
{
    const tc_linear *lp = &net->lp;
    for (int c = 0; c < net->class_count; c++)
        cell[c] = -1;
    for (int j = 0; j < m->problem->project_count; j++) {
        const int y = m->share_column[j], column = net->share_column[j];
        for (int k = lp->start[column]; y >= 0 && k < lp->start[column + 1]; k++) {
            const tc_net_item *row = &net->rows[lp->index[k]];
            for (int e = m->first_entry[y];
                 row->kind == TC_NET_COVERAGE && e < m->first_entry[y + 1]; e++)
                if (pollutant_of(m, m->entry[e].cell) == row->pollutant)
                    cell[row->class] = m->entry[e].cell;
        }
    }
}

static bool take_arrays(tc_share_proof *x)
{
    const tc_share_model *m = x->basis->model;
    const size_t projects = (size_t)m->problem->project_count;
    const size_t cells = 3 * (size_t)m->cells;
    x->cell = tc_arena_take(&x->arena, (size_t)x->net.class_count, sizeof *x->cell);
    x->within = tc_arena_take(&x->arena, projects, sizeof *x->within);
    x->of_share = tc_arena_take(&x->arena, projects, sizeof(double));
    x->of_own = tc_arena_take(&x->arena, projects, sizeof(double));
    x->price = tc_arena_take(&x->arena, (size_t)x->net.lp.rows, sizeof(double));
    x->row_price = tc_arena_take(&x->arena, (size_t)x->basis->size, sizeof(double));
    x->weight = tc_arena_take(&x->arena, cells, sizeof(double));
    x->size = tc_arena_take(&x->arena, cells, sizeof(double));
    return x->cell && x->within && x->of_share && x->of_own && x->price && x->row_price &&
           x->weight && x->size;
}

tc_code tc_share_proof_open(tc_share_proof *x, const tc_share_basis *basis,
                            tc_share_work *work, tc_error *error)
{
    const tc_problem *problem = basis->model->problem;
    x->basis = basis;
    x->work = work;
    const tc_code code = tc_network_build(problem, TC_NET_NO_GOAL_ROWS, &x->net, error);
    if (code != TC_OK)
        return code;
    if (!take_arrays(x))
        return tc_fail(error, TC_ERR_MEMORY, NULL, "收集乘子时内存不足",
                       "memory ran out while multipliers were collected");
    tc_share_class_cells(basis->model, &x->net, x->cell);
    for (int j = 0; j < problem->project_count; j++)
        x->within[j] = judge_within(basis, j);
    return TC_OK;
}

void tc_share_proof_free(tc_share_proof *x)
{
    tc_prices_free(&x->prices);
    tc_network_free(&x->net);
    tc_arena_free(&x->arena);
}

/* ---- a level ----------------------------------------------------------------------- */

/* The prices of the rows for which the basic columns cost nothing beyond. */
static void price_rows(tc_share_proof *x)
{
    const tc_share_basis *b = x->basis;
    for (int i = 0; i < b->size; i++) {
        double sum = 0.0, size = 0.0;
        for (int k = 0; k < b->size; k++) {
            const int j = b->model->project[b->basic[k]];
            const tc_share_kind kind = (tc_share_kind)b->kind[b->basic[k]];
            const double cost = (kind == TC_SHARE_OWN ? 0.0 : x->of_share[j]) +
                                (kind == TC_SHARE_POOL ? 0.0 : x->of_own[j]);
            if (cost == 0.0)
                continue;
            const double term = cost * per_share(b, k, i);
            sum += term;
            size += fabs(term);
        }
        x->row_price[i] = fabs(sum) <= CANCELLED * size ? 0.0 : sum;
    }
}

/* What the rows ask of each cell, and the size of the terms. */
static void weigh_cells(tc_share_proof *x)
{
    const tc_share_basis *b = x->basis;
    const size_t bytes = 3 * sizeof(double) * (size_t)b->model->cells;
    tc_share_clear(b->model, x->work);
    for (int i = 0; i < b->size; i++)
        if (x->row_price[i] != 0.0)
            tc_share_add_row(b->model, &b->row[i], x->row_price[i], x->work);
    memcpy(x->weight, x->work->weight, bytes);
    tc_share_clear(b->model, x->work);
    for (int i = 0; i < b->size; i++)
        if (x->row_price[i] != 0.0)
            tc_share_add_row(b->model, &b->row[i], fabs(x->row_price[i]), x->work);
    memcpy(x->size, x->work->weight, bytes);
}

static void add_to_claim(tc_share_proof *x, int row, ptrdiff_t at)
{
    const double size = fabs(x->price[row]) + x->size[at];
    const double sum = x->price[row] + x->weight[at];
    x->price[row] = fabs(sum) <= CANCELLED * size ? 0.0 : sum;
}

static void price_classes(tc_share_proof *x)
{
    const ptrdiff_t cells = x->basis->model->cells;
    for (int c = 0; c < x->net.class_count; c++) {
        const tc_net_class *class = &x->net.classes[c];
        if (x->cell[c] < 0)
            continue;
        const ptrdiff_t kind = class->pool_access ? TC_SHARE_POOL : TC_SHARE_HOME;
        add_to_claim(x, class->coverage_row, kind * cells + x->cell[c]);
        if (class->own_row >= 0 && class->pool_access)
            add_to_claim(x, class->own_row, TC_SHARE_OWN * cells + x->cell[c]);
    }
}

/* What is left of l's cost by its own-area rows. */
static double left_of_own(const tc_share_proof *x, int project, double cost)
{
    const tc_linear *lp = &x->net.lp;
    const int column = x->net.own_column[project];
    double left = cost, size = fabs(cost);
    for (int k = lp->start[column]; k < lp->start[column + 1]; k++)
        if (x->net.rows[lp->index[k]].kind == TC_NET_OWN) {
            const double term = lp->value[k] * x->price[lp->index[k]];
            left += term; /* the value is -need */
            size += fabs(term);
        }
    return fabs(left) <= CANCELLED * size ? 0.0 : left;
}

static void price_within(tc_share_proof *x, int goal, bool claims)
{
    const tc_share_basis *b = x->basis;
    for (int j = 0; j < b->model->problem->project_count; j++) {
        const int row = x->net.within_row[j];
        if (row < 0)
            continue;
        if (x->within[j] == TC_SHARE_TOGETHER)
            x->price[row] = left_of_own(x, j, claims ? 0.0 : x->of_own[j]);
        else if (x->within[j] == TC_SHARE_BETWEEN && goal >= 0)
            x->price[row] = without_rounding(
                b->model, goal,
                0.5 * (reduced_own(b, goal, j) - reduced_share(b, goal, j)));
    }
}

tc_code tc_share_proof_level(tc_share_proof *x, int level, int goal, const double *claims,
                             tc_error *error)
{
    for (int i = 0; i < x->net.lp.rows; i++)
        x->price[i] = claims ? -claims[i] : 0.0;
    price_rows(x);
    weigh_cells(x);
    price_classes(x);
    price_within(x, goal, claims != NULL);
    for (int i = 0; i < x->net.lp.rows; i++)
        x->price[i] = -x->price[i];
    return tc_prices_add(&x->prices, &x->net, level, x->price, error);
}
