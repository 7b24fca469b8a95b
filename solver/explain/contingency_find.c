/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fault.h"
#include "explain/contingency_parts.h"

static tc_code examine(tc_examining *x, bool pairs)
{
    tc_contingency *contingency = x->contingency;
    const tc_plan *plan = tc_inquiry_plan(x->inquiry);
    contingency->status = plan->status;
    if (plan->status == TC_PLAN_INFEASIBLE)
        return TC_OK;
    tc_plan_credited(x->problem, plan, x->credited);
    tc_code code =
        tc_approvals_list(x->problem, plan, &contingency->arena, &x->approvals, x->error);
    contingency->approvals = x->approvals.count;
    if (code == TC_OK)
        code = tc_examine_losses(x);
    if (code == TC_OK)
        code = tc_examine_reserve(x);
    if (code == TC_OK)
        code = tc_examine_safety(x);
    if (code == TC_OK && pairs)
        code = tc_examine_pairs(x);
    contingency->replayed = tc_inquiry_count(x->inquiry).replayed;
    return code;
}

/* What the steps work in; it lies beside what they find. */
static bool take_scratch(tc_examining *x)
{
    tc_arena *arena = &x->contingency->arena;
    const size_t projects = (size_t)x->problem->project_count;
    const size_t sources = (size_t)x->problem->source_count;
    x->changes =
        tc_arena_take(arena, tc_approvals_room(x->problem) + TC_POLLUTANTS * projects + 2,
                      sizeof *x->changes);
    x->uncovered = tc_arena_take(arena, projects, sizeof *x->uncovered);
    x->credited = tc_arena_take(arena, TC_POLLUTANTS * sources, sizeof *x->credited);
    return x->changes && x->uncovered && x->credited;
}

static tc_contingency *new_contingency(void)
{
    tc_arena arena = {0};
    tc_contingency *made = tc_arena_take(&arena, 1, sizeof *made);
    if (made)
        made->arena = arena;
    return made;
}

tc_code tc_contingency_find(const tc_problem *problem, const tc_solve_options *options,
                            bool pairs, tc_contingency **contingency, tc_error *error)
{
    tc_examining x = {
        .problem = problem, .contingency = new_contingency(), .error = error};
    if (!x.contingency)
        return tc_no_memory(error);
    tc_code code = take_scratch(&x) ? TC_OK : tc_no_memory(error);
    if (code == TC_OK)
        code = tc_inquiry_open(problem, options, &x.inquiry, error);
    if (code == TC_OK)
        code = examine(&x, pairs);
    tc_inquiry_close(x.inquiry);
    if (code == TC_OK)
        *contingency = x.contingency;
    else
        tc_contingency_free(x.contingency);
    return code;
}
