/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep_ask.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "sweep_peer.h"

/* A setting that takes so many times the best is far behind. */
static const double NOT_FAR = 1.5;
/* What takes so many times the seconds asked for is slow enough to be told so. */
static const double SLOW = 20.0;
enum { POINTS_LEAST = 8, LARGE_ROWS = 5000 };

static const sweep_peer *const peers[] = {
    &glpk_cold_peer,  &glpk_warm_peer,  &clp_cold_peer, &clp_warm_peer,
#ifdef TONGCHOU_HIGHS
    &highs_cold_peer, &highs_warm_peer,
#endif
};
enum { PEERS = sizeof peers / sizeof *peers };

typedef struct target {
    int projects, percent;
    double warm, cold;
} target;
static const target targets[] = {{50, 10, 200.0, 3000.0},
                                 {50, 50, 25.0, 120.0},
                                 {1000, 10, 25.0, 150.0},
                                 {1000, 50, 20.0, 60.0}};

static double thread_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

sweep_line sweep_line_of(const question *q, const char *engine)
{
    sweep_line line = {.percent = q->percent, .gap = -1.0};
    if (q->of->sources > 0)
        (void)snprintf(line.of, sizeof line.of, "%d x %d", q->of->sources,
                       q->of->projects);
    else
        (void)snprintf(line.of, sizeof line.of, "Yuncheng");
    (void)snprintf(line.box, sizeof line.box, "%s", sweep_box_names[q->kind]);
    (void)snprintf(line.engine, sizeof line.engine, "%s", engine);
    return line;
}

void sweep_give_up(bench *b, const question *q, const char *engine, const tc_error *error)
{
    sweep_line line = sweep_line_of(q, engine);
    (void)snprintf(line.note, sizeof line.note, "FAILED: %.80s", error->message_en);
    sweep_table_add(&b->table, &line);
    b->wrong++;
}

/* ---- other solvers ----------------------------------------------------------------- */

typedef struct peer_timing {
    bool valid;
    double us, pivots, gap;
    long count;
} peer_timing;

double sweep_difference(const double *a, const double *b, int count)
{
    double largest = 0.0;
    for (int k = 0; k < count; k++)
        largest = fmax(largest, fabs(a[k] - b[k]) / fmax(1.0, fabs(b[k])));
    return largest;
}

/* Scenarios one after the other, round and round, for at least so many seconds and,
 * unless that takes far longer, least of them. A warm solver has solved the first before
 * the clock starts. */
static peer_timing time_peer(const question *q, const sweep_peer *peer, int setting,
                             double seconds, long least)
{
    peer_timing t = {.valid = true};
    double values[PEER_LEVELS_MOST];
    long pivots = 0;
    const int levels = q->task.level_count;
    void *state = peer->open(&q->task, setting);
    if (peer->warm)
        t.valid = peer->solve(state, 0, values, &pivots);
    const double begin = thread_now();
    double spent = 0.0;
    pivots = 0;
    while (t.valid && (spent < seconds || (t.count < least && spent < SLOW * seconds))) {
        const int point = (int)((t.count + 1) % q->task.points);
        t.valid = peer->solve(state, point, values, &pivots);
        t.gap = fmax(t.gap,
                     sweep_difference(values, q->answers.goal + point * levels, levels));
        t.count++;
        spent = thread_now() - begin;
    }
    peer->close(state);
    t.us = 1e6 * spent / (double)t.count;
    t.pivots = (double)pivots / (double)t.count;
    return t;
}

static void tell_peer(bench *b, const question *q, const sweep_peer *peer, int setting,
                      const peer_timing *t, bool tried)
{
    sweep_line line = sweep_line_of(q, peer->name);
    line.tried = tried;
    line.scenarios = t->count;
    line.us = t->us;
    line.pivots = t->pivots;
    line.gap = t->gap;
    (void)snprintf(line.note, sizeof line.note, "%s%s", peer->settings[setting],
                   !t->valid                  ? ": GAVE UP"
                   : t->gap > SWEEP_TOLERANCE ? ": OTHER ANSWERS"
                                              : "");
    sweep_table_add(&b->table, &line);
}

