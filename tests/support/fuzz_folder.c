/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fuzz_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/fuzz_target.h"

static char folder[] = "/tmp/tongchou-fuzz-XXXXXX";
static char path[128];
static bool made;

static void empty_folder(const char *at)
{
    DIR *list = opendir(at);
    if (!list)
        return;
    for (const struct dirent *entry; (entry = readdir(list)) != NULL;) {
        char inner[512];
        if (entry->d_name[0] == '.' || unlinkat(dirfd(list), entry->d_name, 0) == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", at, entry->d_name);
        empty_folder(inner);
    }
    closedir(list);
    rmdir(at);
}

static void remove_folder(void)
{
    empty_folder(folder);
}

const char *fuzz_folder(void)
{
    if (!made)
        FUZZ_CHECK(mkdtemp(folder) && atexit(remove_folder) == 0);
    made = true;
    return folder;
}

const char *fuzz_folder_write(const char *name, const uint8_t *data, size_t size)
{
    const char *end = strrchr(name, '/');
    if (end) {
        snprintf(path, sizeof path, "%s/%.*s", fuzz_folder(), (int)(end - name), name);
        (void)mkdir(path, 0700);
    }
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    unlink(path); /* a new file: some file systems sync one that is cut to nothing */
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FUZZ_CHECK(file >= 0);
    for (size_t done = 0; done < size;) {
        const ssize_t count = write(file, data + done, size - done);
        FUZZ_CHECK(count > 0);
        done += (size_t)count;
    }
    close(file);
    return path;
}

void fuzz_folder_remove(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    unlink(path);
}

size_t fuzz_part_end(const uint8_t *data, size_t size)
{
    for (size_t at = 0; at + 3 <= size; at++)
        if ((at == 0 || data[at - 1] == '\n') && memcmp(data + at, "%%\n", 3) == 0)
            return at;
    return size;
}
