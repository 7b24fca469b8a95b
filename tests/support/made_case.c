/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/made_case.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/dice.h"

enum { BASINS = 3 };

void *made_take(tc_problem *problem, int count, int size)
{
    void *taken = tc_arena_take(&problem->arena, (size_t)count, (size_t)size);
    if (!taken)
        abort();
    return taken;
}

static const char *name_of(tc_problem *problem, const char *prefix, int number)
{
    char text[32];
    const int length = snprintf(text, sizeof text, "%s%05d", prefix, number);
    char *copy = made_take(problem, length + 1, 1);
    memcpy(copy, text, (size_t)length);
    return copy;
}

static const tc_day DAYS[] = {20221231, 20230331, 20230630, 20231231, 20240630, 20241231};

static double amount(dice *d, unsigned features)
{
    if (features & MADE_TIES)
        return dice_below(d, 4) * 10.0;
    if (features & MADE_WIDE)
        return nearbyint(pow(10.0, dice_real(d, -4.0, 4.0)) * 1e4) / 1e4;
    const double grains = nearbyint(dice_real(d, 1.0, 500000.0));
    return features & MADE_FINE ? grains / 1e4 + 1e-5 * dice_below(d, 10) : grains / 1e4;
}

static void make_areas(tc_problem *problem, int count)
{
    tc_area *areas = made_take(problem, count, sizeof *areas);
    const char **basins = made_take(problem, BASINS, sizeof *basins);
    int *all = made_take(problem, BASINS, sizeof *all);
    for (int b = 0; b < BASINS; b++) {
        basins[b] = name_of(problem, "B", b);
        all[b] = b;
    }
    for (int a = 0; a < count; a++) {
        areas[a] = (tc_area){.id = name_of(problem, "A", a), .basins = all};
        areas[a].name = areas[a].id;
        areas[a].basin_count = BASINS;
        areas[a].kind = a < count - 1 ? TC_AREA_COUNTY : TC_AREA_UNSPECIFIED;
    }
    problem->areas = areas;
    problem->area_count = count;
    problem->basins = basins;
    problem->basin_count = BASINS;
}

static tc_source *make_sources(tc_problem *problem, dice *d, const made_shape *shape,
                               unsigned features)
{
    const int count = shape->sources;
    tc_source *sources = made_take(problem, count, sizeof *sources);
    for (int s = 0; s < count; s++) {
        tc_source *source = &sources[s];
        *source =
            (tc_source){.id = name_of(problem, "S", s), .owner = -1, .permit = true};
        source->realisation = 1.0;
        source->name = source->id;
        source->area = dice_below(d, shape->areas);
        source->basin = dice_below(d, BASINS);
        source->available_from = shape->days[dice_below(d, shape->dates)];
        source->expires = TC_DAY_NEVER;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            if (!dice_chance(d, 60))
                continue;
            source->quantity[p] = amount(d, features);
            source->supply[p] = source->quantity[p];
        }
    }
    problem->sources = sources;
    problem->source_count = count;
    return sources;
}

static void make_needs(tc_project *project, dice *d, unsigned features)
{
    static const double RATIOS[] = {1.0, 2.0, 2.0, 0.0};
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        project->ratio[p] = RATIOS[dice_below(d, 4)];
        project->ratio_from[p].kind = TC_CITED_OWN;
        if ((features & MADE_FINE) && dice_chance(d, 50))
            project->ratio[p] = 1.5;
        if (dice_chance(d, 45))
            project->emission[p] = amount(d, features);
        project->need[p] = project->ratio[p] * project->emission[p];
    }
}

static tc_project *make_projects(tc_problem *problem, dice *d, const made_shape *shape,
                                 unsigned features)
{
    const int count = shape->projects;
    tc_project *projects = made_take(problem, count, sizeof *projects);
    for (int j = 0; j < count; j++) {
        tc_project *project = &projects[j];
        *project = (tc_project){.id = name_of(problem, "P", j), .weight = 1.0};
        project->name = project->id;
        project->area = dice_below(d, shape->areas - 1);
        project->basin = dice_below(d, BASINS);
        project->tier = 1 + dice_below(d, 4);
        project->local_key = dice_chance(d, 30);
        project->pool_access = dice_chance(d, 75);
        project->zoning_ok = dice_chance(d, 95);
        project->must_serve = (features & MADE_MUST) && dice_chance(d, 15);
        project->accepted_on = dice_chance(d, 80) ? DAYS[dice_below(d, 3)] : TC_DAY_NEVER;
        project->start = shape->days[1 + dice_below(d, shape->dates)];
        if (!(features & MADE_TIES) && dice_chance(d, 30))
            project->weight = 1.0 + dice_below(d, 5);
        make_needs(project, d, features);
    }
    problem->projects = projects;
    problem->project_count = count;
    return projects;
}

/* Up to three restrictions for each pollutant, a third of them in force. */
static void make_limits(dice *d, unsigned limits[TC_POLLUTANTS])
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (unsigned r = 0; r < 3; r++)
            limits[p] |= dice_chance(d, 30) ? 1U << r : 0U;
}

static void make_owners(const tc_problem *problem, dice *d, tc_source *sources)
{
    for (int s = 0; s < problem->source_count; s++) {
        sources[s].permit = dice_chance(d, 60);
        if (problem->project_count == 0 || !dice_chance(d, 30))
            continue;
        sources[s].owner = dice_below(d, problem->project_count);
    }
}

