/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/contingency.h"

void tc_contingency_free(tc_contingency *contingency)
{
    if (!contingency)
        return;
    tc_arena arena = contingency->arena; /* the contingency itself lies in its arena */
    tc_arena_free(&arena);
}

bool tc_contingency_has_plan(const tc_contingency *contingency)
{
    return contingency->status != TC_PLAN_INFEASIBLE;
}

bool tc_loss_takes(const tc_loss *loss, int project)
{
    for (int k = 0; k < loss->uncovered_count; k++)
        if (loss->uncovered[k].project == project)
            return true;
    return false;
}

tc_grains tc_safety_held(const tc_safety *safety, int pollutant)
{
    tc_grains held = 0;
    for (int k = 0; k < safety->hold_count; k++)
        if (safety->holds[k].pollutant == pollutant)
            held += safety->holds[k].grains;
    return held;
}
