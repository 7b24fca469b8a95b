/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/problem.h"
#include "support/leaks.h"
#include "support/made_book.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"

/* What came of loading a workbook. */
typedef struct loaded {
    tc_code code;
    tc_problem *problem;
    tc_faults faults;
    tc_error error;
} loaded;

static loaded load_bytes(tc_scratch *scratch, const char *bytes, size_t length)
{
    loaded l = {.code = TC_OK};
    tc_scratch_bytes(scratch, "案例.xlsx", bytes, length);
    l.code = tc_problem_load(scratch->path, &l.faults, &l.problem, &l.error);
    cr_assert_eq(l.code == TC_OK, l.problem != NULL);
    return l;
}

static loaded load(const made_book *book)
{
    tc_scratch scratch = tc_scratch_open();
    tc_buffer bytes = {0};
    made_book_write(book, &bytes);
    const loaded l = load_bytes(&scratch, bytes.text, bytes.length);
    tc_buffer_free(&bytes);
    tc_scratch_close(&scratch);
    return l;
}

static void drop(loaded *l)
{
    tc_problem_free(l->problem);
    tc_faults_free(&l->faults);
}

/* The workbook is refused, with this fault among the others. */
static void check_fault(const made_book *book, const char *file, int line, int column,
                        const char *message)
{
    loaded l = load(book);
    bool found = false;
    cr_assert_eq(l.code, TC_ERR_INPUT);
    for (size_t k = 0; k < l.faults.count; k++) {
        const tc_error *error = &l.faults.list[k].error;
        found = found || (strcmp(error->file, file) == 0 && error->line == line &&
                          error->column == column && strstr(error->message, message));
    }
    const tc_error *first = &l.faults.list[0].error;
    cr_assert(found, "the first is %s:%d:%d: %s", first->file, first->line, first->column,
              first->message);
    drop(&l);
}

