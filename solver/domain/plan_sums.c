/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/plan_sums.h"

#include "base/fault.h"

tc_code tc_plan_sums_find(const tc_problem *problem, const tc_plan *plan,
                          tc_plan_sums *sums, tc_error *error)
{
    const size_t needs = (size_t)problem->project_count * TC_POLLUTANTS;
    const size_t supplies = (size_t)problem->source_count * TC_POLLUTANTS;
    sums->own = tc_arena_take(&sums->arena, needs, sizeof(tc_grains));
    sums->pooled = tc_arena_take(&sums->arena, needs, sizeof(tc_grains));
    sums->supply = tc_arena_take(&sums->arena, supplies, sizeof(tc_grains));
    sums->credited = tc_arena_take(&sums->arena, supplies, sizeof(tc_grains));
    if (!sums->own || !sums->pooled || !sums->supply || !sums->credited)
        return tc_no_memory(error);
    tc_plan_pooled(problem, plan, sums->pooled);
    tc_plan_credited(problem, plan, sums->credited);
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        if (!tc_is_pooled(problem, credit->source, credit->project))
            sums->own[credit->project * TC_POLLUTANTS + credit->pollutant] +=
                credit->grains;
    }
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            sums->supply[s * TC_POLLUTANTS + p] =
                tc_grains_down(problem->sources[s].supply[p], problem->grain_digits);
    return TC_OK;
}

void tc_plan_sums_free(tc_plan_sums *sums)
{
    tc_arena_free(&sums->arena);
}
