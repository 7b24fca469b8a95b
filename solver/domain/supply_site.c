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

static double leaves(const tc_problem *problem, int pollutant, int area)
{
    return area < problem->area_count ? tc_problem_export_share(problem, pollutant, area)
                                      : tc_problem_export_cap(problem, pollutant, area);
}

/* What a tonne counts there, were there no cap on what leaves an area. */
static double free_worth(const tc_problem *problem, const tc_project *to, int pollutant,
                         int from, int basin)
{
    return from == to->area || to->pool_access
               ? tc_problem_exchange(problem, pollutant, from, basin, to->area, to->basin)
               : 0.0;
}

double tc_supply_worth(const tc_problem *problem, int project, int pollutant, int area,
                       int basin)
{
    const tc_project *to = &problem->projects[project];
    const int from = area < 0 ? nowhere(problem) : area;
    return free_worth(problem, to, pollutant, from, basin) *
           (from == to->area ? 1.0 : leaves(problem, pollutant, from));
}

/* Is the site better than the best so far? */
static void consider(const tc_problem *problem, int project, int pollutant, int area,
                     int basin, tc_supply_site *best)
{
    const tc_project *to = &problem->projects[project];
    const int from = area < 0 ? nowhere(problem) : area;
    const double worth = tc_supply_worth(problem, project, pollutant, area, basin);
    best->free_worth =
        fmax(best->free_worth, free_worth(problem, to, pollutant, from, basin));
    if (!(worth > best->worth))
        return;
    best->worth = worth;
    best->area = area;
    best->basin = basin;
}

/* The sites in one basin. Without exchange factors no other area is better. */
static void consider_areas(const tc_problem *problem, int project, int pollutant,
                           int basin, bool home, tc_supply_site *best)
{
    if (!home)
        consider(problem, project, pollutant, -1, basin, best);
    consider(problem, project, pollutant, problem->projects[project].area, basin, best);
    for (int a = 0; !home && problem->exchange_count > 0 && a < problem->area_count; a++)
        consider(problem, project, pollutant, a, basin, best);
}

static tc_supply_site best_site(const tc_problem *problem, int project, int pollutant,
                                bool home)
{
    const tc_project *about = &problem->projects[project];
    const int basin = tc_pollutants[pollutant].water ? about->basin : -1;
    tc_supply_site best = {.area = home ? about->area : -1, .basin = basin};
    consider_areas(problem, project, pollutant, basin, home, &best);
    for (int b = 0; problem->exchange_count > 0 && b < problem->basin_count; b++)
        consider_areas(problem, project, pollutant, b, home, &best);
    return best;
}

tc_supply_site tc_supply_site_of(const tc_problem *problem, int project, int pollutant)
{
    return best_site(problem, project, pollutant, false);
}

tc_supply_site tc_supply_site_home(const tc_problem *problem, int project, int pollutant)
{
    return best_site(problem, project, pollutant, true);
}

bool tc_supply_helps(const tc_problem *problem, int project)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (problem->projects[project].need[p] > 0.0 &&
            !(tc_supply_site_of(problem, project, p).worth > 0.0))
            return false;
    return true;
}

tc_grains tc_supply_plenty(const tc_problem *problem, int pollutant, int area, int basin,
                           tc_day day)
{
    tc_grains sum = 1;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const double worth = tc_supply_worth(problem, j, pollutant, area, basin);
        if (project->zoning_ok && project->start >= day && worth > 0.0)
            sum += tc_grains_up(project->need[pollutant] / worth, problem->grain_digits);
    }
    return sum;
}
