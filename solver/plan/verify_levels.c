/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "plan/verify_fault.h"

/* Stated values against those of the shares. Values of doubles written with 17 digits and
 * summed in another order: 1e-9 is a thousand times that, and a millionth of a project.
 */
static const double VALUE_TOLERANCE = 1e-9;

static double total_of(const tc_problem *problem, const tc_plan *plan,
                       const tc_goal *goal)
{
    double sum = 0.0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (goal->kind == TC_GOAL_GUARANTEE_LOCAL)
            sum += project->local_key ? project->weight * plan->own_share[j] : 0.0;
        else if (project->tier == goal->tier)
            sum += project->weight * plan->share[j];
    }
    return sum;
}

static double value_of(const tc_problem *problem, const tc_plan *plan,
                       const tc_level *level)
{
    switch (level->kind) {
    case TC_LEVEL_TOTAL:
        return total_of(problem, plan, &problem->goals[level->goal]);
    case TC_LEVEL_SHARE:
        return plan->share[level->project];
    case TC_LEVEL_OWN_SHARE:
        return plan->own_share[level->project];
    case TC_LEVEL_SMALLEST_SHARE:
        break; /* proved by its bound alone: see verify_goals.c */
    }
    return level->value;
}

static void check_value(const tc_problem *problem, const tc_plan *plan,
                        const tc_level *level, tc_verdict *verdict)
{
    const bool routed = level->goal < problem->goal_count &&
                        problem->goals[level->goal].kind == TC_GOAL_KEEP_LOCAL;
    const double value = routed ? level->value : value_of(problem, plan, level);
    const double error = fabs(value - level->value);
    if (!(error <= VALUE_TOLERANCE * fmax(1.0, fabs(value)) * 10.0))
        tc_verify_fault(verdict, "目标 %s 写作 %.9g，按份额应为 %.9g",
                        "goal %s says %.9g, the shares give %.9g",
                        level->goal < problem->goal_count
                            ? problem->goals[level->goal].name
                            : "by-id",
                        level->value, value);
}

/* Does project a come before b in this goal's order? */
static bool comes_before(const tc_problem *problem, int goal, int a, int b)
{
    const tc_project *x = &problem->projects[a], *y = &problem->projects[b];
    if (goal < problem->goal_count && x->accepted_on != y->accepted_on)
        return x->accepted_on < y->accepted_on;
    return strcmp(x->id, y->id) < 0;
}

/* The run of levels of one goal from *k on; false when it is not what the goal asks for.
 */
static bool take_goal(const tc_problem *problem, const tc_plan *plan, int goal, int *k)
{
    const bool closing = goal == problem->goal_count;
    if (!closing && problem->goals[goal].kind != TC_GOAL_FIRST_COME) {
        const tc_goal *g = &problem->goals[goal];
        for (int part = g->even ? 0 : 1; part < 2; part++, (*k)++) {
            if (*k >= plan->level_count || plan->levels[*k].goal != goal ||
                plan->levels[*k].kind !=
                    (part ? TC_LEVEL_TOTAL : TC_LEVEL_SMALLEST_SHARE))
                return false;
        }
        return true;
    }
    for (int before = -1; *k < plan->level_count && plan->levels[*k].goal == goal;
         before = *k, (*k)++) {
        const tc_level *level = &plan->levels[*k];
        if ((level->kind != TC_LEVEL_SHARE && level->kind != TC_LEVEL_OWN_SHARE) ||
            level->project < 0 || level->project >= problem->project_count)
            return false;
        if (before < 0)
            continue;
        const tc_level *last = &plan->levels[before];
        if (last->kind == TC_LEVEL_OWN_SHARE && level->kind == TC_LEVEL_SHARE)
            return false;
        if (last->kind == level->kind &&
            !comes_before(problem, goal, last->project, level->project))
            return false;
    }
    return true;
}

void tc_verify_levels(const tc_problem *problem, const tc_plan *plan, tc_verdict *verdict)
{
    bool ordered = false, right = true;
    int k = 0;
    for (int goal = 0; goal < problem->goal_count && right; goal++) {
        ordered = ordered || problem->goals[goal].kind == TC_GOAL_FIRST_COME;
        right = take_goal(problem, plan, goal, &k);
    }
    if (right && !ordered)
        right = take_goal(problem, plan, problem->goal_count, &k);
    if (!right || k != plan->level_count) {
        tc_verify_fault(verdict, "证书的第 %d 层不是案例目标所要求的",
                        "level %d of the certificate is not what the case's goals ask",
                        k + 1);
        return;
    }
    for (k = 0; k < plan->level_count; k++)
        check_value(problem, plan, &plan->levels[k], verdict);
}
