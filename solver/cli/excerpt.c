/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/excerpt.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"

enum {
    LINE_BYTES = 64 * 1024,
    SHOWN_BEFORE = 60, /* columns of the terminal kept before the caret */
    SHOWN_IN_ALL = 100
};

static void open_file(tc_excerpt *excerpt, const char *path)
{
    tc_excerpt_close(excerpt);
    if (strlen(path) >= sizeof excerpt->path)
        return;
    memcpy(excerpt->path, path, strlen(path) + 1);
    struct stat about;
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
        excerpt->file = fopen(path, "rb");
}

/* Lines end with LF, CR LF or CR, as they do for the readers. */
static void read_line(tc_excerpt *excerpt)
{
    tc_buffer_free(&excerpt->text);
    tc_buffer_puts(&excerpt->text, "");
    int c;
    while ((c = getc(excerpt->file)) != EOF && c != '\n' && c != '\r') {
        const char byte = (char)c;
        if (excerpt->text.length < LINE_BYTES)
            tc_buffer_add(&excerpt->text, &byte, 1);
    }
    if (c == '\r') {
        const int next = getc(excerpt->file);
        if (next != '\n' && next != EOF)
            (void)ungetc(next, excerpt->file);
    }
    excerpt->line++;
    excerpt->ended = c == EOF && excerpt->text.length == 0;
}

static bool go_to_line(tc_excerpt *excerpt, const char *path, int line)
{
    if (strcmp(excerpt->path, path) != 0 || line < excerpt->line)
        open_file(excerpt, path);
    if (!excerpt->file)
        return false;
    while (excerpt->line < line && !excerpt->ended)
        read_line(excerpt);
    return excerpt->line == line && !excerpt->ended && !excerpt->text.failed;
}

/* Is the text UTF-8 without NUL? */
static bool is_plain(const tc_buffer *text)
{
    for (size_t at = 0; at < text->length;) {
        uint32_t point = 0;
        const int step = tc_utf8_read(text->text + at, text->length - at, &point);
        if (step == 0 || point == 0)
            return false;
        at += (size_t)step;
    }
    return true;
}

static const char *without_mark(const char *text)
{
    return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
}

/* The columns of the terminal before the character that stands at column. */
static int columns_before(const char *text, int column)
{
    int width = 0;
    for (int k = 1; k < column; k++) {
        const tc_glyph glyph = tc_text_glyph(text);
        width += glyph.columns;
        text += glyph.bytes;
    }
    return width;
}

/* Append what fits of text, from the first character at or behind skip columns on. The
 * columns that were left out before it. */
static int put_window(const char *text, int skip, tc_buffer *out)
{
    int left_out = 0;
    tc_glyph glyph = tc_text_glyph(text);
    while (left_out < skip && glyph.bytes > 0) {
        left_out += glyph.columns;
        text += glyph.bytes;
        glyph = tc_text_glyph(text);
    }
    if (left_out > 0)
        tc_buffer_puts(out, "…");
    for (int used = 0; glyph.bytes > 0; glyph = tc_text_glyph(text)) {
        used += glyph.columns;
        if (used > SHOWN_IN_ALL) {
            tc_buffer_puts(out, "…");
            break;
        }
        tc_buffer_puts(out, glyph.shown);
        text += glyph.bytes;
    }
    return left_out;
}

void tc_excerpt_show(tc_excerpt *excerpt, const char *path, int line, int column,
                     tc_buffer *out)
{
    if (line <= 0 || column <= 0 || !go_to_line(excerpt, path, line) ||
        !is_plain(&excerpt->text) || excerpt->text.length >= LINE_BYTES)
        return;
    const char *text = excerpt->text.text;
    if (line == 1)
        text = without_mark(text);
    const int before = columns_before(text, column);
    const int skip = before > SHOWN_BEFORE ? before - SHOWN_BEFORE : 0;
    tc_buffer_puts(out, "  ");
    const int left_out = put_window(text, skip, out);
    tc_buffer_puts(out, "\n  ");
    for (int k = left_out > 0 ? left_out - 1 : 0; k < before; k++)
        tc_buffer_puts(out, " ");
    tc_buffer_puts(out, "^\n");
}

void tc_excerpt_close(tc_excerpt *excerpt)
{
    if (excerpt->file)
        (void)fclose(excerpt->file);
    tc_buffer_free(&excerpt->text);
    memset(excerpt, 0, sizeof *excerpt);
}
