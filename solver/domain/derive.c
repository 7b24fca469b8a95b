/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/derive.h"

#include <math.h>

double tc_source_left(const tc_source *source, int pollutant, double tonnes,
                      double held_back, int grain_digits)
{
    const tc_booked_source *booked = source->booked;
    if (!booked)
        return fmax(tonnes * (1.0 - held_back), 0.0);
    const tc_grains net = booked->net[pollutant], used = booked->used[pollutant];
    if (tc_grains_down(tonnes, grain_digits) >= net && held_back == 0.0)
        return net > used ? tc_grains_tonnes(net - used, grain_digits) : 0.0;
    const double base = fmin(tonnes, tc_grains_tonnes(net, grain_digits));
    return fmax(base * (1.0 - held_back) - tc_grains_tonnes(used, grain_digits), 0.0);
}

void tc_source_derive(tc_source *source, const tc_problem *problem,
                      const tc_rule_book *reserve)
{
    const bool usable =
        source->status != TC_SOURCE_RETIRED && source->expires >= problem->decision_date;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_rule *rule =
            reserve ? tc_rule_book_find(reserve, p, source->area, source->industry)
                    : NULL;
        const double held_back = rule ? rule->value : 0.0;
        const double verified = source->realisation * source->quantity[p];
        source->supply[p] =
            usable ? tc_source_left(source, p, verified, held_back, problem->grain_digits)
                   : 0.0; /* S = φq(1-ρ) - u */
    }
}

/* Where a ratio comes from, so far as no rule set is asked. */
static tc_citation ratio_origin(const tc_project *project, const tc_rule *rule,
                                bool is_own)
{
    if (is_own)
        return (tc_citation){.kind = TC_CITED_OWN, .line = project->line};
    if (!rule)
        return (tc_citation){.kind = TC_CITED_NONE};
    return (tc_citation){
        .kind = TC_CITED_CASE, .line = rule->line, .reason = rule->reason};
}

void tc_project_derive(tc_project *project, const double own[TC_POLLUTANTS],
                       const tc_rule_book *ratios)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_rule *rule =
            tc_rule_book_find(ratios, p, project->area, project->industry);
        const bool is_own = own[p] >= 0;
        project->ratio[p] = is_own ? own[p] : rule ? rule->value : 1.0;
        project->ratio_from[p] = ratio_origin(project, rule, is_own);
        project->need[p] = project->ratio[p] * project->emission[p]; /* n = r d */
    }
    project->filed_pool_access = project->pool_access;
    project->filed_zoning_ok = project->zoning_ok;
    project->filed_must_serve = project->must_serve;
}

double tc_project_least(const tc_project *project)
{
    return project->indivisible ? 1.0 : project->min_share;
}

bool tc_is_locked_out(const tc_project *project)
{
    return project->lock && !project->lock->in && project->filed_zoning_ok &&
           project->refusal.kind == TC_CITED_NONE;
}

bool tc_problem_is_whole(const tc_problem *problem)
{
    for (int j = 0; j < problem->project_count; j++)
        if (tc_project_least(&problem->projects[j]) > 0.0)
            return true;
    return false;
}

bool tc_problem_has_goal(const tc_problem *problem, tc_goal_kind kind)
{
    for (int goal = 0; goal < problem->goal_count; goal++)
        if (problem->goals[goal].kind == kind)
            return true;
    return false;
}
