/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook/cell_text.h"

#include <string.h>

#include "base/utf8.h"
#include "tongchou/text.h"

/* A cell holds 32,767 units of UTF-16; a character takes two at most. */
enum { UNITS_MOST = 32767 - 1, ESCAPE_UNITS = 6 };

/* U+FFFE and its like in every plane: no XML may hold them, whatever the encoding. */
static bool is_noncharacter(const char *shown)
{
    uint32_t point = 0;
    (void)tc_utf8_read(shown, strlen(shown), &point);
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
}

/* Would a reader take "_x0041_" for the character of that number? */
static bool is_escape(const char *text)
{
    return text[0] == '_' && text[1] == 'x' &&
           strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_';
}

void tc_cell_text(const char *text, tc_buffer *out)
{
    int units = 0;
    out->length = 0;
    tc_buffer_puts(out, "");
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes) {
        const bool escape = is_escape(text);
        units += (escape ? ESCAPE_UNITS : 0) + (glyph.bytes == 4 ? 2 : 1);
        if (units > UNITS_MOST) {
            tc_buffer_puts(out, "…");
            return;
        }
        if (escape)
            tc_buffer_puts(out, "_x005F");
        tc_buffer_puts(out, is_noncharacter(glyph.shown) ? "\xEF\xBF\xBD" : glyph.shown);
    }
}
