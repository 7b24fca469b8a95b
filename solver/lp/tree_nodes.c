/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/tree_nodes.h"

#include <math.h>

#include "base/alloc.h"

void tc_tree_close(tc_tree *t, int node, int set, double bound)
{
    tc_proof_node *leaf = &t->w->nodes[node];
    leaf->project = -1;
    leaf->set = set;
    t->w->leaf_bound[node] = bound;
    t->proved = fmax(t->proved, bound);
}

tc_code tc_tree_await(tc_tree *t, int node, int set, double bound, tc_error *error)
{
    if (t->count == t->room) {
        const int wanted_room = t->room ? 2 * t->room : 64;
        tc_waiting *more = tc_mem_grow(t->list, (size_t)wanted_room, sizeof *more);
        if (!more)
            return tc_whole_memory(error);
        t->list = more;
        t->room = wanted_room;
    }
    t->list[t->count++] = (tc_waiting){node, set, bound};
    return TC_OK;
}

tc_waiting tc_tree_next(tc_tree *t)
{
    int best = t->next;
    if (best < 0) {
        best = t->count - 1;
        for (int k = t->count - 2; k >= 0; k--)
            if (t->list[k].bound > t->list[best].bound)
                best = k;
    }
    const tc_waiting taken = t->list[best];
    for (int k = best + 1; k < t->count; k++)
        t->list[k - 1] = t->list[k];
    t->count--;
    t->next = -1;
    return taken;
}

tc_code tc_tree_split(tc_tree *t, int node, int project, tc_error *error)
{
    tc_whole *w = t->w;
    const int refused = tc_whole_add_node(w, node);
    const int approved = tc_whole_add_node(w, node);
    if (refused < 0 || approved < 0)
        return tc_whole_memory(error);
    w->nodes[node] = (tc_proof_node){project, refused, approved, -1};
    return TC_OK;
}

/* The most that an objective has within the limits of its columns. */
static double most_of(const tc_whole *w, const tc_objective *goal)
{
    double most = 0.0;
    for (int k = 0; k < goal->count; k++) {
        const int column = goal->column[k];
        most += goal->value[k] > 0.0 ? goal->value[k] * w->net.lp.high[column]
                                     : goal->value[k] * w->net.lp.low[column];
    }
    return most;
}

/* What becomes of a node of the seed: its halves, a leaf that holds no plan, or a leaf
 * that waits, with a set of prices that allow most. */
static tc_code copy_node(tc_tree *t, const tc_proof_node *from, int node,
                         double leaf_bound, int set, double most, tc_error *error)
{
    tc_whole *w = t->w;
    if (from->project >= 0)
        return tc_tree_split(t, node, from->project, error);
    if (leaf_bound >= w->seed_least)
        return tc_tree_await(t, node, set, most, error);
    const int closed = tc_whole_keep_as_goal(w, from->set, w->seed_goal);
    if (closed == TC_WHOLE_NO_MEMORY)
        return tc_whole_memory(error);
    tc_tree_close(t, node, closed, -INFINITY);
    return TC_OK;
}

/* The tree of the last goal again, from this node on: each node of it in turn, its place
 * here in a list beside it. */
static tc_code sow(tc_tree *t, int node, int set, double most, tc_error *error)
{
    tc_whole *w = t->w;
    typedef struct place {
        int from, to;
    } place;
    const int room = w->node_count - w->seed;
    place *places = tc_mem_new((size_t)room, sizeof *places);
    if (!places)
        return tc_whole_memory(error);
    int count = 0;
    places[count++] = (place){w->seed, node};
    tc_code code = TC_OK;
    for (int k = 0; k < count && code == TC_OK; k++) {
        const tc_proof_node from = w->nodes[places[k].from];
        code = copy_node(t, &from, places[k].to, w->leaf_bound[places[k].from], set, most,
                         error);
        if (code != TC_OK || from.project < 0)
            continue;
        places[count++] = (place){from.refused, w->nodes[places[k].to].refused};
        places[count++] = (place){from.approved, w->nodes[places[k].to].approved};
    }
    tc_mem_drop(places);
    return code;
}

tc_code tc_tree_plant(tc_tree *t, int nothing, tc_error *error)
{
    const int root = t->found->root, project = t->aim->approve;
    const tc_whole_first *first = t->aim->first;
    const double most = project < 0 ? most_of(t->w, t->aim->goal) : 1.0;
    int from = root;
    if (project >= 0) {
        const tc_code code = tc_tree_split(t, root, project, error);
        if (code != TC_OK)
            return code;
        tc_tree_close(t, t->w->nodes[root].refused, nothing, 0.0);
        from = t->w->nodes[root].approved;
    }
    const bool better = first && first->bound < most;
    const int set = better ? first->set : nothing;
    const double bound = better ? first->bound : most;
    return t->aim->seeded && t->w->seed >= 0 ? sow(t, from, set, bound, error)
                                             : tc_tree_await(t, from, set, bound, error);
}
