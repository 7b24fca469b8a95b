/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/suggest.h"

#include <string.h>

tc_grains tc_tier_supply_sum(const tc_tier_supply *supply, int pollutant)
{
    tc_grains sum = 0;
    for (int k = 0; k < supply->count; k++)
        if (supply->additions[k].change.pollutant == pollutant)
            sum += supply->additions[k].grains;
    return sum;
}

tc_grains tc_tier_supply_total(const tc_tier_supply *supply)
{
    tc_grains sum = 0;
    for (int k = 0; k < supply->count; k++)
        sum += supply->additions[k].grains;
    return sum;
}

double tc_marginal_of_tier(const tc_problem *problem, const tc_marginal_side *side,
                           int tier)
{
    double sum = 0.0;
    for (int j = 0; side->found && j < problem->project_count; j++)
        if (problem->projects[j].tier == tier)
            sum += problem->projects[j].weight * side->slope[j];
    return sum;
}

int tc_suggestion_best_missing(const tc_suggestion *suggestion)
{
    int best = -1;
    for (int q = 0; q < TC_POLLUTANTS; q++)
        if (suggestion->missing[q].asked && suggestion->missing[q].total > 0 &&
            (best < 0 || suggestion->missing[q].total > suggestion->missing[best].total))
            best = q;
    return best;
}

bool tc_suggestion_serves(const tc_suggestion *suggestion)
{
    return suggestion->supply.found && suggestion->supply.beyond.count == 0;
}

bool tc_suggestion_is_about(const tc_problem *problem, const tc_suggestion *suggestion,
                            const tc_plan *plan)
{
    const size_t bytes =
        (size_t)problem->project_count * TC_POLLUTANTS * sizeof *plan->emission;
    if (plan->status != TC_PLAN_OPTIMAL || suggestion->status != TC_PLAN_OPTIMAL)
        return false;
    return !plan->relaxed && memcmp(plan->emission, suggestion->emission, bytes) == 0;
}

void tc_suggestion_free(tc_suggestion *suggestion)
{
    if (!suggestion)
        return;
    tc_arena arena = suggestion->arena; /* the suggestion itself lies in its arena */
    tc_arena_free(&arena);
}
