/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a sweep: their bytes do not depend on stops, restarts and a full machine. */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "support/made_rows.h"
#include "support/scarce_memory.h"

/* ---- stopping and going on --------------------------------------------------------- */

/* Counts what it gets, and compares it with what was fed. */
typedef struct reader {
    int64_t next;
} reader;

static tc_code look(void *context, const tc_outcomes *outcomes, tc_error *error)
{
    (void)error;
    reader *r = context;
    cr_assert_eq(outcomes->first, r->next);
    const double *const starts[] = {outcomes->values, outcomes->goal,
                                    outcomes->share,  outcomes->remaining,
                                    outcomes->gap,    outcomes->residual};
    static const int COUNTS[] = {
        MADE_ROWS_AXES, MADE_ROWS_GOALS, MADE_ROWS_PROJECTS, TC_POLLUTANTS, 1, 1};
    for (int i = 0; i < outcomes->count; i++) {
        const int64_t k = outcomes->first + i;
        cr_assert_eq(outcomes->status[i], made_rows_status(k));
        for (int f = 0, column = 0; f < 6; column += COUNTS[f++])
            for (int c = 0; c < COUNTS[f]; c++)
                cr_assert(made_rows_is_same_number(starts[f][c * outcomes->room + i],
                                                   made_rows_number(k, column + c)));
    }
    r->next += outcomes->count;
    return TC_OK;
}

/* What is there is seen by another sink. */
static void assert_replay(tc_rows *rows, int64_t first)
{
    reader r = {first};
    const tc_sink sink = {look, &r};
    tc_error error = {0};
    cr_assert_eq(tc_rows_replay(rows, &sink, &error), TC_OK, "%s", error.message_en);
    cr_assert_eq(r.next, first + tc_rows_done(rows));
}

/* Go on with "parts" until it is the same as "whole". How many were done before. */
static int64_t assert_goes_on(made_rows *m, int block)
{
    m->options.resume = true;
    tc_rows *rows = made_rows_open(m, "parts");
    const int64_t done = tc_rows_done(rows);
    if (done > 0)
        assert_replay(rows, m->run.first);
    tc_rows_close(rows);
    made_rows_run(m, "parts", MADE_ROWS_SCENARIOS, block);
    made_rows_assert_same(m, "whole", "parts");
    return done;
}

Test(io_sweep_rows_resume, a_run_that_was_stopped_goes_on_to_the_same_bytes)
{
    static const int64_t STOPS[] = {3,    100,  101,   4096,
                                    9000, 9001, 10000, MADE_ROWS_SCENARIOS};
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    m.run.first = 3;
    made_rows_run(&m, "whole", MADE_ROWS_SCENARIOS, 64);
    m.options.resume = true;
    for (int k = 0; k < 8; k++) {
        tc_rows *rows = made_rows_open(&m, "parts");
        cr_assert_eq(tc_rows_done(rows), k == 0 ? 0 : STOPS[k - 1] - 3);
        assert_replay(rows, 3);
        tc_rows_close(rows);
        made_rows_run(&m, "parts", STOPS[k], 37);
        if (k < 7) {
            made_rows_assert_says(&m, "parts/partial/sweep.json", "\"complete\":\tfalse");
            cr_assert(!made_rows_is_there(&m, "parts/sweep.json"));
        }
    }
    made_rows_assert_same(&m, "whole", "parts");
    tc_rows *rows = made_rows_open(&m, "parts"); /* once more: it is there */
    cr_assert_eq(tc_rows_done(rows), MADE_ROWS_SCENARIOS - 3);
    assert_replay(rows, 3);
    tc_error error = {0};
    cr_assert_eq(tc_rows_finish(rows, &error), TC_OK, "%s", error.message_en);
    tc_rows_close(rows);
    made_rows_assert_same(&m, "whole", "parts");
    made_rows_forget(&m);
}

