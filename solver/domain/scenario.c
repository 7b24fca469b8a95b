/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/derive.h"
#include "domain/rule_book.h"
#include "domain/sweep.h"

/* A scenario on its way. */
typedef struct making {
    const tc_problem *parent;
    const tc_sweep *sweep;
    const double *values; /* of the axes */
    tc_problem *problem;
    tc_source *sources;   /* of the problem, where an axis changes any; else NULL */
    tc_project *projects; /* the same */
} making;

/* What the axes of one kind say of each record and pollutant (of each record, where there
 * is no pollutant to tell apart). */
typedef struct said {
    double *value;
    int *rank; /* of the axis that said it; -1: none did */
} said;

typedef bool takes(const tc_problem *problem, const tc_axis *axis, int record,
                   int pollutant);

static void *take(making *m, int count, size_t size)
{
    return tc_arena_take(&m->problem->arena, (size_t)count, size);
}

static bool asks(const making *m, unsigned kinds)
{
    for (int a = 0; a < m->sweep->axis_count; a++)
        if (kinds >> m->sweep->axes[a].kind & 1)
            return true;
    return false;
}

enum {
    OF_SOURCES = 1u << TC_AXIS_SUPPLY | 1u << TC_AXIS_RESERVE | 1u << TC_AXIS_DELAY |
                 1u << TC_AXIS_SOURCE,
    OF_PROJECTS = 1u << TC_AXIS_DEMAND | 1u << TC_AXIS_RATIO | 1u << TC_AXIS_START |
                  1u << TC_AXIS_PROJECT | 1u << TC_AXIS_POLICY
};

/* ---- what the axes say ------------------------------------------------------------- */

static bool make_said(making *m, int cells, double start, said *s)
{
    s->value = take(m, cells, sizeof *s->value);
    s->rank = take(m, cells, sizeof *s->rank);
    if (!s->value || !s->rank)
        return false;
    for (int i = 0; i < cells; i++) {
        s->value[i] = start;
        s->rank[i] = -1;
    }
    return true;
}

static void say(tc_axis_kind kind, const tc_axis *axis, double value, int cell, said *s)
{
    const int rank = tc_axis_rank(axis);
    switch (kind) {
    case TC_AXIS_SUPPLY:
    case TC_AXIS_DEMAND:
    case TC_AXIS_SOURCE:
    case TC_AXIS_PROJECT:
        s->value[cell] *= value; /* 0 and 1 of SOURCE and PROJECT: all must say 1 */
        break;
    case TC_AXIS_DELAY:
    case TC_AXIS_START:
        s->value[cell] += value;
        break;
    case TC_AXIS_RESERVE:
    case TC_AXIS_RATIO:
    case TC_AXIS_EXPORT_CAP:
        if (rank > s->rank[cell])
            s->value[cell] = value;
        break;
    case TC_AXIS_POLICY:
        break;
    }
    if (rank > s->rank[cell])
        s->rank[cell] = rank;
}

/* Ask all axes of a kind, in their order, about all records. by_pollutant: TC_POLLUTANTS
 * cells a record, else one. */
static void ask(const making *m, tc_axis_kind kind, takes *does_take, int records,
                bool by_pollutant, said *s)
{
    const int cells = by_pollutant ? TC_POLLUTANTS : 1;
    for (int a = 0; a < m->sweep->axis_count; a++) {
        const tc_axis *axis = &m->sweep->axes[a];
        const int only = axis->source >= 0 ? axis->source : axis->project;
        if (axis->kind != kind)
            continue;
        for (int r = only >= 0 ? only : 0; r < (only >= 0 ? only + 1 : records); r++)
            for (int p = 0; p < cells; p++)
                if (does_take(m->parent, axis, r, by_pollutant ? p : -1))
                    say(kind, axis, m->values[a], r * cells + p, s);
    }
}

/* ---- sources ----------------------------------------------------------------------- */

static void derive_source(const making *m, int s, const said *factor, const said *held,
                          const tc_rule_book *reserve, bool gone)
{
    tc_source *source = &m->sources[s];
    const bool usable = source->status != TC_SOURCE_RETIRED && !gone &&
                        source->expires >= m->problem->decision_date;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int cell = s * TC_POLLUTANTS + p;
        const tc_rule *rule =
            tc_rule_book_find(reserve, p, source->area, source->industry);
        const double held_back = held->rank[cell] >= 0 ? held->value[cell]
                                 : rule                ? rule->value
                                                       : 0.0;
        const double verified =
            source->realisation * source->quantity[p] * factor->value[cell];
        source->supply[p] = usable ? tc_source_left(source, p, verified, held_back,
                                                    m->problem->grain_digits)
                                   : 0.0;
    }
}

static bool change_sources(making *m, const tc_rule_book *reserve)
{
    const int count = m->parent->source_count, cells = count * TC_POLLUTANTS;
    said factor, held, delay, on;
    m->sources = take(m, count, sizeof *m->sources);
    if (!m->sources || !make_said(m, cells, 1.0, &factor) ||
        !make_said(m, cells, 0.0, &held) || !make_said(m, count, 0.0, &delay) ||
        !make_said(m, count, 1.0, &on))
        return false;
    if (count > 0)
        memcpy(m->sources, m->parent->sources, (size_t)count * sizeof *m->sources);
    m->problem->sources = m->sources;
    ask(m, TC_AXIS_SUPPLY, tc_axis_takes_source, count, true, &factor);
    ask(m, TC_AXIS_RESERVE, tc_axis_takes_source, count, true, &held);
    ask(m, TC_AXIS_DELAY, tc_axis_takes_source, count, false, &delay);
    ask(m, TC_AXIS_SOURCE, tc_axis_takes_source, count, false, &on);
    for (int s = 0; s < count; s++) {
        tc_source *source = &m->sources[s];
        const int months = (int)lrint(delay.value[s]);
        source->available_from = tc_day_add_months(source->available_from, months);
        const bool too_late = months != 0 && source->available_from > source->expires;
        derive_source(m, s, &factor, &held, reserve, too_late || on.value[s] == 0.0);
    }
    return true;
}

