/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sweep_rows.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/disk.h"

const char *const tc_rows_names[TC_ROWS_FILES] = {
    "axes.npy",   "goals.npy",  "shares.npy", "remaining.npy",
    "status.npy", "reason.npy", "gap.npy",    "residual.npy"};

/* Small blocks are gathered until they are worth a write of each column. */
static const int64_t WAITING_BYTES = (int64_t)8 << 20;
enum { WAITING_LEAST = 64, WAITING_MOST = 4096 };

static tc_code memory_ran_out(tc_error *error)
{
    return tc_no_memory(error);
}

const char *tc_rows_path(tc_rows *rows, const char *folder, const char *name)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", folder, name);
    const char *kept =
        path.failed ? NULL : tc_arena_text(&rows->arena, path.text, path.length);
    tc_buffer_free(&path);
    return kept;
}

bool tc_rows_keeps(const tc_rows *rows, tc_rows_file file)
{
    return rows->kept == TC_ROWS_ALL ||
           (rows->kept == TC_ROWS_GOALS && file != TC_ROWS_SHARE);
}

bool tc_rows_is_bytes(tc_rows_file file)
{
    return file == TC_ROWS_STATUS || file == TC_ROWS_REASON;
}

/* ---- columns ----------------------------------------------------------------------- */

int tc_rows_columns(const tc_rows *rows, tc_rows_file file)
{
    switch (file) {
    case TC_ROWS_AXES:
        return rows->sweep->axis_count;
    case TC_ROWS_GOAL:
        return rows->goals;
    case TC_ROWS_SHARE:
        return rows->problem->project_count;
    case TC_ROWS_REMAINING:
        return TC_POLLUTANTS;
    case TC_ROWS_STATUS:
    case TC_ROWS_REASON:
    case TC_ROWS_GAP:
    case TC_ROWS_RESIDUAL:
    case TC_ROWS_FILES:
        break;
    }
    return -1;
}

static const void *numbers_of(const tc_outcomes *outcomes, tc_rows_file file)
{
    switch (file) {
    case TC_ROWS_AXES:
        return outcomes->values;
    case TC_ROWS_GOAL:
        return outcomes->goal;
    case TC_ROWS_SHARE:
        return outcomes->share;
    case TC_ROWS_REMAINING:
        return outcomes->remaining;
    case TC_ROWS_STATUS:
        return outcomes->status;
    case TC_ROWS_REASON:
        return outcomes->reason;
    case TC_ROWS_GAP:
        return outcomes->gap;
    case TC_ROWS_RESIDUAL:
    case TC_ROWS_FILES:
        break;
    }
    return outcomes->residual;
}

static int64_t row_bytes(const tc_rows *rows)
{
    int64_t bytes = 0;
    for (int f = 0; f < TC_ROWS_FILES; f++) {
        const int columns = tc_rows_columns(rows, (tc_rows_file)f);
        const int64_t width = tc_rows_is_bytes((tc_rows_file)f) ? 1 : 8;
        bytes += (columns < 0 ? 1 : columns) * width;
    }
    return bytes;
}

tc_code tc_rows_make_waiting(tc_rows *rows, tc_error *error)
{
    int64_t room = WAITING_BYTES / row_bytes(rows);
    room = room < WAITING_LEAST ? WAITING_LEAST : room;
    room = room > WAITING_MOST ? WAITING_MOST : room;
    for (int f = 0; f < TC_ROWS_FILES; f++) {
        const int columns = tc_rows_columns(rows, (tc_rows_file)f);
        const size_t count = (size_t)(columns < 0 ? 1 : columns) * (size_t)room;
        const bool bytes = tc_rows_is_bytes((tc_rows_file)f);
        void *taken =
            tc_arena_take(&rows->arena, count, bytes ? sizeof(char) : sizeof(double));
        if (!taken)
            return memory_ran_out(error);
        if (bytes)
            rows->waiting_codes[f] = taken;
        else
            rows->waiting_numbers[f] = taken;
    }
    rows->waiting_engines = tc_arena_take(&rows->arena, (size_t)room, 1);
    if (!rows->waiting_engines)
        return memory_ran_out(error);
    rows->waiting = (tc_outcomes){.room = (int)room,
                                  .values = rows->waiting_numbers[TC_ROWS_AXES],
                                  .status = rows->waiting_codes[TC_ROWS_STATUS],
                                  .reason = rows->waiting_codes[TC_ROWS_REASON],
                                  .engine = rows->waiting_engines,
                                  .goal = rows->waiting_numbers[TC_ROWS_GOAL],
                                  .share = rows->waiting_numbers[TC_ROWS_SHARE],
                                  .remaining = rows->waiting_numbers[TC_ROWS_REMAINING],
                                  .gap = rows->waiting_numbers[TC_ROWS_GAP],
                                  .residual = rows->waiting_numbers[TC_ROWS_RESIDUAL]};
    return TC_OK;
}

