/* sweeps_text.c — two sweeps beside each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "domain/sweep_change.h"
#include "report/glyph.h"
#include "report/grid.h"
#include "report/rules_text.h"
#include "report/summary_text.h"

typedef struct comparison {
    const tc_summary *before, *after;
    const tc_sweep_change *changes;
    bool zh;
    tc_buffer *out;
} comparison;

static const char *pick(const comparison *c, const char *zh, const char *en)
{
    return c->zh ? zh : en;
}

static void put_side(const comparison *c, const char *name, const tc_summary *s)
{
    tc_buffer_puts(c->out, name);
    (void)tc_glyph_puts(c->out, s->case_name, 0);
    tc_buffer_printf(c->out,
                     c->zh ? "；%s，轴 %d 个%s；情景 %" PRId64 " 个"
                           : "; %s, axes %d%s; scenarios %" PRId64,
                     tc_design_shown(s->design, c->zh ? TC_ZH : TC_EN), s->axis_count,
                     tc_seed_of(s, c->zh).text, tc_summary_taken(s));
    if (s->infeasible > 0)
        tc_buffer_printf(c->out, c->zh ? "，必保冲突 %" PRId64 : ", infeasible %" PRId64,
                         s->infeasible);
    if (s->failed > 0)
        tc_buffer_printf(c->out, c->zh ? "，没有算成 %" PRId64 : ", failed %" PRId64,
                         s->failed);
    tc_buffer_puts(c->out, "\n");
    if (s->relaxed)
        tc_buffer_puts(c->out,
                       pick(c, "    上界，不是决定：整体项目按可分割计算\n",
                            "    a bound, no decision: whole projects are taken as "
                            "divisible\n"));
}

static void put_heading(const comparison *c)
{
    int made_up = 0;
    for (int j = 0; j < c->before->project_count; j++)
        made_up += c->before->projects[j].illustrative;
    put_side(c, pick(c, "甲：", "A: "), c->before);
    put_side(c, pick(c, "乙：", "B: "), c->after);
    if (made_up > 0)
        tc_buffer_printf(c->out,
                         c->zh ? "示例项目：%d 个（共 %d 个）为虚构示例，不代表任何真实"
                                 "申请\n"
                               : "示例项目 illustrative: %d of %d projects are invented, "
                                 "and stand for no real application\n",
                         made_up, c->before->project_count);
    if (!tc_sweeps_ask_alike(c->before, c->after))
        tc_buffer_puts(
            c->out,
            pick(c,
                 "两次推演的设计、种子、情景数、轴或 --relax 不同：差别也可能由此而来"
                 "\n",
                 "the sweeps differ in design, seed, scenarios, axes or --relax: a "
                 "difference may come from that\n"));
}

static void put_class(const comparison *c, const tc_sweep_change *change, tc_grid *grid)
{
    const tc_language language = c->zh ? TC_ZH : TC_EN;
    char text[64];
    const char *was = tc_class_shown(change->before->class, language);
    const char *is = tc_class_shown(change->after->class, language);
    (void)snprintf(text, sizeof text, "%s → %s", was, is);
    tc_grid_cell(grid, change->class_changed ? text : is);
}

/* Percentage points, "0" only where there is no difference. */
static void put_points(double difference, tc_grid *grid)
{
    char text[32] = "0";
    const double points = difference * 100.0;
    if (points != 0.0)
        (void)snprintf(text, sizeof text, fabs(points) < 0.005 ? "%+.1g" : "%+.2f",
                       points);
    tc_grid_cell(grid, text);
}

static void put_project(const comparison *c, const tc_sweep_change *change, tc_grid *grid)
{
    const char *const words[][2] = {{"-", "-"}, {"不重叠", "apart"}, {"重叠", "overlap"}};
    tc_grid_cell(grid, change->before->id);
    tc_grid_cell(grid, change->before->name);
    put_class(c, change, grid);
    tc_grid_cell(grid, tc_frequency_of(change->before->frequency).text);
    tc_grid_cell(grid, tc_frequency_of(change->after->frequency).text);
    put_points(change->difference, grid);
    tc_grid_cell(grid, words[change->overlap][!c->zh]);
}

