/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file_bytes.h"
#include "io/plan_agree.h"
#include "io/plan_csv.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "support/solved_case.h"

static const char *const NAMES[] = {"plan.json", "projects.csv", "credits.csv",
                                    "sources.csv"};

/* A plan of the textbook case, saved in a folder of its own. */
typedef struct saved {
    solved_case solved;
    tc_scratch scratch;
    tc_buffer files[4];
} saved;

static void read_files(saved *s)
{
    for (int k = 0; k < 4; k++) {
        char path[256];
        (void)snprintf(path, sizeof path, "%s/%s", s->scratch.folder, NAMES[k]);
        s->files[k].most = 1 << 20;
        cr_assert_eq(tc_file_read(path, NAMES[k], &s->files[k], NULL), TC_OK);
    }
}

static saved save_textbook(void)
{
    saved s = {.solved = solved_data("textbook"), .scratch = tc_scratch_open()};
    tc_error error = {0};
    cr_assert_eq(tc_plan_save(s.solved.problem, s.solved.plan, s.scratch.folder, &error),
                 TC_OK, "%s", error.message_en);
    read_files(&s);
    return s;
}

static void free_saved(saved *s)
{
    for (int k = 0; k < 4; k++)
        tc_buffer_free(&s->files[k]);
    tc_scratch_close(&s->scratch);
    solved_free(&s->solved);
}

static tc_code load(const saved *s, tc_error *error)
{
    tc_plan *plan = NULL;
    const tc_code code = tc_plan_load(s->solved.problem, s->scratch.folder, &plan, error);
    cr_assert_eq(code == TC_OK, plan != NULL);
    tc_plan_free(plan);
    return code;
}

