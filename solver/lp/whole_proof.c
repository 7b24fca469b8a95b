/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/whole_parts.h"

/* Multipliers that are kept while searching (16 bytes each), and those that a plan may
 * carry (40 bytes each as JSON). */
enum { ENTRIES_KEPT = 8000000, ENTRIES_CARRIED = 200000 };

tc_code tc_whole_memory(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                   "memory ran out while solving");
}

/* Rows "what comes in >= what is claimed": a multiplier of the wrong sign is rounding. */
static bool has_sign(tc_net_kind kind)
{
    return kind == TC_NET_OWN || kind == TC_NET_WITHIN || kind == TC_NET_EVEN ||
           kind == TC_NET_GOAL;
}

int tc_whole_keep_set(tc_whole *w, const double *multiplier, double aim)
{
    w->sets_lost = w->sets_lost || w->prices.count > ENTRIES_KEPT;
    const int set = w->set_count++;
    if (w->sets_lost)
        return set;
    tc_code code = TC_OK;
    if (multiplier) {
        for (int i = 0; i < w->net.lp.rows; i++)
            w->prices_of[i] = has_sign(w->net.rows[i].kind) && multiplier[i] > 0.0
                                  ? 0.0
                                  : multiplier[i];
        code = tc_prices_add(&w->prices, &w->net, set, w->prices_of, NULL);
    }
    if (code == TC_OK && aim != 0.0)
        code = tc_prices_add_aim(&w->prices, set, aim, NULL);
    return code == TC_OK ? set : TC_WHOLE_NO_MEMORY;
}

int tc_whole_keep_as_goal(tc_whole *w, int set, int goal)
{
    if (set < 0)
        return set;
    w->sets_lost = w->sets_lost || w->prices.count > ENTRIES_KEPT;
    const int copy = w->set_count++;
    if (w->sets_lost)
        return copy;
    const tc_code code =
        tc_prices_copy(&w->prices, set, copy, w->net.goal_row[goal], NULL);
    return code == TC_OK ? copy : TC_WHOLE_NO_MEMORY;
}

tc_whole_mark tc_whole_mark_proof(const tc_whole *w)
{
    return (tc_whole_mark){w->set_count, w->node_count, w->prices.count, w->sets_lost};
}

void tc_whole_forget(tc_whole *w, tc_whole_mark mark)
{
    w->set_count = mark.sets;
    w->node_count = mark.nodes;
    w->prices.count = mark.entries;
    w->sets_lost = mark.lost;
}

int tc_whole_add_node(tc_whole *w, int parent)
{
    if (w->node_count == w->node_room) {
        const int wanted = w->node_room ? 2 * w->node_room : 256;
        tc_proof_node *nodes = tc_mem_grow(w->nodes, (size_t)wanted, sizeof *nodes);
        if (!nodes)
            return -1;
        w->nodes = nodes;
        int *parents = tc_mem_grow(w->parents, (size_t)wanted, sizeof *parents);
        if (!parents)
            return -1;
        w->parents = parents;
        double *bounds = tc_mem_grow(w->leaf_bound, (size_t)wanted, sizeof *bounds);
        if (!bounds)
            return -1;
        w->leaf_bound = bounds;
        w->node_room = wanted;
    }
    w->nodes[w->node_count] = (tc_proof_node){-1, -1, -1, -1};
    w->parents[w->node_count] = parent;
    return w->node_count++;
}

int tc_whole_tree_end(const tc_whole *w, int root)
{
    int end = root + 1;
    while (end < w->node_count && w->parents[end] >= 0)
        end++;
    return end;
}

/* What is left out and what becomes of the numbers of the rest. */
typedef struct selection {
    int *set_as, *node_as; /* -1: left out */
    int sets, nodes;
    long entries;
} selection;

static long entries_of(const tc_whole *w, int set)
{
    return tc_prices_below(&w->prices, set + 1) - tc_prices_below(&w->prices, set);
}

