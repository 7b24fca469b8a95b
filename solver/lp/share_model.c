/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_draft.h"

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

static void number_columns(tc_share_draft *d)
{
    tc_share_model *m = d->m;
    for (int j = 0; j < d->problem->project_count; j++) {
        const tc_project *project = &d->problem->projects[j];
        const bool dead = is_dead(d, j);
        m->own_column[j] = -1;
        m->share_column[j] = dead ? -1 : m->columns++;
        if (!dead && project->local_key && project->pool_access)
            m->own_column[j] = m->columns++;
        m->required += project->must_serve;
        m->impossible |= dead && project->must_serve;
    }
}

static int put_entries(tc_share_draft *d, int column, const int *need_cell, int count)
{
    tc_share_model *m = d->m;
    const int j = m->project[column];
    m->first_entry[column] = count;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (need_cell[j * TC_POLLUTANTS + p] >= 0)
            m->entry[count++] = (tc_share_entry){d->problem->projects[j].need[p],
                                                 need_cell[j * TC_POLLUTANTS + p]};
    return count;
}

static void fill_columns(tc_share_draft *d, const int *need_cell)
{
    tc_share_model *m = d->m;
    int count = 0;
    for (int j = 0; j < d->problem->project_count; j++) {
        const int y = m->share_column[j], l = m->own_column[j];
        if (y < 0)
            continue;
        m->project[y] = j;
        m->partner[y] = l;
        m->kind[y] = d->problem->projects[j].pool_access ? TC_SHARE_POOL : TC_SHARE_HOME;
        count = put_entries(d, y, need_cell, count);
        if (l < 0)
            continue;
        m->project[l] = j;
        m->partner[l] = y;
        m->kind[l] = TC_SHARE_OWN;
        m->own[m->own_count++] = l;
        count = put_entries(d, l, need_cell, count);
    }
    m->first_entry[m->columns] = count;
}

/* The entries once more, by kind and cell. */
static void fill_places(tc_share_model *m)
{
    int *next = m->first_place + 1; /* counted one further, to end where it begins */
    for (int c = 0; c < m->columns; c++)
        for (int e = m->first_entry[c]; e < m->first_entry[c + 1]; e++)
            next[(int)m->kind[c] * m->cells + m->entry[e].cell + 1]++;
    for (int k = 0; k < 3 * m->cells; k++)
        next[k + 1] += next[k];
    for (int c = 0; c < m->columns; c++)
        for (int e = m->first_entry[c]; e < m->first_entry[c + 1]; e++) {
            const int at = (int)m->kind[c] * m->cells + m->entry[e].cell;
            m->place[next[at]++] = (tc_share_place){m->entry[e].need, c};
        }
}

static bool has_need(const tc_share_model *m, int cell)
{
    for (int kind = 0; kind < 3; kind++)
        if (m->first_place[kind * m->cells + cell] <
            m->first_place[kind * m->cells + cell + 1])
            return true;
    return false;
}

/* The blocks of each area in which a cut may end: those with needs. */
static void fill_events(tc_share_model *m)
{
    int count = 0;
    for (int k = 0; k < m->market_count; k++)
        for (int a = 0; a < m->market[k].areas; a++) {
            const tc_share_market *market = &m->market[k];
            m->first_event[market->first_area + a] = count;
            for (int t = 0; t < market->blocks; t++)
                if (has_need(m, market->first_cell + a * market->blocks + t))
                    m->event[count++] = t;
        }
    m->first_event[m->areas] = count;
}

/* The largest part of a market's needs that is a column's. */
static void find_sizes(tc_share_model *m)
{
    for (int k = 0; k < m->market_count; k++) {
        const tc_share_market *market = &m->market[k];
        const int end = market->first_cell + market->areas * market->blocks;
        for (int c = 0; c < m->columns; c++)
            for (int e = m->first_entry[c]; e < m->first_entry[c + 1]; e++) {
                const double part = m->entry[e].need / market->need;
                if (m->entry[e].cell >= market->first_cell && m->entry[e].cell < end &&
                    part > m->size[c])
                    m->size[c] = part;
            }
    }
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
    double *cost = &m->cost[(ptrdiff_t)m->levels * m->columns];
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
    m->area_market = tc_arena_take(&m->arena, (size_t)m->areas, sizeof(int));
    m->project = tc_arena_take(&m->arena, columns, sizeof(int));
    m->partner = tc_arena_take(&m->arena, columns, sizeof(int));
    m->kind = tc_arena_take(&m->arena, columns, sizeof *m->kind);
    m->rank = tc_arena_take(&m->arena, columns, sizeof(int));
    m->size = tc_arena_take(&m->arena, columns, sizeof(double));
    m->own = tc_arena_take(&m->arena, columns, sizeof(int));
    m->first_place = tc_arena_take(&m->arena, 3 * (size_t)m->cells + 2, sizeof(int));
    m->first_event = tc_arena_take(&m->arena, (size_t)m->areas + 1, sizeof(int));
    m->event = tc_arena_take(&m->arena, (size_t)m->cells + 1, sizeof(int));
    m->place = tc_arena_take(&m->arena, columns * TC_POLLUTANTS, sizeof *m->place);
    m->first_entry = tc_arena_take(&m->arena, columns, sizeof(int));
    m->entry = tc_arena_take(&m->arena, columns * TC_POLLUTANTS, sizeof *m->entry);
    m->goal = tc_arena_take(&m->arena, levels, sizeof(int));
    m->cost = tc_arena_take(&m->arena, levels * columns, sizeof(double));
    m->most_cost = tc_arena_take(&m->arena, levels, sizeof(double));
    return m->market && m->area_market && m->project && m->partner && m->kind &&
                   m->rank && m->size && m->own && m->first_place && m->place &&
                   m->first_event && m->event && m->first_entry && m->entry && m->goal &&
                   m->cost && m->most_cost
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
    d->area_place = tc_arena_take(&m->arena, areas, sizeof(int));
    d->home_only = tc_arena_take(&m->arena, areas, sizeof(bool));
    d->demanded = tc_arena_take(&m->arena, areas, sizeof(bool));
    if (!need_cell || !m->share_column || !m->own_column || !m->source_cell ||
        !d->area_place || !d->home_only || !d->demanded)
        return memory_ran_out(error);
    for (size_t i = 0; i < slots; i++)
        m->source_cell[i] = -1;
    for (size_t i = 0; i < projects * TC_POLLUTANTS; i++)
        need_cell[i] = -1;
    number_columns(d);
    tc_share_form_walk(d, false, NULL);
    code = take_columns(m, error);
    if (code != TC_OK)
        return code;
    tc_share_form_walk(d, true, need_cell);
    fill_columns(d, need_cell);
    fill_places(m);
    fill_events(m);
    find_sizes(m);
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
