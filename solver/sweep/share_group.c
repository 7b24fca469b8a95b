/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/share_group.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

/* An answer whose check leaves more than this is no answer: the general path decides. */
static const double RESIDUAL_MOST = 1e-8;

struct tc_share_group {
    tc_problem *problem; /* as it is with these values */
    const tc_sweep *sweep;
    bool has_model;
    tc_share_model model;
    tc_supply_map map;
    tc_automaton *automaton;
    double *weight; /* goals * columns */
    int goals;
    double largest[TC_POLLUTANTS]; /* t/a: most that a project emits or needs */
};

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                   "memory ran out during the sweep");
}

/* ---- work space -------------------------------------------------------------------- */

void tc_share_space_free(tc_share_space *space)
{
    tc_mem_drop(space->kept);
    tc_mem_drop(space->out);
    tc_mem_drop(space->total);
    tc_mem_drop(space->demand);
    tc_mem_drop(space->scratch);
    tc_mem_drop(space->values);
    *space = (tc_share_space){.kept = NULL};
}

static tc_code make_space(tc_share_space *space, int cells, int axes, int room,
                          tc_error *error)
{
    if (cells <= space->cells && room <= space->room)
        return TC_OK;
    const size_t each = (size_t)room;
    tc_share_space_free(space);
    space->kept = tc_mem_new((size_t)cells * each, sizeof(double));
    space->out = tc_mem_new((size_t)cells * each, sizeof(double));
    space->total = tc_mem_new(TC_POLLUTANTS * each, sizeof(double));
    space->demand = tc_mem_new(TC_POLLUTANTS * each, sizeof(double));
    space->scratch = tc_mem_new(each, sizeof(double));
    space->values = tc_mem_new((size_t)axes * each, sizeof(double));
    if (!space->kept || !space->out || !space->total || !space->demand ||
        !space->scratch || !space->values)
        return memory_ran_out(error);
    space->cells = cells;
    space->room = room;
    return TC_OK;
}

/* ---- making ------------------------------------------------------------------------ */

static bool weigh_goals(tc_share_group *g)
{
    const tc_share_model *m = &g->model;
    const size_t columns = (size_t)m->columns;
    g->goals = tc_sweep_goal_count(g->problem, g->sweep);
    g->weight = tc_mem_new((size_t)g->goals * columns, sizeof *g->weight);
    for (int k = 0; g->weight && k < g->goals; k++) {
        const tc_goal *goal = tc_sweep_goal(g->problem, g->sweep, k);
        double *weight = &g->weight[(size_t)k * columns];
        for (int c = 0; c < m->columns; c++) {
            const tc_project *project = &g->problem->projects[m->project[c]];
            const bool own = m->kind[c] == TC_SHARE_OWN;
            const bool all_own = m->kind[c] == TC_SHARE_HOME && project->local_key;
            const bool counts = goal->kind == TC_GOAL_GUARANTEE_LOCAL
                                    ? own || all_own
                                    : !own && project->tier == goal->tier;
            weight[c] = counts ? project->weight : 0.0;
        }
    }
    return g->weight != NULL;
}

static void find_largest(tc_share_group *g)
{
    for (int j = 0; j < g->problem->project_count; j++) {
        const tc_project *project = &g->problem->projects[j];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            g->largest[p] =
                fmax(g->largest[p], fmax(project->emission[p], project->need[p]));
    }
}

static double middle_of(const tc_axis *axis)
{
    double sum = 0.0;
    for (int k = 0; k < axis->value_count; k++)
        sum += axis->values[k];
    return axis->value_count > 0 ? sum / axis->value_count
                                 : 0.5 * (axis->low + axis->high);
}

void tc_share_middle(const tc_sweep *sweep, double *values)
{
    for (int a = 0; a < sweep->axis_count; a++)
        values[a] =
            sweep->design == TC_DESIGN_LIST ? sweep->list[a] : middle_of(&sweep->axes[a]);
}

static tc_code make_automaton(tc_share_group *g, const tc_share_use *use, tc_error *error)
{
    const tc_share_totals totals = {g->weight, g->goals};
    if (use->once)
        return tc_automaton_new(&g->model, &totals, NULL, 0, &g->automaton, error);
    tc_share_space space = {.kept = NULL};
    const int axes = g->sweep->axis_count;
    tc_code code = make_space(&space, g->model.cells + 1, axes, 1, error);
    if (code == TC_OK) {
        tc_share_middle(g->sweep, space.values);
        tc_supply_map_fill(&g->map, 1, 1, space.values, space.kept, space.out,
                           space.total, space.demand, space.scratch);
        const tc_share_supply root = {space.kept, space.out};
        code = tc_automaton_new(&g->model, &totals, &root, use->memory, &g->automaton,
                                error);
    }
    tc_share_space_free(&space);
    return code;
}

