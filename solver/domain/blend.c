/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/blend.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/apply_rules.h"
#include "domain/derive.h"

/* A blend on its way. */
typedef struct blending {
    const tc_frame *frame;
    tc_problem *problem;
    int *source_side, *project_side, *lock_side; /* by number: which case it is of */
    int *at;            /* by number: of the blend; -1: not there */
    int side[TC_PARTS]; /* of parts that a case has once */
    tc_source *sources;
    tc_project *projects;
} blending;

static void *take(blending *b, int count, size_t size)
{
    return tc_arena_take(&b->problem->arena, (size_t)count, size);
}

static bool choose_sides(blending *b, const tc_part *parts, int count, const bool *taken)
{
    b->source_side = take(b, b->frame->sources.count, sizeof(int));
    b->project_side = take(b, b->frame->projects.count, sizeof(int));
    b->lock_side = take(b, b->frame->projects.count, sizeof(int));
    b->at = take(b, b->frame->projects.count, sizeof(int));
    if (!b->source_side || !b->project_side || !b->lock_side || !b->at)
        return false;
    for (int k = 0; k < count; k++) {
        if (!taken[k])
            continue;
        if (parts[k].kind == TC_PART_SOURCE)
            b->source_side[parts[k].item] = 1;
        else if (parts[k].kind == TC_PART_PROJECT)
            b->project_side[parts[k].item] = 1;
        else if (parts[k].kind == TC_PART_LOCK)
            b->lock_side[parts[k].item] = 1;
        else
            b->side[parts[k].kind] = 1;
    }
    return true;
}

/* The number here of a record of a case; -1 stays. */
static int renumber(const tc_frame_names *names, int side, int number)
{
    return number < 0 ? -1 : names->of_case[side][number];
}

/* ---- areas and rules --------------------------------------------------------------- */

static bool put_areas(blending *b)
{
    const tc_frame_names *names = &b->frame->areas;
    tc_area *areas = take(b, names->count, sizeof *areas);
    for (int k = 0; areas && k < names->count; k++) {
        const int wanted = b->side[TC_PART_AREAS];
        const int side = names->in_case[wanted][k] >= 0 ? wanted : 1 - wanted;
        areas[k] = b->frame->cases[side]->areas[names->in_case[side][k]];
        areas[k].basins = NULL; /* only reading asks for them */
        areas[k].basin_count = 0;
    }
    b->problem->areas = areas;
    b->problem->area_count = names->count;
    b->problem->basins = b->frame->basin_names;
    b->problem->basin_count = b->frame->basins.count;
    return areas != NULL;
}

static bool put_rules(blending *b, int side, const tc_rule_list *from, tc_rule_list *to)
{
    tc_rule *list = take(b, from->count, sizeof *list);
    for (int k = 0; list && k < from->count; k++) {
        list[k] = from->list[k];
        list[k].area = renumber(&b->frame->areas, side, list[k].area);
    }
    *to = (tc_rule_list){list, from->count};
    return list != NULL;
}

static bool put_exchange(blending *b)
{
    const int side = b->side[TC_PART_EXCHANGE];
    const tc_problem *from = b->frame->cases[side];
    tc_exchange *list = take(b, from->exchange_count, sizeof *list);
    for (int k = 0; list && k < from->exchange_count; k++) {
        list[k] = from->exchange[k];
        list[k].from_area = renumber(&b->frame->areas, side, list[k].from_area);
        list[k].to_area = renumber(&b->frame->areas, side, list[k].to_area);
        list[k].from_basin = renumber(&b->frame->basins, side, list[k].from_basin);
        list[k].to_basin = renumber(&b->frame->basins, side, list[k].to_basin);
    }
    b->problem->exchange = list;
    b->problem->exchange_count = from->exchange_count;
    b->problem->exchange_index = NULL;
    return list != NULL;
}

static bool put_attainment(blending *b)
{
    const int side = b->side[TC_PART_ATTAINMENT];
    const tc_problem *from = b->frame->cases[side];
    tc_attainment *list = take(b, from->attainment_count, sizeof *list);
    for (int k = 0; list && k < from->attainment_count; k++) {
        list[k] = from->attainment[k];
        list[k].area = renumber(&b->frame->areas, side, list[k].area);
        list[k].basin = renumber(&b->frame->basins, side, list[k].basin);
    }
    b->problem->attainment = list;
    b->problem->attainment_count = from->attainment_count;
    return list != NULL;
}

/* What follows from clauses is worked out anew. */
static void forget_clauses(tc_problem *problem)
{
    problem->restrictions = NULL;
    problem->restriction_count = 0;
    problem->wide_basins = false;
    problem->kept_share = NULL;
    problem->export_share = NULL;
    problem->widening = problem->protection = problem->preference =
        (tc_citation){.kind = TC_CITED_NONE};
}

