/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/made_rows.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "support/child.h"
#include "support/leaks.h"

enum { PATH_BYTES = 512 };

void made_rows_make(made_rows *m)
{
    static const char *const NAMES[MADE_ROWS_AXES] = {"supply PM", "=axis, two",
                                                      "demand"};
    memset(m, 0, sizeof *m);
    hand_case_make(&m->c);
    hand_source(&m->c, 10.0);
    for (int j = 0; j < MADE_ROWS_PROJECTS; j++)
        hand_project(&m->c, 1.0, 1.0);
    m->c.projects[1].illustrative = true;
    for (int a = 0; a < MADE_ROWS_AXES; a++)
        m->axes[a] = (tc_axis){.kind = TC_AXIS_SUPPLY,
                               .name = NAMES[a],
                               .pollutant = -1,
                               .area = -1,
                               .source = -1,
                               .project = -1,
                               .low = 0.5,
                               .high = 1.5};
    m->sweep = (tc_sweep){.design = TC_DESIGN_MONTE_CARLO,
                          .scenarios = MADE_ROWS_SCENARIOS,
                          .seed = 7,
                          .axes = m->axes,
                          .axis_count = MADE_ROWS_AXES,
                          .hash = "0123456789abcdef"};
    m->options.run = &m->run;
    m->scratch = tc_scratch_open();
}

void made_rows_forget(const made_rows *m)
{
    tc_scratch_close(&m->scratch);
    TC_ASSERT_NO_LEAK();
}

const char *made_rows_in(made_rows *m, const char *name)
{
    const int length = snprintf(m->scratch.path, sizeof m->scratch.path, "%s/%s",
                                m->scratch.folder, name);
    cr_assert(length > 0 && (size_t)length < sizeof m->scratch.path);
    return m->scratch.path;
}

/* ---- outcomes that are made up ----------------------------------------------------- */

unsigned char made_rows_status(int64_t k)
{
    const tc_outcome_status status = k % 101 == 7  ? TC_OUTCOME_FAILED
                                     : k % 29 == 5 ? TC_OUTCOME_BOUNDED
                                     : k % 17 == 3 ? TC_OUTCOME_INFEASIBLE
                                                   : TC_OUTCOME_OPTIMAL;
    return (unsigned char)status;
}

unsigned char made_rows_reason(int64_t k)
{
    const unsigned char status = made_rows_status(k);
    const tc_outcome_why reason = status == TC_OUTCOME_INFEASIBLE ? TC_WHY_REQUIRED
                                  : status != TC_OUTCOME_FAILED   ? TC_WHY_NONE
                                  : k % 2 == 0                    ? TC_WHY_AMOUNT
                                                                  : TC_WHY_SOLVER;
    return (unsigned char)reason;
}

double made_rows_number(int64_t k, int column)
{
    const unsigned char status = made_rows_status(k);
    if (column >= MADE_ROWS_AXES && status != TC_OUTCOME_OPTIMAL &&
        status != TC_OUTCOME_BOUNDED)
        return NAN;
    return (double)((k * 31 + column * 7) % 1000) / 7.0;
}

tc_code made_rows_feed(const tc_sink *sink, int64_t from, int64_t to, int block,
                       tc_error *error)
{
    static double numbers[MADE_ROWS_COLUMNS * (MADE_ROWS_BLOCK_MOST + 3)];
    static unsigned char status[MADE_ROWS_BLOCK_MOST], reason[MADE_ROWS_BLOCK_MOST],
        engine[MADE_ROWS_BLOCK_MOST];
    const int room = block + 3;
    tc_code code = TC_OK;
    for (int64_t first = from; first < to && code == TC_OK; first += block) {
        const int count = (int)(to - first < block ? to - first : block);
        for (int i = 0; i < count; i++) {
            status[i] = made_rows_status(first + i);
            reason[i] = made_rows_reason(first + i);
            engine[i] = (first + i) % 5 == 0 ? TC_ENGINE_GLPK : TC_ENGINE_SHARE;
            for (int c = 0; c < MADE_ROWS_COLUMNS; c++)
                numbers[c * room + i] = made_rows_number(first + i, c);
        }
        const double *goal = numbers + (ptrdiff_t)MADE_ROWS_AXES * room;
        const double *share = goal + (ptrdiff_t)MADE_ROWS_GOALS * room;
        const double *remaining = share + (ptrdiff_t)MADE_ROWS_PROJECTS * room;
        const double *gap = remaining + (ptrdiff_t)TC_POLLUTANTS * room;
        const tc_outcomes outcomes = {.first = first,
                                      .count = count,
                                      .room = room,
                                      .values = numbers,
                                      .status = status,
                                      .reason = reason,
                                      .engine = engine,
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

tc_rows *made_rows_open(made_rows *m, const char *name)
{
    tc_rows *rows = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_rows_open(&m->c.problem, &m->sweep, made_rows_in(m, name),
                              &m->options, &rows, &error),
                 TC_OK, "%s", error.message_en);
    return rows;
}

void made_rows_run(made_rows *m, const char *name, int64_t to, int block)
{
    tc_rows *rows = made_rows_open(m, name);
    tc_error error = {0};
    cr_assert_eq(made_rows_feed(tc_rows_sink(rows), m->run.first + tc_rows_done(rows), to,
                                block, &error),
                 TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_rows_finish(rows, &error), TC_OK, "%s", error.message_en);
    tc_rows_close(rows);
}

void made_rows_assert_same(made_rows *m, const char *a, const char *b)
{
    char one[PATH_BYTES], other[PATH_BYTES], out[PATH_BYTES];
    (void)snprintf(one, sizeof one, "%s", made_rows_in(m, a));
    (void)snprintf(other, sizeof other, "%s", made_rows_in(m, b));
    (void)snprintf(out, sizeof out, "%s", made_rows_in(m, "said"));
    const char *const diff[] = {"diff", "-r", one, other, NULL};
    cr_assert_eq(child_run(diff, out, out), 0, "%s and %s differ", a, b);
}

bool made_rows_is_there(made_rows *m, const char *name)
{
    struct stat about;
    return lstat(made_rows_in(m, name), &about) == 0;
}

size_t made_rows_read(made_rows *m, const char *name, void *bytes, size_t most)
{
    FILE *file = fopen(made_rows_in(m, name), "rb");
    cr_assert_not_null(file, "%s", name);
    const size_t length = fread(bytes, 1, most, file);
    (void)fclose(file);
    return length;
}

void made_rows_assert_says(made_rows *m, const char *name, const char *text)
{
    static char found[65536];
    const size_t length = made_rows_read(m, name, found, sizeof found - 1);
    found[length] = '\0';
    cr_assert_not_null(strstr(found, text), "%s: no %s in\n%s", name, text, found);
}

void made_rows_assert_refused(made_rows *m, const char *name, tc_code expected,
                              const char *text)
{
    tc_rows *rows = NULL;
    tc_error error = {0};
    const tc_code code = tc_rows_open(&m->c.problem, &m->sweep, made_rows_in(m, name),
                                      &m->options, &rows, &error);
    cr_assert_eq(code, expected, "%s: %d %s", name, (int)code, error.message_en);
    cr_assert_null(rows);
    cr_assert_not_null(strstr(error.message_en, text), "%s", error.message_en);
}

bool made_rows_is_same_number(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}
