/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/share_supply.h"

#include <string.h>

#include "base/fault.h"

/* The least value that an axis takes; a list may hold anything. */
static double least_of(const tc_axis *axis)
{
    double least = axis->low;
    for (int k = 0; k < axis->value_count; k++)
        if (k == 0 || axis->values[k] < least)
            least = axis->values[k];
    return least;
}

bool tc_axis_is_right_side(const tc_axis *axis)
{
    switch (axis->kind) {
    case TC_AXIS_SUPPLY:
    case TC_AXIS_RESERVE:
    case TC_AXIS_EXPORT_CAP:
        return true;
    case TC_AXIS_DEMAND: /* a need of 0 is no need: that is another matrix */
        return axis->area < 0 && axis->project < 0 && !axis->industry &&
               least_of(axis) > 1e-6;
    case TC_AXIS_RATIO:
    case TC_AXIS_DELAY:
    case TC_AXIS_START:
    case TC_AXIS_SOURCE:
    case TC_AXIS_PROJECT:
    case TC_AXIS_POLICY:
        return false;
    }
    return false;
}

/* Half of the supply held back: a power of two, so that what is not is found to the bit.
 */
static const double HALF = 0.5;

double tc_axis_open_value(const tc_axis *axis)
{
    return axis->kind == TC_AXIS_RESERVE ? HALF : 1.0;
}

/* The most specific axis of a kind that is about a source's pollutant; -1: none is. */
static int axis_of(const tc_problem *problem, const tc_sweep *sweep, tc_axis_kind kind,
                   int source, int pollutant)
{
    int found = -1;
    for (int a = 0; a < sweep->axis_count; a++)
        if (sweep->axes[a].kind == kind &&
            tc_axis_takes_source(problem, &sweep->axes[a], source, pollutant) &&
            (found < 0 ||
             tc_axis_rank(&sweep->axes[a]) > tc_axis_rank(&sweep->axes[found])))
            found = a;
    return found;
}

static uint64_t factors_of(const tc_supply_map *map, int source, int pollutant)
{
    uint64_t factors = 0;
    for (int k = 0; k < map->axis_count; k++) {
        const tc_axis *axis = &map->sweep->axes[map->axes[k]];
        if (axis->kind == TC_AXIS_SUPPLY &&
            tc_axis_takes_source(map->model->problem, axis, source, pollutant))
            factors |= UINT64_C(1) << k;
    }
    return factors;
}

static bool same_term(const tc_supply_term *x, const tc_supply_term *y)
{
    return x->cell == y->cell && x->pollutant == y->pollutant && x->held == y->held &&
           x->cap == y->cap && x->factors == y->factors && x->most_out == y->most_out;
}

static void add_term(tc_supply_map *map, const tc_supply_term *term, bool merge)
{
    for (int k = 0; merge && k < map->term_count; k++)
        if (same_term(&map->terms[k], term)) {
            map->terms[k].base += term->base;
            return;
        }
    map->terms[map->term_count++] = *term;
}

static void add_source(tc_supply_map *map, int source, bool merge)
{
    const tc_problem *problem = map->model->problem;
    const tc_source *of = &problem->sources[source];
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(of->supply[p] > 0.0))
            continue;
        tc_supply_term term = {
            .base = of->supply[p],
            .most_out = tc_problem_export_share(problem, p, of->area),
            .pollutant = p,
            .cell = map->model->source_cell[source * TC_POLLUTANTS + p],
            .held = axis_of(problem, map->sweep, TC_AXIS_RESERVE, source, p),
            .cap = axis_of(problem, map->sweep, TC_AXIS_EXPORT_CAP, source, p),
            .factors = factors_of(map, source, p)};
        if (term.held >= 0)
            term.base /= HALF;
        add_term(map, &term, merge);
    }
}

tc_code tc_supply_map_make(const tc_share_model *model, const tc_sweep *sweep,
                           const int *axes, int axis_count, bool merge,
                           tc_supply_map *map, tc_error *error)
{
    const tc_problem *problem = model->problem;
    tc_supply_map made = {
        .model = model, .sweep = sweep, .axes = axes, .axis_count = axis_count};
    made.terms = tc_arena_take(&made.arena, (size_t)problem->source_count * TC_POLLUTANTS,
                               sizeof *made.terms);
    if (!made.terms)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                       "memory ran out during the sweep");
    for (int s = 0; s < problem->source_count; s++)
        add_source(&made, s, merge);
    for (int k = 0; k < axis_count; k++) {
        const tc_axis *axis = &sweep->axes[axes[k]];
        for (int p = 0; axis->kind == TC_AXIS_DEMAND && p < TC_POLLUTANTS; p++)
            if (axis->pollutant < 0 || axis->pollutant == p)
                made.demand[p] |= UINT64_C(1) << k;
    }
    *map = made;
    return TC_OK;
}

