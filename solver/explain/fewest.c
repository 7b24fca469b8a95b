/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/fewest.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

typedef struct choosing {
    const tc_choice *choice;
    bool *taken; /* items */
    int *order;  /* items that may be taken, the dearest first */
    int count;
    bool add;    /* growing: take items; else leave them out */
    bool wanted; /* what taken must stay: enough, or not enough */
    tc_error *error;
} choosing;

static tc_code ask(const choosing *c, bool *enough)
{
    if (*c->choice->left > 0)
        --*c->choice->left;
    return c->choice->enough(c->choice->asked, c->taken, enough, c->error);
}

/* Take (leave out) as many of order[low .. high-1] as leave the answer what it is, those
 * that come first rather than those that come last. */
static tc_code move_all(const choosing *c, int low, int high)
{
    int moved = 0;
    for (int k = low; k < high; k++)
        moved += c->taken[c->order[k]] != c->add;
    if (moved == 0)
        return TC_OK;
    bool *before = tc_mem_new((size_t)(high - low), sizeof *before);
    if (!before)
        return tc_no_memory(c->error);
    for (int k = low; k < high; k++) {
        before[k - low] = c->taken[c->order[k]];
        c->taken[c->order[k]] = c->add;
    }
    bool enough = false;
    tc_code code = ask(c, &enough);
    const bool stays = code == TC_OK && enough == c->wanted;
    for (int k = low; !stays && k < high; k++)
        c->taken[c->order[k]] = before[k - low];
    tc_mem_drop(before);
    const int middle = low + (high - low) / 2;
    if (code != TC_OK || stays || high - low == 1)
        return code;
    code = move_all(c, low, middle);
    return code == TC_OK ? move_all(c, middle, high) : code;
}

/* Leave out what is not needed, the dearest first: of what is taken where that is enough,
 * else of all that may be. */
static tc_code leave_out(choosing *c, bool enough)
{
    for (int k = 0; !enough && k < c->count; k++)
        c->taken[c->order[k]] = true;
    c->add = false;
    c->wanted = true;
    return move_all(c, 0, c->count);
}

/* The dearest items first; of equal ones the last. */
static void sort_items(choosing *c)
{
    const long *cost = c->choice->cost;
    for (int i = 0; i < c->choice->items; i++) {
        int at = c->count++;
        for (; at > 0 && cost[c->order[at - 1]] <= cost[i]; at--)
            c->order[at] = c->order[at - 1];
        c->order[at] = i;
    }
}

/* From a choice that is not enough: sets without common items that every choice which is
 * enough must hit, until the choice with all of them is enough. */
static tc_code add_sets(choosing *c, tc_arena *arena, tc_hitting *hitting)
{
    const size_t bytes = (size_t)c->choice->items * sizeof(bool);
    bool *base = tc_mem_new((size_t)c->choice->items, sizeof *base);
    bool enough = false;
    tc_code code = TC_OK;
    if (!base)
        return tc_no_memory(c->error);
    c->add = true;
    c->wanted = false;
    while (code == TC_OK && !enough && *c->choice->left > 0) {
        memcpy(base, c->taken, bytes);
        code = move_all(c, 0, c->count);
        if (code == TC_OK)
            code = tc_hitting_add(hitting, c->taken, arena, c->error);
        for (int k = 0; code == TC_OK && k < c->count; k++) {
            const int i = c->order[k];
            c->taken[i] = base[i] || !c->taken[i];
        }
        if (code == TC_OK)
            code = ask(c, &enough);
    }
    tc_mem_drop(base);
    return code;
}

/* The cheapest choice of all, while questions are left. */
static tc_code search(choosing *c, tc_arena *arena, bool *enough, bool *proved)
{
    tc_hitting hitting = {.items = c->choice->items, .cost = c->choice->cost};
    for (;;) {
        tc_code code = tc_hitting_solve(&hitting, c->taken, proved, c->error);
        if (code == TC_OK)
            code = ask(c, enough);
        if (code != TC_OK || *enough || *c->choice->left <= 0)
            return code;
        code = add_sets(c, arena, &hitting);
        if (code != TC_OK)
            return code;
    }
}

static tc_code choose(choosing *c, tc_choice_answer *answer)
{
    tc_arena arena = {0};
    bool enough = false, proved = false;
    sort_items(c);
    for (int k = 0; k < c->count; k++)
        c->taken[c->order[k]] = true;
    tc_code code = ask(c, &enough);
    answer->found = code == TC_OK && enough;
    if (answer->found)
        code = search(c, &arena, &enough, &proved);
    answer->proved = code == TC_OK && answer->found && enough && proved;
    if (code == TC_OK && answer->found && !answer->proved)
        code = leave_out(c, enough);
    tc_arena_free(&arena);
    return code;
}

tc_code tc_fewest_find(const tc_choice *choice, bool *taken, tc_choice_answer *answer,
                       tc_error *error)
{
    const size_t items = (size_t)choice->items;
    choosing c = {.choice = choice, .taken = taken, .error = error};
    c.order = tc_mem_new(items, sizeof *c.order);
    if (!c.order)
        return tc_no_memory(error);
    tc_choice_answer found = {.found = false};
    memset(taken, 0, items * sizeof *taken);
    const tc_code code = choose(&c, &found);
    tc_mem_drop(c.order);
    if (code == TC_OK)
        *answer = found;
    return code;
}
