/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/alloc.h"
#include "report/grid.h"
#include "report/plan_text.h"

/* The sources of one pollutant in one area and, for water, one basin. */
typedef struct pool {
    bool there; /* some source prints a quantity */
    tc_grains supply, own, pooled;
} pool;

/* Index area * (basin_count + 1) + basin + 1; air stands at basin -1. */
static pool *pool_at(const tc_problem *problem, pool *pools, int pollutant,
                     const tc_source *source)
{
    const int basin = tc_pollutants[pollutant].water ? source->basin : -1;
    return &pools[source->area * (problem->basin_count + 1) + basin + 1];
}

static void fill(const tc_printing *printing, int pollutant, pool *pools)
{
    const tc_problem *problem = printing->problem;
    const int count = problem->area_count * (problem->basin_count + 1);
    for (int k = 0; k < count; k++)
        pools[k] = (pool){.there = false};
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        if (!(source->quantity[pollutant] > 0.0))
            continue;
        pool *at = pool_at(problem, pools, pollutant, source);
        at->there = true;
        at->supply += tc_grains_down(source->supply[pollutant], problem->grain_digits);
    }
    for (int k = 0; k < printing->plan->credit_count; k++) {
        const tc_credit *credit = &printing->plan->credits[k];
        if (credit->pollutant != pollutant)
            continue;
        pool *at = pool_at(problem, pools, pollutant, &problem->sources[credit->source]);
        *(tc_is_pooled(problem, credit->source, credit->project) ? &at->pooled
                                                                 : &at->own) +=
            credit->grains;
    }
}

static void put_row(const tc_printing *printing, const char *pollutant, const char *area,
                    const char *basin, const pool *about, tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    const tc_grains credited = about->own + about->pooled;
    tc_grid_cell(grid, pollutant);
    tc_grid_cell(grid, area);
    tc_grid_cell(grid, basin);
    tc_grid_cell(grid, tc_tonnes_of(problem, about->supply).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, about->own).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, about->pooled).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, credited).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, about->supply - credited).text);
}

static void put_pollutant(const tc_printing *printing, int pollutant, const pool *pools,
                          tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    const int width = problem->basin_count + 1;
    const char *id = tc_pollutants[pollutant].id;
    char name[64];
    (void)snprintf(name, sizeof name, "%s %s", tc_pollutants[pollutant].zh, id);
    const char *shown = tc_printing_pick(printing, name, id);
    pool total = {.there = false};
    for (int k = 0; k < problem->area_count * width; k++) {
        const int basin = k % width - 1;
        if (!pools[k].there)
            continue;
        put_row(printing, total.there ? "" : shown, problem->areas[k / width].name,
                basin >= 0 ? problem->basins[basin] : "", &pools[k], grid);
        total.there = true;
        total.supply += pools[k].supply;
        total.own += pools[k].own;
        total.pooled += pools[k].pooled;
    }
    if (total.there)
        put_row(printing, "", tc_printing_pick(printing, "合计", "total"), "", &total,
                grid);
}

void tc_pools_put(tc_printing *printing)
{
    static const tc_grid_column zh[] = {{"污染物", false, 0},  {"区域", false, 16},
                                        {"流域", false, 16},   {"供给", true, 0},
                                        {"本区域用", true, 0}, {"调往他区", true, 0},
                                        {"已用", true, 0},     {"剩余", true, 0}};
    static const tc_grid_column en[] = {{"pollutant", false, 0}, {"area", false, 16},
                                        {"basin", false, 16},    {"supply", true, 0},
                                        {"used here", true, 0},  {"sent away", true, 0},
                                        {"credited", true, 0},   {"remaining", true, 0}};
    const tc_problem *problem = printing->problem;
    pool *pools = tc_mem_new(
        (size_t)problem->area_count * ((size_t)problem->basin_count + 1), sizeof *pools);
    if (!pools) {
        printing->out->failed = true;
        return;
    }
    tc_grid grid = {.columns = printing->language == TC_EN ? en : zh, .count = 8};
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        fill(printing, p, pools);
        put_pollutant(printing, p, pools, &grid);
    }
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "\n三、削减池（吨/年）\n\n",
                                                   "\n3. Pools (t/a)\n\n"));
    tc_grid_write(&grid, printing->out);
    tc_grid_free(&grid);
    tc_mem_drop(pools);
}
