/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/summary_text.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/glyph.h"
#include "report/grid.h"
#include "report/plan_text.h"
#include "report/rules_text.h"

/* Below this an amount is noise of the arithmetic. */
static const double AMOUNT_SHOWN = 1e-9;

const char *tc_sweep_pick(const tc_sweep_printing *p, const char *zh, const char *en)
{
    return p->zh ? zh : en;
}

tc_amount tc_amount_of(double value)
{
    tc_amount amount = {"-"};
    if (fabs(value) < AMOUNT_SHOWN)
        value = 0.0;
    if (isfinite(value))
        (void)snprintf(amount.text, sizeof amount.text,
                       fabs(value) < 1e5 ? "%.5g" : "%.0f", value);
    return amount;
}

tc_amount tc_frequency_of(double share)
{
    tc_amount amount = {"-"};
    if (isfinite(share))
        (void)snprintf(amount.text, sizeof amount.text, "%s", tc_percent_of(share).text);
    return amount;
}

tc_amount tc_interval_of(double low, double high)
{
    tc_amount amount;
    (void)snprintf(amount.text, sizeof amount.text, "%.2f – %.2f %%", low * 100.0,
                   high * 100.0);
    return amount;
}

tc_amount tc_seed_of(const tc_summary *summary, bool zh)
{
    tc_amount amount = {""};
    if (summary->design != TC_DESIGN_LIST && summary->design != TC_DESIGN_GRID)
        (void)snprintf(amount.text, sizeof amount.text,
                       zh ? "，种子 %" PRIu64 : ", seed %" PRIu64, summary->seed);
    return amount;
}

tc_goal_title tc_goal_title_of(const char *name, bool zh, bool brief)
{
    static const char TIER[] = "tier ";
    const bool tier = strncmp(name, TIER, sizeof TIER - 1) == 0;
    const char *number = tier ? name + sizeof TIER - 1 : "";
    tc_goal_title title;
    if (!zh)
        (void)snprintf(title.text, sizeof title.text, "%.100s", name);
    else
        (void)snprintf(title.text, sizeof title.text, "%s%.20s%s%s%.40s",
                       tier ? "第 " : "属地保障", number, tier ? " 层" : "",
                       brief ? "" : " ", brief ? "" : name);
    return title;
}

static void put_made_up(const tc_sweep_printing *p)
{
    int made_up = 0;
    for (int j = 0; j < p->summary->project_count; j++)
        made_up += p->summary->projects[j].illustrative;
    if (made_up > 0)
        tc_buffer_printf(p->out,
                         p->zh ? "示例项目：%d 个（共 %d 个）为虚构示例，不代表任何真实"
                                 "申请\n"
                               : "示例项目 illustrative: %d of %d projects are invented, "
                                 "and stand for no real application\n",
                         made_up, p->summary->project_count);
}

static void put_heading(const tc_sweep_printing *p)
{
    const tc_summary *s = p->summary;
    const int64_t taken = tc_summary_taken(s);
    tc_buffer_puts(p->out, tc_sweep_pick(p, "案例：", "case: "));
    (void)tc_glyph_puts(p->out, s->case_name, 0);
    tc_buffer_puts(p->out, "\n");
    put_made_up(p);
    tc_buffer_printf(p->out,
                     p->zh ? "推演：%s，轴 %d 个%s；情景 %" PRId64 " 个"
                           : "sweep: %s, axes %d%s; scenarios %" PRId64,
                     tc_design_shown(s->design, p->zh ? TC_ZH : TC_EN), s->axis_count,
                     tc_seed_of(s, p->zh).text, taken);
    if (taken < s->scenarios)
        tc_buffer_printf(p->out,
                         p->zh ? "（全部 %" PRId64 " 个中，从第 %" PRId64 " 个起）"
                               : " (of %" PRId64 ", from number %" PRId64 ")",
                         s->scenarios, s->first);
    tc_buffer_printf(p->out,
                     p->zh ? "\n最优 %" PRId64 "，有差距 %" PRId64 "，必保冲突 %" PRId64
                             "，没有算成 %" PRId64 "\n"
                           : "\noptimal %" PRId64 ", bounded %" PRId64
                             ", infeasible %" PRId64 ", failed %" PRId64 "\n",
                     s->optimal, s->bounded, s->infeasible, s->failed);
    if (s->relaxed)
        tc_buffer_puts(
            p->out,
            tc_sweep_pick(
                p,
                "上界，不是决定：整体项目在此按可分割计算，类别和频率说的是份额，不是批准"
                "\n",
                "a bound, no decision: whole projects are taken as divisible, and nobody "
                "is approved\n"));
    if (s->infeasible > 0)
        tc_buffer_puts(p->out,
                       tc_sweep_pick(p, "必保冲突的情景里，所有项目都计为没有满足\n",
                                     "in an infeasible scenario no project counts as "
                                     "served\n"));
    if (s->failed > 0)
        tc_buffer_puts(
            p->out, tc_sweep_pick(
                        p,
                        "没有算成的情景不在频率的分母里；区间按它们全部满足和全不满足"
                        "两头放宽\n",
                        "failed scenarios are not in the frequencies; the intervals are "
                        "widened to both ends, as if all or none of them had served\n"));
}

