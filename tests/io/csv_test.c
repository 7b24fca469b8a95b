/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "support/leaks.h"
#include "support/scratch.h"

/* Everything a file holds, in one text: "<cell>" for each cell, "/" for each row; then
 * "line:column message" for each fault, in English. */
static void read_all(const char *path, tc_buffer *out)
{
    tc_csv *csv = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    cr_assert_eq(tc_csv_open(path, "t.csv", &csv, &error), TC_OK, "%s", error.message_en);
    for (;;) {
        tc_csv_row row;
        cr_assert_eq(tc_csv_next(csv, &faults, &row, &error), TC_OK);
        if (row.count == 0)
            break;
        for (int i = 0; i < row.count; i++) {
            cr_assert_eq(row.cells[i].text[row.cells[i].length], '\0');
            cr_assert_eq(strlen(row.cells[i].text), row.cells[i].length);
            tc_buffer_printf(out, "<%s>", row.cells[i].text);
        }
        tc_buffer_puts(out, "/");
    }
    for (size_t i = 0; i < faults.count; i++)
        tc_buffer_printf(out, "\n%d:%d %s", faults.list[i].error.line,
                         faults.list[i].error.column, faults.list[i].error.message_en);
    tc_faults_free(&faults);
    tc_csv_close(csv);
}

static void expect(const void *bytes, size_t length, const char *expected)
{
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_bytes(&scratch, "t.csv", bytes, length);
    tc_buffer out = {0};
    read_all(scratch.path, &out);
    cr_expect_str_eq(out.text ? out.text : "", expected,
                     "%.60s\ngave     %s\nexpected %s", (const char *)bytes, out.text,
                     expected);
    tc_buffer_free(&out);
    tc_scratch_close(&scratch);
}

typedef struct sample {
    const char *text, *expected;
} sample;

static void expect_all(const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(samples[i].text, strlen(samples[i].text), samples[i].expected);
}

Test(io_csv, reads_what_spreadsheets_write)
{
    const sample samples[] = {
        {"", ""},
        {"\n\r\n\r", ""},
        {"a", "<a>/"},
        {"a,b\n", "<a><b>/"},
        {"a,\n,b", "<a><>/<><b>/"},
        {"a,", "<a><>/"},
        {"a\r\nb\rc\nd", "<a>/<b>/<c>/<d>/"},
        {"\"\"\n", "<>/"},
        {"\"a,b\",\"c\"\"d\"", "<a,b><c\"d>/"},
        {"\"a\nb\",c\r\n\"d\r\ne\"\r\n", "<a\nb><c>/<d\r\ne>/"},
        {" a , b ", "< a >< b >/"},
        {"\xEF\xBB\xBF\xE7\xBC\x96\xE5\x8F\xB7\n1", "<编号>/<1>/"},
        {"\xEF\xBB\xBF", ""},
        {"\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6\r\n1,\"\xCE\xC5\xCF\xB2\"",
         "<编号><名称>/<1><闻喜>/"},
        {"\x81\x30\x84\x36,\x95\x32\x82\x36\n", "<¥><𠀀>/"},
    };
    expect_all(samples, sizeof samples / sizeof *samples);
    TC_ASSERT_NO_LEAK();
}