static tc_code make_model(tc_share_group *g, const tc_share_axes *right, bool merge,
                          tc_error *error)
{
    const tc_problem *problem = g->problem;
    assert(problem);
    const char *why[2] = {NULL, NULL};
    const size_t pairs = (size_t)problem->area_count * TC_POLLUTANTS;
    bool *may_bind = tc_mem_new(pairs, sizeof *may_bind);
    if (!may_bind)
        return memory_ran_out(error);
    tc_supply_caps(problem, g->sweep, may_bind);
    tc_code code =
        tc_share_model_build(problem, &(tc_share_caps){may_bind}, &g->model, why, error);
    tc_mem_drop(may_bind);
    if (code != TC_OK || why[0])
        return code;
    g->has_model = true;
    return tc_supply_map_make(&g->model, g->sweep, right->axes, right->count, merge,
                              &g->map, error);
}

/* The case with the matrix as in the scenarios. */
static tc_code make_problem(const tc_problem *problem, const tc_sweep *sweep,
                            const double *values, tc_problem **made, tc_error *error)
{
    double *open = tc_mem_new((size_t)sweep->axis_count, sizeof *open);
    if (!open)
        return memory_ran_out(error);
    for (int a = 0; a < sweep->axis_count; a++)
        open[a] = tc_axis_is_right_side(&sweep->axes[a])
                      ? tc_axis_open_value(&sweep->axes[a])
                      : values[a];
    const tc_code code = tc_scenario_apply(problem, sweep, open, made, error);
    tc_mem_drop(open);
    return code;
}

tc_code tc_share_group_new(const tc_problem *problem, const tc_sweep *sweep,
                           const tc_share_axes *right, const double *values,
                           const tc_share_use *use, tc_share_group **group,
                           tc_error *error)
{
    tc_share_group *g = tc_mem_new(1, sizeof *g);
    if (!g)
        return memory_ran_out(error);
    *g = (tc_share_group){.sweep = sweep};
    tc_code code = make_problem(problem, sweep, values, &g->problem, error);
    if (code == TC_OK)
        code = make_model(g, right, !use->once, error);
    if (code == TC_OK && g->has_model && !weigh_goals(g))
        code = memory_ran_out(error);
    if (code == TC_OK)
        find_largest(g);
    if (code == TC_OK && g->has_model)
        code = make_automaton(g, use, error);
    if (code != TC_OK) {
        tc_share_group_free(g);
        return code;
    }
    *group = g;
    return TC_OK;
}

bool tc_share_group_has_model(const tc_share_group *group)
{
    return group->has_model && tc_automaton_has_root(group->automaton);
}

void tc_share_group_count(const tc_share_group *g, tc_sweep_counts *counts)
{
    if (!g->automaton)
        return;
    const tc_automaton_counts made = tc_automaton_count(g->automaton);
    counts->nodes += made.nodes;
    counts->pivots += made.pivots;
    counts->remembered_steps += made.steps;
}

void tc_share_group_free(tc_share_group *g)
{
    if (!g)
        return;
    tc_automaton_free(g->automaton);
    if (g->has_model) {
        tc_supply_map_free(&g->map);
        tc_share_model_free(&g->model);
    }
    tc_problem_free(g->problem);
    tc_mem_drop(g->weight);
    tc_mem_drop(g);
}

/* ---- running ----------------------------------------------------------------------- */

/* Where the answers of a batch go. */
typedef struct taking {
    const tc_share_group *group;
    tc_tile *tile;
    const int *list; /* of a place in the batch: its place in the tile */
    const tc_share_space *space;
    int *left, left_count;
} taking;

static double share_of(const tc_share_basis *b, const tc_share_point *p, int lane,
                       int column)
{
    if (column < 0)
        return 0.0;
    if (b->place[column] < 0)
        return (double)b->at_one[column];
    const double value = p->value[(ptrdiff_t)b->place[column] * p->lanes + lane];
    return value < 0.0 ? 0.0 : value > 1.0 ? 1.0 : value;
}