static void put_projects(const comparison *c)
{
    const tc_grid_column columns[] = {{pick(c, "项目", "project"), false, 0},
                                      {pick(c, "名称", "name"), false, 36},
                                      {pick(c, "类别", "class"), false, 0},
                                      {pick(c, "足额 甲", "served A"), true, 0},
                                      {pick(c, "乙", "B"), true, 0},
                                      {pick(c, "百分点", "points"), true, 0},
                                      {pick(c, "95 % 区间", "95 % intervals"), false, 0}};
    tc_grid grid = {.columns = columns, .count = 7};
    int same = 0, classes = 0;
    for (int j = 0; j < c->before->project_count; j++) {
        classes += c->changes[j].class_changed;
        if (tc_sweep_change_is_none(&c->changes[j]))
            same++;
        else
            put_project(c, &c->changes[j], &grid);
    }
    tc_buffer_printf(
        c->out,
        c->zh
            ? "\n项目 %d 个：类别变了 %d 个，类别没变而频率变了 %d 个，都没有变 %d 个\n"
            : "\nprojects %d: of another class %d, of the same class but served more or "
              "less often %d, the same %d\n",
        c->before->project_count, classes, c->before->project_count - classes - same,
        same);
    if (same < c->before->project_count)
        tc_grid_write(&grid, c->out);
    tc_grid_free(&grid);
}

static void put_figure(const char *name, const tc_figure *before, const tc_figure *after,
                       tc_grid *grid)
{
    const double was = before ? before->quantile[TC_QUANTILE_MEDIAN] : NAN;
    const double is = after ? after->quantile[TC_QUANTILE_MEDIAN] : NAN;
    tc_grid_cell(grid, name);
    tc_grid_cell(grid, tc_amount_of(was).text);
    tc_grid_cell(grid, tc_amount_of(is).text);
    tc_grid_cell(grid, tc_amount_of(is - was).text);
}

static void put_figures(const comparison *c)
{
    const tc_grid_column columns[] = {{pick(c, "中位数", "median"), false, 40},
                                      {pick(c, "甲", "A"), true, 0},
                                      {pick(c, "乙", "B"), true, 0},
                                      {pick(c, "乙 - 甲", "B - A"), true, 0}};
    tc_grid grid = {.columns = columns, .count = 4};
    for (int g = 0; g < c->before->goal_count; g++) {
        const tc_figure *goal = &c->before->goals[g];
        put_figure(tc_goal_title_of(goal->name, c->zh, false).text, goal,
                   tc_summary_goal(c->after, goal->name), &grid);
    }
    for (int g = 0; g < c->after->goal_count; g++)
        if (!tc_summary_goal(c->before, c->after->goals[g].name))
            put_figure(tc_goal_title_of(c->after->goals[g].name, c->zh, false).text, NULL,
                       &c->after->goals[g], &grid);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        char name[64];
        (void)snprintf(name, sizeof name, "%s%s", pick(c, "剩余 t/a ", "remaining t/a "),
                       tc_pollutants[p].id);
        put_figure(name, &c->before->remaining[p], &c->after->remaining[p], &grid);
    }
    tc_buffer_puts(c->out, "\n");
    tc_grid_write(&grid, c->out);
    tc_grid_free(&grid);
}

tc_code tc_summary_compare(const tc_summary *before, const tc_summary *after,
                           tc_language language, char **text, tc_error *error)
{
    tc_sweep_change *changes = NULL;
    const tc_code code = tc_sweep_changes_find(before, after, &changes, error);
    if (code != TC_OK)
        return code;
    tc_buffer out = {0};
    const comparison c = {before, after, changes, language == TC_ZH, &out};
    put_heading(&c);
    put_projects(&c);
    put_figures(&c);
    tc_buffer_printf(&out, "\n%s\n",
                     pick(&c, TC_FREQUENCY_CAUTION, TC_FREQUENCY_CAUTION_EN));
    tc_mem_drop(changes);
    return tc_text_give(&out, text, error);
}