Test(io_csv, says_what_is_wrong_with_the_text_and_where)
{
    const char unquoted[] =
        "a quote in a cell without quotes: put the whole cell between "
        "quotes and double the quotes inside";
    const char after[] =
        "only a comma or a line end may follow a closing quote: double the quotes inside "
        "a cell";
    char expected[8][300];
    snprintf(expected[0], 300, "<x>/<甲\"乙\"><b>/\n2:2 %s", unquoted);
    snprintf(expected[1], 300, "<甲乙丙><b>/\n1:4 %s", after);
    snprintf(expected[2], 300, "<a x><b>/<c>/\n1:4 %s", after);
    snprintf(expected[3], 300, "<a><b\nc d><e>/\n2:3 %s", after);
    const sample samples[] = {
        {"x\n甲\"乙\",b", expected[0]},
        {"\"甲\"乙丙,b", expected[1]},
        {"\"a\" x,b\nc", expected[2]},
        {"a,\"b\nc\" d,e", expected[3]},
        {"a,b\n甲,\"c\nd,e\n", "<a><b>/\n2:3 this quote is never closed"},
        {"a\n\"", "<a>/\n2:1 this quote is never closed"},
        {"a\n\"b\"\"", "<a>/\n2:1 this quote is never closed"},
        {"x,caf\xE9,x\n",
         "\n1:6 byte 0xE9 here is neither UTF-8 nor GB18030: save the file as UTF-8 CSV"},
        {"\xB1\xE0\xBA\xC5\n\xC3\xFB,x\xFF\n",
         "<编号>/\n2:4 byte 0xFF here is neither UTF-8 nor GB18030: save the file as "
         "UTF-8 "
         "CSV"},
        {"a\nb\x81",
         "<a>/\n2:2 byte 0x81 here is neither UTF-8 nor GB18030: save the file "
         "as UTF-8 CSV"},
        {"编号,名称\n1,\xCE\xC5\xCF\xB2\n", "\n2:3 this is not UTF-8, but line 1, column "
                                            "1 is: the file mixes encodings or is "
                                            "damaged; save it as UTF-8 CSV"},
        {"\xB1\xE0\xBA\xC5,x\r\n1,\"闻喜县\"\n",
         "\n1:1 this is not UTF-8, but line 2, column 4 is: the file mixes encodings or "
         "is "
         "damaged; save it as UTF-8 CSV"},
        {"\xEF\xBB\xBF"
         "a,b\nc,\xCE\xC5\n",
         "\n2:3 the file begins with a UTF-8 mark, but these bytes are not UTF-8: save "
         "it as "
         "UTF-8 CSV"},
        {"\xFF\xFE"
         "a",
         "\n1:1 the file is UTF-16: save it as UTF-8 CSV"},
        {"\xFE\xFF"
         "a",
         "\n1:1 the file is UTF-16: save it as UTF-8 CSV"},
        {"PK\x03\x04zip", "\n1:1 the file is a spreadsheet workbook, not CSV: save it as "
                          "UTF-8 CSV"},
    };
    expect_all(samples, sizeof samples / sizeof *samples);
    TC_ASSERT_NO_LEAK();
}

Test(io_csv, tells_of_nul_bytes_once_and_reads_on)
{
    expect("a,b\0c\n\0d", 8,
           "<a><bc>/<d>/\n1:4 there is a NUL byte here: the file may be damaged; export "
           "it anew as UTF-8 CSV");
}

Test(io_csv, reads_no_further_than_seventeen_nul_bytes)
{
    char bytes[32] = "a\nb\n";
    const char told[] =
        "there is a NUL byte here: the file may be damaged; export it anew "
        "as UTF-8 CSV";
    char expected[200];
    memcpy(bytes + 4 + 16, "c\nd", 3);
    snprintf(expected, sizeof expected, "<a>/<b>/<c>/<d>/\n3:1 %s", told);
    expect(bytes, 4 + 16 + 3, expected);
    memcpy(bytes + 4 + 16, "\0c\nd", 4);
    snprintf(expected, sizeof expected, "<a>/<b>/\n3:1 %s", told);
    expect(bytes, 4 + 17 + 3, expected);
}

/* A text of count times the same character between two others. */
static char *repeated(const char *before, char c, size_t count, const char *after,
                      size_t *length)
{
    const size_t head = strlen(before);
    *length = head + count + strlen(after);
    char *text = malloc(*length + 1);
    cr_assert_not_null(text);
    memcpy(text, before, head);
    memset(text + head, c, count);
    memcpy(text + head + count, after, strlen(after) + 1);
    return text;
}

static void expect_repeated(const char *before, char c, size_t count, const char *after,
                            const char *expected)
{
    size_t length = 0;
    char *text = repeated(before, c, count, after, &length);
    expect(text, length, expected);
    free(text);
}

