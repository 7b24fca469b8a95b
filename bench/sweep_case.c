/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep_case.h"

#include <math.h>

#include "support/made_case.h"

enum { AREAS = 15, DATES = 6, BOX_AREAS = 14, SEED = 1 };

/* Of what all projects need together, t/a. */
static const double PART_THERE = 0.5;

const char *const sweep_box_names[SWEEP_BOXES] = {"six", "mixed 14", "areas 14",
                                                  "mixed 20"};

/* Room to write into a case that is not yet shared. */
static void *renew(tc_problem *problem, const void *old, int count, size_t size)
{
    char *copy = made_take(problem, count, (int)size);
    for (size_t k = 0; k < (size_t)count * size; k++)
        copy[k] = ((const char *)old)[k];
    return copy;
}

/* Supplies of a pollutant become the part of its needs. */
static void make_scarce(const tc_problem *problem, tc_source *sources, int pollutant)
{
    double need = 0.0, supply = 0.0;
    for (int j = 0; j < problem->project_count; j++)
        if (problem->projects[j].zoning_ok)
            need += problem->projects[j].need[pollutant];
    for (int s = 0; s < problem->source_count; s++)
        supply += sources[s].quantity[pollutant];
    for (int s = 0; supply > 0.0 && s < problem->source_count; s++) {
        const double part = sources[s].quantity[pollutant] * PART_THERE * need / supply;
        sources[s].quantity[pollutant] = nearbyint(part * 1e4) / 1e4;
        sources[s].supply[pollutant] = sources[s].quantity[pollutant];
    }
}

static void make_caps(tc_problem *problem)
{
    tc_rule *caps = made_take(problem, AREAS, sizeof *caps);
    int count = 0;
    for (int a = 0; a < problem->area_count; a += 3)
        caps[count++] = (tc_rule){.pollutant = -1, .area = a, .value = 0.5, .reason = ""};
    problem->export_cap = (tc_rule_list){caps, count};
}

tc_problem *sweep_case_make(int sources, int projects)
{
    tc_day days[DATES + 1];
    made_days(days, DATES + 1);
    const made_shape shape = {sources, projects, AREAS, days, DATES};
    tc_problem *problem = made_case_of(SEED, &shape, 0);
    tc_source *own = renew(problem, problem->sources, problem->source_count, sizeof *own);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        make_scarce(problem, own, p);
    problem->sources = own;
    make_caps(problem);
    return problem;
}

static tc_axis *add(sweep_box *box, tc_axis_kind kind, const char *name, double low,
                    double high)
{
    tc_axis *axis = &box->axes[box->sweep.axis_count++];
    *axis = (tc_axis){.kind = kind,
                      .name = name,
                      .pollutant = -1,
                      .area = -1,
                      .source = -1,
                      .project = -1,
                      .spread = TC_SPREAD_UNIFORM,
                      .low = low,
                      .high = high};
    return axis;
}

static void add_supplies(sweep_box *box, double width)
{
    static const char *const names[TC_POLLUTANTS] = {"supply PM",  "supply SO2",
                                                     "supply NOx", "supply VOCs",
                                                     "supply COD", "supply NH3-N"};
    for (int p = 0; p < TC_POLLUTANTS; p++)
        add(box, TC_AXIS_SUPPLY, names[p], 1.0 - width, 1.0 + width)->pollutant = p;
}

static void add_demands(sweep_box *box, double width, int count)
{
    static const char *const names[TC_POLLUTANTS] = {"demand PM",  "demand SO2",
                                                     "demand NOx", "demand VOCs",
                                                     "demand COD", "demand NH3-N"};
    for (int p = 0; p < count; p++)
        add(box, TC_AXIS_DEMAND, names[p], 1.0 - width, 1.0 + width)->pollutant = p;
}

static void add_policies(sweep_box *box, double width)
{
    add(box, TC_AXIS_RESERVE, "reserve NOx", 0.0, width)->pollutant = TC_NOX;
    add(box, TC_AXIS_RESERVE, "reserve COD", 0.0, width)->pollutant = TC_COD;
    add(box, TC_AXIS_EXPORT_CAP, "export cap NOx", 1.0 - width, 1.0)->pollutant = TC_NOX;
    add(box, TC_AXIS_EXPORT_CAP, "export cap VOCs", 1.0 - width, 1.0)->pollutant =
        TC_VOCS;
}

/* Counties only: the area that is not printed is last. */
static void add_areas(sweep_box *box, const tc_problem *problem, double width, int count)
{
    static const char *const names[BOX_AREAS] = {
        "supply area 1",  "supply area 2",  "supply area 3",  "supply area 4",
        "supply area 5",  "supply area 6",  "supply area 7",  "supply area 8",
        "supply area 9",  "supply area 10", "supply area 11", "supply area 12",
        "supply area 13", "supply area 14"};
    for (int a = 0; a < count && a < problem->area_count; a++)
        add(box, TC_AXIS_SUPPLY, names[a], 1.0 - width, 1.0 + width)->area = a;
}

void sweep_box_fill(sweep_box *box, const tc_problem *problem, sweep_box_kind kind,
                    double width, int64_t scenarios)
{
    *box = (sweep_box){.sweep = {.design = TC_DESIGN_MONTE_CARLO,
                                 .scenarios = scenarios,
                                 .seed = SEED,
                                 .text = ""}};
    box->sweep.axes = box->axes;
    if (kind != SWEEP_BOX_AREAS_14)
        add_supplies(box, width);
    if (kind == SWEEP_BOX_AREAS_14)
        add_areas(box, problem, width, BOX_AREAS);
    if (kind == SWEEP_BOX_MIXED_14)
        add_demands(box, width, 4);
    if (kind == SWEEP_BOX_MIXED_20)
        add_demands(box, width, TC_POLLUTANTS);
    if (kind == SWEEP_BOX_MIXED_14 || kind == SWEEP_BOX_MIXED_20)
        add_policies(box, width);
    if (kind == SWEEP_BOX_MIXED_20)
        add_areas(box, problem, width, 4);
}
