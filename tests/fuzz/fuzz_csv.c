/* fuzz_csv.c — any bytes as a CSV file. Rows without a fault, written with quotes around
 * every cell, are the same rows again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/buffer.h"
#include "fuzz/fuzz_target.h"
#include "io/csv.h"
#include "support/fuzz_fault.h"
#include "support/fuzz_folder.h"

static void write_cell(const tc_csv_cell *cell, tc_buffer *out)
{
    tc_buffer_puts(out, "\"");
    for (const char *c = cell->text; *c; c++)
        tc_buffer_add(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    tc_buffer_puts(out, "\"");
}

static void check_row(const tc_csv_row *row, const tc_csv_cell *before)
{
    int line = before->line;
    int column = before->column;
    FUZZ_CHECK(row->line == row->cells[0].line);
    for (int i = 0; i < row->count; i++) {
        const tc_csv_cell *cell = &row->cells[i];
        FUZZ_CHECK(strlen(cell->text) == cell->length && fuzz_is_utf8(cell->text));
        FUZZ_CHECK(cell->line > line || (cell->line == line && cell->column > column));
        line = cell->line;
        column = cell->column;
    }
}

/* Read a file; its rows again go to *out. Gives how many rows. */
static int read_file(const char *path, tc_faults *faults, tc_buffer *out)
{
    tc_csv *csv = NULL;
    tc_csv_row row = {0};
    tc_csv_cell last = {0};
    int rows = 0;
    FUZZ_CHECK(tc_csv_open(path, "t.csv", &csv, NULL) == TC_OK);
    tc_buffer_puts(out, "");
    for (;; rows++) {
        FUZZ_CHECK(tc_csv_next(csv, faults, &row, NULL) == TC_OK);
        if (row.count == 0)
            break;
        check_row(&row, &last);
        last = row.cells[row.count - 1];
        for (int i = 0; i < row.count; i++) {
            tc_buffer_puts(out, i ? "," : "");
            write_cell(&row.cells[i], out);
        }
        tc_buffer_puts(out, "\n");
    }
    FUZZ_CHECK(!tc_csv_is_cut(csv) || faults->errors > 0);
    FUZZ_CHECK(tc_csv_next(csv, faults, &row, NULL) == TC_OK && row.count == 0);
    tc_csv_close(csv);
    return rows;
}

static void read_again(const tc_buffer *text, int rows)
{
    tc_faults faults = {0};
    tc_buffer again = {0};
    const char *path =
        fuzz_folder_write("t.csv", (const uint8_t *)text->text, text->length);
    FUZZ_CHECK(read_file(path, &faults, &again) == rows && faults.errors == 0);
    FUZZ_CHECK(again.length == text->length);
    FUZZ_CHECK(memcmp(again.text, text->text, text->length) == 0);
    tc_buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tc_faults faults = {0};
    tc_buffer text = {0};
    const int rows = read_file(fuzz_folder_write("t.csv", data, size), &faults, &text);
    fuzz_check_faults(&faults, 1);
    if (faults.errors == 0)
        read_again(&text, rows);
    tc_faults_free(&faults);
    tc_buffer_free(&text);
    return 0;
}
