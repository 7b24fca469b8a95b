/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/shortage.h"

#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/serve.h"

/* For one pollutant; by source. Pools are named by their first source. */
typedef struct rest {
    const tc_problem *problem;
    int pollutant;
    int *pool;
    tc_grains *unused;
    tc_grains *may_leave; /* of a pool */
    double *tally;        /* of a pool; for working */
} rest;

static bool one_pool(const tc_source *a, const tc_source *b)
{
    return a->area == b->area && a->basin == b->basin &&
           a->available_from == b->available_from;
}

static void find_pools(rest *r)
{
    const tc_source *sources = r->problem->sources;
    for (int s = 0; s < r->problem->source_count; s++) {
        r->pool[s] = s;
        for (int k = 0; k < s && r->pool[s] == s; k++)
            if (r->pool[k] == k && one_pool(&sources[k], &sources[s]))
                r->pool[s] = k;
    }
}

static void find_unused(rest *r, const tc_plan *plan)
{
    const tc_problem *problem = r->problem;
    const int count = problem->source_count;
    for (int s = 0; s < count; s++) {
        r->unused[s] = tc_grains_down(problem->sources[s].supply[r->pollutant],
                                      problem->grain_digits);
        r->tally[s] = 0.0;
        r->may_leave[s] = 0;
    }
    for (int s = 0; s < count; s++)
        r->tally[r->pool[s]] += problem->sources[s].supply[r->pollutant];
    for (int s = 0; s < count; s++)
        if (r->pool[s] == s)
            r->may_leave[s] = tc_grains_down(
                r->tally[s] * tc_problem_export_share(problem, r->pollutant,
                                                      problem->sources[s].area),
                problem->grain_digits);
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        if (credit->pollutant != r->pollutant)
            continue;
        r->unused[credit->source] -= credit->grains;
        if (tc_is_pooled(problem, credit->source, credit->project))
            r->may_leave[r->pool[credit->source]] -= credit->grains;
    }
}

/* What all unused grains that may serve the project are worth to it. */
static double there_is(rest *r, int project)
{
    const tc_problem *problem = r->problem;
    const tc_project *to = &problem->projects[project];
    double sum = 0.0;
    for (int s = 0; s < problem->source_count; s++)
        r->tally[s] = 0.0;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *from = &problem->sources[s];
        if (r->unused[s] <= 0 || !tc_may_serve(problem, s, project, r->pollutant))
            continue;
        double grains = (double)r->unused[s];
        if (tc_is_pooled(problem, s, project)) {
            const int pool = r->pool[s];
            grains = fmin(grains, (double)r->may_leave[pool] - r->tally[pool]);
            r->tally[pool] += grains;
        }
        sum += grains * tc_problem_exchange(problem, r->pollutant, from->area,
                                            from->basin, to->area, to->basin);
    }
    return sum;
}

static void find_shortages(rest *r, const tc_plan *plan, tc_grains *shortage)
{
    for (int j = 0; j < r->problem->project_count; j++) {
        const tc_project *project = &r->problem->projects[j];
        const double least = tc_project_least(project);
        if (!(least > 0.0) || plan->share[j] > 0.0 || !project->zoning_ok ||
            !(project->need[r->pollutant] > 0.0))
            continue;
        const tc_grains wanted =
            tc_grains_up(least * project->need[r->pollutant], r->problem->grain_digits);
        const double there = there_is(r, j);
        if (there < (double)wanted)
            shortage[j * TC_POLLUTANTS + r->pollutant] =
                (tc_grains)ceil((double)wanted - there);
    }
}

tc_code tc_shortage_find(const tc_problem *problem, tc_plan *plan, tc_error *error)
{
    const size_t sources = (size_t)problem->source_count;
    const size_t cells = (size_t)problem->project_count * TC_POLLUTANTS;
    rest r = {.problem = problem,
              .pool = tc_mem_new(sources, sizeof *r.pool),
              .unused = tc_mem_new(sources, sizeof *r.unused),
              .may_leave = tc_mem_new(sources, sizeof *r.may_leave),
              .tally = tc_mem_new(sources, sizeof *r.tally)};
    tc_grains *shortage = tc_arena_take(&plan->arena, cells, sizeof *shortage);
    const bool room = r.pool && r.unused && r.may_leave && r.tally && shortage;
    if (room)
        find_pools(&r);
    for (r.pollutant = 0; room && r.pollutant < TC_POLLUTANTS; r.pollutant++) {
        find_unused(&r, plan);
        find_shortages(&r, plan, shortage);
    }
    tc_mem_drop(r.pool);
    tc_mem_drop(r.unused);
    tc_mem_drop(r.may_leave);
    tc_mem_drop(r.tally);
    if (!room)
        return tc_no_memory(error);
    plan->shortage = shortage;
    return TC_OK;
}
