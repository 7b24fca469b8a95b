/* page_parts.h — style and script of the page, put into the library by the build. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_PAGE_PARTS_H
#define TC_REPORT_PAGE_PARTS_H

#include <stddef.h>

typedef struct tc_page_part {
    const unsigned char *bytes;
    size_t length;
    const char *hash; /* SHA-256 in base64, as a Content-Security-Policy names it */
} tc_page_part;

extern const tc_page_part tc_page_style, tc_page_script;

#endif
