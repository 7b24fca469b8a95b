/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/glyph.h"
#include "report/plan_text.h"

/* Everything that one project could draw on, were it alone: t/a as they count for it. */
static double reach_of(const tc_problem *problem, int project, int pollutant)
{
    const tc_project *to = &problem->projects[project];
    double reach = 0.0;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *from = &problem->sources[s];
        if (!(from->supply[pollutant] > 0.0) || from->available_from > to->start ||
            (tc_is_pooled(problem, s, project) && !to->pool_access))
            continue;
        reach += from->supply[pollutant] * tc_problem_exchange(problem, pollutant,
                                                               from->area, from->basin,
                                                               to->area, to->basin);
    }
    return reach;
}

static void put_name(tc_printing *printing, int project)
{
    const tc_project *about = &printing->problem->projects[project];
    tc_buffer_puts(printing->out, "  ");
    tc_glyph_puts(printing->out, about->id, 0);
    tc_buffer_puts(printing->out, " ");
    tc_glyph_puts(printing->out, about->name, 0);
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "：", ": "));
}

/* What it needs of each pollutant beside all that it could draw on. */
static void put_needs(tc_printing *printing, int project)
{
    const tc_problem *problem = printing->problem;
    const tc_project *about = &problem->projects[project];
    const bool en = printing->language == TC_EN;
    bool first = true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(about->need[p] > 0.0))
            continue;
        const tc_grains need = tc_grains_up(about->need[p], problem->grain_digits);
        const tc_grains reach =
            tc_grains_down(reach_of(problem, project, p), problem->grain_digits);
        char needed[32], there[32];
        tc_grains_write(need, problem->grain_digits, needed);
        tc_grains_write(reach, problem->grain_digits, there);
        tc_buffer_puts(printing->out, first ? "" : en ? "; " : "；");
        tc_buffer_printf(printing->out,
                         en ? "%s needs %s of the %s it may draw on"
                            : "%s 需要 %s，可用的削减源共 %s",
                         tc_pollutants[p].id, needed, there);
        if (need > reach)
            tc_buffer_puts(printing->out, en ? " (not enough)" : "（不够）");
        first = false;
    }
    tc_buffer_puts(printing->out, first ? (en ? "needs nothing\n" : "不需要削减量\n")
                                        : (en ? " t/a\n" : " 吨/年\n"));
}

void tc_conflict_put(tc_printing *printing)
{
    const tc_plan *plan = printing->plan;
    const bool en = printing->language == TC_EN;
    if (plan->conflict_count == 1)
        tc_buffer_puts(printing->out,
                       en ? "\nno plan: this required project cannot be served, even "
                            "alone\n"
                          : "\n没有方案：下面这个必保项目单独也无法满足\n");
    else
        tc_buffer_printf(
            printing->out,
            en ? "\nno plan: these %d required projects cannot all be served; any one "
                 "fewer, and the rest can\n"
               : "\n没有方案：下列 %d "
                 "个必保项目无法同时满足，去掉任何一个，其余即可满足\n",
            plan->conflict_count);
    for (int k = 0; k < plan->conflict_count; k++) {
        const int project = plan->conflict[k];
        put_name(printing, project);
        if (printing->problem->projects[project].zoning_ok)
            put_needs(printing, project);
        else
            tc_buffer_puts(printing->out, en ? "breaks the ecological zoning (三线一单)\n"
                                             : "不符合“三线一单”生态环境分区管控要求\n");
    }
}
