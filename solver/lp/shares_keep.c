/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/fault.h"
#include "lp/shares_parts.h"

static bool is_use(const tc_net_item *item)
{
    return item->kind == TC_NET_LOCAL_USE || item->kind == TC_NET_POOL_USE;
}

tc_code tc_shares_keep_drafts(const tc_network *net, const double *point, tc_plan *plan,
                              tc_error *error)
{
    bool mixed[TC_POLLUTANTS] = {false};
    int count = 0;
    for (int j = 0; j < net->lp.columns; j++)
        if (is_use(&net->columns[j]) && net->columns[j].worth != 1.0)
            mixed[net->columns[j].pollutant] = true;
    for (int j = 0; j < net->lp.columns; j++)
        count += is_use(&net->columns[j]) && mixed[net->columns[j].pollutant];
    tc_draft *drafts = tc_arena_take(&plan->arena, (size_t)count, sizeof *drafts);
    if (!drafts)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                       "memory ran out while solving");
    int kept = 0;
    for (int j = 0; j < net->lp.columns; j++) {
        const tc_net_item *item = &net->columns[j];
        if (!is_use(item) || !mixed[item->pollutant] || !(point[j] > 0.0))
            continue;
        const int first = net->first_class[item->pollutant];
        drafts[kept++] = (tc_draft){item->pollutant, item->class - first, item->from,
                                    item->hub, point[j]};
    }
    plan->drafts = drafts;
    plan->draft_count = kept;
    return TC_OK;
}

/* What the searches reached, as the shares have it. */
static double value_of_search(const tc_plan *plan, const tc_search *search)
{
    if (search->kind == TC_LEVEL_SHARE)
        return plan->share[search->project];
    for (int k = 0; k < plan->level_count; k++)
        if (plan->levels[k].kind == search->kind && plan->levels[k].goal == search->goal)
            return plan->levels[k].value;
    return search->value;
}

/* How far a bound may stand above a value, relative, and still be rounding of it. */
static const double GAP_TOLERANCE = 1e-7;

void tc_shares_settle_searches(tc_plan *plan)
{
    for (int k = 0; k < plan->search_count; k++) {
        tc_search *search = &plan->searches[k];
        search->value = value_of_search(plan, search);
        if (search->bound - search->value <=
            GAP_TOLERANCE * fmax(1.0, fabs(search->value)))
            search->bound = search->value;
        else
            plan->status = TC_PLAN_BOUNDED;
    }
}
