/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fed_sweep.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fed_make(fed_sweep *fed, tc_design design, int64_t scenarios, int axes, int goals,
              int projects)
{
    memset(fed, 0, sizeof *fed);
    fed->area = (tc_area){.id = "A", .name = "甲县"};
    for (int j = 0; j < projects; j++) {
        (void)snprintf(fed->ids[j], sizeof fed->ids[j], "P-%d", j);
        fed->projects[j] =
            (tc_project){.id = fed->ids[j], .name = fed->ids[j], .tier = 1};
    }
    for (int g = 0; g < goals; g++) {
        (void)snprintf(fed->goal_names[g], sizeof fed->goal_names[g], "tier %d", g + 1);
        fed->goals[g] =
            (tc_goal){.kind = TC_GOAL_TIER, .tier = g + 1, .name = fed->goal_names[g]};
    }
    fed->problem = (tc_problem){.name = "made",
                                .area_count = 1,
                                .areas = &fed->area,
                                .project_count = projects,
                                .projects = fed->projects,
                                .goal_count = goals,
                                .goals = fed->goals};
    for (int a = 0; a < axes; a++) {
        (void)snprintf(fed->names[a], sizeof fed->names[a], "x%d", a);
        fed->axes[a] = (tc_axis){.kind = TC_AXIS_SUPPLY,
                                 .name = fed->names[a],
                                 .pollutant = TC_NOX,
                                 .area = -1,
                                 .source = -1,
                                 .project = -1,
                                 .spread = TC_SPREAD_UNIFORM,
                                 .high = 1.0};
    }
    fed->sweep = (tc_sweep){.design = design,
                            .scenarios = scenarios,
                            .seed = 7,
                            .axes = fed->axes,
                            .axis_count = axes,
                            .hash = "0123abcd",
                            .case_hash = "4567cdef"};
    tc_error error = {0};
    cr_assert_eq(tc_sweep_prepare(&fed->sweep, &error), TC_OK, "%s", error.message_en);
}

void fed_values(fed_sweep *fed, int axis, int count)
{
    for (int v = 0; v < count; v++)
        fed->values[axis][v] = v;
    fed->axes[axis].spread = TC_SPREAD_VALUES;
    fed->axes[axis].values = fed->values[axis];
    fed->axes[axis].value_count = count;
}

static void answer_block(fed_sweep *fed, int64_t first, int count, int room,
                         fed_answer *answer, double *at[6], unsigned char *status,
                         unsigned char *reason)
{
    for (int i = 0; i < count; i++) {
        fed_outcome outcome;
        double values[FED_AXES];
        memset(&outcome, 0, sizeof outcome);
        for (int a = 0; a < fed->sweep.axis_count; a++)
            values[a] = at[0][a * room + i];
        answer(first + i, values, &outcome);
        const bool known =
            outcome.status == TC_OUTCOME_OPTIMAL || outcome.status == TC_OUTCOME_BOUNDED;
        status[i] = (unsigned char)outcome.status;
        reason[i] = known                                     ? TC_WHY_NONE
                    : outcome.status == TC_OUTCOME_INFEASIBLE ? TC_WHY_REQUIRED
                                                              : TC_WHY_SOLVER;
        for (int g = 0; g < fed->problem.goal_count; g++)
            at[1][g * room + i] = known ? outcome.goal[g] : NAN;
        for (int j = 0; j < fed->problem.project_count; j++)
            at[2][j * room + i] = known ? outcome.share[j] : NAN;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            at[3][p * room + i] = known ? outcome.remaining[p] : NAN;
        at[4][i] = known ? outcome.gap : NAN;
        at[5][i] = known ? outcome.residual : NAN;
    }
}

void fed_feed(fed_sweep *fed, tc_summary *summary, int64_t first, int64_t end, int block,
              fed_answer *answer)
{
    static const int columns[6] = {FED_AXES,      FED_GOALS, FED_PROJECTS,
                                   TC_POLLUTANTS, 1,         1};
    const int room = block + 3; /* more room than rows, as a last block has */
    const tc_sink *sink = tc_summary_sink(summary);
    double *at[6];
    for (int c = 0; c < 6; c++)
        at[c] = calloc((size_t)(columns[c] * room), sizeof(double));
    unsigned char *status = calloc((size_t)room, 1);
    unsigned char *reason = calloc((size_t)room, 1);
    for (int64_t k = first; k < end; k += block) {
        const int count = end - k < block ? (int)(end - k) : block;
        tc_sweep_points(&fed->sweep, k, count, room, at[0]);
        answer_block(fed, k, count, room, answer, at, status, reason);
        const tc_outcomes outcomes = {k,    count, room,  at[0], status, reason,
                                      NULL, at[1], at[2], at[3], at[4],  at[5]};
        tc_error error = {0};
        cr_assert_eq(sink->take(sink->context, &outcomes, &error), TC_OK);
    }
    for (int c = 0; c < 6; c++)
        free(at[c]);
    free(status);
    free(reason);
}

tc_summary *fed_summary(fed_sweep *fed, int block, fed_answer *answer)
{
    tc_summary *summary = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_new(&fed->problem, &fed->sweep, &summary, &error), TC_OK);
    fed_feed(fed, summary, 0, fed->sweep.scenarios, block, answer);
    cr_assert_eq(tc_summary_finish(summary, &error), TC_OK, "%s", error.message_en);
    return summary;
}

void fed_free(fed_sweep *fed)
{
    tc_arena_free(&fed->sweep.arena);
}
