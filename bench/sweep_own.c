/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep_own.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "measure.h"
#include "peer_task.h"
#include "sweep/decide.h"
#include "tongchou/summary.h"

/* A share this near to an end is at it. */
static const double AT_END = 1e-9;

static double processor_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- answers ----------------------------------------------------------------------- */

typedef struct collector {
    own_answers *answers;
    int project_count;
} collector;

static tc_code collect(void *context, const tc_outcomes *o, tc_error *error)
{
    const collector *c = context;
    own_answers *a = c->answers;
    (void)error;
    for (int i = 0; i < o->count; i++) {
        double *goal = a->goal + (o->first + i) * a->goal_count;
        for (int g = 0; g < a->goal_count; g++)
            goal[g] = o->goal[g * o->room + i];
        a->optimal += o->status[i] == TC_OUTCOME_OPTIMAL;
        for (int j = 0; j < c->project_count; j++) {
            const double share = o->share[j * o->room + i];
            a->refused += share <= AT_END;
            a->between += share > AT_END && share < 1.0 - AT_END;
        }
    }
    return TC_OK;
}

tc_code own_answer(const sweep_job *job, int count, own_answers *answers, tc_error *error)
{
    *answers = (own_answers){.count = count,
                             .goal_count = tc_sweep_goal_count(job->problem, job->sweep)};
    answers->goal =
        peer_take((size_t)count * (size_t)answers->goal_count, sizeof(double));
    collector c = {answers, job->problem->project_count};
    const tc_sink sink = {collect, &c};
    const tc_sink *sinks[] = {&sink};
    const tc_sweep_options how = {.threads = 1, .end = count, .relax = job->relax};
    tc_sweep_counts counts;
    const tc_code code =
        tc_sweep_run(job->problem, job->sweep, &how, sinks, 1, &counts, error);
    answers->between /= count;
    answers->refused /= count;
    answers->seconds = counts.seconds;
    if (code != TC_OK)
        free(answers->goal);
    return code;
}

/* ---- time -------------------------------------------------------------------------- */

/* A number of /proc/self/status, MiB; 0 where there is none. */
static double memory_of(const char *name)
{
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    double mib = 0.0;
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            mib = strtod(line + strlen(name) + 1, NULL) / 1024.0;
    if (file)
        (void)fclose(file);
    return mib;
}

/* The peak of the process begins anew. */
static void forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (!file)
        return;
    (void)fputs("5", file);
    (void)fclose(file);
}

static tc_code take_none(void *context, const tc_outcomes *outcomes, tc_error *error)
{
    (void)context;
    (void)outcomes;
    (void)error;
    return TC_OK;
}

static bool is_late(void *asked)
{
    return clock_now() > *(const double *)asked;
}

static double bytes_of(const sweep_job *job)
{
    const int doubles = job->sweep->axis_count +
                        tc_sweep_goal_count(job->problem, job->sweep) +
                        job->problem->project_count + TC_POLLUTANTS + 2;
    return 8.0 * doubles + 1.0;
}

tc_code own_time(const sweep_job *job, const tc_sweep_options *how, long count,
                 double seconds, own_timing *timing, tc_error *error)
{
    const tc_sink none = {take_none, NULL};
    const tc_sink *sinks[] = {&none};
    tc_sweep_options options = *how;
    options.relax = job->relax;
    options.end = count;
    *timing = (own_timing){.bytes = bytes_of(job)};
    double latest = clock_now() + OWN_MOST_S;
    options.is_stopped = is_late;
    options.asked = &latest;
    const double held = memory_of("VmRSS");
    forget_peak();
    double spent = 0.0, passed = 0.0;
    int64_t done = 0;
    do {
        const double cpu = processor_now(), wall = clock_now();
        const tc_code code = tc_sweep_run(job->problem, job->sweep, &options, sinks, 1,
                                          &timing->counts, error);
        if (code != TC_OK)
            return code;
        spent += processor_now() - cpu;
        passed += clock_now() - wall;
        done += timing->counts.scenarios;
        timing->scenarios = options.end = timing->counts.scenarios;
        latest = INFINITY;
    } while (spent < seconds);
    timing->added_mib = fmax(0.0, memory_of("VmHWM") - held);
    timing->us = 1e6 * (how->threads == 1 ? spent : passed) / (double)done;
    timing->wall_us = 1e6 * passed / (double)done;
    return TC_OK;
}

