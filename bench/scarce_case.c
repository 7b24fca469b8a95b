/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scarce_case.h"

#include <math.h>

#include "support/dice.h"
#include "support/made_case.h"

enum { DATES = 6, WHOLE_PERCENT = 92, OPEN_PERCENT = 85, LOCAL_PERCENT = 12 };

/* Of what a project emits, t/a. */
static const double USUAL[TC_POLLUTANTS] = {20.0, 30.0, 60.0, 7.5, 40.0, 4.0};
static const double PART_THERE = 0.42;

static bool is_water(int pollutant)
{
    return pollutant >= TC_POLLUTANTS - 2;
}

static double grains_of(double tonnes)
{
    return fmax(nearbyint(tonnes * 1e4), 1.0) / 1e4;
}

/* A long tail: factors multiply. */
static double spread(dice *d)
{
    return exp(dice_real(d, -1.1, 1.1) + dice_real(d, -1.1, 1.1));
}

static void make_project(tc_project *project, dice *d)
{
    static const int TIERS[] = {1, 2, 2, 3, 3, 3, 4, 4, 4, 4};
    const int kind = dice_below(d, 4); /* 0, 1: air; 2: both; 3: water */
    project->tier = TIERS[dice_below(d, 10)];
    project->weight = 1.0;
    project->zoning_ok = true;
    project->must_serve = false;
    project->indivisible = dice_chance(d, WHOLE_PERCENT);
    project->local_key = dice_chance(d, LOCAL_PERCENT);
    project->pool_access = dice_chance(d, OPEN_PERCENT);
    project->accepted_on = 20220101 + dice_below(d, 10) * 100 + dice_below(d, 28);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const bool emits = is_water(p) ? kind >= 2 : kind <= 2;
        project->ratio[p] = is_water(p) || p == 1 ? 1.0 : 2.0;
        project->emission[p] =
            emits && dice_chance(d, 80) ? grains_of(USUAL[p] * spread(d)) : 0.0;
        project->need[p] = project->ratio[p] * project->emission[p];
    }
}

static void share_out(const tc_problem *problem, tc_source *sources, dice *d, int p)
{
    double need = 0.0, sum = 0.0;
    for (int j = 0; j < problem->project_count; j++)
        need += problem->projects[j].need[p];
    for (int s = 0; s < problem->source_count; s++) {
        const double part = dice_real(d, 0.0, 1.0);
        sources[s].supply[p] = dice_chance(d, 50) ? part * part * part : 0.0;
        sum += sources[s].supply[p];
    }
    for (int s = 0; s < problem->source_count && sum > 0.0; s++) {
        const double part = sources[s].supply[p] / sum;
        sources[s].supply[p] = part > 0.0 ? grains_of(part * PART_THERE * need) : 0.0;
        sources[s].quantity[p] = sources[s].supply[p];
    }
}

tc_problem *scarce_case(uint64_t seed, int projects, int areas)
{
    tc_day days[DATES + 1];
    made_days(days, DATES + 1);
    const int sources = projects / 3 > 12 ? projects / 3 : 12;
    const made_shape shape = {sources, projects, areas, days, DATES};
    tc_problem *problem = made_case_of(seed, &shape, 0);
    tc_project *project = made_take(problem, projects, sizeof *project);
    tc_source *source = made_take(problem, sources, sizeof *source);
    dice d = {seed};
    for (int j = 0; j < projects; j++) {
        project[j] = problem->projects[j];
        make_project(&project[j], &d);
    }
    problem->projects = project;
    for (int s = 0; s < sources; s++)
        source[s] = problem->sources[s];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        share_out(problem, source, &d, p);
    problem->sources = source;
    return problem;
}
