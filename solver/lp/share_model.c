/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "domain/order.h"

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "建立份额模型时内存不足",
                   "memory ran out while the model of shares was built");
}

/* ---- columns ----------------------------------------------------------------------- */

/* A project that is refused, or one of whose needs nobody can serve, has no column. */
static bool is_dead(const tc_share_draft *d, int j)
{
    const tc_project *project = &d->problem->projects[j];
    if (!project->zoning_ok)
        return true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int c = d->groups[p].class_of[j];
        if (project->need[p] > 0.0 && (c < 0 || d->class_market[p][c] == TC_SHARE_DEAD))
            return true;
    }
    return false;
}

static void count_columns(tc_share_draft *d)
{
    tc_share_model *m = d->m;
    for (int j = 0; j < d->problem->project_count; j++) {
        const tc_project *project = &d->problem->projects[j];
        const bool dead = is_dead(d, j);
        m->own_column[j] = -1;
        m->share_column[j] = dead ? -1 : 0; /* numbered below */
        m->columns += dead ? 0 : 1 + (project->local_key && project->pool_access);
        m->required += project->must_serve;
        m->impossible |= dead && project->must_serve;
    }
}

/* Projects that differ in none of these have the same cells. */
typedef struct member {
    int has_own, access, area, basin, project;
    tc_day start;
} member;

static int by_class(const void *a, const void *b)
{
    const member *x = a, *y = b;
    if (x->has_own != y->has_own)
        return x->has_own - y->has_own;
    if (x->access != y->access)
        return x->access - y->access;
    if (x->area != y->area)
        return x->area - y->area;
    if (x->basin != y->basin)
        return x->basin - y->basin;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->project - y->project;
}

static bool same_cells(const member *x, const member *y, const int *need_cell)
{
    if (x->has_own != y->has_own || x->access != y->access || x->area != y->area ||
        x->basin != y->basin)
        return false;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int a = need_cell[x->project * TC_POLLUTANTS + p];
        const int b = need_cell[y->project * TC_POLLUTANTS + p];
        if (a >= 0 && b >= 0 && a != b)
            return false;
    }
    return true;
}

static int put_entries(tc_share_draft *d, int j, const int *need_cell, int column,
                       int count)
{
    tc_share_model *m = d->m;
    m->first_entry[column] = count;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int cell = need_cell[j * TC_POLLUTANTS + p];
        const double need = d->problem->projects[j].need[p];
        if (cell < 0)
            continue;
        m->need[(ptrdiff_t)p * m->columns + column] = need;
        m->entry[count++] = (tc_share_entry){need, cell};
    }
    return count;
}

/* Columns of one class, members count of them. */
static int fill_class(tc_share_draft *d, const member *members, int count,
                      const int *need_cell, int entries)
{
    tc_share_model *m = d->m;
    tc_share_class *class = &m->class[m->class_count];
    const tc_share_class *before = class - 1;
    class->first = m->class_count == 0
                       ? 0
                       : before->first + before->count * (before->has_own ? 2 : 1);
    m->class_count++;
    class->count = count;
    class->has_own = members->has_own;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        class->cell[p] = -1;
        for (int k = 0; k < count; k++)
            if (need_cell[members[k].project * TC_POLLUTANTS + p] >= 0)
                class->cell[p] = need_cell[members[k].project * TC_POLLUTANTS + p];
    }
    for (int own = 0; own <= members->has_own; own++)
        for (int k = 0; k < count; k++) {
            const int j = members[k].project, y = class->first + k, l = y + count;
            const int column = own ? l : y;
            m->project[column] = j;
            m->partner[column] = !members->has_own ? -1 : own ? y : l;
            m->kind[column] = own               ? TC_SHARE_OWN
                              : members->access ? TC_SHARE_POOL
                                                : TC_SHARE_HOME;
            *(own ? &m->own_column[j] : &m->share_column[j]) = column;
            entries = put_entries(d, j, need_cell, column, entries);
        }
    return entries;
}

/* The largest part of a market's needs that is a column's. */
static void find_sizes(tc_share_model *m, const int *need_cell)
{
    for (int k = 0; k < m->market_count; k++) {
        const tc_share_market *market = &m->market[k];
        const int end = market->first_cell + market->areas * market->blocks;
        for (int c = 0; c < m->columns; c++) {
            const int cell = need_cell[m->project[c] * TC_POLLUTANTS + market->pollutant];
            const double part =
                m->need[(ptrdiff_t)market->pollutant * m->columns + c] / market->need;
            if (cell >= market->first_cell && cell < end && part > m->size[c])
                m->size[c] = part;
        }
    }
}

