/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/reasons.h"

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/serve.h"
#include "domain/shortage.h"

/* Why no source can serve a project that nothing reaches: what stops the source that
 * comes nearest to serving it. */
static tc_reason_kind dead_end(const tc_problem *problem, int project, int pollutant)
{
    tc_bar nearest = TC_BAR_NONE;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_bar bar = tc_serve_bar(problem, s, project, pollutant);
        if (bar == TC_BAR_RULE)
            return TC_REASON_BARRED;
        /* nothing may leave a capped source's area: it is as if it were not there */
        if (bar != TC_BAR_CAPPED && bar > nearest)
            nearest = bar;
    }
    return nearest == TC_BAR_LATE     ? TC_REASON_TOO_EARLY
           : nearest == TC_BAR_ABROAD ? TC_REASON_NO_POOL
                                      : TC_REASON_NO_SOURCE;
}

/* Which of two findings says more about why: a dead end more than a pool that ran dry, an
 * earlier goal more than a later; 0: they stand side by side. */
static int says_more(const tc_reason *a, const tc_reason *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? 1 : -1;
    return (a->level < b->level) - (a->level > b->level);
}

static void note(tc_plan *plan, int project, tc_reason found)
{
    tc_reason *reason = &plan->reasons[project];
    found.pollutants = 1U << found.pollutant;
    const int more = reason->kind == TC_REASON_NONE ? 1 : says_more(&found, reason);
    if (more > 0) {
        *reason = found;
    } else if (more == 0) {
        const unsigned both = reason->pollutants | found.pollutants;
        if (found.weight > reason->weight)
            *reason = found;
        reason->pollutants = both;
    }
}

/* The price of each class of the pollutant (class_count), NULL where all is plenty. The
 * LP lists them in the order of the classes. */
static void find_prices(const tc_pipes *pipes, const tc_plan *plan, const tc_price **out)
{
    const tc_net_groups *g = &pipes->groups;
    int c = 0;
    for (int i = 0; i < plan->price_count; i++) {
        const tc_price *price = &plan->prices[i];
        if (price->kind != TC_PRICE_COVERAGE || price->pollutant != g->pollutant)
            continue;
        while (c < g->class_count && (g->classes[c].site.area != price->area ||
                                      g->classes[c].site.basin != price->basin ||
                                      g->classes[c].site.limits != price->limits ||
                                      g->classes[c].site.owner != price->owner ||
                                      g->classes[c].pool_access != price->pool_access ||
                                      g->classes[c].first_start != price->first_start))
            c++;
        if (c < g->class_count)
            out[c] = price;
    }
}

/* The first goal that feels the shortage of a priced class, and how much; keep-local only
 * says that tonnes come from afar. */
static bool feel(const tc_problem *problem, const tc_plan *plan, const tc_price *price,
                 int *level, double *weight)
{
    for (int k = 0; price && k < price->count; k++) {
        const tc_level *at = &plan->levels[price->level[k]];
        if (!(price->value[k] > 0.0) ||
            (at->goal < problem->goal_count &&
             problem->goals[at->goal].kind == TC_GOAL_KEEP_LOCAL))
            continue;
        *level = price->level[k];
        *weight = price->value[k];
        return true;
    }
    return false;
}

/* What a class feels of a shortage; level_count: nothing. */
typedef struct feeling {
    int level;
    double weight; /* for a tonne */
} feeling;

static bool has_pipe(const tc_pipes *pipes, int class, int hub)
{
    for (int i = pipes->first_pipe[class]; i < pipes->first_pipe[class + 1]; i++)
        if (pipes->pipes[i].hub == hub)
            return true;
    return false;
}

/* May class b have every tonne that class a may have? Factors are 0 or 1. */
static bool may_have_all(const tc_pipes *pipes, int a, int b)
{
    const tc_net_groups *g = &pipes->groups;
    if (g->classes[b].block < g->classes[a].block)
        return false;
    for (int i = pipes->first_pipe[a]; i < pipes->first_pipe[a + 1]; i++) {
        const tc_pipe *pipe = &pipes->pipes[i];
        const tc_net_pool *pool = pipe->pool >= 0 ? &g->pools[pipe->pool] : NULL;
        const bool at_home =
            pool && pool->site.area == g->classes[b].site.area &&
            pool->site.basin == g->classes[b].site.basin &&
            tc_net_worth(pipes->problem, g, pool->site, g->classes[b].site) > 0.0;
        const bool leaves =
            !pool ||
            (pool->hub >= 0 && tc_problem_export_share(pipes->problem, g->pollutant,
                                                       pool->site.area) >= 1.0);
        if (!at_home && !(leaves && has_pipe(pipes, b, pool ? pool->hub : pipe->hub)))
            return false;
    }
    return true;
}

/* A class that got nothing may have no price, or a low one, for what others pay for: its
 * tonnes are worth what the best of those pays who may have them all. */
