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
                (pipe->hub >= 0 ||
                 tc_net_same_site(g->pools[pipe->pool].site, draft->from)))
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

/* Which pipes a draw may use. */
typedef enum reach { OWN_SOURCES, OWN_AREA, ANYWHERE } reach;

static bool reaches(const router *r, const tc_pipe *pipe, reach how_far)
{
    if (how_far == OWN_SOURCES)
        return pipe->pool >= 0 && r->pipes->groups.pools[pipe->pool].site.owner >= 0;
    return how_far == ANYWHERE || pipe->pool >= 0;
}

/* Draw on pipes until *rest, in grains at the project, is covered; within the LP's budget
 * or, for what rounding left, wherever something flows. */
static tc_code draw(router *r, int project, reach how_far, bool within_budget,
                    double *rest, tc_error *error)
{
    tc_pipes *pipes = r->pipes;
    const int class = pipes->groups.class_of[project];
    for (int i = pipes->first_pipe[class]; i < pipes->first_pipe[class + 1]; i++) {
        const tc_pipe *pipe = &pipes->pipes[i];
        if (*rest <= SNAP || !reaches(r, pipe, how_far))
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

/* From its own sources, as much as they have, whatever the LP says: nobody else may use
 * them. Then what its own area promised to a local key project. covered gets what was
 * drawn. */
static tc_code route_own(router *r, int project, double *covered, tc_error *error)
{
    const int p = r->pipes->groups.pollutant;
    const double credit = (double)r->plan->credit[project * TC_POLLUTANTS + p];
    double rest = credit;
    tc_code code = draw(r, project, OWN_SOURCES, false, &rest, error);
    *covered = credit - rest;
    rest = (double)tc_demand_own(r->pipes->problem, r->plan, project, p) - *covered;
    *covered += rest;
    if (code == TC_OK)
        code = draw(r, project, OWN_AREA, true, &rest, error);
    if (code == TC_OK)
        code = draw(r, project, OWN_AREA, false, &rest, error);
    *covered -= rest;
    return code;
}

/* Whole grains that a project drew and, having given up emission, no longer needs. */
static void give_back(router *r, int project, double excess)
{
    for (int k = r->request_count - 1; k >= 0 && excess > 0.0; k--) {
        tc_request *request = &r->requests[k];
        if (request->project != project)
            continue;
        const tc_grains spare =
            tc_grains_down(excess / request->pipe->worth, 0) < request->amount
                ? tc_grains_down(excess / request->pipe->worth, 0)
                : request->amount;
        request->amount -= spare;
        excess -= (double)spare * request->pipe->worth;
    }
}

static tc_code route_rest(router *r, int project, double covered, tc_error *error)
{
    const int p = r->pipes->groups.pollutant;
    const int at = project * TC_POLLUTANTS + p;
    tc_grains *credit = &r->plan->credit[at];
    double rest = (double)*credit - covered;
    tc_code code = draw(r, project, ANYWHERE, true, &rest, error);
    if (code == TC_OK)
        code = draw(r, project, ANYWHERE, false, &rest, error);
    if (code != TC_OK || rest <= SNAP)
        return code;
    const tc_project *record = &r->pipes->problem->projects[project];
    const tc_grains all = *credit - tc_grains_up(rest, 0);
    r->plan->emission[at] = tc_demand_covered(record, p, all);
    *credit = tc_demand_credit(record, p, r->plan->emission[at]);
    give_back(r, project, (double)all - (double)*credit);
    return code;
}

/* Fully served projects before partly served ones, each in rank order; first what is
 * promised from home to all of them, then the rest. */
static tc_code route_all(router *r, const int *rank, double *covered, tc_error *error)
{
    const int count = r->pipes->problem->project_count;
    const int p = r->pipes->groups.pollutant;
    for (int k = 0; k < 4 * count; k++) {
        const int j = rank[k % count];
        const bool full = r->plan->share[j] >= 1.0;
        if (full != ((k / count) % 2 == 0) || r->pipes->groups.class_of[j] < 0 ||
            r->plan->credit[j * TC_POLLUTANTS + p] == 0)
            continue;
        const tc_code code = k < 2 * count ? route_own(r, j, &covered[j], error)
                                           : route_rest(r, j, covered[j], error);
        if (code != TC_OK)
            return code;
    }
    return TC_OK;
}

tc_code tc_mixed_route(tc_pipes *pipes, tc_plan *plan, const int *rank,
                       tc_handout *handout, tc_error *error)
{
    router r = {.pipes = pipes, .plan = plan};
    r.budget = tc_mem_new((size_t)pipes->pipe_count, sizeof *r.budget);
    double *covered = tc_mem_new((size_t)pipes->problem->project_count, sizeof *covered);
    const bool room = r.budget && covered;
    tc_code code = TC_ERR_MEMORY;
    if (room) {
        set_budgets(&r);
        code = route_all(&r, rank, covered, error);
    } else {
        (void)memory_ran_out(error);
    }
    if (room && code == TC_OK)
        code = tc_handout_split(pipes, r.requests, r.request_count, handout, error);
    tc_mem_drop(covered);
    tc_mem_drop(r.budget);
    tc_mem_drop(r.requests);
    return code;
}