static tc_code fill_columns(tc_share_draft *d, const int *need_cell, tc_error *error)
{
    tc_share_model *m = d->m;
    const int projects = d->problem->project_count;
    member *members = tc_arena_take(&m->arena, (size_t)projects, sizeof *members);
    if (!members)
        return memory_ran_out(error);
    int count = 0, entries = 0;
    for (int j = 0; j < projects; j++) {
        const tc_project *project = &d->problem->projects[j];
        if (m->share_column[j] >= 0)
            members[count++] = (member){project->local_key && project->pool_access,
                                        project->pool_access,
                                        project->area,
                                        project->basin,
                                        j,
                                        project->start};
    }
    if (count > 0)
        qsort(members, (size_t)count, sizeof *members, by_class);
    for (int k = 0, end; k < count; k = end) {
        for (end = k + 1; end < count; end++) {
            bool same = true;
            for (int i = k; i < end && same; i++)
                same = same_cells(&members[i], &members[end], need_cell);
            if (!same)
                break;
        }
        entries = fill_class(d, &members[k], end - k, need_cell, entries);
    }
    m->first_entry[m->columns] = entries;
    find_sizes(m, need_cell);
    return TC_OK;
}

static tc_code rank_columns(tc_share_draft *d, tc_error *error)
{
    tc_share_model *m = d->m;
    const tc_problem *problem = d->problem;
    bool first_come = false;
    for (int g = 0; g < problem->goal_count; g++)
        first_come |= problem->goals[g].kind == TC_GOAL_FIRST_COME;
    int *order = tc_arena_take(&m->arena, (size_t)problem->project_count, sizeof(int));
    if (!order)
        return memory_ran_out(error);
    tc_order_by_acceptance(problem, !first_come, order);
    int rank = 0;
    for (int k = 0; k < problem->project_count; k++)
        if (m->share_column[order[k]] >= 0)
            m->rank[m->share_column[order[k]]] = rank++;
    for (int k = 0; k < problem->project_count; k++)
        if (m->own_column[order[k]] >= 0)
            m->rank[m->own_column[order[k]]] = rank++;
    return TC_OK;
}

/* ---- goals ------------------------------------------------------------------------- */

static void add_level(tc_share_model *m, int goal)
{
    const tc_problem *problem = m->problem;
    double *cost = &m->cost[m->levels * m->columns];
    for (int c = 0; c < m->columns; c++) {
        const tc_project *project = &problem->projects[m->project[c]];
        const bool own = m->kind[c] == TC_SHARE_OWN;
        if (goal < 0)
            cost[c] = !own && project->must_serve ? 1.0 : 0.0;
        else if (problem->goals[goal].kind == TC_GOAL_TIER)
            cost[c] = !own && project->tier == problem->goals[goal].tier ? project->weight
                                                                         : 0.0;
        else if (own || (m->kind[c] == TC_SHARE_HOME && project->local_key))
            cost[c] = project->weight;
        if (cost[c] > m->most_cost[m->levels])
            m->most_cost[m->levels] = cost[c];
    }
    m->goal[m->levels++] = goal;
}

static void fill_levels(tc_share_model *m)
{
    if (m->required > 0)
        add_level(m, -1);
    for (int g = 0; g < m->problem->goal_count; g++) {
        if (m->problem->goals[g].kind == TC_GOAL_FIRST_COME)
            break;
        if (m->problem->goals[g].kind != TC_GOAL_KEEP_LOCAL)
            add_level(m, g);
    }
}

/* ---- all of it --------------------------------------------------------------------- */

static tc_code take_columns(tc_share_model *m, tc_error *error)
{
    const size_t columns = (size_t)m->columns + 1;
    const size_t levels = (size_t)m->problem->goal_count + 1;
    m->market = tc_arena_take(&m->arena, (size_t)m->market_count, sizeof *m->market);
    m->area_id = tc_arena_take(&m->arena, (size_t)m->areas, sizeof(int));
    m->area_market = tc_arena_take(&m->arena, (size_t)m->areas, sizeof(int));
    m->project = tc_arena_take(&m->arena, columns, sizeof(int));
    m->partner = tc_arena_take(&m->arena, columns, sizeof(int));
    m->kind = tc_arena_take(&m->arena, columns, sizeof *m->kind);
    m->rank = tc_arena_take(&m->arena, columns, sizeof(int));
    m->size = tc_arena_take(&m->arena, columns, sizeof(double));
    m->class = tc_arena_take(&m->arena, columns, sizeof *m->class);
    m->need = tc_arena_take(&m->arena, columns * TC_POLLUTANTS, sizeof(double));
    m->first_entry = tc_arena_take(&m->arena, columns, sizeof(int));
    m->entry = tc_arena_take(&m->arena, columns * TC_POLLUTANTS, sizeof *m->entry);
    m->goal = tc_arena_take(&m->arena, levels, sizeof(int));
    m->cost = tc_arena_take(&m->arena, levels * columns, sizeof(double));
    m->most_cost = tc_arena_take(&m->arena, levels, sizeof(double));
    return m->market && m->area_id && m->area_market && m->project && m->partner &&
                   m->kind && m->rank && m->size && m->class && m->need &&
                   m->first_entry && m->entry && m->goal && m->cost && m->most_cost
               ? TC_OK
               : memory_ran_out(error);
}

