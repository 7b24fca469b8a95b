/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/route.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "plan/demand.h"
#include "plan/handout.h"
#include "plan/mixed.h"
#include "plan/reasons.h"

/* A project's need in a class, while it is shared out over the class's pipes. */
typedef struct claim {
    int project;
    tc_grains own, any; /* still to come: from its own area; from anywhere */
} claim;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "分配削减量时内存不足",
                   "memory ran out while credits were routed");
}

static tc_grains credit_of(const tc_plan *plan, int project, int pollutant)
{
    return plan->credit[project * TC_POLLUTANTS + pollutant];
}

/* Ask for all credits at once, own (by project) of them at home; *short_by: what could
 * not be sent. */
static tc_code send_all(tc_pipes *pipes, const tc_plan *plan, const tc_grains *own,
                        tc_grains *short_by, tc_error *error)
{
    const int p = pipes->groups.pollutant;
    tc_grains wanted = 0, sent = 0;
    for (int j = 0; j < pipes->problem->project_count; j++) {
        const int c = pipes->groups.class_of[j];
        const tc_grains credit = credit_of(plan, j, p);
        wanted += credit;
        if (c < 0 || credit == 0)
            continue;
        tc_flow_widen(&pipes->flow, pipes->own_demand[c], own[j]);
        tc_flow_widen(&pipes->flow, pipes->any_demand[c], credit - own[j]);
    }
    const tc_code code = tc_flow_run(&pipes->flow, &sent, error);
    *short_by = wanted - sent;
    return code;
}

static tc_code send_one(tc_pipes *pipes, int demand, tc_grains amount, tc_grains *sent,
                        tc_error *error)
{
    *sent = 0;
    if (amount <= 0)
        return TC_OK;
    tc_flow_widen(&pipes->flow, demand, amount);
    const tc_code code = tc_flow_run(&pipes->flow, sent, error);
    tc_flow_close(&pipes->flow, demand);
    return code;
}

/* Send one project's credit, own of it from home; *sent: how much went. */
static tc_code send_credit(tc_pipes *pipes, int class, tc_grains *own, tc_grains credit,
                           tc_grains *sent, tc_error *error)
{
    tc_grains any = 0;
    tc_code code = send_one(pipes, pipes->own_demand[class], *own, own, error);
    if (code == TC_OK)
        code = send_one(pipes, pipes->any_demand[class], credit - *own, &any, error);
    *sent = *own + any;
    return code;
}

/* Send what a project can have, and cut its credit to that. What the cut leaves over (a
 * ratio of 2 has no use for an odd grain) stays for those who come later. */
static tc_code send_or_cut(tc_pipes *pipes, tc_plan *plan, tc_grains *own, int j,
                           tc_error *error)
{
    const int p = pipes->groups.pollutant, class = pipes->groups.class_of[j];
    const int at = j * TC_POLLUTANTS + p;
    tc_grains sent = 0;
    tc_code code = tc_flow_keep(&pipes->flow, error);
    if (code == TC_OK)
        code = send_credit(pipes, class, &own[j], plan->credit[at], &sent, error);
    if (code != TC_OK || sent == plan->credit[at])
        return code;
    const tc_project *project = &pipes->problem->projects[j];
    plan->emission[at] = tc_demand_covered(project, p, sent);
    plan->credit[at] = tc_demand_credit(project, p, plan->emission[at]);
    own[j] = own[j] < plan->credit[at] ? own[j] : plan->credit[at];
    if (sent == plan->credit[at])
        return TC_OK;
    tc_flow_return(&pipes->flow);
    return send_credit(pipes, class, &own[j], plan->credit[at], &sent, error);
}

/* Rounded totals that do not fit: send project by project, fully served before partly
 * served, each in rank order. Who comes last gives up the grains that are missing. */
static tc_code give_up_grains(tc_pipes *pipes, tc_plan *plan, tc_grains *own,
                              const int *rank, tc_error *error)
{
    const int p = pipes->groups.pollutant, count = pipes->problem->project_count;
    tc_code code = TC_OK;
    for (int k = 0; k < 2 * count && code == TC_OK; k++) {
        const int j = rank[k % count];
        const bool full = plan->share[j] >= 1.0;
        if (full == (k < count) && credit_of(plan, j, p) > 0 &&
            pipes->groups.class_of[j] >= 0)
            code = send_or_cut(pipes, plan, own, j, error);
    }
    return code;
}

