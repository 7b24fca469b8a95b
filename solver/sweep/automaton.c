/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/automaton.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/share_run.h"
#include "sweep/automaton_node.h"

struct tc_automaton {
    const tc_share_model *model;
    tc_share_totals totals;
    tc_share_work work;
    tc_share_point one, many;
    tc_share_basis *scratch;
    tc_share_final *scratch_final;
    tc_share_figures figures;
    tc_node *root, *known; /* known: all nodes, to free */
    tc_node *waiting;      /* nodes with scenarios to be looked at */
    int64_t memory, bytes;
    tc_automaton_counts counts;
    int *next; /* batch room */
    double *amount;
    int batch_room;
    bool wide, out_of_memory, has_root;
};

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                   "memory ran out during the sweep");
}

/* ---- making and freeing ------------------------------------------------------------ */

static tc_node *add_node(tc_automaton *a, const tc_share_basis *basis)
{
    tc_node *made = tc_node_new(basis);
    if (!made)
        return NULL;
    made->next_known = a->known;
    a->known = made;
    a->counts.nodes++;
    a->bytes += (int64_t)(sizeof *made + tc_share_basis_bytes(a->model, basis->size));
    return made;
}

void tc_automaton_free(tc_automaton *a)
{
    if (!a)
        return;
    while (a->known) {
        tc_node *n = a->known;
        a->known = n->next_known;
        tc_node_free(n);
    }
    tc_share_work_free(&a->work);
    tc_share_point_free(&a->one);
    tc_share_point_free(&a->many);
    tc_mem_drop(a->scratch);
    tc_mem_drop(a->scratch_final);
    tc_mem_drop(a->figures.total);
    tc_mem_drop(a->next);
    tc_mem_drop(a->amount);
    tc_mem_drop(a);
}

/* The scenario of the root, solved from the basis without rows; what fails leaves that.
 */
static void find_root(tc_automaton *a, const tc_share_supply *root)
{
    tc_share_basis_first(a->scratch);
    a->has_root = true;
    if (!root)
        return;
    const size_t bytes = sizeof(double) * (size_t)a->model->cells;
    memcpy(a->one.kept, root->kept, bytes);
    memcpy(a->one.out, root->out, bytes);
    a->has_root = tc_share_run(a->scratch, &a->one, &a->work, &a->counts.pivots) &&
                  tc_share_basis_refresh(a->scratch, &a->work);
    if (!a->has_root)
        tc_share_basis_first(a->scratch);
    a->scratch->depth = 0;
}

bool tc_automaton_has_root(const tc_automaton *a)
{
    return a->has_root;
}

tc_code tc_automaton_new(const tc_share_model *model, const tc_share_totals *totals,
                         const tc_share_supply *root, int64_t memory,
                         tc_automaton **automaton, tc_error *error)
{
    tc_automaton *a = tc_mem_new(1, sizeof *a);
    if (!a)
        return memory_ran_out(error);
    *a = (tc_automaton){.model = model, .totals = *totals, .memory = memory};
    a->wide = tc_share_has_wide();
    tc_code code = tc_share_work_make(model, &a->work, error);
    if (code == TC_OK)
        code = tc_share_point_make(model, a->work.room, 1, &a->one, error);
    if (code == TC_OK)
        code = tc_share_point_make(model, a->work.room, TC_SHARE_LANES, &a->many, error);
    if (code == TC_OK) {
        a->scratch = tc_share_basis_new(model, a->work.room);
        a->scratch_final = tc_share_final_new(model, a->work.room, totals->count);
        a->figures.total =
            tc_mem_new((size_t)totals->count * TC_SHARE_LANES, sizeof(double));
        if (a->scratch && a->scratch_final && a->figures.total) {
            find_root(a, root);
            a->root = add_node(a, a->scratch);
        }
        code = a->root ? TC_OK : memory_ran_out(error);
    }
    if (code != TC_OK) {
        tc_automaton_free(a);
        return code;
    }
    *automaton = a;
    return TC_OK;
}

tc_automaton_counts tc_automaton_count(const tc_automaton *a)
{
    return a->counts;
}

/* ---- waiting ----------------------------------------------------------------------- */

static void wait_in(tc_automaton *a, tc_queue *q, int i)
{
    a->next[i] = -1;
    if (q->tail >= 0)
        a->next[q->tail] = i;
    else
        q->head = i;
    q->tail = i;
    q->count++;
}

static void move_all(tc_automaton *a, tc_queue *from, tc_node *to)
{
    if (to->waiting.count == 0) {
        to->waiting = *from;
        to->next_waiting = a->waiting;
        a->waiting = to;
    } else {
        a->next[to->waiting.tail] = from->head;
        to->waiting.tail = from->tail;
        to->waiting.count += from->count;
    }
    *from = TC_NOBODY;
}

