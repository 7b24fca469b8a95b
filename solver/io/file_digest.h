/* file_digest.h — SHA-256 of a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_FILE_DIGEST_H
#define TC_IO_FILE_DIGEST_H

#include "base/digest.h"
#include "tongchou/error.h"

/* Errors   TC_ERR_IO: the file cannot be opened or read; name is what the place calls it.
 */
TC_CHECKED tc_code tc_digest_file(const char *path, const char *name, tc_digest *digest,
                                  tc_error *error);

#endif
