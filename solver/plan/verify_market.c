/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_market.h"

#include <stdlib.h>

#include "base/alloc.h"

/* A project or a source on its way into a cell or a pool. */
typedef struct member {
    tc_market_cell cell; /* of a source: start is the day from which it serves */
    int item;
} member;

static int compare_runs(const tc_market_cell *x, const tc_market_cell *y)
{
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->basin != y->basin)
        return x->basin < y->basin ? -1 : 1;
    if (x->pool_access != y->pool_access)
        return x->pool_access ? 1 : -1;
    if (x->limits != y->limits)
        return x->limits < y->limits ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static int compare_cells(const tc_market_cell *x, const tc_market_cell *y)
{
    const int order = compare_runs(x, y);
    return order ? order : (x->start < y->start) - (x->start > y->start);
}

static int by_cell(const void *a, const void *b)
{
    const member *x = a, *y = b;
    const int order = compare_cells(&x->cell, &y->cell);
    return order ? order : (x->item > y->item) - (x->item < y->item);
}

static void sort(member *members, int count)
{
    if (count > 0)
        qsort(members, (size_t)count, sizeof *members, by_cell);
}

enum { NO_CELL = -1, OWNS_SOURCES = -2 };

/* Note in cell_of who has sources of its own. */
static void mark_owners(const tc_problem *problem, tc_market *m)
{
    for (int j = 0; j < problem->project_count; j++)
        m->cell_of[j] = NO_CELL;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        if (source->owner >= 0 && source->supply[m->pollutant] > 0.0)
            m->cell_of[source->owner] = OWNS_SOURCES;
    }
}

static void find_cells(const tc_problem *problem, tc_market *m, member *members)
{
    int count = 0;
    mark_owners(problem, m);
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *about = &problem->projects[j];
        const int owner = m->cell_of[j] == OWNS_SOURCES ? j : -1;
        m->cell_of[j] = NO_CELL;
        if (!about->zoning_ok || !(about->need[m->pollutant] > 0.0))
            continue;
        members[count++] = (member){.cell = {.area = about->area,
                                             .basin = about->basin,
                                             .pool_access = about->pool_access,
                                             .limits = about->limits[m->pollutant],
                                             .owner = owner,
                                             .start = about->start},
                                    .item = j};
    }
    sort(members, count);
    for (int i = 0; i < count; i++) {
        if (i == 0 || compare_cells(&members[i - 1].cell, &members[i].cell) != 0)
            m->cells[m->cell_count++] = members[i].cell;
        m->cell_of[members[i].item] = m->cell_count - 1;
    }
}

static void find_pools(const tc_problem *problem, tc_market *m, member *members)
{
    int count = 0;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *about = &problem->sources[s];
        m->total += about->supply[m->pollutant];
        if (about->supply[m->pollutant] > 0.0)
            members[count++] = (member){.cell = {.area = about->area,
                                                 .basin = about->basin,
                                                 .limits = about->limits[m->pollutant],
                                                 .owner = about->owner,
                                                 .start = about->available_from},
                                        .item = s};
    }
    sort(members, count);
    for (int i = 0; i < count; i++) {
        const tc_market_cell *at = &members[i].cell;
        if (i == 0 || compare_cells(&members[i - 1].cell, at) != 0)
            m->pools[m->pool_count++] = (tc_market_pool){
                .area = at->area,
                .basin = at->basin,
                .limits = at->limits,
                .owner = at->owner,
                .day = at->start,
                .export_share = tc_problem_export_share(problem, m->pollutant, at->area)};
        m->pools[m->pool_count - 1].supply +=
            problem->sources[members[i].item].supply[m->pollutant];
    }
}

/* The end of the run of cells that begins at first. */
static int run_end(const tc_market *m, int first)
{
    int end = first + 1;
    while (end < m->cell_count && compare_runs(&m->cells[first], &m->cells[end]) == 0)
        end++;
    return end;
}

/* The link of a pool to the run [first, end); worth 0: there is none. */
static tc_market_link find_link(const tc_problem *problem, const tc_market *m,
                                const tc_market_pool *pool, int first, int end)
{
    const tc_market_cell *to = &m->cells[first];
    tc_market_link link = {.cell = first - 1,
                           .home =
                               pool->area == to->area &&
                               problem->areas[pool->area].kind != TC_AREA_UNSPECIFIED};
    const bool barred = (pool->limits & to->limits) != 0 ||
                        (pool->owner >= 0 && (pool->owner != to->owner || !link.home)) ||
                        (!link.home && (!to->pool_access || !(pool->export_share > 0.0)));
    if (barred || to->start < pool->day)
        return link;
    link.worth = tc_problem_exchange(problem, m->pollutant, pool->area, pool->basin,
                                     to->area, to->basin);
    while (link.cell + 1 < end && m->cells[link.cell + 1].start >= pool->day)
        link.cell++;
    return link;
}

