/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/order.h"
#include "domain/plan.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { CASES = 150 };

static tc_plan *solve(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_plan_get_status(plan), TC_PLAN_OPTIMAL);
    return plan;
}

/* Room for one source and one project more; what is in it may be changed. */
static tc_source *open_sources(tc_problem *problem)
{
    const int count = problem->source_count;
    tc_source *sources = made_take(problem, count + 1, sizeof *sources);
    memcpy(sources, problem->sources, (size_t)count * sizeof *sources);
    problem->sources = sources;
    return sources;
}

static tc_project *open_projects(tc_problem *problem)
{
    const int count = problem->project_count;
    tc_project *projects = made_take(problem, count + 1, sizeof *projects);
    memcpy(projects, problem->projects, (size_t)count * sizeof *projects);
    problem->projects = projects;
    return projects;
}

static tc_problem *case_of(uint64_t seed, unsigned features)
{
    return made_case(seed, 3 + (int)(seed % 12), 4 + (int)(seed % 13), features);
}

/* A law compares a case with the same one changed. */
typedef void change(tc_problem *problem, dice *d);
typedef void compare(const tc_problem *problem, const tc_plan *before,
                     const tc_plan *after, uint64_t seed);

static void for_many(unsigned features, uint64_t first, change *how, compare *law)
{
    for (uint64_t seed = first; seed < first + CASES; seed++) {
        tc_problem *before = case_of(seed, features), *after = case_of(seed, features);
        dice d = {seed * 7};
        how(after, &d);
        tc_plan *one = solve(before), *two = solve(after);
        law(before, one, two, seed);
        tc_plan_free(one);
        tc_plan_free(two);
        made_case_free(before);
        made_case_free(after);
    }
}

/* What the goals reached, in order, then all shares by acceptance: one vector. Goals from
 * keep-local on are left out: more tonnes may cross when more is served. */
static int goal_vector(const tc_problem *problem, const tc_plan *plan, double *out)
{
    int count = 0, order[64];
    for (int i = 0; i < plan->level_count; i++) {
        const tc_level *level = &plan->levels[i];
        if (level->kind == TC_LEVEL_SHARE || level->kind == TC_LEVEL_OWN_SHARE)
            continue;
        if (problem->goals[level->goal].kind == TC_GOAL_KEEP_LOCAL)
            break;
        out[count++] = level->value;
    }
    tc_order_by_acceptance(problem, false, order);
    for (int k = 0; k < problem->project_count; k++)
        out[count++] = plan->share[order[k]];
    for (int k = 0; k < problem->project_count; k++)
        out[count++] = plan->own_share[order[k]];
    return count;
}

static void is_no_worse(const tc_problem *problem, const tc_plan *before,
                        const tc_plan *after, uint64_t seed)
{
    double one[160], two[160];
    const int count = goal_vector(problem, before, one);
    cr_assert_eq(goal_vector(problem, after, two), count);
    for (int i = 0; i < count; i++) {
        cr_assert_geq(two[i], one[i] - 1e-8, "case %d: part %d falls from %.12g to %.12g",
                      (int)seed, i, one[i], two[i]);
        if (two[i] > one[i] + 1e-8)
            return;
    }
}

static void is_no_better(const tc_problem *problem, const tc_plan *before,
                         const tc_plan *after, uint64_t seed)
{
    is_no_worse(problem, after, before, seed);
}

static void supply_more(tc_problem *problem, dice *d)
{
    tc_source *source = &open_sources(problem)[dice_below(d, problem->source_count)];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        source->supply[p] = source->quantity[p] *= dice_real(d, 1.0, 3.0);
}

static void supply_less(tc_problem *problem, dice *d)
{
    tc_source *source = &open_sources(problem)[dice_below(d, problem->source_count)];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        source->supply[p] = source->quantity[p] *= dice_real(d, 0.2, 1.0);
}

static void send_out_less(tc_problem *problem, dice *d)
{
    const int count = problem->area_count;
    tc_rule *caps = made_take(problem, count, sizeof *caps);
    for (int a = 0; a < count; a++)
        caps[a] = (tc_rule){
            .pollutant = -1, .area = a, .value = dice_real(d, 0.1, 1.0), .reason = ""};
    problem->export_cap = (tc_rule_list){caps, count};
}

Test(plan_laws, more_supply_never_lowers_a_goal_that_comes_first)
{
    for_many(0, 100, supply_more, is_no_worse);
    for_many(MADE_EVEN | MADE_CAPS, 300, supply_more, is_no_worse);
    for_many(MADE_TIES | MADE_EXCHANGE, 500, supply_more, is_no_worse);
    TC_ASSERT_NO_LEAK();
}

