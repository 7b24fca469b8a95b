/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "plan/verify_checker.h"

static int by_buyer(const void *a, const void *b)
{
    const tc_buyer *x = a, *y = b;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->basin != y->basin)
        return x->basin < y->basin ? -1 : 1;
    if (x->pool_access != y->pool_access)
        return x->pool_access ? 1 : -1;
    if (x->limits != y->limits)
        return x->limits < y->limits ? -1 : 1;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->coverage != y->coverage)
        return x->coverage < y->coverage ? -1 : 1;
    if (x->own != y->own)
        return x->own < y->own ? -1 : 1;
    return (x->start < y->start) - (x->start > y->start);
}

static int by_start(const void *a, const void *b)
{
    const tc_buyer *x = a, *y = b;
    if (x->start != y->start)
        return x->start > y->start ? -1 : 1;
    return by_buyer(a, b);
}

static int list_buyers(tc_checker *c, int p)
{
    int count = 0;
    for (int j = 0; j < c->problem->project_count; j++) {
        const tc_project *project = &c->problem->projects[j];
        if (project->zoning_ok && project->need[p] > 0.0)
            c->buyers[count++] = (tc_buyer){project->area,
                                            project->basin,
                                            project->pool_access,
                                            project->limits[p],
                                            c->has_own[j * TC_POLLUTANTS + p] ? j : -1,
                                            project->start,
                                            c->coverage[j * TC_POLLUTANTS + p],
                                            c->own[j * TC_POLLUTANTS + p]};
    }
    if (count)
        qsort(c->buyers, (size_t)count, sizeof *c->buyers, by_buyer);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const tc_buyer *last = kept ? &c->buyers[kept - 1] : NULL, *b = &c->buyers[i];
        if (last && last->area == b->area && last->basin == b->basin &&
            last->pool_access == b->pool_access && last->limits == b->limits &&
            last->owner == b->owner && last->coverage == b->coverage &&
            last->own == b->own)
            continue;
        c->buyers[kept++] = *b;
    }
    if (kept)
        qsort(c->buyers, (size_t)kept, sizeof *c->buyers, by_start);
    return kept;
}

/* Replace best by offer if that is worth more. */
static void improve(const tc_checker *c, tc_vector *best, const tc_vector *offer)
{
    tc_vector gain = *offer;
    for (int i = 0; i < best->count; i++) {
        gain.term[gain.count] = best->term[i];
        gain.term[gain.count++].factor = -best->term[i].factor;
    }
    if (tc_vector_sign(&gain, c->levels, NULL) > 0)
        *best = *offer;
}

static void offer_of(const tc_checker *c, const tc_buyer *b, double worth, bool home,
                     double total, tc_vector *offer)
{
    offer->count = 0;
    tc_vector_add(offer, b->coverage, worth);
    if (home)
        tc_vector_add(offer, b->own, worth);
    else if (c->keep_local >= 0)
        tc_vector_add_at(offer, c->keep_local, -1.0 / total);
}

/* Sources of equal origin are open to the same buyers, but for their dates. */
static int compare_origins(const tc_source *a, const tc_source *b)
{
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    if (a->basin != b->basin)
        return a->basin < b->basin ? -1 : 1;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (a->limits[p] != b->limits[p])
            return a->limits[p] < b->limits[p] ? -1 : 1;
    return (a->owner > b->owner) - (a->owner < b->owner);
}

static int by_origin_of(const tc_problem *problem, int x, int y)
{
    const tc_source *a = &problem->sources[x], *b = &problem->sources[y];
    const int origins = compare_origins(a, b);
    if (origins != 0)
        return origins;
    if (a->available_from != b->available_from)
        return a->available_from > b->available_from ? -1 : 1;
    return (x > y) - (x < y);
}

/* Shell sort: the comparison needs the problem, which qsort cannot carry. */
void tc_checker_sort_sources(tc_checker *c)
{
    const int count = c->problem->source_count;
    for (int s = 0; s < count; s++)
        c->by_origin[s] = s;
    int gap = 1;
    while (gap < count / 3)
        gap = 3 * gap + 1;
    for (; gap > 0; gap /= 3)
        for (int i = gap; i < count; i++) {
            const int moved = c->by_origin[i];
            int k = i;
            for (; k >= gap && by_origin_of(c->problem, c->by_origin[k - gap], moved) > 0;
                 k -= gap)
                c->by_origin[k] = c->by_origin[k - gap];
            c->by_origin[k] = moved;
        }
}

/* A source's part of the bound: supply at its best price, of which only the export share
 * at the price of other areas. */
static void add_supply(tc_checker *c, const tc_source *source, int p,
                       const tc_vector *home, const tc_vector *away, bool has_away)
{
    const double supply = source->supply[p];
    const double share = tc_problem_export_share(c->problem, p, source->area);
    tc_vector worthless = {.count = 0}, best = worthless, further;
    improve(c, &best, home);
    further = best;
    if (has_away)
        improve(c, &further, away);
    tc_vector_sum(&best, supply * (1.0 - share), c->bound);
    tc_vector_sum(&further, supply * share, c->bound);
}

void tc_checker_add_supplies(tc_checker *c, int p)
{
    const tc_problem *problem = c->problem;
    const int buyers = list_buyers(c, p);
    double total = 0.0;
    for (int s = 0; s < problem->source_count; s++)
        total += problem->sources[s].supply[p];
    tc_vector home = {.count = 0}, away = {.count = 0}, offer;
    bool has_away = false;
    for (int i = 0, next = 0; i < problem->source_count; i++) {
        const tc_source *source = &problem->sources[c->by_origin[i]];
        const tc_source *last = i ? &problem->sources[c->by_origin[i - 1]] : NULL;
        if (!last || compare_origins(last, source) != 0) {
            next = home.count = away.count = 0;
            has_away = false;
        }
        for (; next < buyers && c->buyers[next].start >= source->available_from; next++) {
            const tc_buyer *b = &c->buyers[next];
            const double worth = tc_problem_exchange(problem, p, source->area,
                                                     source->basin, b->area, b->basin);
            const bool at_home = b->area == source->area &&
                                 problem->areas[b->area].kind != TC_AREA_UNSPECIFIED;
            if (!(worth > 0.0) || (!at_home && !b->pool_access) ||
                (source->limits[p] & b->limits) ||
                (source->owner >= 0 && (source->owner != b->owner || !at_home)))
                continue;
            offer_of(c, b, worth, at_home, total, &offer);
            if (at_home)
                improve(c, &home, &offer);
            else if (has_away)
                improve(c, &away, &offer);
            else
                away = offer;
            has_away = has_away || !at_home;
        }
        if (source->supply[p] > 0.0)
            add_supply(c, source, p, &home, &away, has_away);
    }
}
