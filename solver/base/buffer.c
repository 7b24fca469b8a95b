/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "tongchou/text.h"

/* Room for length more bytes and the NUL. */
static bool make_room(tc_buffer *buffer, size_t length)
{
    if (buffer->failed)
        return false;
    if (buffer->most && length > buffer->most - buffer->length) {
        buffer->failed = true;
        return false;
    }
    if (buffer->capacity - buffer->length > length)
        return true;
    const size_t wanted = (buffer->length + length + 64) * 2;
    char *text = tc_mem_grow(buffer->text, wanted, 1);
    if (!text) {
        buffer->failed = true;
        return false;
    }
    buffer->text = text;
    buffer->capacity = wanted;
    return true;
}

void tc_buffer_add(tc_buffer *buffer, const char *text, size_t length)
{
    if (!make_room(buffer, length))
        return;
    if (length)
        memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void tc_buffer_puts(tc_buffer *buffer, const char *text)
{
    tc_buffer_add(buffer, text, strlen(text));
}

void tc_buffer_vprintf(tc_buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_copy has filled it */
    const int wanted = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (wanted < 0) {
        buffer->failed = true;
        return;
    }
    if (!make_room(buffer, (size_t)wanted))
        return;
    vsnprintf(buffer->text + buffer->length, (size_t)wanted + 1, format, arguments);
    buffer->length += (size_t)wanted;
}

void tc_buffer_printf(tc_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tc_buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

void tc_buffer_free(tc_buffer *buffer)
{
    tc_mem_drop(buffer->text);
    memset(buffer, 0, sizeof *buffer);
}

void tc_text_free(char *text)
{
    tc_mem_drop(text);
}
