/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/made_sweep.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "support/dice.h"

enum { AXES_MOST = 24, VARIANTS = 3 };

static void *taken(tc_sweep *sweep, size_t count, size_t size)
{
    void *memory = tc_arena_take(&sweep->arena, count, size);
    if (!memory)
        abort();
    return memory;
}

/* ---- the axes ---------------------------------------------------------------------- */

typedef struct maker {
    tc_sweep *sweep;
    const tc_problem *problem;
    dice d;
    tc_axis *axes;
    double neutral[AXES_MOST];
} maker;

static tc_axis *add_axis(maker *m, tc_axis_kind kind, double low, double high,
                         double neutral)
{
    tc_axis *axis = &m->axes[m->sweep->axis_count];
    char *name = taken(m->sweep, 8, 1);
    name[0] = 'x';
    name[1] = (char)('a' + m->sweep->axis_count);
    m->neutral[m->sweep->axis_count++] = neutral;
    *axis = (tc_axis){.kind = kind, .name = name, .low = low, .high = high};
    axis->pollutant = axis->area = axis->source = axis->project = -1;
    return axis;
}

static void add_limits(maker *m)
{
    const int p = dice_below(&m->d, TC_POLLUTANTS);
    add_axis(m, TC_AXIS_SUPPLY, 0.5, 1.5, 1.0);
    add_axis(m, TC_AXIS_SUPPLY, 0.7, 1.3, 1.0)->pollutant = p;
    add_axis(m, TC_AXIS_SUPPLY, 0.0, 2.0, 1.0)->area =
        dice_below(&m->d, m->problem->area_count);
    add_axis(m, TC_AXIS_RESERVE, 0.0, 0.5, 0.0)->pollutant = p;
}

static void add_sets(maker *m)
{
    add_axis(m, TC_AXIS_EXPORT_CAP, 0.2, 1.0, 1.0)->area =
        dice_below(&m->d, m->problem->area_count);
    add_axis(m, TC_AXIS_RATIO, 0.5, 2.5, 1.0)->pollutant =
        dice_below(&m->d, TC_POLLUTANTS);
}

static void add_demand(maker *m)
{
    add_axis(m, TC_AXIS_DEMAND, 0.6, 1.4, 1.0);
    add_axis(m, TC_AXIS_DEMAND, 0.5, 1.5, 1.0)->pollutant =
        dice_below(&m->d, TC_POLLUTANTS);
    if (m->problem->project_count > 0)
        add_axis(m, TC_AXIS_DEMAND, 0.2, 3.0, 1.0)->project =
            dice_below(&m->d, m->problem->project_count);
}

static void add_structure(maker *m)
{
    add_axis(m, TC_AXIS_DELAY, 0.0, 9.0, 0.0)->area =
        dice_below(&m->d, m->problem->area_count);
    add_axis(m, TC_AXIS_START, -3.0, 9.0, 0.0);
    if (m->problem->source_count > 0)
        add_axis(m, TC_AXIS_SOURCE, 0.0, 1.0, 1.0)->source =
            dice_below(&m->d, m->problem->source_count);
    if (m->problem->project_count > 0)
        add_axis(m, TC_AXIS_PROJECT, 0.0, 1.0, 1.0)->project =
            dice_below(&m->d, m->problem->project_count);
}

/* The goals of the case; some of them left out; the other way round. */
static void add_policy(maker *m)
{
    const int goals = m->problem->goal_count;
    tc_variant *variants = taken(m->sweep, VARIANTS, sizeof *variants);
    static const char *const NAMES[VARIANTS] = {"as it is", "fewer", "turned"};
    for (int v = 0; v < VARIANTS; v++) {
        tc_goal *list = taken(m->sweep, (size_t)goals + 1, sizeof *list);
        int kept = 0;
        for (int g = 0; g < goals; g++)
            if (v != 1 || g % 3 != 1)
                list[kept++] = m->problem->goals[v == 2 ? goals - 1 - g : g];
        variants[v] = (tc_variant){.name = NAMES[v], .goals = list, .goal_count = kept};
    }
    double *weights = taken(m->sweep, (size_t)m->problem->project_count + 1, 8);
    for (int j = 0; j < m->problem->project_count; j++)
        weights[j] = 1.0 + dice_below(&m->d, 3);
    variants[1].weights = weights;
    m->sweep->variants = variants;
    m->sweep->variant_count = VARIANTS;
    double *values = taken(m->sweep, VARIANTS, sizeof *values);
    for (int v = 0; v < VARIANTS; v++)
        values[v] = v;
    tc_axis *axis = add_axis(m, TC_AXIS_POLICY, 0.0, VARIANTS - 1, 0.0);
    axis->spread = TC_SPREAD_VALUES;
    axis->values = values;
    axis->value_count = VARIANTS;
}

