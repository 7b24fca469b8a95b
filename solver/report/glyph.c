/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/glyph.h"

#include <string.h>
#include <uniwidth.h>

#include "base/utf8.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */
static const char ELLIPSIS[] = "…";

static tc_glyph glyph_as(int bytes, int columns, const char *shown, size_t length)
{
    tc_glyph glyph = {bytes, columns, {0}};
    memcpy(glyph.shown, shown, length);
    return glyph;
}

static bool is_blank(uint32_t point)
{
    return (point >= '\t' && point <= '\r') || point == 0x85 || point == 0x2028 ||
           point == 0x2029;
}

/* Marks, embeddings, overrides and isolates (UAX #9), and the tags that hide text. */
static bool turns_or_hides(uint32_t point)
{
    return point == 0x61C || point == 0x200E || point == 0x200F ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
           point == 0xFEFF || (point >= 0xFFF9 && point <= 0xFFFB) ||
           (point >= 0xE0000 && point <= 0xE007F);
}

tc_glyph tc_text_glyph(const char *text)
{
    if (*text == '\0')
        return (tc_glyph){0, 0, {0}};
    uint32_t point = 0;
    const int bytes = tc_utf8_read(text, strnlen(text, 4), &point);
    if (bytes == 0)
        return glyph_as(1, 1, REPLACEMENT, sizeof REPLACEMENT - 1);
    if (is_blank(point))
        return glyph_as(bytes, 1, " ", 1);
    const int columns = uc_width(point, "UTF-8");
    if (columns < 0 || turns_or_hides(point))
        return glyph_as(bytes, 1, REPLACEMENT, sizeof REPLACEMENT - 1);
    return glyph_as(bytes, columns, text, (size_t)bytes);
}

int tc_glyph_width(const char *text)
{
    int width = 0;
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes)
        width += glyph.columns;
    return width;
}

int tc_glyph_puts(tc_buffer *out, const char *text, int most)
{
    const int whole = tc_glyph_width(text);
    const bool cut = most > 0 && whole > most;
    int used = 0;
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes) {
        if (cut && used + glyph.columns > most - 1)
            break;
        tc_buffer_puts(out, glyph.shown);
        used += glyph.columns;
    }
    if (!cut)
        return used;
    tc_buffer_puts(out, ELLIPSIS);
    return used + 1;
}

/* May a line begin with this character? Not with what closes or goes on. */
static bool may_begin(const tc_glyph *glyph)
{
    return glyph->columns == 2 && !strstr("，。；：、！？）”’》」】", glyph->shown);
}

size_t tc_glyph_fit(const char *text, int columns)
{
    size_t at = 0, good = 0; /* good: the last place where the line may end */
    int used = 0;
    bool behind_wide = false, behind_space = false;
    for (tc_glyph glyph; (glyph = tc_text_glyph(text + at)).bytes > 0;) {
        const bool percent = strcmp(glyph.shown, "%") == 0; /* 12 % stays together */
        if (at > 0 && ((behind_space && !percent) || (behind_wide && may_begin(&glyph))))
            good = at;
        if (used + glyph.columns > columns && at > 0)
            return good > 0 ? good : at;
        used += glyph.columns;
        behind_space = strcmp(glyph.shown, " ") == 0;
        behind_wide = glyph.columns == 2 && !strstr("（“‘《「【", glyph.shown);
        at += (size_t)glyph.bytes;
    }
    return at;
}