/* A short trial of a setting: its time, INFINITY with other answers. */
static double try_setting(bench *b, const question *q, const sweep_peer *peer, int k)
{
    const peer_timing t = time_peer(q, peer, k, 0.2 * b->seconds, peer->warm ? 3 : 1);
    tell_peer(b, q, peer, k, &t, true);
    return t.valid && t.gap <= SWEEP_TOLERANCE ? t.us : INFINITY;
}

static double least_of(const double *us, int count)
{
    double least = INFINITY;
    for (int k = 0; k < count; k++)
        least = fmin(least, us[k]);
    return least;
}

static void try_all(bench *b, question *q, int which)
{
    const sweep_peer *peer = peers[which];
    const bool large = q->task.net.lp.rows > LARGE_ROWS;
    for (int k = 0; k < peer->setting_count; k++)
        q->tried_us[which][k] =
            large && k >= peer->large_count ? INFINITY : try_setting(b, q, peer, k);
}

/* The fastest setting that gives the right answers, -1: none does. All are tried on the
 * first box of a width, on the others those that were not far behind there. */
static int choose_setting(bench *b, question *q, int which)
{
    const sweep_peer *peer = peers[which];
    double now[SWEEP_SETTINGS_MOST];
    const bool first = q->tried_us[which][0] == 0.0;
    if (first)
        try_all(b, q, which);
    const double least = least_of(q->tried_us[which], peer->setting_count);
    if (!isfinite(least))
        return -1;
    for (int k = 0; k < peer->setting_count; k++) {
        const bool is_near = q->tried_us[which][k] <= NOT_FAR * least;
        now[k] = first || !is_near ? q->tried_us[which][k] : try_setting(b, q, peer, k);
    }
    const double best = least_of(now, peer->setting_count);
    for (int k = 0; k < peer->setting_count; k++)
        if (now[k] == best)
            return k;
    return -1;
}

static void keep_best(double *best, double us)
{
    if (*best == 0.0 || us < *best)
        *best = us;
}

static void ask_peer(bench *b, question *q, int which)
{
    const sweep_peer *peer = peers[which];
    const int chosen = choose_setting(b, q, which);
    if (chosen < 0) {
        const tc_error none = {.message_en = "no setting gives the same answers"};
        sweep_give_up(b, q, peer->name, &none);
        return;
    }
    const peer_timing t = time_peer(q, peer, chosen, b->seconds, peer->warm ? 5 : 1);
    tell_peer(b, q, peer, chosen, &t, false);
    if (!t.valid || t.gap > SWEEP_TOLERANCE) {
        b->wrong++;
        return;
    }
    keep_best(&q->best_warm, t.us); /* a warm solver may begin anew, too */
    if (!peer->warm)
        keep_best(&q->best_cold, t.us);
}

/* ---- ours -------------------------------------------------------------------------- */

static void set_ratios(const question *q, sweep_line *line)
{
    line->warm_ratio = q->best_warm / line->us;
    line->cold_ratio = q->best_cold / line->us;
    for (size_t k = 0; k < sizeof targets / sizeof *targets; k++) {
        const target *t = &targets[k];
        if (t->projects != q->of->projects || t->percent != q->percent ||
            (t->projects == 50 && t->percent == 10 && q->kind == SWEEP_BOX_MIXED_20))
            continue;
        line->warm_target = t->warm;
        line->cold_target = t->cold;
    }
}

static bool time_own(bench *b, const question *q, const char *engine,
                     const tc_sweep_options *how, long count, own_timing *timing)
{
    tc_error error = {0};
    if (own_time(&q->job, how, count, b->seconds, timing, &error) == TC_OK)
        return true;
    sweep_give_up(b, q, engine, &error);
    return false;
}

