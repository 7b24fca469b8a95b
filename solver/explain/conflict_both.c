/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/fault.h"
#include "explain/conflict_adding.h"
#include "explain/fewest.h"

/* With as many tonnes as anybody could ask for: is it enough to lift what is taken? */
static tc_code lifts_enough(void *asked, const bool *taken, bool *enough, tc_error *error)
{
    tc_adding *a = asked;
    const tc_holding *holding = &a->finding->holding;
    bool *active = tc_mem_new((size_t)holding->count, sizeof *active);
    if (!active)
        return tc_no_memory(error);
    for (int e = 0; e < holding->count; e++)
        active[e] = !taken[e];
    const tc_code code = tc_holding_ask(&a->finding->holding, active, a->changes,
                                        tc_adding_changes(a), enough, error);
    tc_mem_drop(active);
    return code;
}

static tc_code choose_lifts(tc_adding *a, bool *taken, tc_choice_answer *answer)
{
    tc_finding *finding = a->finding;
    const size_t items = (size_t)finding->holding.count;
    long *cost = tc_mem_new(items, sizeof *cost);
    if (!cost)
        return tc_no_memory(finding->error);
    for (size_t e = 0; e < items; e++)
        cost[e] = tc_repair_cost(finding->problem, &finding->holding.elements[e]);
    const tc_choice choice = {.items = finding->holding.count,
                              .cost = cost,
                              .enough = lifts_enough,
                              .asked = a,
                              .left = &finding->left};
    const tc_code code = tc_fewest_find(&choice, taken, answer, finding->error);
    tc_mem_drop(cost);
    return code;
}

/* No lifts: tonnes alone do; no tonnes: lifts alone do. Both have been told. */
static bool is_mixed(const tc_adding *a)
{
    bool lifts = false;
    for (int e = 0; e < a->finding->holding.count; e++)
        lifts = lifts || !a->active[e];
    return lifts && tc_adding_changes(a) > 0;
}

static tc_code find_mixed(tc_adding *a, bool *taken)
{
    tc_choice_answer answer = {.found = false};
    bool seen = false;
    tc_code code = choose_lifts(a, taken, &answer);
    if (code != TC_OK || !answer.found)
        return code;
    for (int e = 0; e < a->finding->holding.count; e++)
        taken[e] = !taken[e]; /* what stays in force */
    a->active = taken;
    code = tc_adding_settle(a, &seen);
    return code == TC_OK && seen && is_mixed(a)
               ? tc_adding_keep(a, TC_REPAIR_MIXED, answer.proved)
               : code;
}

tc_code tc_repair_by_both(tc_finding *finding)
{
    tc_adding a;
    bool *taken = tc_mem_new((size_t)finding->holding.count, sizeof *taken);
    tc_code code = tc_adding_open(finding, &a);
    if (code == TC_OK && !taken)
        code = tc_no_memory(finding->error);
    if (code == TC_OK)
        code = find_mixed(&a, taken);
    tc_adding_close(&a);
    tc_mem_drop(taken);
    return code;
}