/* ---- one scenario ------------------------------------------------------------------ */

/* From a node on without remembering: the same pivots, in a basis of its own. */
static void go_alone(tc_automaton *a, const tc_node *n, const tc_batch *batch, int i,
                     const tc_batch_sink *sink)
{
    const tc_share_model *m = a->model;
    for (int cell = 0; cell < m->cells; cell++) {
        a->one.kept[cell] = batch->kept[(ptrdiff_t)cell * batch->room + i];
        a->one.out[cell] = batch->out[(ptrdiff_t)cell * batch->room + i];
    }
    tc_share_basis_copy(a->scratch, n->basis);
    const int room = a->scratch->room;
    if (!tc_share_run(a->scratch, &a->one, &a->work, &a->counts.pivots)) {
        sink->take(sink->context, i, NULL, NULL, NULL, 0);
        return;
    }
    tc_share_final_fill(a->scratch_final, room, a->scratch, &a->totals, &a->work);
    tc_share_final_figure(a->scratch_final, room, a->totals.count, a->scratch, &a->one,
                          &a->figures);
    sink->take(sink->context, i, a->scratch, &a->one, &a->figures, 0);
}

static void all_alone(tc_automaton *a, const tc_node *n, tc_queue *q,
                      const tc_batch *batch, const tc_batch_sink *sink)
{
    for (int i = q->head, next; i >= 0; i = next) {
        next = a->next[i];
        go_alone(a, n, batch, i, sink);
    }
    *q = TC_NOBODY;
}

/* What is the same for all that end at a node. */
static bool finish_node(tc_automaton *a, tc_node *n)
{
    const int room = n->basis->room;
    if (n->final)
        return true;
    n->final = tc_share_final_new(a->model, room, a->totals.count);
    if (!n->final)
        return false;
    a->bytes += (int64_t)tc_share_final_bytes(a->model, room, a->totals.count);
    tc_share_final_fill(n->final, room, n->basis, &a->totals, &a->work);
    return true;
}

/* One of the lanes ends here; *figured: the figures of all are there. */
static void arrive(tc_automaton *a, tc_node *n, int i, int lane, bool *figured,
                   const tc_batch_sink *sink)
{
    if (!finish_node(a, n)) {
        a->out_of_memory = true;
        return;
    }
    if (!*figured)
        tc_share_final_figure(n->final, n->basis->room, a->totals.count, n->basis,
                              &a->many, &a->figures);
    *figured = true;
    sink->take(sink->context, i, n->basis, &a->many, &a->figures, lane);
}

/* ---- ways -------------------------------------------------------------------------- */

/* Pivot along an edge for the first time. */
static bool follow(tc_automaton *a, const tc_node *n, const tc_way *w, tc_edge *e)
{
    const int stop = (int)(e - w->edges);
    tc_node_look(n, &w->leaver, a->scratch, &a->work);
    a->counts.pivots++;
    if (!tc_share_pivot(a->scratch, &w->leaver, w->stops, stop, &w->stops[stop],
                        &a->work)) {
        e->fails = true;
        return true;
    }
    e->to = add_node(a, a->scratch);
    return e->to != NULL;
}

static void fail_all(tc_automaton *a, tc_queue *q, const tc_batch_sink *sink)
{
    for (int i = q->head; i >= 0; i = a->next[i])
        sink->take(sink->context, i, NULL, NULL, NULL, 0);
    *q = TC_NOBODY;
}

/* A basis is worth remembering when it is met for the second time. */
static bool is_worth(const tc_automaton *a, int64_t visits)
{
    return visits >= 2 && a->bytes < a->memory;
}

static void leave_by_edge(tc_automaton *a, tc_node *n, tc_way *w, tc_edge *e,
                          const tc_batch *batch, const tc_batch_sink *sink)
{
    e->visits += e->waiting.count;
    if (!e->to && !e->fails && is_worth(a, e->visits) && !follow(a, n, w, e)) {
        a->out_of_memory = true;
        return;
    }
    if (e->fails) {
        fail_all(a, &e->waiting, sink);
    } else if (e->to) {
        a->counts.steps += e->waiting.count;
        move_all(a, &e->waiting, e->to);
    } else {
        all_alone(a, n, &e->waiting, batch, sink);
    }
}

