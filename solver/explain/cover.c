/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/cover.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/shares.h"

/* A thousandth of a grain, as in domain/plan.c: less is rounding of the LP. */
#define SNAP 1e-3

static tc_grains credit_of(const tc_cover *cover, int project)
{
    return cover->credit[project * TC_POLLUTANTS + cover->pollutant];
}

/* ---- exchange factors other than 0 and 1 ------------------------------------------- */

/* The project with nothing but the credit to be covered: in any part, each tonne as good
 * as another. */
static void ask_only(const tc_cover *cover, tc_project *project, tc_grains credit)
{
    const int p = cover->pollutant;
    const double tonnes = (double)credit / pow(10.0, cover->problem->grain_digits);
    memset(project->need, 0, sizeof project->need);
    project->need[p] = tonnes;
    project->weight = tonnes;
    project->tier = 1;
    project->local_key = false;
    project->indivisible = false;
    project->must_serve = false;
    project->min_share = 0.0;
    project->zoning_ok = project->zoning_ok && credit > 0;
}

/* What the projects kept lack together, from the shares of a plan that covers as much as
 * can be. */
static tc_code lack(const tc_cover *cover, tc_problem *asked, tc_grains *missing,
                    tc_error *error)
{
    tc_plan *plan = tc_plan_new();
    if (!plan)
        return tc_no_memory(error);
    double tonnes = 0.0;
    const tc_code code = tc_shares_find_fast(asked, NULL, TC_NOISE, plan, error);
    for (int j = 0; code == TC_OK && j < asked->project_count; j++)
        if (cover->kept[j])
            tonnes += asked->projects[j].weight *
                      (asked->projects[j].zoning_ok ? 1.0 - plan->share[j] : 1.0);
    *missing = (tc_grains)ceil(tonnes * pow(10.0, asked->grain_digits) - SNAP);
    *missing = *missing > 0 ? *missing : 0;
    tc_plan_free(plan);
    return code;
}

static tc_code lack_of_kept(const tc_cover *cover, tc_grains *missing, tc_error *error)
{
    static const tc_goal most = {.kind = TC_GOAL_TIER, .tier = 1, .name = "tier 1"};
    const size_t count = (size_t)cover->problem->project_count;
    tc_problem asked = *cover->problem;
    tc_project *projects = tc_mem_new(count, sizeof *projects);
    if (!projects)
        return tc_no_memory(error);
    memcpy(projects, asked.projects, count * sizeof *projects);
    for (int j = 0; j < asked.project_count; j++)
        ask_only(cover, &projects[j], cover->kept[j] ? credit_of(cover, j) : 0);
    asked.projects = projects;
    asked.goals = &most;
    asked.goal_count = 1;
    const tc_code code = lack(cover, &asked, missing, error);
    tc_mem_drop(projects);
    return code;
}

static tc_code add_to_kept(tc_cover *cover, int project, tc_grains *missing,
                           tc_error *error)
{
    cover->kept[project] = true;
    cover->last = project;
    const tc_code code = lack_of_kept(cover, missing, error);
    if (code != TC_OK || *missing > 0)
        tc_cover_undo(cover);
    return code;
}

/* ---- flows ------------------------------------------------------------------------- */

static tc_code send(tc_cover *cover, int project, tc_grains *missing, tc_error *error)
{
    tc_flow *flow = &cover->pipes.flow;
    const tc_grains credit = credit_of(cover, project);
    const int class = cover->pipes.groups.class_of[project];
    tc_grains sent = 0;
    tc_code code = tc_flow_keep(flow, error);
    if (code == TC_OK && class >= 0) {
        tc_flow_widen(flow, cover->pipes.any_demand[class], credit);
        code = tc_flow_run(flow, &sent, error);
    }
    *missing = credit - sent;
    if (code == TC_OK && *missing > 0)
        tc_flow_return(flow);
    return code;
}

static tc_code send_all(tc_cover *cover, tc_grains *missing, tc_error *error)
{
    tc_flow *flow = &cover->pipes.flow;
    tc_grains wanted = 0, sent = 0;
    for (int j = 0; j < cover->problem->project_count; j++) {
        const int class = cover->pipes.groups.class_of[j];
        wanted += credit_of(cover, j);
        if (class >= 0)
            tc_flow_widen(flow, cover->pipes.any_demand[class], credit_of(cover, j));
    }
    const tc_code code = tc_flow_run(flow, &sent, error);
    *missing = wanted - sent;
    return code;
}

/* ---- both -------------------------------------------------------------------------- */

tc_code tc_cover_open(const tc_problem *problem, int pollutant, const tc_grains *credit,
                      tc_cover *cover, tc_error *error)
{
    *cover = (tc_cover){.problem = problem, .credit = credit, .pollutant = pollutant};
    const tc_code code = tc_pipes_build(problem, pollutant, &cover->pipes, error);
    if (code != TC_OK || !cover->pipes.mixed)
        return code;
    cover->kept = tc_mem_new((size_t)problem->project_count, sizeof *cover->kept);
    if (cover->kept)
        return TC_OK;
    tc_pipes_free(&cover->pipes);
    return tc_no_memory(error);
}

void tc_cover_close(tc_cover *cover)
{
    tc_pipes_free(&cover->pipes);
    tc_mem_drop(cover->kept);
    cover->kept = NULL;
}

tc_code tc_cover_add(tc_cover *cover, int project, tc_grains *missing, tc_error *error)
{
    return cover->kept ? add_to_kept(cover, project, missing, error)
                       : send(cover, project, missing, error);
}

void tc_cover_undo(tc_cover *cover)
{
    if (cover->kept)
        cover->kept[cover->last] = false;
    else
        tc_flow_return(&cover->pipes.flow);
}

tc_code tc_cover_all(const tc_problem *problem, int pollutant, const tc_grains *credit,
                     tc_grains *missing, tc_error *error)
{
    tc_cover cover;
    tc_code code = tc_cover_open(problem, pollutant, credit, &cover, error);
    if (code != TC_OK)
        return code;
    for (int j = 0; cover.kept && j < problem->project_count; j++)
        cover.kept[j] = credit_of(&cover, j) > 0;
    code = cover.kept ? lack_of_kept(&cover, missing, error)
                      : send_all(&cover, missing, error);
    tc_cover_close(&cover);
    return code;
}
