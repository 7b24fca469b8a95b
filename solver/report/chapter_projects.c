/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/alloc.h"
#include "domain/order.h"
#include "domain/standing.h"
#include "report/chapter.h"

static const char *const KEYS[TC_POLLUTANTS] = {"PM",   "SO2", "NOx",
                                                "VOCs", "COD", "NH3-N"};

/* What it gets of a pollutant, and below it what it lacks. */
static void put_amount(tc_chapters *c, int project, int pollutant)
{
    const tc_grains credit = c->plan->credit[project * TC_POLLUTANTS + pollutant];
    const tc_grains missing =
        tc_need_of(c->problem, c->plan, project, pollutant) - credit;
    const bool needs = c->problem->projects[project].need[pollutant] > 0.0;
    tc_pair lacks = {0};
    if (missing > 0) {
        const tc_tonnes tonnes = tc_tonnes_of(c->problem, missing);
        tc_pair_say(&lacks, "缺 %s", "short %s", tonnes.text);
    }
    tc_outline_cell_marked(c->outline, missing > 0 ? "short" : NULL,
                           tc_said_as(needs ? tc_tonnes_of(c->problem, credit).text : ""),
                           tc_pair_said(c->outline, &lacks));
    tc_pair_free(&lacks);
}

static void put_project(tc_chapters *c, int project)
{
    const tc_project *about = &c->problem->projects[project];
    const tc_standing standing = tc_standing_of(c->problem, c->plan, project);
    const tc_standing_reason why = tc_standing_explain(c->problem, c->plan, project);
    char tier[16];
    (void)snprintf(tier, sizeof tier, "%d", about->tier);
    tc_outline_cell(c->outline, about->id);
    tc_outline_cell(c->outline, about->name);
    tc_outline_cell(c->outline, c->problem->areas[about->area].name);
    tc_outline_cell(c->outline, tier);
    tc_outline_cell(c->outline, tc_share_of(c->problem, c->plan, project).text);
    tc_outline_cell_marked(
        c->outline, tc_standing_word(standing),
        (tc_said){tc_standing_shown(standing, TC_ZH), tc_standing_shown(standing, TC_EN)},
        tc_said_as(""));
    for (int p = 0; p < TC_POLLUTANTS; p++)
        put_amount(c, project, p);
    tc_outline_cell_said(c->outline, (tc_said){why.zh, why.en});
}

void tc_chapter_projects(tc_chapters *c)
{
    enum { BEFORE = 6, COLUMNS = BEFORE + TC_POLLUTANTS + 1 };
    tc_outline_column columns[COLUMNS] = {
        {.key = "id", .heading = {"编号", "id"}, .row = true},
        {.key = "name", .heading = {"项目", "project"}},
        {.key = "area", .heading = {"区域", "area"}},
        {.key = "tier", .heading = {"层级", "tier"}, .number = true},
        {.key = "share", .heading = {"份额", "share"}, .number = true},
        {.key = "status", .heading = {"结果", "status"}},
    };
    int *order = tc_mem_new((size_t)c->problem->project_count, sizeof *order);
    if (!order) {
        c->outline->out->failed = true;
        return;
    }
    for (int p = 0; p < TC_POLLUTANTS; p++)
        columns[BEFORE + p] = (tc_outline_column){
            .key = KEYS[p], .heading = tc_said_as(tc_pollutants[p].id), .number = true};
    columns[COLUMNS - 1] = (tc_outline_column){
        .key = "reason", .heading = {"原因", "reason"}, .below = true};
    tc_order_by_rank(c->problem, order);
    tc_outline_chapter(c->outline, "projects", (tc_said){"五、项目", "5. Projects"});
    tc_outline_table(
        c->outline, "project-table",
        (tc_said){
            "项目与各污染物的抵扣量（吨/年），按层级和受理次序；“缺”为离全部满足所差",
            "projects and their credits by pollutant (t/a), by tier and date of "
            "acceptance; \"short\": of what it needs in full"},
        columns, COLUMNS);
    for (int k = 0; k < c->problem->project_count; k++)
        put_project(c, order[k]);
    tc_outline_table_end(c->outline);
    tc_outline_chapter_end(c->outline);
    tc_mem_drop(order);
}
