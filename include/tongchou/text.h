/* text.h — texts that the library gives away, and any text as a terminal shows it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_TEXT_H
#define TONGCHOU_TEXT_H

#include "tongchou/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Free a text that the library made. NULL is allowed. */
TC_API void tc_text_free(char *text);

/* One character as a terminal may show it. */
typedef struct tc_glyph {
    int bytes;     /* that it takes in the text; 0 at the end */
    int columns;   /* that it takes on the screen: 0 (joins the one before), 1 or 2 */
    char shown[5]; /* what to show for it */
} tc_glyph;

/* The first character of a NUL-terminated text. A tab or line break is shown as a space;
 * what could move the cursor, run an escape sequence or turn the writing direction, and a
 * byte that begins no UTF-8 character, as U+FFFD. Threads: any. */
TC_API tc_glyph tc_text_glyph(const char *text);

#ifdef __cplusplus
}
#endif

#endif