static tc_code build(tc_share_draft *d, tc_error *error)
{
    tc_share_model *m = d->m;
    const size_t projects = (size_t)d->problem->project_count;
    const size_t areas = (size_t)d->problem->area_count;
    const size_t slots = (size_t)d->problem->source_count * TC_POLLUTANTS;
    tc_code code = tc_share_form_find(d, error);
    if (code != TC_OK || d->why[0])
        return code;
    int *need_cell = tc_arena_take(&m->arena, projects * TC_POLLUTANTS, sizeof(int));
    m->share_column = tc_arena_take(&m->arena, projects, sizeof(int));
    m->own_column = tc_arena_take(&m->arena, projects, sizeof(int));
    m->source_cell = tc_arena_take(&m->arena, slots, sizeof(int));
    m->source_area = tc_arena_take(&m->arena, slots, sizeof(int));
    d->area_place = tc_arena_take(&m->arena, areas, sizeof(int));
    d->home_only = tc_arena_take(&m->arena, areas, sizeof(bool));
    d->demanded = tc_arena_take(&m->arena, areas, sizeof(bool));
    if (!need_cell || !m->share_column || !m->own_column || !m->source_cell ||
        !m->source_area || !d->area_place || !d->home_only || !d->demanded)
        return memory_ran_out(error);
    for (size_t i = 0; i < slots; i++)
        m->source_cell[i] = m->source_area[i] = -1;
    for (size_t i = 0; i < projects * TC_POLLUTANTS; i++)
        need_cell[i] = -1;
    count_columns(d);
    tc_share_form_walk(d, false, NULL);
    code = take_columns(m, error);
    if (code != TC_OK)
        return code;
    tc_share_form_walk(d, true, need_cell);
    code = fill_columns(d, need_cell, error);
    if (code != TC_OK)
        return code;
    fill_levels(m);
    return rank_columns(d, error);
}

tc_code tc_share_model_build(const tc_problem *problem, const tc_share_caps *caps,
                             tc_share_model *model, const char *why[2], tc_error *error)
{
    tc_share_model made = {.problem = problem};
    tc_share_draft d = {.problem = problem, .caps = caps, .m = &made, .why = why};
    why[0] = why[1] = NULL;
    const tc_code code = build(&d, error);
    if (code != TC_OK || why[0]) {
        tc_share_model_free(&made);
        return code;
    }
    *model = made;
    return TC_OK;
}

void tc_share_model_free(tc_share_model *model)
{
    tc_arena_free(&model->arena);
    *model = (tc_share_model){.problem = NULL};
}

/* ---- supply ------------------------------------------------------------------------ */

void tc_share_supply_cumulate(const tc_share_model *m, tc_share_supply *supply)
{
    for (int k = 0; k < m->market_count; k++) {
        const tc_share_market *market = &m->market[k];
        for (int a = 0; a < market->areas; a++) {
            const int first = market->first_cell + a * market->blocks;
            for (int t = 1; t < market->blocks; t++) {
                supply->kept[first + t] += supply->kept[first + t - 1];
                supply->out[first + t] += supply->out[first + t - 1];
            }
        }
    }
}

void tc_share_supply_of_case(const tc_share_model *m, tc_share_supply *supply)
{
    const tc_problem *problem = m->problem;
    memset(supply->kept, 0, sizeof(double) * (size_t)m->cells);
    memset(supply->out, 0, sizeof(double) * (size_t)m->cells);
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const int cell = m->source_cell[s * TC_POLLUTANTS + p];
            if (cell < 0)
                continue;
            const double tonnes = problem->sources[s].supply[p];
            const double leaves =
                tc_problem_export_share(problem, p, problem->sources[s].area);
            supply->kept[cell] += (1.0 - leaves) * tonnes;
            supply->out[cell] += leaves * tonnes;
        }
    tc_share_supply_cumulate(m, supply);
}
