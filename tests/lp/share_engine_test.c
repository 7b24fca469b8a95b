/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine in the space of shares against the program of METHOD.md §2. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "domain/plan.h"
#include "lp/share_run.h"
#include "lp/shares.h"
#include "lp/simplex.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

/* What both must agree on: goals relative, shares as they are. */
static const double GOALS = 1e-9, SHARES = 1e-7;

/* What came of the engine. */
typedef struct found {
    bool applies, given_up, feasible;
    double *share, *own; /* project_count */
    tc_arena arena;
} found;

static double value_of(const tc_share_basis *basis, const tc_share_point *point,
                       int column)
{
    if (basis->place[column] >= 0)
        return point->value[basis->place[column]];
    if (!basis->at_one[column])
        return 0.0;
    return basis->model->kind[column] == TC_SHARE_OWN
               ? value_of(basis, point, basis->model->partner[column])
               : 1.0;
}

static void keep_shares(const tc_share_basis *basis, const tc_share_point *point,
                        found *f)
{
    const tc_share_model *m = basis->model;
    double served = 0.0;
    for (int c = 0; c < m->columns; c++) {
        const int j = m->project[c];
        const double value = value_of(basis, point, c);
        if (m->kind[c] == TC_SHARE_OWN)
            f->own[j] = value;
        else
            f->share[j] = value;
        if (m->kind[c] == TC_SHARE_HOME && m->problem->projects[j].local_key)
            f->own[j] = value;
        if (m->kind[c] != TC_SHARE_OWN && m->problem->projects[j].must_serve)
            served += value;
    }
    f->feasible = !m->impossible && served >= m->required - 1e-9;
}

static void run_model(const tc_share_model *model, found *f)
{
    tc_share_work work;
    tc_share_point point;
    int64_t pivots = 0;
    cr_assert_eq(tc_share_work_make(model, &work, NULL), TC_OK);
    cr_assert_eq(tc_share_point_make(model, work.room, 1, &point, NULL), TC_OK);
    tc_share_basis *basis = tc_share_basis_new(model, work.room);
    cr_assert_not_null(basis);
    tc_share_supply supply = {point.kept, point.out};
    tc_share_supply_of_case(model, &supply);
    tc_share_basis_first(basis);
    f->given_up = !tc_share_run(basis, &point, &work, &pivots) ||
                  tc_share_dual_fault(basis, &work) > 1e-9;
    if (!f->given_up)
        keep_shares(basis, &point, f);
    tc_mem_drop(basis);
    tc_share_point_free(&point);
    tc_share_work_free(&work);
}

static found find_by_cuts(const tc_problem *problem)
{
    found f = {.applies = false};
    const char *why[2];
    tc_share_model model;
    f.share = tc_arena_take(&f.arena, (size_t)problem->project_count, sizeof(double));
    f.own = tc_arena_take(&f.arena, (size_t)problem->project_count, sizeof(double));
    cr_assert(f.share && f.own);
    cr_assert_eq(tc_share_model_build(problem, NULL, &model, why, NULL), TC_OK);
    f.applies = !why[0];
    if (f.applies) {
        run_model(&model, &f);
        tc_share_model_free(&model);
    }
    return f;
}

/* What a goal counts of these shares. */
static double total_of(const tc_problem *problem, const tc_goal *goal,
                       const double *share, const double *own)
{
    double sum = 0.0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (goal->kind == TC_GOAL_TIER && project->tier == goal->tier)
            sum += project->weight * share[j];
        else if (goal->kind == TC_GOAL_GUARANTEE_LOCAL && project->local_key)
            sum += project->weight * own[j];
    }
    return sum;
}

/* How the cases came out. */
typedef struct tally {
    int compared, refused, given_up, infeasible, parts, apart;
    bool wide; /* not all need agree: apart counts those that do not */
} tally;

static double gap_of_goals(const tc_problem *problem, const tc_plan *plan, const found *f)
{
    double most = 0.0;
    for (int g = 0; g < problem->goal_count; g++) {
        const double theirs =
            total_of(problem, &problem->goals[g], plan->share, plan->own_share);
        const double ours = total_of(problem, &problem->goals[g], f->share, f->own);
        most = fmax(most, fabs(ours - theirs) / fmax(1.0, fabs(theirs)));
    }
    return most;
}

static double gap_of_shares(const tc_problem *problem, const tc_plan *plan,
                            const found *f)
{
    double most = 0.0;
    for (int j = 0; j < problem->project_count; j++) {
        most = fmax(most, fabs(f->share[j] - plan->share[j]));
        most = fmax(most, fabs(f->own[j] - plan->own_share[j]));
    }
    return most;
}

static void compare_shares(const tc_problem *problem, const tc_plan *plan, const found *f,
                           uint64_t seed, tally *seen)
{
    const double goals = gap_of_goals(problem, plan, f);
    const double shares = gap_of_shares(problem, plan, f);
    const bool agree = goals <= GOALS && shares <= SHARES;
    seen->apart += !agree;
    cr_assert(agree || seen->wide, "case %d: goals differ by %g, shares by %g", (int)seed,
              goals, shares);
    for (int j = 0; j < problem->project_count; j++)
        seen->parts += f->share[j] > 0.01 && f->share[j] < 0.99;
}

