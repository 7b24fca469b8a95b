/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/least_supply.h"

#include <math.h>
#include <stdlib.h>

#include "base/fault.h"
#include "domain/supply_site.h"
#include "lp/lexico.h"

/* What the members of one class may lack: tonnes of the place where they count most, and
 * of their own area for shares that it alone covers. */
typedef struct want {
    int pollutant;
    int class;   /* of the pollutant's groups; -1: one project, before every source */
    int project; /* one of them */
    tc_supply_site best, home;
    int row, home_row;            /* -1: nobody's own area counts */
    int best_column, home_column; /* need that such tonnes cover; -1: none */
} want;

/* What is lacking in one place, from one day on. */
typedef struct piece {
    int pollutant;
    tc_supply_site site;
    tc_day day;
    double tonnes; /* at the source */
} piece;

typedef struct lacking {
    const tc_problem *problem;
    bool at_home;
    tc_net_groups groups[TC_POLLUTANTS];
    tc_linear lp;
    int *share, *own;     /* project_count: columns; -1: none */
    int *want_of;         /* project_count * TC_POLLUTANTS: index of a want; -1 */
    int guarantee_column; /* weights times own shares */
    want *wants;
    int want_count;
    piece *pieces;
    int piece_count;
    int *column; /* scratch, two a want */
    double *value;
    int *members; /* scratch, project_count */
    tc_arena scratch;
    tc_error *error;
} lacking;

/* ---- the program ------------------------------------------------------------------- */

static bool asks(const lacking *k, int project)
{
    const tc_project *about = &k->problem->projects[project];
    return about->zoning_ok && (about->must_serve || about->local_key);
}

static void add_shares(lacking *k)
{
    const int row = tc_linear_row(&k->lp, 0.0, 0.0);
    k->guarantee_column = tc_linear_column(&k->lp, 0.0, INFINITY);
    tc_linear_entry(&k->lp, row, k->guarantee_column, -1.0);
    for (int j = 0; j < k->problem->project_count; j++) {
        const tc_project *project = &k->problem->projects[j];
        k->share[j] = k->own[j] = -1;
        if (!asks(k, j))
            continue;
        k->share[j] = tc_linear_column(&k->lp, project->must_serve ? 1.0 : 0.0, 1.0);
        if (!project->local_key)
            continue;
        k->own[j] = tc_linear_column(&k->lp, 0.0, 1.0);
        tc_linear_entry(&k->lp, row, k->own[j], project->weight);
        const int within = tc_linear_row(&k->lp, 0.0, INFINITY); /* l <= y */
        tc_linear_entry(&k->lp, within, k->share[j], 1.0);
        tc_linear_entry(&k->lp, within, k->own[j], -1.0);
    }
}

/* The want of a project's class, a new one where it is the first of it. */
static want *want_for(lacking *k, int project, int pollutant)
{
    const int class = k->groups[pollutant].class_of[project];
    for (int i = 0; class >= 0 && i < k->want_count; i++)
        if (k->wants[i].pollutant == pollutant && k->wants[i].class == class)
            return &k->wants[i];
    want *made = &k->wants[k->want_count++];
    *made = (want){.pollutant = pollutant, .class = class, .project = project};
    made->home = tc_supply_site_home(k->problem, project, pollutant);
    made->best =
        k->at_home ? made->home : tc_supply_site_of(k->problem, project, pollutant);
    made->row = tc_linear_row(&k->lp, 0.0, 0.0);
    made->best_column = made->home_row = made->home_column = -1;
    if (made->best.worth > 0.0)
        made->best_column = tc_linear_column(&k->lp, 0.0, INFINITY);
    tc_linear_entry(&k->lp, made->row, made->best_column, 1.0);
    return made;
}

static void add_own(lacking *k, want *w)
{
    w->home_row = tc_linear_row(&k->lp, 0.0, INFINITY);
    if (!(w->home.worth > 0.0))
        return;
    w->home_column = tc_linear_column(&k->lp, 0.0, INFINITY);
    tc_linear_entry(&k->lp, w->row, w->home_column, 1.0);
    tc_linear_entry(&k->lp, w->home_row, w->home_column, 1.0);
}

