/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/hitting.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

/* A fixed amount of work: one case has one answer on every machine. */
enum { NODES_MOST = 100000 };

typedef struct searching {
    const tc_hitting *of;
    bool *taken; /* items: on the way to this node */
    int *barred; /* items: the depth from which on it is left out; 0: it is not */
    bool *used;  /* items: by the sets of a bound */
    int *hits;   /* items: sets of a greedy choice that it would hit */
    bool *best;  /* items */
    long cost, best_cost;
    int depth;
    long left; /* nodes */
} searching;

tc_code tc_hitting_add(tc_hitting *hitting, const bool *taken, tc_arena *arena,
                       tc_error *error)
{
    if (hitting->count == hitting->room) {
        const int room = hitting->room > 0 ? 2 * hitting->room : 16;
        tc_hit_set *sets = tc_arena_take(arena, (size_t)room, sizeof *sets);
        if (!sets)
            return tc_no_memory(error);
        if (hitting->count > 0)
            memcpy(sets, hitting->sets, (size_t)hitting->count * sizeof *sets);
        hitting->sets = sets;
        hitting->room = room;
    }
    int *item = tc_arena_take(arena, (size_t)hitting->items, sizeof *item);
    if (!item)
        return tc_no_memory(error);
    int count = 0;
    for (int i = 0; i < hitting->items; i++)
        if (!taken[i])
            item[count++] = i;
    hitting->sets[hitting->count++] = (tc_hit_set){item, count};
    return TC_OK;
}

static bool is_hit(const tc_hit_set *set, const bool *taken)
{
    for (int k = 0; k < set->count; k++)
        if (taken[set->item[k]])
            return true;
    return false;
}

/* What sets without common items that are not hit yet cost at least: LONG_MAX where one
 * of them cannot be hit any more. The set with the fewest open items goes to *narrowest.
 */
static long bound_of(searching *s, const tc_hit_set **narrowest)
{
    long sum = 0;
    int fewest = INT_MAX;
    *narrowest = NULL;
    memset(s->used, 0, (size_t)s->of->items * sizeof *s->used);
    for (int c = 0; c < s->of->count; c++) {
        const tc_hit_set *set = &s->of->sets[c];
        if (is_hit(set, s->taken))
            continue;
        long least = LONG_MAX;
        int open = 0;
        for (int k = 0; k < set->count; k++) {
            const int i = set->item[k];
            open += !s->barred[i];
            if (!s->barred[i] && s->of->cost[i] < least)
                least = s->of->cost[i];
        }
        if (open == 0)
            return LONG_MAX;
        if (open < fewest) {
            fewest = open;
            *narrowest = set;
        }
        if (is_hit(set, s->used))
            continue;
        sum += least;
        for (int k = 0; k < set->count; k++)
            s->used[set->item[k]] = true;
    }
    return sum;
}

static void branch(searching *s)
{
    const tc_hit_set *set = NULL;
    if (s->left-- <= 0)
        return;
    const long more = bound_of(s, &set);
    if (more == LONG_MAX || s->cost + more >= s->best_cost)
        return;
    if (!set) {
        s->best_cost = s->cost;
        memcpy(s->best, s->taken, (size_t)s->of->items * sizeof *s->best);
        return;
    }
    const int depth = ++s->depth;
    for (int k = 0; k < set->count; k++) {
        const int i = set->item[k];
        if (s->barred[i])
            continue;
        s->taken[i] = true;
        s->cost += s->of->cost[i];
        branch(s);
        s->cost -= s->of->cost[i];
        s->taken[i] = false;
        s->barred[i] = depth; /* what follows does without it */
    }
    for (int k = 0; k < set->count; k++)
        if (s->barred[set->item[k]] == depth)
            s->barred[set->item[k]] = 0;
    s->depth--;
}

/* One after the other, the item that hits most sets for its cost. */
static void take_greedily(searching *s)
{
    for (int best = 0; best >= 0;) {
        memset(s->hits, 0, (size_t)s->of->items * sizeof *s->hits);
        for (int c = 0; c < s->of->count; c++)
            for (int k = 0; k < s->of->sets[c].count; k++)
                s->hits[s->of->sets[c].item[k]] += !is_hit(&s->of->sets[c], s->best);
        double most = 0.0;
        best = -1;
        for (int i = 0; i < s->of->items; i++)
            if (s->hits[i] > most * (double)s->of->cost[i]) {
                most = s->hits[i] / (double)s->of->cost[i];
                best = i;
            }
        if (best >= 0) {
            s->best[best] = true;
            s->best_cost += s->of->cost[best];
        }
    }
}

tc_code tc_hitting_solve(const tc_hitting *hitting, bool *taken, bool *proved,
                         tc_error *error)
{
    const size_t items = (size_t)hitting->items;
    searching s = {.of = hitting,
                   .taken = tc_mem_new(items, sizeof *s.taken),
                   .barred = tc_mem_new(items, sizeof *s.barred),
                   .used = tc_mem_new(items, sizeof *s.used),
                   .hits = tc_mem_new(items, sizeof *s.hits),
                   .best = taken,
                   .left = NODES_MOST};
    tc_code code = TC_OK;
    if (s.taken && s.barred && s.used && s.hits) {
        memset(taken, 0, items * sizeof *taken);
        take_greedily(&s);
        branch(&s);
        *proved = s.left >= 0;
    } else {
        code = tc_no_memory(error);
    }
    tc_mem_drop(s.taken);
    tc_mem_drop(s.barred);
    tc_mem_drop(s.used);
    tc_mem_drop(s.hits);
    return code;
}
