/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/name_index.h"
#include "domain/blend.h"
#include "explain/difference_parts.h"
#include "plan/solve.h"

/* ---- one plan ---------------------------------------------------------------------- */

tc_code tc_compare_solve(tc_comparing *c, const tc_problem *problem, tc_plan **plan)
{
    tc_error found = {.code = TC_OK};
    tc_verdict verdict;
    *plan = NULL;
    c->difference->solved++;
    const tc_code code = tc_solve_fast(problem, c->options, plan, &verdict, &found);
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (c->error)
        *c->error = found;
    return code;
}

static tc_place_in place_of(const tc_problem *problem, const tc_plan *plan, int project)
{
    tc_place_in place = {.there = true, .standing = TC_STANDING_NONE};
    if (plan->status == TC_PLAN_INFEASIBLE)
        return place;
    place.standing = tc_standing_of(problem, plan, project);
    place.share = plan->share[project];
    return place;
}

tc_code tc_compare_places(tc_comparing *c, const tc_problem *problem, const tc_plan *plan,
                          tc_place_in *places)
{
    const tc_frame *frame = &c->difference->frame;
    tc_name_index ids = {0};
    bool room = true;
    for (int j = 0; room && j < problem->project_count; j++)
        room = tc_name_index_add(&ids, problem->projects[j].id, j);
    for (int k = 0; room && k < frame->projects.count; k++) {
        const int *at = tc_name_index_find(&ids, tc_frame_any_project(frame, k)->id);
        places[k] = at ? place_of(problem, plan, *at)
                       : (tc_place_in){.standing = TC_STANDING_NONE};
    }
    tc_name_index_free(&ids);
    return room ? TC_OK : tc_no_memory(c->error);
}

static bool has_turned(const tc_place_in *a, const tc_place_in *b)
{
    return a->there != b->there || a->standing != b->standing ||
           a->share - b->share > TC_SAME_SHARE || b->share - a->share > TC_SAME_SHARE;
}

static tc_code list_turns(tc_comparing *c, const tc_place_in *before,
                          const tc_place_in *after, tc_turns *turns)
{
    const int count = c->difference->frame.projects.count;
    tc_turn *list = tc_arena_take(&c->difference->arena, (size_t)count, sizeof *list);
    if (!list)
        return tc_no_memory(c->error);
    turns->count = 0;
    for (int k = 0; k < count; k++)
        if (has_turned(&before[k], &after[k]))
            list[turns->count++] = (tc_turn){k, before[k], after[k]};
    turns->list = list;
    return TC_OK;
}

/* ---- causes ------------------------------------------------------------------------ */

/* The first case with these causes, beside the places of before; what it comes to goes to
 * after (as before where there is no plan). */
static tc_code try_causes(tc_comparing *c, const bool *taken, const tc_place_in *before,
                          tc_place_in *after, tc_turns *turns)
{
    const size_t bytes = (size_t)c->difference->frame.projects.count * sizeof *after;
    tc_error found = {.code = TC_OK};
    tc_problem *blend = NULL;
    tc_plan *plan = NULL;
    tc_code code = tc_blend_make(&c->difference->frame, c->parts, c->part_count, taken,
                                 &blend, &found);
    if (code == TC_OK)
        code = tc_compare_solve(c, blend, &plan);
    else if (code == TC_ERR_INPUT) /* clauses at odds: no case that could be decided */
        code = TC_OK;
    else if (c->error)
        *c->error = found;
    *turns = (tc_turns){.decided = plan != NULL};
    if (bytes > 0)
        memcpy(after, before, bytes);
    if (plan)
        turns->status = plan->status;
    if (code == TC_OK && plan && plan->status != TC_PLAN_INFEASIBLE)
        code = tc_compare_places(c, blend, plan, after);
    if (code == TC_OK && plan && plan->status != TC_PLAN_INFEASIBLE)
        code = list_turns(c, before, after, turns);
    tc_plan_free(plan);
    tc_problem_free(blend);
    return code;
}

static void take_cause(const tc_comparing *c, int cause, bool taken, bool *parts)
{
    const tc_cause *about = &c->difference->causes[cause];
    for (int k = 0; k < about->count; k++)
        parts[about->parts + k - c->parts] = taken;
}

static bool same_places(const tc_place_in *a, const tc_place_in *b, int count)
{
    for (int k = 0; k < count; k++)
        if (has_turned(&a[k], &b[k]))
            return false;
    return true;
}

