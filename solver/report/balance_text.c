/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/balance_text.h"

#include <math.h>

#include "domain/serve.h"

/* How much a tonne of a source counts for a project; 0 where it may not be used. */
static double worth_of(const tc_problem *problem, int source, int project, int pollutant)
{
    const tc_source *from = &problem->sources[source];
    const tc_project *to = &problem->projects[project];
    if (!tc_may_serve(problem, source, project, pollutant))
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

void tc_needs_put(tc_printing *printing, int project)
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

void tc_joint_needs_put(tc_printing *printing, const int *projects, int count)
{
    const tc_problem *problem = printing->problem;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        tc_grains need = 0;
        for (int k = 0; k < count; k++)
            need += need_of(problem, projects[k], p);
        const tc_grains reach = reach_of(problem, projects, count, p);
        if (need <= reach)
            continue;
        tc_buffer_puts(printing->out,
                       tc_printing_pick(printing, "  合计：", "  together: "));
        put_balance(printing, p, need, reach);
        tc_buffer_puts(printing->out, "\n");
    }
}
