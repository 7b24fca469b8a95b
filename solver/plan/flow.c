/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/flow.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

struct tc_flow_arc {
    int from, to, cost;
    int64_t left; /* capacity not used */
};

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "分配削减量时内存不足",
                   "memory ran out while credits were routed");
}

int tc_flow_node(tc_flow *flow)
{
    return flow->nodes++;
}

static bool make_room(tc_flow *flow)
{
    if (flow->arcs + 2 <= flow->arc_room)
        return true;
    if (flow->arc_room > INT_MAX / 4)
        return false;
    const int wanted = flow->arc_room ? 2 * flow->arc_room : 256;
    struct tc_flow_arc *more = tc_mem_grow(flow->arc, (size_t)wanted, sizeof *more);
    if (!more)
        return false;
    flow->arc = more;
    flow->arc_room = wanted;
    return true;
}

int tc_flow_arc(tc_flow *flow, int from, int to, int64_t capacity, int cost)
{
    if (flow->failed || !make_room(flow)) {
        flow->failed = true;
        return -1;
    }
    const int k = flow->arcs;
    flow->arc[k] = (struct tc_flow_arc){from, to, cost, capacity};
    flow->arc[k + 1] = (struct tc_flow_arc){to, from, -cost, 0};
    flow->arcs += 2;
    return k;
}

int64_t tc_flow_on(const tc_flow *flow, int arc)
{
    return flow->arc[arc + 1].left;
}

void tc_flow_widen(tc_flow *flow, int arc, int64_t more)
{
    flow->arc[arc].left += more;
}

void tc_flow_close(tc_flow *flow, int arc)
{
    flow->arc[arc].left = 0;
}

static bool index_arcs(tc_flow *flow)
{
    const size_t nodes = (size_t)flow->nodes;
    if (flow->failed)
        return false;
    if (flow->first)
        return true; /* a second run on the same network */
    flow->first = tc_mem_new(nodes, sizeof(int));
    flow->next = tc_mem_new((size_t)flow->arcs, sizeof(int));
    flow->distance = tc_mem_new(nodes, sizeof(int));
    flow->current = tc_mem_new(nodes, sizeof(int));
    flow->queue = tc_mem_new(nodes + 1, sizeof(int));
    flow->path = tc_mem_new(nodes + 1, sizeof(int));
    flow->on_path = tc_mem_new(nodes, sizeof(bool));
    flow->waiting = tc_mem_new(nodes, sizeof(bool));
    if (!flow->first || !flow->next || !flow->distance || !flow->current ||
        !flow->queue || !flow->path || !flow->on_path || !flow->waiting)
        return false;
    for (int v = 0; v < flow->nodes; v++)
        flow->first[v] = -1;
    for (int k = flow->arcs - 1; k >= 0; k--) { /* lists in the order of the arcs */
        flow->next[k] = flow->first[flow->arc[k].from];
        flow->first[flow->arc[k].from] = k;
    }
    return true;
}

/* Cheapest distances from the source over arcs with capacity left (Bellman and Ford, with
 * a ring of nodes to look at again). True when the sink is reached. */
static bool find_distances(tc_flow *flow)
{
    for (int v = 0; v < flow->nodes; v++)
        flow->distance[v] = INT_MAX;
    int head = 0, tail = 0, size = 1;
    flow->queue[tail++] = TC_FLOW_SOURCE;
    flow->distance[TC_FLOW_SOURCE] = 0;
    flow->waiting[TC_FLOW_SOURCE] = true;
    for (; size > 0; size--) {
        const int v = flow->queue[head++];
        head = head > flow->nodes ? 0 : head;
        flow->waiting[v] = false;
        for (int k = flow->first[v]; k >= 0; k = flow->next[k]) {
            const struct tc_flow_arc *arc = &flow->arc[k];
            const int through = flow->distance[v] + arc->cost;
            /* what has reached the sink stays there: no way leads on from it, or back */
            if (arc->left <= 0 || through >= flow->distance[arc->to] ||
                v == TC_FLOW_SINK || arc->to == TC_FLOW_SOURCE)
                continue;
            flow->distance[arc->to] = through;
            if (flow->waiting[arc->to])
                continue;
            flow->waiting[arc->to] = true;
            flow->queue[tail++] = arc->to;
            tail = tail > flow->nodes ? 0 : tail;
            size++;
        }
    }
    return flow->distance[TC_FLOW_SINK] < INT_MAX;
}