static void add_need(lacking *k, int project, int pollutant)
{
    const double need = k->problem->projects[project].need[pollutant];
    const int at = project * TC_POLLUTANTS + pollutant;
    k->want_of[at] = -1;
    if (!(need > 0.0) || k->share[project] < 0)
        return;
    want *w = want_for(k, project, pollutant);
    k->want_of[at] = (int)(w - k->wants);
    tc_linear_entry(&k->lp, w->row, k->share[project], -need);
    if (k->own[project] < 0)
        return;
    if (w->home_row < 0)
        add_own(k, w);
    tc_linear_entry(&k->lp, w->home_row, k->own[project], -need);
}

/* What a pool sends to the classes that may use it, at home and abroad. */
static void add_pool(lacking *k, const tc_net_groups *g, const tc_net_pool *pool)
{
    const tc_problem *problem = k->problem;
    const bool settled = problem->areas[pool->site.area].kind != TC_AREA_UNSPECIFIED;
    const double leaves = tc_problem_export_share(problem, g->pollutant, pool->site.area);
    const int supply = tc_linear_row(&k->lp, -INFINITY, pool->supply);
    const int export = tc_linear_row(&k->lp, -INFINITY, leaves * pool->supply);
    for (int i = 0; i < k->want_count; i++) {
        const want *w = &k->wants[i];
        if (w->pollutant != g->pollutant || w->class < 0)
            continue;
        const tc_net_group *class = &g->classes[w->class];
        const bool home = settled && class->site.area == pool->site.area;
        const double worth = tc_net_worth(problem, g, pool->site, class->site);
        if (pool->block > class->block || !(worth > 0.0) ||
            (!home && (k->at_home || !class->pool_access || pool->hub < 0)))
            continue;
        const int flow = tc_linear_column(&k->lp, 0.0, INFINITY);
        tc_linear_entry(&k->lp, supply, flow, 1.0);
        tc_linear_entry(&k->lp, home ? w->home_row : export, flow, home ? worth : 1.0);
        tc_linear_entry(&k->lp, w->row, flow, worth);
    }
}

static tc_code add_pollutant(lacking *k, int pollutant)
{
    tc_net_groups *g = &k->groups[pollutant];
    const tc_code code = tc_net_groups_find(k->problem, pollutant, TC_POOL_COARSE,
                                            &k->scratch, g, k->error);
    if (code != TC_OK)
        return code;
    for (int j = 0; j < k->problem->project_count; j++)
        add_need(k, j, pollutant);
    for (int pool = 0; pool < g->pool_count; pool++)
        add_pool(k, g, &g->pools[pool]);
    return TC_OK;
}

static bool take_arrays(lacking *k)
{
    const size_t projects = (size_t)k->problem->project_count;
    const size_t needs = projects * TC_POLLUTANTS;
    k->share = tc_arena_take(&k->scratch, projects, sizeof *k->share);
    k->own = tc_arena_take(&k->scratch, projects, sizeof *k->own);
    k->want_of = tc_arena_take(&k->scratch, needs, sizeof *k->want_of);
    k->wants = tc_arena_take(&k->scratch, needs, sizeof *k->wants);
    k->pieces = tc_arena_take(&k->scratch, 3 * needs, sizeof *k->pieces);
    k->column = tc_arena_take(&k->scratch, 2 * needs, sizeof *k->column);
    k->value = tc_arena_take(&k->scratch, 2 * needs, sizeof *k->value);
    k->members = tc_arena_take(&k->scratch, projects, sizeof *k->members);
    return k->share && k->own && k->want_of && k->wants && k->pieces && k->column &&
           k->value && k->members;
}

static tc_code build(lacking *k)
{
    if (!take_arrays(k))
        return tc_no_memory(k->error);
    add_shares(k);
    tc_code code = TC_OK;
    for (int p = 0; code == TC_OK && p < TC_POLLUTANTS; p++)
        code = add_pollutant(k, p);
    return code == TC_OK ? tc_linear_close(&k->lp, k->error) : code;
}

