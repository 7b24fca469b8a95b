/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/solve.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/share_optimum.h"
#include "lp/share_plan.h"
#include "lp/shares.h"
#include "lp/whole.h"
#include "plan/proof_bound.h"
#include "plan/route.h"

static tc_code check(const tc_problem *problem, const tc_plan *plan, tc_verdict *verdict,
                     tc_error *error)
{
    const tc_code code = tc_plan_verify(problem, plan, verdict, error);
    if (code != TC_OK || verdict->verified)
        return code;
    tc_error found = {.code = TC_ERR_SOLVER};
    (void)snprintf(found.message, sizeof found.message,
                   "方案未通过核验，不予输出：%.400s", verdict->message);
    (void)snprintf(found.message_en, sizeof found.message_en,
                   "the plan failed its check and is not written: %.400s",
                   verdict->message_en);
    if (error)
        *error = found;
    return TC_ERR_SOLVER;
}

/* Decide the whole projects; no decisions where all are divisible, or taken so. */
static tc_code decide_whole(const tc_problem *problem, const tc_solve_options *options,
                            tc_decisions *decisions, tc_plan *plan, tc_error *error)
{
    plan->relaxed = options->relax && tc_problem_is_whole(problem);
    if (plan->relaxed || !tc_problem_is_whole(problem))
        return TC_OK;
    tc_code code = tc_shares_require(problem, plan, error);
    if (code != TC_OK || plan->status == TC_PLAN_INFEASIBLE)
        return code;
    const size_t projects = (size_t)problem->project_count;
    decisions->approved = tc_arena_take(&plan->arena, projects, sizeof(bool));
    decisions->tied = tc_arena_take(&plan->arena, projects, sizeof(bool));
    return decisions->approved && decisions->tied
               ? tc_whole_decide(problem, options, decisions, plan, error)
               : tc_no_memory(error);
}

/* What is being solved, and how. */
typedef struct solving {
    const tc_problem *problem;
    tc_decisions decisions; /* approved NULL: none */
    bool ties_left_out;
    bool by_cuts; /* try the space of shares first */
    tc_plan *plan;
    tc_verdict *verdict;
} solving;

static tc_code share_and_route(const solving *s, double noise, tc_error *error)
{
    tc_plan *plan = s->plan;
    plan->status = TC_PLAN_OPTIMAL;
    const tc_decisions *decisions = s->decisions.approved ? &s->decisions : NULL;
    tc_code code = s->ties_left_out
                       ? tc_shares_find_fast(s->problem, decisions, noise, plan, error)
                       : tc_shares_find(s->problem, decisions, noise, plan, error);
    if (code == TC_OK && plan->status != TC_PLAN_INFEASIBLE)
        code = tc_route_credits(s->problem, plan, error);
    if (code == TC_OK && plan->whole)
        code = tc_proof_bound(s->problem, plan, error);
    if (code == TC_OK && plan->status != TC_PLAN_INFEASIBLE)
        code = check(s->problem, plan, s->verdict, error);
    return code;
}

/* A case with amounts from grams to thousands of tonnes can have prices that are as small
 * as another case's rounding. The check tells; then the line between the two is drawn
 * elsewhere, in a fixed order. */
static tc_code find_by_flows(const solving *s, tc_error *error)
{
    static const double noises[] = {TC_NOISE, 1e-12, 1e-11, 1e-10, 1e-16};
    tc_error first = {.code = TC_OK};
    for (size_t k = 0; k < sizeof noises / sizeof *noises; k++) {
        tc_error found = {.code = TC_OK};
        const tc_code code = share_and_route(s, noises[k], &found);
        if (code == TC_OK)
            return TC_OK;
        first = k == 0 ? found : first;
        if (code != TC_ERR_SOLVER) {
            first = found;
            break;
        }
    }
    if (error)
        *error = first;
    return first.code;
}

/* The plan by the space of shares; *done is false where it gives none, or none that
 * passes the check: then the program of flows is asked. */
static tc_code find_by_cuts(const solving *s, bool *done, tc_error *error)
{
    tc_error found = {.code = TC_OK};
    s->plan->status = TC_PLAN_OPTIMAL;
    tc_code code = tc_share_plan_find(s->problem, s->plan, done, &found);
    if (code == TC_OK && *done)
        code = tc_route_credits(s->problem, s->plan, &found);
    if (code == TC_OK && *done)
        code = check(s->problem, s->plan, s->verdict, &found);
    *done = *done && code == TC_OK;
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (error)
        *error = found;
    return code;
}

