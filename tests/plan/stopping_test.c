/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches that end early: the plan is one, and says no more than is so. */
#include <criterion/criterion.h>
#include <math.h>

#include "domain/order.h"
#include "domain/plan.h"
#include "support/leaks.h"
#include "support/made_case.h"

/* Relative: values that steps say are the same. */
static const double TOLERANCE = 1e-6;

/* Says yes from the question after left on. */
typedef struct patience {
    long left, asked;
} patience;

static bool is_stopped(void *asked)
{
    patience *p = asked;
    return p->asked++ >= p->left;
}

static tc_plan *solve(const tc_problem *problem, const tc_solve_options *how)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, how, &plan, &error), TC_OK, "%s", error.message_en);
    return plan;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= TOLERANCE * fmax(1.0, fabs(b));
}

static const tc_search *find(const tc_plan *plan, tc_level_kind kind, int goal,
                             int project)
{
    for (int k = 0; k < plan->search_count; k++) {
        const tc_search *search = &plan->searches[k];
        if (search->kind == kind && search->goal == goal && search->project == project)
            return search;
    }
    return NULL;
}

/* The shares, in order of acceptance: the first that differs is smaller, and its own
 * search does not deny what the best plan has. */
static void compare_shares(const tc_problem *problem, const tc_plan *plan,
                           const tc_plan *best, int goal, int k)
{
    int order[32];
    bool by_id = goal == problem->goal_count;
    tc_order_by_acceptance(problem, by_id, order);
    for (int at = 0; at < problem->project_count; at++) {
        const int j = order[at];
        if (is_near(plan->share[j], best->share[j]))
            continue;
        const tc_search *search = find(plan, TC_LEVEL_SHARE, goal, j);
        cr_assert(plan->share[j] < best->share[j] && search &&
                      search->bound >= best->share[j] - TOLERANCE,
                  "case %d: project %d has %g, the best %g", k, j, plan->share[j],
                  best->share[j]);
        return;
    }
}

/* Step by step, as long as both plans reach the same: no bound is below what the best
 * plan reaches, and the first difference is to its favour. */
static void compare(const tc_problem *problem, const tc_plan *plan, const tc_plan *best,
                    int k)
{
    int goal = -1;
    for (int i = 0; i < best->search_count; i++) {
        const tc_search *theirs = &best->searches[i];
        goal = theirs->goal;
        if (theirs->kind == TC_LEVEL_SHARE)
            break;
        const tc_search *ours = find(plan, theirs->kind, theirs->goal, -1);
        cr_assert(ours && ours->bound >= ours->value, "case %d, step %d", k, i);
        cr_assert_geq(ours->bound, theirs->value - TOLERANCE * fmax(1.0, theirs->value),
                      "case %d, step %d: bound %.12g, but %.12g is reached", k, i,
                      ours->bound, theirs->value);
        if (is_near(ours->value, theirs->value))
            continue;
        cr_assert_lt(ours->value, theirs->value, "case %d, step %d", k, i);
        return;
    }
    if (goal >= 0)
        compare_shares(problem, plan, best, goal, k);
}

static void assert_honest(const tc_problem *problem, const tc_plan *plan, int k)
{
    tc_verdict verdict = {0};
    bool open = false;
    cr_assert_eq(tc_plan_verify(problem, plan, &verdict, NULL), TC_OK);
    cr_assert(verdict.verified, "case %d: %s", k, verdict.message_en);
    for (int i = 0; i < plan->search_count; i++)
        open = open || tc_search_gap(&plan->searches[i]) > 0.0;
    cr_assert_eq(plan->status, open ? TC_PLAN_BOUNDED : TC_PLAN_OPTIMAL, "case %d", k);
}

static tc_problem *case_of(int k)
{
    static const unsigned mixes[] = {0, MADE_TIES, MADE_CAPS | MADE_EVEN, MADE_MUST};
    return made_case(7000 + (uint64_t)k, 4 + k % 9, 6 + k % 12,
                     mixes[k % 4] | (k % 2 ? MADE_WHOLE : MADE_ALL_WHOLE));
}

Test(plan_stopping, gives_a_plan_and_true_bounds_whenever_it_is_told_to_stop)
{
    int bounded = 0, finished = 0;
    for (int k = 0; k < 40; k++) {
        tc_problem *problem = case_of(k);
        tc_plan *best = solve(problem, NULL);
        for (long left = 0, more = 1; best->status == TC_PLAN_OPTIMAL; left += more) {
            patience p = {left, 0};
            const tc_solve_options how = {.is_stopped = is_stopped, .asked = &p};
            tc_plan *plan = solve(problem, &how);
            assert_honest(problem, plan, k);
            compare(problem, plan, best, k);
            const bool was_asked = p.asked > left;
            cr_assert(was_asked || !tc_plan_was_stopped(plan), "case %d, %ld", k, left);
            cr_assert(plan->status == TC_PLAN_OPTIMAL || tc_plan_was_stopped(plan),
                      "case %d, %ld: bounded, but not stopped", k, left);
            cr_assert(plan->status == TC_PLAN_BOUNDED || !tc_plan_was_stopped(plan),
                      "case %d, %ld: stopped, but all is proved", k, left);
            bounded += plan->status == TC_PLAN_BOUNDED;
            more += left >= 20; /* each of the first questions, then fewer */
            tc_plan_free(plan);
            if (!was_asked) {
                finished++;
                break;
            }
        }
        tc_plan_free(best);
        made_case_free(problem);
    }
    cr_assert(bounded > 50 && finished > 20, "%d bounded, %d finished", bounded,
              finished);
    TC_ASSERT_NO_LEAK();
}

Test(plan_stopping, does_the_same_as_the_full_search_where_nobody_stops_it)
{
    for (int k = 0; k < 40; k++) {
        tc_problem *problem = case_of(k);
        patience p = {1L << 40, 0};
        const tc_solve_options how = {.is_stopped = is_stopped, .asked = &p};
        tc_plan *best = solve(problem, NULL), *plan = solve(problem, &how);
        cr_assert_eq(plan->search_count, best->search_count);
        cr_assert_eq(plan->pivots, best->pivots, "case %d", k);
        for (int j = 0; plan->share && j < problem->project_count; j++)
            cr_assert_eq(plan->share[j], best->share[j], "case %d", k);
        tc_plan_free(best);
        tc_plan_free(plan);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}

Test(plan_stopping, stays_within_the_gap_that_is_good_enough)
{
    static const double gaps[] = {0.0, 0.001, 0.05, 0.2, 0.5, 1.0};
    int open = 0;
    for (int k = 0; k < 40; k++) {
        tc_problem *problem = case_of(k);
        tc_plan *best = solve(problem, NULL);
        for (int g = 0; best->status == TC_PLAN_OPTIMAL && g < 6; g++) {
            const tc_solve_options how = {.gap = gaps[g]};
            tc_plan *plan = solve(problem, &how);
            assert_honest(problem, plan, k);
            compare(problem, plan, best, k);
            for (int i = 0; i < plan->search_count; i++)
                if (plan->searches[i].kind != TC_LEVEL_SHARE)
                    cr_assert_leq(tc_search_gap(&plan->searches[i]), gaps[g] + TOLERANCE,
                                  "case %d, gap %g, step %d", k, gaps[g], i);
            open += plan->status == TC_PLAN_BOUNDED;
            tc_plan_free(plan);
        }
        tc_plan_free(best);
        made_case_free(problem);
    }
    cr_assert_gt(open, 10, "a gap was hardly ever left");
    TC_ASSERT_NO_LEAK();
}
