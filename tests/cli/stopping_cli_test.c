/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C and limits of time, seen from outside: the exit code, and files that pass. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/case_writer.h"
#include "support/child.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scratch.h"

enum { PATH_BYTES = 512, EXIT_DONE = 0, EXIT_USAGE = 2, EXIT_STOPPED = 4 };

/* A case that takes very much longer than it takes to see that it is being solved. */
typedef struct long_case {
    tc_scratch scratch, said;
    char files[PATH_BYTES], out[PATH_BYTES], err[PATH_BYTES];
} long_case;

static void name_in(const tc_scratch *scratch, const char *name, char path[PATH_BYTES])
{
    const int length = snprintf(path, PATH_BYTES, "%s/%s", scratch->folder, name);
    cr_assert(length > 0 && length < PATH_BYTES);
}

static long_case write_case(void)
{
    enum { SOURCES = 120, PROJECTS = 300, DATES = 12 };
    tc_day days[DATES + 1];
    made_days(days, DATES + 1);
    const made_shape shape = {SOURCES, PROJECTS, 12, days, DATES};
    tc_problem *problem = made_case_of(1, &shape, MADE_ALL_WHOLE);
    long_case c = {.scratch = tc_scratch_open(), .said = tc_scratch_open()};
    cr_assert(case_write(problem, c.scratch.folder));
    made_case_free(problem);
    name_in(&c.said, "files", c.files);
    name_in(&c.said, "out", c.out);
    name_in(&c.said, "err", c.err);
    return c;
}

static void forget(long_case *c)
{
    tc_scratch_close(&c->scratch);
    tc_scratch_close(&c->said);
}

/* ---- a child that gets signals ----------------------------------------------------- */

static pid_t start(const long_case *c)
{
    const pid_t child = fork();
    if (child != 0)
        return child;
    const int out = open(c->out, O_WRONLY | O_CREAT, 0600);
    const int err = open(c->err, O_WRONLY | O_CREAT, 0600);
    if (dup2(out, 1) == 1 && dup2(err, 2) == 2)
        (void)execl(TC_TEST_PROGRAM, TC_TEST_PROGRAM, "solve", c->scratch.folder, "-o",
                    c->files, (char *)NULL);
    _exit(127);
}

/* Does the process catch the signal? -1: it is no longer there. */
static int catches(pid_t child, int number)
{
    char path[64], line[256];
    unsigned long long mask = 0;
    int found = -1;
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)child);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "SigCgt: %llx", &mask) == 1)
            found = (mask >> (number - 1) & 1) != 0;
    if (file)
        (void)fclose(file);
    return found;
}

/* Look until the process catches the signal, or no longer does; false: it has ended. A
 * zombie catches nothing. */
static bool wait_until(pid_t child, int number, bool caught)
{
    int status = 0;
    while (catches(child, number) != caught)
        if (waitpid(child, &status, WNOHANG) != 0)
            return false;
    return true;
}

