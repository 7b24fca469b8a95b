/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/change.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/derive.h"

/* A changed case on its way. */
typedef struct changing {
    const tc_problem *parent;
    tc_problem *problem;
    tc_source *sources;   /* of the problem, where a change is about one; else NULL */
    tc_project *projects; /* the same */
    int nowhere;          /* the area of sources that have none; -1: not known yet */
} changing;

static bool is_of_source(tc_change_kind kind)
{
    return kind <= TC_CHANGE_SOURCE_FROM || kind == TC_CHANGE_NO_RESERVE;
}

static bool is_of_project(tc_change_kind kind)
{
    return (kind > TC_CHANGE_SOURCE_FROM && kind < TC_CHANGE_NO_RESERVE) ||
           kind == TC_CHANGE_NO_BAR;
}

static void *copy(changing *c, const void *list, int count, int more, size_t size)
{
    void *made = tc_arena_take(&c->problem->arena, (size_t)count + (size_t)more, size);
    if (made && count > 0)
        memcpy(made, list, (size_t)count * size);
    return made;
}

/* A list by area and pollutant with one area more, for which it holds last. */
static bool widen(changing *c, const double **list, double last)
{
    const int cells = c->parent->area_count * TC_POLLUTANTS;
    if (!*list)
        return true;
    double *wide = copy(c, *list, cells, TC_POLLUTANTS, sizeof *wide);
    for (int p = 0; wide && p < TC_POLLUTANTS; p++)
        wide[cells + p] = last;
    *list = wide;
    return wide != NULL;
}

/* The area of a source that has none: what export_cap says of all areas holds for it. */
static bool find_nowhere(changing *c)
{
    tc_problem *problem = c->problem;
    for (int a = 0; a < problem->area_count && c->nowhere < 0; a++)
        if (problem->areas[a].kind == TC_AREA_UNSPECIFIED)
            c->nowhere = a;
    if (c->nowhere >= 0)
        return true;
    tc_area *areas = copy(c, problem->areas, problem->area_count, 1, sizeof *areas);
    if (!areas || !widen(c, &problem->kept_share, 0.0) ||
        !widen(c, &problem->export_share, 1.0))
        return false;
    areas[problem->area_count] =
        (tc_area){.id = "+", .name = "新增", .note = "", .kind = TC_AREA_UNSPECIFIED};
    problem->areas = areas;
    c->nowhere = problem->area_count++;
    return true;
}

static bool add_source(changing *c, const tc_change *change)
{
    if (change->area < 0 && !find_nowhere(c))
        return false;
    const int at = c->problem->source_count;
    char id[16];
    (void)snprintf(id, sizeof id, "+%d", at - c->parent->source_count + 1);
    char *kept = tc_arena_text(&c->problem->arena, id, strlen(id));
    if (!kept)
        return false;
    tc_source *source = &c->sources[at];
    *source = (tc_source){.id = kept,
                          .name = "新增削减源",
                          .industry = "",
                          .measure = "",
                          .reference = "",
                          .note = "",
                          .area = change->area < 0 ? c->nowhere : change->area,
                          .basin = change->basin,
                          .owner = -1,
                          .available_from = change->day,
                          .expires = TC_DAY_NEVER,
                          .realisation = 1.0};
    source->quantity[change->pollutant] = change->amount;
    source->supply[change->pollutant] = change->amount;
    c->problem->source_count++;
    return true;
}

/* What the entry holds back of the sources that it is about. */
static bool free_reserve(changing *c, int rule)
{
    const tc_rule *freed = &c->parent->reserve.list[rule];
    tc_rule_book book = {0};
    const bool made =
        tc_rule_book_make(&c->parent->reserve, &c->problem->arena, &book, NULL) == TC_OK;
    for (int s = 0; made && s < c->parent->source_count; s++) {
        tc_source *source = &c->sources[s];
        tc_source whole = *source;
        tc_source_derive(&whole, c->parent, NULL);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (tc_rule_book_find(&book, p, source->area, source->industry) == freed)
                source->supply[p] = whole.supply[p];
    }
    tc_rule_book_free(&book);
    return made;
}

static bool change_source(changing *c, const tc_change *change)
{
    if (change->kind == TC_CHANGE_ADD_SUPPLY)
        return add_source(c, change);
    if (change->kind == TC_CHANGE_NO_RESERVE)
        return free_reserve(c, change->rule);
    tc_source *source = &c->sources[change->source];
    double *supply = source->supply;
    if (change->kind == TC_CHANGE_LESS_SUPPLY)
        supply[change->pollutant] = fmax(supply[change->pollutant] - change->amount, 0.0);
    else if (change->kind == TC_CHANGE_LOSE_SOURCE)
        memset(supply, 0, sizeof source->supply);
    else
        source->available_from = change->day;
    return true;
}

