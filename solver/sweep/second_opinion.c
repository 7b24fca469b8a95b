/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep/second_opinion.h"

#include <inttypes.h>
#include <math.h>

#include "base/fault.h"

enum { EVERY = 65536, PROJECTS_MOST = 2000 };

/* Ten times what the engines' tolerances allow each other (METHOD.md §3, §7.6). */
static const double GOALS_APART_MOST = 1e-8, SHARES_APART_MOST = 1e-6;

bool tc_second_opinion_is_due(const tc_problem *problem, int64_t scenario)
{
    return scenario % EVERY == 0 && problem->project_count <= PROJECTS_MOST;
}

/* A tile of one scenario. */
static tc_code make_tile(const tc_problem *problem, const tc_sweep *sweep,
                         tc_arena *arena, tc_tile *tile, tc_error *error)
{
    const size_t goals = (size_t)tc_sweep_goal_count(problem, sweep);
    *tile = (tc_tile){.count = 1, .room = 1, .failed_at = -1};
    tile->goal = tc_arena_take(arena, goals, sizeof(double));
    tile->share = tc_arena_take(arena, (size_t)problem->project_count, sizeof(double));
    tile->remaining = tc_arena_take(arena, TC_POLLUTANTS, sizeof(double));
    tile->gap = tc_arena_take(arena, 1, sizeof(double));
    tile->residual = tc_arena_take(arena, 1, sizeof(double));
    tile->status = tc_arena_take(arena, 1, 1);
    tile->reason = tc_arena_take(arena, 1, 1);
    return tile->goal && tile->share && tile->remaining && tile->gap && tile->residual &&
                   tile->status && tile->reason
               ? TC_OK
               : tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                         "memory ran out during the sweep");
}

static bool agree(const tc_problem *problem, const tc_sweep *sweep, const tc_tile *tile,
                  int i, const tc_tile *other)
{
    if (tile->status[i] != other->status[0])
        return false;
    if (tile->status[i] != TC_OUTCOME_OPTIMAL)
        return true;
    for (int g = 0; g < tc_sweep_goal_count(problem, sweep); g++) {
        const double ours = tile->goal[g * tile->room + i], theirs = other->goal[g];
        const double most = fmax(1.0, fmax(fabs(ours), fabs(theirs)));
        if (!(fabs(ours - theirs) <= GOALS_APART_MOST * most))
            return false;
    }
    for (int j = 0; j < problem->project_count; j++)
        if (!(fabs(tile->share[j * tile->room + i] - other->share[j]) <=
              SHARES_APART_MOST))
            return false;
    return true;
}

tc_code tc_second_opinion(const tc_problem *problem, const tc_sweep *sweep,
                          const tc_sweep_options *options, tc_tile *tile, int i,
                          tc_error *error)
{
    tc_arena arena = {0};
    tc_tile other;
    tc_code code = make_tile(problem, sweep, &arena, &other, error);
    if (code == TC_OK)
        code = tc_general_decide(problem, sweep, options, NULL, 0, &other, error);
    tile->stopped = tile->stopped || other.stopped;
    if (code == TC_OK && !other.stopped && !agree(problem, sweep, tile, i, &other)) {
        tc_tile_clear(problem, sweep, tile, i, TC_WHY_CHECK);
        tile->failed_at = i;
        (void)tc_fail(&tile->failure, TC_ERR_SOLVER, NULL,
                      "情景 %" PRId64 "：份额引擎与 GLPK 的结果不一致",
                      "scenario %" PRId64 ": the share-space engine and GLPK disagree",
                      tile->first + i);
    }
    tc_arena_free(&arena);
    return code;
}
