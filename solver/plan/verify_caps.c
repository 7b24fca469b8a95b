/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_caps.h"

#include <math.h>
#include <stdlib.h>

#include "plan/verify_fault.h"

static int compare_pools(const tc_leaving *x, const tc_leaving *y)
{
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->basin != y->basin)
        return x->basin < y->basin ? -1 : 1;
    if (x->limits != y->limits)
        return x->limits < y->limits ? -1 : 1;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    return (x->day > y->day) - (x->day < y->day);
}

static int by_pool(const void *a, const void *b)
{
    const tc_leaving *x = a, *y = b;
    const int pools = compare_pools(x, y);
    return pools ? pools : (x->source > y->source) - (x->source < y->source);
}

static void list_leaving(const tc_problem *problem, const tc_plan *plan, int pollutant,
                         tc_leaving *list)
{
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        list[s] = (tc_leaving){.area = source->area,
                               .basin = source->basin,
                               .source = s,
                               .limits = source->limits[pollutant],
                               .owner = source->owner,
                               .day = source->available_from};
    }
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *c = &plan->credits[k];
        if (c->pollutant == pollutant && tc_is_pooled(problem, c->source, c->project))
            list[c->source].grains += c->grains;
    }
    if (problem->source_count)
        qsort(list, (size_t)problem->source_count, sizeof *list, by_pool);
}

int tc_verify_caps(const tc_problem *problem, const tc_plan *plan, int pollutant,
                   tc_leaving *list, int *pool, tc_grains *left, tc_verdict *verdict)
{
    const double grain = pow(10.0, -problem->grain_digits);
    int odd = 0;
    list_leaving(problem, plan, pollutant, list);
    for (int first = 0, end; first < problem->source_count; first = end) {
        const tc_leaving *one = &list[first];
        double supply = 0.0;
        tc_grains gone = 0;
        for (end = first;
             end < problem->source_count && compare_pools(&list[end], one) == 0; end++) {
            supply += problem->sources[list[end].source].supply[pollutant] / grain;
            gone += list[end].grains;
            pool[list[end].source] = one->source;
            left[list[end].source] = 0;
        }
        const double share = tc_problem_export_share(problem, pollutant, one->area);
        const double most = share * supply;
        odd += share < 1.0 && fabs(most - nearbyint(most)) > 1e-3;
        left[one->source] = (tc_grains)floor(most + 1e-3) - gone;
        if (left[one->source] < 0)
            tc_verify_fault(
                verdict, "区域 %s 可用日 %d 的 %s 外调 %.4f t/a，超过上限 %.4f t/a",
                "area %s, available %d: %s leaving %.4f t/a exceeds the cap of %.4f",
                problem->areas[one->area].id, one->day, tc_pollutants[pollutant].id,
                (double)gone * grain, most * grain);
    }
    return odd;
}
