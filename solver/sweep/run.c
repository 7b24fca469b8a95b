/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles of scenarios on several threads. Each thread decides tiles of its own; what comes
 * of them is delivered in order, by whichever thread has the next one. */
#include <omp.h>
#include <stdatomic.h>
#include <string.h>

#include "base/fault.h"
#include "lp/share_model.h"
#include "sweep/decide.h"

/* Bytes of a tile's arrays: they should stay in a core's cache. */
static const int64_t TILE_BYTES = 2 << 20;
/* A tile of slow scenarios is small: it is lost when the sweep is stopped, and whoever is
 * ahead waits for the slowest. */
enum { TILE_MOST = 4096, TILE_LEAST = 16 };
/* After so many tiles all threads meet, and see together whether the sweep is over. */
enum { ROUND = 1024 };
enum { THREADS_MOST = 1024 };
static const int64_t MEMORY_USUAL = (int64_t)256 << 20;

typedef struct run {
    const tc_problem *problem;
    const tc_sweep *sweep;
    tc_sweep_options options; /* whole */
    const tc_sink *const *sinks;
    int sink_count, tile_size;
    int64_t first_tile, end_tile;
    /* what follows is touched in order only, but for is_over */
    atomic_bool is_over; /* by a stop or an error */
    tc_sweep_counts *counts;
    omp_lock_t counting; /* held by a worker that adds to counts at its end */
    tc_code code;
    tc_error error;
} run;

/* What one thread works with. */
typedef struct worker {
    tc_arena arena;
    tc_tile tile;
    tc_decider *decider;
} worker;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "批量推演时内存不足",
                   "memory ran out during the sweep");
}

static int64_t columns_of(const run *r)
{
    return (int64_t)r->sweep->axis_count + tc_sweep_goal_count(r->problem, r->sweep) +
           r->problem->project_count + TC_POLLUTANTS + 2;
}

bool tc_sweep_decides_whole(const tc_problem *problem, const tc_sweep_options *options)
{
    return !options->relax && tc_problem_is_whole(problem);
}

/* Do most scenarios take the general path? */
static tc_code is_slow(const run *r, bool *slow, tc_error *error)
{
    tc_share_model model = {.problem = NULL};
    const char *why[2] = {NULL, NULL};
    *slow = r->options.engine == TC_ENGINE_GLPK ||
            tc_sweep_decides_whole(r->problem, &r->options);
    if (*slow)
        return TC_OK;
    const tc_code code = tc_share_model_build(r->problem, NULL, &model, why, error);
    *slow = code == TC_OK && why[0];
    tc_share_model_free(&model);
    return code;
}

static tc_code choose_tile_size(run *r, tc_error *error)
{
    bool slow = false;
    const tc_code code = is_slow(r, &slow, error);
    r->tile_size = slow ? TILE_LEAST : TILE_MOST;
    while (r->tile_size > TILE_LEAST && r->tile_size * columns_of(r) * 8 > TILE_BYTES)
        r->tile_size /= 2;
    return code;
}

/* ---- a thread ---------------------------------------------------------------------- */

static tc_code open_worker(const run *r, worker *w, tc_error *error)
{
    const size_t room = (size_t)r->tile_size;
    tc_tile *t = &w->tile;
    t->room = r->tile_size;
    const size_t axes = (size_t)r->sweep->axis_count;
    t->values = tc_arena_take(&w->arena, room * axes, 8);
    t->goal = tc_arena_take(&w->arena,
                            room * (size_t)tc_sweep_goal_count(r->problem, r->sweep), 8);
    t->share = tc_arena_take(&w->arena, room * (size_t)r->problem->project_count, 8);
    t->remaining = tc_arena_take(&w->arena, room * TC_POLLUTANTS, 8);
    t->gap = tc_arena_take(&w->arena, room, 8);
    t->residual = tc_arena_take(&w->arena, room, 8);
    t->status = tc_arena_take(&w->arena, room, 1);
    t->reason = tc_arena_take(&w->arena, room, 1);
    t->engine = tc_arena_take(&w->arena, room, 1);
    if (!t->values || !t->goal || !t->share || !t->remaining || !t->gap || !t->residual ||
        !t->status || !t->reason || !t->engine)
        return memory_ran_out(error);
    return tc_decider_new(r->problem, r->sweep, &r->options, &w->decider, error);
}

static void close_worker(worker *w)
{
    tc_decider_free(w->decider);
    tc_arena_free(&w->arena);
}

/* Tiles are cut by the scenarios' own numbers, whatever slice is asked for. */
static tc_code decide_tile(const run *r, worker *w, int64_t number, tc_error *error)
{
    tc_tile *t = &w->tile;
    const int64_t low = number * r->tile_size, high = low + r->tile_size;
    t->first = low > r->options.first ? low : r->options.first;
    t->count = (int)((high < r->options.end ? high : r->options.end) - t->first);
    t->failed_at = -1;
    t->stopped = false;
    tc_sweep_points(r->sweep, t->first, t->count, t->room, t->values);
    return tc_decider_run(w->decider, t, error);
}

/* ---- in order ---------------------------------------------------------------------- */

static bool is_stopped(const run *r)
{
    return r->options.is_stopped && r->options.is_stopped(r->options.asked);
}

/* value may be NaN. */
static double larger(double most, double value)
{
    return value > most ? value : most;
}

