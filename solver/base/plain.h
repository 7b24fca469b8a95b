/* plain.h — text from people made plain: full-width letters, odd spaces, long values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_PLAIN_H
#define TC_BASE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tongchou/error.h"

/* Decode the character at text (NUL-terminated UTF-8). The number of its bytes, 0 at the
 * end; a byte that begins no character counts as one character. */
size_t tc_plain_point(const char *text, uint32_t *point);

/* The number of characters of a text. */
size_t tc_plain_length(const char *text);

/* Is this a space of any kind (ASCII, no-break, ideographic, zero-width)? */
bool tc_plain_is_space(uint32_t point);

/* Find text without the spaces around it: *start and *length say where it is. */
void tc_plain_trim(const char *text, const char **start, size_t *length);

/* Write text into out: without spaces around it, full-width forms and subscript digits as
 * ASCII, every other space as ' ', U+2212 as '-'. False, with out "", when it does not
 * fit into size bytes. */
bool tc_plain_text(const char *text, char *out, size_t size);

/* ASCII capitals to small letters, in place. */
void tc_plain_lower(char *text);

/* Is the text what a spreadsheet shows where it has no value: #N/A, #REF!, #####? */
bool tc_plain_is_sheet_error(const char *text);

/* A value as a message shows it: cut after 32 characters. */
typedef struct tc_shown {
    char text[136];
} tc_shown;

tc_shown tc_plain_show(const char *text);

#endif
