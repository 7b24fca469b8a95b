/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/order.h"
#include "domain/plan.h"
#include "plan/flow.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/plain_answer.h"

static tc_plan *solve(const tc_problem *problem, uint64_t seed)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "case %llu: %s",
                 (unsigned long long)seed, error.message_en);
    return plan;
}

/* ---- nothing but indivisible projects: every subset, by flows in whole numbers ----- */

enum { PROJECTS_MOST = 14, SOURCES_MOST = 12, QUARTER = 4 };

typedef struct brute {
    const tc_problem *problem;
    int count;
    int order[PROJECTS_MOST];         /* of first-come */
    bool can[1 << PROJECTS_MOST];     /* the subset can be served */
    bool left[1 << PROJECTS_MOST];    /* and no other is better at the goals so far */
    double value[1 << PROJECTS_MOST]; /* of the goal at hand */
    bool some_source[PROJECTS_MOST];  /* alone with all supplies it might be served */
} brute;

/* In quarters of a grain: export shares of quarters are then whole numbers. */
static int64_t quarters(double tonnes)
{
    return llround(tonnes * 1e4) * QUARTER;
}

/* One pollutant of one subset as a flow. */
typedef struct routing {
    tc_flow flow;
    int node[PROJECTS_MOST], gate[SOURCES_MOST];
    int abroad[PROJECTS_MOST * SOURCES_MOST], abroad_count;
    int64_t asked;
} routing;

static bool one_pool(const tc_problem *problem, int a, int b, int p)
{
    const tc_source *x = &problem->sources[a], *y = &problem->sources[b];
    return x->supply[p] > 0.0 && y->supply[p] > 0.0 && x->area == y->area &&
           x->basin == y->basin && x->available_from == y->available_from;
}

/* The node from which a source's tonnes leave its area: its own, or behind the gate of
 * its pool, where the export share is less than all. *first: it is the first there. */
static int way_out(routing *r, const tc_problem *problem, int p, int s, int from,
                   bool *first)
{
    const double share = tc_problem_export_share(problem, p, problem->sources[s].area);
    *first = true;
    if (share >= 1.0)
        return from;
    double supply = 0.0;
    int earliest = s;
    for (int k = problem->source_count - 1; k >= 0; k--)
        if (one_pool(problem, k, s, p)) {
            supply += problem->sources[k].supply[p];
            earliest = k;
        }
    *first = earliest == s;
    const int out = *first ? tc_flow_node(&r->flow) : -1;
    if (*first) {
        r->gate[s] = tc_flow_node(&r->flow);
        tc_flow_arc(&r->flow, r->gate[s], out, llround(share * (double)quarters(supply)),
                    0);
    }
    tc_flow_arc(&r->flow, from, r->gate[earliest], TC_FLOW_NO_LIMIT, 0);
    return out;
}

static void add_source(routing *r, const tc_problem *problem, int p, int s)
{
    const int from = tc_flow_node(&r->flow);
    bool first = false;
    tc_flow_arc(&r->flow, TC_FLOW_SOURCE, from, quarters(problem->sources[s].supply[p]),
                0);
    const int out = way_out(r, problem, p, s, from, &first);
    for (int j = 0; j < problem->project_count; j++) {
        if (r->node[j] < 0 || !plain_is_eligible(problem, s, j, p))
            continue;
        if (!tc_is_pooled(problem, s, j))
            tc_flow_arc(&r->flow, from, r->node[j], TC_FLOW_NO_LIMIT, 0);
        else if (first)
            r->abroad[r->abroad_count++] =
                tc_flow_arc(&r->flow, out, r->node[j], TC_FLOW_NO_LIMIT, 1);
    }
}

