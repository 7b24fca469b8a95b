/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/decide.h"

#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"

struct tc_decider {
    const tc_problem *problem;
    const tc_sweep *sweep;
    tc_sweep_options options;
    double *point; /* axis_count */
    int64_t general;
};

void tc_tile_clear(const tc_problem *problem, const tc_sweep *sweep, tc_tile *tile, int i,
                   tc_outcome_status status)
{
    const int goals = tc_sweep_goal_count(problem, sweep);
    for (int g = 0; g < goals; g++)
        tile->goal[g * tile->room + i] = NAN;
    for (int j = 0; j < problem->project_count; j++)
        tile->share[j * tile->room + i] = NAN;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tile->remaining[p * tile->room + i] = NAN;
    tile->gap[i] = tile->residual[i] = NAN;
    tile->status[i] = (unsigned char)status;
}

tc_code tc_decider_new(const tc_problem *problem, const tc_sweep *sweep,
                       const tc_sweep_options *options, tc_decider **decider,
                       tc_error *error)
{
    tc_decider *d = tc_mem_new(1, sizeof *d);
    double *point = tc_mem_new((size_t)sweep->axis_count, sizeof *point);
    if (!d || !point) {
        tc_mem_drop(d);
        tc_mem_drop(point);
        return tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                       "memory ran out during the sweep");
    }
    *d = (tc_decider){problem, sweep, *options, point, 0};
    *decider = d;
    return TC_OK;
}

static tc_code decide(tc_decider *d, tc_tile *tile, int i, tc_error *error)
{
    tc_problem *scenario = NULL;
    for (int a = 0; a < d->sweep->axis_count; a++)
        d->point[a] = tile->values[a * tile->room + i];
    tc_code code = tc_scenario_apply(d->problem, d->sweep, d->point, &scenario, error);
    if (code != TC_OK)
        return code;
    code = tc_general_decide(scenario, d->sweep, &d->options, i, tile, error);
    tc_problem_free(scenario);
    return code;
}

tc_code tc_decider_run(tc_decider *d, tc_tile *tile, tc_error *error)
{
    const tc_sweep_options *o = &d->options;
    for (int i = 0; i < tile->count && !tile->stopped; i++) {
        const tc_code code = decide(d, tile, i, error);
        if (code != TC_OK)
            return code;
        d->general++;
        tile->stopped = tile->stopped || (o->is_stopped && o->is_stopped(o->asked));
    }
    return TC_OK;
}

void tc_decider_count(const tc_decider *d, tc_sweep_counts *counts)
{
    counts->general += d->general;
}

void tc_decider_free(tc_decider *d)
{
    if (!d)
        return;
    tc_mem_drop(d->point);
    tc_mem_drop(d);
}
