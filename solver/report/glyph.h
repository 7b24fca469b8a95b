/* glyph.h — whole texts through tc_text_glyph. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_GLYPH_H
#define TC_REPORT_GLYPH_H

#include "base/buffer.h"
#include "tongchou/text.h"

/* The columns that a text takes on a terminal. */
int tc_glyph_width(const char *text);

/* Append a text as a terminal may show it; most (0: no limit) is the columns it may take:
 * a longer one is cut, and ends with …. Returns the columns that were used. */
int tc_glyph_puts(tc_buffer *out, const char *text, int most);

/* The bytes of text that a line of these columns holds, broken behind a space (not
 * before %) or between characters of double width; at least one character, all of a text
 * that fits. */
size_t tc_glyph_fit(const char *text, int columns);

#endif
