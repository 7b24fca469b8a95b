/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "domain/standing.h"
#include "report/glyph.h"
#include "report/plan_text.h"

/* How much a tonne of a source counts for a project; 0 where it may not be used. */
static double worth_of(const tc_problem *problem, int source, int project, int pollutant)
{
    const tc_source *from = &problem->sources[source];
    const tc_project *to = &problem->projects[project];
    if (from->available_from > to->start ||
        (tc_is_pooled(problem, source, project) && !to->pool_access))
        return 0.0;
    return tc_problem_exchange(problem, pollutant, from->area, from->basin, to->area,
                               to->basin);
}

/* All that these projects could draw on, each source counted once, at the best factor. */
static tc_grains reach_of(const tc_problem *problem, const int *projects, int count,
                          int pollutant)
{
    double reach = 0.0;
    for (int s = 0; s < problem->source_count; s++) {
        double best = 0.0;
        for (int k = 0; k < count; k++)
            best = fmax(best, worth_of(problem, s, projects[k], pollutant));
        reach += best * problem->sources[s].supply[pollutant];
    }
    return tc_grains_down(reach, problem->grain_digits);
}

static tc_grains need_of(const tc_problem *problem, int project, int pollutant)
{
    return tc_grains_up(problem->projects[project].need[pollutant],
                        problem->grain_digits);
}

/* "NOx needs 120.0000, may draw on 200.0000" */
static void put_balance(tc_printing *printing, int pollutant, tc_grains need,
                        tc_grains reach)
{
    const int digits = printing->problem->grain_digits;
    const bool en = printing->language == TC_EN;
    char needed[32], there[32];
    tc_grains_write(need, digits, needed);
    tc_grains_write(reach, digits, there);
    tc_buffer_printf(printing->out,
                     en ? "%s needs %s, may draw on %s%s" : "%s 需要 %s，可用 %s%s",
                     tc_pollutants[pollutant].id, needed, there,
                     need <= reach ? ""
                     : en          ? " (not enough)"
                                   : "（不够）");
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

/* What stands against it whatever there is. */
static void put_refusal(tc_printing *printing, int project)
{
    const tc_standing_reason why = tc_refusal_explain(printing->problem, project);
    tc_glyph_puts(printing->out, tc_printing_pick(printing, why.zh, why.en), 0);
    tc_buffer_puts(printing->out, "\n");
}

/* What it needs of each pollutant beside all that it could draw on. */
static void put_needs(tc_printing *printing, int project)
{
    const tc_problem *problem = printing->problem;
    bool first = true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_grains need = need_of(problem, project, p);
        if (need <= 0)
            continue;
        tc_buffer_puts(printing->out,
                       first ? "" : tc_printing_pick(printing, "；", "; "));
        put_balance(printing, p, need, reach_of(problem, &project, 1, p));
        first = false;
    }
    tc_buffer_puts(printing->out, "\n");
}

/* Pollutants of which all together need more than all together could draw on. */
static void put_joint_needs(tc_printing *printing)
{
    const tc_problem *problem = printing->problem;
    const tc_plan *plan = printing->plan;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        tc_grains need = 0;
        for (int k = 0; k < plan->conflict_count; k++)
            need += need_of(problem, plan->conflict[k], p);
        const tc_grains reach =
            reach_of(problem, plan->conflict, plan->conflict_count, p);
        if (need <= reach)
            continue;
        tc_buffer_puts(printing->out,
                       tc_printing_pick(printing, "  合计：", "  together: "));
        put_balance(printing, p, need, reach);
        tc_buffer_puts(printing->out, "\n");
    }
}

void tc_conflict_put(tc_printing *printing)
{
    const tc_plan *plan = printing->plan;
    const bool en = printing->language == TC_EN;
    if (plan->conflict_count == 1)
        tc_buffer_puts(printing->out,
                       en ? "\nno plan: this required project cannot be served, even "
                            "alone (t/a)\n"
                          : "\n没有方案：下面这个必保项目单独也无法满足（吨/年）\n");
    else
        tc_buffer_printf(
            printing->out,
            en ? "\nno plan: these %d required projects cannot all be served; any one "
                 "fewer, and the rest can (t/a)\n"
               : "\n没有方案：下列 %d "
                 "个必保项目无法同时满足，去掉任何一个，其余即可满足（吨/年）\n",
            plan->conflict_count);
    for (int k = 0; k < plan->conflict_count; k++) {
        const int project = plan->conflict[k];
        put_name(printing, project);
        if (printing->problem->projects[project].zoning_ok)
            put_needs(printing, project);
        else
            put_refusal(printing, project);
    }
    if (plan->conflict_count > 1)
        put_joint_needs(printing);
}
