/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "domain/plan.h"
#include "lp/shares.h"
#include "lp/whole_export.h"

/* The names of the goals that can be exported, for a message. */
static void list_goals(const tc_problem *problem, tc_buffer *out)
{
    for (int g = 0; g < problem->goal_count; g++)
        if (problem->goals[g].kind != TC_GOAL_FIRST_COME)
            tc_buffer_printf(out, "%s%s", out->length ? ", " : "",
                             problem->goals[g].name);
}

/* The goal of that name, the first when NULL; -1. */
static int find_goal(const tc_problem *problem, const char *name)
{
    for (int g = 0; g < problem->goal_count; g++)
        if (!name || strcmp(problem->goals[g].name, name) == 0)
            return g;
    return -1;
}

static tc_code export_goal(const tc_problem *problem, const tc_solve_options *options,
                           int goal, tc_lp_format format, const char *path,
                           tc_error *error)
{
    if (!tc_problem_is_whole(problem) || (options && options->relax))
        return tc_shares_export(problem, NULL, goal, format, path, error);
    tc_plan *plan = NULL;
    tc_code code = tc_solve(problem, options, &plan, error);
    if (code == TC_OK)
        code = tc_whole_export(problem, plan, goal, format, path, error);
    tc_plan_free(plan);
    return code;
}

tc_code tc_export(const tc_problem *problem, const tc_solve_options *options,
                  const char *goal, tc_export_format format, const char *path,
                  tc_error *error)
{
    const int found = find_goal(problem, goal);
    if (found >= 0 && problem->goals[found].kind != TC_GOAL_FIRST_COME)
        return export_goal(problem, options, found,
                           format == TC_EXPORT_MPS ? TC_LP_FORMAT_MPS : TC_LP_FORMAT_LP,
                           path, error);
    tc_buffer known = {.most = 300};
    list_goals(problem, &known);
    const char *names = known.text ? known.text : "";
    const tc_code code =
        found >= 0
            ? tc_fail(error, TC_ERR_USAGE, NULL,
                      "目标 first-come 是逐个项目的一串模型，不能写成一个；可写：%s",
                      "goal first-come is a row of programs, one a project; these can be "
                      "written: %s",
                      names)
            : tc_fail(error, TC_ERR_USAGE, NULL, "案例没有目标“%s”；可写：%s",
                      "the case has no goal '%s'; these can be written: %s",
                      goal ? goal : "", names);
    tc_buffer_free(&known);
    return code;
}
