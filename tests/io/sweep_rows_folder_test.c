/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a sweep: what stands in the folder already stays, or is refused. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/made_rows.h"

/* ---- folders ----------------------------------------------------------------------- */

Test(io_sweep_rows_folder, an_older_result_stays_until_the_new_one_is_whole)
{
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    made_rows_run(&m, "out", MADE_ROWS_SCENARIOS, 64);
    made_rows_run(&m, "copy", MADE_ROWS_SCENARIOS, 64);
    tc_scratch_text(&m.scratch, "out/mine.txt", "mine");
    m.options.csv = false;
    m.sweep.seed = 8;
    memcpy(m.sweep.hash, "fedcba", 7);
    m.run.end = 500;
    made_rows_run(&m, "out", 300, 64);
    cr_assert(made_rows_is_there(&m, "out/partial/progress.json"));
    made_rows_assert_same(&m, "out/rows", "copy/rows");
    made_rows_assert_same(&m, "out/rows.csv", "copy/rows.csv");
    made_rows_assert_same(&m, "out/sweep.json", "copy/sweep.json");
    m.options.resume = true;
    made_rows_run(&m, "out", 500, 64);
    made_rows_run(&m, "new", 500, 64);
    made_rows_assert_same(&m, "out/rows", "new/rows");
    made_rows_assert_same(&m, "out/sweep.json", "new/sweep.json");
    cr_assert(!made_rows_is_there(&m, "out/rows.csv") &&
              !made_rows_is_there(&m, "out/partial"));
    cr_assert(made_rows_is_there(&m, "out/mine.txt"));
    made_rows_forget(&m);
}

Test(io_sweep_rows_folder, an_unfinished_run_is_not_begun_again_by_mistake)
{
    made_rows m;
    made_rows_make(&m);
    made_rows_run(&m, "out", 1, 1);
    made_rows_assert_refused(&m, "out", TC_ERR_USAGE,
                             "was not finished: go on with --resume");
    made_rows_forget(&m);
}

Test(io_sweep_rows_folder, a_run_of_which_nothing_is_there_is_begun_again)
{
    made_rows m;
    made_rows_make(&m);
    m.options.csv = true;
    made_rows_run(&m, "out", 0, 1);
    m.options.csv = false;
    m.sweep.scenarios = 200;
    made_rows_run(&m, "out", 200, 64);
    made_rows_run(&m, "other", 200, 64);
    made_rows_assert_same(&m, "out", "other");
    made_rows_forget(&m);
}

Test(io_sweep_rows_folder, a_run_of_something_else_does_not_go_on)
{
    made_rows m;
    made_rows_make(&m);
    made_rows_run(&m, "partial", 900, 100);
    made_rows_run(&m, "whole", MADE_ROWS_SCENARIOS, 100);
    m.options.resume = true;
    static const char *const WORDS[] = {"(hash)",   "number of scenarios",
                                        "first of", "end of",
                                        "--rows",   "--csv",
                                        "--engine", "--relax",
                                        "--gap"};
    for (int k = 0; k < 9; k++) {
        made_rows other = m;
        other.options.run = &other.run;
        other.sweep.hash[0] = k == 0 ? 'x' : '0';
        other.sweep.scenarios += k == 1;
        other.run.first = k == 2;
        other.run.end = k == 3 ? 5000 : MADE_ROWS_SCENARIOS;
        other.options.kept = k == 4 ? TC_ROWS_GOALS : TC_ROWS_ALL;
        other.options.csv = k == 5;
        other.run.engine = k == 6 ? TC_ENGINE_GLPK : TC_ENGINE_SHARE;
        other.run.relax = k == 7;
        other.run.gap = k == 8 ? 0.01 : 0.0;
        made_rows_assert_refused(&other, "partial", TC_ERR_USAGE, WORDS[k]);
        tc_rows *rows = made_rows_open(&other, "whole"); /* would replace it at the end */
        cr_assert_eq(tc_rows_done(rows), 0);
        tc_rows_close(rows);
    }
    made_rows_run(&m, "partial", MADE_ROWS_SCENARIOS, 100);
    made_rows_assert_same(&m, "partial/rows", "whole/rows");
    made_rows_assert_same(&m, "partial/sweep.json", "whole/sweep.json");
    made_rows_forget(&m);
}

Test(io_sweep_rows_folder, a_folder_with_something_else_in_it_is_refused)
{
    static const char *const NAMES[] = {
        "rows",           "rows.csv",          "summary.json", "sweep.json",
        "rows/notes.txt", "partial/notes.txt", "partial"};
    for (int k = 0; k < 7; k++) {
        made_rows m;
        made_rows_make(&m);
        char name[64];
        tc_scratch_text(&m.scratch, "out/other", "mine");
        (void)snprintf(name, sizeof name, "out/%s", NAMES[k]);
        if (strchr(NAMES[k], '/'))
            (void)mkdir(made_rows_in(&m, k == 4 ? "out/rows" : "out/partial"), 0700);
        tc_scratch_text(&m.scratch, name, "{\"schema\": \"of mine\"}");
        made_rows_assert_refused(&m, "out", TC_ERR_USAGE, "is not of a sweep");
        m.options.resume = true;
        made_rows_assert_refused(&m, "out", TC_ERR_USAGE, "is not of a sweep");
        made_rows_assert_says(&m, name, "of mine");
        made_rows_forget(&m);
    }
}

