/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "io/file_digest.h"
#include "io/plan_case.h"
#include "io/relative_path.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "support/solved_case.h"
#include "tongchou/report.h"

/* A copy of the textbook case in case/, its plan in results/plan/. */
typedef struct kept {
    tc_scratch scratch;
    char folder[128], plan_folder[128];
    tc_problem *problem;
} kept;

static void copy_file(kept *k, const char *name)
{
    static char bytes[8192];
    char path[256];
    (void)snprintf(path, sizeof path, TC_TEST_DATA "/textbook/%s", name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    const size_t length = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    (void)snprintf(path, sizeof path, "case/%s", name);
    tc_scratch_bytes(&k->scratch, path, bytes, length);
}

static kept keep(void)
{
    kept k = {.scratch = tc_scratch_open()};
    (void)snprintf(k.folder, sizeof k.folder, "%s/case", k.scratch.folder);
    (void)snprintf(k.plan_folder, sizeof k.plan_folder, "%s/results/plan",
                   k.scratch.folder);
    cr_assert_eq(mkdir(k.folder, 0777), 0);
    static const char *const names[] = {"areas.csv", "case.json", "projects.csv",
                                        "sources.csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        copy_file(&k, names[i]);
    cr_assert_eq(tc_problem_load(k.folder, NULL, &k.problem, NULL), TC_OK);
    tc_plan *plan = NULL;
    cr_assert_eq(tc_solve(k.problem, NULL, &plan, NULL), TC_OK);
    cr_assert_eq(tc_plan_save(k.problem, plan, k.plan_folder, NULL), TC_OK);
    tc_plan_free(plan);
    return k;
}

static void forget(kept *k)
{
    tc_problem_free(k->problem);
    tc_scratch_close(&k->scratch);
}

Test(io_plan_case, a_plan_leads_to_its_case_from_where_both_lie)
{
    kept k = keep();
    char *path = NULL, expected[256];
    (void)snprintf(expected, sizeof expected, "%s/../../case", k.plan_folder);
    cr_assert_eq(tc_plan_case_find(k.plan_folder, &path, NULL), TC_OK);
    cr_expect_str_eq(path, expected);
    cr_expect_eq(tc_plan_case_check(k.problem, k.plan_folder, NULL), TC_OK);
    tc_text_free(path);
    forget(&k);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_case, a_case_that_changed_after_the_plan_is_told_with_its_file)
{
    kept k = keep();
    tc_error error = {0};
    copy_file(&k, "README.md"); /* is no file of the case */
    cr_expect_eq(tc_plan_case_check(k.problem, k.plan_folder, NULL), TC_OK);
    tc_scratch_text(&k.scratch, "case/projects.csv", "changed");
    cr_assert_eq(tc_plan_case_check(k.problem, k.plan_folder, &error), TC_ERR_INPUT);
    cr_expect(strstr(error.message_en, "(projects.csv)"), "%s", error.message_en);
    cr_expect_str_eq(error.file, "case.sha256");
    cr_expect_eq(error.line, 4);
    copy_file(&k, "projects.csv");
    tc_scratch_text(&k.scratch, "case/locks.csv", "one more file");
    cr_assert_eq(tc_plan_case_check(k.problem, k.plan_folder, &error), TC_ERR_INPUT);
    cr_expect(strstr(error.message_en, "(locks.csv)"), "%s", error.message_en);
    forget(&k);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_case, without_a_note_the_case_is_to_be_named)
{
    kept k = keep();
    char *path = NULL;
    tc_error error = {0};
    tc_scratch_remove(&k.scratch, "results/plan/case.sha256");
    cr_assert_eq(tc_plan_case_find(k.plan_folder, &path, &error), TC_ERR_INPUT);
    cr_expect(strstr(error.message_en, "--case"), "%s", error.message_en);
    cr_expect_null(path);
    cr_expect_eq(tc_plan_case_check(k.problem, k.plan_folder, NULL), TC_OK);
    tc_scratch_text(&k.scratch, "results/plan/case.sha256", "# case ");
    cr_expect_eq(tc_plan_case_find(k.plan_folder, &path, NULL), TC_ERR_INPUT);
    forget(&k);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_case, the_check_code_is_the_beginning_of_the_digest_of_plan_json)
{
    kept k = keep();
    char path[256];
    tc_plan *plan = NULL;
    tc_digest digest;
    tc_verdict verdict;
    (void)snprintf(path, sizeof path, "%s/plan.json", k.plan_folder);
    cr_assert_eq(tc_digest_file(path, path, &digest, NULL), TC_OK);
    cr_assert_eq(tc_plan_load(k.problem, k.plan_folder, &plan, NULL), TC_OK);
    char code[32];
    (void)snprintf(code, sizeof code, "%.4s %.4s %.4s %.4s", digest.text, digest.text + 4,
                   digest.text + 8, digest.text + 12);
    cr_expect_str_eq(tc_plan_check_code(plan).text, code);
    cr_assert_eq(tc_plan_verify(k.problem, plan, &verdict, NULL), TC_OK);
    cr_expect_str_eq(verdict.check_code.text, code);
    tc_plan_free(plan);
    cr_assert_eq(tc_solve(k.problem, NULL, &plan, NULL), TC_OK);
    cr_expect_str_eq(tc_plan_check_code(plan).text, "", "it was read from no file");
    tc_plan_free(plan);
    forget(&k);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_case, memory_that_runs_out_is_told_at_every_allocation)
{
    kept k = keep();
    tc_code code = TC_ERR_MEMORY;
    for (long n = 0; code != TC_OK; n++) {
        tc_buffer out = {0};
        char *path = NULL, *files = NULL;
        cr_assert_lt(n, 200);
        tc_test_memory(n);
        code = tc_plan_case_write(k.problem, k.plan_folder, &out, NULL);
        if (code == TC_OK)
            code = tc_plan_case_find(k.plan_folder, &path, NULL);
        if (code == TC_OK)
            code = tc_plan_case_check(k.problem, k.plan_folder, NULL);
        if (code == TC_OK)
            code = tc_case_files(k.problem, &files, NULL);
        tc_test_memory(-1);
        cr_assert(code == TC_OK || code == TC_ERR_MEMORY);
        tc_buffer_free(&out);
        tc_text_free(path);
        tc_text_free(files);
    }
    forget(&k);
    TC_ASSERT_NO_LEAK();
}

static void expect_path(const char *from, const char *to, const char *expected)
{
    tc_buffer out = {0};
    tc_relative_path(from, to, &out);
    cr_expect_str_eq(out.text, expected, "%s to %s", from, to);
    tc_buffer_free(&out);
}

Test(io_relative_path, leads_up_to_what_is_common_and_down_again)
{
    expect_path("/nowhere/a/b", "/nowhere/c", "../../c");
    expect_path("/nowhere/a", "/nowhere/a/b", "b");
    expect_path("/nowhere/a/", "/nowhere/a", ".");
    expect_path("/nowhere/a", "/nowhere/ab", "../ab");
    expect_path("/nowhere//a", "/elsewhere/b/", "../../elsewhere/b");
    expect_path("not-there", "not-there/either", "either");
    expect_path("not-there", ".", "..");
}