/* Each cause alone, then one after the other. */
static tc_code try_each(tc_comparing *c, bool *taken, tc_place_in *now, tc_place_in *then)
{
    tc_difference *difference = c->difference;
    const int count = difference->frame.projects.count;
    tc_cause_effect *effects = tc_arena_take(
        &difference->arena, (size_t)difference->cause_count, sizeof *effects);
    tc_code code = effects ? TC_OK : tc_no_memory(c->error);
    difference->effects = effects;
    for (int k = 0; code == TC_OK && k < difference->cause_count; k++) {
        take_cause(c, k, true, taken);
        code = try_causes(c, taken, c->places[0], then, &effects[k].alone);
        take_cause(c, k, false, taken);
    }
    if (code == TC_OK && count > 0)
        memcpy(now, c->places[0], (size_t)count * sizeof *now);
    for (int k = 0; code == TC_OK && k < difference->cause_count; k++) {
        take_cause(c, k, true, taken);
        code = try_causes(c, taken, now, then, &effects[k].in_turn);
        if (code == TC_OK && count > 0)
            memcpy(now, then, (size_t)count * sizeof *now);
    }
    difference->adds_up = code == TC_OK && same_places(now, c->places[1], count);
    return code;
}

static tc_code try_all(tc_comparing *c)
{
    const size_t projects = (size_t)c->difference->frame.projects.count;
    bool *taken = tc_mem_new((size_t)c->part_count, sizeof *taken);
    tc_place_in *now = tc_mem_new(projects, sizeof *now);
    tc_place_in *then = tc_mem_new(projects, sizeof *then);
    const tc_code code =
        taken && now && then ? try_each(c, taken, now, then) : tc_no_memory(c->error);
    tc_mem_drop(taken);
    tc_mem_drop(now);
    tc_mem_drop(then);
    return code;
}

/* ---- the whole --------------------------------------------------------------------- */

static tc_code decide_both(tc_comparing *c)
{
    tc_difference *difference = c->difference;
    const size_t projects = (size_t)difference->frame.projects.count;
    tc_code code = TC_OK;
    for (int side = 0; code == TC_OK && side < 2; side++) {
        const tc_problem *problem = difference->frame.cases[side];
        tc_verdict verdict;
        c->places[side] =
            tc_arena_take(&difference->arena, projects, sizeof *c->places[side]);
        if (!c->places[side])
            return tc_no_memory(c->error);
        difference->solved++;
        code = tc_solve_fast(problem, c->options, &difference->plans[side], &verdict,
                             c->error);
        if (code == TC_OK)
            code =
                tc_compare_places(c, problem, difference->plans[side], c->places[side]);
    }
    return code;
}

static tc_code compare(tc_comparing *c)
{
    tc_difference *difference = c->difference;
    tc_code code = decide_both(c);
    if (code != TC_OK)
        return code;
    c->parts =
        tc_parts_list(&difference->frame, &difference->arena, &c->part_count, c->error);
    if (!c->parts)
        return TC_ERR_MEMORY;
    code = tc_compare_causes(c);
    if (code != TC_OK || !tc_difference_has_plans(difference))
        return code;
    difference->whole.decided = true;
    difference->whole.status = difference->plans[1]->status;
    code = list_turns(c, c->places[0], c->places[1], &difference->whole);
    if (code == TC_OK)
        code = try_all(c);
    return code == TC_OK ? tc_compare_blame(c) : code;
}

static tc_difference *new_difference(void)
{
    tc_arena arena = {0};
    tc_difference *made = tc_arena_take(&arena, 1, sizeof *made);
    if (made)
        made->arena = arena;
    return made;
}

tc_code tc_difference_find(const tc_problem *before, const tc_problem *after,
                           const tc_solve_options *options, tc_difference **difference,
                           tc_error *error)
{
    static const tc_solve_options usual = {0};
    if (before->grain_digits != after->grain_digits)
        return tc_fail(error, TC_ERR_USAGE, NULL,
                       "两个案例的最小单位（grain）不同，不能逐粒比较",
                       "the smallest units (grain) of the two cases differ: they cannot "
                       "be compared");
    tc_comparing c = {.difference = new_difference(),
                      .options = options ? options : &usual,
                      .error = error};
    if (!c.difference)
        return tc_no_memory(error);
    tc_code code = tc_frame_make(before, after, &c.difference->frame, error);
    if (code == TC_OK)
        code = compare(&c);
    if (code == TC_OK)
        *difference = c.difference;
    else
        tc_difference_free(c.difference);
    return code;
}
