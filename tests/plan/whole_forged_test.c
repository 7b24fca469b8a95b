/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/plan.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

/* A plan is made for less than there is, and shown as one for all there is: whatever its
 * proof says, and however it is changed, it may pass only where it is the best. */

static tc_plan *solve(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    return plan;
}

/* The same case with only a part of every supply, in whole grains. */
static tc_problem *make_less(uint64_t seed, int sources, int projects, unsigned features)
{
    tc_problem *problem = made_case(seed, sources, projects, features);
    tc_source *less = made_take(problem, sources, sizeof *less);
    memcpy(less, problem->sources, (size_t)sources * sizeof *less);
    for (int s = 0; s < sources; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            less[s].supply[p] = floor(less[s].supply[p] * 7000.0) / 10000.0;
            less[s].quantity[p] = less[s].supply[p];
        }
    problem->sources = less;
    return problem;
}

static bool same_shares(const tc_problem *problem, const tc_plan *a, const tc_plan *b)
{
    for (int j = 0; j < problem->project_count; j++)
        if (fabs(a->share[j] - b->share[j]) > 1e-6)
            return false;
    return true;
}

static bool passes(const tc_problem *problem, const tc_plan *plan)
{
    tc_verdict verdict = {0};
    cr_assert_eq(tc_plan_verify(problem, plan, &verdict, NULL), TC_OK);
    return verdict.verified && verdict.taken_on_word == 0;
}

/* ---- changing a proof -------------------------------------------------------------- */

typedef struct forged {
    tc_plan plan;
    tc_search *searches;
    tc_fixing *fixings;
    tc_proof_node *nodes;
    tc_price *prices;
} forged;

static void *copy_of(forged *f, const void *array, int count, size_t size)
{
    void *copy = tc_arena_take(&f->plan.arena, (size_t)count, size);
    cr_assert_not_null(copy);
    if (count)
        memcpy(copy, array, (size_t)count * size);
    return copy;
}

static forged forge(const tc_plan *plan)
{
    forged f = {.plan = *plan};
    f.plan.arena = (tc_arena){0};
    f.searches = copy_of(&f, plan->searches, plan->search_count, sizeof *f.searches);
    f.fixings = copy_of(&f, plan->fixings, plan->fixing_count, sizeof *f.fixings);
    f.nodes = copy_of(&f, plan->nodes, plan->node_count, sizeof *f.nodes);
    f.prices = copy_of(&f, plan->proof_prices, plan->proof_price_count, sizeof *f.prices);
    f.plan.searches = f.searches;
    f.plan.fixings = f.fixings;
    f.plan.nodes = f.nodes;
    f.plan.proof_prices = f.prices;
    return f;
}

static void change_node(const tc_problem *problem, forged *f, dice *d)
{
    if (f->plan.node_count == 0)
        return;
    tc_proof_node *node = &f->nodes[dice_below(d, f->plan.node_count)];
    int *const parts[] = {&node->project, &node->refused, &node->approved, &node->set};
    const int limits[] = {problem->project_count, f->plan.node_count, f->plan.node_count,
                          f->plan.proof_sets};
    const int part = dice_below(d, 4);
    *parts[part] = dice_below(d, limits[part] + 2) - 1;
}

static void change_price(forged *f, dice *d)
{
    if (f->plan.proof_price_count == 0)
        return;
    tc_price *price = &f->prices[dice_below(d, f->plan.proof_price_count)];
    double *value = copy_of(f, price->value, price->count, sizeof *value);
    if (price->count)
        value[dice_below(d, price->count)] *= dice_real(d, -2.0, 2.0);
    price->value = value;
    price->kind = dice_chance(d, 10) ? (tc_price_kind)dice_below(d, 6) : price->kind;
}

static void change_fixing(const tc_problem *problem, forged *f, dice *d)
{
    if (f->plan.fixing_count == 0)
        return;
    tc_fixing *fixing = &f->fixings[dice_below(d, f->plan.fixing_count)];
    if (dice_chance(d, 30))
        fixing->approved = !fixing->approved;
    else if (dice_chance(d, 50))
        fixing->project = dice_below(d, problem->project_count);
    else
        fixing->set = dice_below(d, f->plan.proof_sets + 1);
}

static void change(const tc_problem *problem, forged *f, dice *d)
{
    const int what = dice_below(d, 5);
    if (what == 0)
        change_node(problem, f, d);
    else if (what == 1)
        change_price(f, d);
    else if (what == 2)
        change_fixing(problem, f, d);
    else if (what == 3 && f->plan.search_count > 0)
        f->searches[dice_below(d, f->plan.search_count)].root =
            dice_below(d, f->plan.node_count + 1);
    else if (f->plan.search_count > 0)
        f->plan.search_count -= dice_chance(d, 20);
}

static int try_forgeries(uint64_t seed, unsigned features, int changes)
{
    const int sources = 2 + (int)(seed % 6), projects = 3 + (int)(seed % 8);
    tc_problem *problem = made_case(seed, sources, projects, features);
    tc_problem *less = make_less(seed, sources, projects, features);
    tc_plan *best = solve(problem), *plan = solve(less);
    int refused = 0;
    dice d = {seed};
    for (int k = 0; k < changes && plan->status == TC_PLAN_OPTIMAL; k++) {
        forged f = forge(plan);
        for (int more = k; more > 0; more /= 3)
            change(problem, &f, &d);
        if (passes(problem, &f.plan))
            cr_assert(same_shares(problem, best, plan), "case %llu: a worse plan passed",
                      (unsigned long long)seed);
        else
            refused++;
        tc_arena_free(&f.plan.arena);
    }
    tc_plan_free(plan);
    tc_plan_free(best);
    made_case_free(less);
    made_case_free(problem);
    return refused;
}

Test(plan_whole_forged, refuses_every_proof_of_a_plan_that_is_not_the_best)
{
    int refused = 0;
    for (uint64_t seed = 1; seed <= 250; seed++)
        refused += try_forgeries(seed, MADE_ALL_WHOLE | (seed % 2 ? MADE_TIES : 0), 20);
    for (uint64_t seed = 1; seed <= 150; seed++)
        refused += try_forgeries(
            seed, MADE_WHOLE | MADE_POLICY | MADE_CAPS | (seed % 2 ? MADE_EVEN : 0), 20);
    cr_assert_gt(refused, 3000);
    TC_ASSERT_NO_LEAK();
}

/* The best plan passes; where its bound is lowered, or its search left out, it does not.
 */
Test(plan_whole_forged, refuses_bounds_below_what_is_proved)
{
    int refused = 0;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        tc_problem *problem = made_case(seed, 5, 9, MADE_ALL_WHOLE | MADE_TIES);
        tc_plan *plan = solve(problem);
        cr_assert(passes(problem, plan));
        for (int k = 0; plan->status == TC_PLAN_OPTIMAL && k < plan->search_count; k++) {
            forged f = forge(plan);
            f.searches[k].bound -= 1e-3;
            cr_assert_not(passes(problem, &f.plan));
            f.searches[k].bound = f.searches[k].value + 1.0; /* said to be open, */
            cr_assert_not(passes(problem, &f.plan));         /* but called optimal */
            refused++;
            tc_arena_free(&f.plan.arena);
        }
        tc_plan_free(plan);
        made_case_free(problem);
    }
    cr_assert_gt(refused, 500);
    TC_ASSERT_NO_LEAK();
}