static void put_figure(const tc_figure *figure, const char *name, tc_grid *grid)
{
    static const int shown[] = {1, TC_QUANTILE_MEDIAN, 5};
    tc_grid_cell(grid, name);
    tc_grid_cell(grid, tc_amount_of(figure->least).text);
    for (int q = 0; q < 3; q++)
        tc_grid_cell(grid, tc_amount_of(figure->quantile[shown[q]]).text);
    tc_grid_cell(grid, tc_amount_of(figure->most).text);
    tc_grid_cell(grid, tc_amount_of(figure->mean).text);
}

static void put_figures(const tc_sweep_printing *p)
{
    const tc_summary *s = p->summary;
    const tc_grid_column columns[] = {
        {tc_sweep_pick(p, "目标和余量", "goal or rest"), false, 40},
        {tc_sweep_pick(p, "最小", "least"), true, 0},
        {"5 %", true, 0},
        {tc_sweep_pick(p, "中位", "median"), true, 0},
        {"95 %", true, 0},
        {tc_sweep_pick(p, "最大", "most"), true, 0},
        {tc_sweep_pick(p, "平均", "mean"), true, 0}};
    tc_grid grid = {.columns = columns, .count = 7};
    double error = 0.0;
    for (int g = 0; g < s->goal_count; g++) {
        put_figure(&s->goals[g], tc_goal_title_of(s->goals[g].name, p->zh, false).text,
                   &grid);
        error = fmax(error, s->goals[g].error);
    }
    for (int k = 0; k < TC_POLLUTANTS; k++) {
        char name[64];
        (void)snprintf(name, sizeof name, "%s%s",
                       tc_sweep_pick(p, "剩余 t/a ", "remaining t/a "),
                       s->remaining[k].name);
        put_figure(&s->remaining[k], name, &grid);
    }
    tc_buffer_puts(p->out, "\n");
    tc_grid_write(&grid, p->out);
    tc_grid_free(&grid);
    tc_buffer_puts(p->out,
                   tc_sweep_pick(p, "目标的值：项目份额（0 至 1）按权重之和\n",
                                 "a goal is the sum of shares (0 to 1) by weight\n"));
    if (error > 0.0)
        tc_buffer_printf(p->out,
                         p->zh ? "分位数的误差不超过其大小的 %.2f %%\n"
                               : "quantiles are within %.2f %% of their size\n",
                         error * 100.0);
}

tc_code tc_summary_print(const tc_summary *summary, tc_language language, char **text,
                         tc_error *error)
{
    const tc_code code = tc_summary_check(summary, error);
    if (code != TC_OK)
        return code;
    tc_buffer out = {0};
    const tc_sweep_printing p = {summary, language == TC_ZH, &out};
    put_heading(&p);
    put_figures(&p);
    tc_sweep_projects_put(&p);
    tc_sweep_axes_put(&p);
    tc_buffer_printf(&out, "\n%s\n",
                     tc_sweep_pick(&p, TC_FREQUENCY_CAUTION, TC_FREQUENCY_CAUTION_EN));
    return tc_text_give(&out, text, error);
}
