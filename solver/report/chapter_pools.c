/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chapter.h"

static void put_pool(tc_chapters *c, const tc_pool *pool)
{
    const tc_grains credited = pool->own + pool->pooled;
    const tc_grains grains[] = {pool->printed - pool->supply, pool->supply, pool->own,
                                pool->pooled, pool->supply - credited};
    tc_outline_cell(c->outline, tc_pollutants[pool->pollutant].id);
    tc_outline_cell(c->outline, c->problem->areas[pool->area].name);
    tc_outline_cell(c->outline, pool->basin >= 0 ? c->problem->basins[pool->basin] : "");
    for (size_t k = 0; k < sizeof grains / sizeof *grains; k++)
        tc_outline_cell(c->outline, tc_tonnes_of(c->problem, grains[k]).text);
}

static void put_pools(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "pollutant", .heading = {"污染物", "pollutant"}},
        {.key = "area", .heading = {"区域", "area"}},
        {.key = "basin", .heading = {"流域", "basin"}},
        {.key = "withheld", .heading = {"未计入", "withheld"}, .number = true},
        {.key = "supply", .heading = {"供给", "supply"}, .number = true},
        {.key = "own", .heading = {"本区域用", "used here"}, .number = true},
        {.key = "pooled", .heading = {"调往他区", "sent away"}, .number = true},
        {.key = "remaining", .heading = {"剩余", "remaining"}, .number = true},
    };
    tc_outline_table(c->outline, "pool-table",
                     (tc_said){"削减池（吨/年）：一个区域、一个流域的全部削减源",
                               "pools (t/a): all sources of an area and a basin"},
                     columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < c->pools->count; k++)
        put_pool(c, &c->pools->list[k]);
    tc_outline_table_end(c->outline);
}

void tc_chapter_pools(tc_chapters *c)
{
    tc_outline_chapter(c->outline, "pools",
                       (tc_said){"三、削减池与流向", "3. Pools and flows"});
    tc_outline_figure(
        c->outline, "pool-chart",
        (tc_said){"各削减池：供给用在哪里（图中数字同下表）",
                  "where the supply of each pool goes (as the table has it)"});
    put_pools(c);
    tc_outline_figure(
        c->outline, "flow-chart",
        (tc_said){"从削减源到项目（图中数字同附表“抵扣”）",
                  "from sources to projects (as the annex of credits has it)"});
    tc_outline_chapter_end(c->outline);
}
