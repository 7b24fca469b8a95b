/* said.h — a sentence in both languages, in a JSON answer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SAID_H
#define TC_IO_SAID_H

#include "io/json_tree.h"

/* Add "text" and "text_en", by tc_language; a text that memory did not suffice for fails
 * the document. */
void tc_said_add(tc_json_out *item, const tc_buffer said[2]);
void tc_said_free(tc_buffer said[2]);

#endif
