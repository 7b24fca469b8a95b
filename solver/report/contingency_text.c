/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/contingency_text.h"

#include <stdio.h>

static const char *pick(const tc_contingency_page *page, const char *zh, const char *en)
{
    return tc_printing_pick(&page->printing, zh, en);
}

void tc_amounts_write(const tc_problem *problem, const tc_grains amounts[TC_POLLUTANTS],
                      tc_buffer *out)
{
    bool any = false;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (amounts[p] > 0) {
            tc_buffer_printf(out, "%s%s %s", any ? ", " : "", tc_pollutants[p].id,
                             tc_tonnes_of(problem, amounts[p]).text);
            any = true;
        }
    if (!any)
        tc_buffer_puts(out, "-");
}

void tc_amounts_cell(const tc_problem *problem, const tc_grains amounts[TC_POLLUTANTS],
                     tc_grid *grid)
{
    tc_buffer said = {0};
    tc_amounts_write(problem, amounts, &said);
    tc_grid_cell(grid, said.text ? said.text : "");
    grid->failed = grid->failed || said.failed;
    tc_buffer_free(&said);
}

/* A standing, and how much where it is a part. */
static void write_standing(const tc_printing *printing, tc_standing standing,
                           double share, char *text, size_t size)
{
    const char *shown = tc_standing_shown(standing, printing->language);
    if (standing == TC_STANDING_PARTIAL)
        (void)snprintf(text, size, "%s %s", shown, tc_percent_of(share).text);
    else
        (void)snprintf(text, size, "%s", shown);
}

void tc_shift_cell(const tc_printing *printing, const tc_shift *shift, tc_grid *grid)
{
    char before[48], after[48], both[112];
    write_standing(printing, shift->before, shift->share_before, before, sizeof before);
    write_standing(printing, shift->after, shift->share_after, after, sizeof after);
    (void)snprintf(both, sizeof both, "%s → %s", before, after);
    tc_grid_cell(grid, both);
}

/* ---- each loss a line -------------------------------------------------------------- */

static void put_count(int count, tc_grid *grid)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%d", count);
    tc_grid_cell(grid, count > 0 ? text : "-");
}

static void put_new_plan(const tc_contingency_page *page, const tc_new_plan *plan,
                         tc_grid *grid)
{
    if (!plan->verified || plan->status == TC_PLAN_INFEASIBLE) {
        tc_grid_cell(grid, plan->verified ? pick(page, "没有方案", "no plan")
                                          : pick(page, "未复核", "not verified"));
        tc_grid_cell(grid, "");
        return;
    }
    put_count(plan->fall_count, grid);
    put_count(plan->gain_count, grid);
}

static void put_loss(const tc_contingency_page *page, const tc_loss *loss, tc_grid *grid)
{
    const tc_problem *problem = page->printing.problem;
    const tc_source *source = &problem->sources[loss->source];
    tc_grid_cell(grid, source->id);
    tc_grid_cell(grid, source->name);
    put_count(loss->uncovered_count, grid);
    put_new_plan(page, &loss->plan, grid);
    tc_grid_cell(grid, tc_day_write(source->available_from).text);
    tc_grid_cell(grid, loss->dated ? tc_day_write(loss->latest).text
                                   : pick(page, "不限", "any"));
    tc_amounts_cell(problem, loss->credited, grid);
}

void tc_losses_put(tc_contingency_page *page)
{
    static const tc_grid_column zh[] = {{"削减源", false, 16}, {"名称", false, 36},
                                        {"失去抵扣", true, 0}, {"少得", true, 0},
                                        {"多得", true, 0},     {"计划形成", false, 0},
                                        {"最迟", false, 0},    {"方案用量", false, 0}};
    static const tc_grid_column en[] = {{"source", false, 16},  {"name", false, 36},
                                        {"uncovered", true, 0}, {"fall", true, 0},
                                        {"gain", true, 0},      {"planned for", false, 0},
                                        {"latest", false, 0},   {"credited", false, 0}};
    tc_grid grid = {.columns = page->printing.language == TC_EN ? en : zh,
                    .count = sizeof zh / sizeof *zh};
    for (int k = 0; k < page->contingency->loss_count; k++)
        put_loss(page, &page->contingency->losses[k], &grid);
    tc_grid_write(&grid, page->printing.out);
    tc_grid_free(&grid);
}

/* ---- who is hit -------------------------------------------------------------------- */

static const tc_shift *shift_of(const tc_new_plan *plan, int project)
{
    for (int k = 0; k < plan->fall_count; k++)
        if (plan->falls[k].project == project)
            return &plan->falls[k];
    for (int k = 0; k < plan->gain_count; k++)
        if (plan->gains[k].project == project)
            return &plan->gains[k];
    return NULL;
}