static int end_of(pid_t child)
{
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- what it leaves ---------------------------------------------------------------- */

static bool is_said(const char *path, const char *text)
{
    char said[4096] = "";
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    const size_t length = fread(said, 1, sizeof said - 1, file);
    said[length] = '\0';
    (void)fclose(file);
    return strstr(said, text) != NULL;
}

static void assert_files_pass(const long_case *c)
{
    static const char *const names[] = {"plan.json", "projects.csv", "credits.csv",
                                        "sources.csv"};
    struct stat file;
    for (int k = 0; k < 4; k++) {
        char path[PATH_BYTES + 32];
        (void)snprintf(path, sizeof path, "%s/%s", c->files, names[k]);
        cr_assert_eq(stat(path, &file), 0, "%s is missing", names[k]);
    }
    const char *const verify[] = {TC_TEST_PROGRAM, "verify", c->scratch.folder, c->files,
                                  NULL};
    cr_assert_eq(child_run(verify, c->out, c->err), EXIT_DONE);
    const char *const clean[] = {"rm", "-r", c->files, NULL};
    cr_assert_eq(child_run(clean, c->out, c->err), 0);
}

Test(cli_stopping, gives_the_best_plan_so_far_at_the_first_signal)
{
    static const int signals[] = {SIGINT, SIGTERM};
    long_case c = write_case();
    for (int k = 0; k < 2; k++) {
        const pid_t child = start(&c);
        cr_assert(child > 0 && wait_until(child, signals[k], true),
                  "it ended before it could be stopped");
        cr_assert_eq(kill(child, signals[k]), 0);
        cr_assert_eq(end_of(child), EXIT_STOPPED);
        cr_assert(is_said(c.err, "搜索提前停止"));
        assert_files_pass(&c);
    }
    forget(&c);
    TC_ASSERT_NO_LEAK();
}

Test(cli_stopping, ends_at_once_at_the_second_signal)
{
    struct stat file;
    long_case c = write_case();
    const pid_t child = start(&c);
    cr_assert(child > 0 && wait_until(child, SIGINT, true));
    cr_assert_eq(kill(child, SIGINT), 0);
    cr_assert(wait_until(child, SIGINT, false), "it ended at the first signal");
    cr_assert_eq(kill(child, SIGINT), 0);
    cr_assert_eq(end_of(child), 128 + SIGINT);
    cr_assert_neq(stat(c.files, &file), 0, "files of a run that was ended");
    forget(&c);
    TC_ASSERT_NO_LEAK();
}

Test(cli_stopping, gives_the_best_plan_that_a_limit_of_time_allows)
{
    static const char *const limits[] = {"0.001", "0.01", "0.1"};
    long_case c = write_case();
    for (int k = 0; k < 3; k++) {
        const char *const solve[] = {
            TC_TEST_PROGRAM, "solve",        c.scratch.folder, "-o",
            c.files,         "--time-limit", limits[k],        NULL};
        cr_assert_eq(child_run(solve, c.out, c.err), EXIT_STOPPED, "limit %s", limits[k]);
        assert_files_pass(&c);
    }
    forget(&c);
    TC_ASSERT_NO_LEAK();
}

Test(cli_stopping, refuses_limits_and_gaps_that_are_no_numbers_in_range)
{
    static const char *const limits[] = {
        "nan",  "NaN", "-1", "1e999", "inf",  "0",   "0.0", "1,5",    "0x10",
        "soon", "",    " 5", "5s",    "0..1", "1e3", "+5",  "604801", "0.0009"};
    static const char *const gaps[] = {"nan", "-0.1", "1e999", "inf", "1.01", "5%",
                                       "",    "x",    "+0.1",  ".",   "1e-3"};
    tc_scratch said = tc_scratch_open();
    char out[PATH_BYTES], err[PATH_BYTES];
    name_in(&said, "out", out);
    name_in(&said, "err", err);
    const int limit_count = sizeof limits / sizeof *limits;
    for (int k = 0; k < limit_count + (int)(sizeof gaps / sizeof *gaps); k++) {
        const bool is_limit = k < limit_count;
        const char *const value = is_limit ? limits[k] : gaps[k - limit_count];
        const char *const option = is_limit ? "--time-limit" : "--gap";
        const char *const solve[] = {TC_TEST_PROGRAM,
                                     "solve",
                                     TC_TEST_DATA "/textbook",
                                     option,
                                     value,
                                     "--lang",
                                     "en",
                                     NULL};
        cr_assert_eq(child_run(solve, out, err), EXIT_USAGE, "%s '%s'", option, value);
        cr_assert(is_said(err, option) &&
                      is_said(err, *value ? "expects a number from" : "is empty"),
                  "%s '%s'", option, value);
    }
    tc_scratch_close(&said);
    TC_ASSERT_NO_LEAK();
}