/* ---- taking ------------------------------------------------------------------------ */

static void count(tc_rows_tally *tally, const tc_outcomes *outcomes)
{
    for (int i = 0; i < outcomes->count; i++) {
        tally->by_status[outcomes->status[i]]++;
        tally->by_engine[outcomes->engine[i]]++;
        tally->worst_residual = fmax(tally->worst_residual, outcomes->residual[i]);
        tally->worst_gap = fmax(tally->worst_gap, outcomes->gap[i]);
    }
}

static tc_code write_block(tc_rows *rows, const tc_outcomes *outcomes, tc_error *error)
{
    tc_code code = TC_OK;
    for (int f = 0; f < TC_ROWS_FILES && code == TC_OK; f++)
        if (rows->files[f].file >= 0)
            code = tc_npy_write(&rows->files[f], rows->written, outcomes->count,
                                outcomes->room, numbers_of(outcomes, (tc_rows_file)f),
                                error);
    if (code == TC_OK && rows->csv)
        code = tc_rows_csv_add(rows, outcomes, error);
    if (code != TC_OK)
        return code;
    count(&rows->tally, outcomes);
    rows->written += outcomes->count;
    return TC_OK;
}

static tc_code write_waiting(tc_rows *rows, tc_error *error)
{
    const tc_code code =
        rows->waiting.count > 0 ? write_block(rows, &rows->waiting, error) : TC_OK;
    rows->waiting.count = 0;
    return code;
}

/* Append rows from .. from + count - 1 to those that wait. */
static void wait(tc_rows *rows, const tc_outcomes *outcomes, int from, int many)
{
    tc_outcomes *waiting = &rows->waiting;
    if (waiting->count == 0)
        waiting->first = outcomes->first + from;
    for (int f = 0; f < TC_ROWS_FILES; f++) {
        const int columns = tc_rows_columns(rows, (tc_rows_file)f);
        const bool bytes = tc_rows_is_bytes((tc_rows_file)f);
        for (int c = 0; !bytes && c < (columns < 0 ? 1 : columns); c++) {
            const double *source = numbers_of(outcomes, (tc_rows_file)f);
            memcpy(rows->waiting_numbers[f] + (size_t)c * (size_t)waiting->room +
                       waiting->count,
                   source + (size_t)c * (size_t)outcomes->room + from,
                   (size_t)many * sizeof(double));
        }
    }
    memcpy(rows->waiting_codes[TC_ROWS_STATUS] + waiting->count, outcomes->status + from,
           (size_t)many);
    memcpy(rows->waiting_codes[TC_ROWS_REASON] + waiting->count, outcomes->reason + from,
           (size_t)many);
    memcpy(rows->waiting_engines + waiting->count, outcomes->engine + from, (size_t)many);
    waiting->count += many;
}

static tc_code gather(tc_rows *rows, const tc_outcomes *outcomes, tc_error *error)
{
    tc_code code = TC_OK;
    for (int from = 0; from < outcomes->count && code == TC_OK;) {
        const int room = rows->waiting.room - rows->waiting.count;
        const int left = outcomes->count - from;
        const int many = left < room ? left : room;
        wait(rows, outcomes, from, many);
        from += many;
        if (rows->waiting.count == rows->waiting.room)
            code = write_waiting(rows, error);
    }
    return code;
}

static tc_code take(void *context, const tc_outcomes *outcomes, tc_error *error)
{
    tc_rows *rows = context;
    assert(outcomes->first == rows->first + rows->written + rows->waiting.count);
    assert(outcomes->first + outcomes->count <= rows->end && !rows->is_finished);
    const bool straight =
        rows->waiting.count == 0 && outcomes->count >= rows->waiting.room / 2;
    tc_code code =
        straight ? write_block(rows, outcomes, error) : gather(rows, outcomes, error);
    if (code == TC_OK)
        return tc_rows_journal_tick(rows, error);
    /* What was written before shall not be lost. Should that fail as well, the journal of
       a while ago holds; the first error is the one to tell. */
    const tc_code kept = tc_rows_journal_write(rows, NULL);
    return kept == TC_ERR_MEMORY ? kept : code;
}

/* ---- what is there ----------------------------------------------------------------- */

int64_t tc_rows_done(const tc_rows *rows)
{
    return rows->written;
}

int64_t tc_rows_bytes(const tc_rows *rows)
{
    int64_t bytes = 0;
    for (int f = 0; f < TC_ROWS_FILES; f++)
        if (rows->files[f].file >= 0)
            bytes += tc_npy_size(&rows->files[f]);
    return bytes;
}