/* Can the subset be served in a pollutant? *across: tonnes that must cross areas. */
static bool serve(const tc_problem *problem, unsigned subset, int p, double *across)
{
    routing r = {.asked = 0};
    int64_t sent = 0, crossing = 0;
    (void)tc_flow_node(&r.flow);
    (void)tc_flow_node(&r.flow);
    for (int j = 0; j < problem->project_count; j++) {
        const double need = problem->projects[j].need[p];
        r.node[j] = -1;
        if (!(subset & 1U << j) || !(need > 0.0))
            continue;
        r.node[j] = tc_flow_node(&r.flow);
        tc_flow_arc(&r.flow, r.node[j], TC_FLOW_SINK, quarters(need), 0);
        r.asked += quarters(need);
    }
    for (int s = 0; s < problem->source_count && r.asked > 0; s++)
        if (problem->sources[s].supply[p] > 0.0)
            add_source(&r, problem, p, s);
    if (r.asked > 0)
        cr_assert_eq(tc_flow_run(&r.flow, &sent, NULL), TC_OK);
    for (int k = 0; k < r.abroad_count; k++)
        crossing += tc_flow_on(&r.flow, r.abroad[k]);
    tc_flow_free(&r.flow);
    *across = (double)crossing / QUARTER / 1e4;
    return sent == r.asked;
}

static bool can_serve(const brute *b, unsigned subset)
{
    for (int j = 0; j < b->count; j++) {
        const tc_project *project = &b->problem->projects[j];
        const bool in = subset & 1U << j;
        if ((in && !project->zoning_ok) || (!in && project->must_serve))
            return false;
        if (in && !b->can[subset & ~(1U << j)] && !project->must_serve)
            return false; /* fewer are served more easily */
    }
    double across = 0.0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (!serve(b->problem, subset, p, &across))
            return false;
    return true;
}

/* ---- goals ------------------------------------------------------------------------- */

static double smallest_of(const brute *b, int tier, unsigned subset)
{
    double smallest = 1.0;
    for (int a = 0; a < b->problem->area_count; a++) {
        double all = 0.0, served = 0.0;
        for (int j = 0; j < b->count; j++) {
            const tc_project *project = &b->problem->projects[j];
            if (project->area != a || project->tier != tier || !b->some_source[j])
                continue;
            all += project->weight;
            served += subset & 1U << j ? project->weight : 0.0;
        }
        if (all > 0.0 && served / all < smallest)
            smallest = served / all;
    }
    return smallest;
}

static double total_of(const brute *b, const tc_goal *goal, unsigned subset)
{
    double sum = 0.0;
    for (int j = 0; goal->kind == TC_GOAL_TIER && j < b->count; j++)
        if (subset & 1U << j && b->problem->projects[j].tier == goal->tier)
            sum += b->problem->projects[j].weight;
    for (int p = 0; goal->kind == TC_GOAL_KEEP_LOCAL && p < TC_POLLUTANTS; p++) {
        double total = 0.0, across = 0.0;
        for (int s = 0; s < b->problem->source_count; s++)
            total += b->problem->sources[s].supply[p];
        cr_assert(serve(b->problem, subset, p, &across));
        sum -= total > 0.0 ? across / total : 0.0;
    }
    return sum;
}

/* Leave the subsets of the largest value. */
static void keep_best(brute *b)
{
    double best = -INFINITY;
    for (unsigned subset = 0; subset < 1U << b->count; subset++)
        if (b->left[subset] && b->value[subset] > best)
            best = b->value[subset];
    for (unsigned subset = 0; subset < 1U << b->count; subset++)
        b->left[subset] = b->left[subset] && b->value[subset] >= best - 1e-9;
}

static void keep_first(brute *b)
{
    for (int k = 0; k < b->count; k++) {
        for (unsigned subset = 0; subset < 1U << b->count; subset++)
            b->value[subset] = subset & 1U << b->order[k] ? 1.0 : 0.0;
        keep_best(b);
    }
}

static void reach_goal(brute *b, const tc_goal *goal)
{
    if (goal->kind == TC_GOAL_FIRST_COME) {
        keep_first(b);
        return;
    }
    for (int part = goal->even ? 0 : 1; part < 2; part++) {
        for (unsigned subset = 0; subset < 1U << b->count; subset++)
            if (b->left[subset])
                b->value[subset] =
                    part ? total_of(b, goal, subset) : smallest_of(b, goal->tier, subset);
        keep_best(b);
    }
}

