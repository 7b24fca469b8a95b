/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a sweep: their bytes do not depend on blocks, slices, stops and restarts. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "domain/outcome.h"
#include "support/child.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "tongchou/rows.h"

enum { SCENARIOS = 10007, AXES = 3, GOALS = 2, PROJECTS = 4, BLOCK_MOST = 6000 };
enum { HEADER_BYTES = 128, PATH_BYTES = 512 };

/* A sweep whose outcomes are made up, and folders for them. */
typedef struct made_sweep {
    hand_case c;
    tc_axis axes[AXES];
    tc_sweep sweep;
    tc_sweep_options run;
    tc_rows_options options;
    tc_scratch scratch;
} made_sweep;

static void make(made_sweep *m)
{
    static const char *const NAMES[AXES] = {"supply PM", "=axis, two", "demand"};
    memset(m, 0, sizeof *m);
    hand_case_make(&m->c);
    hand_source(&m->c, 10.0);
    for (int j = 0; j < PROJECTS; j++)
        hand_project(&m->c, 1.0, 1.0);
    m->c.projects[1].illustrative = true;
    for (int a = 0; a < AXES; a++)
        m->axes[a] = (tc_axis){.kind = TC_AXIS_SUPPLY,
                               .name = NAMES[a],
                               .pollutant = -1,
                               .area = -1,
                               .source = -1,
                               .project = -1,
                               .low = 0.5,
                               .high = 1.5};
    m->sweep = (tc_sweep){.design = TC_DESIGN_MONTE_CARLO,
                          .scenarios = SCENARIOS,
                          .seed = 7,
                          .axes = m->axes,
                          .axis_count = AXES,
                          .hash = "0123456789abcdef"};
    m->options.run = &m->run;
    m->scratch = tc_scratch_open();
}

static void forget(const made_sweep *m)
{
    tc_scratch_close(&m->scratch);
    TC_ASSERT_NO_LEAK();
}

static const char *in(made_sweep *m, const char *name)
{
    const int length = snprintf(m->scratch.path, sizeof m->scratch.path, "%s/%s",
                                m->scratch.folder, name);
    cr_assert(length > 0 && (size_t)length < sizeof m->scratch.path);
    return m->scratch.path;
}

/* ---- outcomes that are made up ----------------------------------------------------- */

static unsigned char status_of(int64_t k)
{
    const tc_outcome_status status = k % 101 == 7  ? TC_OUTCOME_FAILED
                                     : k % 29 == 5 ? TC_OUTCOME_BOUNDED
                                     : k % 17 == 3 ? TC_OUTCOME_INFEASIBLE
                                                   : TC_OUTCOME_OPTIMAL;
    return (unsigned char)status;
}

static unsigned char reason_of(int64_t k)
{
    const unsigned char status = status_of(k);
    const tc_outcome_why reason = status == TC_OUTCOME_INFEASIBLE ? TC_WHY_REQUIRED
                                  : status != TC_OUTCOME_FAILED   ? TC_WHY_NONE
                                  : k % 2 == 0                    ? TC_WHY_AMOUNT
                                                                  : TC_WHY_SOLVER;
    return (unsigned char)reason;
}

static double number_of(int64_t k, int column)
{
    const unsigned char status = status_of(k);
    if (column >= AXES && status != TC_OUTCOME_OPTIMAL && status != TC_OUTCOME_BOUNDED)
        return NAN;
    return (double)((k * 31 + column * 7) % 1000) / 7.0;
}

/* Columns: axes, goals, shares, remaining, gap, residual. */
enum { COLUMNS = AXES + GOALS + PROJECTS + TC_POLLUTANTS + 2 };

/* Give scenarios from .. to - 1 to a sink in blocks; the columns are further apart than
 * they are long. */