static void leave_by_way(tc_automaton *a, tc_node *n, tc_way *w, const tc_batch *batch,
                         const tc_batch_sink *sink)
{
    w->visits += w->waiting.count;
    if (!w->open && is_worth(a, w->visits) &&
        !tc_way_open(n, w, a->scratch, &a->work, &a->bytes)) {
        a->out_of_memory = true;
        return;
    }
    if (!w->open) {
        all_alone(a, n, &w->waiting, batch, sink);
        return;
    }
    tc_queue lost = TC_NOBODY;
    for (int i = w->waiting.head, next; i >= 0; i = next) {
        next = a->next[i];
        tc_edge *e = tc_way_edge(w, a->amount[i]);
        wait_in(a, e ? &e->waiting : &lost, i);
    }
    w->waiting = TC_NOBODY;
    fail_all(a, &lost, sink);
    for (int k = 0; k < w->stop_count && !a->out_of_memory; k++)
        if (w->edges[k].waiting.count > 0)
            leave_by_edge(a, n, w, &w->edges[k], batch, sink);
}

/* ---- a node ------------------------------------------------------------------------ */

/* Take up to TC_SHARE_LANES scenarios from the queue, side by side; how many. */
static int fill_lanes(tc_automaton *a, const tc_batch *batch, int *at, int *lanes)
{
    int count = 0;
    for (int i = *at; i >= 0 && count < TC_SHARE_LANES; i = a->next[i]) {
        lanes[count++] = i;
        *at = a->next[i];
    }
    for (int k = count; k < TC_SHARE_LANES; k++)
        lanes[k] = lanes[0];
    for (int cell = 0; cell < a->model->cells; cell++) {
        const double *kept = &batch->kept[(ptrdiff_t)cell * batch->room];
        const double *out = &batch->out[(ptrdiff_t)cell * batch->room];
        double *to_kept = &a->many.kept[(ptrdiff_t)cell * TC_SHARE_LANES];
        double *to_out = &a->many.out[(ptrdiff_t)cell * TC_SHARE_LANES];
        for (int k = 0; k < TC_SHARE_LANES; k++) {
            to_kept[k] = kept[lanes[k]];
            to_out[k] = out[lanes[k]];
        }
    }
    return count;
}

static void look_at(tc_automaton *a, tc_node *n, const tc_batch *batch,
                    const tc_batch_sink *sink)
{
    tc_queue here = n->waiting;
    n->waiting = TC_NOBODY;
    for (int at = here.head; at >= 0 && !a->out_of_memory;) {
        bool figured = false;
        int lanes[TC_SHARE_LANES];
        const int count = fill_lanes(a, batch, &at, lanes);
        if (a->wide)
            tc_share_point_wide(n->basis, &a->many);
        else
            tc_share_point_many(n->basis, &a->many);
        for (int k = 0; k < count && !a->out_of_memory; k++) {
            const int i = lanes[k];
            const tc_share_exit leaver = tc_share_point_exit(n->basis, &a->many, k);
            if (leaver.kind == TC_SHARE_NOTHING ||
                tc_share_is_rounding(n->basis, &leaver)) {
                arrive(a, n, i, k, &figured, sink);
                continue;
            }
            tc_way *w = tc_node_way(n, &leaver, &a->bytes);
            a->amount[i] = leaver.amount;
            a->out_of_memory = w == NULL;
            if (w)
                wait_in(a, &w->waiting, i);
        }
    }
    for (int i = 0; i < n->way_count && !a->out_of_memory; i++)
        if (n->ways[i].waiting.count > 0)
            leave_by_way(a, n, &n->ways[i], batch, sink);
}

static bool more_room(tc_automaton *a, int room)
{
    if (room <= a->batch_room)
        return true;
    int *next = tc_mem_grow(a->next, (size_t)room, sizeof *next);
    if (next)
        a->next = next;
    double *amount = tc_mem_grow(a->amount, (size_t)room, sizeof *amount);
    if (amount)
        a->amount = amount;
    if (!next || !amount)
        return false;
    a->batch_room = room;
    return true;
}

tc_code tc_automaton_run(tc_automaton *a, const tc_batch *batch,
                         const tc_batch_sink *sink, tc_error *error)
{
    if (!more_room(a, batch->room))
        return memory_ran_out(error);
    if (a->memory == 0) {
        for (int i = 0; i < batch->count; i++)
            go_alone(a, a->root, batch, i, sink);
        return TC_OK;
    }
    tc_queue all = TC_NOBODY;
    for (int i = 0; i < batch->count; i++)
        wait_in(a, &all, i);
    move_all(a, &all, a->root);
    while (a->waiting && !a->out_of_memory) {
        tc_node *n = a->waiting;
        a->waiting = n->next_waiting;
        look_at(a, n, batch, sink);
    }
    return a->out_of_memory ? memory_ran_out(error) : TC_OK;
}