tc_code own_summarise(const sweep_job *job, const tc_sweep_options *how,
                      own_timing *timing, tc_error *error)
{
    tc_summary *summary = NULL;
    tc_sweep_options options = *how;
    options.relax = job->relax;
    *timing = (own_timing){.bytes = bytes_of(job)};
    double latest = clock_now() + 5.0 * OWN_MOST_S;
    options.is_stopped = is_late;
    options.asked = &latest;
    const double held = memory_of("VmRSS");
    forget_peak();
    const double wall = clock_now();
    tc_code code = tc_summary_new(job->problem, job->sweep, &summary, error);
    if (code != TC_OK)
        return code;
    const tc_sink *sinks[] = {tc_summary_sink(summary)};
    code = tc_sweep_run(job->problem, job->sweep, &options, sinks, 1, &timing->counts,
                        error);
    if (code == TC_OK)
        code = tc_summary_finish(summary, error);
    tc_summary_free(summary);
    timing->added_mib = fmax(0.0, memory_of("VmHWM") - held);
    timing->scenarios = timing->counts.scenarios;
    timing->us = timing->wall_us = 1e6 * (clock_now() - wall) / (double)timing->scenarios;
    return code;
}

/* ---- one by one -------------------------------------------------------------------- */

typedef struct one_tile {
    tc_tile tile;
    double *room;
    unsigned char status, reason, engine;
} one_tile;

static void lay_out(one_tile *one, const sweep_job *job)
{
    const int axes = job->sweep->axis_count;
    const int goals = tc_sweep_goal_count(job->problem, job->sweep);
    const int projects = job->problem->project_count;
    one->room = peer_take((size_t)(axes + goals + projects + TC_POLLUTANTS + 2), 8);
    one->tile = (tc_tile){.count = 1,
                          .room = 1,
                          .status = &one->status,
                          .reason = &one->reason,
                          .engine = &one->engine};
    one->tile.values = one->room;
    one->tile.goal = one->tile.values + axes;
    one->tile.share = one->tile.goal + goals;
    one->tile.remaining = one->tile.share + projects;
    one->tile.gap = one->tile.remaining + TC_POLLUTANTS;
    one->tile.residual = one->tile.gap + 1;
}

static tc_code decide_one(const sweep_job *job, one_tile *one, own_cold *timing,
                          tc_error *error)
{
    const tc_sweep_options how = {
        .threads = 1, .relax = job->relax, .memory = (int64_t)256 << 20};
    tc_decider *decider = NULL;
    one->tile.first = timing->count % job->sweep->scenarios;
    one->tile.stopped = false;
    tc_sweep_point(job->sweep, one->tile.first, one->tile.values);
    const double begin = processor_now();
    tc_code code = tc_decider_new(job->problem, job->sweep, &how, &decider, error);
    if (code != TC_OK)
        return code;
    const double stands = processor_now();
    code = tc_decider_run(decider, &one->tile, error);
    const double end = processor_now();
    tc_decider_free(decider);
    timing->whole_us += 1e6 * (end - begin);
    timing->decide_us += 1e6 * (end - stands);
    timing->count++;
    return code;
}

tc_code own_time_cold(const sweep_job *job, double seconds, own_cold *timing,
                      tc_error *error)
{
    one_tile one;
    tc_code code = TC_OK;
    lay_out(&one, job);
    *timing = (own_cold){0};
    while (code == TC_OK && timing->whole_us < 1e6 * seconds)
        code = decide_one(job, &one, timing, error);
    free(one.room);
    if (timing->count > 0) {
        timing->whole_us /= (double)timing->count;
        timing->decide_us /= (double)timing->count;
    }
    return code;
}
