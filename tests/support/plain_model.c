/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/plain_model.h"

#include <criterion/criterion.h>
#include <math.h>

static void *take(plain_model *model, int count, size_t size)
{
    void *taken = tc_arena_take(&model->arena, (size_t)count, size);
    cr_assert_not_null(taken);
    return taken;
}

static bool at_home(const tc_problem *problem, int source, int project)
{
    const int area = problem->sources[source].area;
    return problem->areas[area].kind != TC_AREA_UNSPECIFIED &&
           area == problem->projects[project].area;
}

static double worth(const tc_problem *problem, int source, int project, int pollutant)
{
    const tc_source *s = &problem->sources[source];
    const tc_project *j = &problem->projects[project];
    return tc_problem_exchange(problem, pollutant, s->area, s->basin, j->area, j->basin);
}

bool plain_is_eligible(const tc_problem *problem, int source, int project, int pollutant)
{
    const tc_source *s = &problem->sources[source];
    const tc_project *j = &problem->projects[project];
    return s->supply[pollutant] > 0.0 && j->need[pollutant] > 0.0 && j->zoning_ok &&
           s->status != TC_SOURCE_RETIRED && s->expires >= problem->decision_date &&
           s->available_from <= j->start &&
           !(s->limits[pollutant] & j->limits[pollutant]) &&
           (s->owner < 0 || s->owner == project) &&
           (at_home(problem, source, project) || j->pool_access) &&
           worth(problem, source, project, pollutant) > 0.0;
}

static void add_shares(plain_model *m)
{
    for (int j = 0; j < m->problem->project_count; j++) {
        const tc_project *project = &m->problem->projects[j];
        m->share[j] = tc_linear_column(&m->lp, 0.0, project->zoning_ok ? 1.0 : 0.0);
        m->own[j] = -1;
        if (project->must_serve)
            tc_linear_entry(&m->lp, tc_linear_row(&m->lp, 1.0, INFINITY), m->share[j],
                            1.0);
        if (!project->local_key)
            continue;
        m->own[j] = tc_linear_column(&m->lp, 0.0, 1.0);
        const int within = tc_linear_row(&m->lp, 0.0, INFINITY); /* y - l >= 0 */
        tc_linear_entry(&m->lp, within, m->share[j], 1.0);
        tc_linear_entry(&m->lp, within, m->own[j], -1.0);
    }
}

/* The rows of one pollutant while its columns are added. -1: no such row. */
typedef struct rows {
    int *supply;   /* source_count */
    int *export;   /* source_count: of the pool that the source lies in */
    int *coverage; /* project_count */
    int *own;      /* project_count */
} rows;

static bool same_pool(const tc_source *a, const tc_source *b, int p)
{
    return a->limits[p] == b->limits[p] && a->owner == b->owner && a->area == b->area &&
           a->basin == b->basin && a->available_from == b->available_from;
}

static void add_supply_rows(plain_model *m, int p, rows *r)
{
    const tc_problem *problem = m->problem;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        m->total[p] += source->supply[p];
        r->supply[s] = tc_linear_row(&m->lp, -INFINITY, source->supply[p]);
        r->export[s] = -1;
        double pool = 0.0;
        for (int other = 0; other < problem->source_count; other++) {
            if (!same_pool(source, &problem->sources[other], p))
                continue;
            pool += problem->sources[other].supply[p];
            if (other < s)
                r->export[s] = r->export[other];
        }
        const double share = tc_problem_export_share(problem, p, source->area);
        if (r->export[s] < 0)
            r->export[s] = tc_linear_row(&m->lp, -INFINITY, share * pool);
    }
}

static void add_need_rows(plain_model *m, int p, rows *r)
{
    for (int j = 0; j < m->problem->project_count; j++) {
        const double need = m->problem->projects[j].need[p];
        r->coverage[j] = r->own[j] = -1;
        if (!(need > 0.0))
            continue;
        r->coverage[j] = tc_linear_row(&m->lp, 0.0, 0.0); /* sum of e x = r d y */
        tc_linear_entry(&m->lp, r->coverage[j], m->share[j], -need);
        if (m->own[j] < 0)
            continue;
        r->own[j] = tc_linear_row(&m->lp, 0.0, INFINITY); /* sum of e x >= r d l */
        tc_linear_entry(&m->lp, r->own[j], m->own[j], -need);
    }
}

