/* xlsx_edit.h — the XML of a workbook's part, tag by tag, copied but for what changes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_XLSX_EDIT_H
#define TC_IO_XLSX_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* A tag of well-formed XML; comments, declarations and CDATA are none. */
typedef struct tc_xml_tag {
    size_t begin, end; /* of "<" and behind ">" */
    bool closes;       /* </c> */
    bool empty;        /* <c/> */
} tc_xml_tag;

/* A part being copied. Start from {.text = …, .length = …, .out = …}. */
typedef struct tc_xlsx_edit {
    const char *text;
    size_t length;
    size_t copied; /* up to here *out has it */
    size_t at;     /* where the next tag is looked for */
    tc_buffer *out;
} tc_xlsx_edit;

/* The next tag; false at the end. */
bool tc_xlsx_edit_next(tc_xlsx_edit *edit, tc_xml_tag *tag);

/* Is that the tag's name, whatever stands before its colon? */
bool tc_xlsx_edit_is(const tc_xlsx_edit *edit, const tc_xml_tag *tag, const char *name);

/* Where the value of an attribute is; false where the tag has none of the name. */
bool tc_xlsx_edit_attribute(const tc_xlsx_edit *edit, const tc_xml_tag *tag,
                            const char *name, size_t *begin, size_t *end);

/* Copy up to a place; what stands until the next is then left out. */
void tc_xlsx_edit_copy(tc_xlsx_edit *edit, size_t until);
void tc_xlsx_edit_skip(tc_xlsx_edit *edit, size_t until);

/* Copy up to the end of a tag, with another value for an attribute, which it may lack. */
void tc_xlsx_edit_set(tc_xlsx_edit *edit, const tc_xml_tag *tag, const char *name,
                      long value);

#endif
