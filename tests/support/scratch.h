/* scratch.h — a folder of its own for a test, and files in it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_SCRATCH_H
#define TC_TESTS_SCRATCH_H

#include <stddef.h>

typedef struct tc_scratch {
    char folder[64];
    char path[256]; /* of the file written last */
} tc_scratch;

/* Make an empty folder; every function here fails the test when the system refuses. */
tc_scratch tc_scratch_open(void);

/* Write a file into the folder, also "inner/file"; its path is in scratch->path, too. */
void tc_scratch_bytes(tc_scratch *scratch, const char *name, const void *bytes,
                      size_t length);
void tc_scratch_text(tc_scratch *scratch, const char *name, const char *text);

void tc_scratch_remove(tc_scratch *scratch, const char *name);

/* Take the folder and its files away. */
void tc_scratch_close(const tc_scratch *scratch);

#endif
