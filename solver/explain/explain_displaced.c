/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "explain/explaining.h"

static tc_code note_displaced(const tc_explaining *e, const tc_replay *replay,
                              tc_displacement *displacement)
{
    tc_goal_change *goals =
        tc_arena_take(e->arena, 2 * (size_t)e->problem->goal_count + 1, sizeof *goals);
    if (!goals)
        return tc_no_memory(e->error);
    displacement->possible = true;
    displacement->goals = goals;
    displacement->goal_count = tc_goals_compare(e->problem, e->plan, replay->plan, goals);
    return tc_falls_find(e, replay, e->project, &displacement->falls);
}

tc_code tc_displacement_find(const tc_explaining *e, tc_displacement *displacement)
{
    const tc_change change = {.kind = TC_CHANGE_REQUIRE, .project = e->project};
    tc_displacement made = {.project = e->project, .share = e->plan->share[e->project]};
    tc_replay replay;
    bool holds = false;
    tc_code code = tc_explaining_play(e, &change, 1, &replay, &holds);
    if (code == TC_OK && holds)
        code = note_displaced(e, &replay, &made);
    tc_replay_free(&replay);
    if (code == TC_OK)
        *displacement = made;
    return code;
}

/* ---- ties -------------------------------------------------------------------------- */

bool tc_explaining_is_tied(const tc_explaining *e, int project)
{
    for (int k = 0; k < e->plan->tie_count; k++)
        if (e->plan->ties[k] == project)
            return true;
    return false;
}

/* The tied projects that the same goal counts; of one that no goal counts, all. */
static tc_code list_tied(const tc_explaining *e, tc_tie *tie)
{
    const tc_problem *problem = e->problem;
    int *order = tc_mem_new((size_t)problem->project_count, sizeof *order);
    int *list = tc_arena_take(e->arena, (size_t)e->plan->tie_count, sizeof *list);
    const int goal = tc_goal_of_tier(problem, problem->projects[e->project].tier);
    const bool room = order && list;
    if (room) {
        const bool by_id = !tc_problem_has_goal(problem, TC_GOAL_FIRST_COME);
        tc_order_by_acceptance(problem, by_id, order);
        for (int k = 0; k < problem->project_count; k++)
            if (tc_explaining_is_tied(e, order[k]) &&
                tc_goal_of_tier(problem, problem->projects[order[k]].tier) == goal)
                list[tie->count++] = order[k];
    }
    tie->projects = list;
    tc_mem_drop(order);
    return room ? TC_OK : tc_no_memory(e->error);
}

tc_code tc_tie_find(const tc_explaining *e, tc_tie *tie)
{
    /* earlier and later than any day of a case */
    enum { BEFORE_ALL = 10000101, AFTER_ALL = 99991231 };
    const bool served = tc_inquiry_serves(e->inquiry, e->project);
    const tc_change change = {.kind = TC_CHANGE_ACCEPTED,
                              .project = e->project,
                              .day = served ? AFTER_ALL : BEFORE_ALL};
    tc_tie made = {.count = 0};
    tc_replay replay = {.plan = NULL};
    bool holds = false;
    if (!tc_explaining_is_tied(e, e->project))
        return TC_OK;
    tc_code code = list_tied(e, &made);
    if (code == TC_OK)
        code = tc_explaining_play(e, &change, 1, &replay, &holds);
    if (code == TC_OK && holds) {
        made.share = replay.plan->share[e->project];
        code = tc_falls_find(e, &replay, -1, &made.falls);
    }
    tc_replay_free(&replay);
    if (code == TC_OK && made.count > 1)
        *tie = made;
    return code;
}