void tc_supply_map_free(tc_supply_map *map)
{
    tc_arena_free(&map->arena);
}

void tc_supply_caps(const tc_problem *problem, const tc_sweep *sweep, bool *may_bind)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int a = 0; a < problem->area_count; a++) {
            bool *may = &may_bind[(ptrdiff_t)p * problem->area_count + a];
            *may = tc_problem_export_share(problem, p, a) < 1.0;
            for (int k = 0; k < sweep->axis_count; k++) {
                const tc_axis *axis = &sweep->axes[k];
                *may |= axis->kind == TC_AXIS_EXPORT_CAP &&
                        (axis->pollutant < 0 || axis->pollutant == p) &&
                        (axis->area < 0 || axis->area == a);
            }
        }
}

/* ---- scenarios --------------------------------------------------------------------- */

static void multiply(const tc_supply_map *map, uint64_t factors, int count, int room,
                     const double *values, double *product)
{
    for (int k = 0; k < map->axis_count; k++) {
        const double *restrict factor = &values[(ptrdiff_t)map->axes[k] * room];
        double *restrict to = product;
        if (factors >> k & 1)
            for (int i = 0; i < count; i++)
                to[i] *= factor[i];
    }
}

static void fill_term(const tc_supply_map *map, const tc_supply_term *term, int count,
                      int room, const double *values, double *restrict kept,
                      double *restrict out, double *restrict total,
                      double *restrict tonnes)
{
    for (int i = 0; i < count; i++)
        tonnes[i] = term->base;
    multiply(map, term->factors, count, room, values, tonnes);
    if (term->held >= 0) {
        const double *restrict held = &values[(ptrdiff_t)term->held * room];
        for (int i = 0; i < count; i++)
            tonnes[i] *= 1.0 - held[i];
    }
    for (int i = 0; i < count; i++)
        total[i] += tonnes[i];
    if (term->cell < 0)
        return;
    kept += (ptrdiff_t)term->cell * room;
    out += (ptrdiff_t)term->cell * room;
    const double most = term->most_out;
    if (term->cap < 0) {
        for (int i = 0; i < count; i++) {
            kept[i] += (1.0 - most) * tonnes[i];
            out[i] += most * tonnes[i];
        }
        return;
    }
    const double *restrict cap = &values[(ptrdiff_t)term->cap * room];
    for (int i = 0; i < count; i++) {
        const double leaves = cap[i] < most ? cap[i] : most;
        kept[i] += (1.0 - leaves) * tonnes[i];
        out[i] += leaves * tonnes[i];
    }
}

/* Sum over time, and count in needs of the case: rate is 1 over what needs are times. */
static void settle_area(const tc_share_market *market, int area, int count, int room,
                        const double *restrict rate, double *cells)
{
    for (int t = 0; t < market->blocks; t++) {
        const ptrdiff_t cell = market->first_cell + area * market->blocks + t;
        double *restrict here = &cells[(ptrdiff_t)cell * room];
        for (int i = 0; i < count; i++)
            here[i] *= rate[i];
        if (t == 0)
            continue;
        const double *restrict before = here - room;
        for (int i = 0; i < count; i++)
            here[i] += before[i];
    }
}

/* In the open area nothing is kept. */
static void settle_market(const tc_share_market *market, int count, int room,
                          const double *rate, double *kept, double *out)
{
    for (int a = 0; a < market->areas; a++) {
        settle_area(market, a, count, room, rate, out);
        if (a > 0)
            settle_area(market, a, count, room, rate, kept);
    }
}

void tc_supply_map_fill(const tc_supply_map *map, int count, int room,
                        const double *values, double *kept, double *out, double *total,
                        double *demand, double *scratch)
{
    const tc_share_model *m = map->model;
    const size_t cells = (size_t)m->cells * (size_t)room;
    memset(kept, 0, sizeof(double) * cells);
    memset(out, 0, sizeof(double) * cells);
    memset(total, 0, sizeof(double) * TC_POLLUTANTS * (size_t)room);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        double *of = &demand[(ptrdiff_t)p * room];
        for (int i = 0; i < count; i++)
            of[i] = 1.0;
        multiply(map, map->demand[p], count, room, values, of);
    }
    for (int k = 0; k < map->term_count; k++)
        fill_term(map, &map->terms[k], count, room, values, kept, out,
                  &total[(ptrdiff_t)map->terms[k].pollutant * room], scratch);
    for (int k = 0; k < m->market_count; k++) {
        const tc_share_market *market = &m->market[k];
        const double *of = &demand[(ptrdiff_t)market->pollutant * room];
        for (int i = 0; i < count; i++)
            scratch[i] = 1.0 / of[i];
        settle_market(market, count, room, scratch, kept, out);
    }
}