static void count_outcomes(tc_sweep_counts *counts, const tc_tile *t)
{
    if (t->failed_at >= 0 && counts->first_failed < 0) {
        counts->first_failed = t->first + t->failed_at;
        counts->failure = t->failure;
    }
    for (int i = 0; i < t->count; i++) {
        const tc_outcome_status status = (tc_outcome_status)t->status[i];
        counts->optimal += status == TC_OUTCOME_OPTIMAL;
        counts->infeasible += status == TC_OUTCOME_INFEASIBLE;
        counts->bounded += status == TC_OUTCOME_BOUNDED;
        counts->failed += status == TC_OUTCOME_FAILED;
        counts->general += t->engine[i] == TC_ENGINE_GLPK;
        counts->worst_gap = larger(counts->worst_gap, t->gap[i]);
        counts->worst_residual = larger(counts->worst_residual, t->residual[i]);
    }
    counts->scenarios += t->count;
}

static tc_code give(const run *r, const tc_tile *t, tc_error *error)
{
    const tc_outcomes outcomes = {.first = t->first,
                                  .count = t->count,
                                  .room = t->room,
                                  .values = t->values,
                                  .status = t->status,
                                  .reason = t->reason,
                                  .engine = t->engine,
                                  .goal = t->goal,
                                  .share = t->share,
                                  .remaining = t->remaining,
                                  .gap = t->gap,
                                  .residual = t->residual};
    for (int k = 0; k < r->sink_count; k++) {
        const tc_code code = r->sinks[k]->take(r->sinks[k]->context, &outcomes, error);
        if (code != TC_OK)
            return code;
    }
    return TC_OK;
}

/* code and error: what deciding the tile came to. */
static void deliver(run *r, const tc_tile *t, tc_code code, const tc_error *error)
{
    if (code != TC_OK)
        r->error = *error;
    else if (t->stopped)
        r->counts->stopped = true;
    else
        code = give(r, t, &r->error);
    if (code == TC_OK && !r->counts->stopped) {
        count_outcomes(r->counts, t);
        if (r->options.progress)
            r->options.progress(r->options.asked, r->counts->scenarios,
                                r->options.end - r->options.first);
        r->counts->stopped = is_stopped(r);
    }
    r->code = code;
    if (code != TC_OK || r->counts->stopped)
        atomic_store(&r->is_over, true);
}

/* One thread's part. A tile is begun only while the sweep is not over, and it is over at
 * a tile only when all before it have been delivered: so the first error, in the order of
 * the tiles, is the one that is returned. */
static void work(run *r)
{
    worker w = {.decider = NULL};
    tc_error error = {.code = TC_OK};
    const tc_code opened = open_worker(r, &w, &error);
    for (int64_t from = r->first_tile; from < r->end_tile; from += ROUND) {
        const int64_t to = r->end_tile - from > ROUND ? from + ROUND : r->end_tile;
#pragma omp for ordered schedule(dynamic, 1) nowait
        for (int64_t number = from; number < to; number++) {
            tc_code code = opened;
            if (!atomic_load(&r->is_over) && opened == TC_OK)
                code = decide_tile(r, &w, number, &error);
#pragma omp ordered
            if (!atomic_load(&r->is_over))
                deliver(r, &w.tile, code, &error);
        }
#pragma omp barrier
        const bool over = atomic_load(&r->is_over);
#pragma omp barrier /* nobody may go on before all have looked */
        if (over)
            break;
    }
    /* a lock of its own: that of a critical region would be a symbol the library exports
     */
    omp_set_lock(&r->counting);
    if (opened == TC_OK)
        tc_decider_count(w.decider, r->counts);
    omp_unset_lock(&r->counting);
    close_worker(&w);
}

static tc_code complete_options(run *r, tc_error *error)
{
    tc_sweep_options *o = &r->options;
    const tc_code code = choose_tile_size(r, error);
    if (o->end == 0)
        o->end = r->sweep->scenarios;
    if (o->memory == 0)
        o->memory = MEMORY_USUAL;
    r->first_tile = o->first / r->tile_size;
    r->end_tile = (o->end + r->tile_size - 1) / r->tile_size;
    const int64_t tiles = r->end_tile - r->first_tile;
    if (o->threads == 0)
        o->threads = omp_get_num_procs();
    if (o->threads > THREADS_MOST)
        o->threads = THREADS_MOST;
    if (o->threads > tiles)
        o->threads = tiles > 0 ? (int)tiles : 1;
    return code;
}

tc_code tc_sweep_run(const tc_problem *problem, const tc_sweep *sweep,
                     const tc_sweep_options *options, const tc_sink *const *sinks,
                     int sink_count, tc_sweep_counts *counts, tc_error *error)
{
    const double start = omp_get_wtime();
    run r = {.problem = problem,
             .sweep = sweep,
             .options = *options,
             .sinks = sinks,
             .sink_count = sink_count,
             .counts = counts};
    *counts = (tc_sweep_counts){.first_failed = -1};
    r.code = complete_options(&r, &r.error);
    counts->stopped = is_stopped(&r);
    atomic_init(&r.is_over, counts->stopped);
    if (r.code == TC_OK && !counts->stopped && r.options.first < r.options.end) {
        omp_init_lock(&r.counting);
#pragma omp parallel num_threads(r.options.threads)
        work(&r);
        omp_destroy_lock(&r.counting);
    }
    counts->seconds = omp_get_wtime() - start;
    if (r.code != TC_OK && error)
        *error = r.error;
    return r.code;
}
