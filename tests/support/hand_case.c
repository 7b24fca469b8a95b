/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/hand_case.h"

#include <stdio.h>
#include <string.h>

void hand_case_make(hand_case *c)
{
    static const tc_goal GOALS[HAND_GOALS] = {
        {TC_GOAL_TIER, 1, false, "tier 1"},
        {TC_GOAL_TIER, 2, false, "tier 2"},
        {TC_GOAL_FIRST_COME, 0, false, "first-come"},
        {TC_GOAL_KEEP_LOCAL, 0, false, "keep-local"}};
    memset(c, 0, sizeof *c);
    memcpy(c->goals, GOALS, sizeof GOALS);
    c->areas[0] = (tc_area){.id = "X", .name = "X"};
    c->areas[1] = (tc_area){.id = "Y", .name = "Y"};
    c->problem = (tc_problem){.name = "by hand",
                              .decision_date = 20220101,
                              .grain_digits = 4,
                              .areas = c->areas,
                              .area_count = HAND_AREAS,
                              .sources = c->sources,
                              .projects = c->projects,
                              .goals = c->goals,
                              .goal_count = HAND_GOALS};
}

tc_source *hand_source(hand_case *c, double supply)
{
    static const char *const IDS[HAND_SOURCES_MOST] = {"S0", "S1", "S2", "S3"};
    const int s = c->problem.source_count++;
    c->sources[s] = (tc_source){.id = IDS[s],
                                .name = IDS[s],
                                .basin = -1,
                                .owner = -1,
                                .realisation = 1.0,
                                .available_from = 20220101,
                                .expires = TC_DAY_NEVER,
                                .quantity[0] = supply,
                                .supply[0] = supply};
    return &c->sources[s];
}

tc_project *hand_project(hand_case *c, double need, double weight)
{
    const int j = c->problem.project_count++;
    (void)snprintf(c->ids[j], sizeof c->ids[j], "P%d", j);
    c->projects[j] = (tc_project){.id = c->ids[j],
                                  .name = c->ids[j],
                                  .basin = -1,
                                  .tier = 1,
                                  .zoning_ok = true,
                                  .pool_access = true,
                                  .indivisible = true,
                                  .weight = weight,
                                  .accepted_on = 20220101 + j,
                                  .start = 20230101};
    hand_need(&c->projects[j], 0, need);
    return &c->projects[j];
}

void hand_need(tc_project *project, int pollutant, double need)
{
    project->emission[pollutant] = project->need[pollutant] = need;
    project->ratio[pollutant] = 1.0;
}
