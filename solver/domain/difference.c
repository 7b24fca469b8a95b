/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/difference.h"

#include <string.h>

void tc_difference_free(tc_difference *difference)
{
    if (!difference)
        return;
    for (int side = 0; side < 2; side++)
        tc_plan_free(difference->plans[side]);
    tc_frame_free(&difference->frame);
    tc_arena arena = difference->arena; /* the difference itself lies in its arena */
    tc_arena_free(&arena);
}

bool tc_difference_has_plans(const tc_difference *difference)
{
    return difference->plans[0]->status != TC_PLAN_INFEASIBLE &&
           difference->plans[1]->status != TC_PLAN_INFEASIBLE;
}

bool tc_difference_agrees(const tc_difference *difference, bool after,
                          const tc_plan *plan)
{
    const tc_plan *fresh = difference->plans[after];
    const size_t cells =
        (size_t)difference->frame.cases[after]->project_count * TC_POLLUTANTS;
    if (plan->status == TC_PLAN_INFEASIBLE || fresh->status == TC_PLAN_INFEASIBLE)
        return plan->status == fresh->status;
    return cells == 0 ||
           memcmp(plan->emission, fresh->emission, cells * sizeof *fresh->emission) == 0;
}

int tc_turn_sign(const tc_turn *turn)
{
    const tc_place_in *a = &turn->before, *b = &turn->after;
    if (a->share != b->share)
        return b->share > a->share ? 1 : -1;
    return (b->standing == TC_STANDING_SERVED) - (a->standing == TC_STANDING_SERVED);
}

const tc_turn *tc_turns_find(const tc_turns *turns, int project)
{
    for (int k = 0; k < turns->count; k++)
        if (turns->list[k].project == project)
            return &turns->list[k];
    return NULL;
}

/* Do these turns take the project where all causes together take it? */
static bool goes_along(const tc_difference *difference, const tc_turns *turns,
                       int project)
{
    const tc_turn *whole = tc_turns_find(&difference->whole, project);
    const tc_turn *turn = turns->decided ? tc_turns_find(turns, project) : NULL;
    return whole && turn && tc_turn_sign(whole) == tc_turn_sign(turn);
}

bool tc_cause_turns(const tc_difference *difference, int cause, int project)
{
    return goes_along(difference, &difference->effects[cause].alone, project);
}

int tc_cause_in_turn(const tc_difference *difference, int project)
{
    for (int k = difference->cause_count - 1; k >= 0; k--)
        if (goes_along(difference, &difference->effects[k].in_turn, project))
            return k;
    return -1;
}