/* ---- its goals --------------------------------------------------------------------- */

/* How what is lacking is counted: in tonnes at the source; in tonnes were there no caps;
 * as trouble, by which additions as small differ: they are tied to an area, or early. */
typedef enum counting { COUNT_FLOOR, COUNT_TONNES, COUNT_TROUBLE } counting;

static double cost_of(const lacking *k, const want *w, const tc_supply_site *site,
                      counting count)
{
    if (count != COUNT_TROUBLE)
        return 1.0 / (count == COUNT_TONNES ? site->worth : site->free_worth);
    int later = 0;
    for (int i = 0; i < k->want_count; i++)
        later += k->problem->projects[k->wants[i].project].start >
                 k->problem->projects[w->project].start;
    return (site->area >= 0 ? 1.0 : 0.0) + later / (1.0 + k->want_count);
}

static void add_term(tc_objective *goal, const lacking *k, int column, double cost)
{
    if (column < 0)
        return;
    k->column[goal->count] = column;
    k->value[goal->count++] = -cost;
}

/* The sum of all that is lacking, to be made small. */
static tc_objective goal_of(const lacking *k, counting count)
{
    tc_objective goal = {.column = k->column, .value = k->value};
    for (int i = 0; i < k->want_count; i++) {
        const want *w = &k->wants[i];
        add_term(&goal, k, w->best_column, cost_of(k, w, &w->best, count));
        add_term(&goal, k, w->home_column, cost_of(k, w, &w->home, count));
    }
    return goal;
}

/* ---- what is lacking, and when ----------------------------------------------------- */

static void add_piece(lacking *k, int pollutant, const tc_supply_site *site, tc_day day,
                      double need)
{
    const double tonnes = need / site->worth;
    if (!(need > 0.0))
        return;
    for (int i = 0; i < k->piece_count; i++) {
        piece *one = &k->pieces[i];
        if (one->pollutant == pollutant && one->site.area == site->area &&
            one->site.basin == site->basin && one->day == day) {
            one->tonnes += tonnes;
            return;
        }
    }
    k->pieces[k->piece_count++] = (piece){pollutant, *site, day, tonnes};
}

/* Those whose want it is, by start, the last one first. */
static int list_members(lacking *k, int index)
{
    const tc_project *projects = k->problem->projects;
    const int p = k->wants[index].pollutant;
    int count = 0;
    for (int j = 0; j < k->problem->project_count; j++) {
        if (k->want_of[j * TC_POLLUTANTS + p] != index)
            continue;
        int at = count++;
        for (; at > 0 && projects[k->members[at - 1]].start < projects[j].start; at--)
            k->members[at] = k->members[at - 1];
        k->members[at] = j;
    }
    return count;
}

static double value_of(const double *x, int column)
{
    return column < 0 ? 0.0 : x[column];
}

/* Does its own area cover a share of one of them? */
static bool covers_own(const lacking *k, int count, const double *x)
{
    for (int i = 0; i < count; i++)
        if (value_of(x, k->own[k->members[i]]) > 0.0)
            return true;
    return false;
}

/* What is there goes to those who start first, so that what is added may come as late as
 * the last ones start. But tonnes of their own area go to key projects: then all comes
 * before the first of them starts. */
static void date_pieces(lacking *k, int index, const double *x)
{
    const want *w = &k->wants[index];
    const int p = w->pollutant, count = list_members(k, index);
    double rest = value_of(x, w->best_column);
    if (covers_own(k, count, x)) {
        const tc_day first = k->problem->projects[k->members[count - 1]].start;
        add_piece(k, p, &w->home, first, value_of(x, w->home_column));
        add_piece(k, p, &w->best, first, rest);
        return;
    }
    for (int i = 0; i < count && rest > 0.0; i++) {
        const tc_project *project = &k->problem->projects[k->members[i]];
        const double need = project->need[p] * x[k->share[k->members[i]]];
        add_piece(k, p, &w->best, project->start, fmin(rest, need));
        rest -= need;
    }
}

