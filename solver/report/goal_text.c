/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "domain/standing.h"
#include "report/grid.h"
#include "report/plan_text.h"

enum { WORDS = TC_GOAL_WORDS };

void tc_value_write(double value, double most, char out[32])
{
    double millionths = floor(value * 1e6 + 0.5);
    if (value < most - 1e-9 && millionths >= most * 1e6)
        millionths = floor(value * 1e6);
    (void)snprintf(out, 32, "%.6f", millionths / 1e6);
    size_t length = strlen(out);
    while (out[length - 1] == '0')
        out[--length] = '\0';
    if (out[length - 1] == '.')
        out[length - 1] = '\0';
}

static const tc_level *level_of(const tc_plan *plan, int goal, tc_level_kind kind)
{
    for (int k = 0; k < plan->level_count; k++)
        if (plan->levels[k].goal == goal && plan->levels[k].kind == kind)
            return &plan->levels[k];
    return NULL;
}

/* What a goal is about: how many projects, and the most that it could reach. */
typedef struct measure {
    double most;
    int projects, wholly; /* wholly: served by their own area alone */
    int standing[TC_STANDING_NONE + 1];
} measure;

static measure measure_goal(const tc_printing *printing, const tc_goal *goal)
{
    const tc_problem *problem = printing->problem;
    measure found = {.most = 0.0};
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const bool meant = goal->kind == TC_GOAL_GUARANTEE_LOCAL
                               ? project->local_key
                               : project->tier == goal->tier;
        if (!meant)
            continue;
        found.most += project->weight;
        found.projects++;
        found.wholly += printing->plan->own_share[j] >= 1.0;
        found.standing[tc_standing_of(problem, printing->plan, j)]++;
    }
    return found;
}

static void title_goal(const tc_printing *printing, const tc_goal *goal,
                       char words[WORDS])
{
    static const char *const titles[] = {"属地保障", "", "先来先得", "少跨区域"};
    const char *name = goal->name ? goal->name : "";
    if (printing->language == TC_EN)
        (void)snprintf(words, WORDS, "%s", name);
    else if (goal->kind == TC_GOAL_TIER)
        (void)snprintf(words, WORDS, "第 %d 层 %s", goal->tier, name);
    else
        (void)snprintf(words, WORDS, "%s %s", titles[goal->kind], name);
}

static void append(char words[WORDS], const char *more)
{
    const size_t used = strlen(words);
    (void)snprintf(words + used, WORDS - used, "%s", more);
}

static void explain_tier(const tc_printing *printing, int goal, const measure *found,
                         char words[WORDS])
{
    const bool en = printing->language == TC_EN;
    const tc_level *least = level_of(printing->plan, goal, TC_LEVEL_SMALLEST_SHARE);
    (void)snprintf(words, WORDS, en ? "projects %d:" : "项目 %d 个：", found->projects);
    bool first = true;
    for (int k = 0; k <= TC_STANDING_NONE; k++) {
        if (found->standing[k] == 0)
            continue;
        char part[64];
        (void)snprintf(part, sizeof part, "%s%s %d",
                       first ? (en ? " " : "")
                       : en  ? ", "
                             : "，",
                       tc_standing_shown((tc_standing)k, printing->language),
                       found->standing[k]);
        append(words, part);
        first = false;
    }
    if (!least)
        return;
    append(words, en ? "; least share of an area " : "；各区域最低份额 ");
    append(words, tc_percent_of(least->value).text);
}

static bool is_about_projects(const tc_goal *goal)
{
    return goal->kind == TC_GOAL_GUARANTEE_LOCAL || goal->kind == TC_GOAL_TIER;
}

static void explain_goal(const tc_printing *printing, int goal, const measure *found,
                         char words[WORDS])
{
    const tc_goal *about = &printing->problem->goals[goal];
    const bool en = printing->language == TC_EN;
    if (printing->plan->relaxed)
        words[0] = '\0'; /* who is served would look like a decision */
    else if (is_about_projects(about) && found->projects == 0)
        (void)snprintf(words, WORDS, "%s", en ? "no such project" : "没有这样的项目");
    else if (about->kind == TC_GOAL_TIER)
        explain_tier(printing, goal, found, words);
    else if (about->kind == TC_GOAL_GUARANTEE_LOCAL)
        (void)snprintf(
            words, WORDS,
            en ? "local key projects %d: wholly on sources of their own area %d"
               : "属地重点项目 %d 个：全由本区域保障 %d",
            found->projects, found->wholly);
    else if (about->kind == TC_GOAL_FIRST_COME)
        (void)snprintf(words, WORDS,
                       en ? "decided among projects: %d" : "由它决定的项目 %d 个",
                       printing->plan->tie_count);
    else
        (void)snprintf(words, WORDS, "%s",
                       en ? "tonnes across areas, each over the supply of its pollutant"
                          : "跨区域的吨数，各按该污染物总供给折算后合计");
}

tc_goal_cells tc_goal_cells_of(const tc_printing *printing, int goal)
{
    const tc_goal *about = &printing->problem->goals[goal];
    const tc_level *total = level_of(printing->plan, goal, TC_LEVEL_TOTAL);
    const measure found = measure_goal(printing, about);
    const bool has_most = is_about_projects(about);
    tc_goal_cells cells = {.value = ""};
    (void)snprintf(cells.number, sizeof cells.number, "%d", goal + 1);
    title_goal(printing, about, cells.title);
    explain_goal(printing, goal, &found, cells.remark);
    if (total)
        tc_value_write(fabs(total->value), has_most ? found.most : HUGE_VAL, cells.value);
    if (has_most)
        tc_value_write(found.most, found.most, cells.most);
    tc_bound_cells(printing, goal, &cells);
    return cells;
}

