/* temporary.h — files of our own for a while, where the system keeps such. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_TEMPORARY_H
#define TC_IO_TEMPORARY_H

#include "base/buffer.h"
#include "tongchou/error.h"

/* Where they are: $TMPDIR, else /tmp. */
const char *tc_temporary_folder(void);

enum { TC_TEMPORARY_PATH_BYTES = 4096 };

/* Make an empty file that nobody else may read; *file is open for both.
 * Errors   TC_ERR_IO. Owns: the caller closes and removes it. */
TC_CHECKED tc_code tc_temporary_make(char path[TC_TEMPORARY_PATH_BYTES], int *file,
                                     tc_error *error);

/* TC_ERR_IO: there is something wrong with such a file; errno tells. */
tc_code tc_temporary_fault(tc_error *error);

/* A file that a function writes by its name, given the context. */
typedef tc_code tc_temporary_write(const char *path, void *context, tc_error *error);

/* Append to *bytes, which says how many it may hold at most, what such a function writes.
 * Errors   its own; TC_ERR_IO, TC_ERR_MEMORY; TC_ERR_INPUT: more bytes than that. *bytes
 * is to be freed all the same. */
TC_CHECKED tc_code tc_temporary_bytes(tc_temporary_write *write, void *context,
                                      tc_buffer *bytes, tc_error *error);

#endif
