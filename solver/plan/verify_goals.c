/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "plan/verify_checker.h"

/* How far a goal's value may stand from the bound that its multipliers prove, relative to
 * 1 or the value: the promise of model.md §6. Ten times larger would be seen in a share.
 */
static const double GAP_TOLERANCE = 1e-7;

static int compare_keys(const tc_price *x, const tc_price *y)
{
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->pollutant != y->pollutant)
        return x->pollutant < y->pollutant ? -1 : 1;
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
    return (x->first_start > y->first_start) - (x->first_start < y->first_start);
}

static int by_key(const void *a, const void *b)
{
    const tc_price *const *x = a, *const *y = b;
    return compare_keys(*x, *y);
}

/* The price of the class that a project lies in, NULL if none is stated (then 0). */
static const tc_price *find_price(const tc_checker *c, tc_price_kind kind,
                                  const tc_project *project, int pollutant, int basin,
                                  int owner)
{
    const tc_price key = {.kind = kind,
                          .pollutant = pollutant,
                          .area = project->area,
                          .basin = basin,
                          .pool_access = project->pool_access,
                          .limits = project->limits[pollutant],
                          .owner = owner,
                          .first_start = project->start};
    int low = 0, high = c->sorted_count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (compare_keys(c->sorted[middle], &key) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const tc_price *found = c->sorted[low - 1];
    const bool same = found->kind == kind && found->pollutant == pollutant &&
                      found->area == project->area && found->basin == basin &&
                      found->pool_access == project->pool_access &&
                      found->limits == key.limits && found->owner == owner;
    return same && found->last_start >= project->start ? found : NULL;
}

static const tc_price *price_of(const tc_checker *c, tc_price_kind kind, int j, int p)
{
    const tc_project *project = &c->problem->projects[j];
    const int owner = c->has_own[j * TC_POLLUTANTS + p] ? j : -1;
    const tc_price *found = find_price(c, kind, project, p, project->basin, owner);
    return found || project->basin < 0 ? found
                                       : find_price(c, kind, project, p, -1, owner);
}

static bool within_range(const tc_checker *c, const tc_price *price)
{
    const bool class = price->kind == TC_PRICE_COVERAGE || price->kind == TC_PRICE_OWN;
    if (class && (price->pollutant < 0 || price->pollutant >= TC_POLLUTANTS ||
                  price->owner < -1 || price->owner >= c->problem->project_count))
        return false;
    if (price->kind == TC_PRICE_WITHIN &&
        (price->project < 0 || price->project >= c->problem->project_count))
        return false;
    if (price->kind == TC_PRICE_EVEN &&
        (price->goal < 0 || price->goal >= c->problem->goal_count || price->area < 0 ||
         price->area >= c->problem->area_count))
        return false;
    for (int k = 0; k < price->count; k++)
        if (price->level[k] < 0 || price->level[k] >= c->levels ||
            (k > 0 && price->level[k] <= price->level[k - 1]) ||
            !isfinite(price->value[k]))
            return false;
    return true;
}

/* Multipliers of >= rows may not be negative at the first level that is not 0. */
static void check_sign(tc_checker *c, const tc_price *price)
{
    tc_vector alone = {.count = 0};
    tc_vector_add(&alone, price, 1.0);
    if (price->kind != TC_PRICE_COVERAGE && tc_vector_sign(&alone, c->levels, NULL) < 0)
        tc_verify_fault(c->verdict, "证书中有一个乘子的符号不对（区域 %d，项目 %d）",
                        "a multiplier of the certificate has the wrong sign "
                        "(area %d, project %d)",
                        price->area, price->project);
}

/* Put each price where it is looked up; false when one makes no sense. */
static bool index_prices(tc_checker *c)
{
    for (int i = 0; i < c->plan->price_count; i++) {
        const tc_price *price = &c->plan->prices[i];
        if (!within_range(c, price)) {
            tc_verify_fault(c->verdict, "证书的第 %d 个乘子没有意义",
                            "multiplier %d of the certificate makes no sense", i + 1);
            return false;
        }
        if (price->kind == TC_PRICE_WITHIN)
            c->within[price->project] = price;
        else if (price->kind == TC_PRICE_EVEN)
            c->even[price->goal * c->problem->area_count + price->area] = price;
        else
            c->sorted[c->sorted_count++] = price;
    }
    if (c->sorted_count)
        qsort(c->sorted, (size_t)c->sorted_count, sizeof *c->sorted, by_key);
    for (int i = 0; i < c->plan->price_count; i++)
        check_sign(c, &c->plan->prices[i]);
    for (int j = 0; j < c->problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (c->problem->projects[j].need[p] > 0.0) {
                c->coverage[j * TC_POLLUTANTS + p] = price_of(c, TC_PRICE_COVERAGE, j, p);
                c->own[j * TC_POLLUTANTS + p] = price_of(c, TC_PRICE_OWN, j, p);
            }
    return true;
}

/* The whole-grain credits cross areas as much as the shares' routing says, but for what
 * rounding may move: a few grains for each project and source. */
static void check_crossing(tc_checker *c)
{
    const tc_problem *problem = c->problem;
    const double grain = pow(10.0, -problem->grain_digits);
    double crossing = 0.0, slack = 1e-9;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        double total = 0.0, across = 0.0, ratios = 0.0;
        for (int s = 0; s < problem->source_count; s++)
            total += problem->sources[s].supply[p];
        for (int j = 0; j < problem->project_count; j++)
            ratios += problem->projects[j].need[p] > 0.0
                          ? 2.0 + problem->projects[j].ratio[p]
                          : 0.0;
        for (int k = 0; k < c->plan->credit_count; k++) {
            const tc_credit *credit = &c->plan->credits[k];
            if (credit->pollutant == p &&
                tc_is_pooled(problem, credit->source, credit->project))
                across += (double)credit->grains;
        }
        if (total > 0.0) {
            crossing += across * grain / total;
            slack += (ratios + problem->source_count) * grain / total;
        }
    }
    const double stated = -c->plan->levels[c->keep_local].value;
    if (!(fabs(crossing - stated) <= slack))
        tc_verify_fault(c->verdict, "跨区域量 %.9g 与目标 keep-local 所称 %.9g 不符",
                        "tonnes across areas, %.9g, do not match keep-local, %.9g",
                        crossing, stated);
}

static void compare_bounds(tc_checker *c)
{
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        const double gap = (c->bound[i] - level->value) / fmax(1.0, fabs(level->value));
        if (fabs(gap) > c->verdict->largest_gap)
            c->verdict->largest_gap = fabs(gap);
        if (!(fabs(gap) <= GAP_TOLERANCE))
            tc_verify_fault(
                c->verdict, "目标 %s（第 %d 层）达到 %.9g，而乘子证明的上界是 %.9g",
                "goal %s (level %d) reaches %.9g, its multipliers prove a bound of %.9g",
                level->goal < c->problem->goal_count ? c->problem->goals[level->goal].name
                                                     : "by-id",
                i + 1, level->value, c->bound[i]);
    }
}

