/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/pipes.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

tc_grains tc_pipes_supply(const tc_problem *problem, int source, int pollutant)
{
    return tc_grains_down(problem->sources[source].supply[pollutant],
                          problem->grain_digits);
}

static void add_pipe(tc_pipes *p, tc_pipe pipe)
{
    if (p->pipe_count == p->pipe_room) {
        const int wanted = p->pipe_room ? 2 * p->pipe_room : 256;
        tc_pipe *more = tc_mem_grow(p->pipes, (size_t)wanted, sizeof *more);
        if (!more) {
            p->flow.failed = true;
            return;
        }
        p->pipes = more;
        p->pipe_room = wanted;
    }
    if (pipe.worth != 1.0)
        p->mixed = true;
    p->pipes[p->pipe_count++] = pipe;
}

static void find_own_pipes(tc_pipes *p, int class)
{
    const tc_net_groups *g = &p->groups;
    const tc_net_group *to = &g->classes[class];
    for (int first = 0, end; first < g->pool_count; first = end) {
        end = tc_net_site_end(g, first);
        const tc_net_site site = g->pools[first].site;
        if (site.area != to->site.area ||
            p->problem->areas[site.area].kind == TC_AREA_UNSPECIFIED)
            continue;
        const double worth = tc_net_worth(p->problem, g, site, to->site);
        const int pool = tc_net_latest_pool(g, first, end, to->block);
        if (worth > 0.0 && pool >= 0)
            add_pipe(p, (tc_pipe){class, pool, -1, to->block, worth, -1, -1});
    }
}

/* The block of the hub's latest node that the class may use, or -1. */
static int hub_block(const int *has_node, int blocks, int hub, int block)
{
    for (int b = block < blocks ? block : blocks - 1; b >= 0; b--)
        if (has_node[hub * blocks + b] >= 0)
            return b;
    return -1;
}

static void find_hub_pipes(tc_pipes *p, int class, const int *hub_node, int blocks)
{
    const tc_net_groups *g = &p->groups;
    const tc_net_group *to = &g->classes[class];
    for (int hub = 0; to->pool_access && hub < g->hub_count; hub++) {
        const double worth = tc_net_worth(p->problem, g, g->hub_site[hub], to->site);
        const int block = hub_block(hub_node, blocks, hub, to->block);
        if (worth > 0.0 && block >= 0)
            add_pipe(p, (tc_pipe){class, -1, hub, block, worth, -1, -1});
    }
}

/* What a grain costs that is not the project's own, and what it costs to cross areas. An
 * own source serves one project alone, so in any flow its unused grains can take the
 * place of others that the project draws, at a cost of 1 less or more: a cheapest flow
 * uses it before all others. That asks nothing of anybody else and is always feasible;
 * nor does it conflict with the fewest tonnes across areas, for it can only lower them.
 */
enum { COST_SHARED = 1, COST_CROSSING = 1 };

/* Nodes of the pools and their chain, and what may leave into the hubs' nodes. */
static void build_supply(tc_pipes *p, int first_pool, int *hub_node, int blocks)
{
    const tc_net_groups *g = &p->groups;
    tc_flow *flow = &p->flow;
    for (int k = 0; k < g->pool_count; k++) {
        const tc_net_pool *pool = &g->pools[k];
        (void)tc_flow_arc(flow, TC_FLOW_SOURCE, first_pool + k, p->supply[k],
                          pool->site.owner >= 0 ? 0 : COST_SHARED);
        if (k + 1 < g->pool_count && tc_net_site_end(g, k) > k + 1)
            (void)tc_flow_arc(flow, first_pool + k, first_pool + k + 1, TC_FLOW_NO_LIMIT,
                              0);
        const double share =
            tc_problem_export_share(p->problem, g->pollutant, pool->site.area);
        p->export_arc[k] = -1;
        if (!(share > 0.0) || pool->hub < 0)
            continue;
        int *node = &hub_node[pool->hub * blocks + pool->block];
        if (*node < 0)
            *node = tc_flow_node(flow);
        const tc_grains most =
            share < 1.0 ? tc_grains_down(share * pool->supply, p->problem->grain_digits)
                        : p->supply[k];
        p->export_arc[k] = tc_flow_arc(flow, first_pool + k, *node, most, COST_CROSSING);
    }
    for (int hub = 0; hub < g->hub_count; hub++)
        for (int b = 0, before = -1; b < blocks; b++) {
            const int node = hub_node[hub * blocks + b];
            if (node >= 0 && before >= 0)
                (void)tc_flow_arc(flow, before, node, TC_FLOW_NO_LIMIT, 0);
            before = node >= 0 ? node : before;
        }
}

