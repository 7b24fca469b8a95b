/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/supply_site.h"

#include <math.h>

/* The area of a source that lies nowhere, as tc_change_apply has it. */
static int nowhere(const tc_problem *problem)
{
    for (int a = 0; a < problem->area_count; a++)
        if (problem->areas[a].kind == TC_AREA_UNSPECIFIED)
            return a;
    return problem->area_count;
}

/* How much of a tonne of such a source counts for the project: 0 where it may not. */
static double worth_anywhere(const tc_problem *problem, const tc_project *project,
                             int pollutant, int basin)
{
    const int area = nowhere(problem);
    if (!project->pool_access)
        return 0.0;
    const double leaves = area < problem->area_count
                              ? tc_problem_export_share(problem, pollutant, area)
                              : tc_problem_export_cap(problem, pollutant, area);
    return leaves * tc_problem_exchange(problem, pollutant, area, basin, project->area,
                                        project->basin);
}

tc_supply_site tc_supply_site_of(const tc_problem *problem, int project, int pollutant)
{
    const tc_project *about = &problem->projects[project];
    tc_supply_site site = {.area = -1,
                           .basin = tc_pollutants[pollutant].water ? about->basin : -1};
    const double anywhere = worth_anywhere(problem, about, pollutant, site.basin);
    const double at_home = tc_problem_exchange(problem, pollutant, about->area,
                                               site.basin, about->area, about->basin);
    if (at_home > anywhere)
        site.area = about->area;
    site.worth = fmax(at_home, anywhere);
    return site;
}
