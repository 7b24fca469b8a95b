/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "plan/verify_fault.h"
#include "plan/verify_prices.h"

/* How far a goal's value may stand from the bound that its multipliers prove, relative to
 * 1 or the value: the promise of model.md §6. Ten times larger would be seen in a share.
 */
static const double GAP_TOLERANCE = 1e-7;

/* For one pollutant: projects with equal prices, the one that starts last for all. */
typedef struct buyer {
    int area, basin;
    bool pool_access;
    tc_day start;
    const tc_price *coverage, *own;
} buyer;

typedef struct checker {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_verdict *verdict;
    tc_arena arena;
    int levels;
    const tc_price **sorted; /* coverage and own prices, for the search */
    int sorted_count;
    const tc_price **coverage, **own; /* project * TC_POLLUTANTS + p; NULL: 0 */
    const tc_price **within;          /* project */
    const tc_price **even;            /* goal * area_count + area */
    double *even_weight;              /* as even */
    int *share_level, *own_level;     /* project; its own first-come level or -1 */
    double *scale[2][TC_POLLUTANTS];  /* coverage, own: largest |price| by level */
    double *bound;                    /* levels */
    buyer *buyers;
    int *by_origin; /* sources by area, basin, available_from falling */
    int keep_local; /* level or -1 */
} checker;

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
    return (x->first_start > y->first_start) - (x->first_start < y->first_start);
}

static int by_key(const void *a, const void *b)
{
    const tc_price *const *x = a, *const *y = b;
    return compare_keys(*x, *y);
}

/* The price of the class that a project lies in, NULL if none is stated (then 0). */
static const tc_price *find_price(const checker *c, tc_price_kind kind,
                                  const tc_project *project, int pollutant, int basin)
{
    const tc_price key = {.kind = kind,
                          .pollutant = pollutant,
                          .area = project->area,
                          .basin = basin,
                          .pool_access = project->pool_access,
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
                      found->pool_access == project->pool_access;
    return same && found->last_start >= project->start ? found : NULL;
}

static const tc_price *price_of(const checker *c, tc_price_kind kind, int j, int p)
{
    const tc_project *project = &c->problem->projects[j];
    const tc_price *found = find_price(c, kind, project, p, project->basin);
    return found || project->basin < 0 ? found : find_price(c, kind, project, p, -1);
}

static bool within_range(const checker *c, const tc_price *price)
{
    const bool class = price->kind == TC_PRICE_COVERAGE || price->kind == TC_PRICE_OWN;
    if (class && (price->pollutant < 0 || price->pollutant >= TC_POLLUTANTS))
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
static void check_sign(checker *c, const tc_price *price)
{
    tc_vector alone = {.count = 0};
    const bool own = price->kind == TC_PRICE_OWN;
    tc_vector_add(&alone, price, 1.0, own ? c->scale[1][price->pollutant] : NULL);
    if (price->kind != TC_PRICE_COVERAGE && tc_vector_sign(&alone, c->levels, NULL) < 0)
        tc_verify_fault(c->verdict, "证书中有一个乘子的符号不对(区域 %d,项目 %d)",
                        "a multiplier of the certificate has the wrong sign "
                        "(area %d, project %d)",
                        price->area, price->project);
}

/* Put each price where it is looked up; false when one makes no sense. */
static bool index_prices(checker *c)
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
        for (int k = 0; k < price->count && price->kind <= TC_PRICE_OWN; k++) {
            double *scale = c->scale[price->kind == TC_PRICE_OWN][price->pollutant];
            scale[price->level[k]] = fmax(scale[price->level[k]], fabs(price->value[k]));
        }
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

/* ---- what a source is worth: the best that anyone who may use it pays ---------------
 */

static int by_buyer(const void *a, const void *b)
{
    const buyer *x = a, *y = b;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->basin != y->basin)
        return x->basin < y->basin ? -1 : 1;
    if (x->pool_access != y->pool_access)
        return x->pool_access ? 1 : -1;
    if (x->coverage != y->coverage)
        return x->coverage < y->coverage ? -1 : 1;
    if (x->own != y->own)
        return x->own < y->own ? -1 : 1;
    return (x->start < y->start) - (x->start > y->start);
}

static int by_start(const void *a, const void *b)
{
    const buyer *x = a, *y = b;
    if (x->start != y->start)
        return x->start > y->start ? -1 : 1;
    return by_buyer(a, b);
}

static int list_buyers(checker *c, int p)
{
    int count = 0;
    for (int j = 0; j < c->problem->project_count; j++) {
        const tc_project *project = &c->problem->projects[j];
        if (project->zoning_ok && project->need[p] > 0.0)
            c->buyers[count++] = (buyer){project->area,
                                         project->basin,
                                         project->pool_access,
                                         project->start,
                                         c->coverage[j * TC_POLLUTANTS + p],
                                         c->own[j * TC_POLLUTANTS + p]};
    }
    if (count)
        qsort(c->buyers, (size_t)count, sizeof *c->buyers, by_buyer);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const buyer *last = kept ? &c->buyers[kept - 1] : NULL, *b = &c->buyers[i];
        if (last && last->area == b->area && last->basin == b->basin &&
            last->pool_access == b->pool_access && last->coverage == b->coverage &&
            last->own == b->own)
            continue;
        c->buyers[kept++] = *b;
    }
    if (kept)
        qsort(c->buyers, (size_t)kept, sizeof *c->buyers, by_start);
    return kept;
}

