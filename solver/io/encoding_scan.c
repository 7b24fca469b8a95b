/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/encoding_scan.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Four times what a cell may hold: GB18030 never shrinks more on its way to UTF-8. */
enum { RUN_BYTES_MOST = 4 * 64 * 1024 };

static bool begins_with(const char *bytes, size_t count, const char *mark, size_t length)
{
    return count >= length && memcmp(bytes, mark, length) == 0;
}

int tc_scan_wide(const char *bytes, size_t count)
{
    if (begins_with(bytes, count, "\xFF\xFE\0\0", 4) ||
        begins_with(bytes, count, "\0\0\xFE\xFF", 4))
        return 32;
    if (begins_with(bytes, count, "\xFF\xFE", 2) ||
        begins_with(bytes, count, "\xFE\xFF", 2))
        return 16;
    int given = 0; /* which of the first four bytes are not NUL */
    for (size_t i = 0; i < 4 && i < count; i++)
        given |= (bytes[i] != '\0') << i;
    if (count < 4)
        return 0;
    return given == 1 || given == 8 ? 32 : given == 5 || given == 10 ? 16 : 0;
}

static int next_number(int number)
{
    return number < INT_MAX ? number + 1 : number;
}

static void end_run(tc_scan *scan)
{
    if (scan->run_chinese && !scan->run_bad && scan->good.line == 0)
        scan->good = scan->run;
    scan->run_chinese = scan->run_bad = false;
    scan->run_bytes = 0;
}

static bool ends_run(uint32_t character)
{
    return character == ',' || character == '"' || character == '\n' || character == '\r';
}

static void move(tc_scan *scan, uint32_t character)
{
    if (character == '\n' && scan->after_cr) {
        scan->after_cr = false;
        return;
    }
    scan->after_cr = character == '\r';
    if (character == '\n' || character == '\r') {
        scan->here.line = next_number(scan->here.line);
        scan->here.column = 1;
    } else {
        scan->here.column = next_number(scan->here.column);
    }
}

/* CJK punctuation, ideographs, full-width forms: two bytes each in GB18030, so that a
 * text meant so hardly ever passes for them by chance. */
static bool is_chinese(uint32_t character)
{
    return (character >= 0x3000 && character <= 0x9FFF) ||
           (character >= 0xFF00 && character <= 0xFFEF);
}

/* Look at the character, or at the byte that is none, that begins at bytes. */
static size_t take_one(tc_scan *scan, const char *bytes, size_t count)
{
    uint32_t character = 0;
    const int length = tc_utf8_read(bytes, count, &character);
    if (ends_run(character) && length > 0) {
        end_run(scan);
        move(scan, character);
        return 1;
    }
    if (scan->run_bytes == 0)
        scan->run = scan->here;
    scan->run_bytes += length > 0 ? (size_t)length : 1;
    scan->endless = scan->run_bytes > RUN_BYTES_MOST;
    if (length == 0) {
        scan->run_bad = true;
        if (scan->bad.line == 0)
            scan->bad = scan->here;
    } else if (is_chinese(character)) {
        scan->run_chinese = true;
    }
    move(scan, character);
    return length > 0 ? (size_t)length : 1;
}

/* Could bytes[0 .. count-1] be the beginning of a longer character? */
static bool may_go_on(const char *bytes, size_t count)
{
    const unsigned char first = (unsigned char)bytes[0];
    const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    return count < length;
}

/* Finish the character that the block before began. The bytes taken from this one. */
static size_t finish_carried(tc_scan *scan, const char *bytes, size_t count)
{
    size_t taken = 0;
    while (scan->carried_count > 0) {
        while (taken < count && may_go_on(scan->carried, scan->carried_count))
            scan->carried[scan->carried_count++] = bytes[taken++];
        if (may_go_on(scan->carried, scan->carried_count))
            return taken;
        const size_t used = take_one(scan, scan->carried, scan->carried_count);
        scan->carried_count -= used;
        memmove(scan->carried, scan->carried + used, scan->carried_count);
    }
    return taken;
}

void tc_scan_block(tc_scan *scan, const char *bytes, size_t count)
{
    size_t at = finish_carried(scan, bytes, count);
    while (at < count && !scan->endless) {
        if (count - at < 4 && may_go_on(bytes + at, count - at)) {
            memcpy(scan->carried, bytes + at, count - at);
            scan->carried_count = count - at;
            return;
        }
        at += take_one(scan, bytes + at, count - at);
    }
}

void tc_scan_end(tc_scan *scan)
{
    for (size_t at = 0; at < scan->carried_count;)
        at += take_one(scan, scan->carried + at, scan->carried_count - at);
    scan->carried_count = 0;
    end_run(scan);
}
