/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "io/xlsx_marks.h"
#include "support/leaks.h"
#include "support/made_book.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "tongchou/problem.h"
#include "tongchou/workbook.h"

/* Mark these cells of a sheet; expected has the styles 10 and up. */
static void check_marked(const char *xml, const tc_xlsx_mark *marks, int count,
                         const char *expected)
{
    const tc_buffer sheet = {.text = (char *)(uintptr_t)xml, .length = strlen(xml)};
    static tc_xlsx_twins twins;
    twins = (tc_xlsx_twins){.count = 10};
    tc_buffer out = {0};
    tc_xlsx_mark_cells(&sheet, marks, count, NULL, &twins, &out);
    cr_assert_str_eq(out.text, expected, "%s", out.text);
    tc_buffer_free(&out);
}

Test(io_xlsx_annotate, puts_in_the_cells_and_rows_that_are_missing)
{
    static const tc_xlsx_mark marks[] = {
        {1, 2, "a"}, {3, 1, "b"}, {3, 4, "c"}, {9, 2, "d"}};
    check_marked("<w><sheetData/></w>", marks, 4,
                 "<w><sheetData><row r=\"1\"><c r=\"B1\" s=\"10\"/></row>"
                 "<row r=\"3\"><c r=\"A3\" s=\"10\"/><c r=\"D3\" s=\"10\"/></row>"
                 "<row r=\"9\"><c r=\"B9\" s=\"10\"/></row></sheetData></w>");
    check_marked("<x:w><x:sheetData><x:row r=\"3\"/><x:row r=\"5\"/></x:sheetData></x:w>",
                 marks, 3,
                 "<x:w><x:sheetData><x:row r=\"1\"><x:c r=\"B1\" s=\"10\"/></x:row>"
                 "<x:row r=\"3\"><x:c r=\"A3\" s=\"10\"/><x:c r=\"D3\" s=\"10\"/></x:row>"
                 "<x:row r=\"5\"/></x:sheetData></x:w>");
    check_marked("<w><sheetData><row r='1'><c r='A1' s='4'><v>1</v></c><c r='B1' s='4'/>"
                 "<c r='C1'/></row></sheetData></w>",
                 marks, 1,
                 "<w><sheetData><row r='1'><c r='A1' s='4'><v>1</v></c><c r='B1' s='10'/>"
                 "<c r='C1'/></row></sheetData></w>");
}

Test(io_xlsx_annotate, passes_over_what_only_looks_like_cells)
{
    static const tc_xlsx_mark marks[] = {{1, 1, "a"}};
    check_marked(
        "<w><!-- <c r='A1'/> --><sheetData><row r='1'><c t='<>' r=\"A1\">"
        "<is><![CDATA[<c r='A1'>]]></is></c></row></sheetData></w>",
        marks, 1,
        "<w><!-- <c r='A1'/> --><sheetData><row r='1'><c t='<>' r=\"A1\" s=\"10\">"
        "<is><![CDATA[<c r='A1'>]]></is></c></row></sheetData></w>");
}

Test(io_xlsx_annotate, runs_out_of_memory_cleanly)
{
    made_book book = made_book_small();
    book.sheets[MADE_AREAS] = "<row r='1'><c r='A1' t='str'><v>id</v></c></row>"
                              "<row r='2'><c r='A2' t='s'><v>7</v></c></row>";
    tc_scratch scratch = tc_scratch_open();
    tc_buffer bytes = {0};
    made_book_write(&book, &bytes);
    tc_scratch_bytes(&scratch, "案例.xlsx", bytes.text, bytes.length);
    tc_faults faults = {0};
    tc_problem *problem = NULL;
    cr_assert_eq(tc_problem_load(scratch.path, &faults, &problem, NULL), TC_ERR_INPUT);
    tc_code code = TC_ERR_MEMORY;
    long left = 0;
    for (; code != TC_OK; left++) {
        char *made = NULL;
        size_t length = 0;
        tc_error error = {0};
        tc_test_memory(left);
        code = tc_workbook_annotate(scratch.path, &faults, TC_ZH, &made, &length, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
                  error.message);
        cr_assert_eq(made != NULL, code == TC_OK);
        tc_text_free(made);
    }
    cr_assert_gt(left, 50);
    tc_faults_free(&faults);
    tc_buffer_free(&bytes);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}
