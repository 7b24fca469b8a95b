/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/solve_near.h"

#include "base/fault.h"
#include "lp/shares.h"
#include "plan/route.h"

/* Is there a plan, or the answer that there is none? */
static tc_code find(const tc_problem *problem, const tc_basis *from, tc_plan *plan,
                    tc_verdict *verdict, bool *found, tc_error *error)
{
    plan->status = TC_PLAN_OPTIMAL;
    plan->relaxed = tc_problem_is_whole(problem);
    tc_code code = tc_shares_find_from(problem, from, plan, error);
    *found = code == TC_OK && plan->status == TC_PLAN_INFEASIBLE;
    if (code != TC_OK || *found)
        return code;
    code = tc_route_credits(problem, plan, error);
    if (code == TC_OK)
        code = tc_plan_verify(problem, plan, verdict, error);
    *found = code == TC_OK && verdict->verified;
    return code;
}

tc_code tc_solve_near(const tc_problem *problem, const tc_basis *from, tc_plan **plan,
                      tc_verdict *verdict, tc_error *error)
{
    tc_error why = {.code = TC_OK};
    bool found = false;
    *verdict = (tc_verdict){.verified = false};
    tc_plan *made = tc_plan_new();
    if (!made)
        return tc_no_memory(error);
    const tc_code code = find(problem, from, made, verdict, &found, &why);
    if (found)
        *plan = made;
    else
        tc_plan_free(made);
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (error)
        *error = why;
    return code;
}
