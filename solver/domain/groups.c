/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/groups.h"

#include <stdlib.h>

#include "base/fault.h"

/* Basins play a part for water, and for air only where an exchange line names one. */
static bool basins_matter(const tc_problem *problem, int pollutant)
{
    if (tc_pollutants[pollutant].water)
        return true;
    for (int i = 0; i < problem->exchange_count; i++) {
        const tc_exchange *e = &problem->exchange[i];
        if ((e->pollutant == -1 || e->pollutant == pollutant) &&
            (e->from_basin != -1 || e->to_basin != -1))
            return true;
    }
    return false;
}

static int by_day(const void *a, const void *b)
{
    const tc_day x = *(const tc_day *)a, y = *(const tc_day *)b;
    return (x > y) - (x < y);
}

/* The number of days (rising) that are <= day. */
static int days_until(const tc_day *days, int count, tc_day day)
{
    int low = 0, high = count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (days[middle] <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int sort_unique(tc_day *days, int count)
{
    qsort(days, (size_t)count, sizeof *days, by_day);
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (kept == 0 || days[kept - 1] != days[i])
            days[kept++] = days[i];
    return kept;
}

/* One project or source on its way into a group. */
typedef struct member {
    tc_net_site site;
    int block;
    bool pool_access;
    tc_day day, split_day; /* split_day, split_basin: 0 unless pools are split */
    int split_basin;
    int item; /* index of the project or source */
} member;

static int compare_groups(const member *x, const member *y)
{
    if (x->site.area != y->site.area)
        return x->site.area < y->site.area ? -1 : 1;
    if (x->site.basin != y->site.basin)
        return x->site.basin < y->site.basin ? -1 : 1;
    if (x->site.limits != y->site.limits)
        return x->site.limits < y->site.limits ? -1 : 1;
    if (x->site.owner != y->site.owner)
        return x->site.owner < y->site.owner ? -1 : 1;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    if (x->split_day != y->split_day)
        return x->split_day < y->split_day ? -1 : 1;
    if (x->split_basin != y->split_basin)
        return x->split_basin < y->split_basin ? -1 : 1;
    return (int)x->pool_access - (int)y->pool_access;
}

static int by_group(const void *a, const void *b)
{
    const member *x = a, *y = b;
    const int order = compare_groups(x, y);
    return order ? order : (x->item > y->item) - (x->item < y->item);
}

/* Work space of one call; all of it in the arena. */
typedef struct workspace {
    member *members;
    tc_day *available; /* distinct, rising */
    int available_count;
    int *blocks; /* distinct counts of available days before a start, rising, > 0 */
    int block_count;
    bool *has_own; /* project_count: some source of the pollutant is its own */
} workspace;

static bool has_need(const tc_project *project, int pollutant)
{
    return project->zoning_ok && project->need[pollutant] > 0.0;
}

static int by_int(const void *a, const void *b)
{
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static void find_blocks(const tc_problem *problem, int pollutant, workspace *w)
{
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        if (!(source->supply[pollutant] > 0.0))
            continue;
        w->available[w->available_count++] = source->available_from;
        if (source->owner >= 0)
            w->has_own[source->owner] = true;
    }
    w->available_count = sort_unique(w->available, w->available_count);
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const int before = days_until(w->available, w->available_count, project->start);
        if (has_need(project, pollutant) && before > 0)
            w->blocks[w->block_count++] = before;
    }
    qsort(w->blocks, (size_t)w->block_count, sizeof *w->blocks, by_int);
    int kept = 0;
    for (int i = 0; i < w->block_count; i++)
        if (kept == 0 || w->blocks[kept - 1] != w->blocks[i])
            w->blocks[kept++] = w->blocks[i];
    w->block_count = kept;
}

/* The first block whose projects start when that many available days are past. */
static int first_block(const workspace *w, int days_past)
{
    int low = 0, high = w->block_count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (w->blocks[middle] < days_past)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The usable sources as members; their number. */
static int list_sources(const tc_problem *problem, tc_net_pooling pooling, workspace *w,
                        tc_net_groups *g)
{
    const bool split = pooling == TC_POOL_SPLIT;
    int count = 0;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        g->pool_of[s] = -1;
        if (!(source->supply[g->pollutant] > 0.0))
            continue;
        g->total += source->supply[g->pollutant];
        const int past =
            days_until(w->available, w->available_count, source->available_from);
        const int block = first_block(w, past);
        if (block < w->block_count) /* else every project starts before it */
            w->members[count++] =
                (member){.site = {source->area, g->basins_matter ? source->basin : -1,
                                  source->limits[g->pollutant], source->owner},
                         .block = block,
                         .day = source->available_from,
                         .split_day = split ? source->available_from : 0,
                         .split_basin = split ? source->basin : 0,
                         .item = s};
    }
    return count;
}

static void find_pools(const tc_problem *problem, tc_net_pooling pooling, workspace *w,
                       tc_net_groups *g)
{
    const int count = list_sources(problem, pooling, w, g);
    qsort(w->members, (size_t)count, sizeof *w->members, by_group);
    for (int i = 0; i < count; i++) {
        const member *m = &w->members[i];
        if (i == 0 || compare_groups(m, m - 1) != 0)
            g->pools[g->pool_count++] =
                (tc_net_pool){.site = m->site,
                              .block = m->block,
                              .first_day = m->day,
                              .basin = problem->sources[m->item].basin};
        tc_net_pool *pool = &g->pools[g->pool_count - 1];
        g->pool_of[m->item] = g->pool_count - 1;
        pool->supply += problem->sources[m->item].supply[g->pollutant];
        if (m->day < pool->first_day)
            pool->first_day = m->day;
    }
}

static void find_classes(const tc_problem *problem, workspace *w, tc_net_groups *g)
{
    int count = 0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        g->class_of[j] = -1;
        const int past = days_until(w->available, w->available_count, project->start);
        if (!has_need(project, g->pollutant) || past == 0)
            continue;
        w->members[count++] =
            (member){.site = {project->area, g->basins_matter ? project->basin : -1,
                              project->limits[g->pollutant], w->has_own[j] ? j : -1},
                     .block = first_block(w, past),
                     .pool_access = project->pool_access,
                     .day = project->start,
                     .item = j};
    }
    qsort(w->members, (size_t)count, sizeof *w->members, by_group);
    for (int i = 0; i < count; i++) {
        const member *m = &w->members[i];
        if (i == 0 || compare_groups(m, m - 1) != 0)
            g->classes[g->class_count++] = (tc_net_group){.site = m->site,
                                                          .block = m->block,
                                                          .pool_access = m->pool_access,
                                                          .first_start = m->day,
                                                          .last_start = m->day};
        tc_net_group *class = &g->classes[g->class_count - 1];
        if (m->day < class->first_start)
            class->first_start = m->day;
        if (m->day > class->last_start)
            class->last_start = m->day;
        g->class_of[m->item] = g->class_count - 1;
    }
}