static void keep_answer(const taking *t, int k, const tc_share_basis *b,
                        const tc_share_point *p, const tc_share_figures *f, int lane)
{
    const tc_share_model *m = b->model;
    const tc_share_space *space = t->space;
    tc_tile *tile = t->tile;
    const int i = t->list[k];
    for (int g = 0; g < t->group->goals; g++)
        tile->goal[(ptrdiff_t)g * tile->room + i] = f->total[g * p->lanes + lane];
    for (int j = 0; j < m->problem->project_count; j++)
        tile->share[(ptrdiff_t)j * tile->room + i] =
            share_of(b, p, lane, m->share_column[j]);
    for (int q = 0; q < TC_POLLUTANTS; q++) {
        const ptrdiff_t at = (ptrdiff_t)q * space->room + k;
        const double left =
            space->total[at] - f->need[q * p->lanes + lane] * space->demand[at];
        tile->remaining[(ptrdiff_t)q * tile->room + i] = left > 0.0 ? left : 0.0;
    }
    tile->gap[i] = 0.0;
    tile->residual[i] = f->residual[lane];
    tile->status[i] = TC_OUTCOME_OPTIMAL;
    tile->reason[i] = TC_WHY_NONE;
}

/* Where all sources together, and the largest project, stay well below what can be
 * counted, each does; the general path looks at those of other scenarios one by one. */
static bool may_count(const taking *t, int k)
{
    static const double CERTAIN = 0.5 * TC_AMOUNT_MOST;
    const tc_share_space *space = t->space;
    bool may = true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const ptrdiff_t at = (ptrdiff_t)p * space->room + k;
        may = may && space->total[at] <= CERTAIN &&
              t->group->largest[p] * space->demand[at] <= CERTAIN;
    }
    return may;
}

static void take(void *context, int k, const tc_share_basis *b, const tc_share_point *p,
                 const tc_share_figures *f, int lane)
{
    taking *t = context;
    const tc_share_group *g = t->group;
    if (!b || !(f->residual[lane] <= RESIDUAL_MOST) || !may_count(t, k)) {
        t->left[t->left_count++] = t->list[k];
        return;
    }
    t->tile->engine[t->list[k]] = TC_ENGINE_SHARE;
    if (g->model.impossible ||
        (g->model.required > 0 && f->first[lane] < g->model.required - 1e-7))
        tc_tile_clear(g->problem, g->sweep, t->tile, t->list[k], TC_WHY_REQUIRED);
    else
        keep_answer(t, k, b, p, f, lane);
}

/* The values of the group's scenarios, side by side. */
static void gather(const tc_tile *tile, const int *list, int count, int axes,
                   tc_share_space *space)
{
    for (int a = 0; a < axes; a++) {
        const double *from = &tile->values[(ptrdiff_t)a * tile->room];
        double *to = &space->values[(ptrdiff_t)a * space->room];
        for (int k = 0; k < count; k++)
            to[k] = from[list[k]];
    }
}

/* The supplies of a batch stay in a core's cache; a larger one brings more scenarios to a
 * basis at once. */
enum { BATCH_BYTES = 512 << 10, BATCH_LEAST = 64, BATCH_MOST = 512 };
/* Columns do not lie a power of two apart: the supplies of one scenario would share a few
 * places of the cache. */
enum { APART = 8 };

static int batch_room(const tc_share_group *g, const tc_tile *tile)
{
    const int each = 2 * (int)sizeof(double) * (g->model.cells + 1);
    int room = BATCH_BYTES / each / TC_SHARE_LANES * TC_SHARE_LANES;
    room = room > BATCH_MOST ? BATCH_MOST : room < BATCH_LEAST ? BATCH_LEAST : room;
    return room < tile->room ? room : tile->room;
}

tc_code tc_share_group_run(tc_share_group *g, tc_tile *tile, const int *list, int count,
                           tc_share_space *space, int *left, int *left_count,
                           tc_error *error)
{
    const int axes = g->sweep->axis_count;
    const int room = batch_room(g, tile);
    tc_code code = make_space(space, g->model.cells + 1, axes, room + APART, error);
    taking t = {.group = g, .tile = tile, .list = list, .space = space};
    t.left = left;
    const tc_batch_sink sink = {take, &t};
    for (int from = 0; from < count && code == TC_OK; from += room) {
        const int part = count - from < room ? count - from : room;
        t.list = list + from;
        gather(tile, t.list, part, axes, space);
        tc_supply_map_fill(&g->map, part, space->room, space->values, space->kept,
                           space->out, space->total, space->demand, space->scratch);
        const tc_batch batch = {part, space->room, space->kept, space->out};
        code = tc_automaton_run(g->automaton, &batch, &sink, error);
    }
    *left_count = t.left_count;
    return code;
}