/* A network on which all credits flow; the credits are cut where they cannot. */
static tc_code find_flow(const tc_problem *problem, int pollutant, tc_plan *plan,
                         tc_grains *own, const int *rank, tc_pipes *pipes,
                         tc_error *error)
{
    for (int j = 0; j < problem->project_count; j++)
        own[j] = tc_demand_own(problem, plan, j, pollutant);
    for (int attempt = 0;; attempt++) {
        tc_grains short_by = 0;
        tc_code code = tc_pipes_build(problem, pollutant, pipes, error);
        if (code != TC_OK || pipes->mixed)
            return code;
        code = send_all(pipes, plan, own, &short_by, error);
        if (code == TC_OK && short_by == 0)
            return TC_OK;
        tc_pipes_free(pipes);
        if (code == TC_OK && attempt > 0)
            code = tc_fail(error, TC_ERR_SOLVER, NULL, "取整后的分配不闭合：%s",
                           "the rounded credits of %s do not balance",
                           tc_pollutants[pollutant].id);
        if (code == TC_OK)
            code = tc_pipes_build(problem, pollutant, pipes, error);
        if (code == TC_OK) {
            code = give_up_grains(pipes, plan, own, rank, error);
            tc_pipes_free(pipes);
        }
        if (code != TC_OK)
            return code;
    }
}

/* The pipe with the smallest rest that is enough, else the largest; -1: all are empty. */
static int best_pipe(const tc_grains *rest, int first, int end, tc_grains amount)
{
    int enough = -1, largest = -1;
    for (int i = first; i < end; i++) {
        if (rest[i] >= amount && (enough < 0 || rest[i] < rest[enough]))
            enough = i;
        if (rest[i] > 0 && (largest < 0 || rest[i] > rest[largest]))
            largest = i;
    }
    return enough >= 0 ? enough : largest;
}

typedef struct requests {
    tc_request *list;
    int count, room;
} requests;

static bool add_request(requests *r, const tc_pipe *pipe, int project, tc_grains amount)
{
    if (r->count == r->room) {
        const int wanted = r->room ? 2 * r->room : 256;
        tc_request *more = tc_mem_grow(r->list, (size_t)wanted, sizeof *more);
        if (!more)
            return false;
        r->list = more;
        r->room = wanted;
    }
    r->list[r->count++] = (tc_request){pipe, project, amount};
    return true;
}

static bool draw(const tc_pipes *pipes, int class, tc_grains *rest, int project,
                 tc_grains amount, requests *out)
{
    while (amount > 0) {
        const int i = best_pipe(rest, pipes->first_pipe[class],
                                pipes->first_pipe[class + 1], amount);
        if (i < 0)
            return false;
        const tc_grains taken = rest[i] < amount ? rest[i] : amount;
        rest[i] -= taken;
        amount -= taken;
        if (!add_request(out, &pipes->pipes[i], project, taken))
            return false;
    }
    return true;
}

static int by_size(const void *a, const void *b)
{
    const claim *x = a, *y = b;
    if (x->own + x->any != y->own + y->any)
        return x->own + x->any > y->own + y->any ? -1 : 1;
    return (x->project > y->project) - (x->project < y->project);
}

/* Members of each class, largest claims first: large ones find a pipe that holds them. */
static void list_claims(const tc_pipes *pipes, const tc_plan *plan, const tc_grains *own,
                        claim *claims, int *first)
{
    const tc_net_groups *g = &pipes->groups;
    const int count = pipes->problem->project_count;
    int *next = first + 1;
    for (int j = 0; j < count; j++)
        if (g->class_of[j] >= 0)
            next[g->class_of[j] + 1]++;
    for (int c = 1; c <= g->class_count; c++)
        next[c] += next[c - 1];
    for (int j = 0; j < count; j++) {
        if (g->class_of[j] < 0)
            continue;
        claims[next[g->class_of[j]]++] =
            (claim){j, own[j], credit_of(plan, j, g->pollutant) - own[j]};
    }
    for (int c = 0; c < g->class_count; c++)
        qsort(claims + first[c], (size_t)(first[c + 1] - first[c]), sizeof *claims,
              by_size);
}

/* Share each class's pipes out to its projects: own-area promises first. */
static bool share_out(const tc_pipes *pipes, const claim *claims, const int *first,
                      tc_grains *rest, requests *out)
{
    const tc_net_groups *g = &pipes->groups;
    bool room = true;
    for (int pass = 0; pass < 2 && room; pass++) {
        for (int i = 0; i < pipes->pipe_count; i++) {
            const tc_pipe *pipe = &pipes->pipes[i];
            const int arc = pass ? pipe->any_arc : pipe->own_arc;
            rest[i] = arc >= 0 ? tc_flow_on(&pipes->flow, arc) : 0;
        }
        for (int c = 0; c < g->class_count && room; c++)
            for (int k = first[c]; k < first[c + 1] && room; k++)
                room = draw(pipes, c, rest, claims[k].project,
                            pass ? claims[k].any : claims[k].own, out);
    }
    return room;
}

