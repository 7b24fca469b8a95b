/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_optimum.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/share_proof.h"

/* A share this close to 0 or 1 is 0 or 1, as in shares.c. */
static const double SHARE_TOLERANCE = 1e-8;
/* A basis whose prices, computed anew, are wrong by more is no answer. */
static const double FAULT_MOST = 1e-9;

/* Required projects that are served because any plan would serve them ask no price. */
static bool are_required_served(const tc_share_optimum *o)
{
    const tc_share_basis *b = o->basis;
    const tc_problem *problem = o->model.problem;
    if (o->model.impossible)
        return false;
    for (int i = 0; o->model.required > 0 && i < b->size; i++)
        if (b->price[i] != 0.0)
            return false;
    for (int j = 0; j < problem->project_count; j++) {
        const int y = o->model.share_column[j];
        if (problem->projects[j].must_serve && (b->place[y] >= 0 || !b->at_one[y]))
            return false;
    }
    return true;
}

static bool same_entries(const tc_share_model *a, const tc_share_model *b)
{
    const int count = a->first_entry[a->columns];
    for (int c = 0; c <= a->columns; c++)
        if (a->first_entry[c] != b->first_entry[c])
            return false;
    for (int e = 0; e < count; e++)
        if (a->entry[e].need != b->entry[e].need || a->entry[e].cell != b->entry[e].cell)
            return false;
    return true;
}

static bool same_columns(const tc_share_model *a, const tc_share_model *b)
{
    for (int c = 0; c < a->columns; c++)
        if (a->project[c] != b->project[c] || a->kind[c] != b->kind[c] ||
            a->partner[c] != b->partner[c] || a->rank[c] != b->rank[c])
            return false;
    for (int k = 0; k < a->levels * a->columns; k++)
        if (a->cost[k] != b->cost[k])
            return false;
    return true;
}

static bool same_markets(const tc_share_model *a, const tc_share_model *b)
{
    for (int k = 0; k < a->market_count; k++) {
        const tc_share_market *x = &a->market[k], *y = &b->market[k];
        if (x->pollutant != y->pollutant || x->blocks != y->blocks ||
            x->areas != y->areas || x->first_cell != y->first_cell)
            return false;
    }
    return true;
}

/* Is all the same but what is supplied? Then what is dual feasible for one is so for the
 * other. */
static bool is_like(const tc_share_model *a, const tc_share_model *b)
{
    return a->market_count == b->market_count && a->cells == b->cells &&
           a->columns == b->columns && a->levels == b->levels &&
           a->required == b->required && same_markets(a, b) && same_entries(a, b) &&
           same_columns(a, b);
}

static bool run(tc_share_optimum *o)
{
    return tc_share_run(o->basis, &o->point, &o->work, &o->pivots) &&
           tc_share_basis_refresh(o->basis, &o->work) &&
           tc_share_dual_fault(o->basis, &o->work) <= FAULT_MOST;
}

tc_code tc_share_optimum_find(const tc_problem *problem, const tc_share_optimum *near,
                              tc_share_optimum *o, bool *done, tc_error *error)
{
    const char *why[2];
    *done = false;
    tc_code code = tc_share_model_build(problem, NULL, &o->model, why, error);
    if (code != TC_OK || why[0])
        return code;
    code = tc_share_work_make(&o->model, &o->work, error);
    if (code == TC_OK)
        code = tc_share_point_make(&o->model, o->work.room, 1, &o->point, error);
    if (code != TC_OK)
        return code;
    o->basis = tc_share_basis_new(&o->model, o->work.room);
    if (!o->basis)
        return tc_no_memory(error);
    tc_share_supply supply = {o->point.kept, o->point.out};
    tc_share_supply_of_case(&o->model, &supply);
    bool found = false;
    if (near && is_like(&near->model, &o->model)) {
        tc_share_basis_copy(o->basis, near->basis);
        found = run(o);
    }
    if (!found) {
        tc_share_basis_first(o->basis);
        found = run(o);
    }
    *done = found && are_required_served(o);
    if (*done)
        tc_share_point_one(o->basis, &o->point);
    return TC_OK;
}

void tc_share_optimum_free(tc_share_optimum *o)
{
    tc_mem_drop(o->basis);
    tc_share_point_free(&o->point);
    tc_share_work_free(&o->work);
    tc_share_model_free(&o->model);
}