static void add_credits(plain_model *m, int p, const rows *r)
{
    const tc_problem *problem = m->problem;
    for (int s = 0; s < problem->source_count; s++)
        for (int j = 0; j < problem->project_count; j++) {
            if (!plain_is_eligible(problem, s, j, p))
                continue;
            const int x = tc_linear_column(&m->lp, 0.0, INFINITY);
            const double e = worth(problem, s, j, p);
            tc_linear_entry(&m->lp, r->supply[s], x, 1.0);
            tc_linear_entry(&m->lp, r->coverage[j], x, e);
            if (at_home(problem, s, j)) {
                tc_linear_entry(&m->lp, r->own[j], x, e);
                continue;
            }
            tc_linear_entry(&m->lp, r->export[s], x, 1.0);
            m->across[m->across_count] = x;
            m->across_pollutant[m->across_count++] = p;
        }
}

/* Can any plan at all give the project a share? */
static bool can_be_served(const tc_problem *problem, int project)
{
    bool can = problem->projects[project].zoning_ok;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        bool found = !(problem->projects[project].need[p] > 0.0);
        for (int s = 0; s < problem->source_count; s++)
            found =
                found ||
                (plain_is_eligible(problem, s, project, p) &&
                 (at_home(problem, s, project) ||
                  tc_problem_export_share(problem, p, problem->sources[s].area) > 0.0));
        can = can && found;
    }
    return can;
}

/* z <= weighted mean share of the goal's projects in each area. Projects that nothing can
 * serve would hold z at 0 for all, and do not count. */
static void add_even_rows(plain_model *m, int goal)
{
    const tc_problem *problem = m->problem;
    m->smallest[goal] = -1;
    if (!problem->goals[goal].even)
        return;
    m->smallest[goal] = tc_linear_column(&m->lp, 0.0, 1.0);
    for (int a = 0; a < problem->area_count; a++) {
        double sum = 0.0;
        for (int pass = 0, row = -1; pass < 2; pass++) {
            if (pass && sum > 0.0) {
                row = tc_linear_row(&m->lp, 0.0, INFINITY);
                tc_linear_entry(&m->lp, row, m->smallest[goal], -1.0);
            }
            for (int j = 0; j < problem->project_count; j++) {
                const tc_project *project = &problem->projects[j];
                if (project->area != a || project->tier != problem->goals[goal].tier ||
                    !can_be_served(problem, j))
                    continue;
                sum += pass ? 0.0 : project->weight;
                if (pass && sum > 0.0)
                    tc_linear_entry(&m->lp, row, m->share[j], project->weight / sum);
            }
        }
    }
}

plain_model plain_model_build(const tc_problem *problem)
{
    plain_model m = {.problem = problem};
    const int sources = problem->source_count, projects = problem->project_count;
    m.share = take(&m, projects, sizeof(int));
    m.own = take(&m, projects, sizeof(int));
    m.smallest = take(&m, problem->goal_count, sizeof(int));
    m.across = take(&m, sources * projects * TC_POLLUTANTS, sizeof(int));
    m.across_pollutant = take(&m, sources * projects * TC_POLLUTANTS, sizeof(int));
    rows r = {take(&m, sources, sizeof(int)), take(&m, sources, sizeof(int)),
              take(&m, projects, sizeof(int)), take(&m, projects, sizeof(int))};
    add_shares(&m);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        add_supply_rows(&m, p, &r);
        add_need_rows(&m, p, &r);
        add_credits(&m, p, &r);
    }
    for (int goal = 0; goal < problem->goal_count; goal++)
        add_even_rows(&m, goal);
    tc_error error = {0};
    cr_assert_eq(tc_linear_close(&m.lp, &error), TC_OK, "%s", error.message_en);
    return m;
}

void plain_model_free(plain_model *model)
{
    tc_linear_free(&model->lp);
    tc_arena_free(&model->arena);
}

tc_objective plain_model_goal(const plain_model *m, int goal, int *column, double *value)
{
    const tc_problem *problem = m->problem;
    const tc_goal *g = &problem->goals[goal];
    int count = 0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        int wanted = -1;
        if (g->kind == TC_GOAL_GUARANTEE_LOCAL)
            wanted = m->own[j];
        else if (g->kind == TC_GOAL_TIER && g->tier == project->tier)
            wanted = m->share[j];
        if (wanted < 0)
            continue;
        column[count] = wanted;
        value[count++] = project->weight;
    }
    for (int k = 0; g->kind == TC_GOAL_KEEP_LOCAL && k < m->across_count; k++) {
        column[count] = m->across[k];
        value[count++] = -1.0 / m->total[m->across_pollutant[k]];
    }
    return (tc_objective){count, column, value};
}