/* Replace best by offer if that is worth more. */
static void improve(const checker *c, tc_vector *best, const tc_vector *offer)
{
    tc_vector gain = *offer;
    for (int i = 0; i < best->count; i++) {
        gain.term[gain.count] = best->term[i];
        gain.term[gain.count++].factor = -best->term[i].factor;
    }
    if (tc_vector_sign(&gain, c->levels, NULL) > 0)
        *best = *offer;
}

static void offer_of(const checker *c, const buyer *b, int p, double worth, bool home,
                     double total, tc_vector *offer)
{
    offer->count = 0;
    tc_vector_add(offer, b->coverage, worth, c->scale[0][p]);
    if (home)
        tc_vector_add(offer, b->own, worth, c->scale[1][p]);
    else if (c->keep_local >= 0)
        tc_vector_add_at(offer, c->keep_local, -1.0 / total);
}

static int by_origin_of(const tc_problem *problem, int x, int y)
{
    const tc_source *a = &problem->sources[x], *b = &problem->sources[y];
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    if (a->basin != b->basin)
        return a->basin < b->basin ? -1 : 1;
    if (a->available_from != b->available_from)
        return a->available_from > b->available_from ? -1 : 1;
    return (x > y) - (x < y);
}

/* Shell sort: the comparison needs the problem, which qsort cannot carry. */
static void sort_sources(checker *c)
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
static void add_supply(checker *c, const tc_source *source, int p, const tc_vector *home,
                       const tc_vector *away, bool has_away)
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

static void add_supplies(checker *c, int p)
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
        if (!last || last->area != source->area || last->basin != source->basin) {
            next = home.count = away.count = 0;
            has_away = false;
        }
        for (; next < buyers && c->buyers[next].start >= source->available_from; next++) {
            const buyer *b = &c->buyers[next];
            const double worth = tc_problem_exchange(problem, p, source->area,
                                                     source->basin, b->area, b->basin);
            const bool at_home = b->area == source->area &&
                                 problem->areas[b->area].kind != TC_AREA_UNSPECIFIED;
            if (!(worth > 0.0) || (!at_home && !b->pool_access))
                continue;
            offer_of(c, b, p, worth, at_home, total, &offer);
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

/* ---- what a share is worth: its goals less what its credits cost --------------------
 */

/* Is there any source at all that may serve the project in p? own_only: in its area. */
static bool has_source(const tc_problem *problem, const tc_project *project, int p,
                       bool own_only)
{
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        const bool home = source->area == project->area &&
                          problem->areas[source->area].kind != TC_AREA_UNSPECIFIED;
        if (source->supply[p] > 0.0 && source->available_from <= project->start &&
            (home || (project->pool_access && !own_only &&
                      tc_problem_export_share(problem, p, source->area) > 0.0)) &&
            tc_problem_exchange(problem, p, source->area, source->basin, project->area,
                                project->basin) > 0.0)
            return true;
    }
    return false;
}

