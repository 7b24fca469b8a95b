/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/handout.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

/* A project's draw on one pool. */
typedef struct draw {
    int pool, project;
    tc_grains amount;
} draw;

typedef struct workspace {
    const tc_pipes *pipes;
    tc_grains *home; /* pool_count: what is left for its own area */
    tc_grains *away; /* pool_count: what is left of what leaves it */
    draw *draws;
    int draw_count, draw_room;
    int *source;       /* sources by pool */
    int *first_source; /* pool_count + 2: pool k has [k] .. [k + 1] - 1 */
    int *first_other;  /* pool_count: its first source without a permit, or the end */
    tc_grains *source_left; /* beside source */
} workspace;

/* The smallest of left[first .. end-1] that is enough, else the largest; -1 if none has
 * anything: one line where one is possible, and few where not. */
static int best_fit(const tc_grains *left, int first, int end, tc_grains amount)
{
    int enough = -1, largest = -1;
    for (int k = first; k < end; k++) {
        if (left[k] >= amount && (enough < 0 || left[k] < left[enough]))
            enough = k;
        if (left[k] > 0 && (largest < 0 || left[k] > left[largest]))
            largest = k;
    }
    return enough >= 0 ? enough : largest;
}

/* As best_fit, over the pools of a hub that are there by a block. */
static int best_export(const workspace *w, int hub, int block, tc_grains amount)
{
    const tc_net_groups *g = &w->pipes->groups;
    int enough = -1, largest = -1;
    for (int k = 0; k < g->pool_count; k++) {
        const tc_grains left = w->away[k];
        if (left <= 0 || g->pools[k].hub != hub || g->pools[k].block > block)
            continue;
        if (left >= amount && (enough < 0 || left < w->away[enough]))
            enough = k;
        if (largest < 0 || left > w->away[largest])
            largest = k;
    }
    return enough >= 0 ? enough : largest;
}

static bool add_draw(workspace *w, draw d)
{
    if (w->draw_count == w->draw_room) {
        const int wanted = w->draw_room ? 2 * w->draw_room : 256;
        draw *more = tc_mem_grow(w->draws, (size_t)wanted, sizeof *more);
        if (!more)
            return false;
        w->draws = more;
        w->draw_room = wanted;
    }
    w->draws[w->draw_count++] = d;
    return true;
}

/* Own pools first, by pool; then hubs, by block: early ones have less to choose from. */
static int by_pipe(const void *a, const void *b)
{
    const tc_request *x = a, *y = b;
    if (x->pipe->pool != y->pipe->pool)
        return x->pipe->pool < y->pipe->pool ? -1 : 1;
    if (x->pipe->hub != y->pipe->hub)
        return x->pipe->hub < y->pipe->hub ? -1 : 1;
    if (x->pipe->block != y->pipe->block)
        return x->pipe->block < y->pipe->block ? -1 : 1;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    return (x->project > y->project) - (x->project < y->project);
}

static int first_of_site(const tc_net_groups *g, int pool)
{
    while (pool > 0 && tc_net_same_site(g->pools[pool - 1].site, g->pools[pool].site))
        pool--;
    return pool;
}

static bool draw_on_pools(workspace *w, const tc_request *request)
{
    const tc_pipe *pipe = request->pipe;
    for (tc_grains rest = request->amount; rest > 0;) {
        const int pool =
            pipe->pool >= 0
                ? best_fit(w->home, first_of_site(&w->pipes->groups, pipe->pool),
                           pipe->pool + 1, rest)
                : best_export(w, pipe->hub, pipe->block, rest);
        if (pool < 0)
            return false;
        tc_grains *left = pipe->pool >= 0 ? &w->home[pool] : &w->away[pool];
        const tc_grains taken = *left < rest ? *left : rest;
        *left -= taken;
        rest -= taken;
        if (!add_draw(w, (draw){pool, request->project, taken}))
            return false;
    }
    return true;
}

static int by_pool(const void *a, const void *b)
{
    const draw *x = a, *y = b;
    if (x->pool != y->pool)
        return x->pool < y->pool ? -1 : 1;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    return (x->project > y->project) - (x->project < y->project);
}

static bool add_credit(tc_handout *h, tc_credit credit)
{
    if (h->count == h->room) {
        const int wanted = h->room ? 2 * h->room : 256;
        tc_credit *more = tc_mem_grow(h->list, (size_t)wanted, sizeof *more);
        if (!more)
            return false;
        h->list = more;
        h->room = wanted;
    }
    h->list[h->count++] = credit;
    return true;
}

