/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/disk.h"
#include "io/sweep_rows.h"

static const char PARTIAL[] = "partial", ROWS[] = "rows";

static tc_code memory_ran_out(tc_error *error)
{
    return tc_no_memory(error);
}

/* ---- files ------------------------------------------------------------------------- */

static tc_code fill(tc_rows *rows, const char *folder, const tc_rows_options *options,
                    tc_error *error)
{
    rows->run = *options->run;
    rows->kept = options->kept;
    rows->csv = options->csv;
    rows->first = options->run->first;
    rows->end = options->run->end > 0 ? options->run->end : rows->sweep->scenarios;
    rows->goals = tc_sweep_goal_count(rows->problem, rows->sweep);
    rows->csv_file = rows->lock = -1;
    for (int f = 0; f < TC_ROWS_FILES; f++)
        rows->files[f].file = -1;
    rows->folder = tc_arena_text(&rows->arena, folder, strlen(folder));
    rows->partial = rows->folder ? tc_rows_path(rows, folder, PARTIAL) : NULL;
    rows->csv_path = rows->partial ? tc_rows_path(rows, rows->partial, "rows.csv") : NULL;
    return rows->csv_path ? tc_rows_make_waiting(rows, error) : memory_ran_out(error);
}

/* Open the files in a folder's rows/, made (fresh) or as they are. */
static tc_code open_files(tc_rows *rows, const char *folder, bool fresh, tc_error *error)
{
    const char *inner = tc_rows_path(rows, folder, ROWS);
    if (!inner)
        return memory_ran_out(error);
    tc_code code = fresh ? tc_disk_make_folder(inner, error) : TC_OK;
    for (int f = 0; f < TC_ROWS_FILES && code == TC_OK; f++) {
        if (!tc_rows_keeps(rows, (tc_rows_file)f))
            continue;
        rows->files[f] = (tc_npy){.path = tc_rows_path(rows, inner, tc_rows_names[f]),
                                  .file = -1,
                                  .rows = rows->end - rows->first,
                                  .columns = tc_rows_columns(rows, (tc_rows_file)f),
                                  .bytes = tc_rows_is_bytes((tc_rows_file)f)};
        if (!rows->files[f].path)
            code = memory_ran_out(error);
        else if (fresh)
            code = tc_npy_create(&rows->files[f], error);
        else
            code = tc_npy_open(&rows->files[f], !rows->is_finished, error);
    }
    return code == TC_OK && fresh ? tc_disk_sync_folder(inner, error) : code;
}

static tc_code start(tc_rows *rows, tc_error *error)
{
    const bool fresh = rows->written == 0;
    tc_code code = TC_OK;
    if (fresh) {
        rows->csv_bytes = 0;
        rows->tally = (tc_rows_tally){0};
        code = tc_rows_discard(rows, error);
    }
    if (code == TC_OK && fresh)
        code = tc_rows_journal_write(rows, error);
    if (code == TC_OK && rows->kept != TC_ROWS_NONE)
        code = open_files(rows, rows->partial, fresh, error);
    if (code == TC_OK && rows->csv)
        code = tc_rows_csv_begin(rows, error);
    return code;
}

static tc_code open_finished(tc_rows *rows, tc_error *error)
{
    rows->is_finished = true;
    rows->written = rows->end - rows->first;
    return open_files(rows, rows->folder, false, error);
}

static tc_code refuse_unfinished(const tc_rows *rows, tc_error *error)
{
    return tc_fail(error, TC_ERR_USAGE, NULL,
                   "%s 里有一次未完成的运行：用 --resume 接着算，或先删除它",
                   "%s holds a run that was not finished: go on with --resume, or remove "
                   "it first",
                   rows->partial);
}

/* Go on with what lies in partial/. Without the shares nobody else can be told what was
 * decided, so that it is decided again. */
static tc_code go_on(tc_rows *rows, tc_error *error)
{
    if (rows->state != TC_ROWS_RUNNING) {
        const tc_code code = tc_rows_place(rows, error);
        if (code != TC_OK)
            return code;
        if (rows->kept == TC_ROWS_ALL)
            return open_finished(rows, error);
        rows->is_finished = false;
        rows->state = TC_ROWS_RUNNING;
        const tc_code again = tc_rows_lock(rows, error); /* the lock has gone with it */
        if (again != TC_OK)
            return again;
    }
    if (rows->kept != TC_ROWS_ALL)
        rows->written = 0;
    return start(rows, error);
}

/* Is the result in the folder that of this very run? One of another run is replaced, as
 * it is without resume. */
static tc_code compare_result(tc_rows *rows, bool *same, tc_error *error)
{
    const char *path = tc_rows_path(rows, rows->folder, "sweep.json");
    if (!path)
        return memory_ran_out(error);
    tc_json_document *document = NULL;
    const tc_code code = tc_json_load(path, path, (size_t)1 << 28, &document, error);
    if (code == TC_OK)
        *same = tc_run_agree(rows, document, path, NULL) == TC_OK;
    tc_json_free(document);
    return code;
}

/* What stands in the folder: is it to be refused, is it this very result (same)? */
static tc_code consider(tc_rows *rows, bool resume, bool *same, tc_error *error)
{
    bool result = false;
    tc_code code = tc_rows_journal_read(rows, error);
    if (code == TC_ERR_MEMORY || code == TC_ERR_IO)
        return code;
    const bool is_empty =
        code != TC_ERR_INPUT && rows->written == 0 && rows->state == TC_ROWS_RUNNING;
    if (rows->is_partial && !resume && !is_empty)
        return refuse_unfinished(rows, error);
    if (resume && code != TC_OK && !is_empty)
        return code;
    code = rows->state == TC_ROWS_RUNNING ? tc_rows_guard(rows, &result, error) : TC_OK;
    if (code == TC_OK && resume && result && !rows->is_partial &&
        rows->kept == TC_ROWS_ALL)
        code = compare_result(rows, same, error);
    return code;
}

/* Twice: a refusal leaves the folder as it was, and what another process did before it
 * let go of the lock counts. */
static tc_code open_all(tc_rows *rows, bool resume, tc_error *error)
{
    bool same = false;
    tc_code code = consider(rows, resume, &same, error);
    if (code == TC_OK && !same) {
        code = tc_rows_lock(rows, error);
        if (code == TC_OK)
            code = consider(rows, resume, &same, error);
    }
    if (code == TC_OK && same)
        code = tc_rows_tidy(rows, error);
    if (code != TC_OK)
        return code;
    return same ? open_finished(rows, error) : go_on(rows, error);
}

tc_code tc_rows_open(const tc_problem *problem, const tc_sweep *sweep, const char *folder,
                     const tc_rows_options *options, tc_rows **rows, tc_error *error)
{
    tc_rows *fresh = tc_mem_new(1, sizeof *fresh);
    if (!fresh)
        return memory_ran_out(error);
    fresh->problem = problem;
    fresh->sweep = sweep;
    tc_code code = fill(fresh, folder, options, error);
    if (code == TC_OK)
        code = open_all(fresh, options->resume, error);
    if (code == TC_OK)
        *rows = fresh;
    else
        tc_rows_close(fresh);
    return code;
}