static tc_code find_shares(const solving *s, tc_error *error)
{
    bool done = false;
    const tc_code code =
        s->by_cuts && !s->decisions.approved ? find_by_cuts(s, &done, error) : TC_OK;
    return code == TC_OK && !done ? find_by_flows(s, error) : code;
}

/* A plan of its own goes to *plan, what its check found to s->verdict. */
static tc_code solve(solving *s, const tc_solve_options *options, tc_plan **plan,
                     tc_error *error)
{
    static const tc_solve_options usual = {0};
    s->plan = tc_plan_new();
    if (!s->plan)
        return tc_no_memory(error);
    tc_code code = decide_whole(s->problem, options ? options : &usual, &s->decisions,
                                s->plan, error);
    if (code == TC_OK && s->plan->status != TC_PLAN_INFEASIBLE)
        code = find_shares(s, error);
    if (code != TC_OK)
        tc_plan_free(s->plan);
    else
        *plan = s->plan;
    return code;
}

tc_code tc_solve(const tc_problem *problem, const tc_solve_options *options,
                 tc_plan **plan, tc_error *error)
{
    tc_verdict verdict;
    solving s = {.problem = problem,
                 .by_cuts = !options || options->engine == TC_ENGINE_SHARE,
                 .verdict = &verdict};
    return solve(&s, options, plan, error);
}

tc_code tc_solve_fast(const tc_problem *problem, const tc_solve_options *options,
                      tc_plan **plan, tc_verdict *verdict, tc_error *error)
{
    tc_verdict found = {.verified = false};
    solving s = {.problem = problem,
                 .ties_left_out = true,
                 .by_cuts = !options || options->engine == TC_ENGINE_SHARE,
                 .verdict = &found};
    const tc_code code = solve(&s, options, plan, error);
    *verdict = found;
    return code;
}

/* Shares by the decisions of a search, or of a case without whole projects. */
static tc_code quick_shares(const tc_problem *problem, const tc_solve_options *options,
                            const tc_share_optimum *near, double *share,
                            tc_shares_answer *answer, tc_error *error)
{
    tc_plan *plan = tc_plan_new();
    if (!plan)
        return tc_no_memory(error);
    tc_decisions decisions = {.approved = NULL};
    plan->status = TC_PLAN_OPTIMAL;
    tc_code code = decide_whole(problem, options, &decisions, plan, error);
    const size_t projects = (size_t)problem->project_count;
    double *own = tc_arena_take(&plan->arena, projects, sizeof *own);
    if (code == TC_OK && !own)
        code = tc_no_memory(error);
    *answer = (tc_shares_answer){plan->status, plan->status == TC_PLAN_INFEASIBLE};
    if (answer->quick && projects > 0)
        memset(share, 0, projects * sizeof *share);
    if (code == TC_OK && !answer->quick)
        code = tc_share_optimum_shares(problem, decisions.approved, near, share, own,
                                       &answer->quick, error);
    tc_plan_free(plan);
    return code;
}

/* Shares out of a plan. */
static tc_code slow_shares(const tc_problem *problem, const tc_solve_options *options,
                           double *share, tc_shares_answer *answer, tc_error *error)
{
    tc_plan *plan = NULL;
    tc_verdict verdict;
    const tc_code code = tc_solve_fast(problem, options, &plan, &verdict, error);
    if (code != TC_OK)
        return code;
    *answer = (tc_shares_answer){plan->status, false};
    const size_t bytes = (size_t)problem->project_count * sizeof *share;
    if (bytes > 0 && plan->status == TC_PLAN_INFEASIBLE)
        memset(share, 0, bytes);
    else if (bytes > 0)
        memcpy(share, plan->share, bytes);
    tc_plan_free(plan);
    return TC_OK;
}

tc_code tc_solve_shares(const tc_problem *problem, const tc_solve_options *options,
                        const tc_share_optimum *near, double *share,
                        tc_shares_answer *answer, tc_error *error)
{
    static const tc_solve_options usual = {0};
    const tc_solve_options *how = options ? options : &usual;
    answer->quick = false;
    const tc_code code = how->engine == TC_ENGINE_SHARE
                             ? quick_shares(problem, how, near, share, answer, error)
                             : TC_OK;
    return code == TC_OK && !answer->quick
               ? slow_shares(problem, how, share, answer, error)
               : code;
}