/* ---- the whole --------------------------------------------------------------------- */

/* Of each pollutant for itself: without a guarantee they are apart. */
static void note_least(const lacking *k, const double *x, tc_least_supply *least)
{
    double sum[TC_POLLUTANTS] = {0.0};
    for (int i = 0; i < k->want_count; i++) {
        const want *w = &k->wants[i];
        if (w->best_column >= 0)
            sum[w->pollutant] += x[w->best_column] / w->best.free_worth;
        if (w->home_column >= 0)
            sum[w->pollutant] += x[w->home_column] / w->home.free_worth;
    }
    for (int p = 0; p < TC_POLLUTANTS; p++)
        least->least[p] = tc_grains_up(sum[p], k->problem->grain_digits);
}

/* The bounds, then an addition that is as small as can be. */
static tc_code solve(lacking *k, double guarantee, tc_least_supply *least)
{
    tc_lexico *lexico = NULL;
    tc_lp_status status;
    double value = 0.0;
    tc_objective goal = goal_of(k, COUNT_FLOOR);
    tc_code code = tc_lexico_open(&k->lp, &lexico, k->error);
    if (code == TC_OK)
        code = tc_lexico_probe(lexico, &goal, &value, k->error);
    if (code == TC_OK)
        note_least(k, tc_lexico_point(lexico), least);
    if (code == TC_OK && guarantee > 0.0) {
        tc_lexico_hold(lexico, k->guarantee_column, guarantee, INFINITY);
        code = tc_lexico_probe(lexico, &goal, &value, k->error);
    }
    least->total = tc_grains_up(-value, k->problem->grain_digits);
    goal = goal_of(k, COUNT_TONNES);
    if (code == TC_OK)
        code = tc_lexico_level(lexico, &goal, &status, &value, NULL, k->error);
    goal = goal_of(k, COUNT_TROUBLE);
    if (code == TC_OK)
        code = tc_lexico_level(lexico, &goal, &status, &value, NULL, k->error);
    for (int i = 0; code == TC_OK && i < k->want_count; i++)
        date_pieces(k, i, tc_lexico_point(lexico));
    tc_lexico_close(lexico);
    return code;
}

/* By pollutant; what may lie anywhere first, then by day. */
static int compare(const void *x, const void *y)
{
    const piece *a = x, *b = y;
    if (a->pollutant != b->pollutant)
        return a->pollutant < b->pollutant ? -1 : 1;
    if (a->site.area != b->site.area)
        return a->site.area < b->site.area ? -1 : 1;
    if (a->site.basin != b->site.basin)
        return a->site.basin < b->site.basin ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

/* In whole grains. */
static tc_code keep(const lacking *k, tc_arena *arena, tc_least_supply *found)
{
    qsort(k->pieces, (size_t)k->piece_count, sizeof *k->pieces, compare);
    found->lacks = tc_arena_take(arena, (size_t)k->piece_count, sizeof *found->lacks);
    if (!found->lacks)
        return tc_no_memory(k->error);
    for (int i = 0; i < k->piece_count; i++) {
        const piece *one = &k->pieces[i];
        const tc_grains grains = tc_grains_up(one->tonnes, k->problem->grain_digits);
        if (grains > 0)
            found->lacks[found->count++] = (tc_lack){one->pollutant, one->site.area,
                                                     one->site.basin, one->day, grains};
    }
    return TC_OK;
}

tc_code tc_least_supply_find(const tc_problem *problem, const tc_supply_terms *terms,
                             tc_arena *arena, tc_least_supply *least, tc_error *error)
{
    lacking k = {.problem = problem, .at_home = terms->at_home, .error = error};
    tc_least_supply found = {.count = 0};
    tc_code code = build(&k);
    if (code == TC_OK && k.want_count > 0)
        code = solve(&k, terms->guarantee, &found);
    if (code == TC_OK)
        code = keep(&k, arena, &found);
    tc_linear_free(&k.lp);
    tc_arena_free(&k.scratch);
    if (code == TC_OK)
        *least = found;
    return code;
}