Test(plan_laws, less_supply_or_less_export_never_raises_one)
{
    for_many(MADE_EVEN | MADE_FINE, 700, supply_less, is_no_better);
    for_many(MADE_EVEN, 900, send_out_less, is_no_better);
    TC_ASSERT_NO_LEAK();
}

static void times_ten(tc_problem *problem, dice *d)
{
    (void)d;
    tc_source *sources = open_sources(problem);
    tc_project *projects = open_projects(problem);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int s = 0; s < problem->source_count; s++)
            sources[s].supply[p] = sources[s].quantity[p] *= 10.0;
        for (int j = 0; j < problem->project_count; j++) {
            projects[j].emission[p] *= 10.0;
            projects[j].need[p] = projects[j].ratio[p] * projects[j].emission[p];
        }
    }
}

static void assert_same_shares(const tc_problem *problem, const tc_plan *before,
                               const tc_plan *after, uint64_t seed)
{
    for (int j = 0; j < problem->project_count; j++)
        cr_assert(fabs(before->share[j] - after->share[j]) < 1e-8 &&
                      fabs(before->own_share[j] - after->own_share[j]) < 1e-8,
                  "case %d: project %d from %.12g (%.12g) to %.12g (%.12g)", (int)seed, j,
                  before->share[j], before->own_share[j], after->share[j],
                  after->own_share[j]);
}

/* Rounding takes less than a grain, and gives a thousandth of one. */
static void is_ten_times(const tc_problem *problem, const tc_plan *before,
                         const tc_plan *after, uint64_t seed)
{
    assert_same_shares(problem, before, after, seed);
    for (int at = 0; at < problem->project_count * TC_POLLUTANTS; at++) {
        const tc_grains one = 10 * before->emission[at], ten = after->emission[at];
        const bool whole = before->share[at / TC_POLLUTANTS] == 1.0;
        cr_assert(ten >= one - 1 && ten < one + 10 && (!whole || ten == one),
                  "case %d: %lld is not ten times %lld", (int)seed, (long long)ten,
                  (long long)before->emission[at]);
    }
}

static void is_the_same(const tc_problem *problem, const tc_plan *before,
                        const tc_plan *after, uint64_t seed)
{
    const int cells = problem->project_count * TC_POLLUTANTS;
    assert_same_shares(problem, before, after, seed);
    for (int at = 0; at < cells; at++)
        cr_assert(before->emission[at] == after->emission[at] &&
                      before->credit[at] == after->credit[at],
                  "case %d: project %d", (int)seed, at / TC_POLLUTANTS);
    cr_assert_eq(before->credit_count, after->credit_count);
    for (int k = 0; k < before->credit_count; k++) {
        const tc_credit *one = &before->credits[k], *two = &after->credits[k];
        cr_assert(one->source == two->source && one->project == two->project &&
                      one->pollutant == two->pollutant && one->grains == two->grains,
                  "case %d: credit %d", (int)seed, k);
    }
}

/* With a grain ten times as large everything is the same number of grains. */
static void times_ten_all(tc_problem *problem, dice *d)
{
    times_ten(problem, d);
    problem->grain_digits--;
}

Test(plan_laws, ten_times_the_tonnes_are_ten_times_the_tonnes)
{
    for_many(0, 1100, times_ten, is_ten_times);
    for_many(MADE_EVEN | MADE_CAPS | MADE_TIES, 1300, times_ten, is_ten_times);
    for_many(0, 1500, times_ten_all, is_the_same);
    for_many(MADE_CAPS | MADE_FINE | MADE_POLICY, 1700, times_ten_all, is_the_same);
    TC_ASSERT_NO_LEAK();
}

static void split_source(tc_problem *problem, dice *d)
{
    tc_source *sources = open_sources(problem);
    const int count = problem->source_count, s = dice_below(d, count);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        sources[s].supply[p] = sources[s].quantity[p] /= 2.0;
    sources[count] = sources[s];
    sources[count].id = sources[count].name = "S99999";
    problem->source_count++;
}

static void has_same_goals(const tc_problem *problem, const tc_plan *before,
                           const tc_plan *after, uint64_t seed)
{
    assert_same_shares(problem, before, after, seed);
    cr_assert_eq(before->level_count, after->level_count);
    for (int i = 0; i < before->level_count; i++)
        cr_assert_float_eq(before->levels[i].value, after->levels[i].value, 1e-8);
}

Test(plan_laws, a_source_in_two_halves_gives_as_much)
{
    for_many(0, 1900, split_source, has_same_goals);
    for_many(MADE_EVEN | MADE_CAPS | MADE_EXCHANGE, 2100, split_source, has_same_goals);
    for_many(MADE_TIES | MADE_POLICY, 2300, split_source, has_same_goals);
    TC_ASSERT_NO_LEAK();
}