static void share_feelings(const tc_pipes *pipes, const feeling *own, feeling *out)
{
    for (int a = 0; a < pipes->groups.class_count; a++) {
        out[a] = own[a];
        for (int b = 0; b < pipes->groups.class_count && !pipes->mixed; b++)
            if ((own[b].level < out[a].level ||
                 (own[b].level == out[a].level && own[b].weight > out[a].weight)) &&
                may_have_all(pipes, a, b))
                out[a] = own[b];
    }
}

static void find_feelings(const tc_pipes *pipes, const tc_plan *plan,
                          const tc_price *const *prices, feeling *own, feeling *out)
{
    for (int c = 0; c < pipes->groups.class_count; c++) {
        own[c] = (feeling){plan->level_count, 0.0};
        (void)feel(pipes->problem, plan, prices[c], &own[c].level, &own[c].weight);
    }
    share_feelings(pipes, own, out);
}

/* A whole project that was not approved: prices say nothing of why. */
static bool is_refused(const tc_problem *problem, const tc_plan *plan, int j)
{
    return plan->whole && tc_project_least(&problem->projects[j]) > 0.0 &&
           !(plan->share[j] > 0.0);
}

static void note_projects(const tc_pipes *pipes, tc_plan *plan, const feeling *felt)
{
    const tc_problem *problem = pipes->problem;
    const int p = pipes->groups.pollutant;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const int c = pipes->groups.class_of[j];
        if (!project->zoning_ok || plan->share[j] >= 1.0 || !(project->need[p] > 0.0))
            continue;
        tc_reason found = {.kind = TC_REASON_USED_UP, .pollutant = p};
        found.missing = tc_grains_up(project->need[p], problem->grain_digits) -
                        plan->credit[j * TC_POLLUTANTS + p];
        if (c < 0 || pipes->first_pipe[c] == pipes->first_pipe[c + 1])
            found.kind = dead_end(problem, j, p);
        else if (is_refused(problem, plan, j) || felt[c].level == plan->level_count)
            continue; /* what a refused project lacks says note_refused */
        found.level = found.kind == TC_REASON_USED_UP ? felt[c].level : 0;
        found.weight =
            found.kind == TC_REASON_USED_UP ? felt[c].weight * project->need[p] : 0.0;
        note(plan, j, found);
    }
}

tc_code tc_reasons_note(const tc_pipes *pipes, tc_plan *plan, tc_error *error)
{
    const size_t classes = (size_t)pipes->groups.class_count;
    const tc_price **prices = tc_mem_new(classes, sizeof *prices);
    feeling *own = tc_mem_new(classes, sizeof *own);
    feeling *felt = tc_mem_new(classes, sizeof *felt);
    const bool room = prices && own && felt;
    if (room) {
        find_prices(pipes, plan, prices);
        find_feelings(pipes, plan, prices, own, felt);
        note_projects(pipes, plan, felt);
    }
    tc_mem_drop(prices);
    tc_mem_drop(own);
    tc_mem_drop(felt);
    return room ? TC_OK
                : tc_fail(error, TC_ERR_MEMORY, NULL, "分析未满足原因时内存不足",
                          "memory ran out while reasons were sought");
}

/* The pollutants of which too little is left; the one most is missing of comes first. */
static void note_refused(tc_plan *plan, int j)
{
    tc_reason found = {.kind = TC_REASON_ORDER, .pollutant = -1};
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_grains missing = plan->shortage[j * TC_POLLUTANTS + p];
        if (missing <= 0)
            continue;
        found.kind = TC_REASON_TOO_LITTLE;
        found.pollutants |= 1U << p;
        if (missing > found.missing) {
            found.missing = missing;
            found.pollutant = p;
        }
    }
    plan->reasons[j] = found;
}

tc_code tc_reasons_finish(const tc_problem *problem, tc_plan *plan, tc_error *error)
{
    if (plan->whole) {
        const tc_code code = tc_shortage_find(problem, plan, error);
        if (code != TC_OK)
            return code;
    }
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (!project->zoning_ok) {
            plan->reasons[j] = (tc_reason){
                .kind = tc_is_locked_out(project) ? TC_REASON_LOCKED : TC_REASON_ZONING,
                .pollutant = -1};
            continue;
        }
        if (plan->reasons[j].kind == TC_REASON_NONE && is_refused(problem, plan, j))
            note_refused(plan, j);
        for (int p = 0; p < TC_POLLUTANTS && plan->reasons[j].kind == TC_REASON_NONE;
             p++) {
            const tc_grains asked =
                tc_grains_down(project->emission[p], problem->grain_digits);
            const tc_grains missing = asked - plan->emission[j * TC_POLLUTANTS + p];
            if (missing > 0)
                note(plan, j,
                     (tc_reason){
                         .kind = TC_REASON_ROUNDING, .pollutant = p, .missing = missing});
        }
    }
    return TC_OK;
}