/* Sources with a permit before those without [36 of 2020: preferred]. */
static int best_source(const workspace *w, int pool, tc_grains amount)
{
    const int first = w->first_source[pool], end = w->first_source[pool + 1];
    const int middle = w->first_other[pool];
    const int found = best_fit(w->source_left, first, middle, amount);
    return found >= 0 ? found : best_fit(w->source_left, middle, end, amount);
}

static bool draw_on_sources(workspace *w, const draw *d, tc_handout *handout)
{
    for (tc_grains rest = d->amount; rest > 0;) {
        const int k = best_source(w, d->pool, rest);
        if (k < 0)
            return false;
        const tc_grains taken = w->source_left[k] < rest ? w->source_left[k] : rest;
        w->source_left[k] -= taken;
        rest -= taken;
        if (!add_credit(handout, (tc_credit){w->source[k], d->project,
                                             w->pipes->groups.pollutant, taken}))
            return false;
    }
    return true;
}

/* The sources of each pool, those with a permit first, then by index: a counting sort. */
static void list_sources(workspace *w)
{
    const tc_problem *problem = w->pipes->problem;
    const tc_net_groups *g = &w->pipes->groups;
    int *next =
        w->first_source + 1; /* next[k] runs from the begin of pool k to its end */
    for (int s = 0; s < problem->source_count; s++)
        if (g->pool_of[s] >= 0)
            next[g->pool_of[s] + 1]++;
    for (int k = 1; k <= g->pool_count; k++)
        next[k] += next[k - 1];
    for (int pass = 0; pass < 2; pass++) {
        for (int s = 0; s < problem->source_count; s++) {
            if (g->pool_of[s] < 0 || problem->sources[s].permit != (pass == 0))
                continue;
            const int at = next[g->pool_of[s]]++;
            w->source[at] = s;
            w->source_left[at] = tc_pipes_supply(problem, s, g->pollutant);
        }
        for (int k = 0; k < g->pool_count && pass == 0; k++)
            w->first_other[k] = next[k];
    }
}

static bool open_workspace(workspace *w, const tc_pipes *pipes)
{
    const size_t pools = (size_t)pipes->groups.pool_count;
    const size_t sources = (size_t)pipes->problem->source_count;
    w->pipes = pipes;
    w->home = tc_mem_new(pools, sizeof *w->home);
    w->away = tc_mem_new(pools, sizeof *w->away);
    w->source = tc_mem_new(sources, sizeof *w->source);
    w->source_left = tc_mem_new(sources, sizeof *w->source_left);
    w->first_source = tc_mem_new(pools + 2, sizeof *w->first_source);
    w->first_other = tc_mem_new(pools, sizeof *w->first_other);
    if (!w->home || !w->away || !w->source || !w->source_left || !w->first_source ||
        !w->first_other)
        return false;
    for (size_t k = 0; k < pools; k++) {
        const int arc = pipes->export_arc[k];
        w->away[k] = arc >= 0 ? tc_flow_on(&pipes->flow, arc) : 0;
        w->home[k] = pipes->supply[k] - w->away[k];
    }
    list_sources(w);
    return true;
}

static void close_workspace(workspace *w)
{
    tc_mem_drop(w->home);
    tc_mem_drop(w->away);
    tc_mem_drop(w->source);
    tc_mem_drop(w->source_left);
    tc_mem_drop(w->first_source);
    tc_mem_drop(w->first_other);
    tc_mem_drop(w->draws);
}

tc_code tc_handout_split(const tc_pipes *pipes, tc_request *requests, int count,
                         tc_handout *handout, tc_error *error)
{
    workspace w = {0};
    bool room = open_workspace(&w, pipes);
    if (room && count)
        qsort(requests, (size_t)count, sizeof *requests, by_pipe);
    /* hubs have pool -1 and sort first: they take only what leaves, homes only the rest
     */
    for (int i = 0; i < count && room; i++)
        room = draw_on_pools(&w, &requests[i]);
    if (room && w.draw_count)
        qsort(w.draws, (size_t)w.draw_count, sizeof *w.draws, by_pool);
    for (int i = 0; i < w.draw_count && room; i++)
        room = draw_on_sources(&w, &w.draws[i], handout);
    close_workspace(&w);
    return room ? TC_OK
                : tc_fail(error, TC_ERR_MEMORY, NULL, "分配削减量时内存不足",
                          "memory ran out while credits were handed out");
}

void tc_handout_free(tc_handout *handout)
{
    tc_mem_drop(handout->list);
    memset(handout, 0, sizeof *handout);
}
