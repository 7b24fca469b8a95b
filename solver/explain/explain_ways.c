/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/serve.h"
#include "explain/explaining.h"

/* One change of the project; the way is kept whether it serves or not. */
static tc_code play_one(const tc_explaining *e, tc_way_kind kind, tc_change change,
                        tc_way *ways, int *count)
{
    const tc_way_part part = {.change = change};
    const tc_code code = tc_way_play(e, kind, &part, 1, &ways[*count]);
    *count += code == TC_OK;
    return code;
}

/* One that is known not to serve. */
static tc_code keep_one(const tc_explaining *e, tc_way_kind kind, tc_change change,
                        tc_way *ways, int *count)
{
    tc_way_part *part = tc_arena_take(e->arena, 1, sizeof *part);
    if (!part)
        return tc_no_memory(e->error);
    *part = (tc_way_part){.change = change};
    ways[(*count)++] = (tc_way){.kind = kind, .parts = part, .count = 1};
    return TC_OK;
}

/* ---- start ------------------------------------------------------------------------- */

static int compare_days(const void *x, const void *y)
{
    const tc_day a = *(const tc_day *)x, b = *(const tc_day *)y;
    return (a > b) - (a < b);
}

/* The days, rising, on which sources come that only the start keeps away. */
static int list_days(const tc_explaining *e, tc_day *days)
{
    const tc_problem *problem = e->problem;
    int found = 0, count = 0;
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (tc_serve_bar(problem, s, e->project, p) == TC_BAR_LATE) {
                days[found++] = problem->sources[s].available_from;
                break;
            }
    if (found > 1)
        qsort(days, (size_t)found, sizeof *days, compare_days);
    for (int k = 0; k < found; k++)
        if (k == 0 || days[k] != days[k - 1])
            days[count++] = days[k];
    return count;
}

static tc_change start_on(const tc_explaining *e, tc_day day)
{
    return (tc_change){.kind = TC_CHANGE_START, .project = e->project, .day = day};
}

/* The first of the days that serves; the last one does. Replayed at both sides. */
static tc_code first_day(const tc_explaining *e, const tc_day *days, int *last,
                         bool *proved)
{
    int low = -1, high = *last;
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        const int middle = low + (high - low) / 2;
        const tc_change change = start_on(e, days[middle]);
        bool does = false;
        code = tc_explaining_serves(e, &change, 1, &does);
        if (does)
            high = middle;
        else
            low = middle;
    }
    *last = high;
    *proved = low < 0; /* nothing comes before */
    if (code != TC_OK || low < 0)
        return code;
    const tc_change before = start_on(e, days[low]);
    return tc_explaining_rules_out(e, &before, 1, proved);
}

static tc_code find_start(const tc_explaining *e, const tc_day *days, int last,
                          tc_way *ways, int *count)
{
    bool proved = false;
    tc_way *way = &ways[*count];
    tc_change change = start_on(e, days[last]);
    tc_code code = play_one(e, TC_WAY_START, change, ways, count);
    if (code != TC_OK)
        return code;
    if (!way->serves) {
        code = tc_explaining_rules_out(e, &change, 1, &proved);
    } else {
        code = first_day(e, days, &last, &proved);
        change = start_on(e, days[last]);
        --*count;
        if (code == TC_OK)
            code = play_one(e, TC_WAY_START, change, ways, count);
    }
    way->proved = proved;
    return code;
}

tc_code tc_way_by_start(const tc_explaining *e, tc_way *ways, int *count)
{
    tc_day *days = tc_mem_new((size_t)e->problem->source_count, sizeof *days);
    if (!days)
        return tc_no_memory(e->error);
    const int found = list_days(e, days);
    tc_code code = TC_OK;
    if (found > 0)
        code = find_start(e, days, found - 1, ways, count);
    else
        ways[(*count)++] = (tc_way){.kind = TC_WAY_START, .proved = true};
    tc_mem_drop(days);
    return code;
}

/* ---- pool, tier, what refuses it --------------------------------------------------- */

tc_code tc_way_by_pool(const tc_explaining *e, tc_way *ways, int *count)
{
    const tc_change change = {.kind = TC_CHANGE_POOL, .project = e->project};
    if (e->problem->projects[e->project].pool_access)
        return TC_OK;
    return play_one(e, TC_WAY_POOL, change, ways, count);
}

