/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_batch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fault.h"
#include "base/reason.h"
#include "cli/progress.h"
#include "cli/report_folders.h"
#include "cli/report_one.h"
#include "cli/say.h"

/* One plan of the batch. */
typedef struct job {
    const tc_report_folder *folder;
    pid_t pid;           /* while it runs; 0: it does not */
    FILE *talk, *answer; /* what its process says, and what it has written */
    int exit_code;
    tc_buffer said;    /* of talk */
    tc_buffer written; /* the check code and the names of the files, a line each */
} job;

typedef struct batch {
    const tc_request *request;
    job *jobs;
    int count, done;
    tc_progress progress;
} batch;

/* ---- one process ------------------------------------------------------------------- */

/* In the process of a plan: what is said goes to its file. Gives the exit code. */
static int work(const tc_request *request, const job *about)
{
    tc_request own = *request;
    own.json = false;
    if (dup2(fileno(about->talk), STDERR_FILENO) < 0)
        return TC_EXIT_MACHINE;
    tc_report_outcome outcome =
        tc_report_one(&own, about->folder->plan, about->folder->to);
    int exit_code = outcome.exit_code;
    if (exit_code == TC_EXIT_DONE) {
        (void)fprintf(about->answer, "%s\n", outcome.check_code.text);
        for (int k = 0; k < outcome.files.count; k++)
            (void)fprintf(about->answer, "%s\n", outcome.files.files[k].name);
        if (fflush(about->answer) != 0)
            exit_code = TC_EXIT_MACHINE;
    }
    tc_report_outcome_free(&outcome);
    (void)fflush(stderr);
    return exit_code;
}

static void close_files(job *about)
{
    if (about->talk)
        (void)fclose(about->talk);
    if (about->answer)
        (void)fclose(about->answer);
    about->talk = about->answer = NULL;
}

/* It could not be begun: the machine says why. */
static void say_not_begun(const tc_request *request, job *about)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    tc_buffer_printf(&about->said, "%s%s\n",
                     tc_in_language(request, "不能开始：", "cannot begin: "),
                     tc_in_language(request, reason.zh, reason.en));
    about->exit_code = TC_EXIT_MACHINE;
    close_files(about);
}

static bool start(const batch *all, job *about)
{
    about->talk = tmpfile();
    about->answer = about->talk ? tmpfile() : NULL;
    about->pid = about->answer ? fork() : -1;
    if (about->pid == 0)
        _exit(work(all->request, about)); /* what the parent has opened is its own */
    if (about->pid > 0)
        return true;
    about->pid = 0;
    say_not_begun(all->request, about);
    return false;
}

static void read_back(FILE *file, tc_buffer *text)
{
    char block[4096];
    size_t got = 0;
    rewind(file);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        tc_buffer_add(text, block, got);
}

static void end(const batch *all, job *about, int status)
{
    about->pid = 0;
    read_back(about->talk, &about->said);
    read_back(about->answer, &about->written);
    close_files(about);
    about->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : TC_EXIT_MACHINE;
    if (WIFSIGNALED(status))
        tc_buffer_printf(&about->said,
                         all->request->language == TC_EN ? "ended by signal %d\n"
                                                         : "被信号 %d 结束\n",
                         WTERMSIG(status));
}

/* ---- all of them ------------------------------------------------------------------- */

/* Wait until one of the running has ended. */
static void wait_for_one(batch *all)
{
    int status = 0;
    pid_t pid = 0;
    do
        pid = waitpid(-1, &status, 0);
    while (pid < 0 && errno == EINTR);
    for (int k = 0; k < all->count; k++)
        if (all->jobs[k].pid == pid && pid > 0)
            end(all, &all->jobs[k], status);
}

static void run_all(batch *all)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const int workers = all->request->workers >= 1.0 ? (int)all->request->workers
                        : cores > 0                  ? (int)cores
                                                     : 1;
    int running = 0;
    tc_progress_begin(&all->progress, all->request, 0, all->count);
    for (int next = 0; all->done < all->count;) {
        if (next < all->count && running < workers) {
            if (start(all, &all->jobs[next++]))
                running++;
            else
                all->done++;
        } else {
            wait_for_one(all);
            running--;
            all->done++;
        }
        tc_progress_show(&all->progress, all->done, all->count);
    }
    tc_progress_end(&all->progress);
}

/* ---- what came of it --------------------------------------------------------------- */

static int count_lines(const tc_buffer *text)
{
    int count = 0;
    for (const char *at = text->text ? text->text : ""; *at; at++)
        count += *at == '\n';
    return count;
}

/* The lines of a text: each ended in place, *lines the caller's. How many, -1 without
 * memory. */
