/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plan/verify_checker.h"

/* Is there any source at all that may serve the project in p? own_only: at home. */
static bool has_source(const tc_problem *problem, const tc_project *project, int p,
                       bool own_only)
{
    const int j = (int)(project - problem->projects);
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        const bool home = source->area == project->area &&
                          problem->areas[source->area].kind != TC_AREA_UNSPECIFIED;
        if (source->supply[p] > 0.0 && source->available_from <= project->start &&
            !(source->limits[p] & project->limits[p]) &&
            (source->owner < 0 || source->owner == j) &&
            (home || (project->pool_access && !own_only && source->owner < 0 &&
                      tc_problem_export_share(problem, p, source->area) > 0.0)) &&
            tc_problem_exchange(problem, p, source->area, source->basin, project->area,
                                project->basin) > 0.0)
            return true;
    }
    return false;
}

/* No plan at all gives the project a share (an own-area share). */
static bool is_barred(const tc_problem *problem, const tc_project *project, bool own_only)
{
    if (!project->zoning_ok || (own_only && !project->local_key))
        return true;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (project->need[p] > 0.0 && !has_source(problem, project, p, own_only))
            return true;
    return false;
}

static void share_vector(const tc_checker *c, int j, tc_vector *v)
{
    const tc_project *project = &c->problem->projects[j];
    v->count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_vector_add(v, c->coverage[j * TC_POLLUTANTS + p], -project->need[p]);
    tc_vector_add(v, c->within[j], 1.0);
    if (c->share_level[j] >= 0)
        tc_vector_add_at(v, c->share_level[j], 1.0);
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        if (level->kind != TC_LEVEL_TOTAL)
            continue;
        const tc_goal *goal = &c->problem->goals[level->goal];
        if (goal->kind != TC_GOAL_TIER || goal->tier != project->tier)
            continue;
        tc_vector_add_at(v, i, project->weight);
        const int at = level->goal * c->problem->area_count + project->area;
        if (goal->even && c->even_weight[at] > 0.0)
            tc_vector_add(v, c->even[at], project->weight / c->even_weight[at]);
    }
}

static void own_vector(const tc_checker *c, int j, tc_vector *v)
{
    const tc_project *project = &c->problem->projects[j];
    v->count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_vector_add(v, c->own[j * TC_POLLUTANTS + p], -project->need[p]);
    tc_vector_add(v, c->within[j], -1.0);
    if (c->own_level[j] >= 0)
        tc_vector_add_at(v, c->own_level[j], 1.0);
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        if (level->kind == TC_LEVEL_TOTAL &&
            c->problem->goals[level->goal].kind == TC_GOAL_GUARANTEE_LOCAL)
            tc_vector_add_at(v, i, project->weight);
    }
}

/* A share this close to 0 or 1 is there: what solve rounds to it. Ten times larger, and a
 * share that nothing proves may pass; ten times smaller, and rounding is refused. */
static const double SHARE_TOLERANCE = 1e-8;
/* How far a share may miss its limit, times the multiplier that holds it there: what the
 * goal would gain. Ten times larger is the tolerance of LP shares for a multiplier of 1;
 * far smaller, and multipliers that are only rounding would hold a share. */
static const double SLACKNESS_TOLERANCE = 1e-10;

/* A project's share, or its own-area share. */
typedef struct checked {
    const tc_project *project;
    double share;
    bool own;
    int level;    /* its own first-come level or -1 */
    double whole; /* the project's share */
} checked;

static void undecided(tc_checker *c, const checked *x)
{
    if (x->own)
        tc_verify_fault(c->verdict, "项目 %s 的属地份额没有证明是唯一的",
                        "the own-area share of project %s is not proved to be the only "
                        "one",
                        x->project->id);
    else
        tc_verify_fault(c->verdict, "项目 %s 的份额没有证明是唯一的",
                        "the share of project %s is not proved to be the only one",
                        x->project->id);
}

/* gain: of the goal, for a whole share. */
static void must_be(tc_checker *c, const checked *x, double share, double gain)
{
    const double missed = fabs(x->share - share);
    if (missed <= SHARE_TOLERANCE || missed * gain <= SLACKNESS_TOLERANCE)
        return;
    if (x->own)
        tc_verify_fault(c->verdict, "项目 %s 的属地份额为 %.9g，而乘子证明只能是 %g",
                        "project %s has an own-area share of %.9g, its multipliers prove "
                        "%g",
                        x->project->id, x->share, share);
    else
        tc_verify_fault(c->verdict, "项目 %s 的份额为 %.9g，而乘子证明只能是 %g",
                        "project %s has a share of %.9g, its multipliers prove %g",
                        x->project->id, x->share, share);
}