/* The best subset; -1: the required projects cannot all be served. */
static long best_subset(brute *b, const tc_problem *problem)
{
    b->problem = problem;
    b->count = problem->project_count;
    bool any = false, by_id = true;
    for (int j = 0; j < b->count; j++) {
        const tc_project *project = &problem->projects[j];
        b->some_source[j] = project->zoning_ok;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            bool some = !(project->need[p] > 0.0);
            for (int s = 0; s < problem->source_count; s++)
                some = some || (plain_is_eligible(problem, s, j, p) &&
                                (!tc_is_pooled(problem, s, j) ||
                                 tc_problem_export_share(
                                     problem, p, problem->sources[s].area) > 0.0));
            b->some_source[j] = b->some_source[j] && some;
        }
    }
    for (unsigned subset = 0; subset < 1U << b->count; subset++) {
        b->can[subset] = b->left[subset] = can_serve(b, subset);
        any = any || b->can[subset];
    }
    for (int g = 0; g < problem->goal_count; g++)
        by_id = by_id && problem->goals[g].kind != TC_GOAL_FIRST_COME;
    tc_order_by_acceptance(problem, by_id, b->order);
    for (int g = 0; g < problem->goal_count; g++)
        reach_goal(b, &problem->goals[g]);
    keep_first(b);
    for (unsigned subset = 0; any && subset < 1U << b->count; subset++)
        if (b->left[subset])
            return (long)subset;
    return -1;
}

static void compare_subset(brute *b, uint64_t seed, int sources, int projects,
                           unsigned features)
{
    tc_problem *problem = made_case(seed, sources, projects, features | MADE_ALL_WHOLE);
    const long best = best_subset(b, problem);
    tc_plan *plan = solve(problem, seed);
    cr_assert_eq(plan->status == TC_PLAN_INFEASIBLE, best < 0, "case %llu",
                 (unsigned long long)seed);
    for (int j = 0; j < projects && best >= 0; j++)
        cr_assert_float_eq(plan->share[j], best >> j & 1 ? 1.0 : 0.0, 0.0,
                           "case %llu, features %u: project %d has %g",
                           (unsigned long long)seed, features, j, plan->share[j]);
    cr_assert(best < 0 || plan->status == TC_PLAN_OPTIMAL, "case %llu",
              (unsigned long long)seed);
    tc_plan_free(plan);
    made_case_free(problem);
}

static const unsigned MIXES[] = {0,
                                 MADE_TIES,
                                 MADE_CAPS,
                                 MADE_EVEN,
                                 MADE_POLICY,
                                 MADE_MUST,
                                 MADE_LIMITS,
                                 MADE_TIES | MADE_CAPS | MADE_EVEN,
                                 MADE_TIES | MADE_POLICY,
                                 MADE_TIES | MADE_EVEN | MADE_POLICY,
                                 MADE_CAPS | MADE_POLICY | MADE_MUST,
                                 MADE_TIES | MADE_LIMITS | MADE_OWNERS | MADE_POLICY};
enum { MIX_COUNT = sizeof MIXES / sizeof *MIXES };

Test(plan_whole_brute, finds_the_best_of_all_subsets)
{
    static brute b;
    for (int k = 0; k < 200 * MIX_COUNT; k++)
        compare_subset(&b, 1000 + (uint64_t)k, 2 + k % 7, 1 + k % 8,
                       MIXES[k % MIX_COUNT]);
    TC_ASSERT_NO_LEAK();
}

Test(plan_whole_brute, finds_the_best_of_all_subsets_of_fourteen)
{
    static brute b;
    for (int k = 0; k < 3 * MIX_COUNT; k++)
        compare_subset(&b, 70000 + (uint64_t)k, 8 + k % 5, 11 + k % 4,
                       MIXES[k % MIX_COUNT]);
    TC_ASSERT_NO_LEAK();
}