static void add_refused(tc_problem *problem, dice *d)
{
    tc_project *projects = open_projects(problem);
    const int count = problem->project_count;
    projects[count] = projects[dice_below(d, count)];
    projects[count].id = projects[count].name = "P99999";
    projects[count].zoning_ok = projects[count].must_serve = false;
    problem->project_count++;
}

static void add_clean(tc_problem *problem, dice *d)
{
    add_refused(problem, d);
    tc_project *projects = open_projects(problem);
    tc_project *last = &projects[problem->project_count - 1];
    last->zoning_ok = true;
    memset(last->emission, 0, sizeof last->emission);
    memset(last->need, 0, sizeof last->need);
}

Test(plan_laws, a_project_that_needs_nothing_or_gets_nothing_changes_nothing)
{
    for_many(0, 2500, add_refused, is_the_same);
    for_many(MADE_EVEN | MADE_FINE | MADE_CAPS, 2700, add_refused, is_the_same);
    for_many(MADE_FINE | MADE_EXCHANGE, 2900, add_clean, is_the_same);
    TC_ASSERT_NO_LEAK();
}

/* Restrictions that no project meets, and permits, do not matter to the goals. */
static void restrict_nobody(tc_problem *problem, dice *d)
{
    tc_source *sources = open_sources(problem);
    for (int s = 0; s < problem->source_count; s++) {
        sources[s].permit = dice_chance(d, 50);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            sources[s].limits[p] |= (unsigned)dice_below(d, 4) << 20;
    }
}

static void restrict_somebody(tc_problem *problem, dice *d)
{
    restrict_nobody(problem, d);
    tc_project *project = &open_projects(problem)[dice_below(d, problem->project_count)];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        project->limits[p] |= 1U << 20;
}

static void open_own_sources(tc_problem *problem, dice *d)
{
    tc_source *sources = open_sources(problem);
    (void)d;
    for (int s = 0; s < problem->source_count; s++)
        sources[s].owner = -1;
}

static double total_of(const tc_plan *plan, int goal)
{
    for (int i = 0; i < plan->level_count; i++)
        if (plan->levels[i].goal == goal && plan->levels[i].kind == TC_LEVEL_TOTAL)
            return plan->levels[i].value;
    return 0.0;
}

/* As has_same_goals, but other multipliers may leave first-come other shares to settle.
 */
static void has_same_totals(const tc_problem *problem, const tc_plan *before,
                            const tc_plan *after, uint64_t seed)
{
    assert_same_shares(problem, before, after, seed);
    for (int goal = 0; goal < problem->goal_count; goal++)
        cr_assert_float_eq(total_of(before, goal), total_of(after, goal), 1e-8);
}

Test(plan_laws, restrictions_that_bar_nobody_change_no_goal)
{
    for_many(0, 3900, restrict_nobody, has_same_totals);
    for_many(MADE_EVEN | MADE_CAPS | MADE_EXCHANGE, 4100, restrict_nobody,
             has_same_totals);
    for_many(MADE_LIMITS | MADE_OWNERS | MADE_POLICY, 4300, restrict_nobody,
             has_same_totals);
    TC_ASSERT_NO_LEAK();
}

Test(plan_laws, more_restrictions_and_owners_never_raise_a_goal_that_comes_first)
{
    for_many(MADE_FINE, 4500, restrict_somebody, is_no_better);
    for_many(MADE_LIMITS | MADE_OWNERS | MADE_EXCHANGE, 4700, restrict_somebody,
             is_no_better);
    for_many(MADE_OWNERS, 4900, open_own_sources, is_no_worse);
    for_many(MADE_OWNERS | MADE_LIMITS | MADE_TIES, 5100, open_own_sources, is_no_worse);
    TC_ASSERT_NO_LEAK();
}

static void add_late_source(tc_problem *problem, dice *d)
{
    tc_source *sources = open_sources(problem);
    const int count = problem->source_count;
    sources[count] = sources[dice_below(d, count)];
    sources[count].id = sources[count].name = "S99999";
    sources[count].available_from = 20991231;
    problem->source_count++;
}

static void add_retired_source(tc_problem *problem, dice *d)
{
    add_late_source(problem, d);
    tc_source *last = &open_sources(problem)[problem->source_count - 1];
    last->available_from = 20221231;
    last->status = TC_SOURCE_RETIRED;
    memset(last->supply, 0, sizeof last->supply);
}

Test(plan_laws, a_source_that_nobody_may_use_changes_nothing)
{
    for_many(0, 3100, add_late_source, is_the_same);
    for_many(MADE_CAPS | MADE_EXCHANGE | MADE_EVEN, 3300, add_late_source, is_the_same);
    for_many(MADE_POLICY | MADE_FINE, 3500, add_retired_source, is_the_same);
    for_many(MADE_TIES | MADE_CAPS, 3700, add_retired_source, is_the_same);
    TC_ASSERT_NO_LEAK();
}
