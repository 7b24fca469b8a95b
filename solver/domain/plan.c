/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/plan.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"

/* Ten times larger would be seen in a share; ten times smaller, and the rounding of the
 * multipliers would be. */
static const double GAP_TOLERANCE = 1e-7;

double tc_search_gap(const tc_search *search)
{
    const double gap = search->bound - search->value;
    const double size = fmax(fabs(search->value), fabs(search->bound));
    return gap > GAP_TOLERANCE * fmax(1.0, size) ? gap / size : 0.0;
}

bool tc_is_pooled(const tc_problem *problem, int source, int project)
{
    const int area = problem->sources[source].area;
    return problem->areas[area].kind == TC_AREA_UNSPECIFIED ||
           area != problem->projects[project].area;
}

void tc_plan_pooled(const tc_problem *problem, const tc_plan *plan, tc_grains *out)
{
    memset(out, 0, (size_t)problem->project_count * TC_POLLUTANTS * sizeof *out);
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        if (tc_is_pooled(problem, credit->source, credit->project))
            out[credit->project * TC_POLLUTANTS + credit->pollutant] += credit->grains;
    }
}

void tc_plan_credited(const tc_problem *problem, const tc_plan *plan, tc_grains *out)
{
    memset(out, 0, (size_t)problem->source_count * TC_POLLUTANTS * sizeof *out);
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        out[credit->source * TC_POLLUTANTS + credit->pollutant] += credit->grains;
    }
}

tc_plan *tc_plan_new(void)
{
    tc_arena arena = {0};
    tc_plan *plan = tc_arena_take(&arena, 1, sizeof *plan);
    if (plan)
        plan->arena = arena;
    return plan;
}

bool tc_plan_was_stopped(const tc_plan *plan)
{
    return plan->stopped;
}

bool tc_plan_is_relaxed(const tc_plan *plan)
{
    return plan->relaxed;
}

int tc_plan_steps(const tc_plan *plan)
{
    return plan->search_count;
}

tc_step tc_plan_step(const tc_problem *problem, const tc_plan *plan, int k)
{
    const tc_search *search = &plan->searches[k];
    const bool closing = search->goal >= problem->goal_count;
    const bool small =
        !closing && problem->goals[search->goal].kind == TC_GOAL_KEEP_LOCAL;
    return (tc_step){.goal = closing ? "by-id" : problem->goals[search->goal].name,
                     .project = search->kind == TC_LEVEL_SHARE
                                    ? problem->projects[search->project].id
                                    : NULL,
                     .smallest = search->kind == TC_LEVEL_SMALLEST_SHARE,
                     .value = small ? 0.0 - search->value : search->value,
                     .bound = small ? 0.0 - search->bound : search->bound,
                     .gap = tc_search_gap(search),
                     .nodes = search->nodes,
                     .seconds = search->seconds,
                     .proved = search->root >= 0};
}

tc_check_code tc_plan_check_code(const tc_plan *plan)
{
    enum { GROUP = 4, DIGITS = 16 };
    tc_check_code code = {""};
    for (int k = 0, used = 0; k < DIGITS && plan->digest[k]; k++) {
        if (k > 0 && k % GROUP == 0)
            code.text[used++] = ' ';
        code.text[used++] = plan->digest[k];
    }
    return code;
}

tc_plan_status tc_plan_get_status(const tc_plan *plan)
{
    return plan->status;
}

void tc_plan_free(tc_plan *plan)
{
    if (!plan)
        return;
    tc_arena arena = plan->arena; /* the plan itself lies in its arena */
    tc_arena_free(&arena);
}
