/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/inquiry.h"

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/standing.h"
#include "plan/solve.h"

/* What is left of a share of 1 after the arithmetic of the LP; ten times as much would
 * hide a grain of the largest needs. */
#define FULL (1.0 - 1e-9)

struct tc_inquiry {
    const tc_problem *problem;
    tc_solve_options options;
    tc_plan *plan;
    double *share;         /* project_count, of the last answer */
    tc_share_optimum near; /* of the case, where questions can begin at it */
    bool has_near;
    tc_inquiry_counts counts;
};

/* Where projects are divisible, questions begin where the case ended. */
static tc_code find_near(tc_inquiry *inquiry, tc_error *error)
{
    const bool whole = tc_problem_is_whole(inquiry->problem) && !inquiry->options.relax;
    if (whole || inquiry->options.engine != TC_ENGINE_SHARE)
        return TC_OK;
    return tc_share_optimum_find(inquiry->problem, NULL, &inquiry->near,
                                 &inquiry->has_near, error);
}

tc_code tc_inquiry_open(const tc_problem *problem, const tc_solve_options *options,
                        tc_inquiry **inquiry, tc_error *error)
{
    static const tc_solve_options usual = {0};
    tc_inquiry *made = tc_mem_new(1, sizeof *made);
    tc_code code = TC_OK;
    if (made)
        made->share = tc_mem_new((size_t)problem->project_count, sizeof *made->share);
    if (!made || !made->share)
        code = tc_no_memory(error);
    if (code == TC_OK) {
        made->problem = problem;
        made->options = options ? *options : usual;
        code = tc_solve(problem, &made->options, &made->plan, error);
    }
    if (code == TC_OK)
        code = find_near(made, error);
    if (code == TC_OK)
        *inquiry = made;
    else
        tc_inquiry_close(made);
    return code;
}

void tc_inquiry_close(tc_inquiry *inquiry)
{
    if (!inquiry)
        return;
    tc_plan_free(inquiry->plan);
    tc_share_optimum_free(&inquiry->near);
    tc_mem_drop(inquiry->share);
    tc_mem_drop(inquiry);
}

const tc_problem *tc_inquiry_problem(const tc_inquiry *inquiry)
{
    return inquiry->problem;
}

const tc_plan *tc_inquiry_plan(const tc_inquiry *inquiry)
{
    return inquiry->plan;
}

tc_inquiry_counts tc_inquiry_count(const tc_inquiry *inquiry)
{
    return inquiry->counts;
}

/* A plan of the changed case. */
static tc_code decide(const tc_inquiry *inquiry, const tc_change *changes, int count,
                      tc_replay *replay, tc_error *error)
{
    tc_replay made = {.problem = NULL};
    tc_code code =
        tc_change_apply(inquiry->problem, changes, count, &made.problem, error);
    if (code == TC_OK)
        code = tc_solve_fast(made.problem, &inquiry->options, &made.plan, &made.verdict,
                             error);
    if (code == TC_OK)
        *replay = made;
    else
        tc_problem_free(made.problem);
    return code;
}

tc_code tc_inquiry_ask(tc_inquiry *inquiry, const tc_change *changes, int count,
                       tc_answer *answer, tc_error *error)
{
    tc_problem *changed = NULL;
    tc_shares_answer found;
    inquiry->counts.asked++;
    tc_code code = tc_change_apply(inquiry->problem, changes, count, &changed, error);
    if (code == TC_OK)
        code = tc_solve_shares(changed, &inquiry->options,
                               inquiry->has_near ? &inquiry->near : NULL, inquiry->share,
                               &found, error);
    tc_problem_free(changed);
    if (code != TC_OK)
        return code;
    inquiry->counts.fresh += !found.quick;
    *answer = (tc_answer){.status = found.status, .share = inquiry->share};
    return TC_OK;
}

tc_code tc_inquiry_replay(tc_inquiry *inquiry, const tc_change *changes, int count,
                          tc_replay *replay, tc_error *error)
{
    inquiry->counts.replayed++;
    return decide(inquiry, changes, count, replay, error);
}

void tc_replay_free(tc_replay *replay)
{
    tc_plan_free(replay->plan);
    tc_problem_free(replay->problem);
    *replay = (tc_replay){.problem = NULL};
}

static bool is_served(const tc_problem *problem, const tc_plan *plan, int project)
{
    return plan->status != TC_PLAN_INFEASIBLE &&
           tc_standing_of(problem, plan, project) == TC_STANDING_SERVED;
}

bool tc_replay_serves(const tc_replay *replay, int project)
{
    return is_served(replay->problem, replay->plan, project);
}

bool tc_inquiry_serves(const tc_inquiry *inquiry, int project)
{
    return is_served(inquiry->problem, inquiry->plan, project);
}

bool tc_share_is_full(double share)
{
    return share >= FULL;
}
