/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "domain/edge_words.h"
#include "report/grid.h"
#include "report/plan_text.h"
#include "report/summary_text.h"

/* The tables are hardly wider. */
enum { LINE_COLUMNS = 100 };

/* The axis that a project's share goes with most, -1 where none is known. */
static int leading_axis(const tc_summary *summary, int project)
{
    const tc_axis_effect *effects =
        summary->effects +
        (ptrdiff_t)(summary->goal_count + project) * summary->axis_count;
    int best = -1;
    for (int a = 0; a < summary->axis_count; a++)
        if (isfinite(effects[a].rank) &&
            (best < 0 || fabs(effects[a].rank) > fabs(effects[best].rank)))
            best = a;
    return best;
}

static void put_no_rule(const tc_sweep_printing *p, int project, tc_buffer *line)
{
    const int axis = leading_axis(p->summary, project);
    tc_buffer_puts(line, tc_sweep_pick(p, "没有简单的规则", "no simple rule"));
    if (axis < 0)
        return;
    tc_buffer_puts(line, tc_sweep_pick(p, "；最相关的轴：", "; it goes most with "));
    tc_axis_write(&p->summary->axes[axis], p->zh ? TC_ZH : TC_EN, line);
}

static void put_rule(const tc_sweep_printing *p, int project, tc_buffer *line)
{
    const tc_project_summary *about = &p->summary->projects[project];
    tc_edge_rule_write(p->summary, about, p->zh ? TC_ZH : TC_EN, line);
    const tc_percent coverage = tc_percent_of(tc_edge_rule_coverage(&about->rule));
    const tc_percent precision = tc_percent_of(tc_edge_rule_precision(&about->rule));
    const bool partly = about->partly > 0;
    if (p->zh)
        tc_buffer_printf(line, "（解释了%s情形的 %s；符合的情景中 %s %s）",
                         partly ? "不足额" : "落选", coverage.text, precision.text,
                         partly ? "不足额" : "落选");
    else
        tc_buffer_printf(line,
                         " (explains %s of such scenarios; of those that match, %s are "
                         "such)",
                         coverage.text, precision.text);
}

/* What is to be said of a project at the edge. */
static void put_why(const tc_sweep_printing *p, int project, tc_grid *grid)
{
    const tc_project_summary *about = &p->summary->projects[project];
    tc_buffer line = {0};
    if (about->unsure)
        tc_buffer_puts(&line, tc_sweep_pick(p, "情景太少，区间跨过了界线；",
                                            "too few scenarios: the interval crosses the "
                                            "threshold; "));
    if (about->rule.condition_count > 0)
        put_rule(p, project, &line);
    else
        put_no_rule(p, project, &line);
    if (!line.failed)
        tc_sentence_put(grid, "    ", line.text, LINE_COLUMNS);
    grid->failed = grid->failed || line.failed;
    tc_buffer_free(&line);
}

static void put_project(const tc_sweep_printing *p, int project, bool interval,
                        tc_grid *grid)
{
    const tc_project_summary *about = &p->summary->projects[project];
    const bool known = isfinite(about->frequency);
    tc_grid_cell(grid, about->id);
    tc_grid_cell(grid, about->name);
    tc_grid_cell(grid, tc_class_shown(about->class, p->zh ? TC_ZH : TC_EN));
    tc_grid_cell(grid, tc_frequency_of(about->frequency).text);
    if (interval)
        tc_grid_cell(grid, tc_interval_of(about->low, about->high).text);
    tc_grid_cell(grid, tc_frequency_of(about->mean_share).text);
    if (about->class == TC_CLASS_EDGE && known)
        put_why(p, project, grid);
}

static void put_classes(const tc_sweep_printing *p)
{
    int counts[TC_CLASSES] = {0};
    for (int j = 0; j < p->summary->project_count; j++)
        counts[p->summary->projects[j].class]++;
    tc_buffer_printf(p->out,
                     p->zh ? "\n项目 %d 个：稳过 %d（至少 %g %% 的情景足额），稳不过 "
                             "%d（至多 %g %%），边缘 %d\n"
                           : "\nprojects %d: safe %d (fully served in at least %g %%), "
                             "lost %d (in at most %g %%), edge %d\n",
                     p->summary->project_count, counts[TC_CLASS_SAFE],
                     TC_CLASS_SAFE_FROM * 100.0, counts[TC_CLASS_LOST],
                     TC_CLASS_LOST_UNTIL * 100.0, counts[TC_CLASS_EDGE]);
}

void tc_sweep_projects_put(const tc_sweep_printing *p)
{
    const tc_interval_kind kind = tc_design_interval(p->summary->design);
    const bool interval = kind != TC_INTERVAL_NONE || p->summary->failed > 0;
    const tc_grid_column columns[] = {
        {tc_sweep_pick(p, "项目", "project"), false, 0},
        {tc_sweep_pick(p, "名称", "name"), false, 36},
        {tc_sweep_pick(p, "类别", "class"), false, 0},
        {tc_sweep_pick(p, "足额", "served"), true, 0},
        {tc_sweep_pick(p, "平均份额", "mean share"), true, 0},
        {tc_sweep_pick(p, "平均份额", "mean share"), true, 0}};
    tc_grid_column used[6];
    for (int c = 0; c < 6; c++)
        used[c] = columns[c];
    if (interval)
        used[4].heading = tc_sweep_pick(p, "95 % 区间", "95 % interval");
    tc_grid grid = {.columns = used, .count = interval ? 6 : 5};
    put_classes(p);
    for (int j = 0; j < p->summary->project_count; j++)
        put_project(p, j, interval, &grid);
    tc_grid_write(&grid, p->out);
    tc_grid_free(&grid);
    if (p->summary->sample < tc_summary_judged(p->summary))
        tc_buffer_printf(p->out,
                         p->zh ? "规则按 %" PRId64 " 个情景的样本找出并统计\n"
                               : "rules are found and counted on a sample of %" PRId64
                                 " scenarios\n",
                         p->summary->sample);
    if (kind == TC_INTERVAL_APPROXIMATE)
        tc_buffer_puts(p->out,
                       tc_sweep_pick(p, "区间按独立抽样算，对这种设计是近似，一般偏宽\n",
                                     "intervals are those of independent draws: for this "
                                     "design an approximation, as a rule too wide\n"));
}
