/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

int child_run(const char *const *argv, const char *out, const char *err)
{
    enum { NEW = O_WRONLY | O_CREAT | O_TRUNC };
    posix_spawn_file_actions_t files;
    if (posix_spawn_file_actions_init(&files) != 0)
        return -1;
    pid_t child = 0;
    int status = 0;
    /* posix_spawnp changes none of the arguments, its type only does not say so */
    const union {
        const char *const *given;
        char *const *taken;
    } arguments = {argv};
    const int failed =
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0) ||
        posix_spawn_file_actions_addopen(&files, 1, out, NEW, 0666) ||
        posix_spawn_file_actions_addopen(&files, 2, err, NEW, 0666) ||
        posix_spawnp(&child, argv[0], &files, NULL, arguments.taken, environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed || waitpid(child, &status, 0) != child)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