/* Count the links, or with room for them write them down. */
static size_t find_links(const tc_problem *problem, tc_market *m)
{
    size_t count = 0;
    for (int k = 0; k < m->pool_count; k++) {
        tc_market_pool *pool = &m->pools[k];
        pool->first_link = (int)count;
        for (int first = 0, end; first < m->cell_count; first = end) {
            end = run_end(m, first);
            const tc_market_link link = find_link(problem, m, pool, first, end);
            if (!(link.worth > 0.0))
                continue;
            if (m->links)
                m->links[count] = link;
            for (int c = first; c <= link.cell; c++) {
                m->served[c] = true;
                m->served_at_home[c] = m->served_at_home[c] || link.home;
            }
            count++;
        }
        pool->link_count = (int)count - pool->first_link;
    }
    return count;
}

bool tc_market_open(const tc_problem *problem, int pollutant, tc_arena *arena,
                    tc_market *market)
{
    const size_t projects = (size_t)problem->project_count;
    const size_t sources = (size_t)problem->source_count;
    tc_market m = {.pollutant = pollutant,
                   .cells = tc_arena_take(arena, projects, sizeof *m.cells),
                   .cell_of = tc_arena_take(arena, projects, sizeof *m.cell_of),
                   .pools = tc_arena_take(arena, sources, sizeof *m.pools),
                   .served = tc_arena_take(arena, projects, sizeof *m.served),
                   .served_at_home =
                       tc_arena_take(arena, projects, sizeof *m.served_at_home)};
    member *members = tc_mem_new(projects + sources, sizeof *members);
    bool room =
        members && m.cells && m.cell_of && m.pools && m.served && m.served_at_home;
    if (room) {
        find_cells(problem, &m, members);
        find_pools(problem, &m, members);
        m.links = tc_arena_take(arena, find_links(problem, &m), sizeof *m.links);
        room = m.links != NULL;
    }
    if (room)
        (void)find_links(problem, &m);
    tc_mem_drop(members);
    *market = m;
    return room;
}

/* ---- prices ------------------------------------------------------------------------ */

void tc_market_clear(tc_market *m)
{
    for (int c = 0; c < m->cell_count; c++)
        m->cells[c].price = m->cells[c].own_price = 0.0;
}

static bool lies_in(const tc_market_cell *cell, const tc_price *class)
{
    return cell->area == class->area && cell->pool_access == class->pool_access &&
           cell->limits == class->limits && cell->owner == class->owner &&
           (class->basin < 0 || cell->basin == class->basin) &&
           cell->start >= class->first_start && cell->start <= class->last_start;
}

void tc_market_add(tc_market *m, const tc_price *class, double value)
{
    int low = 0, high = m->cell_count; /* the first cell of the area */
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (m->cells[middle].area < class->area)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < m->cell_count && m->cells[low].area == class->area; low++) {
        tc_market_cell *cell = &m->cells[low];
        if (lies_in(cell, class) && class->kind == TC_PRICE_OWN)
            cell->own_price += value;
        else if (lies_in(cell, class))
            cell->price += value;
    }
}

/* fmax asks for NaN, which costs more than all the rest of this room. */
static double larger(double x, double y)
{
    return x > y ? x : y;
}

double tc_market_worth(tc_market *m, double abroad)
{
    bool any = false;
    for (int c = 0; c < m->cell_count; c++) {
        tc_market_cell *cell = &m->cells[c];
        const bool goes_on = c > 0 && compare_runs(cell - 1, cell) == 0;
        const double home = cell->price + cell->own_price;
        cell->best_home = goes_on ? larger(cell[-1].best_home, home) : home;
        cell->best_away = goes_on ? larger(cell[-1].best_away, cell->price) : cell->price;
        any = any || home > 0.0 || cell->price > 0.0;
    }
    double sum = 0.0;
    for (int k = 0; any && k < m->pool_count; k++) {
        const tc_market_pool *pool = &m->pools[k];
        const tc_market_link *link = &m->links[pool->first_link];
        double home = 0.0, away = 0.0; /* a tonne may stay unused */
        for (const tc_market_link *end = link + pool->link_count; link < end; link++) {
            const tc_market_cell *cell = &m->cells[link->cell];
            if (link->home)
                home = larger(home, link->worth * cell->best_home);
            else
                away = larger(away, link->worth * cell->best_away - abroad);
        }
        sum += pool->supply * ((1.0 - pool->export_share) * home +
                               pool->export_share * larger(home, away));
    }
    return sum;
}
