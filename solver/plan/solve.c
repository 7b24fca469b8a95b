/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/plan.h"
#include "lp/shares.h"
#include "plan/route.h"

static tc_code check(const tc_problem *problem, const tc_plan *plan, tc_error *error)
{
    tc_verdict verdict;
    const tc_code code = tc_plan_verify(problem, plan, &verdict, error);
    if (code != TC_OK || verdict.verified)
        return code;
    tc_error found = {.code = TC_ERR_SOLVER};
    (void)snprintf(found.message, sizeof found.message,
                   "方案未通过核验，不予输出：%.400s", verdict.message);
    (void)snprintf(found.message_en, sizeof found.message_en,
                   "the plan failed its check and is not written: %.400s",
                   verdict.message_en);
    if (error)
        *error = found;
    return TC_ERR_SOLVER;
}

static tc_code solve_once(const tc_problem *problem, double noise, tc_plan **plan,
                          tc_error *error)
{
    tc_plan *made = tc_plan_new();
    if (!made)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                       "memory ran out while solving");
    tc_code code = tc_shares_find(problem, noise, made, error);
    if (code == TC_OK && made->status == TC_PLAN_OPTIMAL)
        code = tc_route_credits(problem, made, error);
    if (code == TC_OK && made->status == TC_PLAN_OPTIMAL)
        code = check(problem, made, error);
    if (code != TC_OK) {
        tc_plan_free(made);
        return code;
    }
    *plan = made;
    return TC_OK;
}

/* A case with amounts from grams to thousands of tonnes can have prices that are as small
 * as another case's rounding. The check tells; then the line between the two is drawn
 * elsewhere, in a fixed order. */
tc_code tc_solve(const tc_problem *problem, const tc_solve_options *options,
                 tc_plan **plan, tc_error *error)
{
    (void)options;
    static const double noises[] = {TC_NOISE, 1e-12, 1e-11, 1e-10, 1e-16};
    tc_error first = {.code = TC_OK};
    for (size_t k = 0; k < sizeof noises / sizeof *noises; k++) {
        tc_error found = {.code = TC_OK};
        const tc_code code = solve_once(problem, noises[k], plan, &found);
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