/* A project that a loss hits: in uncovered, in the new plan, or in both. */
static void put_hit(const tc_contingency_page *page, const char *source, int project,
                    const tc_uncovered *lacks, const tc_shift *shift, tc_grid *grid)
{
    const tc_problem *problem = page->printing.problem;
    tc_grid_cell(grid, source);
    tc_grid_cell(grid, problem->projects[project].id);
    tc_grid_cell(grid, problem->projects[project].name);
    if (lacks)
        tc_amounts_cell(problem, lacks->missing, grid);
    else
        tc_grid_cell(grid, "");
    if (shift)
        tc_shift_cell(&page->printing, shift, grid);
    else
        tc_grid_cell(grid, "");
}

static void put_hits(const tc_contingency_page *page, const tc_loss *loss, tc_grid *grid)
{
    const char *source = page->printing.problem->sources[loss->source].id;
    const tc_new_plan *plan = &loss->plan;
    int count = 0;
    for (int k = 0; k < loss->uncovered_count; k++) {
        const tc_uncovered *lacks = &loss->uncovered[k];
        put_hit(page, count++ ? "" : source, lacks->project, lacks,
                shift_of(plan, lacks->project), grid);
    }
    for (int k = 0; k < plan->fall_count + plan->gain_count; k++) {
        const tc_shift *shift =
            k < plan->fall_count ? &plan->falls[k] : &plan->gains[k - plan->fall_count];
        if (!tc_loss_takes(loss, shift->project))
            put_hit(page, count++ ? "" : source, shift->project, NULL, shift, grid);
    }
}

void tc_harm_put(tc_contingency_page *page)
{
    static const tc_grid_column zh[] = {{"失效的源", false, 16},
                                        {"项目", false, 16},
                                        {"名称", false, 36},
                                        {"失去抵扣，缺（吨/年）", false, 0},
                                        {"重新求解", false, 0}};
    static const tc_grid_column en[] = {{"lost source", false, 16},
                                        {"project", false, 16},
                                        {"name", false, 36},
                                        {"uncovered, lacks (t/a)", false, 0},
                                        {"new plan", false, 0}};
    tc_grid grid = {.columns = page->printing.language == TC_EN ? en : zh,
                    .count = sizeof zh / sizeof *zh};
    for (int k = 0; k < page->contingency->loss_count; k++)
        put_hits(page, &page->contingency->losses[k], &grid);
    tc_grid_write(&grid, page->printing.out);
    tc_grid_free(&grid);
}

/* ---- two at once ------------------------------------------------------------------- */

static bool alone(const tc_contingency *contingency, int source, int project)
{
    for (int k = 0; k < contingency->loss_count; k++)
        if (contingency->losses[k].source == source)
            return tc_loss_takes(&contingency->losses[k], project);
    return false;
}

/* Ids of those that neither loss alone uncovers. */
static void put_together(const tc_contingency_page *page, const tc_loss *pair,
                         tc_grid *grid)
{
    const tc_problem *problem = page->printing.problem;
    tc_buffer ids = {0};
    for (int k = 0; k < pair->uncovered_count; k++) {
        const int j = pair->uncovered[k].project;
        if (!alone(page->contingency, pair->source, j) &&
            !alone(page->contingency, pair->second, j))
            tc_buffer_printf(&ids, "%s%s", ids.length ? ", " : "",
                             problem->projects[j].id);
    }
    if (!pair->verified)
        tc_buffer_puts(&ids, pick(page, "（未复核）", " (not verified)"));
    tc_grid_cell(grid, ids.text ? ids.text : "");
    grid->failed = grid->failed || ids.failed;
    tc_buffer_free(&ids);
}

void tc_pairs_put(tc_contingency_page *page)
{
    static const tc_grid_column zh[] = {{"削减源", false, 16},
                                        {"与", false, 16},
                                        {"失去抵扣", true, 0},
                                        {"单独失效都不会的", false, 0}};
    static const tc_grid_column en[] = {{"source", false, 16},
                                        {"and", false, 16},
                                        {"uncovered", true, 0},
                                        {"by neither alone", false, 0}};
    const tc_problem *problem = page->printing.problem;
    tc_grid grid = {.columns = page->printing.language == TC_EN ? en : zh,
                    .count = sizeof zh / sizeof *zh};
    for (int k = 0; k < page->contingency->both_count; k++) {
        const tc_loss *pair = &page->contingency->both[k];
        tc_grid_cell(&grid, problem->sources[pair->source].id);
        tc_grid_cell(&grid, problem->sources[pair->second].id);
        put_count(pair->uncovered_count, &grid);
        put_together(page, pair, &grid);
    }
    tc_grid_write(&grid, page->printing.out);
    tc_grid_free(&grid);
}