static void select_set(const tc_whole *w, selection *s, int set)
{
    if (set < 0 || s->set_as[set] >= 0)
        return;
    s->set_as[set] = s->sets++;
    s->entries += entries_of(w, set);
}

/* A tree is carried when its sets were kept and there is room for them. */
static bool select_tree(const tc_whole *w, selection *s, int root)
{
    if (root < 0)
        return false;
    const int end = tc_whole_tree_end(w, root);
    long entries = end - root;
    for (int n = root; n < end; n++)
        if (w->nodes[n].project < 0 && w->nodes[n].set >= 0 &&
            s->set_as[w->nodes[n].set] < 0)
            entries += entries_of(w, w->nodes[n].set);
    if (s->entries + entries > ENTRIES_CARRIED)
        return false;
    s->entries += end - root;
    for (int n = root; n < end; n++) {
        s->node_as[n] = s->nodes++;
        if (w->nodes[n].project < 0)
            select_set(w, s, w->nodes[n].set);
    }
    return true;
}

static tc_code copy_nodes(const tc_whole *w, const selection *s, tc_plan *plan,
                          tc_error *error)
{
    tc_proof_node *nodes = tc_arena_take(&plan->arena, (size_t)s->nodes, sizeof *nodes);
    if (!nodes)
        return tc_whole_memory(error);
    for (int n = 0; n < w->node_count; n++) {
        if (s->node_as[n] < 0)
            continue;
        tc_proof_node node = w->nodes[n];
        if (node.project >= 0)
            node = (tc_proof_node){node.project, s->node_as[node.refused],
                                   s->node_as[node.approved], -1};
        else if (node.set >= 0)
            node.set = s->set_as[node.set];
        nodes[s->node_as[n]] = node;
    }
    plan->nodes = nodes;
    plan->node_count = s->nodes;
    return TC_OK;
}

static tc_code show(tc_whole *w, selection *s, tc_search *searches, int search_count,
                    const tc_fixing *fixings, int fixing_count, tc_plan *plan,
                    tc_error *error)
{
    memset(s->set_as, 0xFF, (size_t)w->set_count * sizeof(int));
    memset(s->node_as, 0xFF, (size_t)w->node_count * sizeof(int));
    tc_search *shown = tc_arena_take(&plan->arena, (size_t)search_count, sizeof *shown);
    tc_fixing *held = tc_arena_take(&plan->arena, (size_t)fixing_count, sizeof *held);
    if (!shown || !held)
        return tc_whole_memory(error);
    for (int k = 0; k < fixing_count; k++) {
        held[k] = fixings[k];
        select_set(w, s, fixings[k].set);
        held[k].set = fixings[k].set < 0 ? -1 : s->set_as[fixings[k].set];
    }
    for (int k = 0; k < search_count; k++) {
        shown[k] = searches[k];
        shown[k].root =
            select_tree(w, s, searches[k].root) ? s->node_as[searches[k].root] : -1;
    }
    plan->searches = shown;
    plan->search_count = search_count;
    plan->fixings = held;
    plan->fixing_count = fixing_count;
    plan->proof_sets = s->sets;
    const tc_code code = copy_nodes(w, s, plan, error);
    return code == TC_OK
               ? tc_prices_close(&w->prices, &w->net, s->set_as, &plan->arena,
                                 &plan->proof_prices, &plan->proof_price_count, error)
               : code;
}

tc_code tc_whole_show_proof(tc_whole *w, tc_search *searches, int search_count,
                            const tc_fixing *fixings, int fixing_count, tc_plan *plan,
                            tc_error *error)
{
    selection s = {.set_as = tc_mem_new((size_t)w->set_count, sizeof(int)),
                   .node_as = tc_mem_new((size_t)w->node_count, sizeof(int))};
    const tc_code code = s.set_as && s.node_as ? show(w, &s, searches, search_count,
                                                      fixings, fixing_count, plan, error)
                                               : tc_whole_memory(error);
    tc_mem_drop(s.set_as);
    tc_mem_drop(s.node_as);
    return code;
}