static int64_t push_path(tc_flow *flow, int length)
{
    int64_t most = INT64_MAX;
    for (int i = 0; i < length; i++)
        if (flow->arc[flow->path[i]].left < most)
            most = flow->arc[flow->path[i]].left;
    for (int i = 0; i < length; i++) {
        struct tc_flow_arc *arc = &flow->arc[flow->path[i]];
        if (arc->left != TC_FLOW_NO_LIMIT)
            arc->left -= most;
        struct tc_flow_arc *back = &flow->arc[flow->path[i] ^ 1];
        if (back->left != TC_FLOW_NO_LIMIT)
            back->left += most;
    }
    return most;
}

/* The next arc out of v on a cheapest path, or -1: arcs looked at once are not again. */
static int next_arc(tc_flow *flow, int v)
{
    for (int *k = &flow->current[v]; *k >= 0; *k = flow->next[*k]) {
        const struct tc_flow_arc *arc = &flow->arc[*k];
        if (arc->left > 0 && !flow->on_path[arc->to] &&
            flow->distance[v] + arc->cost == flow->distance[arc->to])
            return *k;
    }
    return -1;
}

/* Fill the cheapest paths until each is blocked. */
static int64_t block_cheapest(tc_flow *flow)
{
    memcpy(flow->current, flow->first, (size_t)flow->nodes * sizeof *flow->current);
    memset(flow->on_path, 0, (size_t)flow->nodes * sizeof *flow->on_path);
    int64_t sent = 0;
    int length = 0, v = TC_FLOW_SOURCE;
    flow->on_path[v] = true;
    for (;;) {
        if (v == TC_FLOW_SINK) {
            sent += push_path(flow, length);
            for (int i = 0; i < length; i++)
                flow->on_path[flow->arc[flow->path[i]].to] = false;
            length = 0;
            v = TC_FLOW_SOURCE;
            continue;
        }
        const int k = next_arc(flow, v);
        if (k >= 0) {
            flow->path[length++] = k;
            v = flow->arc[k].to;
            flow->on_path[v] = true;
            continue;
        }
        if (length == 0)
            return sent;
        /* a dead end: its arc into here is not tried again */
        flow->on_path[v] = false;
        v = flow->arc[flow->path[--length]].from;
        flow->current[v] = flow->next[flow->current[v]];
    }
}

tc_code tc_flow_run(tc_flow *flow, int64_t *sent, tc_error *error)
{
    if (!index_arcs(flow))
        return memory_ran_out(error);
    *sent = 0;
    while (find_distances(flow))
        *sent += block_cheapest(flow);
    return TC_OK;
}

tc_code tc_flow_keep(tc_flow *flow, tc_error *error)
{
    if (!flow->kept)
        flow->kept = tc_mem_new((size_t)flow->arcs, sizeof *flow->kept);
    if (!flow->kept)
        return memory_ran_out(error);
    for (int k = 0; k < flow->arcs; k++)
        flow->kept[k] = flow->arc[k].left;
    return TC_OK;
}

void tc_flow_return(tc_flow *flow)
{
    for (int k = 0; k < flow->arcs; k++)
        flow->arc[k].left = flow->kept[k];
}

void tc_flow_free(tc_flow *flow)
{
    tc_mem_drop(flow->kept);
    tc_mem_drop(flow->arc);
    tc_mem_drop(flow->first);
    tc_mem_drop(flow->next);
    tc_mem_drop(flow->distance);
    tc_mem_drop(flow->current);
    tc_mem_drop(flow->queue);
    tc_mem_drop(flow->path);
    tc_mem_drop(flow->on_path);
    tc_mem_drop(flow->waiting);
    memset(flow, 0, sizeof *flow);
}
