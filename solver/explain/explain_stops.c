/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/serve.h"
#include "explain/explaining.h"

/* One pollutant that the project needs, on its way. */
typedef struct stopping {
    const tc_explaining *e;
    int pollutant;
    bool *reaches;     /* by source: may it serve the project? */
    tc_grains *unused; /* by source */
    tc_pool_state *pools;
    tc_hold *holds;
    int pool_count, hold_count;
} stopping;

/* ---- pools ------------------------------------------------------------------------- */

static bool is_of_pool(const tc_source *source, const tc_pool_state *pool)
{
    return source->area == pool->area && source->basin == pool->basin &&
           source->available_from == pool->day;
}

static int pool_of(stopping *s, const tc_source *source)
{
    for (int k = 0; k < s->pool_count; k++)
        if (is_of_pool(source, &s->pools[k]))
            return k;
    s->pools[s->pool_count] = (tc_pool_state){
        .area = source->area, .basin = source->basin, .day = source->available_from};
    return s->pool_count++;
}

/* What may still leave a pool: the export share is of all of its sources, those that may
 * not serve this project as well. */
static tc_grains may_leave(const stopping *s, const tc_pool_state *pool)
{
    const tc_problem *problem = s->e->problem;
    double supply = 0.0;
    tc_grains gone = 0;
    for (int i = 0; i < problem->source_count; i++)
        if (is_of_pool(&problem->sources[i], pool))
            supply += problem->sources[i].supply[s->pollutant];
    for (int k = 0; k < s->e->plan->credit_count; k++) {
        const tc_credit *credit = &s->e->plan->credits[k];
        if (credit->pollutant == s->pollutant &&
            tc_is_pooled(problem, credit->source, credit->project) &&
            is_of_pool(&problem->sources[credit->source], pool))
            gone += credit->grains;
    }
    const double share = tc_problem_export_share(problem, s->pollutant, pool->area);
    const tc_grains all = tc_grains_down(share * supply, problem->grain_digits);
    return all > gone ? all - gone : 0;
}

static void find_pools(stopping *s)
{
    const tc_problem *problem = s->e->problem;
    for (int i = 0; i < problem->source_count; i++) {
        const tc_source *source = &problem->sources[i];
        s->reaches[i] = tc_may_serve(problem, i, s->e->project, s->pollutant);
        s->unused[i] =
            tc_grains_down(source->supply[s->pollutant], problem->grain_digits);
        if (s->reaches[i])
            s->pools[pool_of(s, source)].supply += s->unused[i];
    }
    for (int k = 0; k < s->e->plan->credit_count; k++) {
        const tc_credit *credit = &s->e->plan->credits[k];
        if (credit->pollutant != s->pollutant)
            continue;
        s->unused[credit->source] -= credit->grains;
        if (s->reaches[credit->source] && credit->project != s->e->project)
            s->pools[pool_of(s, &problem->sources[credit->source])].held +=
                credit->grains;
    }
    for (int i = 0; i < problem->source_count; i++)
        if (s->reaches[i])
            s->pools[pool_of(s, &problem->sources[i])].left += s->unused[i];
    for (int k = 0; k < s->pool_count; k++) {
        tc_pool_state *pool = &s->pools[k];
        const bool abroad = problem->areas[pool->area].kind == TC_AREA_UNSPECIFIED ||
                            pool->area != problem->projects[s->e->project].area;
        const tc_grains most = abroad ? may_leave(s, pool) : pool->left;
        pool->left = pool->left < most ? pool->left : most;
    }
}

/* The first day on which there is a source that only the start keeps away; 0: none. */
static tc_day first_late_day(const stopping *s)
{
    const tc_problem *problem = s->e->problem;
    tc_day first = 0;
    for (int i = 0; i < problem->source_count; i++) {
        const tc_day day = problem->sources[i].available_from;
        if (tc_serve_bar(problem, i, s->e->project, s->pollutant) == TC_BAR_LATE &&
            (first == 0 || day < first))
            first = day;
    }
    return first;
}

/* ---- holders ----------------------------------------------------------------------- */

/* The goal that counts these tonnes of a source first. */
static int goal_of(const tc_problem *problem, int source, int project)
{
    const int tier = tc_goal_of_tier(problem, problem->projects[project].tier);
    for (int g = 0; g < tier; g++)
        if (problem->goals[g].kind == TC_GOAL_GUARANTEE_LOCAL &&
            problem->projects[project].local_key &&
            !tc_is_pooled(problem, source, project))
            return g;
    return tier;
}

static tc_hold hold_of(const stopping *s, const tc_credit *credit)
{
    const tc_problem *problem = s->e->problem;
    const tc_project *holder = &problem->projects[credit->project];
    const int goal = goal_of(problem, credit->source, credit->project);
    const int own = goal_of(problem, credit->source, s->e->project);
    tc_hold hold = {.project = credit->project,
                    .grains = credit->grains,
                    .kind = TC_HOLD_LATER,
                    .goal = goal};
    if (holder->must_serve)
        hold.kind = holder->lock && holder->lock->in ? TC_HOLD_LOCKED : TC_HOLD_REQUIRED;
    else if (goal < own)
        hold.kind = problem->goals[goal].kind == TC_GOAL_GUARANTEE_LOCAL
                        ? TC_HOLD_LOCAL
                        : TC_HOLD_EARLIER;
    else if (goal == own)
        hold.kind = tc_explaining_is_tied(s->e, credit->project) &&
                            tc_explaining_is_tied(s->e, s->e->project)
                        ? TC_HOLD_TIE
                        : TC_HOLD_SAME;
    return hold;
}