static tc_code hand_out(const tc_pipes *pipes, const tc_plan *plan, const tc_grains *own,
                        tc_handout *handout, tc_error *error)
{
    const size_t projects = (size_t)pipes->problem->project_count;
    claim *claims = tc_mem_new(projects, sizeof *claims);
    int *first = tc_mem_new((size_t)pipes->groups.class_count + 2, sizeof *first);
    tc_grains *rest = tc_mem_new((size_t)pipes->pipe_count, sizeof *rest);
    requests r = {0};
    bool room = claims && first && rest;
    if (room) {
        list_claims(pipes, plan, own, claims, first);
        room = share_out(pipes, claims, first, rest, &r);
    }
    const tc_code code = room ? tc_handout_split(pipes, r.list, r.count, handout, error)
                              : memory_ran_out(error);
    tc_mem_drop(claims);
    tc_mem_drop(first);
    tc_mem_drop(rest);
    tc_mem_drop(r.list);
    return code;
}

static int by_line(const void *a, const void *b)
{
    const tc_credit *x = a, *y = b;
    if (x->project != y->project)
        return x->project < y->project ? -1 : 1;
    if (x->pollutant != y->pollutant)
        return x->pollutant < y->pollutant ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

/* Sort the lines, and make one of those that name the same three. */
static tc_code keep_credits(tc_handout *handout, tc_plan *plan, tc_error *error)
{
    plan->credits =
        tc_arena_take(&plan->arena, (size_t)handout->count, sizeof *plan->credits);
    if (!plan->credits)
        return memory_ran_out(error);
    if (handout->count)
        qsort(handout->list, (size_t)handout->count, sizeof *handout->list, by_line);
    plan->credit_count = 0;
    for (int k = 0; k < handout->count; k++) {
        if (k > 0 && by_line(&handout->list[k], &handout->list[k - 1]) == 0)
            plan->credits[plan->credit_count - 1].grains += handout->list[k].grains;
        else
            plan->credits[plan->credit_count++] = handout->list[k];
    }
    return TC_OK;
}

static tc_code route_pollutant(const tc_problem *problem, int pollutant, tc_plan *plan,
                               const int *rank, tc_handout *handout, tc_error *error)
{
    tc_pipes pipes = {0};
    tc_grains *own = tc_mem_new((size_t)problem->project_count, sizeof *own);
    if (!own)
        return memory_ran_out(error);
    tc_code code = find_flow(problem, pollutant, plan, own, rank, &pipes, error);
    if (code == TC_OK)
        code = pipes.mixed ? tc_mixed_route(&pipes, plan, rank, handout, error)
                           : hand_out(&pipes, plan, own, handout, error);
    if (code == TC_OK)
        code = tc_reasons_note(&pipes, plan, error);
    tc_pipes_free(&pipes);
    tc_mem_drop(own);
    return code;
}

tc_code tc_route_credits(const tc_problem *problem, tc_plan *plan, tc_error *error)
{
    const size_t projects = (size_t)problem->project_count;
    const size_t cells = projects * TC_POLLUTANTS;
    plan->emission = tc_arena_take(&plan->arena, cells, sizeof *plan->emission);
    plan->credit = tc_arena_take(&plan->arena, cells, sizeof *plan->credit);
    plan->reasons = tc_arena_take(&plan->arena, projects, sizeof *plan->reasons);
    int *rank = tc_mem_new(projects, sizeof *rank);
    tc_handout handout = {0};
    tc_code code = TC_OK;
    if (!plan->emission || !plan->credit || !plan->reasons || !rank)
        code = memory_ran_out(error);
    if (code == TC_OK) {
        tc_order_by_rank(problem, rank);
        tc_demand_round(problem, plan);
    }
    for (int p = 0; p < TC_POLLUTANTS && code == TC_OK; p++)
        code = route_pollutant(problem, p, plan, rank, &handout, error);
    if (code == TC_OK)
        code = keep_credits(&handout, plan, error);
    if (code == TC_OK)
        code = tc_reasons_finish(problem, plan, error);
    tc_handout_free(&handout);
    tc_mem_drop(rank);
    return code;
}
