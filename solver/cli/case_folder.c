/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/case_folder.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "cli/ledger_file.h"
#include "cli/say.h"

int tc_case_open_with(const tc_request *request, const char *folder,
                      const tc_booked *booked, tc_problem **problem)
{
    tc_faults faults = {0};
    tc_error error = {0};
    int exit_code = TC_EXIT_DONE;
    const tc_code code =
        booked ? tc_problem_load_booked(folder, booked, &faults, problem, &error)
               : tc_problem_load(folder, &faults, problem, &error);
    tc_say_faults(request, folder, &faults);
    if (code == TC_ERR_INPUT) {
        exit_code = TC_EXIT_INPUT;
        if (request->json && tc_answer_faults(request, &faults) != TC_EXIT_DONE)
            exit_code = TC_EXIT_MACHINE;
    } else if (code != TC_OK) {
        exit_code = tc_say_error(request, folder, &error);
    }
    tc_faults_free(&faults);
    return exit_code;
}

int tc_case_open(const tc_request *request, tc_problem **problem)
{
    tc_booked *booked = NULL;
    int exit_code = request->ledger
                        ? tc_ledger_look(request, request->ledger, NULL, &booked)
                        : TC_EXIT_DONE;
    if (exit_code == TC_EXIT_DONE)
        exit_code = tc_case_open_with(request, request->operands[0], booked, problem);
    tc_booked_free(booked);
    return exit_code;
}

int tc_case_open_of_plan(const tc_request *request, const char *folder,
                         const char *plan_folder, tc_problem **problem)
{
    char head[65] = "";
    tc_error error = {0};
    tc_booked *booked = NULL;
    int exit_code = TC_EXIT_DONE;
    /* a plan that cannot be read is told of when it is loaded */
    const bool cites = tc_plan_ledger_head(plan_folder, head, &error) == TC_OK && *head;
    if (cites && !request->ledger)
        return tc_say_usage(request, "方案是对照台账求解的：请用 --ledger 写明台账",
                            "the plan was made with a ledger: name it with --ledger");
    if (request->ledger)
        exit_code =
            tc_ledger_look(request, request->ledger, cites ? head : NULL, &booked);
    if (exit_code == TC_EXIT_DONE)
        exit_code = tc_case_open_with(request, folder, booked, problem);
    tc_booked_free(booked);
    return exit_code;
}

/* Cut the last part off a path: "a/b" to "a", "a" to ".". False where nothing is left. */
static bool cut_last_part(char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (strcmp(path, "/") == 0 || strcmp(path, ".") == 0)
        return false;
    if (!slash)
        (void)snprintf(path, 2, ".");
    else
        slash[slash == path ? 1 : 0] = '\0';
    return true;
}

static bool ends_with_parent(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return length >= 2 && strncmp(path + length - 2, "..", 2) == 0 &&
           (length == 2 || path[length - 3] == '/');
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* From an existing folder upwards: is the case among them? path has room for PATH_MAX. */
static bool leads_through(char *path, const struct stat *about_case)
{
    static const char PARENT[] = "/..";
    struct stat here, before;
    if (stat(path, &here) != 0)
        return false;
    do {
        if (is_same(&here, about_case))
            return true;
        const size_t length = strlen(path);
        if (length + sizeof PARENT > PATH_MAX)
            return false;
        memcpy(path + length, PARENT, sizeof PARENT);
        before = here;
    } while (stat(path, &here) == 0 && !is_same(&here, &before));
    return false;
}

int tc_case_guard(const tc_request *request, const char *path)
{
    return tc_case_guard_at(request, request->operands[0], path);
}

int tc_case_guard_at(const tc_request *request, const char *folder, const char *path)
{
    char at[PATH_MAX];
    struct stat about_case, about;
    if (strlen(path) >= sizeof at)
        return tc_say_usage(request, "路径太长", "the path is too long");
    if (stat(folder, &about_case) != 0)
        return TC_EXIT_DONE; /* gone since it was read: nothing to write into */
    memcpy(at, path, strlen(path) + 1);
    while (stat(at, &about) != 0) {
        if (ends_with_parent(at))
            return tc_say_usage(request, "“%s”要经过一个还不存在的文件夹",
                                "'%s' leads through a folder that does not exist", path);
        if (!cut_last_part(at))
            return TC_EXIT_DONE;
    }
    if (!S_ISDIR(about.st_mode) && !cut_last_part(at))
        return TC_EXIT_DONE;
    if (leads_through(at, &about_case))
        return tc_say_usage(request, "不往案例的文件夹里写：“%s”，请另选位置",
                            "'%s' lies in the folder of the case, which is never "
                            "written to: choose another place",
                            path);
    return TC_EXIT_DONE;
}

void tc_folder_name(const char *folder, char *name, size_t size)
{
    char real[PATH_MAX];
    if (!realpath(folder, real))
        (void)snprintf(real, sizeof real, "%s", folder);
    const char *slash = strrchr(real, '/');
    (void)snprintf(name, size, "%s", slash ? slash + 1 : real);
}
