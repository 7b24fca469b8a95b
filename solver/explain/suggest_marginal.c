/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/fault.h"
#include "domain/supply_site.h"
#include "explain/attempt.h"
#include "explain/curve.h"
#include "explain/suggest_parts.h"

/* How the shares go from none to the end of the first stretch of a curve. What follows on
 * the same line belongs to it. */
static tc_code keep_side(tc_suggesting *s, const tc_curve *curve, tc_marginal_side *side)
{
    const int projects = s->problem->project_count;
    double *slope = tc_arena_take(&s->suggestion->arena, (size_t)projects, sizeof *slope);
    if (!slope)
        return tc_no_memory(s->error);
    const int end = curve->count - (curve->ended ? 2 : 1);
    *side = (tc_marginal_side){
        .found = true, .slope = slope, .proved = true, .ends = !curve->ended};
    for (int k = 0; k < end; k++)
        side->proved = side->proved && curve->points[k].proved;
    side->range = curve->points[end].at;
    const double tonnes = (double)side->range * tc_grain_of(s->problem);
    for (int j = 0; j < projects && side->range > 0; j++)
        slope[j] = (curve->points[end].share[j] - curve->points[0].share[j]) / tonnes;
    return TC_OK;
}

static tc_code find_side(tc_suggesting *s, const tc_marginal *marginal, bool more,
                         tc_marginal_side *side)
{
    const tc_source *source = &s->problem->sources[marginal->source];
    const int p = marginal->pollutant;
    const double grain = tc_grain_of(s->problem);
    const tc_line line = {.count = 1,
                          .part = {{.kind = TC_CHANGE_LESS_SUPPLY,
                                    .source = marginal->source,
                                    .pollutant = p}},
                          .step = {more ? -grain : grain}};
    const tc_grains most =
        more ? tc_supply_plenty(s->problem, p, source->area, source->basin,
                                source->available_from)
             : tc_grains_down(source->supply[p], s->problem->grain_digits);
    tc_curve curve;
    tc_error found = {.code = TC_OK};
    tc_code code =
        tc_curve_follow(s->inquiry, &line, most, TC_CURVE_FIRST_BREAK, &curve, &found);
    if (code != TC_OK)
        return tc_attempt_pass(code, &found, s->error);
    code = keep_side(s, &curve, side);
    tc_curve_free(&curve);
    return code;
}

/* The largest source of each pool that somebody could use. */
static void add_pools(const tc_suggesting *s, const tc_net_groups *groups,
                      tc_marginal *marginals, int *count)
{
    for (int k = 0; k < groups->pool_count; k++) {
        tc_marginal made = {.pollutant = groups->pollutant, .source = -1};
        for (int i = 0; i < s->problem->source_count; i++) {
            const double *supply = s->problem->sources[i].supply;
            if (groups->pool_of[i] != k)
                continue;
            made.sources++;
            if (made.source < 0 ||
                supply[made.pollutant] >
                    s->problem->sources[made.source].supply[made.pollutant])
                made.source = i;
        }
        marginals[(*count)++] = made;
    }
}

static tc_code list_pools(tc_suggesting *s, tc_marginal **marginals, int *count)
{
    const size_t room = (size_t)s->problem->source_count * TC_POLLUTANTS;
    *marginals = tc_arena_take(&s->suggestion->arena, room, sizeof **marginals);
    if (!*marginals)
        return tc_no_memory(s->error);
    tc_code code = TC_OK;
    for (int p = 0; code == TC_OK && p < TC_POLLUTANTS; p++) {
        tc_arena scratch = {0};
        tc_net_groups groups;
        code =
            tc_net_groups_find(s->problem, p, TC_POOL_SPLIT, &scratch, &groups, s->error);
        if (code == TC_OK)
            add_pools(s, &groups, *marginals, count);
        tc_arena_free(&scratch);
    }
    return code;
}

tc_code tc_suggest_marginals(tc_suggesting *s)
{
    tc_marginal *marginals = NULL;
    int count = 0;
    tc_code code = list_pools(s, &marginals, &count);
    for (int k = 0; code == TC_OK && k < count; k++) {
        code = find_side(s, &marginals[k], true, &marginals[k].more);
        if (code == TC_OK)
            code = find_side(s, &marginals[k], false, &marginals[k].less);
    }
    s->suggestion->marginals = marginals;
    s->suggestion->marginal_count = count;
    return code;
}