tc_code tc_way_by_tier(const tc_explaining *e, const tc_displacement *displacement,
                       tc_way *ways, int *count)
{
    const tc_problem *problem = e->problem;
    const int own = tc_goal_of_tier(problem, problem->projects[e->project].tier);
    const int at = *count;
    tc_code code = TC_OK;
    for (int g = own - 1; code == TC_OK && g >= 0; g--) {
        if (problem->goals[g].kind != TC_GOAL_TIER)
            continue;
        const tc_change change = {.kind = TC_CHANGE_TIER,
                                  .project = e->project,
                                  .tier = problem->goals[g].tier};
        *count = at; /* only the last one that was tried is kept */
        if (displacement->possible)
            code = play_one(e, TC_WAY_TIER, change, ways, count);
        else /* no plan serves it, whatever its tier */
            code = keep_one(e, TC_WAY_TIER, change, ways, count);
        if (code == TC_OK && ways[at].serves)
            break;
    }
    if (*count == at)
        ways[(*count)++] = (tc_way){.kind = TC_WAY_TIER};
    ways[at].proved = true; /* each nearer tier was tried */
    return code;
}

tc_code tc_way_by_lift(const tc_explaining *e, tc_way *ways, int *count)
{
    const tc_project *about = &e->problem->projects[e->project];
    const bool unlock = tc_is_locked_out(about);
    const tc_change change = {.kind = unlock ? TC_CHANGE_UNLOCK : TC_CHANGE_ADMIT,
                              .project = e->project};
    if (!about->filed_zoning_ok || (!unlock && about->refusal.kind != TC_CITED_CLAUSE))
        return TC_OK;
    return play_one(e, unlock ? TC_WAY_UNLOCK : TC_WAY_ADMIT, change, ways, count);
}

/* ---- swap -------------------------------------------------------------------------- */

/* Those that may leave, by what the plan would lose. */
enum { TRIED_MOST = 24 };

typedef struct rival {
    int project;
    int goal;
    double spare; /* the smallest part of what is missing that it holds, over all that
                     stop the project: 1 and more is enough */
} rival;

/* Later goals first, then those that hold least: they cost the plan least. */
static int compare_rivals(const void *x, const void *y)
{
    const rival *a = x, *b = y;
    if (a->goal != b->goal)
        return a->goal > b->goal ? -1 : 1;
    if (a->spare != b->spare)
        return a->spare < b->spare ? -1 : 1;
    return (a->project > b->project) - (a->project < b->project);
}

/* Does the project hold as much as is missing of every pollutant that stops the other? */
static bool holds_enough(const tc_explaining *e, const tc_stop *stops, int stop_count,
                         rival *one)
{
    bool any = false;
    one->spare = HUGE_VAL;
    for (int k = 0; k < stop_count; k++) {
        const tc_grains held =
            e->plan->credit[one->project * TC_POLLUTANTS + stops[k].pollutant];
        any = any || held > 0;
        if (!stops[k].stops || stops[k].missing <= 0)
            continue;
        const double part = (double)held / (double)stops[k].missing;
        one->spare = part < one->spare ? part : one->spare;
    }
    return any && one->spare >= 1.0;
}

tc_code tc_ways_by_swap(const tc_explaining *e, const tc_stop *stops, int stop_count,
                        tc_way *ways, int *count)
{
    const tc_problem *problem = e->problem;
    rival *rivals = tc_mem_new((size_t)problem->project_count, sizeof *rivals);
    int found = 0;
    if (!rivals)
        return tc_no_memory(e->error);
    for (int j = 0; j < problem->project_count; j++) {
        rival *one = &rivals[found];
        *one = (rival){.project = j,
                       .goal = tc_goal_of_tier(problem, problem->projects[j].tier)};
        found += j != e->project && holds_enough(e, stops, stop_count, one);
    }
    if (found > 1)
        qsort(rivals, (size_t)found, sizeof *rivals, compare_rivals);
    const int at = *count;
    tc_code code = TC_OK;
    for (int k = 0;
         code == TC_OK && k < found && k < TRIED_MOST && *count - at < TC_SWAPS_MOST;
         k++) {
        const tc_change change = {.kind = TC_CHANGE_REFUSE, .project = rivals[k].project};
        bool does = false;
        code = tc_explaining_seems(e, &change, 1, &does);
        if (code == TC_OK && does)
            code = play_one(e, TC_WAY_SWAP, change, ways, count);
        if (code == TC_OK && does && !ways[*count - 1].serves)
            --*count;
    }
    if (code == TC_OK && *count == at)
        ways[(*count)++] = (tc_way){.kind = TC_WAY_SWAP, .proved = found <= TRIED_MOST};
    tc_mem_drop(rivals);
    return code;
}
