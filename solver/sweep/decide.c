/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/decide.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "sweep/second_opinion.h"
#include "sweep/share_group.h"

/* More axes of the right side than a set of them has bits are no matter for cuts. */
enum { RIGHT_MOST = 64 };
/* Of more matrices than this none is remembered: a case and a cold start for each. */
enum { GROUPS_MOST = 64 };
/* A matrix has a root of its own on the general path where so many scenarios of it are to
 * be expected: each thread makes one, which takes as long as two scenarios. */
enum { ROOT_PAYS = 32 };

/* Where scenarios of the general path begin (tc_general_root); made when it is needed. */
typedef struct root {
    tc_basis basis;
    bool made;
} root;

/* Scenarios with the same values on all axes that change the matrix. */
typedef struct member {
    tc_share_group *group; /* NULL: the general path decides them */
    double *values;        /* axis_count; those of the right side are 0 */
    root root;
} member;

struct tc_decider {
    const tc_problem *problem;
    const tc_sweep *sweep;
    tc_sweep_options options;
    bool shares;     /* the share-space engine may decide */
    bool once;       /* a matrix hardly ever comes twice */
    bool roots_each; /* a root for each matrix on the general path, or one for all */
    int matrices;
    root root;
    tc_share_axes right;
    member groups[GROUPS_MOST];
    int group_count;
    tc_share_space space;
    double *point; /* axis_count */
    int *list, *left, *group_of;
    int room;
    tc_sweep_counts past; /* of groups that are gone */
};

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                   "memory ran out during the sweep");
}

void tc_tile_clear(const tc_problem *problem, const tc_sweep *sweep, tc_tile *tile, int i,
                   tc_outcome_why reason)
{
    const int goals = tc_sweep_goal_count(problem, sweep);
    for (int g = 0; g < goals; g++)
        tile->goal[g * tile->room + i] = NAN;
    for (int j = 0; j < problem->project_count; j++)
        tile->share[j * tile->room + i] = NAN;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tile->remaining[p * tile->room + i] = NAN;
    tile->gap[i] = tile->residual[i] = NAN;
    tile->status[i] =
        reason == TC_WHY_REQUIRED ? TC_OUTCOME_INFEASIBLE : TC_OUTCOME_FAILED;
    tile->reason[i] = (unsigned char)reason;
}

/* ---- making ------------------------------------------------------------------------ */

/* How many matrices there may be; more than GROUPS_MOST where that is not known. A rule
 * on the sweep alone: it decides where a scenario's way begins. */
static int count_matrices(const tc_sweep *sweep)
{
    int count = 1;
    for (int a = 0; a < sweep->axis_count; a++) {
        const tc_axis *axis = &sweep->axes[a];
        if (tc_axis_is_right_side(axis))
            continue;
        if (sweep->design == TC_DESIGN_LIST || axis->value_count == 0 ||
            count * axis->value_count > GROUPS_MOST)
            return GROUPS_MOST + 1;
        count *= axis->value_count;
    }
    return count;
}

static void list_axes(tc_decider *d)
{
    for (int a = 0; a < d->sweep->axis_count; a++)
        if (tc_axis_is_right_side(&d->sweep->axes[a]))
            d->right.axes[d->right.count++] = a;
    d->matrices = count_matrices(d->sweep);
    d->once = d->matrices > GROUPS_MOST;
    d->roots_each = !d->once && d->sweep->scenarios / d->matrices >= ROOT_PAYS;
    d->shares = d->options.engine == TC_ENGINE_SHARE && d->right.count <= RIGHT_MOST &&
                (d->options.relax || !tc_problem_is_whole(d->problem));
}

tc_code tc_decider_new(const tc_problem *problem, const tc_sweep *sweep,
                       const tc_sweep_options *options, tc_decider **decider,
                       tc_error *error)
{
    tc_decider *d = tc_mem_new(1, sizeof *d);
    if (!d)
        return memory_ran_out(error);
    *d = (tc_decider){.problem = problem, .sweep = sweep, .options = *options};
    d->point = tc_mem_new((size_t)sweep->axis_count, sizeof *d->point);
    d->right.axes = tc_mem_new((size_t)sweep->axis_count, sizeof *d->right.axes);
    if (!d->point || !d->right.axes) {
        tc_decider_free(d);
        return memory_ran_out(error);
    }
    list_axes(d);
    *decider = d;
    return TC_OK;
}