Test(io_xlsx_case, a_workbook_is_a_case)
{
    const made_book book = made_book_small();
    loaded l = load(&book);
    cr_assert_eq(l.code, TC_OK, "%s:%d:%d: %s", l.error.file, l.error.line,
                 l.error.column, l.error.message);
    const tc_problem *problem = l.problem;
    cr_assert_str_eq(problem->name, "案例");
    cr_assert_eq(problem->decision_date, 20221125);
    cr_assert_eq(problem->goal_count, 2);
    cr_assert_eq(problem->ratios.count, 1);
    cr_assert_eq(problem->ratios.list[0].value, 2.0);
    cr_assert_eq(problem->sources[0].quantity[TC_PM], 10.3);
    cr_assert_eq(problem->sources[0].line, 3);
    cr_assert_str_eq(problem->projects[0].name, "示例·甲");
    cr_assert_eq(problem->projects[0].start, 20230315);
    cr_assert_eq(problem->projects[0].emission[TC_PM], 0.001);
    drop(&l);
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, names_the_sheet_and_the_cell)
{
    made_book book = made_book_small();
    book.sheets[MADE_PROJECTS] =
        "<row r='1'><c r='A1' t='str'><v>id</v></c><c r='B1' t='str'><v>name</v></c>"
        "<c r='C1' t='str'><v>area</v></c><c r='D1' t='str'><v>tier</v></c>"
        "<c r='E1' t='str'><v>start</v></c><c r='AB1' t='str'><v>颗粒物</v></c></row>"
        "<row r='7'><c r='A7' t='str'><v>P1</v></c><c r='B7' t='str'><v>甲</v></c>"
        "<c r='C7' t='str'><v>C9</v></c><c r='D7'><v>1</v></c><c r='E7'><v>2023</v></c>"
        "<c r='AB7' t='e'><v>#REF!</v></c></row>";
    check_fault(&book, "案例.xlsx:projects!", 7, 3, "“C9”");
    check_fault(&book, "案例.xlsx:projects!", 7, 28, "#REF!");
    book = made_book_small();
    book.sheets[MADE_AREAS] = "<row r='1'><c r='A1' t='str'><v>编号</v></c></row>";
    check_fault(&book, "案例.xlsx:区域!", 1, 1, "没有一个区域");
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, says_what_a_cell_does_not_hold)
{
    made_book book = made_book_small();
    book.sheets[MADE_AREAS] = "<row r='1'><c r='A1' t='str'><v>id</v></c></row>"
                              "<row r='2'><c r='A2' t='s'><v>2</v></c></row>";
    check_fault(&book, "案例.xlsx:区域!", 2, 1, "没有第 2 个共用文字");
    book.sheets[MADE_AREAS] = "<row r='1'><c r='A1' t='str'><v>id</v></c></row>"
                              "<row r='2'><c r='A2' t='s'><v>-1</v></c></row>";
    check_fault(&book, "案例.xlsx:区域!", 2, 1, "没有第 -1 个共用文字");
    book.sheets[MADE_AREAS] = "<row r='1'><c r='A1' t='str'><v>id</v></c></row>"
                              "<row r='2'><c r='A2'><f>B2</f></c></row>";
    check_fault(&book, "案例.xlsx:区域!", 2, 1, "公式还没有算出的值");
    book.sheets[MADE_AREAS] = "<row r='1'><c r='A1' t='str'><v>id</v></c></row>"
                              "<row r='2'><c r='A2'><v>1x</v></c></row>";
    check_fault(&book, "案例.xlsx:区域!", 2, 1, "“1x”不是数");
    book = made_book_small();
    book.behind = "<mergeCells><mergeCell ref='B2:B4'/></mergeCells>";
    check_fault(&book, "案例.xlsx:projects!", 2, 2, "B2:B4 合并过");
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, damaged_parts_are_named)
{
    made_book book = made_book_small();
    book.texts = "<!DOCTYPE sst [<!ENTITY a 'aaaa'>]><sst><si><t>&a;</t></si></sst>";
    check_fault(&book, "案例.xlsx", 0, 0, "DOCTYPE");
    book = made_book_small();
    book.sheets[MADE_SOURCES] = "<row r='1'><c></row>";
    check_fault(&book, "案例.xlsx:sources!", 0, 0, "xl/s3.xml");
    book = made_book_small();
    book.sheets[MADE_AREAS] = "<row r='2'><c r='A2' t='str'><v>a</v></c></row>"
                              "<row r='1'><c r='A1' t='str'><v>id</v></c></row>";
    check_fault(&book, "案例.xlsx:区域!", 0, 0, "次序颠倒");
    book = made_book_small();
    book.texts = NULL;
    check_fault(&book, "案例.xlsx", 0, 0, "缺少这一部分");
    book = made_book_small();
    book.relations = "<Relationships/>";
    check_fault(&book, "案例.xlsx", 0, 0, "不是工作簿");
    book = made_book_small();
    book.workbook = "<workbook><sheets/></workbook>";
    check_fault(&book, "案例.xlsx", 0, 0, "缺少工作表 projects");
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, unpacks_no_more_than_there_may_be)
{
    enum { BYTES = 66 * 1024 * 1024 };
    made_book book = made_book_small();
    char *spaces = malloc(BYTES + 1);
    cr_assert_not_null(spaces);
    memset(spaces, ' ', BYTES);
    spaces[BYTES] = '\0';
    book.sheets[MADE_AREAS] = spaces;
    check_fault(&book, "案例.xlsx:区域!", 0, 0, "解压后超过");
    free(spaces);
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, a_workbook_that_was_cut_is_refused)
{
    const made_book book = made_book_small();
    tc_scratch scratch = tc_scratch_open();
    tc_buffer bytes = {0};
    made_book_write(&book, &bytes);
    for (size_t length = 0; length < bytes.length; length += 7) {
        loaded l = load_bytes(&scratch, bytes.text, length);
        cr_assert_eq(l.code, TC_ERR_INPUT, "%zu", length);
        cr_assert_str_eq(l.error.file, "案例.xlsx");
        drop(&l);
    }
    tc_buffer_free(&bytes);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, a_flipped_byte_is_harmless_or_told)
{
    const made_book book = made_book_small();
    tc_scratch scratch = tc_scratch_open();
    tc_buffer bytes = {0};
    made_book_write(&book, &bytes);
    for (size_t at = 0; at < bytes.length; at += 5) {
        bytes.text[at] ^= 0x55;
        loaded l = load_bytes(&scratch, bytes.text, bytes.length);
        cr_assert(l.code == TC_OK || (l.code == TC_ERR_INPUT && l.faults.errors > 0),
                  "%zu: %d", at, (int)l.code);
        drop(&l);
        bytes.text[at] ^= 0x55;
    }
    tc_buffer_free(&bytes);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_xlsx_case, runs_out_of_memory_cleanly)
{
    const made_book book = made_book_small();
    tc_scratch scratch = tc_scratch_open();
    tc_buffer bytes = {0};
    made_book_write(&book, &bytes);
    tc_scratch_bytes(&scratch, "案例.xlsx", bytes.text, bytes.length);
    tc_code code = TC_ERR_MEMORY;
    long left = 0;
    for (; code != TC_OK; left++) {
        tc_faults faults = {0};
        tc_problem *problem = NULL;
        tc_error error = {0};
        tc_test_memory(left);
        code = tc_problem_load(scratch.path, &faults, &problem, &error);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
                  error.message_en);
        tc_problem_free(problem);
        tc_faults_free(&faults);
    }
    cr_assert_gt(left, 100);
    tc_buffer_free(&bytes);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}