static tc_code make_sources(making *m, tc_error *error)
{
    tc_rule_book reserve = {0};
    if (!asks(m, OF_SOURCES))
        return TC_OK;
    tc_code code =
        tc_rule_book_make(&m->parent->reserve, &m->problem->arena, &reserve, error);
    if (code == TC_OK && !change_sources(m, &reserve))
        code = tc_no_memory(error);
    tc_rule_book_free(&reserve);
    return code;
}

/* ---- projects ---------------------------------------------------------------------- */

static void derive_project(tc_project *project, const double *factor, const double *ratio,
                           const int *ratio_rank)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (ratio_rank[p] >= 0 && project->ratio[p] != 0.0)
            project->ratio[p] = ratio[p];
        project->emission[p] = project->emission[p] * factor[p];
        project->need[p] = project->ratio[p] * project->emission[p];
    }
}

static void refuse_project(tc_project *project)
{
    project->zoning_ok = false;
    project->must_serve = false;
    project->lock = NULL;
    project->refusal = (tc_citation){.kind = TC_CITED_NONE};
}

static bool change_projects(making *m)
{
    const int count = m->parent->project_count, cells = count * TC_POLLUTANTS;
    said factor, ratio, start, on;
    m->projects = take(m, count, sizeof *m->projects);
    if (!m->projects || !make_said(m, cells, 1.0, &factor) ||
        !make_said(m, cells, 0.0, &ratio) || !make_said(m, count, 0.0, &start) ||
        !make_said(m, count, 1.0, &on))
        return false;
    if (count > 0)
        memcpy(m->projects, m->parent->projects, (size_t)count * sizeof *m->projects);
    m->problem->projects = m->projects;
    ask(m, TC_AXIS_DEMAND, tc_axis_takes_project, count, true, &factor);
    ask(m, TC_AXIS_RATIO, tc_axis_takes_project, count, true, &ratio);
    ask(m, TC_AXIS_START, tc_axis_takes_project, count, false, &start);
    ask(m, TC_AXIS_PROJECT, tc_axis_takes_project, count, false, &on);
    for (int j = 0; j < count; j++) {
        tc_project *project = &m->projects[j];
        const ptrdiff_t at = (ptrdiff_t)j * TC_POLLUTANTS;
        project->start = tc_day_add_months(project->start, (int)lrint(start.value[j]));
        derive_project(project, factor.value + at, ratio.value + at, ratio.rank + at);
        if (on.value[j] == 0.0)
            refuse_project(project);
    }
    return true;
}

static void change_policy(making *m)
{
    for (int a = 0; a < m->sweep->axis_count; a++) {
        if (m->sweep->axes[a].kind != TC_AXIS_POLICY)
            continue;
        const tc_variant *variant = &m->sweep->variants[lrint(m->values[a])];
        m->problem->goals = variant->goals;
        m->problem->goal_count = variant->goal_count;
        for (int j = 0; variant->weights && j < m->problem->project_count; j++)
            m->projects[j].weight = variant->weights[j];
    }
}

static tc_code make_projects(making *m, tc_error *error)
{
    if (!asks(m, OF_PROJECTS))
        return TC_OK;
    if (!change_projects(m))
        return tc_no_memory(error);
    change_policy(m);
    return TC_OK;
}

/* ---- export ------------------------------------------------------------------------ */

/* Caps are of areas: a list of areas is asked as if it were one of records. */
static bool caps_area(const tc_axis *axis, int area, int pollutant)
{
    return axis->kind == TC_AXIS_EXPORT_CAP && (axis->area < 0 || axis->area == area) &&
           (axis->pollutant < 0 || axis->pollutant == pollutant);
}

static tc_code make_caps(making *m, tc_error *error)
{
    const int count = m->parent->area_count;
    said caps;
    if (!asks(m, 1u << TC_AXIS_EXPORT_CAP))
        return TC_OK;
    if (!make_said(m, count * TC_POLLUTANTS, 1.0, &caps))
        return tc_no_memory(error);
    for (int area = 0; area < count; area++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const int cell = area * TC_POLLUTANTS + p;
            caps.value[cell] = tc_problem_export_cap(m->parent, p, area);
            for (int a = 0; a < m->sweep->axis_count; a++)
                if (caps_area(&m->sweep->axes[a], area, p))
                    say(TC_AXIS_EXPORT_CAP, &m->sweep->axes[a], m->values[a], cell,
                        &caps);
        }
    m->problem->export_share = caps.value;
    return TC_OK;
}

tc_code tc_scenario_apply(const tc_problem *problem, const tc_sweep *sweep,
                          const double *values, tc_problem **scenario, tc_error *error)
{
    making m = {.parent = problem,
                .sweep = sweep,
                .values = values,
                .problem = tc_mem_new(1, sizeof *m.problem)};
    if (!m.problem)
        return tc_no_memory(error);
    *m.problem = *problem;
    m.problem->arena = (tc_arena){0};
    tc_code code = make_sources(&m, error);
    if (code == TC_OK)
        code = make_projects(&m, error);
    if (code == TC_OK)
        code = make_caps(&m, error);
    if (code == TC_OK)
        *scenario = m.problem;
    else
        tc_problem_free(m.problem);
    return code;
}
