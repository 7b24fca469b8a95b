/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_folders.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fault.h"
#include "cli/case_folder.h"
#include "cli/say.h"

static bool holds_plan(const char *folder)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/plan.json", folder);
    const bool holds = !path.failed && access(path.text, F_OK) == 0;
    tc_buffer_free(&path);
    return holds;
}

/* Takes plan over, also when memory runs out. */
static bool add(tc_report_folders *folders, char *plan)
{
    if (folders->count == folders->room) {
        const int room = folders->room > 0 ? 2 * folders->room : 16;
        tc_report_folder *grown =
            tc_mem_grow(folders->list, (size_t)room, sizeof *folders->list);
        if (!grown) {
            tc_text_free(plan);
            return false;
        }
        folders->list = grown;
        folders->room = room;
    }
    folders->list[folders->count++] = (tc_report_folder){plan, NULL};
    return true;
}

static bool add_inner(tc_report_folders *folders, const char *folder, const char *name)
{
    tc_buffer path = {0};
    const size_t length = strlen(folder);
    tc_buffer_printf(&path, "%s%s%s", folder,
                     length > 0 && folder[length - 1] == '/' ? "" : "/", name);
    if (path.failed)
        return false;
    if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && holds_plan(path.text))
        return add(folders, path.text);
    tc_buffer_free(&path);
    return true;
}

static int by_name(const void *a, const void *b)
{
    const tc_report_folder *one = a, *other = b;
    return strcmp(one->plan, other->plan);
}

static bool add_folder(tc_report_folders *folders, const char *folder)
{
    const int before = folders->count;
    DIR *open = holds_plan(folder) ? NULL : opendir(folder);
    bool kept = true;
    if (open) {
        /* NOLINTNEXTLINE(concurrency-mt-unsafe): a stream of one thread */
        for (struct dirent *entry; kept && (entry = readdir(open));)
            kept = add_inner(folders, folder, entry->d_name);
        (void)closedir(open);
    }
    if (kept && folders->count > before)
        qsort(folders->list + before, (size_t)(folders->count - before),
              sizeof *folders->list, by_name);
    if (!kept || folders->count > before)
        return kept;
    tc_buffer itself = {0};
    tc_buffer_puts(&itself, folder);
    return !itself.failed && add(folders, itself.text);
}

/* The first folder that is called as the one at k; -1: none. */
static int namesake(const tc_report_folders *folders, int k)
{
    for (int i = 0; i < k; i++)
        if (strcmp(folders->list[i].to, folders->list[k].to) == 0)
            return i;
    return -1;
}

static int place(const tc_request *request, tc_report_folders *folders)
{
    for (int k = 0; k < folders->count; k++) {
        tc_report_folder *folder = &folders->list[k];
        tc_buffer to = {0};
        char name[NAME_MAX + 1];
        tc_folder_name(folder->plan, name, sizeof name);
        if (request->output)
            tc_buffer_printf(&to, "%s/%s", request->output, name);
        else
            tc_buffer_puts(&to, folder->plan);
        folder->to = to.text;
        if (to.failed)
            return TC_EXIT_MACHINE;
        const int same = namesake(folders, k);
        if (same >= 0)
            return tc_say_usage(request, "“%s”和“%s”会写到同一处：“%s”",
                                "'%s' and '%s' would be written to one place: '%s'",
                                folders->list[same].plan, folder->plan, folder->to);
    }
    return TC_EXIT_DONE;
}

int tc_report_folders_find(const tc_request *request, tc_report_folders *folders)
{
    int exit_code = TC_EXIT_DONE;
    *folders = (tc_report_folders){.count = 0};
    for (int k = 0; k < request->given_count && exit_code == TC_EXIT_DONE; k++)
        if (!add_folder(folders, request->given[k]))
            exit_code = TC_EXIT_MACHINE;
    if (exit_code == TC_EXIT_DONE)
        exit_code = place(request, folders);
    if (exit_code == TC_EXIT_MACHINE) {
        tc_error error = {0};
        (void)tc_no_memory(&error);
        exit_code = tc_say_error(request, NULL, &error);
    }
    return exit_code;
}

void tc_report_folders_free(tc_report_folders *folders)
{
    for (int k = 0; k < folders->count; k++) {
        tc_text_free(folders->list[k].plan);
        tc_text_free(folders->list[k].to);
    }
    tc_mem_drop(folders->list);
    *folders = (tc_report_folders){.count = 0};
}
