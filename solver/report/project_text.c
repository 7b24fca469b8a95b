/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/alloc.h"
#include "domain/order.h"
#include "domain/standing.h"
#include "report/grid.h"
#include "report/plan_text.h"

/* Tonnes at the source, index project * TC_POLLUTANTS + pollutant. */
typedef struct drawn {
    tc_grains *own, *pooled;
} drawn;

static void add_up(const tc_printing *printing, drawn *sums)
{
    const tc_plan *plan = printing->plan;
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        tc_grains *of = tc_is_pooled(printing->problem, credit->source, credit->project)
                            ? sums->pooled
                            : sums->own;
        of[credit->project * TC_POLLUTANTS + credit->pollutant] += credit->grains;
    }
}

/* The cells of one pollutant, to the end of the row. */
static void put_amounts(const tc_printing *printing, const drawn *sums, int project,
                        int pollutant, tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    const int at = project * TC_POLLUTANTS + pollutant;
    const tc_grains credit = printing->plan->credit[at];
    const tc_grains need = tc_need_of(problem, printing->plan, project, pollutant);
    tc_grid_cell(grid, tc_pollutants[pollutant].id);
    tc_grid_cell(grid, tc_tonnes_of(problem, need).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, sums->own[at]).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, sums->pooled[at]).text);
    tc_grid_cell(grid, tc_tonnes_of(problem, need - credit).text);
}

static void put_project(const tc_printing *printing, const drawn *sums, int project,
                        tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    const tc_project *about = &problem->projects[project];
    const tc_standing standing = tc_standing_of(problem, printing->plan, project);
    tc_grid_cell(grid, about->id);
    tc_grid_cell(grid, about->name);
    tc_grid_cell(grid, problem->areas[about->area].name);
    tc_grid_cell(grid, tc_share_of(problem, printing->plan, project).text);
    tc_grid_cell(grid, tc_standing_shown(standing, printing->language));
    bool first = true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(about->need[p] > 0.0))
            continue;
        for (int c = 0; !first && c < 5; c++)
            tc_grid_cell(grid, "");
        put_amounts(printing, sums, project, p, grid);
        first = false;
    }
    tc_grid_end_row(grid); /* of a project that needs nothing */
    const tc_standing_reason why = tc_standing_explain(problem, printing->plan, project);
    const char *reason = tc_printing_pick(printing, why.zh, why.en);
    if (*reason)
        tc_sentence_put(grid, tc_printing_pick(printing, "    原因：", "    reason: "),
                        reason, TC_LINE_COLUMNS);
}

static void put_tier(const tc_printing *printing, int tier, tc_grid *grid)
{
    int count = 0;
    for (int j = 0; j < printing->problem->project_count; j++)
        count += printing->problem->projects[j].tier == tier;
    char line[64];
    (void)snprintf(line, sizeof line,
                   printing->language == TC_EN ? "Tier %d, projects %d"
                                               : "第 %d 层，项目 %d 个",
                   tier, count);
    tc_grid_line(grid, line);
}

static void put_table(tc_printing *printing, const drawn *sums, const int *order)
{
    static const tc_grid_column zh[] = {{"编号", false, 16}, {"项目", false, 28},
                                        {"区域", false, 12}, {"份额", true, 0},
                                        {"结果", false, 0},  {"污染物", false, 0},
                                        {"需要", true, 0},   {"本区域", true, 0},
                                        {"统筹", true, 0},   {"尚缺", true, 0}};
    static const tc_grid_column en[] = {{"id", false, 16},    {"project", false, 28},
                                        {"area", false, 12},  {"share", true, 0},
                                        {"status", false, 0}, {"pollutant", false, 0},
                                        {"needed", true, 0},  {"own area", true, 0},
                                        {"pool", true, 0},    {"short", true, 0}};
    tc_grid grid = {.columns = printing->language == TC_EN ? en : zh, .count = 10};
    const tc_problem *problem = printing->problem;
    for (int k = 0; k < problem->project_count; k++) {
        const int tier = problem->projects[order[k]].tier;
        if (k == 0 || tier != problem->projects[order[k - 1]].tier)
            put_tier(printing, tier, &grid);
        put_project(printing, sums, order[k], &grid);
    }
    tc_grid_write(&grid, printing->out);
    tc_grid_free(&grid);
}

void tc_projects_put(tc_printing *printing)
{
    const tc_problem *problem = printing->problem;
    const size_t cells = (size_t)problem->project_count * TC_POLLUTANTS;
    int *order = tc_mem_new((size_t)problem->project_count, sizeof *order);
    drawn sums = {tc_mem_new(cells, sizeof *sums.own),
                  tc_mem_new(cells, sizeof *sums.pooled)};
    tc_buffer_puts(
        printing->out,
        tc_printing_pick(printing, "\n二、项目（吨/年；需要 = 替代倍数 × 排放量）\n\n",
                         "\n2. Projects (t/a; needed = ratio × emission)\n\n"));
    if (order && sums.own && sums.pooled) {
        tc_order_by_rank(problem, order);
        add_up(printing, &sums);
        put_table(printing, &sums, order);
    } else {
        printing->out->failed = true;
    }
    if (problem->exchange_count > 0)
        tc_buffer_puts(printing->out,
                       tc_printing_pick(
                           printing,
                           "本区域、统筹的吨数按削减源计；按折算系数折算后抵足所需。\n",
                           "own area and pool are tonnes at the source; by the exchange "
                           "factors they cover what is credited.\n"));
    tc_mem_drop(order);
    tc_mem_drop(sums.own);
    tc_mem_drop(sums.pooled);
}