static void compare(const tc_problem *problem, uint64_t seed, tally *seen)
{
    found f = find_by_cuts(problem);
    tc_plan *plan = tc_plan_new();
    tc_error error = {0};
    cr_assert_not_null(plan);
    const tc_code code = tc_shares_find(problem, NULL, TC_NOISE, plan, &error);
    cr_assert(code == TC_OK || (seen->wide && code == TC_ERR_SOLVER), "case %d: %s",
              (int)seed, error.message_en);
    seen->refused += !f.applies;
    seen->given_up += f.applies && f.given_up;
    if (f.applies && !f.given_up && code == TC_OK) {
        cr_assert_eq(f.feasible, plan->status != TC_PLAN_INFEASIBLE, "case %d",
                     (int)seed);
        seen->infeasible += !f.feasible;
        seen->compared++;
        if (f.feasible)
            compare_shares(problem, plan, &f, seed, seen);
    }
    tc_plan_free(plan);
    tc_arena_free(&f.arena);
}

static void compare_made(uint64_t first, int count, unsigned features, tally *seen)
{
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++) {
        dice d = {seed * 13 + 5};
        tc_problem *problem =
            made_case(seed, 1 + dice_below(&d, 14), 1 + dice_below(&d, 16), features);
        problem->wide_basins = dice_chance(&d, 30);
        compare(problem, seed, seen);
        made_case_free(problem);
    }
}

static void expect_most_compared(const tally *seen, int all)
{
    cr_assert(seen->compared > all / 2,
              "%d of %d compared: %d without a model, %d given up", seen->compared, all,
              seen->refused, seen->given_up);
    cr_assert_leq(seen->given_up * 500, all, "%d of %d given up", seen->given_up, all);
}

static void compare_mix(uint64_t first, unsigned features)
{
    enum { CASES = 500 };
    tally seen = {0};
    compare_made(first, CASES, features, &seen);
    expect_most_compared(&seen, CASES);
    cr_assert_gt(seen.parts, 20);
    if (features & MADE_MUST)
        cr_assert_gt(seen.infeasible, 20);
    TC_ASSERT_NO_LEAK();
}

Test(lp_share_engine, finds_the_shares_of_the_program_of_flows)
{
    compare_mix(1000, 0);
}

Test(lp_share_engine, finds_the_same_shares_where_many_plans_are_equal)
{
    compare_mix(2000, MADE_TIES);
}

Test(lp_share_engine, knows_what_may_leave_an_area)
{
    compare_mix(3000, MADE_CAPS);
    compare_mix(4000, MADE_CAPS | MADE_TIES);
}

Test(lp_share_engine, serves_required_projects_first_or_says_that_it_cannot)
{
    compare_mix(5000, MADE_MUST);
    compare_mix(6000, MADE_MUST | MADE_TIES | MADE_CAPS);
}

Test(lp_share_engine, takes_goals_in_any_order)
{
    tally seen = {0};
    compare_made(7000, 500, MADE_POLICY, &seen);
    compare_made(8000, 500, MADE_POLICY | MADE_TIES | MADE_CAPS, &seen);
    cr_assert_gt(seen.compared, 200);
    cr_assert_leq(seen.given_up, 2);
    TC_ASSERT_NO_LEAK();
}

Test(lp_share_engine, takes_amounts_that_are_no_whole_grains)
{
    compare_mix(9000, MADE_FINE);
    compare_mix(10000, MADE_FINE | MADE_CAPS);
}

/* Beyond six orders of magnitude in one market the case has no model (METHOD.md §7.6). */
Test(lp_share_engine, takes_amounts_up_to_a_million_times_apart)
{
    tally seen = {.wide = true};
    compare_made(11000, 1000, MADE_WIDE, &seen);
    compare_made(12000, 1000, MADE_WIDE | MADE_CAPS, &seen);
    cr_assert(seen.compared > 500, "%d compared, %d given up", seen.compared,
              seen.given_up);
    cr_assert_lt(seen.apart * 200, seen.compared, "%d of %d differ", seen.apart,
                 seen.compared);
    TC_ASSERT_NO_LEAK();
}

/* Each supply is the sum of the needs of some projects: shares come out at 0 and 1 just
 * as a cut begins to bind. */
static void fit_supplies(tc_problem *problem, dice *d)
{
    tc_source *sources = made_take(problem, problem->source_count, sizeof *sources);
    if (problem->source_count > 0)
        memcpy(sources, problem->sources,
               (size_t)problem->source_count * sizeof *sources);
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            double sum = 0.0;
            for (int j = 0; j < problem->project_count; j++)
                sum += dice_chance(d, 25) ? problem->projects[j].need[p] : 0.0;
            sources[s].quantity[p] = sources[s].supply[p] = sum;
        }
    problem->sources = sources;
}

Test(lp_share_engine, stands_on_the_boundary_of_two_regions)
{
    static const unsigned mixes[] = {0, MADE_TIES, MADE_CAPS, MADE_FINE};
    tally seen = {0};
    enum { CASES = 1000 };
    for (uint64_t seed = 20000; seed < 20000 + CASES; seed++) {
        dice d = {seed * 17 + 3};
        tc_problem *problem = made_case(seed, 1 + dice_below(&d, 8),
                                        1 + dice_below(&d, 12), mixes[seed % 4]);
        fit_supplies(problem, &d);
        compare(problem, seed, &seen);
        made_case_free(problem);
    }
    expect_most_compared(&seen, CASES);
    TC_ASSERT_NO_LEAK();
}

Test(lp_share_engine, decides_cases_in_which_there_is_nothing)
{
    for (int sources = 0; sources < 2; sources++)
        for (int projects = 0; projects < 2; projects++)
            for (uint64_t seed = 30000; seed < 30020; seed++) {
                tally seen = {0};
                tc_problem *problem = made_case(seed, sources, projects, MADE_MUST);
                compare(problem, seed, &seen);
                cr_assert_eq(seen.given_up, 0);
                made_case_free(problem);
            }
    TC_ASSERT_NO_LEAK();
}
