/* made_rows.h — rows of a sweep whose outcomes are made up, and folders for them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_MADE_ROWS_H
#define TC_TESTS_MADE_ROWS_H

#include "domain/outcome.h"
#include "support/hand_case.h"
#include "support/scratch.h"
#include "tongchou/rows.h"

enum {
    MADE_ROWS_SCENARIOS = 10007,
    MADE_ROWS_AXES = 3,
    MADE_ROWS_GOALS = 2,
    MADE_ROWS_PROJECTS = 4,
    MADE_ROWS_BLOCK_MOST = 6000
};

/* Columns: axes, goals, shares, remaining, gap, residual. */
enum {
    MADE_ROWS_COLUMNS =
        MADE_ROWS_AXES + MADE_ROWS_GOALS + MADE_ROWS_PROJECTS + TC_POLLUTANTS + 2
};

typedef struct made_rows {
    hand_case c;
    tc_axis axes[MADE_ROWS_AXES];
    tc_sweep sweep;
    tc_sweep_options run;
    tc_rows_options options;
    tc_scratch scratch;
} made_rows;

/* Do not copy it but to change the copy. Owns a folder: made_rows_forget, which also
 * fails the test where something leaked. */
void made_rows_make(made_rows *m);
void made_rows_forget(const made_rows *m);

/* The path of a name in the folder, until the next call. */
const char *made_rows_in(made_rows *m, const char *name);

/* What came of scenario k; the number in a column is NAN where there is no plan. */
unsigned char made_rows_status(int64_t k);
unsigned char made_rows_reason(int64_t k);
double made_rows_number(int64_t k, int column);

/* Give scenarios from .. to - 1 to a sink in blocks; the columns are further apart than
 * they are long. */
tc_code made_rows_feed(const tc_sink *sink, int64_t from, int64_t to, int block,
                       tc_error *error);

/* Open rows, which must succeed. */
tc_rows *made_rows_open(made_rows *m, const char *name);

/* Open, take up to scenario to, and finish. */
void made_rows_run(made_rows *m, const char *name, int64_t to, int block);

bool made_rows_is_there(made_rows *m, const char *name);

/* The first bytes of a file, most at most; how many there are. */
size_t made_rows_read(made_rows *m, const char *name, void *bytes, size_t most);

/* The same bits, or both not a number. */
bool made_rows_is_same_number(double a, double b);

/* Fail the test unless two files or folders are the same, to the byte; a file holds a
 * text; opening is refused with a message that holds a text. */
void made_rows_assert_same(made_rows *m, const char *a, const char *b);
void made_rows_assert_says(made_rows *m, const char *name, const char *text);
void made_rows_assert_refused(made_rows *m, const char *name, tc_code expected,
                              const char *text);

#endif
