/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/attempt.h"

tc_code tc_attempt_pass(tc_code code, const tc_error *found, tc_error *error)
{
    if (code == TC_OK || code == TC_ERR_SOLVER)
        return TC_OK;
    if (error)
        *error = *found;
    return code;
}

tc_code tc_attempt_replay(tc_inquiry *inquiry, const tc_change *changes, int count,
                          tc_replay *replay, bool *holds, tc_error *error)
{
    tc_error found = {.code = TC_OK};
    *replay = (tc_replay){.plan = NULL};
    const tc_code code = tc_inquiry_replay(inquiry, changes, count, replay, &found);
    *holds = code == TC_OK && replay->plan->status != TC_PLAN_INFEASIBLE &&
             replay->verdict.verified;
    return tc_attempt_pass(code, &found, error);
}
