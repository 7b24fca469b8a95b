/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "domain/standing.h"
#include "report/chapter.h"

/* One pollutant of one area. */
typedef struct balance {
    tc_grains need, credited; /* of its projects, in credits */
    tc_grains supply, own, exported, imported;
} balance;

static void add_projects(const tc_chapters *c, balance *all)
{
    for (int j = 0; j < c->problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            balance *at = &all[c->problem->projects[j].area * TC_POLLUTANTS + p];
            at->need += tc_need_of(c->problem, c->plan, j, p);
            at->credited += c->plan->credit[j * TC_POLLUTANTS + p];
            at->imported += c->sums->pooled[j * TC_POLLUTANTS + p];
        }
}

static void add_pools(const tc_chapters *c, balance *all)
{
    for (int k = 0; k < c->pools->count; k++) {
        const tc_pool *pool = &c->pools->list[k];
        balance *at = &all[pool->area * TC_POLLUTANTS + pool->pollutant];
        at->supply += pool->supply;
        at->own += pool->own;
        at->exported += pool->pooled;
    }
}

static void put_balance(tc_chapters *c, int area, int pollutant, const balance *about)
{
    const tc_grains grains[] = {about->need,
                                about->credited,
                                about->need - about->credited,
                                about->supply,
                                about->own,
                                about->exported,
                                about->imported,
                                about->supply - about->own - about->exported};
    tc_outline_cell(c->outline, c->problem->areas[area].name);
    tc_outline_cell(c->outline, tc_pollutants[pollutant].id);
    for (size_t k = 0; k < sizeof grains / sizeof *grains; k++)
        tc_outline_cell(c->outline, tc_tonnes_of(c->problem, grains[k]).text);
}

static void put_balances(tc_chapters *c, const balance *all)
{
    static const tc_outline_column columns[] = {
        {.key = "area", .heading = {"区域", "area"}},
        {.key = "pollutant", .heading = {"污染物", "pollutant"}},
        {.key = "need", .heading = {"项目需要", "needed"}, .number = true},
        {.key = "credited", .heading = {"已抵扣", "credited"}, .number = true},
        {.key = "short", .heading = {"尚缺", "short"}, .number = true},
        {.key = "supply", .heading = {"本区域供给", "own supply"}, .number = true},
        {.key = "own", .heading = {"用于本区域", "used here"}, .number = true},
        {.key = "exported", .heading = {"调出", "sent away"}, .number = true},
        {.key = "imported", .heading = {"调入", "brought in"}, .number = true},
        {.key = "remaining", .heading = {"剩余", "remaining"}, .number = true},
    };
    static const balance nothing = {0};
    tc_outline_table(c->outline, "area-table",
                     (tc_said){"各区域收支（吨/年）", "balance of each area (t/a)"},
                     columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < c->problem->area_count * TC_POLLUTANTS; k++)
        if (memcmp(&all[k], &nothing, sizeof nothing) != 0)
            put_balance(c, k / TC_POLLUTANTS, k % TC_POLLUTANTS, &all[k]);
    tc_outline_table_end(c->outline);
}

void tc_chapter_areas(tc_chapters *c)
{
    balance *all =
        tc_mem_new((size_t)c->problem->area_count * TC_POLLUTANTS, sizeof *all);
    if (!all) {
        c->outline->out->failed = true;
        return;
    }
    add_projects(c, all);
    add_pools(c, all);
    tc_outline_chapter(c->outline, "areas",
                       (tc_said){"四、各区域", "4. Areas by pollutants"});
    tc_outline_figure(
        c->outline, "area-chart",
        (tc_said){"各区域项目的需要有多少得到满足（图中数字同下表）",
                  "how much of what the projects of an area need is covered "
                  "(as the table has it)"});
    put_balances(c, all);
    if (c->problem->exchange_count > 0)
        tc_outline_paragraph(
            c->outline, "note",
            (tc_said){
                "调入、调出和用于本区域的吨数按削减源计；按折算系数折算后抵足所需。",
                "brought in, sent away and used here are tonnes at the source; by "
                "the exchange factors they cover what is credited."});
    tc_outline_chapter_end(c->outline);
    tc_mem_drop(all);
}
