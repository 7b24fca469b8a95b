/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/supply_site.h"
#include "explain/conflict_adding.h"

/* Questions and plans may differ by what the arithmetic leaves: by so many grains at most
 * an amount is moved to where the plans agree. */
enum { MOVES_MOST = 8 };

/* ---- what could be added ----------------------------------------------------------- */

static void add_cell(tc_adding *a, const tc_adding_cell *wanted)
{
    for (int k = 0; k < a->count; k++) {
        tc_adding_cell *one = &a->cells[k];
        if (one->pollutant == wanted->pollutant && one->area == wanted->area &&
            one->basin == wanted->basin && one->day == wanted->day) {
            one->tonnes += wanted->tonnes;
            return;
        }
    }
    a->cells[a->count++] = *wanted;
}

static void add_need(tc_adding *a, int project, int pollutant)
{
    const tc_problem *problem = a->finding->problem;
    const tc_project *about = &problem->projects[project];
    const tc_supply_site site = tc_supply_site_of(problem, project, pollutant);
    const tc_adding_cell wanted = {
        .pollutant = pollutant,
        .area = site.area,
        .basin = site.basin,
        .day = about->start,
        .tonnes = site.worth > 0.0 ? about->need[pollutant] / site.worth : 0.0};
    a->helps = a->helps && site.worth > 0.0;
    add_cell(a, &wanted);
}

/* What only one area can use comes first, then what is needed early: what is left for the
 * later ones serves as many as can be. */
static int compare(const void *x, const void *y)
{
    const tc_adding_cell *a = x, *b = y;
    if (a->pollutant != b->pollutant)
        return a->pollutant < b->pollutant ? -1 : 1;
    if ((a->area < 0) != (b->area < 0))
        return a->area < 0 ? 1 : -1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    return (a->basin > b->basin) - (a->basin < b->basin);
}

static void list_cells(tc_adding *a)
{
    const tc_problem *problem = a->finding->problem;
    const int digits = problem->grain_digits;
    for (int j = 0; j < problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (problem->projects[j].must_serve && problem->projects[j].need[p] > 0.0)
                add_need(a, j, p);
    if (a->count > 0)
        qsort(a->cells, (size_t)a->count, sizeof *a->cells, compare);
    for (int k = 0; k < a->count; k++)
        a->cells[k].grains = tc_grains_up(a->cells[k].tonnes, digits) + 1;
}

/* ---- how little is enough ---------------------------------------------------------- */

static tc_change change_of(const tc_problem *problem, const tc_adding_cell *one)
{
    return (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                       .pollutant = one->pollutant,
                       .area = one->area,
                       .basin = one->basin,
                       .day = one->day,
                       .amount = (double)one->grains / pow(10.0, problem->grain_digits)};
}

int tc_adding_changes(const tc_adding *a)
{
    int count = 0;
    for (int k = 0; k < a->count; k++)
        if (a->cells[k].grains > 0)
            a->changes[count++] = change_of(a->finding->problem, &a->cells[k]);
    return count;
}

/* What is lifted, then what is added. */
static int all_changes(const tc_adding *a)
{
    const tc_holding *holding = &a->finding->holding;
    const int added = tc_adding_changes(a);
    int lifted = 0;
    for (int e = 0; a->active && e < holding->count; e++)
        lifted += !a->active[e];
    memmove(a->changes + lifted, a->changes, (size_t)added * sizeof *a->changes);
    for (int e = 0, k = 0; k < lifted; e++)
        if (!a->active[e])
            a->changes[k++] = tc_element_lift(&holding->elements[e]);
    return lifted + added;
}

static tc_code is_enough(tc_adding *a, bool *enough)
{
    return tc_holding_ask(&a->finding->holding, a->active, a->changes,
                          tc_adding_changes(a), enough, a->finding->error);
}

/* The least amount of one cell; that of now is enough, 0 is not. */
static tc_code lessen(tc_adding *a, tc_adding_cell *one)
{
    tc_grains low = 0, high = one->grains;
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        bool enough = false;
        one->grains = low + (high - low) / 2;
        code = is_enough(a, &enough);
        if (enough)
            high = one->grains;
        else
            low = one->grains;
    }
    one->grains = high;
    return code;
}

/* The least amounts of cells low .. high-1, one after the other, in their order or the
 * other way round. More of the others only makes less of one enough, so that none can be
 * lessened any more in the end. */
static tc_code lessen_all(tc_adding *a, int low, int high, bool backwards)
{
    bool enough = false;
    tc_grains *before = tc_mem_new((size_t)(high - low), sizeof *before);
    if (!before)
        return tc_no_memory(a->finding->error);
    for (int k = low; k < high; k++) {
        before[k - low] = a->cells[k].grains;
        a->cells[k].grains = 0;
    }
    tc_code code = is_enough(a, &enough);
    for (int k = low; !enough && k < high; k++)
        a->cells[k].grains = before[k - low];
    tc_mem_drop(before);
    if (code != TC_OK || enough)
        return code;
    if (high - low == 1)
        return lessen(a, &a->cells[low]);
    const int middle = low + (high - low) / 2;
    code =
        backwards ? lessen_all(a, middle, high, true) : lessen_all(a, low, middle, false);
    if (code != TC_OK)
        return code;
    return backwards ? lessen_all(a, low, middle, true)
                     : lessen_all(a, middle, high, false);
}

