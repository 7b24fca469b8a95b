/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scratch.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

tc_scratch tc_scratch_open(void)
{
    tc_scratch scratch = {.folder = "/tmp/tongchou-test-XXXXXX"};
    cr_assert_not_null(mkdtemp(scratch.folder));
    return scratch;
}

static void name_path(tc_scratch *scratch, const char *name)
{
    const int length =
        snprintf(scratch->path, sizeof scratch->path, "%s/%s", scratch->folder, name);
    cr_assert(length > 0 && (size_t)length < sizeof scratch->path);
}

/* The folder of "folder/file", where it is not there yet. */
static void make_parent(tc_scratch *scratch, const char *name)
{
    const char *end = strrchr(name, '/');
    char parent[64];
    if (!end)
        return;
    cr_assert_lt((size_t)(end - name), sizeof parent);
    snprintf(parent, sizeof parent, "%.*s", (int)(end - name), name);
    name_path(scratch, parent);
    (void)mkdir(scratch->path, 0700);
}

void tc_scratch_bytes(tc_scratch *scratch, const char *name, const void *bytes,
                      size_t length)
{
    make_parent(scratch, name);
    name_path(scratch, name);
    FILE *file = fopen(scratch->path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes, 1, length, file), length);
    cr_assert_eq(fclose(file), 0);
}

void tc_scratch_text(tc_scratch *scratch, const char *name, const char *text)
{
    tc_scratch_bytes(scratch, name, text, strlen(text));
}

void tc_scratch_remove(tc_scratch *scratch, const char *name)
{
    name_path(scratch, name);
    cr_assert_eq(unlink(scratch->path), 0);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    cr_assert_not_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char inner[512];
        if (entry->d_name[0] == '.' || unlinkat(dirfd(folder), entry->d_name, 0) == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        remove_folder(inner);
    }
    closedir(folder);
    cr_assert_eq(rmdir(path), 0);
}

void tc_scratch_close(const tc_scratch *scratch)
{
    remove_folder(scratch->folder);
}