Test(io_sweep_rows_resume, what_was_not_made_lasting_is_written_again)
{
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    made_rows_run(&m, "whole", MADE_ROWS_SCENARIOS, 64);
    m.options.resume = true;
    for (int64_t to = 1000; to < MADE_ROWS_SCENARIOS; to += 3000) {
        made_rows_run(&m, "parts", to, 64);
        tc_rows *rows = made_rows_open(&m, "parts");
        cr_assert_eq(tc_rows_done(rows), to);
        tc_error error = {0};
        cr_assert_eq(made_rows_feed(tc_rows_sink(rows), to,
                                    to + 2500 < MADE_ROWS_SCENARIOS ? to + 2500 : to,
                                    MADE_ROWS_BLOCK_MOST, &error),
                     TC_OK);
        tc_rows_close(rows); /* as if it had been killed */
    }
    made_rows_run(&m, "parts", MADE_ROWS_SCENARIOS, 64);
    made_rows_assert_same(&m, "whole", "parts");
    made_rows_forget(&m);
}

Test(io_sweep_rows_resume, without_shares_all_is_decided_again)
{
    made_rows m;
    made_rows_make(&m);
    m.options.kept = TC_ROWS_GOALS;
    m.options.csv = true;
    made_rows_run(&m, "whole", MADE_ROWS_SCENARIOS, 64);
    made_rows_run(&m, "parts", 5000, 64);
    cr_assert_eq(assert_goes_on(&m, 64), 0);
    made_rows_forget(&m);
}

/* ---- what the machine refuses ------------------------------------------------------ */

Test(io_sweep_rows_resume, a_file_larger_than_allowed_is_told_before_anything_is_decided)
{
    made_rows m;
    made_rows_make(&m);
    const struct rlimit little = {65536, 65536};
    cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    made_rows_assert_refused(&m, "out", TC_ERR_IO,
                             "axes.npy: the file would be larger than allowed");
    made_rows_forget(&m);
}

Test(io_sweep_rows_resume, what_was_written_before_an_error_is_not_lost)
{
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    made_rows_run(&m, "whole", MADE_ROWS_SCENARIOS, 100);
    cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
    struct rlimit usual;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &usual), 0);
    const struct rlimit little = {1600000, usual.rlim_max}; /* not enough for rows.csv */
    tc_rows *rows = made_rows_open(&m, "parts");
    tc_error error = {0};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    cr_assert_eq(made_rows_feed(tc_rows_sink(rows), 0, MADE_ROWS_SCENARIOS, 100, &error),
                 TC_ERR_IO);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &usual), 0);
    cr_assert_not_null(
        strstr(error.message_en, "rows.csv: the file would be larger than allowed"));
    tc_rows_close(rows);
    cr_assert_gt(assert_goes_on(&m, 100), 0);
    made_rows_forget(&m);
}

Test(io_sweep_rows_resume, memory_that_runs_out_leaves_nothing_open)
{
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    made_rows_run(&m, "whole", 1000, 1000);
    tc_code code = TC_ERR_MEMORY;
    for (long left = 0; code != TC_OK; left++) {
        tc_rows *rows = NULL;
        tc_error error = {0};
        m.options.resume = true;
        (void)made_rows_in(&m, "out");
        tc_test_memory(left);
        code = tc_rows_open(&m.c.problem, &m.sweep, m.scratch.path, &m.options, &rows,
                            &error);
        if (code == TC_OK)
            code = made_rows_feed(tc_rows_sink(rows), tc_rows_done(rows), 1000, 1000,
                                  &error);
        if (code == TC_OK)
            code = tc_rows_finish(rows, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%s", error.message_en);
        tc_rows_close(rows);
        cr_assert_lt(left, 100000);
    }
    tc_rows *rows = made_rows_open(&m, "out");
    cr_assert_eq(tc_rows_done(rows), 1000);
    tc_rows_close(rows);
    made_rows_forget(&m);
}
