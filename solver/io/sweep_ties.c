/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pattern.h"
#include "io/sweep_reader.h"

/* The axes of one kind as patterns: pollutant, area, industry, project, and whether a
 * project is named, which goes before all that is said of many (tc_axis_rank). */
enum { POLLUTANT, AREA, INDUSTRY, PROJECT, SINGLE };

typedef struct contest {
    const tc_problem *problem;
    tc_axis_kind kind;
    tc_name_index industries;
    tc_pattern *patterns;
    const tc_axis **axes;
    int count;
} contest;

static bool number_industry(contest *c, const char *industry, int *number)
{
    const int *found = tc_name_index_find(&c->industries, industry);
    *number = found ? *found : (int)c->industries.count;
    return found || tc_name_index_add(&c->industries, industry, *number);
}

static bool add_axis(contest *c, const tc_axis *axis)
{
    const tc_project *project =
        axis->project >= 0 ? &c->problem->projects[axis->project] : NULL;
    const char *industry = project ? project->industry : axis->industry;
    tc_pattern pattern = {
        {axis->pollutant, axis->area, TC_PATTERN_ANY, axis->project, TC_PATTERN_ANY}};
    if (industry && !number_industry(c, industry, &pattern.field[INDUSTRY]))
        return false;
    if (project) {
        pattern.field[AREA] = project->area;
        pattern.field[SINGLE] = 0;
    }
    c->axes[c->count] = axis;
    c->patterns[c->count++] = pattern;
    return true;
}

static bool fits(int wanted, int actual)
{
    return wanted == TC_PATTERN_ANY || wanted == actual;
}

static bool record_fits(const contest *c, const tc_pattern *both, int area,
                        const char *industry, const double amount[TC_POLLUTANTS])
{
    const int *number = tc_name_index_find(&c->industries, industry);
    const int wanted = both->field[INDUSTRY];
    if (!fits(both->field[AREA], area) ||
        (wanted != TC_PATTERN_ANY && (!number || *number != wanted)))
        return false;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (fits(both->field[POLLUTANT], p) && amount[p] > 0)
            return true;
    return false;
}

/* Is there a record about which both axes are? */
static bool is_possible(const void *context, const tc_pattern *both)
{
    const contest *c = context;
    const tc_problem *problem = c->problem;
    if (c->kind != TC_AXIS_RATIO) {
        for (int s = 0; s < problem->source_count; s++)
            if (record_fits(c, both, problem->sources[s].area,
                            problem->sources[s].industry, problem->sources[s].quantity))
                return true;
        return false;
    }
    for (int j = 0; j < problem->project_count; j++)
        if (fits(both->field[PROJECT], j) &&
            record_fits(c, both, problem->projects[j].area, problem->projects[j].industry,
                        problem->projects[j].emission))
            return true;
    return false;
}

static void tell(const tc_sweep_reading *reading, const contest *c, const int *ties)
{
    const tc_axis *told = NULL;
    for (int i = 0; i < c->count; i++) {
        const tc_axis *axis = c->axes[i];
        if (ties[i] < 0 ||
            (told && told->line == axis->line && told->column == axis->column))
            continue;
        told = axis;
        const tc_axis *other = c->axes[ties[i]];
        const tc_place place = {reading->file, axis->line, axis->column};
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "轴“%s”与第 %d 行第 %d 列的“%s”同样具体，分不出哪一个算数",
                     "the axis '%s' and, at line %d, column %d, '%s' are equally "
                     "specific: neither wins",
                     tc_plain_show(axis->name).text, other->line, other->column,
                     tc_plain_show(other->name).text);
    }
}

static void judge(tc_sweep_reading *reading, tc_axis_kind kind)
{
    const tc_sweep *sweep = reading->sweep;
    contest c = {.problem = reading->problem,
                 .kind = kind,
                 .patterns =
                     tc_sweep_take(reading, sweep->axis_count, sizeof *c.patterns),
                 .axes = tc_sweep_take(reading, sweep->axis_count, sizeof *c.axes)};
    int *ties = tc_sweep_take(reading, sweep->axis_count, sizeof *ties);
    bool done = c.patterns && c.axes && ties;
    for (int a = 0; done && a < sweep->axis_count; a++)
        if (sweep->axes[a].kind == kind)
            done = add_axis(&c, &sweep->axes[a]);
    const tc_pattern_index *index =
        done ? tc_pattern_index_make(&reading->sweep->arena, c.patterns, c.count) : NULL;
    if (index && tc_pattern_ties(index, is_possible, &c, ties, NULL) == TC_OK)
        tell(reading, &c, ties);
    else
        reading->no_memory = true;
    tc_name_index_free(&c.industries);
}

void tc_sweep_ties(tc_sweep_reading *reading)
{
    judge(reading, TC_AXIS_RESERVE);
    judge(reading, TC_AXIS_EXPORT_CAP);
    judge(reading, TC_AXIS_RATIO);
}