/* Does nothing but its lock stand against the project? */
static bool is_admitted(const tc_project *project)
{
    return project->filed_zoning_ok && project->refusal.kind == TC_CITED_NONE;
}

static void change_project(tc_project *project, const tc_change *change)
{
    const int p = change->pollutant;
    switch (change->kind) {
    case TC_CHANGE_EMIT_LESS:
        project->emission[p] = fmax(project->emission[p] - change->amount, 0.0);
        project->need[p] = project->ratio[p] * project->emission[p];
        break;
    case TC_CHANGE_START:
        project->start = change->day;
        break;
    case TC_CHANGE_ACCEPTED:
        project->accepted_on = change->day;
        break;
    case TC_CHANGE_POOL:
        project->pool_access = true;
        break;
    case TC_CHANGE_TIER:
        project->tier = change->tier;
        break;
    case TC_CHANGE_REFUSE:
        project->zoning_ok = false;
        project->must_serve = false;
        project->lock = NULL;
        project->refusal = (tc_citation){.kind = TC_CITED_NONE};
        break;
    case TC_CHANGE_REQUIRE:
        project->must_serve = true;
        break;
    case TC_CHANGE_RELEASE:
        project->must_serve = false;
        project->lock = project->lock && project->lock->in ? NULL : project->lock;
        break;
    case TC_CHANGE_UNLOCK:
        project->must_serve = project->filed_must_serve;
        project->lock = NULL;
        project->zoning_ok = is_admitted(project);
        break;
    case TC_CHANGE_ADMIT:
        project->refusal = (tc_citation){.kind = TC_CITED_NONE};
        project->zoning_ok =
            is_admitted(project) && !(project->lock && !project->lock->in);
        break;
    case TC_CHANGE_ADD_SUPPLY:
    case TC_CHANGE_LESS_SUPPLY:
    case TC_CHANGE_LOSE_SOURCE:
    case TC_CHANGE_SOURCE_FROM:
    case TC_CHANGE_NO_RESERVE:
    case TC_CHANGE_NO_CAP:
    case TC_CHANGE_NO_KEPT:
    case TC_CHANGE_NO_BAR:
        break;
    }
}

/* A list of its own, with one entry more open. */
static bool lift_cap(changing *c, int rule)
{
    const tc_rule_list *caps = &c->problem->export_cap;
    tc_rule *list = copy(c, caps->list, caps->count, 0, sizeof *list);
    if (!list)
        return false;
    list[rule].value = 1.0;
    c->problem->export_cap.list = list;
    return true;
}

static void lift_bar(changing *c, int rule)
{
    const unsigned bit = c->problem->restrictions[rule].bit;
    for (int j = 0; j < c->problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            c->projects[j].limits[p] &= ~bit;
}

static bool change_one(changing *c, const tc_change *change)
{
    if (is_of_source(change->kind))
        return change_source(c, change);
    if (change->kind == TC_CHANGE_NO_CAP)
        return lift_cap(c, change->rule);
    if (change->kind == TC_CHANGE_NO_KEPT)
        c->problem->kept_share = NULL;
    else if (change->kind == TC_CHANGE_NO_BAR)
        lift_bar(c, change->rule);
    else
        change_project(&c->projects[change->project], change);
    return true;
}

static bool make(changing *c, const tc_change *changes, int count)
{
    int added = 0;
    bool of_sources = false, of_projects = false;
    for (int k = 0; k < count; k++) {
        added += changes[k].kind == TC_CHANGE_ADD_SUPPLY;
        of_sources = of_sources || is_of_source(changes[k].kind);
        of_projects = of_projects || is_of_project(changes[k].kind);
    }
    tc_problem *problem = c->problem;
    if (of_sources) {
        c->sources = copy(c, c->parent->sources, c->parent->source_count, added,
                          sizeof *c->sources);
        if (!c->sources)
            return false;
        problem->sources = c->sources;
    }
    if (of_projects) {
        c->projects = copy(c, c->parent->projects, c->parent->project_count, 0,
                           sizeof *c->projects);
        if (!c->projects)
            return false;
        problem->projects = c->projects;
    }
    for (int k = 0; k < count; k++)
        if (!change_one(c, &changes[k]))
            return false;
    return true;
}

tc_code tc_change_apply(const tc_problem *problem, const tc_change *changes, int count,
                        tc_problem **changed, tc_error *error)
{
    changing c = {
        .parent = problem, .problem = tc_mem_new(1, sizeof *c.problem), .nowhere = -1};
    bool made = c.problem != NULL;
    if (made) {
        *c.problem = *problem;
        c.problem->arena = (tc_arena){0};
        made = make(&c, changes, count);
    }
    if (!made) {
        tc_problem_free(c.problem);
        return tc_no_memory(error);
    }
    *changed = c.problem;
    return TC_OK;
}
