/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/pools.h"

#include "base/alloc.h"

/* Index (pollutant * area_count + area) * (basin_count + 1) + basin + 1. */
static size_t index_of(const tc_problem *problem, int pollutant, const tc_source *source)
{
    const int basin = tc_pollutants[pollutant].water ? source->basin : -1;
    const size_t areas = (size_t)problem->area_count;
    const size_t place = (size_t)pollutant * areas + (size_t)source->area;
    return place * ((size_t)problem->basin_count + 1) + (size_t)(basin + 1);
}

static void add_sources(const tc_problem *problem, tc_pool *all, bool *there)
{
    const int digits = problem->grain_digits;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            if (!(source->quantity[p] > 0.0))
                continue;
            const size_t at = index_of(problem, p, source);
            const bool water = tc_pollutants[p].water;
            there[at] = true;
            all[at].pollutant = p;
            all[at].area = source->area;
            all[at].basin = water ? source->basin : -1;
            all[at].printed += tc_grains_down(source->quantity[p], digits);
            all[at].supply += tc_grains_down(source->supply[p], digits);
        }
    }
}

static void add_credits(const tc_problem *problem, const tc_plan *plan, tc_pool *all)
{
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        tc_pool *at =
            &all[index_of(problem, credit->pollutant, &problem->sources[credit->source])];
        *(tc_is_pooled(problem, credit->source, credit->project) ? &at->pooled
                                                                 : &at->own) +=
            credit->grains;
    }
}

bool tc_pools_find(const tc_problem *problem, const tc_plan *plan, tc_pools *pools)
{
    const size_t room = (size_t)TC_POLLUTANTS * (size_t)problem->area_count *
                        ((size_t)problem->basin_count + 1);
    bool *there = tc_mem_new(room, sizeof *there);
    *pools = (tc_pools){tc_mem_new(room, sizeof *pools->list), 0};
    if (there && pools->list) {
        add_sources(problem, pools->list, there);
        add_credits(problem, plan, pools->list);
        for (size_t k = 0; k < room; k++)
            if (there[k])
                pools->list[pools->count++] = pools->list[k];
    }
    const bool made = there && pools->list;
    tc_mem_drop(there);
    return made;
}

void tc_pools_free(tc_pools *pools)
{
    tc_mem_drop(pools->list);
    *pools = (tc_pools){NULL, 0};
}

tc_pool tc_pools_total(const tc_pools *pools, int pollutant)
{
    tc_pool total = {.pollutant = pollutant, .area = -1, .basin = -1};
    for (int k = 0; k < pools->count; k++) {
        const tc_pool *pool = &pools->list[k];
        if (pool->pollutant != pollutant)
            continue;
        total.printed += pool->printed;
        total.supply += pool->supply;
        total.own += pool->own;
        total.pooled += pool->pooled;
    }
    return total;
}
