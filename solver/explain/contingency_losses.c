/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "domain/order.h"
#include "explain/contingency_parts.h"

unsigned tc_supplied(const tc_problem *problem, int source)
{
    unsigned supplied = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (problem->sources[source].supply[p] > 0.0)
            supplied |= 1U << p;
    return supplied;
}

tc_code tc_examine_test(tc_examining *x, const tc_approvals *approvals,
                        const tc_change *changes, int made, unsigned watched, int *count)
{
    tc_problem *changed = NULL;
    tc_code code = tc_change_apply(x->problem, changes, made, &changed, x->error);
    if (code != TC_OK)
        return code;
    code = tc_approvals_test(approvals, changed, watched, x->uncovered, count, x->error);
    tc_problem_free(changed);
    return code;
}

/* ---- the new plan ------------------------------------------------------------------ */

/* What is left of a share after the arithmetic of the LP; ten times less would take
 * rounding for a change. */
#define SAME 1e-7

/* 1: more of the project is approved, -1: less. */
static int sign_of(const tc_shift *shift)
{
    const double more = shift->share_after - shift->share_before;
    if (more > SAME || more < -SAME)
        return more > 0.0 ? 1 : -1;
    return (shift->after == TC_STANDING_SERVED) - (shift->before == TC_STANDING_SERVED);
}

/* Projects that get less (sign -1) or more (1), by rank. */
static tc_shift *list_shifts(tc_examining *x, const tc_replay *replay, const int *rank,
                             int sign, int *count)
{
    const tc_plan *before = tc_inquiry_plan(x->inquiry), *after = replay->plan;
    const int projects = x->problem->project_count;
    tc_shift *list =
        tc_arena_take(&x->contingency->arena, (size_t)projects, sizeof *list);
    *count = 0;
    for (int k = 0; list && k < projects; k++) {
        const int j = rank[k];
        list[*count] = (tc_shift){.project = j,
                                  .before = tc_standing_of(x->problem, before, j),
                                  .after = tc_standing_of(replay->problem, after, j),
                                  .share_before = before->share[j],
                                  .share_after = after->share[j]};
        *count += sign_of(&list[*count]) == sign;
    }
    return list;
}

static tc_code copy_conflict(tc_examining *x, const tc_plan *plan, tc_new_plan *made)
{
    int *copy =
        tc_arena_take(&x->contingency->arena, (size_t)plan->conflict_count, sizeof *copy);
    if (!copy)
        return tc_no_memory(x->error);
    if (plan->conflict_count > 0)
        memcpy(copy, plan->conflict, (size_t)plan->conflict_count * sizeof *copy);
    made->conflict = copy;
    made->conflict_count = plan->conflict_count;
    return TC_OK;
}

tc_code tc_examine_replay(tc_examining *x, const tc_change *changes, int made,
                          tc_replay *replay)
{
    tc_error found = {.code = TC_OK};
    *replay = (tc_replay){.plan = NULL};
    const tc_code code = tc_inquiry_replay(x->inquiry, changes, made, replay, &found);
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (x->error)
        *x->error = found;
    return code;
}

tc_code tc_examine_shifts(tc_examining *x, const tc_replay *replay, tc_new_plan *plan)
{
    *plan = (tc_new_plan){.verified = replay->plan != NULL};
    if (!replay->plan)
        return TC_OK;
    plan->status = replay->plan->status;
    if (plan->status == TC_PLAN_INFEASIBLE)
        return copy_conflict(x, replay->plan, plan);
    int *rank = tc_arena_take(&x->contingency->arena, (size_t)x->problem->project_count,
                              sizeof *rank);
    if (!rank)
        return tc_no_memory(x->error);
    tc_order_by_rank(x->problem, rank);
    plan->falls = list_shifts(x, replay, rank, -1, &plan->fall_count);
    plan->gains = list_shifts(x, replay, rank, 1, &plan->gain_count);
    return plan->falls && plan->gains ? TC_OK : tc_no_memory(x->error);
}

/* ---- one loss ---------------------------------------------------------------------- */

static int make_loss(const tc_loss *loss, tc_change *changes)
{
    int made = 0;
    changes[made++] = (tc_change){.kind = TC_CHANGE_LOSE_SOURCE, .source = loss->source};
    if (loss->second >= 0)
        changes[made++] =
            (tc_change){.kind = TC_CHANGE_LOSE_SOURCE, .source = loss->second};
    return made;
}

/* Those that keep their cover have a plan; all together have none where one falls. */
static tc_code replay_loss(tc_examining *x, tc_loss *loss)
{
    bool kept = false, lost = true;
    const int made = make_loss(loss, x->changes);
    tc_code code =
        tc_approvals_replay(x->inquiry, &x->approvals, x->changes, made, loss->uncovered,
                            loss->uncovered_count, &kept, x->error);
    if (code == TC_OK && loss->uncovered_count > 0)
        code = tc_approvals_refute(x->inquiry, &x->approvals, x->changes, made, &lost,
                                   x->error);
    loss->verified = kept && lost;
    return code;
}

static tc_code find_uncovered(tc_examining *x, tc_loss *loss, unsigned watched)
{
    int count = 0;
    const int made = make_loss(loss, x->changes);
    const tc_code code =
        tc_examine_test(x, &x->approvals, x->changes, made, watched, &count);
    if (code != TC_OK)
        return code;
    tc_uncovered *kept =
        tc_arena_take(&x->contingency->arena, (size_t)count, sizeof *kept);
    if (!kept)
        return tc_no_memory(x->error);
    if (count > 0)
        memcpy(kept, x->uncovered, (size_t)count * sizeof *kept);
    loss->uncovered = kept;
    loss->uncovered_count = count;
    return TC_OK;
}