static tc_grains sum_of(const tc_adding_cell *cells, int count)
{
    tc_grains sum = 0;
    for (int k = 0; k < count; k++)
        sum += cells[k].grains;
    return sum;
}

/* The cells of one pollutant, with which no other has to do: in the order that asks for
 * fewer tonnes. */
static tc_code lessen_pollutant(tc_adding *a, int low, int high)
{
    const size_t count = (size_t)(high - low), bytes = count * sizeof(tc_adding_cell);
    tc_adding_cell *all = tc_mem_new(count, sizeof *all);
    tc_adding_cell *first = tc_mem_new(count, sizeof *first);
    tc_code code = all && first ? TC_OK : tc_no_memory(a->finding->error);
    if (code == TC_OK) {
        memcpy(all, a->cells + low, bytes);
        code = lessen_all(a, low, high, false);
    }
    if (code == TC_OK && count > 1 && sum_of(a->cells + low, high - low) > 0) {
        memcpy(first, a->cells + low, bytes);
        memcpy(a->cells + low, all, bytes);
        code = lessen_all(a, low, high, true);
        if (sum_of(first, high - low) <= sum_of(a->cells + low, high - low))
            memcpy(a->cells + low, first, bytes);
    }
    tc_mem_drop(all);
    tc_mem_drop(first);
    return code;
}

static tc_code lessen_each(tc_adding *a)
{
    tc_code code = TC_OK;
    for (int low = 0, high = 0; code == TC_OK && low < a->count; low = high) {
        while (high < a->count && a->cells[high].pollutant == a->cells[low].pollutant)
            high++;
        code = lessen_pollutant(a, low, high);
    }
    return code;
}

/* ---- replayed ---------------------------------------------------------------------- */

static tc_code has_plan(const tc_adding *a, bool *holds)
{
    return tc_finding_try(a->finding, a->changes, all_changes(a), holds);
}

/* Until there is a plan, a grain more of everything. */
static tc_code raise(tc_adding *a, bool *holds)
{
    tc_code code = has_plan(a, holds);
    for (int move = 0; code == TC_OK && !*holds && move < MOVES_MOST; move++) {
        for (int k = 0; k < a->count; k++)
            a->cells[k].grains += a->cells[k].grains > 0;
        code = has_plan(a, holds);
    }
    return code;
}

/* A grain less of one cell: no plan. Where there is one, it is less. */
static tc_code lower(tc_adding *a, tc_adding_cell *one, bool *least)
{
    tc_code code = TC_OK;
    *least = false;
    for (int move = 0; code == TC_OK && !*least && move <= MOVES_MOST; move++) {
        bool holds = false;
        one->grains--;
        code = has_plan(a, &holds);
        *least = !holds;
        one->grains += !holds;
    }
    return code;
}

/* The amounts that were seen to give a plan, and none a grain less. */
static tc_code settle(tc_adding *a, bool *seen)
{
    tc_code code = raise(a, seen);
    for (int k = 0; code == TC_OK && *seen && k < a->count; k++)
        if (a->cells[k].grains > 0)
            code = lower(a, &a->cells[k], seen);
    return code;
}

tc_code tc_adding_keep(tc_adding *a, tc_repair_kind kind, bool fewest)
{
    const tc_holding *holding = &a->finding->holding;
    tc_repair_step *steps =
        tc_mem_new((size_t)a->count + (size_t)holding->count, sizeof *steps);
    int count = 0;
    if (!steps)
        return tc_no_memory(a->finding->error);
    for (int e = 0; a->active && e < holding->count; e++)
        if (!a->active[e])
            steps[count++] =
                (tc_repair_step){.change = tc_element_lift(&holding->elements[e])};
    for (int k = 0; k < a->count; k++)
        if (a->cells[k].grains > 0)
            steps[count++] =
                (tc_repair_step){.change = change_of(a->finding->problem, &a->cells[k]),
                                 .grains = a->cells[k].grains};
    const tc_code code = tc_finding_repair(a->finding, kind, steps, count, fewest);
    tc_mem_drop(steps);
    return code;
}

tc_code tc_adding_settle(tc_adding *a, bool *seen)
{
    const tc_code code = lessen_each(a);
    return code == TC_OK ? settle(a, seen) : code;
}

static tc_code find_amounts(tc_adding *a)
{
    bool enough = false, seen = false;
    if (!a->helps || a->count == 0)
        return TC_OK;
    tc_code code = is_enough(a, &enough);
    if (code == TC_OK && enough)
        code = tc_adding_settle(a, &seen);
    return code == TC_OK && seen ? tc_adding_keep(a, TC_REPAIR_TONNES, false) : code;
}

tc_code tc_adding_open(tc_finding *finding, tc_adding *a)
{
    const size_t room = (size_t)finding->conflict->required * TC_POLLUTANTS;
    *a = (tc_adding){.finding = finding, .helps = true};
    a->cells = tc_mem_new(room, sizeof *a->cells);
    a->changes = tc_mem_new(room + (size_t)finding->holding.count, sizeof *a->changes);
    if (!a->cells || !a->changes)
        return tc_no_memory(finding->error);
    list_cells(a);
    return TC_OK;
}

void tc_adding_close(tc_adding *a)
{
    tc_mem_drop(a->cells);
    tc_mem_drop(a->changes);
}

tc_code tc_repair_by_tonnes(tc_finding *finding)
{
    tc_adding a;
    tc_code code = tc_adding_open(finding, &a);
    if (code == TC_OK)
        code = find_amounts(&a);
    tc_adding_close(&a);
    return code;
}
