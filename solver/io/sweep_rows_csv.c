/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <unistd.h>

#include "base/fault.h"
#include "io/disk.h"
#include "io/plan_csv.h"
#include "io/plan_words.h"
#include "io/sweep_kinds.h"
#include "io/sweep_rows.h"

static const char MARK[] = "\xEF\xBB\xBF";
static const char LINE_END[] = "\r\n";
static const char ILLUSTRATIVE[] = "示例项目";

/* Text is written to the file when there is this much of it. */
static const size_t TEXT_BYTES = (size_t)1 << 20;

static tc_code flush(tc_rows *rows, tc_error *error)
{
    tc_buffer *out = &rows->csv_text;
    if (out->failed)
        return tc_no_memory(error);
    const tc_code code = tc_disk_write(rows->csv_file, rows->csv_path, rows->csv_bytes,
                                       out->text, out->length, error);
    if (code == TC_OK)
        rows->csv_bytes += (int64_t)out->length;
    out->length = 0;
    return code;
}

/* ",WORD NAME": a kind of column and which of them. */
static void add_heading(tc_buffer *out, const char *word, const char *name)
{
    tc_buffer cell = {0};
    tc_buffer_printf(&cell, "%s %s", word, name);
    tc_buffer_puts(out, ",");
    if (cell.failed)
        out->failed = true;
    else
        tc_csv_write_text(out, cell.text);
    tc_buffer_free(&cell);
}

static void add_headings(const tc_rows *rows, tc_buffer *out)
{
    tc_buffer_puts(out, MARK);
    tc_buffer_puts(out, "scenario,status");
    for (int a = 0; a < rows->sweep->axis_count; a++)
        add_heading(out, "axis", rows->sweep->axes[a].name);
    for (int g = 0; g < rows->goals; g++)
        add_heading(out, "goal", tc_sweep_goal_name(rows->problem, rows->sweep, g));
    for (int j = 0; rows->kept == TC_ROWS_ALL && j < rows->problem->project_count; j++)
        add_heading(out, "share", rows->problem->projects[j].id);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        add_heading(out, "remaining", tc_pollutants[p].id);
    tc_buffer_puts(out, ",gap,residual,reason,note");
    tc_buffer_puts(out, LINE_END);
}

/* Most shares are 0 or 1; what has no value has an empty cell. */
static void add_number(tc_buffer *out, double value)
{
    char text[32];
    tc_buffer_puts(out, ",");
    if (isnan(value))
        return;
    if (value == 1.0 || (value == 0.0 && !signbit(value))) {
        tc_buffer_puts(out, value == 1.0 ? "1" : "0");
        return;
    }
    tc_number_write(value, text);
    tc_buffer_puts(out, text);
}

static void add_numbers(tc_buffer *out, const double *columns, int count, int room, int i)
{
    for (int c = 0; c < count; c++)
        add_number(out, columns[(size_t)c * (size_t)room + (size_t)i]);
}

static void add_row(const tc_rows *rows, const tc_outcomes *outcomes, int i,
                    const char *note, tc_buffer *out)
{
    const int room = outcomes->room;
    tc_buffer_printf(out, "%" PRId64 ",%s", outcomes->first + i,
                     tc_outcome_words[outcomes->status[i]]);
    add_numbers(out, outcomes->values, rows->sweep->axis_count, room, i);
    add_numbers(out, outcomes->goal, rows->goals, room, i);
    if (rows->kept == TC_ROWS_ALL)
        add_numbers(out, outcomes->share, rows->problem->project_count, room, i);
    add_numbers(out, outcomes->remaining, TC_POLLUTANTS, room, i);
    add_number(out, outcomes->gap[i]);
    add_number(out, outcomes->residual[i]);
    tc_buffer_printf(out, ",%s,%s%s", tc_why_words[outcomes->reason[i]], note, LINE_END);
}

tc_code tc_rows_csv_begin(tc_rows *rows, tc_error *error)
{
    rows->csv_file =
        open(rows->csv_path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (rows->csv_file < 0)
        return tc_disk_fault("创建文件", "make the file", rows->csv_path, error);
    if (ftruncate(rows->csv_file, (off_t)rows->csv_bytes) != 0)
        return tc_disk_fault("写入", "write", rows->csv_path, error);
    if (rows->csv_bytes > 0)
        return TC_OK;
    add_headings(rows, &rows->csv_text);
    return flush(rows, error);
}

tc_code tc_rows_csv_add(tc_rows *rows, const tc_outcomes *outcomes, tc_error *error)
{
    const char *note = tc_case_is_illustrative(rows->problem) ? ILLUSTRATIVE : "";
    const int64_t before = rows->csv_bytes;
    tc_code code = TC_OK;
    for (int i = 0; i < outcomes->count && code == TC_OK; i++) {
        add_row(rows, outcomes, i, note, &rows->csv_text);
        if (rows->csv_text.length >= TEXT_BYTES || i + 1 == outcomes->count)
            code = flush(rows, error);
    }
    if (code != TC_OK)
        rows->csv_bytes = before; /* the block is written again, all of it */
    return code;
}
