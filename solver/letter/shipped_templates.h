/* shipped_templates.h — the templates of data/templates, put into the library by the
 * build. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_SHIPPED_TEMPLATES_H
#define TC_LETTER_SHIPPED_TEMPLATES_H

#include <stddef.h>

typedef struct tc_shipped_template {
    const char *name; /* of the file, without .docx */
    const unsigned char *bytes;
    size_t length;
} tc_shipped_template;

/* By name; the last has none. */
extern const tc_shipped_template tc_shipped_templates[];

#endif
