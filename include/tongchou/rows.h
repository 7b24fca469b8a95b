/* rows.h — the outcomes of a sweep on disk, a row for each scenario. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_ROWS_H
#define TONGCHOU_ROWS_H

#include "tongchou/sweep.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A result of a sweep in a folder: sweep.json, rows/NAME.npy and, if asked for, rows.csv.
 * Until all its scenarios are there it lies in the folder's partial/, beside a journal,
 * and what the folder held before stays in its place. */
typedef struct tc_rows tc_rows;

typedef enum tc_rows_kept {
    TC_ROWS_ALL,
    TC_ROWS_GOALS, /* all but the projects' shares */
    TC_ROWS_NONE   /* sweep.json alone */
} tc_rows_kept;

typedef struct tc_rows_options {
    const tc_sweep_options *run; /* first and end: the slice; engine, relax and gap decide
                                    what the rows are, the others do not */
    tc_rows_kept kept;
    bool csv;    /* rows.csv, too: for spreadsheets, slow and large */
    bool resume; /* go on with what is there of this run; else from the beginning */
} tc_rows_options;

/* Open a folder (made if need be, with its parents) for the outcomes of a slice.
 *
 * Errors   TC_ERR_USAGE: the folder holds something that is not a sweep's; an unfinished
 *          run, and resume is not asked for; with resume, an unfinished run of something
 *          else (case, sweep, slice, engine, version …); one that another process is
 *          writing.
 *          TC_ERR_IO, TC_ERR_MEMORY.
 * Owns     tc_rows_close; problem and sweep must outlive it. */
TC_API TC_CHECKED tc_code tc_rows_open(const tc_problem *problem, const tc_sweep *sweep,
                                       const char *folder, const tc_rows_options *options,
                                       tc_rows **rows, tc_error *error);

/* How many scenarios of the slice are there, from its first on: the rest is to be run. */
TC_API int64_t tc_rows_done(const tc_rows *rows);

/* About how many bytes the whole slice takes, without rows.csv. */
TC_API int64_t tc_rows_bytes(const tc_rows *rows);

/* Takes the outcomes from scenario first + done on. What it took survives the end of the
 * process from the journal's next second on. Owns: rows. */
TC_API const tc_sink *tc_rows_sink(tc_rows *rows);

/* Give what is there, in order, to another sink, so that it has seen all of the slice
 * once the rest is run. Errors: TC_ERR_IO, TC_ERR_MEMORY, and those of the sink. */
TC_API TC_CHECKED tc_code tc_rows_replay(tc_rows *rows, const tc_sink *sink,
                                         tc_error *error);

/* Where the result lies: partial/ until tc_rows_finish. Files that are to lie beside
 * sweep.json may be saved there before. Owns: rows. */
TC_API const char *tc_rows_folder(const tc_rows *rows);

/* Make what was taken lasting. If that is all of the slice, put the result in its place,
 * sweep.json last, and take an older result away; else sweep.json in partial/ says
 * "complete": false, and a later tc_rows_open with resume goes on.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY; resume then goes on from what is lasting. */
TC_API TC_CHECKED tc_code tc_rows_finish(tc_rows *rows, tc_error *error);

/* NULL is allowed. Without tc_rows_finish: as if the process had ended. */
TC_API void tc_rows_close(tc_rows *rows);

#ifdef __cplusplus
}
#endif

#endif
