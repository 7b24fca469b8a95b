/* replay_main.c — run a fuzz target over the files of a folder, and over every beginning
 * of each file, so that a corpus is a plain test where there is no libFuzzer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz_target.h"

enum { MOST_BYTES = 1 << 20, SHORT_BYTES = 4096 };

/* A block of just the size, so that reading past its end is seen. */
static void run(const unsigned char *bytes, size_t size)
{
    unsigned char *exact = malloc(size ? size : 1);
    if (!exact)
        abort();
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static int replay_file(const char *path, unsigned char *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 0;
    }
    const size_t size = fread(bytes, 1, MOST_BYTES, file);
    fclose(file);
    run(bytes, size);
    for (size_t part = 0; part < size && part < SHORT_BYTES; part++)
        run(bytes, part);
    return 1;
}

int main(int count, char **words)
{
    DIR *folder = count == 2 ? opendir(words[1]) : NULL;
    if (!folder) {
        fprintf(stderr, "usage: %s FOLDER\n", words[0]);
        return 2;
    }
    unsigned char *bytes = malloc(MOST_BYTES);
    if (!bytes)
        abort();
    int files = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", words[1], entry->d_name);
        if (entry->d_name[0] != '.')
            files += replay_file(path, bytes);
    }
    free(bytes);
    closedir(folder);
    printf("%d files of %s replayed\n", files, words[1]);
    return files > 0 ? 0 : 1;
}
