/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "explain/conflict_parts.h"

/* Other choices that are looked for: one for each of so many released projects. */
enum { OTHERS_MOST = 8 };

/* Whom to keep: as many required projects as can be, in a case of their own, in which
 * they are whole, of one tier, and nobody else asks for anything. The search over whole
 * projects answers it, with proof. */
typedef struct keeping {
    tc_finding *finding;
    tc_problem problem;
    tc_project *projects; /* of the problem */
    bool *kept;           /* by project */
    bool fewest;          /* no more can be kept */
} keeping;

static const tc_goal GOALS[] = {
    {.kind = TC_GOAL_TIER, .tier = 1, .name = "tier 1"},
    {.kind = TC_GOAL_FIRST_COME, .name = "first-come"},
};

static tc_code open_keeping(keeping *k)
{
    const tc_problem *problem = k->finding->problem;
    const size_t count = (size_t)problem->project_count;
    k->projects = tc_mem_new(count, sizeof *k->projects);
    k->kept = tc_mem_new(count, sizeof *k->kept);
    if (!k->projects || !k->kept)
        return tc_no_memory(k->finding->error);
    memcpy(k->projects, problem->projects, count * sizeof *k->projects);
    for (size_t j = 0; j < count; j++) {
        tc_project *project = &k->projects[j];
        project->zoning_ok = project->zoning_ok && project->must_serve;
        project->must_serve = project->local_key = false;
        project->lock = NULL;
        project->indivisible = true;
        project->tier = 1;
        project->weight = 1.0;
    }
    for (int e = 0; e < k->finding->conflict->required; e++) /* as they are ranked */
        k->projects[k->finding->holding.elements[e].project].accepted_on = e;
    k->problem = *problem;
    k->problem.arena = (tc_arena){0};
    k->problem.projects = k->projects;
    k->problem.goals = GOALS;
    k->problem.goal_count = sizeof GOALS / sizeof *GOALS;
    return TC_OK;
}

static void close_keeping(keeping *k)
{
    tc_mem_drop(k->projects);
    tc_mem_drop(k->kept);
}

/* Solve it. found is false where one that must be kept cannot be, or where whole grains
 * do not allow what the shares do. */
static tc_code keep_most(keeping *k, bool *found)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    const tc_code code = tc_solve(&k->problem, NULL, &plan, &error);
    *found = code == TC_OK && plan->status != TC_PLAN_INFEASIBLE;
    for (int j = 0; *found && j < k->problem.project_count; j++)
        k->kept[j] = plan->share[j] >= 1.0;
    k->fewest = *found && plan->status == TC_PLAN_OPTIMAL;
    tc_plan_free(plan);
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (k->finding->error)
        *k->finding->error = error;
    return code;
}

/* Those that are not kept, as they are ranked. */
static tc_code release(keeping *k, bool fewest)
{
    const tc_conflict *conflict = k->finding->conflict;
    const tc_element *elements = k->finding->holding.elements;
    tc_repair_step *steps = tc_mem_new((size_t)conflict->required, sizeof *steps);
    int count = 0;
    if (!steps)
        return tc_no_memory(k->finding->error);
    for (int e = 0; e < conflict->required; e++)
        if (!k->kept[elements[e].project])
            steps[count++] = (tc_repair_step){.change = tc_element_lift(&elements[e])};
    const tc_code code =
        tc_finding_repair(k->finding, TC_REPAIR_RELEASE, steps, count, fewest);
    tc_mem_drop(steps);
    return code;
}

tc_code tc_repair_by_release(tc_finding *finding)
{
    keeping k = {.finding = finding};
    bool found = false;
    tc_code code = open_keeping(&k);
    if (code == TC_OK)
        code = keep_most(&k, &found);
    if (code == TC_OK && found)
        code = release(&k, k.fewest);
    close_keeping(&k);
    return code;
}

/* The repair that releases projects, as it was found; NULL: none. */
static const tc_repair *first_release(const tc_conflict *conflict)
{
    for (int r = 0; r < conflict->repair_count; r++)
        if (conflict->repairs[r].kind == TC_REPAIR_RELEASE)
            return &conflict->repairs[r];
    return NULL;
}

tc_code tc_repair_by_other_release(tc_finding *finding)
{
    const tc_repair *first = first_release(finding->conflict);
    keeping k = {.finding = finding};
    bool found = false;
    tc_code code = first ? open_keeping(&k) : TC_OK;
    for (int s = 0; first && code == TC_OK && !found && s < first->count; s++) {
        tc_project *project = &k.projects[first->steps[s].change.project];
        if (!project->zoning_ok || s >= OTHERS_MOST)
            continue;
        project->must_serve = true;
        code = keep_most(&k, &found);
        project->must_serve = false;
    }
    if (code == TC_OK && found)
        code = release(&k, false);
    close_keeping(&k);
    return code;
}