static void add_hold(stopping *s, tc_hold hold)
{
    for (int k = 0; k < s->hold_count; k++) {
        tc_hold *known = &s->holds[k];
        if (known->project == hold.project && known->kind == hold.kind &&
            known->goal == hold.goal) {
            known->grains += hold.grains;
            return;
        }
    }
    s->holds[s->hold_count++] = hold;
}

static int compare_holds(const void *x, const void *y)
{
    const tc_hold *a = x, *b = y;
    if (a->grains != b->grains)
        return a->grains > b->grains ? -1 : 1;
    if (a->project != b->project)
        return a->project < b->project ? -1 : 1;
    return (a->goal > b->goal) - (a->goal < b->goal);
}

static int compare_pools(const void *x, const void *y)
{
    const tc_pool_state *a = x, *b = y;
    if (a->supply != b->supply)
        return a->supply > b->supply ? -1 : 1;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    if (a->basin != b->basin)
        return a->basin < b->basin ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static void find_holds(stopping *s)
{
    for (int k = 0; k < s->e->plan->credit_count; k++) {
        const tc_credit *credit = &s->e->plan->credits[k];
        if (credit->pollutant == s->pollutant && s->reaches[credit->source] &&
            credit->project != s->e->project)
            add_hold(s, hold_of(s, credit));
    }
}

/* ---- together ---------------------------------------------------------------------- */

static int credits_of(const tc_plan *plan, int pollutant)
{
    int count = 0;
    for (int k = 0; k < plan->credit_count; k++)
        count += plan->credits[k].pollutant == pollutant;
    return count;
}

/* How it stands with the pollutant. */
static tc_code find_stop(stopping *s, tc_stop *stop)
{
    const tc_explaining *e = s->e;
    const size_t credits = (size_t)credits_of(e->plan, s->pollutant);
    s->pool_count = s->hold_count = 0;
    s->pools =
        tc_arena_take(e->arena, (size_t)e->problem->source_count, sizeof *s->pools);
    s->holds = tc_arena_take(e->arena, credits, sizeof *s->holds);
    if (!s->pools || !s->holds)
        return tc_no_memory(e->error);
    find_pools(s);
    find_holds(s);
    if (s->pool_count > 1)
        qsort(s->pools, (size_t)s->pool_count, sizeof *s->pools, compare_pools);
    if (s->hold_count > 1)
        qsort(s->holds, (size_t)s->hold_count, sizeof *s->holds, compare_holds);
    *stop = (tc_stop){.pollutant = s->pollutant,
                      .pools = s->pools,
                      .holds = s->holds,
                      .pool_count = s->pool_count,
                      .hold_count = s->hold_count,
                      .first_day = first_late_day(s)};
    for (int k = 0; k < s->pool_count; k++) {
        stop->supply += s->pools[k].supply;
        stop->held += s->pools[k].held;
        stop->left += s->pools[k].left;
    }
    const tc_reason *reason = &e->plan->reasons[e->project];
    stop->stops =
        reason->kind != TC_REASON_ROUNDING && (reason->pollutants & 1U << s->pollutant);
    if (stop->stops)
        stop->missing = tc_reason_missing(e->problem, e->plan, e->project, s->pollutant);
    return TC_OK;
}

/* The pollutants that stop the project, the first one first, then the others. */
static int order_pollutants(const tc_explaining *e, int out[TC_POLLUTANTS])
{
    const tc_reason *reason = &e->plan->reasons[e->project];
    int count = tc_reason_pollutants(reason, out);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (!(reason->pollutants & 1U << p) &&
            e->problem->projects[e->project].need[p] > 0.0)
            out[count++] = p;
    return count;
}

tc_code tc_stops_find(const tc_explaining *e, const tc_stop **stops, int *count)
{
    const size_t sources = (size_t)e->problem->source_count;
    int pollutants[2 * TC_POLLUTANTS];
    const int found = order_pollutants(e, pollutants);
    tc_stop *list = tc_arena_take(e->arena, (size_t)found, sizeof *list);
    stopping s = {.e = e,
                  .reaches = tc_mem_new(sources, sizeof *s.reaches),
                  .unused = tc_mem_new(sources, sizeof *s.unused)};
    tc_code code = list && s.reaches && s.unused ? TC_OK : tc_no_memory(e->error);
    for (int k = 0; code == TC_OK && k < found; k++) {
        s.pollutant = pollutants[k];
        code = find_stop(&s, &list[k]);
    }
    tc_mem_drop(s.reaches);
    tc_mem_drop(s.unused);
    if (code != TC_OK)
        return code;
    *stops = list;
    *count = found;
    return TC_OK;
}