static bool open_checker(tc_checker *c)
{
    const size_t projects = (size_t)c->problem->project_count;
    const size_t evens = (size_t)c->problem->goal_count * (size_t)c->problem->area_count;
    tc_arena *arena = &c->arena;
    c->sorted = tc_arena_take(arena, (size_t)c->plan->price_count, sizeof *c->sorted);
    c->coverage = tc_arena_take(arena, projects * TC_POLLUTANTS, sizeof *c->coverage);
    c->own = tc_arena_take(arena, projects * TC_POLLUTANTS, sizeof *c->own);
    c->within = tc_arena_take(arena, projects, sizeof *c->within);
    c->even = tc_arena_take(arena, evens, sizeof *c->even);
    c->even_weight = tc_arena_take(arena, evens, sizeof *c->even_weight);
    c->share_level = tc_arena_take(arena, projects, sizeof *c->share_level);
    c->own_level = tc_arena_take(arena, projects, sizeof *c->own_level);
    c->bound = tc_arena_take(arena, (size_t)c->levels, sizeof *c->bound);
    c->buyers = tc_arena_take(arena, projects, sizeof *c->buyers);
    c->by_origin =
        tc_arena_take(arena, (size_t)c->problem->source_count, sizeof *c->by_origin);
    c->has_own = tc_arena_take(arena, projects * TC_POLLUTANTS, sizeof *c->has_own);
    return c->has_own && c->sorted && c->coverage && c->own && c->within && c->even &&
           c->even_weight && c->share_level && c->own_level && c->bound && c->buyers &&
           c->by_origin;
}

static void index_levels(tc_checker *c)
{
    for (int j = 0; j < c->problem->project_count; j++)
        c->share_level[j] = c->own_level[j] = -1;
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        if (level->kind == TC_LEVEL_SHARE)
            c->share_level[level->project] = i;
        else if (level->kind == TC_LEVEL_OWN_SHARE)
            c->own_level[level->project] = i;
        else if (c->problem->goals[level->goal].kind == TC_GOAL_KEEP_LOCAL)
            c->keep_local = i;
    }
}

static void find_owners(tc_checker *c)
{
    for (int s = 0; s < c->problem->source_count; s++) {
        const tc_source *source = &c->problem->sources[s];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (source->owner >= 0 && source->supply[p] > 0.0)
                c->has_own[source->owner * TC_POLLUTANTS + p] = true;
    }
}

static void check(tc_checker *c)
{
    find_owners(c);
    index_levels(c);
    tc_checker_weigh_areas(c);
    if (!index_prices(c))
        return;
    tc_checker_sort_sources(c);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_checker_add_supplies(c, p);
    tc_checker_add_shares(c);
    for (int i = 0; i < c->levels; i++)
        if (c->plan->levels[i].kind == TC_LEVEL_SMALLEST_SHARE)
            tc_checker_add_smallest(c, i);
    compare_bounds(c);
    if (c->keep_local >= 0)
        check_crossing(c);
}

tc_code tc_verify_goals(const tc_problem *problem, const tc_plan *plan,
                        tc_verdict *verdict, tc_error *error)
{
    tc_checker c = {.problem = problem,
                    .plan = plan,
                    .verdict = verdict,
                    .levels = plan->level_count,
                    .keep_local = -1};
    const bool room = open_checker(&c);
    if (room)
        check(&c);
    tc_arena_free(&c.arena);
    return room ? TC_OK
                : tc_fail(error, TC_ERR_MEMORY, NULL, "核验时内存不足",
                          "memory ran out while the plan was checked");
}
