/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/explaining.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

tc_code tc_explaining_play(const tc_explaining *e, const tc_change *changes, int count,
                           tc_replay *replay, bool *holds)
{
    tc_error found = {.code = TC_OK};
    *replay = (tc_replay){.plan = NULL};
    const tc_code code = tc_inquiry_replay(e->inquiry, changes, count, replay, &found);
    *holds = code == TC_OK && replay->plan->status != TC_PLAN_INFEASIBLE &&
             replay->verdict.verified;
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (e->error)
        *e->error = found;
    return code;
}

tc_code tc_explaining_serves(const tc_explaining *e, const tc_change *changes, int count,
                             bool *serves)
{
    tc_replay replay;
    const tc_code code = tc_explaining_play(e, changes, count, &replay, serves);
    *serves = code == TC_OK && *serves && tc_replay_serves(&replay, e->project);
    tc_replay_free(&replay);
    return code;
}

tc_code tc_explaining_ask(const tc_explaining *e, const tc_change *changes, int count,
                          tc_answer *answer, bool *holds)
{
    tc_error found = {.code = TC_OK};
    const tc_code code = tc_inquiry_ask(e->inquiry, changes, count, answer, &found);
    *holds = code == TC_OK && answer->status != TC_PLAN_INFEASIBLE;
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (e->error)
        *e->error = found;
    return code;
}

tc_code tc_explaining_seems(const tc_explaining *e, const tc_change *changes, int count,
                            bool *serves)
{
    tc_answer answer;
    const tc_code code = tc_explaining_ask(e, changes, count, &answer, serves);
    *serves = code == TC_OK && *serves && tc_share_is_full(answer.share[e->project]);
    return code;
}

/* ---- goals ------------------------------------------------------------------------- */

/* NULL: the plan has no such level. */
static const tc_level *level_of(const tc_plan *plan, int goal, tc_level_kind kind)
{
    for (int k = 0; k < plan->level_count; k++)
        if (plan->levels[k].goal == goal && plan->levels[k].kind == kind)
            return &plan->levels[k];
    return NULL;
}

static double value_of(const tc_plan *plan, int goal, bool smallest)
{
    const tc_level *level =
        level_of(plan, goal, smallest ? TC_LEVEL_SMALLEST_SHARE : TC_LEVEL_TOTAL);
    return level ? level->value : 0.0;
}

int tc_goals_compare(const tc_problem *problem, const tc_plan *before,
                     const tc_plan *after, tc_goal_change *out)
{
    int count = 0;
    for (int g = 0; g < problem->goal_count; g++)
        for (int part = problem->goals[g].even ? 0 : 1; part < 2; part++) {
            const tc_goal_change change = {.goal = g,
                                           .smallest = part == 0,
                                           .before = value_of(before, g, part == 0),
                                           .after = value_of(after, g, part == 0)};
            if (problem->goals[g].kind != TC_GOAL_FIRST_COME &&
                fabs(change.after - change.before) >
                    TC_SHARE_SAME * fmax(1.0, fabs(change.before)))
                out[count++] = change;
        }
    return count;
}

/* Does the first goal that differs, of those that stand before first-come and
 * keep-local, lose? What these two compare depends on the changes. */
static bool loses_early(const tc_explaining *e, const tc_plan *after,
                        tc_goal_change *scratch)
{
    const int count = tc_goals_compare(e->problem, e->plan, after, scratch);
    if (count == 0 || !(scratch[0].after < scratch[0].before))
        return false;
    for (int g = 0; g <= scratch[0].goal; g++)
        if (e->problem->goals[g].kind != TC_GOAL_TIER &&
            e->problem->goals[g].kind != TC_GOAL_GUARANTEE_LOCAL)
            return false;
    return true;
}

tc_code tc_explaining_rules_out(const tc_explaining *e, const tc_change *changes,
                                int count, bool *proved)
{
    tc_change *all = tc_mem_new((size_t)count + 1, sizeof *all);
    tc_goal_change *scratch =
        tc_mem_new(2 * (size_t)e->problem->goal_count, sizeof *scratch);
    tc_replay replay = {.plan = NULL};
    bool holds = false;
    tc_code code = all && scratch ? TC_OK : tc_no_memory(e->error);
    if (code == TC_OK) {
        if (count > 0)
            memcpy(all, changes, (size_t)count * sizeof *all);
        all[count] = (tc_change){.kind = TC_CHANGE_REQUIRE, .project = e->project};
        code = tc_explaining_play(e, all, count + 1, &replay, &holds);
    }
    if (code == TC_OK)
        *proved = !holds ? replay.plan && replay.plan->status == TC_PLAN_INFEASIBLE
                         : e->plan->status == TC_PLAN_OPTIMAL &&
                               replay.plan->status == TC_PLAN_OPTIMAL &&
                               loses_early(e, replay.plan, scratch);
    tc_replay_free(&replay);
    tc_mem_drop(all);
    tc_mem_drop(scratch);
    return code;
}

/* ---- who falls --------------------------------------------------------------------- */

static int compare_falls(const void *x, const void *y)
{
    const tc_fall *a = x, *b = y;
    const double less = a->before - a->after, other = b->before - b->after;
    if (less != other)
        return less > other ? -1 : 1;
    return (a->project > b->project) - (a->project < b->project);
}

/* Of a project whose share is less, or whose approved emission is, by whole grains. */
static bool compare_plans(const tc_explaining *e, const tc_replay *replay, int project,
                          tc_fall *fall)
{
    *fall = (tc_fall){.project = project,
                      .before = e->plan->share[project],
                      .after = replay->plan->share[project]};
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int at = project * TC_POLLUTANTS + p;
        fall->lost[p] = e->plan->emission[at] - replay->plan->emission[at];
    }
    return fall->before - fall->after > TC_SHARE_SAME;
}

tc_code tc_falls_find(const tc_explaining *e, const tc_replay *replay, int but,
                      tc_falls *falls)
{
    tc_fall fall;
    int count = 0;
    for (int j = 0; j < e->problem->project_count; j++)
        count += j != but && compare_plans(e, replay, j, &fall);
    tc_fall *list = tc_arena_take(e->arena, (size_t)count + 1, sizeof *list);
    if (!list)
        return tc_no_memory(e->error);
    int k = 0;
    for (int j = 0; j < e->problem->project_count; j++)
        if (j != but && compare_plans(e, replay, j, &fall))
            list[k++] = fall;
    if (count > 1)
        qsort(list, (size_t)count, sizeof *list, compare_falls);
    *falls = (tc_falls){list, count};
    return TC_OK;
}

tc_code tc_way_play(const tc_explaining *e, tc_way_kind kind, const tc_way_part *parts,
                    int count, tc_way *way)
{
    tc_change changes[TC_POLLUTANTS];
    tc_replay replay;
    bool holds = false;
    tc_way_part *kept = tc_arena_take(e->arena, (size_t)count, sizeof *kept);
    if (!kept)
        return tc_no_memory(e->error);
    for (int k = 0; k < count; k++) {
        kept[k] = parts[k];
        changes[k] = parts[k].change;
    }
    tc_way made = {.kind = kind, .parts = kept, .count = count};
    tc_code code = tc_explaining_play(e, changes, count, &replay, &holds);
    if (code == TC_OK && holds) {
        made.serves = tc_replay_serves(&replay, e->project);
        made.share = replay.plan->share[e->project];
        const int leaves = kind == TC_WAY_SWAP ? parts[0].change.project : e->project;
        code = tc_falls_find(e, &replay, leaves, &made.falls);
    }
    tc_replay_free(&replay);
    if (code == TC_OK)
        *way = made;
    return code;
}
