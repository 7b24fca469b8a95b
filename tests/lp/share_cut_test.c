/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts against the greatest flow: on the boundary, just inside and just outside it, in
 * whole numbers, so that neither side has any rounding to speak of. */
#include <criterion/criterion.h>
#include <glpk.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "lp/share_point.h"
#include "support/dice.h"
#include "support/flow_network.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { PROJECTS_MOST = 16, EIGHTHS = 8 };

/* Amounts are tens of tonnes, what may leave quarters of them, shares eighths. */
static const double UNIT = 0.1 * 4 * EIGHTHS;

/* One network, asked at some shares. */
typedef struct asked {
    tc_problem *problem;
    tc_source *sources;
    tc_project *projects;
    int pollutant;
    double share[PROJECTS_MOST], own[PROJECTS_MOST];
} asked;

/* How often separation and flow agreed. */
typedef struct tally {
    int inside, boundary, outside, apart, tops, refused;
} tally;

static void open_case(asked *q, uint64_t seed, dice *d)
{
    static tc_day days[7];
    const int dates = 1 + dice_below(d, 6);
    made_days(days, dates + 1);
    const made_shape shape = {1 + dice_below(d, 14), 1 + dice_below(d, PROJECTS_MOST),
                              2 + dice_below(d, 4), days, dates};
    tc_problem *problem =
        made_case_of(seed, &shape, MADE_TIES | (dice_chance(d, 60) ? MADE_CAPS : 0));
    problem->wide_basins = dice_chance(d, 30);
    q->problem = problem;
    q->sources = made_take(problem, problem->source_count, sizeof *q->sources);
    q->projects = made_take(problem, problem->project_count, sizeof *q->projects);
    memcpy(q->sources, problem->sources,
           (size_t)problem->source_count * sizeof *q->sources);
    memcpy(q->projects, problem->projects,
           (size_t)problem->project_count * sizeof *q->projects);
    problem->sources = q->sources;
    problem->projects = q->projects;
}

static void roll_shares(asked *q, const tc_share_model *model, dice *d)
{
    const bool all = dice_chance(d, 30);
    for (int j = 0; j < q->problem->project_count; j++) {
        const int most = model->share_column[j] < 0 ? 0 : EIGHTHS;
        const int share = all ? most : most ? dice_below(d, most + 1) : 0;
        const bool key = q->projects[j].local_key && most;
        const int own = key ? dice_below(d, share + 1) : 0;
        q->share[j] = (double)share / EIGHTHS;
        /* without access to the pool all of it is */
        q->own[j] = !key                         ? 0.0
                    : q->projects[j].pool_access ? (double)own / EIGHTHS
                                                 : q->share[j];
    }
}

static int market_of(const tc_share_model *model, int cell)
{
    int market = 0;
    while (market + 1 < model->market_count &&
           model->market[market + 1].first_cell <= cell)
        market++;
    return market;
}

/* A basis without rows that needs what these shares of one pollutant do. */
static void ask(const asked *q, tc_share_basis *basis)
{
    const tc_share_model *model = basis->model;
    tc_share_basis_first(basis);
    for (int cell = 0; cell < model->cells; cell++)
        basis->anywhere[cell] = basis->at_home[cell] = 0.0;
    for (int c = 0; c < model->columns; c++)
        for (int e = model->first_entry[c]; e < model->first_entry[c + 1]; e++) {
            const int cell = model->entry[e].cell, j = model->project[c];
            const bool own = model->kind[c] == TC_SHARE_OWN;
            const double need = model->entry[e].need * (own ? q->own[j] : q->share[j]);
            if (model->market[market_of(model, cell)].pollutant != q->pollutant)
                continue;
            if (model->kind[c] != TC_SHARE_HOME)
                basis->anywhere[cell] += own ? -need : need;
            if (model->kind[c] != TC_SHARE_POOL)
                basis->at_home[cell] += need;
        }
}

/* What a cut counts of the needs, less what is there for it. */
static double violation(const tc_share_basis *basis, const tc_share_point *point,
                        const tc_share_row *row)
{
    const tc_share_market *market = &basis->model->market[row->market];
    double sum = 0.0;
    for (int a = 0; a < market->areas; a++) {
        if (row->top < 0 && a != row->area)
            continue;
        const int cell = market->first_cell + a * market->blocks, reach = row->reach[a];
        const int out = reach > row->top ? reach : row->top;
        for (int t = 0; t <= reach; t++)
            sum += basis->at_home[cell + t] +
                   (t <= row->top ? basis->anywhere[cell + t] : 0.0);
        sum -= a > 0 && reach >= 0 ? point->kept[cell + reach] : 0.0;
        sum -= out >= 0 ? point->out[cell + out] : 0.0;
    }
    return sum;
}

/* Does some cut say that the shares cannot be served? The cut that is found must be
 * violated by as much as is said. */
