/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/supply_site.h"
#include "explain/contingency_parts.h"
#include "explain/cover.h"

/* So often an amount is raised by what is missing; where a tonne does not count in full
 * that says too little at a time, and the rest is halved. */
enum { RAISES_MOST = 6 };

/* The reserve of one pollutant, cell by cell. */
typedef struct reserving {
    tc_examining *x;
    int pollutant;
    double worth; /* of a tonne, at the most */
    tc_reserve *cells;
    int count;
    int *losing; /* losing_count: sources whose loss leaves something missing */
    int losing_count;
} reserving;

/* ---- where a reserve may lie ------------------------------------------------------- */

static bool add_cell(reserving *r, int j)
{
    const tc_problem *problem = r->x->problem;
    const tc_supply_site site = tc_supply_site_of(problem, j, r->pollutant);
    const tc_grains credit =
        r->x->approvals.plan->credit[j * TC_POLLUTANTS + r->pollutant];
    if (!(site.worth > 0.0))
        return false;
    const tc_reserve cell = {.pollutant = r->pollutant,
                             .area = site.area,
                             .basin = site.basin,
                             .day = problem->projects[j].start,
                             .grains = (tc_grains)ceil((double)credit / site.worth) + 1,
                             .source = -1};
    for (int k = 0; k < r->count; k++)
        if (r->cells[k].area == cell.area && r->cells[k].basin == cell.basin &&
            r->cells[k].day == cell.day) {
            r->cells[k].grains += cell.grains;
            return true;
        }
    r->cells[r->count++] = cell;
    return true;
}

/* What only one area can use comes first, then what is needed early: what is left for the
 * later ones serves as many as can be. */
static int by_place(const void *x, const void *y)
{
    const tc_reserve *a = x, *b = y;
    if ((a->area < 0) != (b->area < 0))
        return a->area < 0 ? 1 : -1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    return (a->basin > b->basin) - (a->basin < b->basin);
}

/* As they are told: what is of one pollutant and basin stands together. */
static int by_kind(const void *x, const void *y)
{
    const tc_reserve *a = x, *b = y;
    if (a->pollutant != b->pollutant)
        return a->pollutant < b->pollutant ? -1 : 1;
    if (a->basin != b->basin)
        return a->basin < b->basin ? -1 : 1;
    return by_place(x, y);
}

/* False: an approval cannot be helped by any supply. */
static bool list_cells(reserving *r)
{
    const tc_approvals *approvals = &r->x->approvals;
    bool helped = true;
    for (int k = 0; helped && k < approvals->count; k++) {
        const int j = approvals->order[k];
        if (approvals->plan->credit[j * TC_POLLUTANTS + r->pollutant] > 0)
            helped = add_cell(r, j);
    }
    if (r->count > 0)
        qsort(r->cells, (size_t)r->count, sizeof *r->cells, by_place);
    return helped;
}

/* ---- how much is enough ------------------------------------------------------------ */

static int add_reserves(const tc_problem *problem, const tc_reserve *cells, int count,
                        tc_change *changes)
{
    const double grain = pow(10.0, -problem->grain_digits);
    int made = 0;
    for (int k = 0; k < count; k++)
        if (cells[k].grains > 0)
            changes[made++] = (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                                          .pollutant = cells[k].pollutant,
                                          .area = cells[k].area,
                                          .basin = cells[k].basin,
                                          .day = cells[k].day,
                                          .amount = (double)cells[k].grains * grain};
    return made;
}

static tc_code missing_without(reserving *r, int source, tc_grains *missing)
{
    tc_examining *x = r->x;
    tc_problem *changed = NULL;
    int made = 0;
    x->changes[made++] = (tc_change){.kind = TC_CHANGE_LOSE_SOURCE, .source = source};
    made += add_reserves(x->problem, r->cells, r->count, x->changes + made);
    tc_code code = tc_change_apply(x->problem, x->changes, made, &changed, x->error);
    if (code != TC_OK)
        return code;
    code =
        tc_cover_all(changed, r->pollutant, x->approvals.plan->credit, missing, x->error);
    tc_problem_free(changed);
    return code;
}

/* What is missing after the worst loss; of which source. */
static tc_code worst_missing(reserving *r, tc_grains *worst, int *source)
{
    tc_code code = TC_OK;
    *worst = 0;
    for (int k = 0; code == TC_OK && k < r->losing_count; k++) {
        tc_grains missing = 0;
        code = missing_without(r, r->losing[k], &missing);
        if (missing > *worst) {
            *worst = missing;
            *source = r->losing[k];
        }
    }
    return code;
}

/* The source is that of the worst loss, where there is one. */
static tc_code is_enough(reserving *r, int *source, bool *enough)
{
    tc_grains missing = 0;
    const tc_code code = worst_missing(r, &missing, source);
    *enough = code == TC_OK && missing == 0;
    return code;
}

/* Of a cell with which low is not enough, and high is. */
static tc_code halve(reserving *r, tc_reserve *cell, tc_grains low, tc_grains high)
{
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        bool enough = false;
        cell->grains = low + (high - low) / 2;
        code = is_enough(r, &cell->source, &enough);
        if (enough)
            high = cell->grains;
        else
            low = cell->grains;
    }
    cell->grains = high;
    return code;
}

/* The least amount of one cell beside the others; that of now is enough. A tonne covers
 * no more than what it is worth, so that each step up is needed, and the first amount
 * that is enough the least. */
