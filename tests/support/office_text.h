/* office_text.h — what a reader sees of an office document, for tests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_OFFICE_TEXT_H
#define TC_TESTS_OFFICE_TEXT_H

#include "base/buffer.h"

/* Append the words of a part of an archive: a line for each paragraph, " | " behind the
 * cells of a table. Fails the test where the part is not there or not well-formed. */
void office_text(const char *bytes, size_t length, const char *part, tc_buffer *out);

/* Every .xml and .rels part is well-formed, or the test fails. */
void office_well_formed(const char *bytes, size_t length, const char *name);

/* A whole file. */
tc_buffer office_file(const char *folder, const char *name);

#endif