static tc_code feed(const tc_sink *sink, int64_t from, int64_t to, int block,
                    tc_error *error)
{
    static double numbers[COLUMNS * (BLOCK_MOST + 3)];
    static unsigned char status[BLOCK_MOST], reason[BLOCK_MOST];
    const int room = block + 3;
    tc_code code = TC_OK;
    for (int64_t first = from; first < to && code == TC_OK; first += block) {
        const int count = (int)(to - first < block ? to - first : block);
        for (int i = 0; i < count; i++) {
            status[i] = status_of(first + i);
            reason[i] = reason_of(first + i);
            for (int c = 0; c < COLUMNS; c++)
                numbers[c * room + i] = number_of(first + i, c);
        }
        const double *goal = numbers + (ptrdiff_t)AXES * room;
        const double *share = goal + (ptrdiff_t)GOALS * room;
        const double *remaining = share + (ptrdiff_t)PROJECTS * room;
        const double *gap = remaining + (ptrdiff_t)TC_POLLUTANTS * room;
        const tc_outcomes outcomes = {.first = first,
                                      .count = count,
                                      .room = room,
                                      .values = numbers,
                                      .status = status,
                                      .reason = reason,
                                      .goal = goal,
                                      .share = share,
                                      .remaining = remaining,
                                      .gap = gap,
                                      .residual = gap + room};
        code = sink->take(sink->context, &outcomes, error);
    }
    return code;
}

/* ---- a run ------------------------------------------------------------------------- */

static tc_rows *open_rows(made_sweep *m, const char *name)
{
    tc_rows *rows = NULL;
    tc_error error = {0};
    cr_assert_eq(
        tc_rows_open(&m->c.problem, &m->sweep, in(m, name), &m->options, &rows, &error),
        TC_OK, "%s", error.message_en);
    return rows;
}

/* Open, take up to scenario to, and finish. */
static void run(made_sweep *m, const char *name, int64_t to, int block)
{
    tc_rows *rows = open_rows(m, name);
    tc_error error = {0};
    cr_assert_eq(
        feed(tc_rows_sink(rows), m->run.first + tc_rows_done(rows), to, block, &error),
        TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_rows_finish(rows, &error), TC_OK, "%s", error.message_en);
    tc_rows_close(rows);
}

static void assert_same(made_sweep *m, const char *a, const char *b)
{
    char one[PATH_BYTES], other[PATH_BYTES], out[PATH_BYTES];
    (void)snprintf(one, sizeof one, "%s", in(m, a));
    (void)snprintf(other, sizeof other, "%s", in(m, b));
    (void)snprintf(out, sizeof out, "%s", in(m, "said"));
    const char *const diff[] = {"diff", "-r", one, other, NULL};
    cr_assert_eq(child_run(diff, out, out), 0, "%s and %s differ", a, b);
}

static bool is_there(made_sweep *m, const char *name)
{
    struct stat about;
    return lstat(in(m, name), &about) == 0;
}

static size_t read_file(made_sweep *m, const char *name, void *bytes, size_t most)
{
    FILE *file = fopen(in(m, name), "rb");
    cr_assert_not_null(file, "%s", name);
    const size_t length = fread(bytes, 1, most, file);
    (void)fclose(file);
    return length;
}

static void assert_says(made_sweep *m, const char *name, const char *text)
{
    static char found[65536];
    const size_t length = read_file(m, name, found, sizeof found - 1);
    found[length] = '\0';
    cr_assert_not_null(strstr(found, text), "%s: no %s in\n%s", name, text, found);
}

static void assert_refused(made_sweep *m, const char *name, tc_code expected,
                           const char *text)
{
    tc_rows *rows = NULL;
    tc_error error = {0};
    const tc_code code =
        tc_rows_open(&m->c.problem, &m->sweep, in(m, name), &m->options, &rows, &error);
    cr_assert_eq(code, expected, "%s: %d %s", name, (int)code, error.message_en);
    cr_assert_null(rows);
    cr_assert_not_null(strstr(error.message_en, text), "%s", error.message_en);
}

/* ---- bytes ------------------------------------------------------------------------- */