sweep_line sweep_own_line(const question *q, const char *engine, const own_timing *t)
{
    sweep_line line = sweep_line_of(q, engine);
    line.scenarios = t->scenarios;
    line.us = t->us;
    line.nodes = (long)t->counts.nodes;
    line.pivots = (double)t->counts.pivots / (double)t->scenarios;
    line.gap = t->counts.worst_gap;
    line.bytes = t->bytes;
    line.mib = t->added_mib;
    if (t->counts.general > 0)
        (void)snprintf(line.note, sizeof line.note, "%.4g %% by the general path",
                       100.0 * (double)t->counts.general / (double)t->scenarios);
    return line;
}

static void ask_own(bench *b, const question *q)
{
    static const char *const names[] = {"ours, 1 thread", "ours, 1, no automaton",
                                        "ours, 2 threads"};
    own_timing one, other;
    tc_sweep_options how = {.threads = 1};
    if (!time_own(b, q, names[0], &how, q->of->ours, &one))
        return;
    const long count = one.scenarios;
    sweep_line line = sweep_own_line(q, names[0], &one);
    set_ratios(q, &line);
    sweep_table_add(&b->table, &line);
    how.no_automaton = true;
    if (time_own(b, q, names[1], &how, count, &other)) {
        line = sweep_own_line(q, names[1], &other);
        sweep_table_add(&b->table, &line);
    }
    how = (tc_sweep_options){.threads = 2};
    if (sysconf(_SC_NPROCESSORS_ONLN) > 1 &&
        time_own(b, q, names[2], &how, count, &other)) {
        line = sweep_own_line(q, names[2], &other);
        line.speedup = one.wall_us / other.wall_us;
        sweep_table_add(&b->table, &line);
    }
}

/* ---- a box ------------------------------------------------------------------------- */

/* As many scenarios for comparison as ours answers in a few seconds. */
static tc_code answer_points(const bench *b, question *q, tc_error *error)
{
    const int wanted = b->quick && q->of->points > 256 ? 256 : q->of->points;
    tc_code code = own_answer(&q->job, POINTS_LEAST, &q->answers, error);
    if (code != TC_OK)
        return code;
    free(q->answers.goal);
    const double most = OWN_MOST_S * POINTS_LEAST / q->answers.seconds;
    const int points = most < wanted ? (int)fmax(most, POINTS_LEAST) : wanted;
    return own_answer(&q->job, points, &q->answers, error);
}

static bool open_question(bench *b, question *q)
{
    tc_error error = {0};
    q->best_warm = q->best_cold = 0.0;
    sweep_box_fill(&q->box, q->problem, q->kind, q->percent / 100.0, SWEEP_MILLION);
    q->job = (sweep_job){q->problem, &q->box.sweep, q->of->sources == 0};
    if (answer_points(b, q, &error) != TC_OK) {
        sweep_give_up(b, q, "ours", &error);
        return false;
    }
    if (peer_task_make(q->problem, &q->box.sweep, q->answers.count, &q->task, &error) !=
        TC_OK) {
        sweep_give_up(b, q, "the others", &error);
        free(q->answers.goal);
        return false;
    }
    return true;
}

static void say_question(bench *b, const question *q)
{
    char text[200];
    (void)snprintf(text, sizeof text,
                   "  program: %d rows, %d columns, %d goals; of %d projects %.1f "
                   "between, %.1f refused",
                   q->task.net.lp.rows, q->task.net.lp.columns, q->task.level_count,
                   q->problem->project_count, q->answers.between, q->answers.refused);
    sweep_table_remark(text);
    if (q->answers.optimal == q->answers.count)
        return;
    const tc_error error = {.message_en = "not every scenario was solved"};
    sweep_give_up(b, q, "ours", &error);
}

/* Our values of the first scenarios must not depend on how many are asked for, so the
 * others are compared with one run alone. */
void sweep_ask_box(bench *b, question *q)
{
    if (!open_question(b, q))
        return;
    say_question(b, q);
    if (q->task.level_count == q->answers.goal_count)
        for (int k = 0; k < PEERS; k++)
            ask_peer(b, q, k);
    ask_own(b, q);
    peer_task_free(&q->task);
    free(q->answers.goal);
}