/* No plan at all gives the project a share (an own-area share). */
static bool is_barred(const tc_problem *problem, const tc_project *project, bool own_only)
{
    if (!project->zoning_ok || (own_only && !project->local_key))
        return true;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (project->need[p] > 0.0 && !has_source(problem, project, p, own_only))
            return true;
    return false;
}

static void share_vector(const checker *c, int j, tc_vector *v)
{
    const tc_project *project = &c->problem->projects[j];
    v->count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_vector_add(v, c->coverage[j * TC_POLLUTANTS + p], -project->need[p],
                      c->scale[0][p]);
    tc_vector_add(v, c->within[j], 1.0, NULL);
    if (c->share_level[j] >= 0)
        tc_vector_add_at(v, c->share_level[j], 1.0);
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        if (level->kind != TC_LEVEL_TOTAL)
            continue;
        const tc_goal *goal = &c->problem->goals[level->goal];
        if (goal->kind != TC_GOAL_TIER || goal->tier != project->tier)
            continue;
        tc_vector_add_at(v, i, project->weight);
        const int at = level->goal * c->problem->area_count + project->area;
        if (goal->even && c->even_weight[at] > 0.0)
            tc_vector_add(v, c->even[at], project->weight / c->even_weight[at], NULL);
    }
}

static void own_vector(const checker *c, int j, tc_vector *v)
{
    const tc_project *project = &c->problem->projects[j];
    v->count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_vector_add(v, c->own[j * TC_POLLUTANTS + p], -project->need[p],
                      c->scale[1][p]);
    tc_vector_add(v, c->within[j], -1.0, NULL);
    if (c->own_level[j] >= 0)
        tc_vector_add_at(v, c->own_level[j], 1.0);
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        if (level->kind == TC_LEVEL_TOTAL &&
            c->problem->goals[level->goal].kind == TC_GOAL_GUARANTEE_LOCAL)
            tc_vector_add_at(v, i, project->weight);
    }
}

/* Add to the bound what a share can bring at most; whether it is decided is returned. */
static bool add_share(checker *c, const tc_project *project, const tc_vector *v,
                      double share, bool own)
{
    int level = 0;
    const int sign = tc_vector_sign(v, c->levels, &level);
    const bool required = project->must_serve && !own;
    if (sign <= 0 && !required)
        return sign < 0 || is_barred(c->problem, project, own);
    if (share < 1.0 && is_barred(c->problem, project, own))
        return true;
    tc_vector_sum(v, 1.0, c->bound);
    return true;
}

static void add_shares(checker *c)
{
    for (int j = 0; j < c->problem->project_count; j++) {
        const tc_project *project = &c->problem->projects[j];
        tc_vector v;
        share_vector(c, j, &v);
        bool decided = add_share(c, project, &v, c->plan->share[j], false);
        if (project->local_key) {
            own_vector(c, j, &v);
            const bool own = add_share(c, project, &v, c->plan->own_share[j], true);
            decided = decided && (own || c->own_level[j] >= 0);
        }
        if (!decided && c->share_level[j] < 0)
            tc_verify_fault(c->verdict, "项目 %s 的份额没有证明是唯一的",
                            "the share of project %s is not proved to be the only one",
                            project->id);
    }
}

/* ---- even goals ---------------------------------------------------------------------
 */

static void weigh_areas(checker *c)
{
    const tc_problem *problem = c->problem;
    for (int g = 0; g < problem->goal_count; g++)
        for (int j = 0; problem->goals[g].even && j < problem->project_count; j++) {
            const tc_project *project = &problem->projects[j];
            if (project->tier == problem->goals[g].tier && project->weight > 0.0 &&
                !is_barred(problem, project, false))
                c->even_weight[g * problem->area_count + project->area] +=
                    project->weight;
        }
}

