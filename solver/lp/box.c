/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/box.h"

#include <string.h>

#include "base/fault.h"

static bool same_needs(const tc_project *x, const tc_project *y)
{
    return memcmp(x->need, y->need, sizeof x->need) == 0 &&
           memcmp(x->limits, y->limits, sizeof x->limits) == 0;
}

/* Does any source belong to the project itself? */
static bool has_own_source(const tc_problem *problem, int project)
{
    for (int s = 0; s < problem->source_count; s++)
        if (problem->sources[s].owner == project)
            return true;
    return false;
}

/* Nothing but the order tells two projects apart. */
static bool are_twins(const tc_problem *problem, int a, int b)
{
    const tc_project *x = &problem->projects[a], *y = &problem->projects[b];
    return x->area == y->area && x->basin == y->basin && x->tier == y->tier &&
           x->local_key == y->local_key && x->pool_access == y->pool_access &&
           x->zoning_ok && y->zoning_ok && !x->must_serve && !y->must_serve &&
           x->start == y->start && x->weight == y->weight &&
           tc_project_least(x) == tc_project_least(y) && same_needs(x, y) &&
           !has_own_source(problem, a) && !has_own_source(problem, b);
}

/* Each project's next twin in the order, so that twins form chains. */
static void find_twins(tc_box *box, const int *order)
{
    const tc_problem *problem = box->net->problem;
    for (int k = 0; k < box->count; k++)
        box->before[k] = box->after[k] = -1;
    for (int k = 0; k < box->count; k++) {
        const int j = order[k];
        for (int next = k + 1; box->least[j] > 0.0 && next < box->count; next++)
            if (are_twins(problem, j, order[next])) {
                box->after[j] = order[next];
                box->before[order[next]] = j;
                break;
            }
    }
}

tc_code tc_box_open(const tc_network *net, const int *order, tc_arena *arena, tc_box *box,
                    tc_error *error)
{
    const size_t count = (size_t)net->problem->project_count;
    double **const numbers[] = {&box->low, &box->high, &box->loaded_low,
                                &box->loaded_high, &box->least};
    bool room = true;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        *numbers[k] = tc_arena_take(arena, count, sizeof(double));
        room = room && *numbers[k];
    }
    box->before = tc_arena_take(arena, count, sizeof(int));
    box->after = tc_arena_take(arena, count, sizeof(int));
    if (!room || !box->before || !box->after)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                       "memory ran out while solving");
    box->net = net;
    box->count = net->problem->project_count;
    box->crossed = 0;
    for (int j = 0; j < box->count; j++) {
        const tc_project *project = &net->problem->projects[j];
        const int column = net->share_column[j];
        box->least[j] = tc_project_least(project);
        box->loaded_low[j] = net->lp.low[column];
        box->high[j] = box->loaded_high[j] = net->lp.high[column];
        box->low[j] = project->must_serve ? 1.0 : 0.0;
        box->crossed += box->low[j] > box->high[j];
    }
    find_twins(box, order);
    return TC_OK;
}

static void narrow(tc_box *box, int j, double low, double high)
{
    const bool was = box->low[j] > box->high[j];
    box->low[j] = low > box->low[j] ? low : box->low[j];
    box->high[j] = high < box->high[j] ? high : box->high[j];
    box->crossed += (box->low[j] > box->high[j]) - was;
}

void tc_box_refuse(tc_box *box, int project)
{
    for (int j = project; j >= 0; j = box->after[j])
        narrow(box, j, 0.0, 0.0);
}

void tc_box_approve(tc_box *box, int project)
{
    for (int j = project; j >= 0; j = box->before[j])
        narrow(box, j, box->least[j], 1.0);
}

bool tc_box_is_open(const tc_box *box, int project)
{
    return box->least[project] > 0.0 && box->low[project] == 0.0 &&
           box->high[project] > 0.0;
}

void tc_box_save(const tc_box *box, double *limits)
{
    const size_t count = (size_t)box->count;
    if (count == 0)
        return;
    memcpy(limits, box->low, count * sizeof *limits);
    memcpy(limits + count, box->high, count * sizeof *limits);
}

void tc_box_restore(tc_box *box, const double *limits)
{
    const size_t count = (size_t)box->count;
    if (count == 0)
        return;
    memcpy(box->low, limits, count * sizeof *limits);
    memcpy(box->high, limits + count, count * sizeof *limits);
    box->crossed = 0;
    for (int j = 0; j < box->count; j++)
        box->crossed += box->low[j] > box->high[j];
}

void tc_box_load(tc_box *box, tc_simplex *simplex)
{
    for (int j = 0; j < box->count; j++) {
        if (box->low[j] == box->loaded_low[j] && box->high[j] == box->loaded_high[j])
            continue;
        tc_simplex_column_limits(simplex, box->net->share_column[j], box->low[j],
                                 box->high[j]);
        box->loaded_low[j] = box->low[j];
        box->loaded_high[j] = box->high[j];
    }
}