void tc_decider_free(tc_decider *d)
{
    if (!d)
        return;
    for (int g = 0; g < d->group_count; g++) {
        tc_share_group_free(d->groups[g].group);
        tc_mem_drop(d->groups[g].values);
        tc_basis_free(&d->groups[g].root.basis);
    }
    tc_basis_free(&d->root.basis);
    tc_share_space_free(&d->space);
    tc_mem_drop(d->point);
    tc_mem_drop(d->right.axes);
    tc_mem_drop(d->list);
    tc_mem_drop(d->left);
    tc_mem_drop(d->group_of);
    tc_mem_drop(d);
}

void tc_decider_count(const tc_decider *d, tc_sweep_counts *counts)
{
    counts->nodes += d->past.nodes;
    counts->pivots += d->past.pivots;
    counts->remembered_steps += d->past.remembered_steps;
    for (int g = 0; g < d->group_count && d->shares; g++)
        tc_share_group_count(d->groups[g].group, counts);
}

/* ---- the general path -------------------------------------------------------------- */

static void find_point(tc_decider *d, const tc_tile *tile, int i)
{
    for (int a = 0; a < d->sweep->axis_count; a++)
        d->point[a] = tile->values[(ptrdiff_t)a * tile->room + i];
}

/* The scenario in the middle of the axes; those that change the matrix as in values, or
 * as in the first scenario of all. */
static tc_code make_root(tc_decider *d, const double *values, root *r, tc_error *error)
{
    const tc_sweep *sweep = d->sweep;
    tc_problem *scenario = NULL;
    double *middle = tc_mem_new((size_t)sweep->axis_count, sizeof *middle);
    if (!middle)
        return memory_ran_out(error);
    tc_share_middle(sweep, middle);
    tc_sweep_point(sweep, 0, d->point);
    for (int a = 0; a < sweep->axis_count; a++)
        if (tc_axis_is_right_side(&sweep->axes[a]))
            d->point[a] = middle[a];
        else if (values)
            d->point[a] = values[a];
    tc_mem_drop(middle);
    tc_code code = tc_scenario_apply(d->problem, sweep, d->point, &scenario, error);
    if (code == TC_OK)
        code = tc_general_root(scenario, &r->basis, error);
    tc_problem_free(scenario);
    r->made = code == TC_OK;
    return code;
}

static tc_code decide(tc_decider *d, const tc_basis *from, tc_tile *tile, int i,
                      tc_error *error)
{
    tc_problem *scenario = NULL;
    find_point(d, tile, i);
    tc_code code = tc_scenario_apply(d->problem, d->sweep, d->point, &scenario, error);
    if (code != TC_OK)
        return code;
    code = tc_general_decide(scenario, d->sweep, &d->options, from, i, tile, error);
    tc_problem_free(scenario);
    tile->engine[i] = TC_ENGINE_GLPK;
    return code;
}

/* m: of one matrix; NULL: of any. */
static tc_code decide_all(tc_decider *d, member *m, tc_tile *tile, const int *list,
                          int count, tc_error *error)
{
    const tc_sweep_options *o = &d->options;
    const bool each = m && d->roots_each;
    root *r = each ? &m->root : &d->root;
    if (count > 0 && !r->made && (o->relax || !tc_problem_is_whole(d->problem))) {
        const tc_code code = make_root(d, each ? m->values : NULL, r, error);
        if (code != TC_OK)
            return code;
    }
    for (int k = 0; k < count && !tile->stopped; k++) {
        const tc_code code = decide(d, &r->basis, tile, list[k], error);
        if (code != TC_OK)
            return code;
        tile->stopped = tile->stopped || (o->is_stopped && o->is_stopped(o->asked));
    }
    return TC_OK;
}

/* ---- groups ------------------------------------------------------------------------ */

static tc_code new_group(tc_decider *d, const double *values, tc_share_group **group,
                         tc_error *error)
{
    const int64_t share = d->options.memory / d->options.threads / d->matrices;
    const tc_share_use use = {.once = d->once,
                              .memory = d->options.no_automaton ? 0 : share};
    return tc_share_group_new(d->problem, d->sweep, &d->right, values, &use, group,
                              error);
}

