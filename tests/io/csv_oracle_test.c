/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <csv.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "io/csv.h"
#include "support/leaks.h"
#include "support/scratch.h"

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* A valid file: cells with and without quotes, all three line ends, blank lines. */
static void write_file(uint64_t *state, tc_buffer *out)
{
    static const char *const plain[] = {"a", "闻喜", " ",   "1.5", "-",
                                        "é", "\t",   "x y", "𠀀"};
    static const char *const quoted[] = {",",    "\n",   "\r\n", "\r",
                                         "\"\"", "项目", "b",    " "};
    static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
    const uint32_t rows = next_random(state) % 8;
    for (uint32_t i = 0; i < rows; i++) {
        const uint32_t cells = 1 + next_random(state) % 6;
        for (uint32_t k = 0; k < cells; k++) {
            const char *const *pieces = next_random(state) % 2 ? plain : quoted;
            const uint32_t choices = pieces == plain ? 9 : 8;
            tc_buffer_puts(out, k ? "," : "");
            tc_buffer_puts(out, pieces == plain ? "" : "\"");
            for (uint32_t n = next_random(state) % 5; n > 0; n--)
                tc_buffer_puts(out, pieces[next_random(state) % choices]);
            tc_buffer_puts(out, pieces == plain ? "" : "\"");
        }
        if (i + 1 < rows || next_random(state) % 2)
            tc_buffer_puts(out, ends[next_random(state) % 4]);
    }
}

static void oracle_cell(void *text, size_t length, void *out)
{
    tc_buffer_puts(out, "<");
    tc_buffer_add(out, text, length);
    tc_buffer_puts(out, ">");
}

static void oracle_row(int end, void *out)
{
    (void)end;
    tc_buffer_puts(out, "/");
}

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void read_with_libcsv(const tc_buffer *file, tc_buffer *out)
{
    struct csv_parser parser;
    cr_assert_eq(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    csv_set_space_func(&parser, no_space); /* spaces belong to the cell, as in RFC 4180 */
    cr_assert_eq(
        csv_parse(&parser, file->text, file->length, oracle_cell, oracle_row, out),
        file->length);
    cr_assert_eq(csv_fini(&parser, oracle_cell, oracle_row, out), 0);
    csv_free(&parser);
}

static void read_with_ours(const char *path, tc_buffer *out)
{
    tc_csv *csv = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_csv_open(path, "t.csv", &csv, NULL), TC_OK);
    tc_csv_row row;
    do {
        cr_assert_eq(tc_csv_next(csv, &faults, &row, NULL), TC_OK);
        for (int i = 0; i < row.count; i++) {
            tc_buffer_puts(out, "<");
            tc_buffer_add(out, row.cells[i].text, row.cells[i].length);
            tc_buffer_puts(out, ">");
        }
        tc_buffer_puts(out, row.count ? "/" : "");
    } while (row.count);
    cr_assert_eq(faults.errors, 0);
    tc_csv_close(csv);
}

Test(io_csv_oracle, reads_eight_thousand_files_as_libcsv_does)
{
    uint64_t state = 39;
    tc_scratch scratch = tc_scratch_open();
    for (int i = 0; i < 8000; i++) {
        tc_buffer file = {0}, ours = {0}, theirs = {0};
        tc_buffer_puts(&file, "");
        write_file(&state, &file);
        tc_scratch_bytes(&scratch, "t.csv", file.text, file.length);
        read_with_ours(scratch.path, &ours);
        read_with_libcsv(&file, &theirs);
        cr_assert_eq(ours.length, theirs.length, "file %d", i);
        cr_assert_eq(ours.length == 0 || memcmp(ours.text, theirs.text, ours.length) == 0,
                     1, "file %d", i);
        tc_buffer_free(&file);
        tc_buffer_free(&ours);
        tc_buffer_free(&theirs);
    }
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}
