/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/demand.h"

#include <math.h>

/* 1e9 t/a in the smallest grains. */
static const double GRAINS_MOST = 1e15;

tc_grains tc_demand_credit(const tc_project *project, int pollutant, tc_grains emission)
{
    return tc_grains_up(project->ratio[pollutant] * (double)emission, 0);
}

tc_grains tc_demand_covered(const tc_project *project, int pollutant, tc_grains credit)
{
    const double beyond = ((double)credit + 1.0) / project->ratio[pollutant] + 1.0;
    tc_grains covered = 0, not_covered = (tc_grains)fmin(beyond, GRAINS_MOST);
    while (not_covered - covered > 1) {
        const tc_grains middle = covered + (not_covered - covered) / 2;
        if (tc_demand_credit(project, pollutant, middle) <= credit)
            covered = middle;
        else
            not_covered = middle;
    }
    return covered;
}

tc_grains tc_demand_own(const tc_problem *problem, const tc_plan *plan, int project,
                        int pollutant)
{
    const double need = problem->projects[project].need[pollutant];
    const tc_grains own =
        tc_grains_down(need * plan->own_share[project], problem->grain_digits);
    const tc_grains credit = plan->credit[project * TC_POLLUTANTS + pollutant];
    return own < credit ? own : credit;
}

void tc_demand_round(const tc_problem *problem, tc_plan *plan)
{
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const int at = j * TC_POLLUTANTS + p;
            plan->emission[at] = tc_grains_down(project->emission[p] * plan->share[j],
                                                problem->grain_digits);
            plan->credit[at] = tc_demand_credit(project, p, plan->emission[at]);
        }
    }
}