/* The group of the point, made where it is new; its number. */
static tc_code find_group(tc_decider *d, int *number, tc_error *error)
{
    const size_t axes = (size_t)d->sweep->axis_count;
    for (int k = 0; k < d->right.count; k++)
        d->point[d->right.axes[k]] = 0.0;
    for (*number = 0; *number < d->group_count; ++*number)
        if (memcmp(d->groups[*number].values, d->point, axes * sizeof(double)) == 0)
            return TC_OK;
    member made = {.values = tc_mem_new(axes, sizeof(double))};
    if (!made.values)
        return memory_ran_out(error);
    memcpy(made.values, d->point, axes * sizeof(double));
    const tc_code code = d->shares ? new_group(d, d->point, &made.group, error) : TC_OK;
    if (code != TC_OK) {
        tc_mem_drop(made.values);
        return code;
    }
    d->groups[d->group_count++] = made;
    return TC_OK;
}

static tc_code check_some(tc_decider *d, tc_tile *tile, const int *list, int count,
                          tc_error *error)
{
    tc_code code = TC_OK;
    for (int k = 0; k < count && code == TC_OK; k++) {
        tc_problem *scenario = NULL;
        if (!tc_second_opinion_is_due(d->problem, tile->first + list[k]))
            continue;
        find_point(d, tile, list[k]);
        code = tc_scenario_apply(d->problem, d->sweep, d->point, &scenario, error);
        if (code == TC_OK)
            code =
                tc_second_opinion(scenario, d->sweep, &d->options, tile, list[k], error);
        tc_problem_free(scenario);
    }
    return code;
}

static tc_code run_group(tc_decider *d, member *m, tc_tile *tile, int count,
                         tc_error *error)
{
    if (!m->group || !tc_share_group_has_model(m->group))
        return decide_all(d, m, tile, d->list, count, error);
    int left = 0;
    tc_code code = tc_share_group_run(m->group, tile, d->list, count, &d->space, d->left,
                                      &left, error);
    if (code == TC_OK)
        code = decide_all(d, m, tile, d->left, left, error);
    return code == TC_OK ? check_some(d, tile, d->list, count, error) : code;
}

static tc_code run_groups(tc_decider *d, tc_tile *tile, tc_error *error)
{
    for (int i = 0; i < tile->count; i++) {
        find_point(d, tile, i);
        const tc_code code = find_group(d, &d->group_of[i], error);
        if (code != TC_OK)
            return code;
    }
    for (int g = 0; g < d->group_count && !tile->stopped; g++) {
        int count = 0;
        for (int i = 0; i < tile->count; i++)
            if (d->group_of[i] == g)
                d->list[count++] = i;
        const tc_code code =
            count > 0 ? run_group(d, &d->groups[g], tile, count, error) : TC_OK;
        if (code != TC_OK)
            return code;
    }
    return TC_OK;
}

/* A group for each scenario. */
static tc_code run_once(tc_decider *d, tc_tile *tile, tc_error *error)
{
    for (int i = 0; i < tile->count && !tile->stopped; i++) {
        member once = {.group = NULL};
        find_point(d, tile, i);
        tc_code code = new_group(d, d->point, &once.group, error);
        d->list[0] = i;
        if (code == TC_OK)
            code = run_group(d, &once, tile, 1, error);
        if (once.group)
            tc_share_group_count(once.group, &d->past);
        tc_share_group_free(once.group);
        if (code != TC_OK)
            return code;
    }
    return TC_OK;
}

static tc_code more_room(tc_decider *d, int room, tc_error *error)
{
    if (room <= d->room)
        return TC_OK;
    tc_mem_drop(d->list);
    tc_mem_drop(d->left);
    tc_mem_drop(d->group_of);
    d->list = tc_mem_new((size_t)room, sizeof(int));
    d->left = tc_mem_new((size_t)room, sizeof(int));
    d->group_of = tc_mem_new((size_t)room, sizeof(int));
    d->room = room;
    return d->list && d->left && d->group_of ? TC_OK : memory_ran_out(error);
}

tc_code tc_decider_run(tc_decider *d, tc_tile *tile, tc_error *error)
{
    const tc_code code = more_room(d, tile->room, error);
    if (code != TC_OK)
        return code;
    if (!d->once)
        return run_groups(d, tile, error);
    if (d->shares)
        return run_once(d, tile, error);
    for (int i = 0; i < tile->count; i++)
        d->list[i] = i;
    return decide_all(d, NULL, tile, d->list, tile->count, error);
}
