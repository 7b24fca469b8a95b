/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/plan.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

/* Decimal input and the LP's shares carry rounding far below this; a thousandth of a
 * grain is a tenth of a gram a year. Ten times larger would still be far below what is
 * signed; ten times smaller would meet the LP's 1e-9 at shares of 100,000 t/a. */
static const double SNAP = 1e-3;

static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

tc_grains tc_grains_down(double tonnes, int grain_digits)
{
    const double grains = tonnes * POWERS[grain_digits];
    return (tc_grains)floor(grains + SNAP);
}

tc_grains tc_grains_up(double tonnes, int grain_digits)
{
    const double grains = tonnes * POWERS[grain_digits];
    return (tc_grains)ceil(grains - SNAP);
}

void tc_grains_write(tc_grains grains, int grain_digits, char out[32])
{
    const int64_t unit = (int64_t)POWERS[grain_digits];
    const char *sign = grains < 0 ? "-" : "";
    const int64_t size = grains < 0 ? -grains : grains;
    if (grain_digits == 0)
        snprintf(out, 32, "%s%" PRId64, sign, size);
    else
        snprintf(out, 32, "%s%" PRId64 ".%0*" PRId64, sign, size / unit, grain_digits,
                 size % unit);
}

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
