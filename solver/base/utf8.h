/* utf8.h — one character of UTF-8 text at a time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_UTF8_H
#define TC_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Read the character that text[0 .. length-1] begins with (RFC 3629: no surrogates, no
 * overlong forms, nothing beyond U+10FFFF). Returns its bytes, 1 to 4, or 0 when there is
 * none; *character is then untouched. Threads: any. */
int tc_utf8_read(const char *text, size_t length, uint32_t *character);

#endif
