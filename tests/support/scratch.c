/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scratch.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

void tc_scratch_bytes(tc_scratch *scratch, const char *name, const void *bytes,
                      size_t length)
{
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

void tc_scratch_close(const tc_scratch *scratch)
{
    DIR *folder = opendir(scratch->folder);
    cr_assert_not_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    cr_assert_eq(rmdir(scratch->folder), 0);
}