static bool put_once(blending *b)
{
    const tc_problem *const *cases = b->frame->cases;
    tc_problem *problem = b->problem;
    const int reserve = b->side[TC_PART_RESERVE], caps = b->side[TC_PART_CAPS];
    const int ratios = b->side[TC_PART_RATIOS], sets = b->side[TC_PART_RULE_SETS];
    problem->decision_date = cases[b->side[TC_PART_DATE]]->decision_date;
    problem->goals = cases[b->side[TC_PART_POLICY]]->goals;
    problem->goal_count = cases[b->side[TC_PART_POLICY]]->goal_count;
    problem->rule_sets = cases[sets]->rule_sets;
    problem->rule_set_count = cases[sets]->rule_set_count;
    forget_clauses(problem);
    return put_areas(b) &&
           put_rules(b, reserve, &cases[reserve]->reserve, &problem->reserve) &&
           put_rules(b, caps, &cases[caps]->export_cap, &problem->export_cap) &&
           put_rules(b, ratios, &cases[ratios]->ratios, &problem->ratios) &&
           put_exchange(b) && put_attainment(b);
}

/* ---- records ----------------------------------------------------------------------- */

/* As it was filed; its own ratios go to own, negative where rules decide. */
static void put_project(const blending *b, int number, tc_project *project,
                        double own[TC_POLLUTANTS])
{
    const int side = b->project_side[number];
    *project = *tc_frame_project(b->frame, number, side);
    project->area = renumber(&b->frame->areas, side, project->area);
    project->basin = renumber(&b->frame->basins, side, project->basin);
    project->must_serve = project->filed_must_serve;
    project->pool_access = project->filed_pool_access;
    project->zoning_ok = project->filed_zoning_ok;
    project->refusal = project->pool_denial = (tc_citation){.kind = TC_CITED_NONE};
    memset(project->limits, 0, sizeof project->limits);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        own[p] = project->ratio_from[p].kind == TC_CITED_OWN ? project->ratio[p] : -1.0;
    const tc_project *locked = tc_frame_project(b->frame, number, b->lock_side[number]);
    if (locked && tc_frame_project(b->frame, number, 1 - b->lock_side[number]))
        project->lock = locked->lock;
}

static bool put_projects(blending *b, const tc_rule_book *ratios)
{
    const int count = b->frame->projects.count;
    b->projects = take(b, count, sizeof *b->projects);
    b->problem->projects = b->projects;
    b->problem->project_count = 0;
    for (int k = 0; b->projects && k < count; k++) {
        b->at[k] = -1;
        if (!tc_frame_project(b->frame, k, b->project_side[k]))
            continue;
        double own[TC_POLLUTANTS];
        b->at[k] = b->problem->project_count++;
        tc_project *project = &b->projects[b->at[k]];
        put_project(b, k, project, own);
        tc_project_derive(project, own, ratios);
        if (project->lock) {
            project->must_serve = project->must_serve || project->lock->in;
            project->zoning_ok = project->zoning_ok && project->lock->in;
        }
    }
    return b->projects != NULL;
}

static bool put_sources(blending *b, const tc_rule_book *reserve)
{
    const int count = b->frame->sources.count;
    b->sources = take(b, count, sizeof *b->sources);
    b->problem->sources = b->sources;
    b->problem->source_count = 0;
    for (int k = 0; b->sources && k < count; k++) {
        const int side = b->source_side[k];
        const tc_source *from = tc_frame_source(b->frame, k, side);
        const int owner = from ? renumber(&b->frame->projects, side, from->owner) : -1;
        if (!from || (owner >= 0 && b->at[owner] < 0))
            continue;
        tc_source *source = &b->sources[b->problem->source_count++];
        *source = *from;
        source->area = renumber(&b->frame->areas, side, from->area);
        source->basin = renumber(&b->frame->basins, side, from->basin);
        source->owner = owner < 0 ? -1 : b->at[owner];
        memset(source->limits, 0, sizeof source->limits);
        tc_source_derive(source, b->problem, reserve);
    }
    return b->sources != NULL;
}

static tc_code put_records(blending *b, tc_error *error)
{
    tc_rule_book ratios = {0}, reserve = {0};
    tc_arena *arena = &b->problem->arena;
    tc_code code = tc_rule_book_make(&b->problem->ratios, arena, &ratios, error);
    if (code == TC_OK)
        code = tc_rule_book_make(&b->problem->reserve, arena, &reserve, error);
    if (code == TC_OK && !(put_projects(b, &ratios) && put_sources(b, &reserve)))
        code = tc_no_memory(error);
    tc_rule_book_free(&ratios);
    tc_rule_book_free(&reserve);
    return code;
}

static tc_code apply_clauses(blending *b, tc_error *error)
{
    tc_faults faults = {0};
    tc_code code = tc_rules_apply(b->problem, b->projects, b->sources, &faults, error);
    if (code == TC_OK && faults.errors > 0)
        code = tc_faults_refuse(&faults, error);
    tc_faults_free(&faults);
    return code;
}

tc_code tc_blend_make(const tc_frame *frame, const tc_part *parts, int count,
                      const bool *taken, tc_problem **blend, tc_error *error)
{
    blending b = {.frame = frame, .problem = tc_mem_new(1, sizeof *b.problem)};
    if (!b.problem)
        return tc_no_memory(error);
    *b.problem = *frame->cases[0];
    b.problem->arena = (tc_arena){0};
    tc_code code = choose_sides(&b, parts, count, taken) && put_once(&b)
                       ? put_records(&b, error)
                       : tc_no_memory(error);
    if (code == TC_OK)
        code = apply_clauses(&b, error);
    if (code == TC_OK)
        *blend = b.problem;
    else
        tc_problem_free(b.problem);
    return code;
}
