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

void tc_node_look(const tc_node *n, const tc_share_exit *leaver, tc_share_basis *scratch,
                  tc_share_work *work)
{
    tc_share_basis_copy(scratch, n->basis);
    tc_share_tie(scratch, leaver);
    tc_share_look(scratch, leaver, work);
}

bool tc_way_open(const tc_node *n, tc_way *w, tc_share_basis *scratch,
                 tc_share_work *work, int64_t *bytes)
{
    int count = 0;
    tc_share_stop stop;
    tc_node_look(n, &w->leaver, scratch, work);
    while (tc_share_next(scratch, work, &stop)) {
        work->passed[count++] = stop;
        if (stop.hard)
            break;
    }
    w->stops = tc_mem_new((size_t)count, sizeof *w->stops);
    w->taken = tc_mem_new((size_t)count, sizeof *w->taken);
    w->edges = tc_mem_new((size_t)count, sizeof *w->edges);
    if (!w->stops || !w->taken || !w->edges)
        return false;
    double taken = 0.0;
    for (int k = 0; k < count; k++) {
        w->stops[k] = work->passed[k];
        taken += w->stops[k].slope;
        w->taken[k] = taken;
        w->edges[k] = (tc_edge){.waiting = TC_NOBODY};
    }
    w->stop_count = count;
    w->open = true;
    *bytes += (int64_t)(sizeof *w->stops + sizeof *w->taken + sizeof *w->edges) * count;
    return true;
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