static bool is_same_number(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* Columns first_column … of a file of a slice, read as any tool could. */
static void assert_numbers(made_sweep *m, const char *name, const char *shape,
                           int first_column, int columns, int64_t first, int64_t end)
{
    static unsigned char bytes[HEADER_BYTES + (COLUMNS * SCENARIOS * 8)];
    const size_t rows = (size_t)(end - first);
    const size_t length = read_file(m, name, bytes, sizeof bytes);
    cr_assert_eq(length, HEADER_BYTES + rows * (size_t)columns * 8, "%s", name);
    cr_assert(memcmp(bytes, "\x93NUMPY\x01\x00\x76\x00", 10) == 0 &&
              bytes[HEADER_BYTES - 1] == '\n');
    char header[HEADER_BYTES] = "";
    memcpy(header, bytes + 10, HEADER_BYTES - 11);
    cr_assert_not_null(strstr(header, shape), "%s: %s", name, header);
    cr_assert_not_null(strstr(header, "'descr': '<f8', 'fortran_order': True"));
    for (int c = 0; c < columns; c++)
        for (size_t i = 0; i < rows; i++) {
            double found;
            memcpy(&found, bytes + HEADER_BYTES + ((size_t)c * rows + i) * 8, 8);
            cr_assert(
                is_same_number(found, number_of(first + (int64_t)i, first_column + c)));
        }
}

static void assert_all_numbers(made_sweep *m, const char *folder, int64_t first,
                               int64_t end)
{
    static const struct {
        const char *name;
        int columns;
    } FILES[] = {{"axes", AXES},   {"goals", GOALS}, {"shares", PROJECTS},
                 {"remaining", 6}, {"gap", 1},       {"residual", 1}};
    int column = 0;
    for (int f = 0; f < 6; f++) {
        char name[64], shape[64];
        (void)snprintf(name, sizeof name, "%s/rows/%s.npy", folder, FILES[f].name);
        if (FILES[f].columns > 1)
            (void)snprintf(shape, sizeof shape, "'shape': (%d, %d)", (int)(end - first),
                           FILES[f].columns);
        else
            (void)snprintf(shape, sizeof shape, "'shape': (%d,)", (int)(end - first));
        assert_numbers(m, name, shape, column, FILES[f].columns, first, end);
        column += FILES[f].columns;
    }
}

Test(io_sweep_rows, every_number_stands_where_the_header_says)
{
    made_sweep m;
    make(&m);
    run(&m, "out", SCENARIOS, 100);
    assert_all_numbers(&m, "out", 0, SCENARIOS);
    static unsigned char status[HEADER_BYTES + SCENARIOS + 1];
    cr_assert_eq(read_file(&m, "out/rows/status.npy", status, sizeof status),
                 HEADER_BYTES + SCENARIOS);
    for (int k = 0; k < SCENARIOS; k++)
        cr_assert_eq(status[HEADER_BYTES + k], status_of(k));
    cr_assert_eq(read_file(&m, "out/rows/reason.npy", status, sizeof status),
                 HEADER_BYTES + SCENARIOS);
    for (int k = 0; k < SCENARIOS; k++)
        cr_assert_eq(status[HEADER_BYTES + k], reason_of(k));
    cr_assert(!is_there(&m, "out/partial") && !is_there(&m, "out/rows.csv"));
    assert_says(&m, "out/sweep.json", "\"complete\":\ttrue");
    forget(&m);
}

Test(io_sweep_rows, blocks_of_any_size_give_the_same_bytes)
{
    static const int BLOCKS[] = {1, 16, 63, 2048, BLOCK_MOST};
    made_sweep m;
    make(&m);
    m.options.csv = true;
    run(&m, "out", SCENARIOS, 100);
    for (int k = 0; k < 5; k++) {
        run(&m, "other", SCENARIOS, BLOCKS[k]);
        assert_same(&m, "out", "other");
    }
    forget(&m);
}

Test(io_sweep_rows, slices_are_parts_of_the_whole)
{
    static const int64_t ENDS[] = {0, 1, 2, 5000, SCENARIOS};
    made_sweep m;
    make(&m);
    for (int k = 0; k < 4; k++) {
        char name[32];
        (void)snprintf(name, sizeof name, "slice-%d", k);
        m.run.first = ENDS[k];
        m.run.end = ENDS[k + 1];
        run(&m, name, m.run.end, 64);
        assert_all_numbers(&m, name, m.run.first, m.run.end);
    }
    forget(&m);
}

/* ---- a table for spreadsheets ------------------------------------------------------ */

Test(io_sweep_rows, the_table_has_a_line_for_each_scenario)
{
    static char text[4096];
    made_sweep m;
    make(&m);
    m.options.csv = true;
    m.run.end = 8;
    run(&m, "out", 8, 3);
    const size_t length = read_file(&m, "out/rows.csv", text, sizeof text - 1);
    text[length] = '\0';
    const char *heading =
        "\xEF\xBB\xBFscenario,status,axis supply PM,\"axis =axis, two\",axis demand,"
        "goal tier 1,goal tier 2,share P0,share P1,share P2,share P3,"
        "remaining PM,remaining SO2,remaining NOx,remaining VOCs,remaining COD,"
        "remaining "
        "NH3-N,gap,residual,reason,note\r\n0,optimal,0,1,2,3,4,5,6,7,8,9,10,11,12,13,"
        "14,15,16,,示例项目\r\n";
    cr_assert_eq(strncmp(text, heading, strlen(heading)), 0, "%s", text);
    const char *missing = "\r\n3,infeasible,13.285714285714286,14.285714285714286,"
                          "15.285714285714286,,,,,,,,,,,,,,,required,示例项目\r\n";
    cr_assert_not_null(strstr(text, missing), "%s", text);
    int lines = 0;
    for (const char *at = text; (at = strstr(at, "\r\n")) != NULL; at += 2)
        lines++;
    cr_assert_eq(lines, 9);
    forget(&m);
}

/* 3 and 20 are infeasible, 7 has failed. */
Test(io_sweep_rows, scenarios_without_a_plan_have_a_table_with_the_reasons)
{
    static char text[4096];
    made_sweep m;
    make(&m);
    m.run.end = 21;
    run(&m, "out", 21, 4);
    const size_t length = read_file(&m, "out/failed.csv", text, sizeof text - 1);
    text[length] = '\0';
    cr_assert_str_eq(text,
                     "\xEF\xBB\xBFscenario,status,reason,reason_zh,reason_en,note\r\n"
                     "3,infeasible,required,必保项目无法同时满足,"
                     "the required projects cannot all be served,示例项目\r\n"
                     "7,failed,solver,求解器没有解出,the solver gave up,示例项目\r\n"
                     "20,infeasible,required,必保项目无法同时满足,"
                     "the required projects cannot all be served,示例项目\r\n");
    assert_says(&m, "out/sweep.json", "\"failed.csv\"");
    m.run.end = 3;
    run(&m, "out", 3, 4); /* in place of the other one, and without such scenarios */
    cr_assert(!is_there(&m, "out/failed.csv"));
    forget(&m);
}

Test(io_sweep_rows, a_slice_counts_its_failed_scenarios_from_the_first_of_all)
{
    made_sweep m;
    make(&m);
    m.run.first = 108;
    m.run.end = 109;
    run(&m, "out", 109, 4);
    assert_says(&m, "out/failed.csv", "\r\n108,failed,amount,");
    forget(&m);
}

Test(io_sweep_rows, what_is_not_asked_for_is_not_written)
{
    made_sweep m;
    make(&m);
    m.options.kept = TC_ROWS_GOALS;
    run(&m, "goals", SCENARIOS, 100);
    cr_assert(is_there(&m, "goals/rows/goals.npy") &&
              !is_there(&m, "goals/rows/shares.npy"));
    m.options.kept = TC_ROWS_NONE;
    run(&m, "none", SCENARIOS, 100);
    cr_assert(is_there(&m, "none/sweep.json") && !is_there(&m, "none/rows") &&
              !is_there(&m, "none/failed.csv"));
    assert_says(&m, "none/sweep.json", "\"rows\":\t\"none\"");
    forget(&m);
}

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
    static const int COUNTS[] = {AXES, GOALS, PROJECTS, TC_POLLUTANTS, 1, 1};
    for (int i = 0; i < outcomes->count; i++) {
        const int64_t k = outcomes->first + i;
        cr_assert_eq(outcomes->status[i], status_of(k));
        for (int f = 0, column = 0; f < 6; column += COUNTS[f++])
            for (int c = 0; c < COUNTS[f]; c++)
                cr_assert(is_same_number(starts[f][c * outcomes->room + i],
                                         number_of(k, column + c)));
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

Test(io_sweep_rows, a_run_that_was_stopped_goes_on_to_the_same_bytes)
{
    static const int64_t STOPS[] = {3, 100, 101, 4096, 9000, 9001, 10000, SCENARIOS};
    made_sweep m;
    make(&m);
    m.options.csv = true;
    m.run.first = 3;
    run(&m, "whole", SCENARIOS, 64);
    m.options.resume = true;
    for (int k = 0; k < 8; k++) {
        tc_rows *rows = open_rows(&m, "parts");
        cr_assert_eq(tc_rows_done(rows), k == 0 ? 0 : STOPS[k - 1] - 3);
        assert_replay(rows, 3);
        tc_rows_close(rows);
        run(&m, "parts", STOPS[k], 37);
        if (k < 7) {
            assert_says(&m, "parts/partial/sweep.json", "\"complete\":\tfalse");
            cr_assert(!is_there(&m, "parts/sweep.json"));
        }
    }
    assert_same(&m, "whole", "parts");
    tc_rows *rows = open_rows(&m, "parts"); /* once more: it is there */
    cr_assert_eq(tc_rows_done(rows), SCENARIOS - 3);
    assert_replay(rows, 3);
    tc_error error = {0};
    cr_assert_eq(tc_rows_finish(rows, &error), TC_OK, "%s", error.message_en);
    tc_rows_close(rows);
    assert_same(&m, "whole", "parts");
    forget(&m);
}

Test(io_sweep_rows, what_was_not_made_lasting_is_written_again)
{
    made_sweep m;
    make(&m);
    m.options.csv = true;
    run(&m, "whole", SCENARIOS, 64);
    m.options.resume = true;
    for (int64_t to = 1000; to < SCENARIOS; to += 3000) {
        run(&m, "parts", to, 64);
        tc_rows *rows = open_rows(&m, "parts");
        cr_assert_eq(tc_rows_done(rows), to);
        tc_error error = {0};
        cr_assert_eq(feed(tc_rows_sink(rows), to, to + 2500 < SCENARIOS ? to + 2500 : to,
                          BLOCK_MOST, &error),
                     TC_OK);
        tc_rows_close(rows); /* as if it had been killed */
    }
    run(&m, "parts", SCENARIOS, 64);
    assert_same(&m, "whole", "parts");
    forget(&m);
}

Test(io_sweep_rows, without_shares_all_is_decided_again)
{
    made_sweep m;
    make(&m);
    m.options.kept = TC_ROWS_GOALS;
    m.options.csv = true;
    run(&m, "whole", SCENARIOS, 64);
    run(&m, "parts", 5000, 64);
    m.options.resume = true;
    tc_rows *rows = open_rows(&m, "parts");
    cr_assert_eq(tc_rows_done(rows), 0);
    tc_rows_close(rows);
    run(&m, "parts", SCENARIOS, 64);
    assert_same(&m, "whole", "parts");
    forget(&m);
}

/* ---- folders ----------------------------------------------------------------------- */

Test(io_sweep_rows, an_older_result_stays_until_the_new_one_is_whole)
{
    made_sweep m;
    make(&m);
    m.options.csv = true;
    run(&m, "out", SCENARIOS, 64);
    run(&m, "copy", SCENARIOS, 64);
    tc_scratch_text(&m.scratch, "out/mine.txt", "mine");
    m.options.csv = false;
    m.sweep.seed = 8;
    memcpy(m.sweep.hash, "fedcba", 7);
    m.run.end = 500;
    run(&m, "out", 300, 64);
    cr_assert(is_there(&m, "out/partial/progress.json"));
    assert_same(&m, "out/rows", "copy/rows");
    assert_same(&m, "out/rows.csv", "copy/rows.csv");
    assert_same(&m, "out/sweep.json", "copy/sweep.json");
    m.options.resume = true;
    run(&m, "out", 500, 64);
    run(&m, "new", 500, 64);
    assert_same(&m, "out/rows", "new/rows");
    assert_same(&m, "out/sweep.json", "new/sweep.json");
    cr_assert(!is_there(&m, "out/rows.csv") && !is_there(&m, "out/partial"));
    cr_assert(is_there(&m, "out/mine.txt"));
    forget(&m);
}

Test(io_sweep_rows, an_unfinished_run_is_not_begun_again_by_mistake)
{
    made_sweep m;
    make(&m);
    run(&m, "out", 1, 1);
    assert_refused(&m, "out", TC_ERR_USAGE, "was not finished: go on with --resume");
    forget(&m);
}

Test(io_sweep_rows, a_run_of_which_nothing_is_there_is_begun_again)
{
    made_sweep m;
    make(&m);
    m.options.csv = true;
    run(&m, "out", 0, 1);
    m.options.csv = false;
    m.sweep.scenarios = 200;
    run(&m, "out", 200, 64);
    run(&m, "other", 200, 64);
    assert_same(&m, "out", "other");
    forget(&m);
}

Test(io_sweep_rows, a_run_of_something_else_does_not_go_on)
{
    made_sweep m;
    make(&m);
    run(&m, "partial", 900, 100);
    run(&m, "whole", SCENARIOS, 100);
    m.options.resume = true;
    static const char *const WORDS[] = {"(hash)",   "number of scenarios",
                                        "first of", "end of",
                                        "--rows",   "--csv",
                                        "--engine", "--relax",
                                        "--gap"};
    for (int k = 0; k < 9; k++) {
        made_sweep other = m;
        other.options.run = &other.run;
        other.sweep.hash[0] = k == 0 ? 'x' : '0';
        other.sweep.scenarios += k == 1;
        other.run.first = k == 2;
        other.run.end = k == 3 ? 5000 : SCENARIOS;
        other.options.kept = k == 4 ? TC_ROWS_GOALS : TC_ROWS_ALL;
        other.options.csv = k == 5;
        other.run.engine = k == 6 ? TC_ENGINE_GLPK : TC_ENGINE_SHARE;
        other.run.relax = k == 7;
        other.run.gap = k == 8 ? 0.01 : 0.0;
        assert_refused(&other, "partial", TC_ERR_USAGE, WORDS[k]);
        tc_rows *rows = open_rows(&other, "whole"); /* would replace it at the end */
        cr_assert_eq(tc_rows_done(rows), 0);
        tc_rows_close(rows);
    }
    run(&m, "partial", SCENARIOS, 100);
    assert_same(&m, "partial/rows", "whole/rows");
    assert_same(&m, "partial/sweep.json", "whole/sweep.json");
    forget(&m);
}

Test(io_sweep_rows, a_folder_with_something_else_in_it_is_refused)
{
    static const char *const NAMES[] = {
        "rows",           "rows.csv",          "summary.json", "sweep.json",
        "rows/notes.txt", "partial/notes.txt", "partial"};
    for (int k = 0; k < 7; k++) {
        made_sweep m;
        make(&m);
        char name[64];
        tc_scratch_text(&m.scratch, "out/other", "mine");
        (void)snprintf(name, sizeof name, "out/%s", NAMES[k]);
        if (strchr(NAMES[k], '/'))
            (void)mkdir(in(&m, k == 4 ? "out/rows" : "out/partial"), 0700);
        tc_scratch_text(&m.scratch, name, "{\"schema\": \"of mine\"}");
        assert_refused(&m, "out", TC_ERR_USAGE, "is not of a sweep");
        m.options.resume = true;
        assert_refused(&m, "out", TC_ERR_USAGE, "is not of a sweep");
        assert_says(&m, name, "of mine");
        forget(&m);
    }
}

Test(io_sweep_rows, a_result_with_something_of_yours_in_its_rows_is_refused)
{
    made_sweep m;
    make(&m);
    run(&m, "out", SCENARIOS, 1000);
    FILE *file = fopen(in(&m, "out/rows/analysis.py"), "w");
    cr_assert(file && fclose(file) == 0);
    assert_refused(&m, "out", TC_ERR_USAGE, "is not of a sweep");
    forget(&m);
}

Test(io_sweep_rows, damaged_progress_is_refused)
{
    static const char *const TEXTS[] = {
        "",
        "{",
        "[]",
        "{\"schema\": \"tongchou.sweep-progress/1\"}",
        "{\"schema\": \"tongchou.sweep-progress/1\", \"state\": \"running\", \"done\": "
        "-1}",
        "{\"schema\": \"tongchou.sweep-progress/1\", \"state\": \"running\", \"done\": "
        "1, "
        "\"csv_bytes\": 0, \"optimal\": 2, \"infeasible\": 0, \"bounded\": 0, "
        "\"failed\": "
        "0, \"worst_residual\": 0, \"worst_gap\": 0}"};
    made_sweep m;
    make(&m);
    run(&m, "out", 1000, 1000);
    m.options.resume = true;
    for (int k = 0; k < 6; k++) {
        FILE *file = fopen(in(&m, "out/partial/progress.json"), "w");
        cr_assert(file && fputs(TEXTS[k], file) != EOF && fclose(file) == 0);
        assert_refused(&m, "out", TC_ERR_INPUT, "");
    }
    forget(&m);
}

Test(io_sweep_rows, numbers_that_are_not_those_of_the_run_are_refused)
{
    made_sweep m;
    make(&m);
    run(&m, "out", 1000, 1000);
    m.options.resume = true;
    cr_assert_eq(truncate(in(&m, "out/partial/rows/goals.npy"), 1000), 0);
    assert_refused(&m, "out", TC_ERR_INPUT, "expected the numbers of this sweep");
    forget(&m);
}

Test(io_sweep_rows, another_process_in_the_same_folder_is_kept_out)
{
    made_sweep m;
    make(&m);
    tc_rows *rows = open_rows(&m, "out");
    const pid_t child = fork(); /* locks are not inherited */
    if (child == 0) {
        tc_rows *second = NULL;
        tc_error error = {0};
        const tc_code code = tc_rows_open(&m.c.problem, &m.sweep, in(&m, "out"),
                                          &m.options, &second, &error);
        _exit(code == TC_ERR_USAGE && strstr(error.message_en, "another process") ? 0
                                                                                  : 1);
    }
    int status = -1;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert_eq(status, 0, "it was let in, or refused for another reason");
    tc_rows_close(rows);
    forget(&m);
}

/* ---- what the machine refuses ------------------------------------------------------ */

Test(io_sweep_rows, a_file_larger_than_allowed_is_told_before_anything_is_decided)
{
    made_sweep m;
    make(&m);
    const struct rlimit little = {65536, 65536};
    cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    assert_refused(&m, "out", TC_ERR_IO,
                   "axes.npy: the file would be larger than allowed");
    forget(&m);
}

Test(io_sweep_rows, what_was_written_before_an_error_is_not_lost)
{
    made_sweep m;
    make(&m);
    m.options.csv = true;
    run(&m, "whole", SCENARIOS, 100);
    cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
    struct rlimit usual;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &usual), 0);
    const struct rlimit little = {1600000, usual.rlim_max}; /* not enough for rows.csv */
    tc_rows *rows = open_rows(&m, "parts");
    tc_error error = {0};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    cr_assert_eq(feed(tc_rows_sink(rows), 0, SCENARIOS, 100, &error), TC_ERR_IO);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &usual), 0);
    cr_assert_not_null(
        strstr(error.message_en, "rows.csv: the file would be larger than allowed"));
    tc_rows_close(rows);
    m.options.resume = true;
    rows = open_rows(&m, "parts");
    cr_assert_gt(tc_rows_done(rows), 0);
    assert_replay(rows, 0);
    tc_rows_close(rows);
    run(&m, "parts", SCENARIOS, 100);
    assert_same(&m, "whole", "parts");
    forget(&m);
}

Test(io_sweep_rows, memory_that_runs_out_leaves_nothing_open)
{
    made_sweep m;
    make(&m);
    m.options.csv = true;
    run(&m, "whole", 1000, 1000);
    tc_code code = TC_ERR_MEMORY;
    for (long left = 0; code != TC_OK; left++) {
        tc_rows *rows = NULL;
        tc_error error = {0};
        m.options.resume = true;
        (void)in(&m, "out");
        tc_test_memory(left);
        code = tc_rows_open(&m.c.problem, &m.sweep, m.scratch.path, &m.options, &rows,
                            &error);
        if (code == TC_OK)
            code = feed(tc_rows_sink(rows), tc_rows_done(rows), 1000, 1000, &error);
        if (code == TC_OK)
            code = tc_rows_finish(rows, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%s", error.message_en);
        tc_rows_close(rows);
        cr_assert_lt(left, 100000);
    }
    tc_rows *rows = open_rows(&m, "out");
    cr_assert_eq(tc_rows_done(rows), 1000);
    tc_rows_close(rows);
    forget(&m);
}
