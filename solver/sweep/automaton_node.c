/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/automaton_node.h"

#include <string.h>

#include "base/alloc.h"

tc_node *tc_node_new(const tc_share_basis *basis)
{
    tc_node *made = tc_mem_new(1, sizeof *made);
    tc_share_basis *copy = tc_share_basis_new(basis->model, basis->size);
    if (!made || !copy) {
        tc_mem_drop(made);
        tc_mem_drop(copy);
        return NULL;
    }
    tc_share_basis_copy(copy, basis);
    *made = (tc_node){.basis = copy, .waiting = TC_NOBODY};
    return made;
}

static void free_way(tc_way *w)
{
    tc_mem_drop(w->reach);
    tc_mem_drop(w->stops);
    tc_mem_drop(w->taken);
    tc_mem_drop(w->edges);
}

void tc_node_free(tc_node *n)
{
    for (int i = 0; i < n->way_count; i++)
        free_way(&n->ways[i]);
    tc_mem_drop(n->ways);
    tc_mem_drop(n->basis);
    tc_mem_drop(n->final);
    tc_mem_drop(n);
}

static bool same_leaver(const tc_share_model *m, const tc_share_exit *x,
                        const tc_share_exit *y)
{
    return x->kind == y->kind && x->index == y->index &&
           (x->kind != TC_SHARE_CUT || tc_share_row_same(m, &x->row, &y->row));
}

static bool more_ways(tc_node *n)
{
    if (n->way_count < n->way_room)
        return true;
    const int wanted = n->way_room ? 2 * n->way_room : 4;
    tc_way *more = tc_mem_grow(n->ways, (size_t)wanted, sizeof *more);
    if (!more)
        return false;
    n->ways = more;
    n->way_room = wanted;
    return true;
}

tc_way *tc_node_way(tc_node *n, const tc_share_exit *leaver, int64_t *bytes)
{
    const tc_share_model *m = n->basis->model;
    for (int i = 0; i < n->way_count; i++)
        if (same_leaver(m, &n->ways[i].leaver, leaver))
            return &n->ways[i];
    const size_t areas = (size_t)m->most_areas;
    int16_t *reach = tc_mem_new(areas, sizeof *reach);
    if (!reach || !more_ways(n)) {
        tc_mem_drop(reach);
        return NULL;
    }
    tc_way *w = &n->ways[n->way_count++];
    *w = (tc_way){.leaver = *leaver, .reach = reach, .waiting = TC_NOBODY};
    if (leaver->kind == TC_SHARE_CUT)
        memcpy(reach, leaver->row.reach,
               sizeof(int16_t) * (size_t)m->market[leaver->row.market].areas);
    w->leaver.row.reach = reach;
    *bytes += (int64_t)(sizeof *w + areas * sizeof *reach);
    return w;
}

tc_edge *tc_way_edge(tc_way *w, double amount)
{
    for (int k = 0; k < w->stop_count; k++)
        if (w->stops[k].hard || w->taken[k] >= amount)
            return &w->edges[k];
    const int last = w->stop_count - 1;
    const bool all = last >= 0 && !(w->taken[last] < amount * (1.0 - 1e-9));
    return all ? &w->edges[last] : NULL;
}
