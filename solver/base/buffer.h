/* buffer.h — a growing byte string that remembers whether it ever failed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_BUFFER_H
#define TC_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "tongchou/error.h"

/* Start from {.most = N}; text is NUL-terminated once anything was added. After a
 * failure (memory, or more than most bytes) further calls do nothing: check failed once,
 * at the end. Owns: free with tc_buffer_free. */
typedef struct tc_buffer {
    char *text;
    size_t length, capacity;
    size_t most; /* 0: no maximum */
    bool failed;
} tc_buffer;

void tc_buffer_add(tc_buffer *buffer, const char *text, size_t length);
void tc_buffer_puts(tc_buffer *buffer, const char *text);
void tc_buffer_printf(tc_buffer *buffer, const char *format, ...) TC_PRINTF(2, 3);
void tc_buffer_vprintf(tc_buffer *buffer, const char *format, va_list arguments)
    TC_PRINTF(2, 0);
void tc_buffer_free(tc_buffer *buffer);

#endif