static tc_code lessen(reserving *r, tc_reserve *cell)
{
    const tc_grains high = cell->grains;
    tc_grains missing = 1;
    tc_code code = TC_OK;
    cell->grains = 0;
    for (int raise = 0; code == TC_OK && raise < RAISES_MOST; raise++) {
        code = worst_missing(r, &missing, &cell->source);
        if (code != TC_OK || missing == 0)
            return code;
        cell->grains += (tc_grains)ceil((double)missing / r->worth);
    }
    return code == TC_OK ? halve(r, cell, cell->grains - 1, high) : code;
}

/* Where it cannot be enough, nothing is listed. */
static tc_code settle(reserving *r, bool *enough)
{
    int source = -1;
    tc_code code = is_enough(r, &source, enough);
    for (int k = 0; code == TC_OK && *enough && k < r->count; k++)
        code = lessen(r, &r->cells[k]);
    return code;
}

/* ---- all pollutants ---------------------------------------------------------------- */

/* The most that a tonne of a cell counts for anybody. */
static double most_worth(const reserving *r)
{
    const tc_problem *problem = r->x->problem;
    double most = 1.0;
    for (int k = 0; k < problem->exchange_count; k++)
        most = fmax(most, problem->exchange[k].factor);
    return most;
}

/* Sources whose loss leaves approvals short of the pollutant, without a reserve. All of
 * them are asked: who falls for want of another pollutant hides what is short of this. */
static tc_code list_losing(reserving *r)
{
    const tc_contingency *contingency = r->x->contingency;
    tc_code code = TC_OK;
    r->count = 0;
    r->losing_count = 0;
    for (int k = 0; code == TC_OK && k < contingency->loss_count; k++) {
        const tc_loss *loss = &contingency->losses[k];
        tc_grains missing = 0;
        if (loss->uncovered_count > 0)
            code = missing_without(r, loss->source, &missing);
        if (missing > 0)
            r->losing[r->losing_count++] = loss->source;
    }
    return code;
}

static tc_code reserve_pollutant(reserving *r, bool *found)
{
    tc_code code = list_losing(r);
    *found = true;
    if (code != TC_OK || r->losing_count == 0)
        return code;
    *found = list_cells(r);
    return *found ? settle(r, found) : TC_OK;
}

/* After each loss all approvals are kept; a grain less of one of the reserve, and after
 * the loss of its source one is not. */
static tc_code replay(tc_examining *x, tc_reserve *list, int count, bool *verified)
{
    tc_code code = TC_OK;
    const tc_contingency *contingency = x->contingency;
    *verified = true;
    for (int k = 0; code == TC_OK && k < contingency->loss_count; k++) {
        const tc_loss *loss = &contingency->losses[k];
        bool kept = true;
        if (loss->uncovered_count == 0)
            continue;
        x->changes[0] =
            (tc_change){.kind = TC_CHANGE_LOSE_SOURCE, .source = loss->source};
        const int made = 1 + add_reserves(x->problem, list, count, x->changes + 1);
        code = tc_approvals_replay(x->inquiry, &x->approvals, x->changes, made, NULL, 0,
                                   &kept, x->error);
        *verified = *verified && kept;
    }
    for (int k = 0; code == TC_OK && *verified && k < count; k++) {
        bool lost = true;
        list[k].grains--;
        x->changes[0] =
            (tc_change){.kind = TC_CHANGE_LOSE_SOURCE, .source = list[k].source};
        const int made = 1 + add_reserves(x->problem, list, count, x->changes + 1);
        code = tc_approvals_refute(x->inquiry, &x->approvals, x->changes, made, &lost,
                                   x->error);
        list[k].grains++;
        *verified = *verified && lost;
    }
    return code;
}

static tc_code find_all(tc_examining *x, reserving *r, tc_reserve *list, int *count,
                        bool *found)
{
    tc_code code = TC_OK;
    *found = true;
    *count = 0;
    r->worth = most_worth(r);
    for (int p = 0; code == TC_OK && *found && p < TC_POLLUTANTS; p++) {
        r->pollutant = p;
        code = reserve_pollutant(r, found);
        for (int k = 0; code == TC_OK && *found && k < r->count; k++)
            if (r->cells[k].grains > 0)
                list[(*count)++] = r->cells[k];
    }
    *count = *found ? *count : 0;
    if (*count > 0)
        qsort(list, (size_t)*count, sizeof *list, by_kind);
    return code == TC_OK && *found
               ? replay(x, list, *count, &x->contingency->reserve_verified)
               : code;
}

tc_code tc_examine_reserve(tc_examining *x)
{
    tc_contingency *contingency = x->contingency;
    const size_t approvals = (size_t)x->approvals.count;
    tc_reserve *list =
        tc_arena_take(&contingency->arena, approvals * TC_POLLUTANTS, sizeof *list);
    reserving r = {.x = x};
    r.cells = tc_mem_new(approvals, sizeof *r.cells);
    r.losing = tc_mem_new((size_t)contingency->loss_count, sizeof *r.losing);
    const tc_code code = list && r.cells && r.losing
                             ? find_all(x, &r, list, &contingency->reserve_count,
                                        &contingency->reserve_found)
                             : tc_no_memory(x->error);
    contingency->reserves = list;
    tc_mem_drop(r.cells);
    tc_mem_drop(r.losing);
    return code;
}
