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

static void note(tc_plan *plan, int project, tc_reason_kind kind, int pollutant,
                 tc_grains missing)
{
    tc_reason *reason = &plan->reasons[project];
    if (reason->kind != TC_REASON_NONE && reason->kind < kind)
        return; /* a dead end says more than a pool that ran dry */
    if (reason->kind != kind)
        *reason = (tc_reason){kind, pollutant, 0, missing};
    reason->pollutants |= 1U << pollutant;
}

/* Does one more grain find a way to the class? */
static bool more_flows(const tc_pipes *pipes, const bool *reached, int class)
{
    if (!pipes->mixed)
        return reached[pipes->any_node[class]];
    for (int i = pipes->first_pipe[class]; i < pipes->first_pipe[class + 1]; i++)
        if (reached[tc_flow_tail(&pipes->flow, pipes->pipes[i].any_arc)])
            return true;
    return false;
}

tc_code tc_reasons_note(tc_pipes *pipes, tc_plan *plan, tc_error *error)
{
    const tc_problem *problem = pipes->problem;
    const int p = pipes->groups.pollutant;
    bool *reached = tc_mem_new((size_t)pipes->flow.nodes, sizeof *reached);
    if (!reached)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "分析未满足原因时内存不足",
                       "memory ran out while reasons were sought");
    tc_flow_reach(&pipes->flow, reached);
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const int c = pipes->groups.class_of[j];
        if (!project->zoning_ok || plan->share[j] >= 1.0 || !(project->need[p] > 0.0))
            continue;
        const tc_grains missing = tc_grains_up(project->need[p], problem->grain_digits) -
                                  plan->credit[j * TC_POLLUTANTS + p];
        if (c < 0 || pipes->first_pipe[c] == pipes->first_pipe[c + 1])
            note(plan, j, dead_end(problem, j, p), p, missing);
        else if (!more_flows(pipes, reached, c))
            note(plan, j, TC_REASON_USED_UP, p, missing);
    }
    tc_mem_drop(reached);
    return TC_OK;
}

void tc_reasons_finish(const tc_problem *problem, tc_plan *plan)
{
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (!project->zoning_ok) {
            plan->reasons[j] = (tc_reason){TC_REASON_ZONING, -1, 0, 0};
            continue;
        }
        for (int p = 0; p < TC_POLLUTANTS && plan->reasons[j].kind == TC_REASON_NONE;
             p++) {
            const tc_grains asked =
                tc_grains_down(project->emission[p], problem->grain_digits);
            const tc_grains missing = asked - plan->emission[j * TC_POLLUTANTS + p];
            if (missing > 0)
                note(plan, j, TC_REASON_ROUNDING, p, missing);
        }
    }
}
