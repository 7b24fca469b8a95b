/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/nearest.h"
#include "base/plain.h"
#include "domain/order.h"
#include "explain/explaining.h"

/* ---- which project ----------------------------------------------------------------- */

static tc_code fail_unknown(const tc_problem *problem, const char *id, tc_error *error)
{
    tc_nearest search;
    tc_nearest_start(&search, id, true);
    for (int j = 0; j < problem->project_count; j++)
        tc_nearest_offer(&search, problem->projects[j].id);
    const tc_shown shown = tc_plain_show(id);
    if (!search.best)
        return tc_fail(error, TC_ERR_USAGE, NULL, "没有项目“%s”",
                       "there is no project '%s'", shown.text);
    return tc_fail(error, TC_ERR_USAGE, NULL, "没有项目“%s”，是不是“%s”？",
                   "there is no project '%s': did you mean '%s'?", shown.text,
                   search.best);
}

static tc_code look_up(const tc_problem *problem, const char *id, int *project,
                       tc_error *error)
{
    for (int j = 0; j < problem->project_count; j++)
        if (strcmp(problem->projects[j].id, id) == 0) {
            *project = j;
            return TC_OK;
        }
    return fail_unknown(problem, id, error);
}

/* ---- one project ------------------------------------------------------------------- */

static void describe(const tc_explaining *e, tc_explanation *out)
{
    out->project = e->project;
    out->status = e->plan->status;
    if (out->status == TC_PLAN_INFEASIBLE)
        return;
    out->standing = tc_standing_of(e->problem, e->plan, e->project);
    out->share = e->plan->share[e->project];
    out->reason = e->plan->reasons[e->project].kind;
    out->why = tc_standing_explain(e->problem, e->plan, e->project);
    memcpy(out->emission, e->plan->emission + (ptrdiff_t)e->project * TC_POLLUTANTS,
           sizeof out->emission);
}

/* Everything that could serve it, one kind after the other. */
static tc_code find_ways(const tc_explaining *e, tc_explanation *out)
{
    tc_way *ways = tc_arena_take(e->arena, TC_WAYS_MOST, sizeof *ways);
    if (!ways)
        return tc_no_memory(e->error);
    out->ways = ways;
    if (out->standing == TC_STANDING_REFUSED)
        return tc_way_by_lift(e, ways, &out->way_count);
    tc_code code = tc_displacement_find(e, &out->displacement);
    if (code == TC_OK)
        code = tc_ways_by_amount(e, TC_WAY_EMISSION, out->stops, out->stop_count, ways,
                                 &out->way_count);
    if (code == TC_OK)
        code = tc_ways_by_amount(e, TC_WAY_SUPPLY, out->stops, out->stop_count, ways,
                                 &out->way_count);
    if (code == TC_OK)
        code = tc_way_by_start(e, ways, &out->way_count);
    if (code == TC_OK)
        code = tc_way_by_pool(e, ways, &out->way_count);
    if (code == TC_OK)
        code = tc_way_by_tier(e, &out->displacement, ways, &out->way_count);
    if (code == TC_OK)
        code = tc_ways_by_swap(e, out->stops, out->stop_count, ways, &out->way_count);
    return code;
}

static tc_code explain(const tc_explaining *e, tc_explanation *out)
{
    describe(e, out);
    if (out->status == TC_PLAN_INFEASIBLE)
        return TC_OK;
    tc_code code = tc_stops_find(e, &out->stops, &out->stop_count);
    if (code == TC_OK)
        code = tc_tie_find(e, &out->tie);
    if (code == TC_OK && out->standing != TC_STANDING_SERVED)
        code = find_ways(e, out);
    const tc_inquiry_counts counts = tc_inquiry_count(e->inquiry);
    out->asked = counts.asked;
    out->replayed = counts.replayed;
    return code;
}

static tc_explanation *new_explanation(void)
{
    tc_arena arena = {0};
    tc_explanation *made = tc_arena_take(&arena, 1, sizeof *made);
    if (made)
        made->arena = arena;
    return made;
}

tc_code tc_explanation_find(const tc_problem *problem, const tc_solve_options *options,
                            const char *project, tc_explanation **explanation,
                            tc_error *error)
{
    tc_explaining e = {.problem = problem, .error = error};
    tc_code code = look_up(problem, project, &e.project, error);
    if (code != TC_OK)
        return code;
    tc_explanation *made = new_explanation();
    if (!made)
        return tc_no_memory(error);
    e.arena = &made->arena;
    code = tc_inquiry_open(problem, options, &e.inquiry, error);
    if (code == TC_OK) {
        e.plan = tc_inquiry_plan(e.inquiry);
        code = explain(&e, made);
    }
    tc_inquiry_close(e.inquiry);
    if (code == TC_OK)
        *explanation = made;
    else
        tc_explanation_free(made);
    return code;
}

/* ---- all that are not served ------------------------------------------------------- */

static tc_code displace_each(tc_explaining *e, const int *order, tc_displacements *out)
{
    const tc_problem *problem = e->problem;
    tc_displacement *list =
        tc_arena_take(e->arena, (size_t)problem->project_count, sizeof *list);
    tc_code code = list ? TC_OK : tc_no_memory(e->error);
    out->list = list;
    for (int k = 0; code == TC_OK && k < problem->project_count; k++) {
        e->project = order[k];
        const tc_standing standing = tc_standing_of(problem, e->plan, e->project);
        out->served += standing == TC_STANDING_SERVED;
        out->refused += standing == TC_STANDING_REFUSED;
        if (standing == TC_STANDING_PARTIAL || standing == TC_STANDING_NONE)
            code = tc_displacement_find(e, &list[out->count++]);
    }
    const tc_inquiry_counts counts = tc_inquiry_count(e->inquiry);
    out->asked = counts.asked;
    out->replayed = counts.replayed;
    return code;
}

static tc_code displace(tc_explaining *e, tc_displacements *out)
{
    e->plan = tc_inquiry_plan(e->inquiry);
    out->status = e->plan->status;
    if (out->status == TC_PLAN_INFEASIBLE)
        return TC_OK;
    int *order = tc_mem_new((size_t)e->problem->project_count, sizeof *order);
    if (!order)
        return tc_no_memory(e->error);
    tc_order_by_rank(e->problem, order);
    const tc_code code = displace_each(e, order, out);
    tc_mem_drop(order);
    return code;
}

tc_code tc_displacements_find(const tc_problem *problem, const tc_solve_options *options,
                              tc_displacements **displacements, tc_error *error)
{
    tc_arena arena = {0};
    tc_displacements *made = tc_arena_take(&arena, 1, sizeof *made);
    if (!made)
        return tc_no_memory(error);
    made->arena = arena;
    tc_explaining e = {.problem = problem, .arena = &made->arena, .error = error};
    tc_code code = tc_inquiry_open(problem, options, &e.inquiry, error);
    if (code == TC_OK)
        code = displace(&e, made);
    tc_inquiry_close(e.inquiry);
    if (code == TC_OK)
        *displacements = made;
    else
        tc_displacements_free(made);
    return code;
}
