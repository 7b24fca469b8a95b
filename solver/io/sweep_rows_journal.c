/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "io/disk.h"
#include "io/file_bytes.h"
#include "io/save.h"
#include "io/sweep_kinds.h"
#include "io/sweep_rows.h"

#define SCHEMA "tongchou.sweep-progress/1"

const char tc_rows_journal_name[] = "progress.json";
static const char *const STATES[] = {"running", "clearing", "placing"};
enum { STATE_COUNT = 3, STATUS_COUNT = TC_OUTCOME_FAILED + 1, ENGINE_COUNT = 2 };

static const size_t BYTES_MOST = 65536;
static const double INTERVAL_S = 1.0;
/* A disk that takes long to sync is asked less often: a tenth of the time at most. */
static const double SYNC_SHARE = 9.0;

/* ---- writing ----------------------------------------------------------------------- */

static double now_s(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Without cJSON: a sink may be called in any thread. */
static void print(const tc_rows *rows, tc_buffer *out)
{
    tc_run_entry entries[TC_RUN_ENTRIES];
    char residual[32], gap[32];
    tc_run_entries(rows, entries);
    tc_number_write(rows->tally.worst_residual, residual);
    tc_number_write(rows->tally.worst_gap, gap);
    tc_buffer_puts(out, "{\n\"schema\": \"" SCHEMA "\",\n\"run\": {");
    for (int k = 0; k < TC_RUN_ENTRIES; k++) {
        const char *quote = entries[k].quoted ? "\"" : "";
        tc_buffer_printf(out, "%s\"%s\": %s%s%s", k > 0 ? ", " : "", entries[k].key,
                         quote, entries[k].text, quote);
    }
    tc_buffer_printf(out,
                     "},\n\"state\": \"%s\",\n\"done\": %" PRId64
                     ",\n\"csv_bytes\": %" PRId64 ",\n",
                     STATES[rows->state], rows->written, rows->csv_bytes);
    for (int k = 0; k < STATUS_COUNT; k++)
        tc_buffer_printf(out, "\"%s\": %" PRId64 ", ", tc_outcome_words[k],
                         rows->tally.by_status[k]);
    for (int k = 0; k < ENGINE_COUNT; k++)
        tc_buffer_printf(out, "\"%s\": %" PRId64 ", ", tc_engine_words[k],
                         rows->tally.by_engine[k]);
    tc_buffer_printf(out, "\"worst_residual\": %s, \"worst_gap\": %s\n}\n", residual,
                     gap);
}

static tc_code sync_data(const tc_rows *rows, tc_error *error)
{
    tc_code code = TC_OK;
    for (int f = 0; f < TC_ROWS_FILES && code == TC_OK; f++)
        if (rows->files[f].file >= 0)
            code = tc_disk_sync(rows->files[f].file, rows->files[f].path, error);
    if (code == TC_OK && rows->csv_file >= 0)
        code = tc_disk_sync(rows->csv_file, rows->csv_path, error);
    return code;
}

tc_code tc_rows_journal_write(tc_rows *rows, tc_error *error)
{
    const double began = now_s();
    tc_buffer text = {0};
    print(rows, &text);
    tc_code code = text.failed ? tc_no_memory(error) : sync_data(rows, error);
    const tc_save_file file = {tc_rows_journal_name, text.text, text.length};
    if (code == TC_OK)
        code = tc_save_all(rows->partial, &file, 1, error);
    tc_buffer_free(&text);
    const double ended = now_s(), pause = SYNC_SHARE * (ended - began);
    rows->next_journal_s = ended + (pause > INTERVAL_S ? pause : INTERVAL_S);
    return code;
}

tc_code tc_rows_journal_tick(tc_rows *rows, tc_error *error)
{
    return now_s() < rows->next_journal_s ? TC_OK : tc_rows_journal_write(rows, error);
}

/* ---- reading ----------------------------------------------------------------------- */

static bool read_count(const tc_json *root, const char *key, int64_t *count)
{
    const tc_json *value = tc_json_member(root, key);
    if (!value || value->kind != TC_JSON_NUMBER ||
        !(value->number >= 0.0 && value->number <= TC_JSON_WHOLE_MOST) ||
        value->number != (double)(int64_t)value->number)
        return false;
    *count = (int64_t)value->number;
    return true;
}

static bool read_number(const tc_json *root, const char *key, double *number)
{
    const tc_json *value = tc_json_member(root, key);
    if (!value || value->kind != TC_JSON_NUMBER || !(value->number >= 0.0))
        return false;
    *number = value->number;
    return true;
}

static bool read_state(const tc_json *root, tc_rows_state *state)
{
    const tc_json *value = tc_json_member(root, "state");
    for (int k = 0; value && value->kind == TC_JSON_TEXT && k < STATE_COUNT; k++)
        if (strcmp(value->text, STATES[k]) == 0) {
            *state = (tc_rows_state)k;
            return true;
        }
    return false;
}

/* Only a journal that says all is believed. */
static bool read_members(tc_rows *rows, const tc_json *root)
{
    int64_t counted = 0, decided = 0;
    bool good = read_state(root, &rows->state) &&
                read_count(root, "done", &rows->written) &&
                read_count(root, "csv_bytes", &rows->csv_bytes) &&
                read_number(root, "worst_residual", &rows->tally.worst_residual) &&
                read_number(root, "worst_gap", &rows->tally.worst_gap);
    for (int k = 0; k < STATUS_COUNT && good; k++) {
        good = read_count(root, tc_outcome_words[k], &rows->tally.by_status[k]);
        counted += rows->tally.by_status[k];
    }
    for (int k = 0; k < ENGINE_COUNT && good; k++) {
        good = read_count(root, tc_engine_words[k], &rows->tally.by_engine[k]);
        decided += rows->tally.by_engine[k];
    }
    return good && counted == rows->written && decided == rows->written;
}

static tc_code read_document(tc_rows *rows, const tc_json_document *document,
                             const char *path, tc_error *error)
{
    const tc_json *root = tc_json_root(document);
    const tc_json *schema = tc_json_member(root, "schema");
    const tc_place place = {path, 0, 0};
    if (!schema || schema->kind != TC_JSON_TEXT || strcmp(schema->text, SCHEMA) != 0)
        return tc_fail(error, TC_ERR_INPUT, &place,
                       "不是本程序的推演进度（应有 schema %s）",
                       "no progress of a sweep (expected the schema %s)", SCHEMA);
    if (!read_members(rows, root))
        return tc_fail(error, TC_ERR_INPUT, &place, "推演进度不完整或自相矛盾",
                       "the progress of the sweep is not whole or contradicts itself");
    const tc_code code = tc_run_agree(rows, document, path, error);
    return code == TC_OK && rows->written > rows->end - rows->first
               ? tc_fail(error, TC_ERR_INPUT, &place, "推演进度多于全部情景",
                         "the progress of the sweep is more than all of it")
               : code;
}

tc_code tc_rows_journal_read(tc_rows *rows, tc_error *error)
{
    const char *path = tc_rows_path(rows, rows->partial, tc_rows_journal_name);
    if (!path)
        return tc_no_memory(error);
    rows->written = rows->csv_bytes = 0;
    rows->state = TC_ROWS_RUNNING;
    rows->tally = (tc_rows_tally){0};
    rows->is_partial = !tc_file_is_missing(path);
    if (!rows->is_partial)
        return TC_OK;
    tc_json_document *document = NULL;
    tc_code code = tc_json_load(path, path, BYTES_MOST, &document, error);
    if (code == TC_OK)
        code = read_document(rows, document, path, error);
    tc_json_free(document);
    return code;
}