Test(io_csv, refuses_cells_and_rows_beyond_the_limits)
{
    const size_t cell = 64 * 1024;
    expect_repeated("a\nb,", 'x', cell + 1, "\nc",
                    "<a>/\n2:3 the cell from here on is longer than 64 KiB: not read any "
                    "further");
    expect_repeated("a\nb,\"", 'x', cell + 1, "\nc",
                    "<a>/\n2:3 the cell from this quote on is longer than 64 KiB: is the "
                    "quote never closed? not read any further");
    expect_repeated("a\n", ',', 4096, "\nc",
                    "<a>/\n2:4097 a row has more than 4096 cells: not read any further");
    size_t length = 0;
    char *text = repeated("", 'x', cell, "\n", &length);
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_bytes(&scratch, "t.csv", text, length);
    tc_buffer out = {0};
    read_all(scratch.path, &out);
    cr_assert_eq(out.length, cell + 3); /* at the limit it is read */
    tc_buffer_free(&out);
    tc_scratch_close(&scratch);
    free(text);
    TC_ASSERT_NO_LEAK();
}

Test(io_csv, gives_every_cell_its_place)
{
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "t.csv",
                    "\xEF\xBB\xBF闻喜,\"甲\r\n乙\",丙\r\n\r\n1,\"2\"\r\n");
    tc_csv *csv = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_csv_open(scratch.path, "t.csv", &csv, NULL), TC_OK);
    const int places[2][3][2] = {{{1, 1}, {1, 4}, {2, 4}}, {{4, 1}, {4, 3}, {0, 0}}};
    for (int k = 0; k < 2; k++) {
        tc_csv_row row;
        cr_assert_eq(tc_csv_next(csv, &faults, &row, NULL), TC_OK);
        cr_assert_eq(row.count, 3 - k);
        cr_assert_eq(row.line, places[k][0][0]);
        for (int i = 0; i < row.count; i++) {
            cr_expect_eq(row.cells[i].line, places[k][i][0]);
            cr_expect_eq(row.cells[i].column, places[k][i][1]);
        }
    }
    tc_csv_close(csv);
    tc_faults_free(&faults);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_csv, refuses_what_is_no_file)
{
    tc_csv *csv = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_csv_open("/nowhere/t.csv", "t.csv", &csv, &error), TC_ERR_IO);
    cr_assert_eq(tc_csv_open("/tmp", "t.csv", &csv, &error), TC_ERR_IO);
    cr_assert_str_eq(error.message_en, "/tmp is not a regular file");
    cr_assert_null(csv);
    TC_ASSERT_NO_LEAK();
}

/* The characters cross the borders of the blocks in which the file is read. */
Test(io_csv, joins_characters_cut_between_blocks)
{
    const char *const cells[] = {"闻喜", "\xCE\xC5\xCF\xB2"}; /* UTF-8, GB18030 */
    for (size_t shift = 0; shift < 8; shift++)
        for (size_t k = 0; k < 2; k++) {
            tc_buffer text = {0};
            tc_buffer_add(&text, "1234567", shift);
            while (text.length < 200000) {
                tc_buffer_puts(&text, ",");
                tc_buffer_puts(&text, cells[k]);
                tc_buffer_puts(&text, text.length % 3 ? "" : "\n");
            }
            tc_scratch scratch = tc_scratch_open();
            tc_scratch_bytes(&scratch, "t.csv", text.text, text.length);
            tc_buffer out = {0};
            read_all(scratch.path, &out);
            cr_assert_null(strstr(out.text, "UTF-8"), "%s", strstr(out.text, "\n"));
            size_t found = 0;
            for (const char *at = out.text; (at = strstr(at, "<闻喜>")); at++)
                found++;
            size_t written = 0;
            for (size_t i = 0; i < text.length; i++)
                written += text.text[i] == ',';
            cr_assert_eq(found, written);
            tc_buffer_free(&out);
            tc_buffer_free(&text);
            tc_scratch_close(&scratch);
        }
    TC_ASSERT_NO_LEAK();
}