static double snapped(double share)
{
    if (share < SHARE_TOLERANCE)
        return 0.0;
    return share > 1.0 - SHARE_TOLERANCE ? 1.0 : share;
}

static double value_of(const tc_share_optimum *o, int column)
{
    const int place = o->basis->place[column];
    return place < 0 ? (double)o->basis->at_one[column] : snapped(o->point.value[place]);
}

void tc_share_optimum_read(const tc_share_optimum *o, double *share, double *own)
{
    const tc_problem *problem = o->model.problem;
    for (int j = 0; j < problem->project_count; j++) {
        const int y = o->model.share_column[j], l = o->model.own_column[j];
        share[j] = y < 0 ? 0.0 : value_of(o, y);
        own[j] = 0.0;
        if (y >= 0 && problem->projects[j].local_key)
            own[j] =
                tc_share_is_tied(o->basis, j) ? share[j] : fmin(value_of(o, l), share[j]);
    }
}

/* ---- whole projects that are decided ----------------------------------------------- */

/* The part of a project's need and weight. */
static tc_project part_of(const tc_project *project, double part, bool required)
{
    tc_project made = *project;
    made.indivisible = false;
    made.min_share = 0.0;
    made.must_serve = required;
    made.weight *= part;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        made.need[p] *= part;
    return made;
}

/* The case with its whole projects decided, for its shares alone: a refused one breaks
 * zoning; an approved one is two, its least share, which is required, and the rest, which
 * lies behind all projects. rest: project_count, -1 where there is none. */
static tc_code settle(const tc_problem *problem, const bool *approved, tc_arena *arena,
                      tc_problem *settled, int **rest, tc_error *error)
{
    const size_t count = (size_t)problem->project_count;
    tc_project *projects = tc_arena_take(arena, 2 * count, sizeof *projects);
    *rest = tc_arena_take(arena, count, sizeof **rest);
    if (!projects || !*rest)
        return tc_no_memory(error);
    *settled = *problem;
    settled->projects = projects;
    for (size_t j = 0; j < count; j++) {
        const tc_project *project = &problem->projects[j];
        const double least = approved ? tc_project_least(project) : 0.0;
        const bool yes = approved && approved[j];
        (*rest)[j] = -1;
        projects[j] = *project;
        if (least > 0.0 && yes)
            projects[j] = part_of(project, least, true);
        else if (least > 0.0)
            projects[j].zoning_ok = projects[j].must_serve = false;
        if (least > 0.0 && least < 1.0 && yes) {
            (*rest)[j] = settled->project_count;
            projects[settled->project_count++] = part_of(project, 1.0 - least, false);
        }
    }
    return TC_OK;
}

/* Shares of the parts as those of projects. */
static void join(const tc_problem *problem, const int *rest, const double *part,
                 double *whole)
{
    for (int j = 0; j < problem->project_count; j++) {
        const double least = tc_project_least(&problem->projects[j]);
        whole[j] =
            rest[j] < 0 ? part[j] : least * part[j] + (1.0 - least) * part[rest[j]];
    }
}

tc_code tc_share_optimum_shares(const tc_problem *problem, const bool *approved,
                                const tc_share_optimum *near, double *share, double *own,
                                bool *done, tc_error *error)
{
    tc_share_optimum optimum = {.basis = NULL};
    tc_arena arena = {0};
    tc_problem settled;
    int *rest = NULL;
    *done = false;
    tc_code code = settle(problem, approved, &arena, &settled, &rest, error);
    if (code == TC_OK)
        code = tc_share_optimum_find(&settled, near, &optimum, done, error);
    if (code == TC_OK && *done) {
        const size_t parts = (size_t)settled.project_count;
        double *of_part = tc_arena_take(&arena, 2 * parts, sizeof *of_part);
        code = of_part ? TC_OK : tc_no_memory(error);
        if (of_part) {
            tc_share_optimum_read(&optimum, of_part, of_part + parts);
            join(problem, rest, of_part, share);
            join(problem, rest, of_part + parts, own);
        }
    }
    tc_share_optimum_free(&optimum);
    tc_arena_free(&arena);
    return code;
}
