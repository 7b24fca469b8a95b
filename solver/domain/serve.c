/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/serve.h"

#include "domain/plan.h"

tc_bar tc_serve_bar(const tc_problem *problem, int source, int project, int pollutant)
{
    const tc_source *from = &problem->sources[source];
    const tc_project *to = &problem->projects[project];
    const bool abroad = tc_is_pooled(problem, source, project);
    if (!to->zoning_ok)
        return TC_BAR_ZONING;
    if (!(to->need[pollutant] > 0.0))
        return TC_BAR_NO_NEED;
    if (!(from->supply[pollutant] > 0.0))
        return TC_BAR_NO_SUPPLY;
    if (from->owner >= 0 && from->owner != project)
        return TC_BAR_OWNED;
    if (!(tc_problem_exchange(problem, pollutant, from->area, from->basin, to->area,
                              to->basin) > 0.0))
        return TC_BAR_WORTHLESS;
    if (abroad && (!to->pool_access || from->owner >= 0))
        return TC_BAR_ABROAD;
    if (from->available_from > to->start)
        return TC_BAR_LATE;
    if (abroad && !(tc_problem_export_share(problem, pollutant, from->area) > 0.0))
        return TC_BAR_CAPPED;
    return from->limits[pollutant] & to->limits[pollutant] ? TC_BAR_RULE : TC_BAR_NONE;
}

bool tc_may_serve(const tc_problem *problem, int source, int project, int pollutant)
{
    return tc_serve_bar(problem, source, project, pollutant) == TC_BAR_NONE;
}
