/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/mixed.h"

#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "plan/demand.h"

/* A thousandth of a grain, as in domain/plan.c: less is rounding of the LP. */
static const double SNAP = 1e-3;

typedef struct router {
    tc_pipes *pipes;
    tc_plan *plan;
    double *budget; /* pipe_count: grains that the LP sends this way and are not drawn */
    tc_request *requests;
    int request_count, request_room;
} router;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "分配削减量时内存不足",
                   "memory ran out while credits were routed");
}

static void set_budgets(router *r)
{
    const tc_pipes *pipes = r->pipes;
    const tc_net_groups *g = &pipes->groups;
    const double grains = pow(10.0, pipes->problem->grain_digits);
    for (int k = 0; k < r->plan->draft_count; k++) {
        const tc_draft *draft = &r->plan->drafts[k];
        if (draft->pollutant != g->pollutant)
            continue;
        for (int i = pipes->first_pipe[draft->class];
             i < pipes->first_pipe[draft->class + 1]; i++) {
            const tc_pipe *pipe = &pipes->pipes[i];
            if (pipe->hub == draft->hub &&
                (pipe->hub >= 0 || g->pools[pipe->pool].site.basin == draft->from_basin))
                r->budget[i] += draft->tonnes * grains;
        }
    }
}

static tc_code keep_request(router *r, int pipe, int project, tc_grains amount,
                            tc_error *error)
{
    if (r->request_count == r->request_room) {
        const int wanted = r->request_room ? 2 * r->request_room : 256;
        tc_request *more = tc_mem_grow(r->requests, (size_t)wanted, sizeof *more);
        if (!more)
            return memory_ran_out(error);
        r->requests = more;
        r->request_room = wanted;
    }
    r->requests[r->request_count++] =
        (tc_request){&r->pipes->pipes[pipe], project, amount};
    return TC_OK;
}

/* Draw on pipes until *rest, in grains at the project, is covered; within the LP's budget
 * or, for what rounding left, wherever something flows. */
static tc_code draw(router *r, int project, bool own_only, bool within_budget,
                    double *rest, tc_error *error)
{
    tc_pipes *pipes = r->pipes;
    const int class = pipes->groups.class_of[project];
    for (int i = pipes->first_pipe[class]; i < pipes->first_pipe[class + 1]; i++) {
        const tc_pipe *pipe = &pipes->pipes[i];
        if (*rest <= SNAP || (own_only && pipe->pool < 0))
            continue;
        double wanted = ceil(*rest / pipe->worth - SNAP);
        if (within_budget)
            wanted = fmin(wanted, floor(r->budget[i] + SNAP));
        if (wanted < 1.0)
            continue;
        tc_grains sent = 0;
        tc_flow_widen(&pipes->flow, pipe->any_arc, (tc_grains)wanted);
        tc_code code = tc_flow_run(&pipes->flow, &sent, error);
        tc_flow_close(&pipes->flow, pipe->any_arc);
        if (code == TC_OK && sent > 0)
            code = keep_request(r, i, project, sent, error);
        if (code != TC_OK)
            return code;
        r->budget[i] -= (double)sent;
        *rest -= pipe->worth * (double)sent;
    }
    return TC_OK;
}

static tc_code route_project(router *r, int project, tc_error *error)
{
    const int p = r->pipes->groups.pollutant;
    const int at = project * TC_POLLUTANTS + p;
    tc_grains *credit = &r->plan->credit[at];
    if (*credit == 0 || r->pipes->groups.class_of[project] < 0)
        return TC_OK;
    const double promised = (double)tc_demand_own(r->pipes->problem, r->plan, project, p);
    double rest = promised;
    tc_code code = draw(r, project, true, true, &rest, error);
    if (code == TC_OK)
        code = draw(r, project, true, false, &rest, error);
    rest += (double)*credit - promised;
    if (code == TC_OK)
        code = draw(r, project, false, true, &rest, error);
    if (code == TC_OK)
        code = draw(r, project, false, false, &rest, error);
    if (code != TC_OK || rest <= SNAP)
        return code;
    const tc_project *record = &r->pipes->problem->projects[project];
    const tc_grains covered = *credit - tc_grains_up(rest, 0);
    r->plan->emission[at] = tc_demand_covered(record, p, covered);
    *credit = tc_demand_credit(record, p, r->plan->emission[at]);
    return TC_OK;
}

tc_code tc_mixed_route(tc_pipes *pipes, tc_plan *plan, const int *rank,
                       tc_handout *handout, tc_error *error)
{
    router r = {.pipes = pipes, .plan = plan};
    r.budget = tc_mem_new((size_t)pipes->pipe_count, sizeof *r.budget);
    const int count = pipes->problem->project_count;
    tc_code code = r.budget ? TC_OK : memory_ran_out(error);
    if (code == TC_OK)
        set_budgets(&r);
    for (int k = 0; k < 2 * count && code == TC_OK; k++) {
        const int j = rank[k % count];
        if ((plan->share[j] >= 1.0) == (k < count))
            code = route_project(&r, j, error);
    }
    if (code == TC_OK)
        code = tc_handout_split(pipes, r.requests, r.request_count, handout, error);
    tc_mem_drop(r.budget);
    tc_mem_drop(r.requests);
    return code;
}
