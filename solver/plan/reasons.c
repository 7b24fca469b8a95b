/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/reasons.h"

#include "base/alloc.h"
#include "base/fault.h"

/* Why no source can serve a project that nothing reaches. */
static tc_reason_kind dead_end(const tc_problem *problem, int project, int pollutant)
{
    const tc_project *to = &problem->projects[project];
    bool late = false, abroad = false;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *from = &problem->sources[s];
        if (!(from->supply[pollutant] > 0.0) ||
            !(tc_problem_exchange(problem, pollutant, from->area, from->basin, to->area,
                                  to->basin) > 0.0))
            continue;
        if (to->pool_access || !tc_is_pooled(problem, s, project))
            late = late || from->available_from > to->start;
        else
            abroad = true;
    }
    return late ? TC_REASON_TOO_EARLY : abroad ? TC_REASON_NO_POOL : TC_REASON_NO_SOURCE;
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

tc_code tc_reasons_note(const tc_pipes *pipes, tc_plan *plan, tc_error *error)
{
    const tc_problem *problem = pipes->problem;
    const int p = pipes->groups.pollutant;
    const tc_price **prices =
        tc_mem_new((size_t)pipes->groups.class_count, sizeof *prices);
    if (!prices)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "分析未满足原因时内存不足",
                       "memory ran out while reasons were sought");
    find_prices(pipes, plan, prices);
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
        else if (!feel(problem, plan, prices[c], &found.level, &found.weight))
            continue;
        found.weight *= project->need[p];
        note(plan, j, found);
    }
    tc_mem_drop(prices);
    return TC_OK;
}

void tc_reasons_finish(const tc_problem *problem, tc_plan *plan)
{
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (!project->zoning_ok) {
            plan->reasons[j] = (tc_reason){.kind = TC_REASON_ZONING, .pollutant = -1};
            continue;
        }
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
}