Test(io_sweep_rows_folder, a_result_with_something_of_yours_in_its_rows_is_refused)
{
    made_rows m;
    made_rows_make(&m);
    made_rows_run(&m, "out", MADE_ROWS_SCENARIOS, 1000);
    FILE *file = fopen(made_rows_in(&m, "out/rows/analysis.py"), "w");
    cr_assert(file && fclose(file) == 0);
    made_rows_assert_refused(&m, "out", TC_ERR_USAGE, "is not of a sweep");
    made_rows_forget(&m);
}

Test(io_sweep_rows_folder, damaged_progress_is_refused)
{
    static const char *const TEXTS[] = {
        "",
        "{",
        "[]",
        "{\"schema\": \"tongchou.sweep-progress/1\"}",
        "{\"schema\": \"tongchou.sweep-progress/1\", \"state\": \"running\", \"done\": "
        "-1}",
        "{\"schema\": \"tongchou.sweep-progress/1\", \"state\": \"running\", \"done\": "
        "1, "
        "\"csv_bytes\": 0, \"optimal\": 2, \"infeasible\": 0, \"bounded\": 0, "
        "\"failed\": "
        "0, \"share\": 1, \"glpk\": 0, \"worst_residual\": 0, \"worst_gap\": 0}",
        "{\"schema\": \"tongchou.sweep-progress/1\", \"state\": \"running\", \"done\": "
        "1, "
        "\"csv_bytes\": 0, \"optimal\": 1, \"infeasible\": 0, \"bounded\": 0, "
        "\"failed\": "
        "0, \"share\": 1, \"glpk\": 1, \"worst_residual\": 0, \"worst_gap\": 0}"};
    made_rows m;
    made_rows_make(&m);
    made_rows_run(&m, "out", 1000, 1000);
    m.options.resume = true;
    for (int k = 0; k < 7; k++) {
        FILE *file = fopen(made_rows_in(&m, "out/partial/progress.json"), "w");
        cr_assert(file && fputs(TEXTS[k], file) != EOF && fclose(file) == 0);
        made_rows_assert_refused(&m, "out", TC_ERR_INPUT, "");
    }
    made_rows_forget(&m);
}

Test(io_sweep_rows_folder, numbers_that_are_not_those_of_the_run_are_refused)
{
    made_rows m;
    made_rows_make(&m);
    made_rows_run(&m, "out", 1000, 1000);
    m.options.resume = true;
    cr_assert_eq(truncate(made_rows_in(&m, "out/partial/rows/goals.npy"), 1000), 0);
    made_rows_assert_refused(&m, "out", TC_ERR_INPUT,
                             "expected the numbers of this sweep");
    made_rows_forget(&m);
}

/* Whoever has "out" open, nobody else gets in. */
static void assert_kept_out(made_rows *m)
{
    const pid_t child = fork(); /* locks are not inherited */
    if (child == 0) {
        tc_rows *second = NULL;
        tc_error error = {0};
        const tc_code code =
            tc_rows_open(&m->c.problem, &m->sweep, made_rows_in(m, "out"), &m->options,
                         &second, &error);
        _exit(code == TC_ERR_USAGE && strstr(error.message_en, "another process") ? 0
                                                                                  : 1);
    }
    int status = -1;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert_eq(status, 0, "it was let in, or refused for another reason");
}

Test(io_sweep_rows_folder, another_process_in_the_same_folder_is_kept_out)
{
    made_rows m;
    made_rows_make(&m);
    tc_rows *rows = made_rows_open(&m, "out");
    assert_kept_out(&m);
    tc_rows_close(rows);
    made_rows_forget(&m);
}

/* A run without the shares is decided again where it ended while its result moved into
 * place: the lock went with partial/ then. */
Test(io_sweep_rows_folder, another_process_is_kept_out_after_an_older_result_was_placed)
{
    made_rows m;
    made_rows_make(&m);
    m.options.kept = TC_ROWS_GOALS;
    made_rows_run(&m, "out", 500, 64);
    char text[8192];
    const size_t length =
        made_rows_read(&m, "out/partial/progress.json", text, sizeof text - 1);
    text[length] = '\0';
    char *state = strstr(text, "running");
    cr_assert_not_null(state);
    memcpy(state, "placing", strlen("placing"));
    FILE *file = fopen(made_rows_in(&m, "out/partial/progress.json"), "w");
    cr_assert(file && fputs(text, file) != EOF && fclose(file) == 0);
    m.options.resume = true;
    tc_rows *rows = made_rows_open(&m, "out");
    cr_assert_eq(tc_rows_done(rows), 0);
    assert_kept_out(&m);
    tc_rows_close(rows);
    made_rows_forget(&m);
}