/* Is the project one of which it was decided whether it is approved at all? */
static bool is_decided(const tc_checker *c, const checked *x)
{
    return c->plan->whole && tc_project_least(x->project) > 0.0;
}

/* Add to the bound what a share can bring at most, and see that it is what the first
 * multiplier that is not 0 says: one end or the other, 0 and 1 but for a whole project.
 */
static void add_share(tc_checker *c, const checked *x, const tc_vector *v)
{
    double gain = 0.0;
    const int sign = tc_vector_sign(v, c->levels, &gain);
    const bool required = x->project->must_serve && !x->own;
    const bool refused = is_decided(c, x) && !(x->whole > 0.0);
    const double low = is_decided(c, x) && !x->own ? tc_project_least(x->project) : 0.0;
    if (refused || is_barred(c->problem, x->project, x->own)) {
        must_be(c, x, 0.0, INFINITY);
    } else if (required || sign > 0 || low >= 1.0) {
        must_be(c, x, 1.0, required || low >= 1.0 ? INFINITY : gain);
        tc_vector_sum(v, 1.0, c->bound);
    } else if (sign < 0) {
        must_be(c, x, low, -gain);
        tc_vector_sum(v, low, c->bound);
    } else if (x->level < 0) {
        undecided(c, x);
    }
}

void tc_checker_add_shares(tc_checker *c)
{
    for (int j = 0; j < c->problem->project_count; j++) {
        const tc_project *project = &c->problem->projects[j];
        const double whole = c->plan->share[j];
        const checked share = {project, whole, false, c->share_level[j], whole};
        const checked own = {project, c->plan->own_share[j], true, c->own_level[j],
                             whole};
        tc_vector v;
        share_vector(c, j, &v);
        add_share(c, &share, &v);
        own_vector(c, j, &v);
        if (project->local_key)
            add_share(c, &own, &v);
    }
}

void tc_checker_weigh_areas(tc_checker *c)
{
    const tc_problem *problem = c->problem;
    for (int g = 0; g < problem->goal_count; g++)
        for (int j = 0; problem->goals[g].even && j < problem->project_count; j++) {
            const tc_project *project = &problem->projects[j];
            if (project->tier == problem->goals[g].tier && project->weight > 0.0 &&
                !is_barred(problem, project, false))
                c->even_weight[g * problem->area_count + project->area] +=
                    project->weight;
        }
}

/* The smallest share itself: between 0 and 1, no larger than any area's. */
void tc_checker_add_smallest(tc_checker *c, int level)
{
    const tc_problem *problem = c->problem;
    const int goal = c->plan->levels[level].goal;
    tc_arena scratch = {0};
    const tc_price **terms =
        tc_arena_take(&scratch, (size_t)problem->area_count, sizeof *terms);
    double *sum = tc_arena_take(&scratch, (size_t)c->levels, sizeof *sum);
    if (sum && terms) {
        sum[level] = 1.0;
        for (int a = 0; a < problem->area_count; a++) {
            const tc_price *price = c->even[goal * problem->area_count + a];
            for (int k = 0; price && k < price->count; k++)
                sum[price->level[k]] -= price->value[k];
        }
        int first = 0;
        while (first < c->levels && fabs(sum[first]) <= 1e-9)
            first++;
        for (int i = first; first < c->levels && sum[first] > 0.0 && i < c->levels; i++)
            c->bound[i] += sum[i];
    }
    tc_arena_free(&scratch);
    for (int a = 0; a < problem->area_count; a++) {
        const double weight = c->even_weight[goal * problem->area_count + a];
        double served = 0.0;
        for (int j = 0; weight > 0.0 && j < problem->project_count; j++)
            if (problem->projects[j].area == a &&
                problem->projects[j].tier == problem->goals[goal].tier)
                served += problem->projects[j].weight * c->plan->share[j];
        if (weight > 0.0 && served / weight < c->plan->levels[level].value - 1e-8)
            tc_verify_fault(c->verdict, "区域 %s 的份额 %.9g 低于所称的最小份额 %.9g",
                            "area %s has a share of %.9g, below the stated smallest %.9g",
                            problem->areas[a].id, served / weight,
                            c->plan->levels[level].value);
    }
}
