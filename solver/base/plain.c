/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plain.h"

#include <string.h>

#include "base/utf8.h"

enum { SHOWN_CHARACTERS = 32 };

size_t tc_plain_point(const char *text, uint32_t *point)
{
    if (*text == '\0')
        return 0;
    const int step = tc_utf8_read(text, strnlen(text, 4), point);
    if (step > 0)
        return (size_t)step;
    *point = (unsigned char)*text;
    return 1;
}

size_t tc_plain_length(const char *text)
{
    size_t count = 0;
    uint32_t point = 0;
    for (size_t step; (step = tc_plain_point(text, &point)) > 0; text += step)
        count++;
    return count;
}

bool tc_plain_is_space(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 ||
           (point >= 0x2000 && point <= 0x200B) || point == 0x202F || point == 0x205F ||
           point == 0x3000 || point == 0xFEFF;
}

void tc_plain_trim(const char *text, const char **start, size_t *length)
{
    uint32_t point = 0;
    size_t step;
    while ((step = tc_plain_point(text, &point)) > 0 && tc_plain_is_space(point))
        text += step;
    *start = text;
    const char *end = text;
    for (; (step = tc_plain_point(text, &point)) > 0; text += step)
        if (!tc_plain_is_space(point))
            end = text + step;
    *length = (size_t)(end - *start);
}

/* The ASCII character that stands for point, 0 where there is none. */
static char ascii_of(uint32_t point)
{
    if (point < 0x80)
        return tc_plain_is_space(point) ? ' ' : (char)point;
    if (point >= 0xFF01 && point <= 0xFF5E) /* full-width forms */
        return (char)(point - 0xFF01 + '!');
    if (point >= 0x2080 && point <= 0x2089) /* subscript digits: SO₂ */
        return (char)(point - 0x2080 + '0');
    if (point == 0x2212)
        return '-';
    return tc_plain_is_space(point) ? ' ' : '\0';
}

bool tc_plain_text(const char *text, char *out, size_t size)
{
    const char *at = NULL;
    size_t length = 0;
    tc_plain_trim(text, &at, &length);
    const char *end = at + length;
    size_t used = 0;
    while (at < end) {
        uint32_t point = 0;
        const size_t step = tc_plain_point(at, &point);
        if (used + step >= size) {
            out[0] = '\0';
            return false;
        }
        const char ascii = ascii_of(point);
        if (ascii) {
            out[used++] = ascii;
        } else {
            memcpy(out + used, at, step);
            used += step;
        }
        at += step;
    }
    out[used] = '\0';
    return true;
}

void tc_plain_lower(char *text)
{
    for (; *text; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
}

bool tc_plain_is_sheet_error(const char *text)
{
    static const char *const words[] = {"#n/a",   "#ref!",  "#div/0!", "#value!",
                                        "#name?", "#null!", "#num!",   "#spill!"};
    char plain[32];
    if (!tc_plain_text(text, plain, sizeof plain) || plain[0] != '#')
        return false;
    tc_plain_lower(plain);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(plain, words[i]) == 0)
            return true;
    return plain[1] == '#' && plain[strspn(plain, "#")] == '\0';
}

tc_shown tc_plain_show(const char *text)
{
    tc_shown shown = {{0}};
    size_t used = 0;
    uint32_t point = 0;
    for (size_t i = 0; i < SHOWN_CHARACTERS; i++) {
        const size_t step = tc_plain_point(text + used, &point);
        if (step == 0)
            return shown;
        memcpy(shown.text + used, text + used, step);
        used += step;
    }
    if (text[used])
        memcpy(shown.text + used, "…", sizeof "…");
    return shown;
}