static double draw(maker *m, const tc_axis *axis)
{
    const double value = dice_real(&m->d, axis->low, axis->high);
    switch (axis->kind) {
    case TC_AXIS_DELAY:
    case TC_AXIS_START:
    case TC_AXIS_SOURCE:
    case TC_AXIS_PROJECT:
    case TC_AXIS_POLICY:
        return (double)(int)(value + (value < 0.0 ? -0.5 : 0.5));
    case TC_AXIS_SUPPLY:
    case TC_AXIS_RESERVE:
    case TC_AXIS_EXPORT_CAP:
    case TC_AXIS_DEMAND:
    case TC_AXIS_RATIO:
        break;
    }
    return value;
}

tc_sweep *made_sweep(uint64_t seed, const tc_problem *problem, int scenarios,
                     unsigned axes)
{
    tc_sweep *sweep = calloc(1, sizeof *sweep);
    if (!sweep)
        abort();
    maker m = {.sweep = sweep, .problem = problem, .d = {seed}};
    m.axes = taken(sweep, AXES_MOST, sizeof *m.axes);
    sweep->design = TC_DESIGN_LIST;
    sweep->scenarios = scenarios;
    sweep->axes = m.axes;
    if (axes & MADE_AXES_LIMITS)
        add_limits(&m);
    if (axes & MADE_AXES_DEMAND)
        add_demand(&m);
    if (axes & MADE_AXES_STRUCTURE)
        add_structure(&m);
    if (axes & MADE_AXES_POLICY)
        add_policy(&m);
    if (axes & MADE_AXES_SETS)
        add_sets(&m);
    double *list = taken(sweep, (size_t)scenarios * AXES_MOST, sizeof *list);
    for (int k = 0; k < scenarios; k++)
        for (int a = 0; a < sweep->axis_count; a++)
            list[k * sweep->axis_count + a] =
                k == 0 ? m.neutral[a] : draw(&m, &m.axes[a]);
    sweep->list = list;
    return sweep;
}

void made_sweep_free(tc_sweep *sweep)
{
    if (!sweep)
        return;
    tc_arena_free(&sweep->arena);
    free(sweep);
}

/* ---- the record -------------------------------------------------------------------- */

/* NaN becomes a number that no outcome has, so that rows compare byte by byte. */
static double plain(double value)
{
    return value == value ? value : -12345.0;
}

static double *put(double *row, const double *columns, int count, const tc_outcomes *o,
                   int i)
{
    for (int c = 0; c < count; c++)
        *row++ = plain(columns[c * o->room + i]);
    return row;
}

static tc_code take(void *context, const tc_outcomes *o, tc_error *error)
{
    made_record *r = context;
    if (++r->calls == r->fail_at)
        return tc_fail(error, TC_ERR_IO, NULL, "写不下了", "no room is left");
    r->disorder = r->disorder || (r->count > 0 && o->first != r->next);
    r->next = o->first + o->count;
    if (r->count + o->count > r->room) {
        r->room = 2 * r->room + o->count;
        r->row = realloc(r->row, (size_t)r->room * (size_t)r->width * sizeof *r->row);
        if (!r->row)
            abort();
    }
    for (int i = 0; i < o->count; i++) {
        double *row = &r->row[(r->count++) * r->width];
        *row++ = (double)(o->first + i);
        *row++ = o->status[i];
        row = put(row, o->values, r->axes, o, i);
        row = put(row, o->goal, r->goals, o, i);
        row = put(row, o->share, r->projects, o, i);
        row = put(row, o->remaining, TC_POLLUTANTS, o, i);
        *row++ = plain(o->gap[i]);
        *row++ = plain(o->residual[i]);
        *row = o->engine[i];
        r->by_glpk += o->engine[i] == TC_ENGINE_GLPK;
    }
    return TC_OK;
}

void made_record_open(made_record *record, const tc_problem *problem,
                      const tc_sweep *sweep)
{
    *record = (made_record){.goals = tc_sweep_goal_count(problem, sweep),
                            .axes = sweep->axis_count,
                            .projects = problem->project_count};
    record->width = 5 + record->axes + record->goals + record->projects + TC_POLLUTANTS;
    record->sink = (tc_sink){take, record};
}

void made_record_close(made_record *record)
{
    free(record->row);
    record->row = NULL;
}

bool made_record_same(const made_record *a, const made_record *b)
{
    return a->count == b->count && a->width == b->width && a->count > 0 &&
           memcmp(a->row, b->row, (size_t)a->count * (size_t)a->width * sizeof *a->row) ==
               0;
}