/* Each class a node for what must be its own area's and one for the rest. */
static void build_classes(tc_pipes *p, int first_pool, const int *hub_node, int blocks)
{
    tc_flow *flow = &p->flow;
    for (int c = 0; c < p->groups.class_count && !p->mixed; c++) {
        p->own_node[c] = tc_flow_node(flow);
        p->any_node[c] = tc_flow_node(flow);
        p->own_demand[c] = tc_flow_arc(flow, p->own_node[c], TC_FLOW_SINK, 0, 0);
        p->any_demand[c] = tc_flow_arc(flow, p->any_node[c], TC_FLOW_SINK, 0, 0);
    }
    for (int i = 0; i < p->pipe_count && !flow->failed; i++) {
        tc_pipe *pipe = &p->pipes[i];
        const int from = pipe->pool >= 0 ? first_pool + pipe->pool
                                         : hub_node[pipe->hub * blocks + pipe->block];
        if (p->mixed) {
            pipe->any_arc = tc_flow_arc(flow, from, TC_FLOW_SINK, 0, 0);
            pipe->own_arc = pipe->any_arc;
            continue;
        }
        pipe->any_arc =
            tc_flow_arc(flow, from, p->any_node[pipe->class], TC_FLOW_NO_LIMIT, 0);
        if (pipe->pool >= 0)
            pipe->own_arc =
                tc_flow_arc(flow, from, p->own_node[pipe->class], TC_FLOW_NO_LIMIT, 0);
    }
}

static bool take_arrays(tc_pipes *p)
{
    const size_t pools = (size_t)p->groups.pool_count;
    const size_t classes = (size_t)p->groups.class_count;
    p->export_arc = tc_arena_take(&p->arena, pools, sizeof(int));
    p->supply = tc_arena_take(&p->arena, pools, sizeof(tc_grains));
    p->own_node = tc_arena_take(&p->arena, classes, sizeof(int));
    p->any_node = tc_arena_take(&p->arena, classes, sizeof(int));
    p->own_demand = tc_arena_take(&p->arena, classes, sizeof(int));
    p->any_demand = tc_arena_take(&p->arena, classes, sizeof(int));
    p->first_pipe = tc_arena_take(&p->arena, classes + 1, sizeof(int));
    return p->export_arc && p->supply && p->own_node && p->any_node && p->own_demand &&
           p->any_demand && p->first_pipe;
}

static int count_blocks(const tc_net_groups *g)
{
    int blocks = 1;
    for (int k = 0; k < g->pool_count; k++)
        blocks = g->pools[k].block >= blocks ? g->pools[k].block + 1 : blocks;
    return blocks;
}

static void build(tc_pipes *p, int *hub_node, int blocks)
{
    const tc_net_groups *g = &p->groups;
    for (int s = 0; s < p->problem->source_count; s++)
        if (g->pool_of[s] >= 0)
            p->supply[g->pool_of[s]] += tc_pipes_supply(p->problem, s, g->pollutant);
    const int first_pool = 2; /* after source and sink */
    p->flow.nodes = first_pool + g->pool_count;
    build_supply(p, first_pool, hub_node, blocks);
    for (int c = 0; c < g->class_count; c++) {
        p->first_pipe[c] = p->pipe_count;
        find_own_pipes(p, c);
        find_hub_pipes(p, c, hub_node, blocks);
    }
    p->first_pipe[g->class_count] = p->pipe_count;
    build_classes(p, first_pool, hub_node, blocks);
}

tc_code tc_pipes_build(const tc_problem *problem, int pollutant, tc_pipes *p,
                       tc_error *error)
{
    p->problem = problem;
    tc_code code = tc_net_groups_find(problem, pollutant, TC_POOL_SPLIT, &p->arena,
                                      &p->groups, error);
    if (code == TC_OK) {
        const int blocks = count_blocks(&p->groups);
        const size_t nodes = (size_t)p->groups.hub_count * (size_t)blocks;
        int *hub_node = tc_arena_take(&p->arena, nodes, sizeof *hub_node);
        if (hub_node && take_arrays(p)) {
            memset(hub_node, 0xFF, nodes * sizeof *hub_node);
            build(p, hub_node, blocks);
        } else {
            p->flow.failed = true;
        }
        if (p->flow.failed)
            code = tc_fail(error, TC_ERR_MEMORY, NULL, "分配削减量时内存不足",
                           "memory ran out while credits were routed");
    }
    if (code != TC_OK)
        tc_pipes_free(p);
    return code;
}

void tc_pipes_free(tc_pipes *p)
{
    tc_flow_free(&p->flow);
    tc_mem_drop(p->pipes);
    tc_arena_free(&p->arena);
    memset(p, 0, sizeof *p);
}