static void add_credited(const tc_examining *x, int source, tc_loss *loss)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        loss->credited[p] += x->credited[source * TC_POLLUTANTS + p];
}

static bool is_used(const tc_loss *loss)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (loss->credited[p] > 0)
            return true;
    return false;
}

static tc_code decide_without(tc_examining *x, tc_loss *loss)
{
    tc_replay replay;
    const int made = make_loss(loss, x->changes);
    tc_code code = tc_examine_replay(x, x->changes, made, &replay);
    if (code != TC_OK)
        return code;
    code = tc_examine_shifts(x, &replay, &loss->plan);
    tc_replay_free(&replay);
    return code;
}

/* A source that the plan does not draw on leaves it as it is when it is gone: it is still
 * possible, and was the best of more. */
static tc_code examine(tc_examining *x, tc_loss *loss)
{
    add_credited(x, loss->source, loss);
    loss->plan.status = x->contingency->status;
    loss->plan.verified = true;
    loss->verified = true;
    if (!is_used(loss))
        return TC_OK;
    tc_code code = find_uncovered(x, loss, tc_supplied(x->problem, loss->source));
    if (code == TC_OK)
        code = replay_loss(x, loss);
    if (code == TC_OK)
        code = decide_without(x, loss);
    if (code == TC_OK && loss->uncovered_count > 0)
        code = tc_examine_delay(x, loss);
    return code;
}

static tc_grains missing_of(const tc_loss *loss)
{
    tc_grains sum = 0;
    for (int k = 0; k < loss->uncovered_count; k++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            sum += loss->uncovered[k].missing[p];
    return sum;
}

static int by_harm(const void *a, const void *b)
{
    const tc_loss *x = a, *y = b;
    const int falls_x = x->plan.fall_count, falls_y = y->plan.fall_count;
    if (x->uncovered_count != y->uncovered_count)
        return x->uncovered_count > y->uncovered_count ? -1 : 1;
    if (missing_of(x) != missing_of(y))
        return missing_of(x) > missing_of(y) ? -1 : 1;
    if (falls_x != falls_y)
        return falls_x > falls_y ? -1 : 1;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return (x->second > y->second) - (x->second < y->second);
}

tc_code tc_examine_losses(tc_examining *x)
{
    const int sources = x->problem->source_count;
    tc_loss *losses =
        tc_arena_take(&x->contingency->arena, (size_t)sources, sizeof *losses);
    int count = 0;
    tc_code code = losses ? TC_OK : tc_no_memory(x->error);
    for (int s = 0; code == TC_OK && s < sources; s++) {
        if (!tc_supplied(x->problem, s))
            continue;
        losses[count] = (tc_loss){.source = s, .second = -1};
        code = examine(x, &losses[count++]);
    }
    if (code != TC_OK)
        return code;
    if (count > 0)
        qsort(losses, (size_t)count, sizeof *losses, by_harm);
    x->contingency->losses = losses;
    x->contingency->loss_count = count;
    return TC_OK;
}

/* ---- two at once ------------------------------------------------------------------- */

static tc_code examine_pair(tc_examining *x, const tc_loss *first, const tc_loss *second,
                            tc_loss *pair)
{
    add_credited(x, pair->source, pair);
    add_credited(x, pair->second, pair);
    tc_code code = is_used(pair)
                       ? find_uncovered(x, pair,
                                        tc_supplied(x->problem, pair->source) |
                                            tc_supplied(x->problem, pair->second))
                       : TC_OK;
    for (int k = 0; k < pair->uncovered_count; k++)
        pair->together += !tc_loss_takes(first, pair->uncovered[k].project) &&
                          !tc_loss_takes(second, pair->uncovered[k].project);
    if (code == TC_OK && pair->together > 0)
        code = replay_loss(x, pair);
    return code;
}

tc_code tc_examine_pairs(tc_examining *x)
{
    const tc_loss *one = x->contingency->losses;
    const int count = x->contingency->loss_count;
    const size_t most = (size_t)count * (size_t)(count > 0 ? count - 1 : 0) / 2;
    tc_loss *pairs = tc_arena_take(&x->contingency->arena, most, sizeof *pairs);
    int found = 0;
    tc_code code = pairs ? TC_OK : tc_no_memory(x->error);
    for (int a = 0; code == TC_OK && a < count; a++)
        for (int b = a + 1; code == TC_OK && b < count; b++) {
            const int s = one[a].source, t = one[b].source;
            pairs[found] = (tc_loss){.source = s < t ? s : t, .second = s < t ? t : s};
            /* without a pollutant in common neither makes the other one worse */
            if (!(tc_supplied(x->problem, s) & tc_supplied(x->problem, t)))
                continue;
            code = examine_pair(x, &one[a], &one[b], &pairs[found]);
            found += pairs[found].together > 0;
        }
    if (code != TC_OK)
        return code;
    if (found > 0)
        qsort(pairs, (size_t)found, sizeof *pairs, by_harm);
    x->contingency->both = pairs;
    x->contingency->both_count = found;
    x->contingency->pairs = true;
    return TC_OK;
}