const tc_sink *tc_rows_sink(tc_rows *rows)
{
    rows->sink = (tc_sink){take, rows};
    return &rows->sink;
}

const char *tc_rows_folder(const tc_rows *rows)
{
    return rows->is_finished ? rows->folder : rows->partial;
}

/* A byte that is no status, or no reason, would be an index somewhere. */
static tc_code check_codes(const tc_rows *rows, tc_rows_file file, int most,
                           tc_error *error)
{
    const tc_place place = {rows->files[file].path, 0, 0};
    const unsigned char *codes = rows->waiting_codes[file];
    const char *name = file == TC_ROWS_STATUS ? "status" : "reason";
    for (int i = 0; i < rows->waiting.count; i++)
        if (codes[i] > most)
            return tc_fail(error, TC_ERR_INPUT, &place,
                           "情景 %" PRId64 " 的 %s 应为 0 至 %d，却是 %d",
                           "of scenario %" PRId64 " the %s should be 0 to %d, found %d",
                           rows->waiting.first + i, name, most, (int)codes[i]);
    return TC_OK;
}

tc_code tc_rows_codes_check(const tc_rows *rows, tc_error *error)
{
    const tc_code code = check_codes(rows, TC_ROWS_STATUS, TC_OUTCOME_FAILED, error);
    return code == TC_OK ? check_codes(rows, TC_ROWS_REASON, TC_WHY_CHECK, error) : code;
}

static tc_code read_block(tc_rows *rows, int64_t from, tc_error *error)
{
    tc_code code = TC_OK;
    for (int f = 0; f < TC_ROWS_FILES && code == TC_OK; f++) {
        void *to = tc_rows_is_bytes((tc_rows_file)f) ? (void *)rows->waiting_codes[f]
                                                     : (void *)rows->waiting_numbers[f];
        code = tc_npy_read(&rows->files[f], from, rows->waiting.count, rows->waiting.room,
                           to, error);
    }
    return code;
}

tc_code tc_rows_replay(tc_rows *rows, const tc_sink *sink, tc_error *error)
{
    assert(rows->waiting.count == 0 && (rows->written == 0 || rows->kept == TC_ROWS_ALL));
    tc_outcomes *block = &rows->waiting;
    tc_code code = TC_OK;
    block->engine = NULL;
    for (int64_t at = 0; at < rows->written && code == TC_OK; at += block->count) {
        const int64_t left = rows->written - at;
        block->first = rows->first + at;
        block->count = left < block->room ? (int)left : block->room;
        code = read_block(rows, at, error);
        if (code == TC_OK)
            code = tc_rows_codes_check(rows, error);
        if (code == TC_OK)
            code = sink->take(sink->context, block, error);
    }
    block->count = 0;
    block->engine = rows->waiting_engines;
    return code;
}

/* ---- the end ----------------------------------------------------------------------- */

static tc_code close_files(tc_rows *rows, tc_error *error)
{
    tc_code code = TC_OK;
    for (int f = 0; f < TC_ROWS_FILES; f++) {
        const tc_code closed =
            tc_npy_close(&rows->files[f], code == TC_OK ? error : NULL);
        code = code == TC_OK ? closed : code;
    }
    if (rows->csv_file >= 0) {
        const tc_code closed =
            tc_disk_close(rows->csv_file, rows->csv_path, code == TC_OK ? error : NULL);
        rows->csv_file = -1;
        code = code == TC_OK ? closed : code;
    }
    return code;
}

tc_code tc_rows_finish(tc_rows *rows, tc_error *error)
{
    if (rows->is_finished)
        return TC_OK;
    tc_code code = write_waiting(rows, error);
    if (code == TC_OK && rows->first + rows->written == rows->end)
        code = tc_rows_failed_write(rows, error);
    if (code == TC_OK)
        code = tc_rows_about_write(rows, error);
    if (code == TC_OK)
        code = tc_rows_journal_write(rows, error);
    if (code != TC_OK || rows->first + rows->written < rows->end)
        return code;
    code = close_files(rows, error);
    return code == TC_OK ? tc_rows_place(rows, error) : code;
}

void tc_rows_close(tc_rows *rows)
{
    if (!rows)
        return;
    for (int f = 0; f < TC_ROWS_FILES; f++)
        if (rows->files[f].file >= 0)
            (void)close(rows->files[f].file); /* the journal says what is lasting */
    if (rows->csv_file >= 0)
        (void)close(rows->csv_file);
    tc_rows_unlock(rows);
    tc_buffer_free(&rows->csv_text);
    tc_arena_free(&rows->arena);
    tc_mem_drop(rows);
}