/* The smallest share itself: between 0 and 1, no larger than any area's. */
static void add_smallest(checker *c, int level)
{
    const tc_problem *problem = c->problem;
    const int goal = c->plan->levels[level].goal;
    tc_arena scratch = {0};
    const tc_price **terms =
        tc_arena_take(&scratch, (size_t)problem->area_count, sizeof *terms);
    double *sum = tc_arena_take(&scratch, (size_t)c->levels, sizeof *sum);
    if (sum && terms) {
        sum[level] = 1.0;
        for (int a = 0; a < problem->area_count; a++) {
            const tc_price *price = c->even[goal * problem->area_count + a];
            for (int k = 0; price && k < price->count; k++)
                sum[price->level[k]] -= price->value[k];
        }
        int first = 0;
        while (first < c->levels && fabs(sum[first]) <= 1e-9)
            first++;
        for (int i = first; first < c->levels && sum[first] > 0.0 && i < c->levels; i++)
            c->bound[i] += sum[i];
    }
    tc_arena_free(&scratch);
    for (int a = 0; a < problem->area_count; a++) {
        const double weight = c->even_weight[goal * problem->area_count + a];
        double served = 0.0;
        for (int j = 0; weight > 0.0 && j < problem->project_count; j++)
            if (problem->projects[j].area == a &&
                problem->projects[j].tier == problem->goals[goal].tier)
                served += problem->projects[j].weight * c->plan->share[j];
        if (weight > 0.0 && served / weight < c->plan->levels[level].value - 1e-8)
            tc_verify_fault(c->verdict, "区域 %s 的份额 %.9g 低于所称的最小份额 %.9g",
                            "area %s has a share of %.9g, below the stated smallest %.9g",
                            problem->areas[a].id, served / weight,
                            c->plan->levels[level].value);
    }
}

/* ---- the verdict --------------------------------------------------------------------
 */

/* The whole-grain credits cross areas as much as the shares' routing says, but for what
 * rounding may move: a few grains for each project and source. */
static void check_crossing(checker *c)
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

static void compare_bounds(checker *c)
{
    for (int i = 0; i < c->levels; i++) {
        const tc_level *level = &c->plan->levels[i];
        const double gap = (c->bound[i] - level->value) / fmax(1.0, fabs(level->value));
        if (fabs(gap) > c->verdict->largest_gap)
            c->verdict->largest_gap = fabs(gap);
        if (!(fabs(gap) <= GAP_TOLERANCE))
            tc_verify_fault(
                c->verdict, "目标 %s(第 %d 层)达到 %.9g,而乘子证明的上界是 %.9g",
                "goal %s (level %d) reaches %.9g, its multipliers prove a bound of %.9g",
                level->goal < c->problem->goal_count ? c->problem->goals[level->goal].name
                                                     : "by-id",
                i + 1, level->value, c->bound[i]);
    }
}

static bool open_checker(checker *c)
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
    bool room = c->sorted && c->coverage && c->own && c->within && c->even &&
                c->even_weight && c->share_level && c->own_level && c->bound &&
                c->buyers && c->by_origin;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int kind = 0; kind < 2; kind++) {
            c->scale[kind][p] = tc_arena_take(arena, (size_t)c->levels, sizeof(double));
            room = room && c->scale[kind][p];
        }
    return room;
}

static void index_levels(checker *c)
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

static void check(checker *c)
{
    index_levels(c);
    weigh_areas(c);
    if (!index_prices(c))
        return;
    sort_sources(c);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        add_supplies(c, p);
    add_shares(c);
    for (int i = 0; i < c->levels; i++)
        if (c->plan->levels[i].kind == TC_LEVEL_SMALLEST_SHARE)
            add_smallest(c, i);
    compare_bounds(c);
    if (c->keep_local >= 0)
        check_crossing(c);
}

tc_code tc_verify_goals(const tc_problem *problem, const tc_plan *plan,
                        tc_verdict *verdict, tc_error *error)
{
    checker c = {.problem = problem,
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
