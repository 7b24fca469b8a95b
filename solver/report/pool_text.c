/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "report/grid.h"
#include "report/plan_text.h"
#include "report/pools.h"

static void put_row(const tc_printing *printing, const char *pollutant, const char *area,
                    const char *basin, const tc_pool *about, tc_grid *grid)
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

static void put_pollutant(const tc_printing *printing, int pollutant,
                          const tc_pools *pools, tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    const char *id = tc_pollutants[pollutant].id;
    char name[64];
    (void)snprintf(name, sizeof name, "%s %s", tc_pollutants[pollutant].zh, id);
    const char *shown = tc_printing_pick(printing, name, id);
    const tc_pool total = tc_pools_total(pools, pollutant);
    bool first = true;
    for (int k = 0; k < pools->count; k++) {
        const tc_pool *pool = &pools->list[k];
        if (pool->pollutant != pollutant)
            continue;
        put_row(printing, first ? shown : "", problem->areas[pool->area].name,
                pool->basin >= 0 ? problem->basins[pool->basin] : "", pool, grid);
        first = false;
    }
    if (!first)
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
    tc_pools pools;
    if (!tc_pools_find(printing->problem, printing->plan, &pools)) {
        printing->out->failed = true;
        tc_pools_free(&pools);
        return;
    }
    tc_grid grid = {.columns = printing->language == TC_EN ? en : zh, .count = 8};
    for (int p = 0; p < TC_POLLUTANTS; p++)
        put_pollutant(printing, p, &pools, &grid);
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "\n三、削减池（吨/年）\n\n",
                                                   "\n3. Pools (t/a)\n\n"));
    tc_grid_write(&grid, printing->out);
    tc_grid_free(&grid);
    tc_pools_free(&pools);
}
