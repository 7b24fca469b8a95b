/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sweeps that are stopped after some tiles and go on: rows and summary are those of one
 * that was not. */
#include <criterion/criterion.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "support/child.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_sweep.h"
#include "support/scratch.h"
#include "tongchou.h"

enum { SCENARIOS = 150, PATH_BYTES = 512 };

typedef struct fixture {
    tc_problem *problem;
    tc_sweep *sweep;
    tc_scratch scratch;
    char path[PATH_BYTES];
} fixture;

static fixture open_fixture(uint64_t seed)
{
    fixture f = {.problem = made_case(seed, 6, 7, MADE_CAPS | MADE_MUST)};
    f.sweep = made_sweep(seed, f.problem, SCENARIOS,
                         MADE_AXES_LIMITS | MADE_AXES_DEMAND | MADE_AXES_POLICY);
    f.scratch = tc_scratch_open();
    return f;
}

static void close_fixture(fixture *f)
{
    tc_scratch_close(&f->scratch);
    made_sweep_free(f->sweep);
    made_case_free(f->problem);
}

static const char *in(fixture *f, const char *name)
{
    (void)snprintf(f->path, sizeof f->path, "%s/%s", f->scratch.folder, name);
    return f->path;
}

/* ---- stopping after so many scenarios ---------------------------------------------- */

typedef struct patience {
    atomic_llong done;
    long long most; /* enough; -1: never */
} patience;

static bool is_enough(void *asked)
{
    patience *p = asked;
    return p->most >= 0 && atomic_load(&p->done) >= p->most;
}

static void note(void *asked, int64_t done, int64_t all)
{
    (void)all;
    patience *p = asked;
    atomic_store(&p->done, (long long)done);
}

/* Go on with what is in a folder and decide most scenarios more, or a few above; the
 * summary, where all are there, is *json. False: it was stopped before. */
static bool go_on(fixture *f, const char *name, int threads, long long most, char **json)
{
    patience p = {.most = most};
    tc_sweep_options run = {.threads = threads,
                            .end = SCENARIOS,
                            .engine = TC_ENGINE_GLPK, /* its tiles are small */
                            .is_stopped = is_enough,
                            .progress = note,
                            .asked = &p};
    const tc_rows_options options = {.run = &run, .csv = true, .resume = true};
    tc_rows *rows = NULL;
    tc_summary *summary = NULL;
    tc_error error = {0};
    tc_sweep_counts counts = {0};
    cr_assert_eq(tc_rows_open(f->problem, f->sweep, in(f, name), &options, &rows, &error),
                 TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_summary_new(f->problem, f->sweep, &summary, &error), TC_OK);
    cr_assert_eq(tc_rows_replay(rows, tc_summary_sink(summary), &error), TC_OK);
    const tc_sink *const sinks[] = {tc_summary_sink(summary), tc_rows_sink(rows)};
    run.first = tc_rows_done(rows);
    cr_assert_eq(tc_sweep_run(f->problem, f->sweep, &run, sinks, 2, &counts, &error),
                 TC_OK, "%s", error.message_en);
    const bool whole = run.first + counts.scenarios == SCENARIOS;
    cr_assert(whole || counts.stopped);
    if (whole) {
        cr_assert_eq(tc_summary_finish(summary, &error), TC_OK);
        cr_assert_eq(tc_summary_json(summary, json, &error), TC_OK);
    }
    cr_assert_eq(tc_rows_finish(rows, &error), TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_rows_done(rows), run.first + counts.scenarios);
    tc_rows_close(rows);
    tc_summary_free(summary);
    return whole;
}

Test(sweep_rows_stop, a_sweep_that_was_stopped_after_some_tiles_ends_the_same)
{
    static const int THREADS[] = {1, 2, 8};
    for (int k = 0; k < 3; k++) {
        fixture f = open_fixture(40 + (uint64_t)k);
        char *whole = NULL, *parts = NULL;
        char one[PATH_BYTES], said[PATH_BYTES];
        cr_assert(go_on(&f, "whole", THREADS[k], -1, &whole));
        int stops = 0;
        while (!go_on(&f, "parts", THREADS[k], stops == 0 ? 0 : 1, &parts))
            cr_assert_lt(++stops, SCENARIOS);
        cr_assert_gt(stops, 2);
        (void)snprintf(one, sizeof one, "%s", in(&f, "whole"));
        (void)snprintf(said, sizeof said, "%s", in(&f, "said"));
        const char *const diff[] = {"diff", "-r", one, in(&f, "parts"), NULL};
        cr_assert_eq(child_run(diff, said, said), 0, "threads: %d", THREADS[k]);
        cr_assert_str_eq(whole, parts);
        tc_text_free(whole);
        tc_text_free(parts);
        close_fixture(&f);
    }
    TC_ASSERT_NO_LEAK();
}
