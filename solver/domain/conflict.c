/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/conflict.h"

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"

static const char *const ELEMENTS[] = {"required", "locked-out", "refused", "no-pool",
                                       "barred",   "kept",       "capped",  "reserved"};

static const char *const REPAIRS[] = {"tonnes", "release", "rule", "mixed"};

const char *tc_element_word(tc_element_kind kind)
{
    return ELEMENTS[kind];
}

const char *tc_repair_word(tc_repair_kind kind)
{
    return REPAIRS[kind];
}

tc_change tc_element_lift(const tc_element *element)
{
    static const tc_change_kind lifts[] = {[TC_ELEMENT_REQUIRED] = TC_CHANGE_RELEASE,
                                           [TC_ELEMENT_LOCKED] = TC_CHANGE_UNLOCK,
                                           [TC_ELEMENT_REFUSED] = TC_CHANGE_ADMIT,
                                           [TC_ELEMENT_NO_POOL] = TC_CHANGE_POOL,
                                           [TC_ELEMENT_BARRED] = TC_CHANGE_NO_BAR,
                                           [TC_ELEMENT_KEPT] = TC_CHANGE_NO_KEPT,
                                           [TC_ELEMENT_CAPPED] = TC_CHANGE_NO_CAP,
                                           [TC_ELEMENT_RESERVED] = TC_CHANGE_NO_RESERVE};
    return (tc_change){
        .kind = lifts[element->kind], .project = element->project, .rule = element->rule};
}

/* The elements so far. */
typedef struct listing {
    const tc_problem *problem;
    tc_element *list;
    int count;
} listing;

static void add(listing *all, tc_element_kind kind, int project, int rule)
{
    all->list[all->count++] = (tc_element){kind, project, rule};
}

static void add_of_project(listing *all, int j)
{
    const tc_project *project = &all->problem->projects[j];
    if (project->lock && !project->lock->in)
        add(all, TC_ELEMENT_LOCKED, j, -1);
    if (project->refusal.kind == TC_CITED_CLAUSE)
        add(all, TC_ELEMENT_REFUSED, j, -1);
    if (!project->pool_access)
        add(all, TC_ELEMENT_NO_POOL, j, -1);
}

/* Does the restriction stand between a required project and a source? */
static bool bars_required(const tc_problem *problem, unsigned bit)
{
    unsigned needing = 0, supplying = 0; /* bit p: of pollutant p */
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int j = 0; j < problem->project_count; j++)
            if (problem->projects[j].must_serve && problem->projects[j].need[p] > 0.0 &&
                (problem->projects[j].limits[p] & bit))
                needing |= 1U << p;
        for (int s = 0; s < problem->source_count; s++)
            if (problem->sources[s].supply[p] > 0.0 &&
                (problem->sources[s].limits[p] & bit))
                supplying |= 1U << p;
    }
    return (needing & supplying) != 0;
}

static void add_of_rules(listing *all)
{
    const tc_problem *problem = all->problem;
    for (int r = 0; r < problem->restriction_count; r++)
        if (bars_required(problem, problem->restrictions[r].bit))
            add(all, TC_ELEMENT_BARRED, -1, r);
    if (problem->kept_share)
        add(all, TC_ELEMENT_KEPT, -1, -1);
    for (int i = 0; i < problem->export_cap.count; i++)
        if (problem->export_cap.list[i].value < 1.0)
            add(all, TC_ELEMENT_CAPPED, -1, i);
    for (int i = 0; i < problem->reserve.count; i++)
        if (problem->reserve.list[i].value > 0.0)
            add(all, TC_ELEMENT_RESERVED, -1, i);
}

tc_element *tc_elements_list(const tc_problem *problem, tc_arena *arena, int *count,
                             tc_error *error)
{
    const size_t projects = (size_t)problem->project_count;
    const size_t rules = (size_t)problem->restriction_count +
                         (size_t)problem->export_cap.count +
                         (size_t)problem->reserve.count + 1;
    listing all = {.problem = problem};
    all.list = tc_arena_take(arena, 4 * projects + rules, sizeof *all.list);
    int *order = tc_mem_new(projects, sizeof *order);
    const bool room = all.list && order;
    if (room) {
        tc_order_by_rank(problem, order);
        for (int k = 0; k < problem->project_count; k++)
            if (problem->projects[order[k]].must_serve)
                add(&all, TC_ELEMENT_REQUIRED, order[k], -1);
        for (int k = 0; k < problem->project_count; k++)
            if (problem->projects[order[k]].must_serve)
                add_of_project(&all, order[k]);
        add_of_rules(&all);
    } else {
        (void)tc_no_memory(error);
    }
    tc_mem_drop(order);
    *count = all.count;
    return room ? all.list : NULL;
}

bool tc_conflict_exists(const tc_conflict *conflict)
{
    return conflict->exists;
}

void tc_conflict_free(tc_conflict *conflict)
{
    if (!conflict)
        return;
    tc_arena arena = conflict->arena; /* the conflict itself lies in its arena */
    tc_arena_free(&arena);
}