/* ---- with least shares and divisible projects: the plain program of every subset --- */

/* Is any plan there that holds these and is no worse than the best so far? */
static void try_subset(const tc_problem *problem, unsigned subset, plain_answer *best)
{
    plain_answer found = plain_answer_held(problem, subset, best->feasible ? best : NULL);
    if (!found.feasible) {
        plain_answer_free(&found);
        return;
    }
    plain_answer_free(best);
    *best = found;
}

static plain_answer best_shares(const tc_problem *problem)
{
    plain_answer best = {.feasible = false};
    unsigned whole = 0;
    for (int j = 0; j < problem->project_count; j++)
        if (tc_project_least(&problem->projects[j]) > 0.0)
            whole |= 1U << j;
    for (unsigned subset = whole;; subset = (subset - 1) & whole) {
        try_subset(problem, subset, &best);
        if (subset == 0)
            return best;
    }
}

static void compare_shares(uint64_t seed, int sources, int projects, unsigned features)
{
    tc_problem *problem = made_case(seed, sources, projects, features | MADE_WHOLE);
    plain_answer best = best_shares(problem);
    tc_plan *plan = solve(problem, seed);
    cr_assert_eq(plan->status == TC_PLAN_INFEASIBLE, !best.feasible, "case %llu",
                 (unsigned long long)seed);
    for (int j = 0; j < projects && best.feasible; j++) {
        cr_assert_float_eq(plan->share[j], best.share[j], 1e-6,
                           "case %llu, features %u: project %d has %.9g, not %.9g",
                           (unsigned long long)seed, features, j, plan->share[j],
                           best.share[j]);
        cr_assert_float_eq(plan->own_share[j], best.own[j], 1e-6,
                           "case %llu, features %u: project %d has %.9g of its own, not "
                           "%.9g",
                           (unsigned long long)seed, features, j, plan->own_share[j],
                           best.own[j]);
    }
    cr_assert(!best.feasible || plan->status == TC_PLAN_OPTIMAL, "case %llu",
              (unsigned long long)seed);
    tc_plan_free(plan);
    plain_answer_free(&best);
    made_case_free(problem);
}

Test(plan_whole_brute, finds_the_best_beside_divisible_projects)
{
    static const unsigned mixes[] = {0,
                                     MADE_TIES,
                                     MADE_EXCHANGE,
                                     MADE_CAPS | MADE_EVEN,
                                     MADE_POLICY,
                                     MADE_MUST | MADE_TIES,
                                     MADE_LIMITS | MADE_OWNERS,
                                     MADE_TIES | MADE_EVEN | MADE_POLICY,
                                     MADE_EXCHANGE | MADE_POLICY | MADE_CAPS};
    enum { COUNT = sizeof mixes / sizeof *mixes };
    for (int k = 0; k < 40 * COUNT; k++)
        compare_shares(200000 + (uint64_t)k, 1 + k % 7, 1 + k % 7, mixes[k % COUNT]);
    TC_ASSERT_NO_LEAK();
}

/* The judges themselves: flows in whole numbers and programs say the same. */
Test(plan_whole_brute, tries_all_subsets_in_two_ways_that_agree)
{
    static brute b;
    for (int k = 0; k < 20 * MIX_COUNT; k++) {
        tc_problem *problem = made_case(300000 + (uint64_t)k, 2 + k % 7, 1 + k % 6,
                                        MIXES[k % MIX_COUNT] | MADE_ALL_WHOLE);
        const long subset = best_subset(&b, problem);
        plain_answer best = best_shares(problem);
        cr_assert_eq(best.feasible, subset >= 0);
        for (int j = 0; j < problem->project_count && best.feasible; j++)
            cr_assert_float_eq(best.share[j], subset >> j & 1 ? 1.0 : 0.0, 1e-6,
                               "case %d: project %d", k, j);
        plain_answer_free(&best);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}
