/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "explain/attempt.h"
#include "explain/conflict_parts.h"
#include "explain/fewest.h"

/* A fixed amount of work: one case has one answer on every machine. */
enum { QUESTIONS_MOST = 2000 };

static tc_code play(tc_finding *finding, const tc_change *changes, int count,
                    tc_replay *replay, bool *holds)
{
    return tc_attempt_replay(finding->inquiry, changes, count, replay, holds,
                             finding->error);
}

tc_code tc_finding_try(tc_finding *finding, const tc_change *changes, int count,
                       bool *holds)
{
    tc_replay replay;
    const tc_code code = play(finding, changes, count, &replay, holds);
    tc_replay_free(&replay);
    return code;
}

/* How the projects of the steps come out. */
static void note_outcome(const tc_replay *replay, tc_repair_step *steps, int count)
{
    for (int k = 0; k < count; k++) {
        const tc_change_kind kind = steps[k].change.kind;
        if (kind < TC_CHANGE_EMIT_LESS || kind >= TC_CHANGE_NO_RESERVE)
            continue;
        const int project = steps[k].change.project;
        steps[k].standing = tc_standing_of(replay->problem, replay->plan, project);
        steps[k].share = replay->plan->share[project];
    }
}

tc_code tc_finding_repair(tc_finding *finding, tc_repair_kind kind, tc_repair_step *steps,
                          int count, bool fewest)
{
    tc_conflict *conflict = finding->conflict;
    tc_change *changes = tc_mem_new((size_t)count, sizeof *changes);
    tc_repair_step *kept = tc_arena_take(&conflict->arena, (size_t)count, sizeof *kept);
    tc_replay replay;
    tc_code code = changes && kept ? TC_OK : tc_no_memory(finding->error);
    for (int k = 0; code == TC_OK && k < count; k++)
        changes[k] = steps[k].change;
    bool holds = false;
    if (code == TC_OK)
        code = play(finding, changes, count, &replay, &holds);
    tc_mem_drop(changes);
    if (code != TC_OK)
        return code;
    if (holds && conflict->repair_count < TC_REPAIRS_MOST) {
        note_outcome(&replay, steps, count);
        memcpy(kept, steps, (size_t)count * sizeof *kept);
        conflict->repairs[conflict->repair_count++] =
            (tc_repair){.kind = kind,
                        .steps = kept,
                        .count = count,
                        .fewest = fewest,
                        .status = replay.plan->status,
                        .verified = replay.verdict.verified};
    }
    tc_replay_free(&replay);
    return TC_OK;
}

/* ---- the smallest set -------------------------------------------------------------- */

/* Are these elements in conflict? More of them always are too. */
static tc_code clash(void *asked, const bool *taken, bool *enough, tc_error *error)
{
    tc_finding *finding = asked;
    bool can = false;
    const tc_code code = tc_holding_ask(&finding->holding, taken, NULL, 0, &can, error);
    *enough = !can;
    return code;
}

/* The set with what is taken, without one of its elements (-1: all of it), replayed. */
static tc_code replay_set(tc_finding *finding, bool *taken, int without,
                          tc_conflict_part *part, bool *holds)
{
    tc_holding *holding = &finding->holding;
    tc_replay replay;
    if (without >= 0)
        taken[without] = false;
    const int count = tc_holding_changes(holding, taken, holding->changes);
    if (without >= 0)
        taken[without] = true;
    const tc_code code = play(finding, holding->changes, count, &replay, holds);
    if (without < 0) /* a plan that fails its check is no sign of a conflict */
        *holds = !replay.plan || replay.plan->status != TC_PLAN_INFEASIBLE;
    if (part && code == TC_OK && *holds)
        *part = (tc_conflict_part){.element = holding->elements[without],
                                   .without = replay.plan->status,
                                   .verified = replay.verdict.verified};
    tc_replay_free(&replay);
    return code;
}

/* Keep the set if together it has no plan, and without any one element it has. */
static tc_code keep_set(tc_finding *finding, bool *taken, bool proved)
{
    tc_conflict *conflict = finding->conflict;
    const int items = finding->holding.count;
    tc_conflict_part *parts =
        tc_arena_take(&conflict->arena, (size_t)items, sizeof *parts);
    int count = 0;
    bool holds = false;
    if (!parts)
        return tc_no_memory(finding->error);
    tc_code code = replay_set(finding, taken, -1, NULL, &holds);
    bool seen = code == TC_OK && !holds;
    for (int e = 0; seen && code == TC_OK && e < items; e++) {
        if (!taken[e])
            continue;
        code = replay_set(finding, taken, e, &parts[count++], &holds);
        seen = seen && holds;
    }
    if (code == TC_OK && seen) {
        conflict->parts = parts;
        conflict->count = count;
        conflict->smallest = proved;
    }
    return code;
}

