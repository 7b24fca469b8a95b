/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "domain/edge_words.h"
#include "report/grid.h"
#include "report/summary_text.h"

enum { GOALS_SHOWN = 6, AXES_SHOWN = 12 };

/* Less than this is noise of the estimate in any sample of ours. */
static const double EFFECT_SHOWN = 0.005;

static const tc_axis_effect *effect_at(const tc_summary *summary, int goal, int axis)
{
    return &summary->effects[(ptrdiff_t)goal * summary->axis_count + axis];
}

static double weight_of(const tc_summary *summary, const tc_axis_effect *effect)
{
    const double weight = summary->method == TC_EFFECT_SALTELLI ? effect->total
                          : summary->method == TC_EFFECT_NONE   ? fabs(effect->rank)
                                                                : effect->first;
    return isfinite(weight) ? weight : 0.0;
}

static double largest(const tc_summary *summary, int axis)
{
    double most = 0.0;
    for (int g = 0; g < summary->goal_count; g++)
        most = fmax(most, weight_of(summary, effect_at(summary, g, axis)));
    return most;
}

/* The axes by what they mean to the goal for which they mean most. */
static void sort_axes(const tc_summary *summary, int *order)
{
    for (int a = 0; a < summary->axis_count; a++) {
        int at = a;
        for (; at > 0 && largest(summary, order[at - 1]) < largest(summary, a); at--)
            order[at] = order[at - 1];
        order[at] = a;
    }
}

static void put_effect(const tc_sweep_printing *p, const tc_axis_effect *effect,
                       tc_grid *grid)
{
    char text[48] = "-";
    const double first = fmax(effect->first, 0.0) * 100.0;
    if (p->summary->method == TC_EFFECT_NONE && isfinite(effect->rank))
        (void)snprintf(text, sizeof text, "%+.2f", effect->rank);
    else if (p->summary->method == TC_EFFECT_SALTELLI && isfinite(effect->total))
        (void)snprintf(text, sizeof text, "%.1f / %.1f %%", first, effect->total * 100.0);
    else if (isfinite(effect->first))
        (void)snprintf(text, sizeof text, "%.1f %%", first);
    tc_grid_cell(grid, text);
}

static void put_row(const tc_sweep_printing *p, int axis, int goals, tc_grid *grid)
{
    tc_buffer name = {0};
    tc_axis_write(&p->summary->axes[axis], p->zh ? TC_ZH : TC_EN, &name);
    tc_grid_cell(grid, name.failed ? "" : name.text);
    grid->failed = grid->failed || name.failed;
    tc_buffer_free(&name);
    for (int g = 0; g < goals; g++)
        put_effect(p, effect_at(p->summary, g, axis), grid);
}

static void put_table(const tc_sweep_printing *p, const int *order)
{
    static const char *const zh[] = {
        "各轴与目标的等级相关（-1 至 1）",
        "各轴在目标方差中所占的份额：一阶 / 总（Saltelli 设计）",
        "各轴在目标方差中所占的份额：一阶，网格上的准确值",
        "各轴在目标方差中所占的份额：一阶，按样本分箱估计"};
    static const char *const en[] = {
        "rank correlation of each axis with the goals (-1 to 1)",
        "share of each axis in the variance of the goals: first-order / total (Saltelli)",
        "share of each axis in the variance of the goals: first-order, exact on the grid",
        "share of each axis in the variance of the goals: first-order, binned sample"};
    const tc_summary *s = p->summary;
    const int goals = s->goal_count < GOALS_SHOWN ? s->goal_count : GOALS_SHOWN;
    tc_grid_column columns[GOALS_SHOWN + 1] = {
        {tc_sweep_pick(p, "轴", "axis"), false, 40}};
    tc_goal_title titles[GOALS_SHOWN];
    for (int g = 0; g < goals; g++) {
        titles[g] = tc_goal_title_of(s->goals[g].name, p->zh, true);
        columns[g + 1] = (tc_grid_column){titles[g].text, true, 0};
    }
    tc_grid grid = {.columns = columns, .count = goals + 1};
    int shown = 0;
    while (shown < s->axis_count && shown < AXES_SHOWN &&
           largest(s, order[shown]) >= EFFECT_SHOWN)
        put_row(p, order[shown++], goals, &grid);
    tc_buffer_printf(p->out, "\n%s\n", p->zh ? zh[s->method] : en[s->method]);
    tc_grid_write(&grid, p->out);
    tc_grid_free(&grid);
    if (shown < s->axis_count)
        tc_buffer_printf(p->out,
                         p->zh ? "另有 %d 个轴影响更小\n" : "axes that matter less: %d\n",
                         s->axis_count - shown);
}

void tc_sweep_axes_put(const tc_sweep_printing *p)
{
    const tc_summary *s = p->summary;
    double most = 0.0;
    int *order = tc_mem_new((size_t)s->axis_count, sizeof *order);
    if (!order) {
        p->out->failed = true;
        return;
    }
    sort_axes(s, order);
    for (int a = 0; a < s->axis_count; a++)
        most = fmax(most, largest(s, a));
    if (most > EFFECT_SHOWN)
        put_table(p, order);
    tc_mem_drop(order);
}
