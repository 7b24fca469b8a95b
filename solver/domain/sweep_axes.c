/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/outcome.h"

int64_t tc_sweep_scenarios(const tc_sweep *sweep)
{
    return sweep->scenarios;
}

/* ---- what an axis is about --------------------------------------------------------- */

int tc_axis_rank(const tc_axis *axis)
{
    const int one = axis->source >= 0 || axis->project >= 0
                        ? 4 /* whatever else is said of a single record */
                        : (axis->area >= 0) + (axis->industry != NULL);
    return one + (axis->pollutant >= 0);
}

static bool takes(const tc_axis *axis, int pollutant, int area, const char *industry)
{
    return (axis->pollutant < 0 || pollutant < 0 || axis->pollutant == pollutant) &&
           (axis->area < 0 || axis->area == area) &&
           (!axis->industry || strcmp(axis->industry, industry) == 0);
}

bool tc_axis_takes_source(const tc_problem *problem, const tc_axis *axis, int source,
                          int pollutant)
{
    const tc_source *of = &problem->sources[source];
    const bool about = axis->kind == TC_AXIS_SUPPLY || axis->kind == TC_AXIS_RESERVE ||
                       axis->kind == TC_AXIS_EXPORT_CAP || axis->kind == TC_AXIS_DELAY ||
                       axis->kind == TC_AXIS_SOURCE;
    return about && (axis->source < 0 || axis->source == source) &&
           takes(axis, pollutant, of->area, of->industry);
}

bool tc_axis_takes_project(const tc_problem *problem, const tc_axis *axis, int project,
                           int pollutant)
{
    const tc_project *of = &problem->projects[project];
    const bool about = axis->kind == TC_AXIS_DEMAND || axis->kind == TC_AXIS_RATIO ||
                       axis->kind == TC_AXIS_START || axis->kind == TC_AXIS_PROJECT;
    return about && (axis->project < 0 || axis->project == project) &&
           takes(axis, pollutant, of->area, of->industry);
}

/* ---- goals ------------------------------------------------------------------------- */

static bool has_value(const tc_goal *goal)
{
    return goal->kind != TC_GOAL_FIRST_COME && goal->kind != TC_GOAL_KEEP_LOCAL;
}

/* One list of goals after the other: the variants', or the case's alone. */
static int list_count(const tc_sweep *sweep)
{
    return sweep->variant_count > 0 ? sweep->variant_count : 1;
}

static const tc_goal *goals_of(const tc_problem *problem, const tc_sweep *sweep, int list,
                               int *count)
{
    const bool variants = sweep->variant_count > 0;
    *count = variants ? sweep->variants[list].goal_count : problem->goal_count;
    return variants ? sweep->variants[list].goals : problem->goals;
}

/* Does a list before this one have a goal of that name? */
static bool is_known(const tc_problem *problem, const tc_sweep *sweep, int list,
                     const char *name)
{
    for (int l = 0; l < list; l++) {
        int count = 0;
        const tc_goal *goals = goals_of(problem, sweep, l, &count);
        for (int g = 0; g < count; g++)
            if (strcmp(goals[g].name, name) == 0)
                return true;
    }
    return false;
}

/* Go through the goals to number wanted; how many there are before it. */
static int find_goal(const tc_problem *problem, const tc_sweep *sweep, int wanted,
                     const tc_goal **goal)
{
    int found = 0;
    for (int l = 0; l < list_count(sweep); l++) {
        int count = 0;
        const tc_goal *goals = goals_of(problem, sweep, l, &count);
        for (int g = 0; g < count; g++) {
            if (!has_value(&goals[g]) || is_known(problem, sweep, l, goals[g].name))
                continue;
            if (found == wanted) {
                *goal = &goals[g];
                return found;
            }
            found++;
        }
    }
    return found;
}

int tc_sweep_goal_count(const tc_problem *problem, const tc_sweep *sweep)
{
    const tc_goal *goal = NULL;
    return find_goal(problem, sweep, -1, &goal);
}

const tc_goal *tc_sweep_goal(const tc_problem *problem, const tc_sweep *sweep, int number)
{
    const tc_goal *goal = NULL;
    (void)find_goal(problem, sweep, number, &goal);
    return goal;
}

const char *tc_sweep_goal_name(const tc_problem *problem, const tc_sweep *sweep, int goal)
{
    return tc_sweep_goal(problem, sweep, goal)->name;
}