/* Of sets as small as each other, one with a lock or a refusal says more. */
static long cost_of(const tc_element *element)
{
    const bool refuses =
        element->kind == TC_ELEMENT_LOCKED || element->kind == TC_ELEMENT_REFUSED;
    return refuses ? 9999 : 10000;
}

/* Is there a part without which the whole case still has no plan? Then there are other
 * conflicts. Replayed. */
static tc_code look_for_others(tc_finding *finding)
{
    tc_conflict *conflict = finding->conflict;
    tc_code code = TC_OK;
    for (int k = 0; code == TC_OK && !conflict->others && k < conflict->count; k++) {
        const tc_change lift = tc_element_lift(&conflict->parts[k].element);
        bool holds = false;
        code = tc_finding_try(finding, &lift, 1, &holds);
        conflict->others = code == TC_OK && !holds;
    }
    return code;
}

static tc_code find_set(tc_finding *finding)
{
    const size_t items = (size_t)finding->holding.count;
    bool *taken = tc_mem_new(items, sizeof *taken);
    long *cost = tc_mem_new(items, sizeof *cost);
    tc_choice_answer answer = {.found = false};
    tc_code code = taken && cost ? TC_OK : tc_no_memory(finding->error);
    for (size_t i = 0; code == TC_OK && i < items; i++)
        cost[i] = cost_of(&finding->holding.elements[i]);
    const tc_choice choice = {.items = finding->holding.count,
                              .cost = cost,
                              .enough = clash,
                              .asked = finding,
                              .left = &finding->left};
    if (code == TC_OK)
        code = tc_fewest_find(&choice, taken, &answer, finding->error);
    if (code == TC_OK && answer.found)
        code = keep_set(finding, taken, answer.proved);
    if (code == TC_OK)
        code = look_for_others(finding);
    tc_mem_drop(taken);
    tc_mem_drop(cost);
    return code;
}

/* ---- the whole --------------------------------------------------------------------- */

static bool has_tonnes(const tc_conflict *conflict)
{
    for (int r = 0; r < conflict->repair_count; r++)
        if (conflict->repairs[r].kind == TC_REPAIR_TONNES)
            return true;
    return false;
}

static tc_code find_repairs(tc_finding *finding)
{
    finding->left = QUESTIONS_MOST;
    tc_code code = tc_repair_by_tonnes(finding);
    if (code == TC_OK)
        code = tc_repair_by_release(finding);
    if (code == TC_OK)
        code = tc_repair_by_rule(finding);
    if (code == TC_OK && !has_tonnes(finding->conflict))
        code = tc_repair_by_both(finding);
    if (code == TC_OK && finding->conflict->repair_count < TC_REPAIRS_MOST)
        code = tc_repair_by_other_release(finding);
    return code;
}

static tc_code find(tc_finding *finding)
{
    tc_conflict *conflict = finding->conflict;
    const tc_problem *problem = finding->problem;
    for (int j = 0; j < problem->project_count; j++)
        conflict->required += problem->projects[j].must_serve;
    conflict->exists = tc_inquiry_plan(finding->inquiry)->status == TC_PLAN_INFEASIBLE;
    if (!conflict->exists)
        return TC_OK;
    const int more = (TC_POLLUTANTS + 5) * problem->project_count +
                     problem->restriction_count + problem->export_cap.count +
                     problem->reserve.count + 1;
    tc_code code = tc_holding_open(problem, more, &conflict->arena, &finding->holding,
                                   finding->error);
    if (code == TC_OK)
        code = find_set(finding);
    if (code == TC_OK)
        code = find_repairs(finding);
    conflict->asked = finding->holding.asked;
    conflict->replayed = tc_inquiry_count(finding->inquiry).replayed;
    return code;
}

static tc_conflict *new_conflict(void)
{
    tc_arena arena = {0};
    tc_conflict *conflict = tc_arena_take(&arena, 1, sizeof *conflict);
    if (conflict)
        conflict->arena = arena;
    return conflict;
}

tc_code tc_conflict_find(const tc_problem *problem, const tc_solve_options *options,
                         tc_conflict **conflict, tc_error *error)
{
    tc_finding finding = {.problem = problem,
                          .conflict = new_conflict(),
                          .left = QUESTIONS_MOST,
                          .error = error};
    if (!finding.conflict)
        return tc_no_memory(error);
    tc_code code = tc_inquiry_open(problem, options, &finding.inquiry, error);
    if (code == TC_OK)
        code = find(&finding);
    tc_inquiry_close(finding.inquiry);
    if (code == TC_OK)
        *conflict = finding.conflict;
    else
        tc_conflict_free(finding.conflict);
    return code;
}