Test(io_plan_files, a_saved_plan_is_loaded_and_passes_its_check)
{
    saved s = save_textbook();
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_plan_load(s.solved.problem, s.scratch.folder, &plan, &error), TC_OK,
                 "%s: %s", error.file, error.message_en);
    tc_verdict verdict;
    cr_assert_eq(tc_plan_verify(s.solved.problem, plan, &verdict, NULL), TC_OK);
    cr_assert(verdict.verified, "%s", verdict.message_en);
    cr_assert_eq(verdict.credits_checked, 9);
    tc_plan_free(plan);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, saving_twice_writes_the_same_bytes)
{
    saved first = save_textbook(), second = save_textbook();
    for (int k = 0; k < 4; k++) {
        cr_assert_eq(first.files[k].length, second.files[k].length);
        cr_assert(memcmp(first.files[k].text, second.files[k].text,
                         first.files[k].length) == 0);
    }
    free_saved(&first);
    free_saved(&second);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, an_infeasible_plan_is_saved_and_loaded)
{
    saved s = save_textbook();
    static const int pair[] = {0, 2};
    const tc_plan no = {
        .status = TC_PLAN_INFEASIBLE, .conflict = pair, .conflict_count = 2};
    tc_plan *plan = NULL;
    cr_assert_eq(tc_plan_save(s.solved.problem, &no, s.scratch.folder, NULL), TC_OK);
    cr_assert_eq(tc_plan_load(s.solved.problem, s.scratch.folder, &plan, NULL), TC_OK);
    cr_assert_eq(tc_plan_get_status(plan), TC_PLAN_INFEASIBLE);
    cr_assert_eq(plan->conflict_count, 2);
    tc_plan_free(plan);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, the_json_for_others_is_the_plan_without_its_certificate)
{
    saved s = save_textbook();
    char *text = NULL;
    cr_assert_eq(tc_plan_json(s.solved.problem, s.solved.plan, &text, NULL), TC_OK);
    const size_t length = strlen(text);
    cr_assert_null(strstr(text, "\"certificate\""));
    cr_assert_not_null(strstr(s.files[0].text, "\"certificate\""));
    /* the same up to the last member: the closing brace and line break differ */
    cr_assert(strncmp(text, s.files[0].text, length - 3) == 0);
    tc_text_free(text);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

/* ---- tampering --------------------------------------------------------------------- */

static const struct {
    int file;
    const char *old, *new, *en, *zh;
    int line, column;
} TAMPERED[] = {
    {1, "110.0000", "111.0000",
     "differs from plan.json: expected '110.0000', found '111.0000'",
     "与 plan.json 不符：应为 “110.0000”，却是 “111.0000”", 2, 96},
    {1, "氮氧化物（NOx）按", "氮氧化物按",
     "differs from plan.json: expected "
     "'可供它使用的氮氧化物（NOx）按目标次序已安排给其他项目，尚缺 …', found "
     "'可供它使用的氮氧化物按目标次序已安排给其他项目，尚缺 10.00…'",
     "", 2, 176},
    {2, "S2,T-1,NOx,10.0000,yes", "S2,T-1,NOx,10.0000,no",
     "differs from plan.json: expected 'yes', found 'no'",
     "与 plan.json 不符：应为 “yes”，却是 “no”", 3, 20},
    {2, "S2,T-1,NOx,10.0000,yes,示例项目\r\n", "",
     "differs from plan.json: expected 'T-1', found 'T-2'",
     "与 plan.json 不符：应为 “T-1”，却是 “T-2”", 3, 4},
    {2, "S2,T-4,VOCs,20.0000,yes,示例项目\r\n", "",
     "the file ends here, and plan.json goes on: expected 'S2'",
     "文件到此为止，与 plan.json 不符：此处应为 “S2”", 10, 1},
    {2, "S2,T-4,VOCs,20.0000,yes,示例项目\r\n",
     "S2,T-4,VOCs,20.0000,yes,示例项目\r\nS3,T-4,COD,1.0000,yes,\r\n",
     "differs from plan.json: expected the end of the file, found 'S3'",
     "与 plan.json 不符：文件应到此为止，却有 “S3”", 11, 1},
    {3, "示例·乙县焦化改造", "\"示例·乙县焦化改造\"",
     "differs from plan.json: expected '示例·乙县焦化改造', found "
     "'\"示例·乙县焦化改造\"'",
     "与 plan.json 不符：应为 “示例·乙县焦化改造”，却是 “\"示例·乙县焦化改造\"”", 3, 4},
    {3, "NH3-N_remaining\r\n", "NH3-N_remaining\n",
     "what follows 'NH3-N_remaining' (the rest of the cell, quotes, line end) differs "
     "from plan.json",
     "“NH3-N_remaining” 之后（单元格的其余部分、引号或换行）与 plan.json 不符", 1, 232},
    {3, "\xEF\xBB\xBF", "",
     "differs from plan.json: expected a UTF-8 byte-order mark first, found none",
     "与 plan.json 不符：文件应以 UTF-8 字节序标记（BOM）开头", 1, 1},
};

static void tamper(saved *s, int file, const char *old, const char *new)
{
    tc_buffer changed = {0};
    const char *at = strstr(s->files[file].text, old);
    cr_assert_not_null(at, "%s", old);
    tc_buffer_add(&changed, s->files[file].text, (size_t)(at - s->files[file].text));
    tc_buffer_puts(&changed, new);
    tc_buffer_puts(&changed, at + strlen(old));
    tc_scratch_bytes(&s->scratch, NAMES[file], changed.text, changed.length);
    tc_buffer_free(&changed);
}

static void mend(saved *s, int file)
{
    tc_scratch_bytes(&s->scratch, NAMES[file], s->files[file].text,
                     s->files[file].length);
}

Test(io_plan_files, a_table_that_was_changed_is_refused_at_the_cell)
{
    saved s = save_textbook();
    for (size_t i = 0; i < sizeof TAMPERED / sizeof TAMPERED[0]; i++) {
        const int file = TAMPERED[i].file;
        tamper(&s, file, TAMPERED[i].old, TAMPERED[i].new);
        tc_error error = {0};
        cr_assert_eq(load(&s, &error), TC_ERR_INPUT, "%s", TAMPERED[i].old);
        cr_expect_str_eq(error.message_en, TAMPERED[i].en);
        if (*TAMPERED[i].zh)
            cr_expect_str_eq(error.message, TAMPERED[i].zh);
        cr_expect_str_eq(error.file, NAMES[file]);
        cr_expect_eq(error.line, TAMPERED[i].line, "%s: line %d", TAMPERED[i].old,
                     error.line);
        cr_expect_eq(error.column, TAMPERED[i].column, "%s: column %d", TAMPERED[i].old,
                     error.column);
        mend(&s, file);
    }
    cr_assert_eq(load(&s, NULL), TC_OK);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

/* Where our own CSV rules say that the cell with this byte begins. */
static void expect_place(const char *text, size_t at, int *line, int *column)
{
    *line = *column = 1;
    int here = 1, lines = 1;
    for (size_t i = 3; i < at; i++) {
        here = text[i] == '\n' ? 1 : here + (((unsigned char)text[i] & 0xC0) != 0x80);
        lines += text[i] == '\n';
        if (text[i] == ',' || text[i] == '\n') {
            *line = lines;
            *column = here;
        }
    }
}

Test(io_plan_files, every_changed_byte_of_a_table_is_found_in_its_cell)
{
    saved s = save_textbook();
    for (int k = 1; k < 4; k++) {
        tc_buffer *file = &s.files[k];
        tc_buffer changed = {0};
        tc_buffer_add(&changed, file->text, file->length);
        for (size_t i = 0; i < file->length; i++) {
            changed.text[i] = (char)(file->text[i] ^ 1);
            tc_error error = {0};
            int line, column;
            expect_place(file->text, i, &line, &column);
            cr_assert_eq(tc_csv_agree(file, &changed, NAMES[k], &error), TC_ERR_INPUT);
            cr_assert(error.line == line && error.column == column,
                      "%s, byte %zu: %d:%d instead of %d:%d", NAMES[k], i, error.line,
                      error.column, line, column);
            changed.text[i] = file->text[i];
        }
        for (size_t length = 0; length < file->length; length++) {
            tc_buffer cut = {.text = file->text, .length = length};
            cr_assert_eq(tc_csv_agree(file, &cut, NAMES[k], NULL), TC_ERR_INPUT);
            cr_assert_eq(tc_csv_agree(&cut, file, NAMES[k], NULL), TC_ERR_INPUT);
        }
        cr_assert_eq(tc_csv_agree(file, &changed, NAMES[k], NULL), TC_OK);
        tc_buffer_free(&changed);
    }
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, a_changed_plan_is_refused_at_the_value)
{
    saved s = save_textbook();
    tamper(&s, 0, "\"status\":\t\"partial\"", "\"status\":\t\"served\"");
    tc_error error = {0};
    cr_assert_eq(load(&s, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.file, "plan.json");
    cr_assert_str_eq(error.message_en, "status: expected 'partial', found 'served'");
    cr_assert_str_eq(error.message, "status：应为 “partial”，却是 “served”");
    tamper(&s, 0, "\"share\":\t0.5,", "\"share\":\t0.25,");
    cr_assert_eq(load(&s, &error), TC_ERR_INPUT, "projects.csv says 0.5");
    cr_assert_str_eq(error.file, "projects.csv");
    cr_assert_str_eq(error.message_en,
                     "differs from plan.json: expected '0.25', found '0.5'");
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, a_forged_multiplier_is_read_and_found_by_the_check)
{
    saved s = save_textbook();
    const char *prices = strstr(s.files[0].text, "\"prices\"");
    cr_assert_not_null(prices);
    const char *values = strstr(prices, "\"values\":\t[");
    cr_assert_not_null(values);
    tc_buffer changed = {0};
    tc_buffer_add(&changed, s.files[0].text,
                  (size_t)(values - s.files[0].text) + strlen("\"values\":\t["));
    tc_buffer_puts(&changed, "9");
    tc_buffer_puts(&changed, values + strlen("\"values\":\t["));
    tc_scratch_bytes(&s.scratch, NAMES[0], changed.text, changed.length);
    tc_buffer_free(&changed);
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_plan_load(s.solved.problem, s.scratch.folder, &plan, &error), TC_OK,
                 "%s", error.message_en);
    tc_verdict verdict;
    cr_assert_eq(tc_plan_verify(s.solved.problem, plan, &verdict, NULL), TC_OK);
    cr_assert_not(verdict.verified);
    tc_plan_free(plan);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, a_plan_of_another_case_is_refused)
{
    saved s = save_textbook();
    solved_case other = solved_data("yuncheng-2022");
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_plan_load(other.problem, s.scratch.folder, &plan, &error),
                 TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en, "projects: the case has 40 projects, found 4");
    cr_assert_str_eq(error.message, "projects：案例有 40 个项目，这里有 4 个");
    solved_free(&other);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

/* ---- files that are not there ------------------------------------------------------ */

Test(io_plan_files, a_missing_file_is_named)
{
    saved s = save_textbook();
    for (int k = 0; k < 4; k++) {
        tc_scratch_remove(&s.scratch, NAMES[k]);
        tc_error error = {0};
        char wanted[512];
        (void)snprintf(wanted, sizeof wanted, "expected the file %s/%s, found none",
                       s.scratch.folder, NAMES[k]);
        cr_assert_eq(load(&s, &error), TC_ERR_INPUT);
        cr_assert_str_eq(error.message_en, wanted);
        cr_assert_str_eq(error.file, NAMES[k]);
        mend(&s, k);
    }
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_plan_load(s.solved.problem, "/nowhere", &plan, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en,
                     "expected the file /nowhere/plan.json, found none");
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, what_is_no_file_is_not_waited_for)
{
    saved s = save_textbook();
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", s.scratch.folder, NAMES[2]);
    tc_scratch_remove(&s.scratch, NAMES[2]);
    cr_assert_eq(mkfifo(path, 0600), 0);
    cr_assert_eq(load(&s, NULL), TC_ERR_INPUT);
    cr_assert_eq(unlink(path), 0);
    cr_assert_eq(mkdir(path, 0700), 0);
    cr_assert_eq(load(&s, NULL), TC_ERR_IO);
    cr_assert_eq(rmdir(path), 0);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, broken_json_is_refused_where_it_breaks)
{
    saved s = save_textbook();
    tc_scratch_text(&s.scratch, NAMES[0], "{\n  \"schema\": tongchou\n}\n");
    tc_error error = {0};
    cr_assert_eq(load(&s, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.file, "plan.json");
    cr_assert(error.line == 2 && error.column == 13);
    free_saved(&s);
    TC_ASSERT_NO_LEAK();
}

/* ---- memory ------------------------------------------------------------------------ */

/* cJSON takes its memory from the same place, so that it runs out there too. */
static void share_memory(void)
{
    cJSON_Hooks hooks = {tc_test_memory_take, free};
    cJSON_InitHooks(&hooks);
}

Test(io_plan_files, saving_fails_cleanly_at_every_allocation, .init = share_memory)
{
    solved_case solved = solved_made(908, 3, 3, MADE_EVEN);
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "credits.csv", "old");
    long left = 0;
    for (;; left++) {
        tc_error error = {0};
        tc_test_memory(left);
        const tc_code code =
            tc_plan_save(solved.problem, solved.plan, scratch.folder, &error);
        tc_test_memory(-1);
        if (code == TC_OK)
            break;
        cr_assert_eq(code, TC_ERR_MEMORY, "%ld: %s", left, error.message_en);
        tc_buffer old = {.most = 100};
        cr_assert_eq(tc_file_read(scratch.path, "credits.csv", &old, NULL), TC_OK);
        cr_assert_str_eq(old.text, "old");
        tc_buffer_free(&old);
    }
    cr_assert_gt(left, 200);
    tc_scratch_close(&scratch);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_files, loading_fails_cleanly_at_every_allocation, .init = share_memory)
{
    solved_case solved = solved_made(908, 3, 3, MADE_EVEN);
    tc_scratch scratch = tc_scratch_open();
    cr_assert_eq(tc_plan_save(solved.problem, solved.plan, scratch.folder, NULL), TC_OK);
    long left = 0;
    for (;; left++) {
        tc_plan *plan = NULL;
        tc_error error = {0};
        tc_test_memory(left);
        const tc_code code = tc_plan_load(solved.problem, scratch.folder, &plan, &error);
        tc_test_memory(-1);
        tc_plan_free(plan);
        if (code == TC_OK)
            break;
        cr_assert(code == TC_ERR_MEMORY && !plan, "%ld: %s", left, error.message_en);
    }
    cr_assert_gt(left, 200);
    tc_scratch_close(&scratch);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
