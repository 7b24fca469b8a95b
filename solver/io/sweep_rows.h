/* sweep_rows.h — the parts of tongchou/rows.h: files, journal, their places. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SWEEP_ROWS_H
#define TC_IO_SWEEP_ROWS_H

#include "base/buffer.h"
#include "domain/outcome.h"
#include "io/json_tree.h"
#include "io/npy.h"
#include "tongchou/rows.h"

#define TC_SWEEP_SCHEMA "tongchou.sweep/1"

typedef enum tc_rows_file {
    TC_ROWS_AXES,
    TC_ROWS_GOAL,
    TC_ROWS_SHARE,
    TC_ROWS_REMAINING,
    TC_ROWS_STATUS,
    TC_ROWS_REASON,
    TC_ROWS_GAP,
    TC_ROWS_RESIDUAL,
    TC_ROWS_FILES
} tc_rows_file;

/* "axes.npy" … */
extern const char *const tc_rows_names[TC_ROWS_FILES];

/* How far putting a result in its place has come. */
typedef enum tc_rows_state {
    TC_ROWS_RUNNING,
    TC_ROWS_CLEARING, /* an older result moves away */
    TC_ROWS_PLACING   /* the new one moves in */
} tc_rows_state;

/* What came of the scenarios so far: the same for every run of the same slice. */
typedef struct tc_rows_tally {
    int64_t by_status[4]; /* of tc_outcome_status */
    int64_t by_engine[2]; /* of tc_engine */
    double worst_residual, worst_gap;
} tc_rows_tally;

struct tc_rows {
    tc_arena arena;
    const tc_problem *problem;
    const tc_sweep *sweep;
    tc_sweep_options run;
    tc_rows_kept kept;
    bool csv;
    int64_t first, end;
    int64_t written; /* scenarios in the files */
    int goals;
    const char *folder, *partial; /* as asked; its part that is not finished */
    bool is_partial;              /* partial/ holds a journal: something to go on with */
    bool is_finished;             /* the result is in its place */
    tc_rows_state state;
    tc_rows_tally tally;
    tc_npy files[TC_ROWS_FILES]; /* not open where they are not kept */
    int csv_file, lock;          /* -1: not open */
    const char *csv_path;
    int64_t csv_bytes;
    tc_buffer csv_text; /* of one block */
    /* small blocks wait here; columns as in tc_tile */
    tc_outcomes waiting;
    double *waiting_numbers[TC_ROWS_FILES];
    unsigned char *waiting_codes[TC_ROWS_FILES], *waiting_engines;
    double next_journal_s;
    tc_sink sink;
};

/* partial/NAME or FOLDER/NAME. NULL when memory runs out. Owns: the arena. */
const char *tc_rows_path(tc_rows *rows, const char *folder, const char *name);

/* The columns of a file, as tc_npy has it: -1 for a single one. */
int tc_rows_columns(const tc_rows *rows, tc_rows_file file);

/* Is it a file of bytes? The others are of doubles. */
bool tc_rows_is_bytes(tc_rows_file file);

/* Make room for the blocks that wait. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_make_waiting(tc_rows *rows, tc_error *error);

/* Is the file written in this run? */
bool tc_rows_keeps(const tc_rows *rows, tc_rows_file file);

/* Refuse bytes of the block that waits that are no status, or no reason.
 * Errors   TC_ERR_INPUT. */
TC_CHECKED tc_code tc_rows_codes_check(const tc_rows *rows, tc_error *error);

/* ---- sweep_rows_csv.c -------------------------------------------------------------- */

/* Begin rows.csv in partial/, or cut what stands behind csv_bytes.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_csv_begin(tc_rows *rows, tc_error *error);
TC_CHECKED tc_code tc_rows_csv_add(tc_rows *rows, const tc_outcomes *outcomes,
                                   tc_error *error);

/* ---- sweep_rows_failed.c ----------------------------------------------------------- */

/* Write failed.csv into partial/, where there are rows and scenarios without a plan: for
 * each its number and the reason, as many as a spreadsheet holds.
 * Errors   TC_ERR_IO, TC_ERR_INPUT, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_failed_write(tc_rows *rows, tc_error *error);

/* Is there to be such a file? */
bool tc_rows_has_failed(const tc_rows *rows);

/* ---- sweep_rows_run.c: what a run is ----------------------------------------------- */

enum { TC_RUN_ENTRIES = 10 };

/* What must agree for a run to go on, in order: the same run, the same bytes. */
typedef struct tc_run_entry {
    const char *key, *zh, *en;
    char text[80]; /* as JSON has it, without quotes */
    bool quoted;
} tc_run_entry;

void tc_run_entries(const tc_rows *rows, tc_run_entry entries[TC_RUN_ENTRIES]);

/* Is "run" in this document the same run? TC_ERR_USAGE says what differs. */
TC_CHECKED tc_code tc_run_agree(const tc_rows *rows, const tc_json_document *document,
                                const char *path, tc_error *error);

/* ---- sweep_rows_journal.c ---------------------------------------------------------- */

extern const char tc_rows_journal_name[];

/* Make the data lasting, then say in progress.json how far it goes.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY; the journal is then as it was. */
TC_CHECKED tc_code tc_rows_journal_write(tc_rows *rows, tc_error *error);

/* Write it where the last time is long enough ago. Errors: as tc_rows_journal_write. */
TC_CHECKED tc_code tc_rows_journal_tick(tc_rows *rows, tc_error *error);

/* Read progress.json into written, state, tally and csv_bytes; is_partial says whether
 * there is one.
 * Errors   TC_ERR_USAGE: of another run; TC_ERR_INPUT, TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_journal_read(tc_rows *rows, tc_error *error);

/* ---- sweep_rows_place.c ------------------------------------------------------------ */

/* Refuse a folder that holds what is not a sweep's; *result says whether there is a
 * finished one. Errors: TC_ERR_USAGE, TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_guard(tc_rows *rows, bool *result, tc_error *error);

/* Make partial/ and keep other processes out of it, until it is removed or let in.
 * Errors   TC_ERR_USAGE: one is in it; TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_lock(tc_rows *rows, tc_error *error);
void tc_rows_unlock(tc_rows *rows);

/* Remove what an earlier run, of which nothing is of use, left in partial/.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_discard(tc_rows *rows, tc_error *error);

/* Remove partial/ where it is a left-over of a run that ended after its result was in
 * place. Errors: as tc_rows_lock. */
TC_CHECKED tc_code tc_rows_tidy(tc_rows *rows, tc_error *error);

/* Put what is in partial/ into its place, from state on. Errors: TC_ERR_IO,
 * TC_ERR_MEMORY; doing it again goes on. */
TC_CHECKED tc_code tc_rows_place(tc_rows *rows, tc_error *error);

/* ---- sweep_rows_about.c ------------------------------------------------------------ */

/* Write sweep.json into partial/. Errors: TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_rows_about_write(const tc_rows *rows, tc_error *error);

#endif
