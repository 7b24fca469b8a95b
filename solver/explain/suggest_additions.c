/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/suggest_additions.h"

#include <math.h>

#include "explain/attempt.h"

/* Whole grains may ask for a little more than the program of shares says: so many grains
 * at most an amount is moved to where the plans agree. */
enum { MOVES_MOST = 8 };

/* A fixed amount of work: after so many plans amounts are left as they are. */
enum { PLANS_MOST = 400 };

tc_change tc_additions_change(const tc_problem *problem, const tc_lack *lack)
{
    return (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                       .pollutant = lack->pollutant,
                       .area = lack->area,
                       .basin = lack->basin,
                       .day = lack->day,
                       .amount = (double)lack->grains / pow(10.0, problem->grain_digits)};
}

int tc_additions_changes(const tc_additions *a)
{
    int count = 0;
    for (int k = 0; k < a->count; k++)
        if (a->lacks[k].grains > 0)
            a->changes[count++] =
                tc_additions_change(tc_inquiry_problem(a->inquiry), &a->lacks[k]);
    return count;
}

double tc_goal_reached(const tc_plan *plan, int goal)
{
    for (int k = 0; k < plan->level_count; k++)
        if (plan->levels[k].goal == goal)
            return plan->levels[k].value;
    return 0.0;
}

tc_code tc_additions_serve(const tc_additions *a, bool *all, double *reached)
{
    tc_replay replay;
    const tc_code code = tc_attempt_replay(
        a->inquiry, a->changes, tc_additions_changes(a), &replay, all, a->error);
    if (code == TC_OK && *all && reached)
        *reached = tc_goal_reached(replay.plan, a->goal);
    for (int j = 0;
         code == TC_OK && *all && j < tc_inquiry_problem(a->inquiry)->project_count; j++)
        *all = !a->cover[j] || tc_replay_serves(&replay, j);
    tc_replay_free(&replay);
    return code;
}

/* The same by the shares alone. */
static tc_code is_enough(const tc_additions *a, bool *enough)
{
    tc_answer answer;
    tc_error found = {.code = TC_OK};
    const tc_code code =
        tc_inquiry_ask(a->inquiry, a->changes, tc_additions_changes(a), &answer, &found);
    *enough = code == TC_OK && answer.status != TC_PLAN_INFEASIBLE;
    for (int j = 0; *enough && j < tc_inquiry_problem(a->inquiry)->project_count; j++)
        *enough = !a->cover[j] || tc_share_is_full(answer.share[j]);
    return tc_attempt_pass(code, &found, a->error);
}

tc_code tc_additions_raise(tc_additions *a, bool *all)
{
    tc_code code = tc_additions_serve(a, all, NULL);
    for (int move = 0; code == TC_OK && !*all && move < MOVES_MOST; move++) {
        for (int k = 0; k < a->count; k++)
            a->lacks[k].grains += a->lacks[k].grains > 0;
        code = tc_additions_serve(a, all, NULL);
    }
    return code;
}

/* The least of one that is enough, by plans; a grain less is not. */
static tc_code lower(tc_additions *a, tc_lack *lack, int *plans, bool *moved)
{
    tc_grains low = -1, high = lack->grains;
    tc_code code = TC_OK;
    lack->grains = high - 1; /* most often it is the least */
    while (code == TC_OK && high - low > 1) {
        bool all = false;
        ++*plans;
        code = tc_additions_serve(a, &all, NULL);
        if (all)
            high = lack->grains;
        else
            low = lack->grains;
        *moved = *moved || all;
        lack->grains = low + (high - low) / 2;
    }
    lack->grains = high;
    return code;
}

static tc_grains sum_of(const tc_additions *a)
{
    tc_grains sum = 0;
    for (int k = 0; k < a->count; k++)
        sum += a->lacks[k].grains;
    return sum;
}

/* Less of one may make less of another enough, where goals before the tiers then take
 * less from them. */
tc_code tc_additions_lower(tc_additions *a, tc_grains least, bool *settled)
{
    tc_code code = TC_OK;
    bool moved = true;
    int plans = 0;
    while (code == TC_OK && moved && plans < PLANS_MOST) {
        moved = false;
        for (int k = 0; code == TC_OK && k < a->count && plans < PLANS_MOST; k++)
            if (sum_of(a) > least && a->lacks[k].grains > 0)
                code = lower(a, &a->lacks[k], &plans, &moved);
    }
    *settled = !moved && (plans < PLANS_MOST || sum_of(a) <= least);
    return code;
}

/* The least amount of one; that of now is enough, by the shares. */
static tc_code lessen(tc_additions *a, tc_lack *lack)
{
    tc_grains low = -1, high = lack->grains;
    lack->grains = 0;
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        bool enough = false;
        code = is_enough(a, &enough);
        if (enough)
            high = lack->grains;
        else
            low = lack->grains;
        lack->grains = low + (high - low) / 2;
    }
    lack->grains = high;
    return code;
}

tc_code tc_additions_lessen(tc_additions *a)
{
    tc_code code = TC_OK;
    for (int k = 0; code == TC_OK && k < a->count; k++)
        code = lessen(a, &a->lacks[k]);
    return code;
}