static bool is_cut_off(const asked *q, tally *seen)
{
    tc_share_model model;
    tc_share_work work;
    tc_share_point point;
    const char *why[2];
    cr_assert_eq(tc_share_model_build(q->problem, NULL, &model, why, NULL), TC_OK);
    cr_assert_null(why[0], "%s", why[1]);
    cr_assert_eq(tc_share_work_make(&model, &work, NULL), TC_OK);
    cr_assert_eq(tc_share_point_make(&model, work.room, 1, &point, NULL), TC_OK);
    tc_share_basis *basis = tc_share_basis_new(&model, work.room);
    cr_assert_not_null(basis);
    tc_share_supply supply = {point.kept, point.out};
    tc_share_supply_of_case(&model, &supply);
    ask(q, basis);
    tc_share_point_one(basis, &point);
    const bool found = point.kind[0] != TC_SHARE_NOTHING;
    if (found) {
        const tc_share_exit exit = tc_share_point_exit(basis, &point, 0);
        cr_assert_eq(exit.kind, TC_SHARE_CUT);
        cr_assert_eq(model.market[exit.row.market].pollutant, q->pollutant);
        cr_assert_float_eq(violation(basis, &point, &exit.row), exit.amount,
                           1e-9 * exit.amount);
        seen->apart += exit.row.top < 0;
        seen->tops += exit.row.top >= 0;
    }
    tc_mem_drop(basis);
    tc_share_point_free(&point);
    tc_share_work_free(&work);
    tc_share_model_free(&model);
    return found;
}

static bool is_served(const asked *q)
{
    return flow_network_cut(q->problem, q->pollutant, q->share, q->own, UNIT, 1, 1)
        .served;
}

static void multiply(asked *q, int64_t supplies, int64_t needs)
{
    for (int s = 0; s < q->problem->source_count; s++)
        q->sources[s].supply[q->pollutant] *= (double)supplies;
    for (int j = 0; j < q->problem->project_count; j++)
        q->projects[j].need[q->pollutant] *= (double)needs;
}

/* So much more of the supplies than of the needs that all can just be served; false where
 * no factor does it: something has no supply at all. */
static bool find_boundary(const asked *q, int64_t *supplies, int64_t *needs)
{
    *supplies = 0;
    *needs = 1;
    for (int k = 0; k < 100; k++) {
        const flow_cut cut = flow_network_cut(q->problem, q->pollutant, q->share, q->own,
                                              UNIT, *supplies, *needs);
        if (cut.served)
            return *supplies > 0;
        if (cut.supply == 0)
            return false;
        *supplies = cut.demand;
        *needs = cut.supply;
    }
    cr_assert_fail("the boundary is not found");
    return false;
}

/* The greatest flow and the cuts of a network on its boundary, and a ten-thousandth of a
 * tonne or so to either side of it. */
static void compare_at_boundary(asked *q, uint64_t seed, tally *seen)
{
    int64_t supplies = 0, needs = 0;
    if (!find_boundary(q, &supplies, &needs))
        return;
    enum { MUCH = 1000 };
    multiply(q, supplies, needs);
    cr_assert(is_served(q));
    cr_assert_not(is_cut_off(q, seen), "case %d, on the boundary", (int)seed);
    seen->boundary++;
    for (int more = -1; more <= 1; more += 2) {
        asked near = *q;
        multiply(&near, MUCH, MUCH + more);
        const flow_cut cut = flow_network_cut(near.problem, near.pollutant, near.share,
                                              near.own, UNIT, 1, 1);
        cr_assert_eq(cut.served, more < 0, "case %d, %d", (int)seed, more);
        cr_assert_eq(is_cut_off(&near, seen), more > 0, "case %d, %s", (int)seed,
                     more > 0 ? "just outside" : "just inside");
        seen->inside += more < 0;
        seen->outside += more > 0;
        for (int s = 0; s < q->problem->source_count; s++)
            q->sources[s].supply[q->pollutant] /= MUCH;
        for (int j = 0; j < q->problem->project_count; j++)
            q->projects[j].need[q->pollutant] /= MUCH + more;
    }
}

static void compare(uint64_t seed, tally *seen)
{
    dice d = {seed * 31 + 7};
    asked q;
    tc_share_model model;
    const char *why[2];
    open_case(&q, seed, &d);
    cr_assert_eq(tc_share_model_build(q.problem, NULL, &model, why, NULL), TC_OK);
    if (why[0]) {
        seen->refused++;
        made_case_free(q.problem);
        return;
    }
    for (q.pollutant = 0; q.pollutant < TC_POLLUTANTS; q.pollutant++) {
        roll_shares(&q, &model, &d);
        const bool served = is_served(&q);
        cr_assert_eq(is_cut_off(&q, seen), !served, "case %d, pollutant %d: %s",
                     (int)seed, q.pollutant, served ? "served" : "not served");
        seen->inside += served;
        seen->outside += !served;
        compare_at_boundary(&q, seed, seen);
    }
    tc_share_model_free(&model);
    made_case_free(q.problem);
}

Test(lp_share_cut, says_that_shares_cannot_be_served_just_where_no_flow_serves_them)
{
    tally seen = {0};
    for (uint64_t seed = 1; seed <= 3000; seed++)
        compare(seed, &seen);
    glp_free_env();
    cr_assert(seen.inside > 3000 && seen.outside > 3000 && seen.boundary > 2000,
              "%d inside, %d on the boundary, %d outside", seen.inside, seen.boundary,
              seen.outside);
    cr_assert_lt(seen.refused, 750, "%d cases without a model", seen.refused);
    cr_assert(seen.apart > 100 && seen.tops > 1000, "%d cuts of one area, %d of all",
              seen.apart, seen.tops);
    TC_ASSERT_NO_LEAK();
}