/* An own source lies in its project's area: no case that is loaded has it elsewhere. */
static void settle_owners(const tc_problem *problem, tc_source *sources)
{
    for (int s = 0; s < problem->source_count; s++)
        if (sources[s].owner >= 0)
            sources[s].area = problem->projects[sources[s].owner].area;
}

/* With twins: some projects are copies of the one before. */
static void make_whole(const tc_problem *problem, dice *d, tc_project *projects, bool all)
{
    for (int j = 0; j < problem->project_count; j++) {
        tc_project *project = &projects[j];
        const int kind = dice_below(d, 10);
        if (j > 0 && dice_chance(d, 20)) {
            const char *const id = project->id;
            const tc_day accepted_on = project->accepted_on;
            *project = projects[j - 1];
            project->id = project->name = id;
            project->accepted_on = accepted_on;
            project->must_serve = false;
        }
        project->indivisible = all || kind < 6;
        project->min_share = !all && kind >= 6 && kind < 8 ? 0.25 * (kind - 5) : 0.0;
        project->local_key = project->local_key && !all;
    }
}

static void make_rules(tc_problem *problem, dice *d, unsigned features)
{
    const int areas = problem->area_count;
    tc_rule *caps = made_take(problem, areas, sizeof *caps);
    for (int a = 0; a < areas; a++)
        caps[a] = (tc_rule){
            .pollutant = -1, .area = a, .value = dice_below(d, 5) / 4.0, .reason = ""};
    if (features & MADE_CAPS)
        problem->export_cap = (tc_rule_list){caps, areas};
    if (!(features & MADE_EXCHANGE))
        return;
    enum { LINES = 6 };
    static const double FACTORS[] = {0.5, 0.8, 1.0, 0.0, 1.25, 0.3};
    tc_exchange *lines = made_take(problem, LINES, sizeof *lines);
    for (int i = 0; i < LINES; i++)
        lines[i] = (tc_exchange){.from_area = dice_below(d, areas),
                                 .to_area = i % 2 ? -1 : dice_below(d, areas - 1),
                                 .from_basin = -1,
                                 .to_basin = -1,
                                 .pollutant = i, /* one line a pollutant: no ties */
                                 .factor = FACTORS[dice_below(d, 6)],
                                 .line = i + 2};
    problem->exchange = lines;
    problem->exchange_count = LINES;
}

static void make_goals(tc_problem *problem, dice *d, unsigned features)
{
    static const tc_goal USUAL[] = {
        {TC_GOAL_GUARANTEE_LOCAL, 0, false, "guarantee-local"},
        {TC_GOAL_TIER, 1, false, "tier 1"},
        {TC_GOAL_TIER, 2, false, "tier 2"},
        {TC_GOAL_TIER, 3, false, "tier 3"},
        {TC_GOAL_TIER, 4, false, "tier 4"},
        {TC_GOAL_FIRST_COME, 0, false, "first-come"},
        {TC_GOAL_KEEP_LOCAL, 0, false, "keep-local"}};
    static const char *const EVEN_NAMES[] = {"", "tier 1 even", "tier 2 even",
                                             "tier 3 even", "tier 4 even"};
    enum { GOALS = 7 };
    tc_goal *goals = made_take(problem, GOALS, sizeof *goals);
    memcpy(goals, USUAL, sizeof USUAL);
    problem->goal_count = GOALS;
    if (features & MADE_EVEN)
        for (int k = 1; k < 5; k++)
            if (dice_chance(d, 50)) {
                goals[k].even = true;
                goals[k].name = EVEN_NAMES[k];
            }
    if (features & MADE_POLICY) {
        for (int k = GOALS - 1; k > 0; k--) {
            const int other = dice_below(d, k + 1);
            const tc_goal moved = goals[k];
            goals[k] = goals[other];
            goals[other] = moved;
        }
        problem->goal_count = 3 + dice_below(d, GOALS - 2);
    }
    problem->goals = goals;
}

void made_days(tc_day *days, int count)
{
    for (int k = 0; k < count; k++)
        days[k] = (2023 + k / 12) * 10000 + (1 + k % 12) * 100 + 1;
}

tc_problem *made_case_of(uint64_t seed, const made_shape *shape, unsigned features)
{
    tc_arena arena = {0};
    tc_problem *problem = tc_arena_take(&arena, 1, sizeof *problem);
    if (!problem)
        abort();
    problem->arena = arena;
    problem->folder = problem->name = "made";
    problem->decision_date = 20221125;
    problem->grain_digits = 4;
    dice d = {seed};
    make_areas(problem, shape->areas);
    tc_source *sources = make_sources(problem, &d, shape, features);
    tc_project *projects = make_projects(problem, &d, shape, features);
    make_rules(problem, &d, features);
    make_goals(problem, &d, features);
    for (int s = 0; (features & MADE_LIMITS) && s < problem->source_count; s++)
        make_limits(&d, sources[s].limits);
    for (int j = 0; (features & MADE_LIMITS) && j < problem->project_count; j++)
        make_limits(&d, projects[j].limits);
    if (features & MADE_OWNERS)
        make_owners(problem, &d, sources);
    if (features & (MADE_WHOLE | MADE_ALL_WHOLE))
        make_whole(problem, &d, projects, features & MADE_ALL_WHOLE);
    settle_owners(problem, sources); /* twins have moved */
    return problem;
}

tc_problem *made_case(uint64_t seed, int sources, int projects, unsigned features)
{
    const made_shape usual = {sources, projects, 5, DAYS, 5};
    return made_case_of(seed, &usual, features);
}

void made_case_free(tc_problem *problem)
{
    tc_arena arena = problem->arena;
    tc_arena_free(&arena);
}
