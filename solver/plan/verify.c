/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "plan/verify_fault.h"

void tc_verify_fault(tc_verdict *verdict, const char *zh, const char *en, ...)
{
    if (verdict->faults++ > 0)
        return;
    va_list arguments, again;
    va_start(arguments, en);
    va_copy(again, arguments);
    vsnprintf(verdict->message, sizeof verdict->message, zh, arguments);
    vsnprintf(verdict->message_en, sizeof verdict->message_en, en, again);
    va_end(again);
    va_end(arguments);
}

static void check_shares(const tc_problem *problem, const tc_plan *plan,
                         tc_verdict *verdict)
{
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const double share = plan->share[j], own = plan->own_share[j];
        if (!(share >= 0.0 && share <= 1.0) || !(own >= 0.0 && own <= share))
            tc_verify_fault(verdict, "项目 %s 的份额 %g（属地 %g）不在 0 到 1 之间",
                            "project %s: share %g (own area %g) is not within 0 to 1",
                            project->id, share, own);
        else if (project->lock && !project->lock->in && share > 0.0)
            tc_verify_fault(verdict, "项目 %s 已锁定不安排，却获得份额 %g",
                            "project %s is locked out, and has a share of %g",
                            project->id, share);
        else if (project->lock && project->lock->in && share < 1.0)
            tc_verify_fault(verdict, "锁定安排的项目 %s 的份额只有 %g",
                            "project %s is locked in, and has a share of only %g",
                            project->id, share);
        else if (!project->zoning_ok && share > 0.0)
            tc_verify_fault(verdict, "项目 %s 不符合三线一单，却获得份额 %g",
                            "project %s breaks zoning, and has a share of %g",
                            project->id, share);
        else if (project->must_serve && share < 1.0)
            tc_verify_fault(verdict, "必保项目 %s 的份额只有 %g",
                            "required project %s has a share of only %g", project->id,
                            share);
        else if (!project->local_key && own > 0.0)
            tc_verify_fault(verdict, "项目 %s 不是属地重点，却有属地份额 %g",
                            "project %s is no local key project, and has an own-area "
                            "share of %g",
                            project->id, own);
    }
}

/* A whole project is refused, or approved at its least share or more. */
static void check_whole(const tc_problem *problem, const tc_plan *plan,
                        tc_verdict *verdict)
{
    if (plan->whole && (plan->relaxed || !tc_problem_is_whole(problem)))
        tc_verify_fault(verdict, "案例没有要整体决定的项目，方案却有对它们的搜索",
                        "no whole project is to be decided, and yet the plan searched");
    for (int j = 0; j < problem->project_count && plan->whole; j++) {
        const tc_project *project = &problem->projects[j];
        const double least = tc_project_least(project);
        if (plan->share[j] > 0.0 && !(plan->share[j] >= least))
            tc_verify_fault(verdict, "项目 %s 的份额 %.9g 不是 0，又低于最低份额 %g",
                            "project %s: a share of %.9g is neither 0 nor at least %g",
                            project->id, plan->share[j], least);
    }
}

/* Without searches the multipliers alone have proved the plan. */
static tc_code check_proof(const tc_problem *problem, const tc_plan *plan,
                           tc_verdict *verdict, tc_error *error)
{
    if (plan->whole)
        return tc_verify_searches(problem, plan, verdict, error);
    if (tc_problem_is_whole(problem) && !plan->relaxed)
        tc_verify_fault(verdict, "案例有要整体决定的项目，方案却没有搜索",
                        "the case has whole projects, and the plan made no search");
    if (plan->status != TC_PLAN_OPTIMAL)
        tc_verify_fault(verdict, "方案没有搜索，却不称最优",
                        "the plan made no search, and yet is not called optimal");
    return TC_OK;
}

tc_code tc_plan_verify(const tc_problem *problem, const tc_plan *plan,
                       tc_verdict *verdict, tc_error *error)
{
    tc_verdict found = {0};
    tc_code code = TC_OK;
    if (plan->status != TC_PLAN_INFEASIBLE) {
        check_shares(problem, plan, &found);
        check_whole(problem, plan, &found);
        tc_verify_levels(problem, plan, &found);
        /* with shares or levels that make no sense the rest would only repeat it */
        if (found.faults == 0)
            code = tc_verify_credits(problem, plan, &found, error);
        if (code == TC_OK && found.faults == 0)
            code = tc_verify_goals(problem, plan, &found, error);
        if (code == TC_OK && found.faults == 0)
            code = check_proof(problem, plan, &found, error);
    }
    if (code != TC_OK)
        return code;
    found.verified = found.faults == 0;
    found.check_code = tc_plan_check_code(plan);
    *verdict = found;
    return TC_OK;
}