static void put_goal(const tc_printing *printing, int goal, tc_grid *grid)
{
    const tc_goal_cells cells = tc_goal_cells_of(printing, goal);
    tc_grid_cell(grid, cells.number);
    tc_grid_cell(grid, cells.title);
    tc_grid_cell(grid, cells.value);
    if (printing->plan->whole) {
        tc_grid_cell(grid, cells.bound);
        tc_grid_cell(grid, cells.gap);
        tc_grid_cell(grid, cells.nodes);
    }
    tc_grid_cell(grid, cells.most);
    tc_grid_cell(grid, cells.remark);
}

/* Every tie is disclosed by name: model.md §3. */
static void put_ties(tc_printing *printing)
{
    const tc_problem *problem = printing->problem;
    const tc_plan *plan = printing->plan;
    if (plan->tie_count == 0)
        return;
    const char **ids = tc_mem_new((size_t)plan->tie_count, sizeof *ids);
    if (!ids) {
        printing->out->failed = true;
        return;
    }
    for (int k = 0; k < plan->tie_count; k++)
        ids[k] = problem->projects[plan->ties[k]].id;
    tc_buffer_puts(printing->out,
                   tc_problem_has_goal(problem, TC_GOAL_FIRST_COME)
                       ? tc_printing_pick(printing, "同等条件，先受理先得：\n",
                                          "tied, and decided by date of acceptance:\n")
                       : tc_printing_pick(printing, "同等条件，按编号：\n",
                                          "tied, and decided by id:\n"));
    tc_words_put(printing, ids, plan->tie_count);
    tc_mem_drop(ids);
}

/* Tonnes that cross areas, by pollutant. */
static void put_crossing(tc_printing *printing)
{
    const tc_problem *problem = printing->problem;
    tc_grains crossing[TC_POLLUTANTS] = {0};
    char amounts[TC_POLLUTANTS][64];
    const char *words[TC_POLLUTANTS];
    int count = 0;
    for (int k = 0; k < printing->plan->credit_count; k++) {
        const tc_credit *credit = &printing->plan->credits[k];
        if (tc_is_pooled(problem, credit->source, credit->project))
            crossing[credit->pollutant] += credit->grains;
    }
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (crossing[p] != 0) {
            (void)snprintf(amounts[count], sizeof amounts[count], "%s %s",
                           tc_pollutants[p].id, tc_tonnes_of(problem, crossing[p]).text);
            words[count] = amounts[count];
            count++;
        }
    tc_buffer_puts(printing->out,
                   count > 0 ? tc_printing_pick(printing, "跨区域统筹（吨/年）：\n",
                                                "across areas (t/a):\n")
                             : tc_printing_pick(printing, "没有跨区域统筹。\n",
                                                "nothing crosses areas.\n"));
    if (count > 0)
        tc_words_put(printing, words, count);
}

/* The columns between what is reached and the most there could be, for searches. */
enum { BOUND_COLUMNS = 3, ALL_COLUMNS = 5 + BOUND_COLUMNS };

static const tc_grid_column ZH[ALL_COLUMNS] = {
    {"次序", true, 0}, {"目标", false, 40}, {"达到", true, 0}, {"最好不过", true, 0},
    {"差距", true, 0}, {"节点", true, 0},   {"最多", true, 0}, {"说明", false, 0}};
static const tc_grid_column EN[ALL_COLUMNS] = {
    {"order", true, 0}, {"goal", false, 40}, {"reached", true, 0}, {"bound", true, 0},
    {"gap", true, 0},   {"nodes", true, 0},  {"most", true, 0},    {"remark", false, 0}};

static void put_table(tc_printing *printing)
{
    const tc_grid_column *all = printing->language == TC_EN ? EN : ZH;
    tc_grid_column columns[ALL_COLUMNS];
    int count = 0;
    for (int k = 0; k < ALL_COLUMNS; k++)
        if (printing->plan->whole || k < 3 || k >= 3 + BOUND_COLUMNS)
            columns[count++] = all[k];
    if (printing->plan->relaxed)
        columns[2].heading = tc_printing_pick(printing, "不超过", "at most");
    tc_grid grid = {.columns = columns, .count = count};
    for (int g = 0; g < printing->problem->goal_count; g++)
        put_goal(printing, g, &grid);
    tc_grid_write(&grid, printing->out);
    tc_grid_free(&grid);
}

void tc_goals_put(tc_printing *printing)
{
    tc_buffer_puts(printing->out,
                   tc_printing_pick(printing, "\n一、目标（在前的绝不为在后的让步）\n\n",
                                    "\n1. Goals, in strict order\n\n"));
    put_table(printing);
    tc_bounds_put(printing);
    put_ties(printing);
    put_crossing(printing);
}

void tc_relaxed_put(tc_printing *printing)
{
    tc_buffer_puts(
        printing->out,
        tc_printing_pick(
            printing,
            "\n上界，不是决定：整体项目在此按可分割计算，谁获批准并未决定。\n"
            "没有方案能超过第一个目标的数字；其后每一个，没有方案在前面各目标都达到时能超"
            "过。\n\n",
            "\nA bound, no decision: whole projects are taken as divisible here, and who "
            "is approved is not decided.\nNo plan can serve more than the first goal "
            "says; and of each goal behind it, no plan that reaches all before it.\n\n"));
    put_table(printing);
}
