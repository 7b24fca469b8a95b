/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* wait4 and struct rusage's peak are not POSIX; getrusage of all children is, and its
 * peak is that of the largest. So every measurement gets a keeper of its own. */
typedef struct keeper {
    measured_work work;
    const void *argument;
    const char *const *argv; /* of a command; NULL: work */
    const char *out;
    unsigned limit_s;
} keeper;

double clock_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool write_whole(int file, const measured *result)
{
    return write(file, result, sizeof *result) == (ssize_t)sizeof *result;
}

static bool read_whole(int file, measured *result)
{
    measured found;
    if (read(file, &found, sizeof found) != (ssize_t)sizeof found)
        return false;
    *result = found;
    return true;
}

/* In the child: be the command, or do the work and write what it tells. */
static void be_child(const keeper *k, int file)
{
    (void)alarm(k->limit_s);
    if (k->argv) {
        const int out = open(k->out, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        const union {
            const char *const *given;
            char *const *taken; /* execvp changes none of them */
        } arguments = {k->argv};
        if (out >= 0 && dup2(out, 1) >= 0)
            (void)execvp(k->argv[0], arguments.taken);
        _exit(127);
    }
    measured result = {.done = true};
    k->work(k->argument, &result);
    _exit(write_whole(file, &result) ? 0 : 127);
}

static void say_end(const keeper *k, int status, measured *result)
{
    result->done = result->done && status == 0;
    if (status == 0)
        return;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        (void)snprintf(result->note, sizeof result->note, "not finished in %u s",
                       k->limit_s);
    else if (WIFSIGNALED(status))
        (void)snprintf(result->note, sizeof result->note, "ended by signal %d",
                       WTERMSIG(status));
    else
        (void)snprintf(result->note, sizeof result->note, "exit code %d",
                       WEXITSTATUS(status));
}

/* In the keeper: one child, and the peak of its memory. */
static measured keep(const keeper *k)
{
    measured result = {.done = false, .note = "cannot be started"};
    int ends[2], status = -1;
    if (pipe(ends) != 0)
        return result;
    const double before = clock_now();
    const pid_t child = fork();
    if (child == 0)
        be_child(k, ends[1]);
    (void)close(ends[1]);
    if (child < 0)
        return result;
    measured told = {.done = k->argv != NULL};
    const bool heard = !k->argv && read_whole(ends[0], &told);
    if (waitpid(child, &status, 0) != child)
        return result;
    if (!heard)
        told.seconds = clock_now() - before;
    struct rusage usage;
    (void)getrusage(RUSAGE_CHILDREN, &usage);
    told.peak_mib = (double)usage.ru_maxrss / 1024.0;
    say_end(k, status, &told);
    return told;
}

static measured run_keeper(const keeper *k)
{
    measured result = {.done = false, .note = "cannot be started"};
    int ends[2], status = 0;
    (void)fflush(NULL);
    if (pipe(ends) != 0)
        return result;
    const pid_t child = fork();
    if (child == 0) {
        const measured kept = keep(k);
        _exit(write_whole(ends[1], &kept) ? 0 : 127);
    }
    (void)close(ends[1]);
    if (child > 0) {
        (void)read_whole(ends[0], &result);
        (void)waitpid(child, &status, 0);
    }
    (void)close(ends[0]);
    return result;
}

measured measure(measured_work work, const void *argument, unsigned limit_s)
{
    const keeper k = {.work = work, .argument = argument, .limit_s = limit_s};
    return run_keeper(&k);
}

measured measure_command(const char *const *argv, const char *out, unsigned limit_s)
{
    const keeper k = {.argv = argv, .out = out, .limit_s = limit_s};
    return run_keeper(&k);
}

void name_processor(char *name, size_t room)
{
    FILE *file = fopen("/proc/cpuinfo", "r");
    char line[256];
    (void)snprintf(name, room, "unknown");
    while (file && fgets(line, sizeof line, file)) {
        const char *colon = strstr(line, ": ");
        if (strncmp(line, "model name", 10) != 0 || !colon)
            continue;
        line[strcspn(line, "\n")] = '\0';
        (void)snprintf(name, room, "%s", colon + 2);
        break;
    }
    if (file)
        (void)fclose(file);
}
