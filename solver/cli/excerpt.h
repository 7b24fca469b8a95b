/* excerpt.h — the line of a file in which a fault stands, and a mark below its place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_EXCERPT_H
#define TC_CLI_EXCERPT_H

#include <stdio.h>

#include "base/buffer.h"
#include "tongchou/text.h"

/* Start from {0}. Keeps the file open, so that faults in file order read it once. */
typedef struct tc_excerpt {
    FILE *file;
    char path[4096];
    int line;       /* of text; 0: none was read */
    tc_buffer text; /* the line, without its end; cut where it is very long */
    bool ended;
} tc_excerpt;

/* Append the line and a caret below the column, in characters from 1; nothing where the
 * line cannot be shown (no such line, not UTF-8, beyond the first 64 KiB of it). */
void tc_excerpt_show(tc_excerpt *excerpt, const char *path, int line, int column,
                     tc_buffer *out);

void tc_excerpt_close(tc_excerpt *excerpt);

#endif