bool tc_net_same_site(tc_net_site a, tc_net_site b)
{
    return a.area == b.area && a.basin == b.basin && a.limits == b.limits &&
           a.owner == b.owner;
}

double tc_net_worth(const tc_problem *problem, const tc_net_groups *g, tc_net_site from,
                    tc_net_site to)
{
    if ((from.limits & to.limits) || (from.owner >= 0 && from.owner != to.owner))
        return 0.0;
    return tc_problem_exchange(problem, g->pollutant, from.area, from.basin, to.area,
                               to.basin);
}

/* Do two sites' tonnes count the same at every class that may draw on other areas? */
static bool same_worth(const tc_problem *problem, const tc_net_groups *g, tc_net_site x,
                       tc_net_site y)
{
    for (int c = 0; c < g->class_count; c++) {
        const tc_net_site to = g->classes[c].site;
        if (c > 0 && tc_net_same_site(to, g->classes[c - 1].site) &&
            g->classes[c - 1].pool_access)
            continue;
        if (g->classes[c].pool_access &&
            tc_net_worth(problem, g, x, to) != tc_net_worth(problem, g, y, to))
            return false;
    }
    return true;
}

/* The quick answers spare cases without exchange factors and limits the search. */
static bool share_hub(const tc_problem *problem, const tc_net_groups *g, tc_net_site x,
                      tc_net_site y)
{
    if (problem->exchange_count == 0 && x.basin != y.basin)
        return false;
    return (problem->exchange_count == 0 && x.limits == y.limits) ||
           same_worth(problem, g, x, y);
}

static void find_hubs(const tc_problem *problem, tc_net_groups *g)
{
    for (int k = 0; k < g->pool_count; k++) {
        const tc_net_site site = g->pools[k].site;
        if (site.owner >= 0) {
            g->pools[k].hub = -1;
            continue;
        }
        if (k > 0 && tc_net_same_site(site, g->pools[k - 1].site)) {
            g->pools[k].hub = g->pools[k - 1].hub;
            continue;
        }
        int hub = 0;
        while (hub < g->hub_count && !share_hub(problem, g, site, g->hub_site[hub]))
            hub++;
        if (hub == g->hub_count)
            g->hub_site[g->hub_count++] = site;
        g->pools[k].hub = hub;
    }
}

int tc_net_site_end(const tc_net_groups *g, int first)
{
    int end = first + 1;
    while (end < g->pool_count &&
           tc_net_same_site(g->pools[end].site, g->pools[first].site))
        end++;
    return end;
}

int tc_net_latest_pool(const tc_net_groups *g, int first, int end, int block)
{
    int found = -1;
    for (int k = first; k < end && g->pools[k].block <= block; k++)
        found = k;
    return found;
}

tc_code tc_net_groups_find(const tc_problem *problem, int pollutant,
                           tc_net_pooling pooling, tc_arena *arena, tc_net_groups *groups,
                           tc_error *error)
{
    const size_t sources = (size_t)problem->source_count;
    const size_t projects = (size_t)problem->project_count;
    workspace w = {.members = tc_arena_take(arena, sources + projects, sizeof *w.members),
                   .available = tc_arena_take(arena, sources, sizeof *w.available),
                   .blocks = tc_arena_take(arena, projects, sizeof *w.blocks),
                   .has_own = tc_arena_take(arena, projects, sizeof *w.has_own)};
    tc_net_groups g = {.pollutant = pollutant,
                       .basins_matter = basins_matter(problem, pollutant),
                       .pools = tc_arena_take(arena, sources, sizeof *g.pools),
                       .classes = tc_arena_take(arena, projects, sizeof *g.classes),
                       .class_of = tc_arena_take(arena, projects, sizeof *g.class_of),
                       .pool_of = tc_arena_take(arena, sources, sizeof *g.pool_of),
                       .hub_site = tc_arena_take(arena, sources, sizeof *g.hub_site)};
    if (!w.members || !w.available || !w.blocks || !w.has_own || !g.pools || !g.classes ||
        !g.class_of || !g.pool_of || !g.hub_site)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "汇总削减源和项目时内存不足",
                       "memory ran out while sources and projects were grouped");
    find_blocks(problem, pollutant, &w);
    find_pools(problem, pooling, &w, &g);
    find_classes(problem, &w, &g);
    find_hubs(problem, &g);
    *groups = g;
    return TC_OK;
}
