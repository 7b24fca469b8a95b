/* file_bytes.h — a whole file in memory. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_FILE_BYTES_H
#define TC_IO_FILE_BYTES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "tongchou/error.h"

/* Append all bytes of a file to *text, which says how many it may hold at most. name is
 * what the place of a fault calls the file. Does not wait for a pipe.
 *
 * Errors   TC_ERR_IO: cannot be opened or read; TC_ERR_INPUT: more than text->most bytes;
 *          TC_ERR_MEMORY. *text is to be freed all the same. */
TC_CHECKED tc_code tc_file_read(const char *path, const char *name, tc_buffer *text,
                                tc_error *error);

/* Is there nothing at all of that name? */
bool tc_file_is_missing(const char *path);

#endif
