/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "base/fault.h"
#include "io/plan_csv.h"
#include "io/plan_words.h"
#include "io/save.h"
#include "io/sweep_kinds.h"
#include "io/sweep_rows.h"

static const char NAME[] = "failed.csv";

/* A spreadsheet shows 1,048,576 lines; rows/reason.npy has them all. */
enum { LINES_MOST = 1000000 };

bool tc_rows_has_failed(const tc_rows *rows)
{
    const int64_t *by = rows->tally.by_status;
    return rows->kept != TC_ROWS_NONE && rows->first + rows->written == rows->end &&
           by[TC_OUTCOME_INFEASIBLE] + by[TC_OUTCOME_FAILED] > 0;
}

/* The scenarios of the block that waits; how many lines there are now. */
static int add_block(const tc_rows *rows, int lines, tc_buffer *out)
{
    const char *note = tc_case_is_illustrative(rows->problem) ? "示例项目" : "";
    for (int i = 0; i < rows->waiting.count && lines < LINES_MOST; i++) {
        const int reason = rows->waiting.reason[i];
        if (reason == TC_WHY_NONE)
            continue;
        tc_buffer_printf(out, "%" PRId64 ",%s,%s,%s,%s,%s\r\n", rows->waiting.first + i,
                         tc_outcome_words[rows->waiting.status[i]], tc_why_words[reason],
                         tc_why_sentences[reason][0], tc_why_sentences[reason][1], note);
        lines++;
    }
    return lines;
}

static tc_code read_codes(tc_rows *rows, int64_t at, tc_error *error)
{
    tc_outcomes *block = &rows->waiting;
    const int64_t left = rows->written - at;
    block->first = rows->first + at;
    block->count = left < block->room ? (int)left : block->room;
    const tc_code code =
        tc_npy_read(&rows->files[TC_ROWS_STATUS], at, block->count, block->room,
                    rows->waiting_codes[TC_ROWS_STATUS], error);
    return code == TC_OK
               ? tc_npy_read(&rows->files[TC_ROWS_REASON], at, block->count, block->room,
                             rows->waiting_codes[TC_ROWS_REASON], error)
               : code;
}

tc_code tc_rows_failed_write(tc_rows *rows, tc_error *error)
{
    if (!tc_rows_has_failed(rows))
        return TC_OK;
    tc_buffer text = {0};
    tc_code code = TC_OK;
    int lines = 0;
    tc_buffer_puts(&text,
                   "\xEF\xBB\xBFscenario,status,reason,reason_zh,reason_en,note\r\n");
    for (int64_t at = 0; at < rows->written && lines < LINES_MOST && code == TC_OK;
         at += rows->waiting.count) {
        code = read_codes(rows, at, error);
        if (code == TC_OK)
            code = tc_rows_codes_check(rows, error);
        if (code == TC_OK)
            lines = add_block(rows, lines, &text);
    }
    rows->waiting.count = 0;
    if (code == TC_OK && text.failed)
        code = tc_no_memory(error);
    const tc_save_file file = {NAME, text.text, text.length};
    if (code == TC_OK)
        code = tc_save_all(rows->partial, &file, 1, error);
    tc_buffer_free(&text);
    return code;
}