static int split(tc_buffer *text, const char ***lines)
{
    int count = 0;
    *lines = tc_mem_new((size_t)count_lines(text) + 1, sizeof **lines);
    if (!*lines)
        return -1;
    for (char *line = text->text; line && *line; count++) {
        const size_t bytes = strcspn(line, "\n");
        (*lines)[count] = line;
        char *next = line + bytes + (line[bytes] == '\n');
        line[bytes] = '\0';
        line = next;
    }
    return count;
}

static int answer_json(const batch *all)
{
    tc_report_result *results = tc_mem_new((size_t)all->count, sizeof *results);
    const char ***lines = tc_mem_new((size_t)all->count, sizeof *lines);
    bool made = results && lines;
    for (int k = 0; made && k < all->count; k++) {
        job *about = &all->jobs[k];
        const int count = split(&about->written, &lines[k]);
        const char *message = about->said.text ? about->said.text : "";
        made = count >= 0;
        results[k] = (tc_report_result){
            .plan = about->folder->plan,
            .folder = about->folder->to,
            .check_code = count > 0 ? lines[k][0] : "",
            .files = count > 0 ? lines[k] + 1 : NULL,
            .file_count = count > 0 ? count - 1 : 0,
            .exit_code = about->exit_code,
            .message = about->exit_code == TC_EXIT_DONE ? NULL : message};
    }
    char *text = NULL;
    tc_error error = {0};
    const tc_code code = made ? tc_report_results_json(results, all->count, &text, &error)
                              : tc_no_memory(&error);
    for (int k = 0; lines && k < all->count; k++)
        tc_mem_drop(lines[k]);
    tc_mem_drop(lines);
    tc_mem_drop(results);
    return tc_answer_made(all->request, NULL, code, text, &error);
}

/* A line for each plan, then how many there are; of those that failed the talk, too. */
static int answer_text(const batch *all, int failed)
{
    const bool en = all->request->language == TC_EN;
    tc_buffer out = {0};
    for (int k = 0; k < all->count; k++) {
        const job *about = &all->jobs[k];
        const char *to = about->folder->to;
        if (about->exit_code == TC_EXIT_DONE) {
            const char *code = about->written.text ? about->written.text : "";
            tc_buffer_printf(
                &out,
                en ? "%s: check code %.*s, files %d\n" : "%s：校验码 %.*s，文件 %d 个\n",
                to, (int)strcspn(code, "\n"), code, count_lines(&about->written) - 1);
            continue;
        }
        tc_buffer_printf(&out,
                         en ? "%s: FAILED, exit code %d\n" : "%s：失败，退出码 %d\n",
                         about->folder->plan, about->exit_code);
        if (about->said.text)
            (void)fputs(about->said.text, stderr);
    }
    tc_buffer_printf(
        &out, en ? "plans %d, written %d, failed %d\n" : "方案 %d 份，写好 %d，失败 %d\n",
        all->count, all->count - failed, failed);
    const int code = out.failed ? TC_EXIT_MACHINE : tc_answer(all->request, out.text);
    tc_buffer_free(&out);
    return code;
}

static int conclude(const batch *all)
{
    int failed = 0, gravest = TC_EXIT_DONE;
    for (int k = 0; k < all->count; k++) {
        const int code = all->jobs[k].exit_code;
        failed += code != TC_EXIT_DONE;
        gravest = code > gravest ? code : gravest;
    }
    const int told = all->request->json ? answer_json(all) : answer_text(all, failed);
    return told > gravest ? told : gravest;
}

int tc_report_batch(const tc_request *request)
{
    tc_report_folders folders;
    if (request->case_folder)
        return tc_say_usage(request, "--case 说的是一份方案的案例，不与 --batch 同用",
                            "--case names the case of one plan: it does not go with "
                            "--batch");
    if (request->sweep)
        return tc_say_usage(request, "--sweep 说的是一个案例的推演，不与 --batch 同用",
                            "--sweep names a sweep of one case: it does not go with "
                            "--batch");
    int exit_code = tc_report_folders_find(request, &folders);
    batch all = {.request = request, .count = folders.count};
    if (exit_code == TC_EXIT_DONE) {
        all.jobs = tc_mem_new((size_t)all.count, sizeof *all.jobs);
        exit_code = all.jobs ? TC_EXIT_DONE : TC_EXIT_MACHINE;
    }
    for (int k = 0; all.jobs && k < all.count; k++)
        all.jobs[k].folder = &folders.list[k];
    if (exit_code == TC_EXIT_DONE) {
        run_all(&all);
        exit_code = conclude(&all);
    }
    for (int k = 0; all.jobs && k < all.count; k++) {
        tc_buffer_free(&all.jobs[k].said);
        tc_buffer_free(&all.jobs[k].written);
    }
    tc_mem_drop(all.jobs);
    tc_report_folders_free(&folders);
    return exit_code;
}
