/* digest.h — SHA-256 of bytes and of files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_DIGEST_H
#define TC_IO_DIGEST_H

#include <stddef.h>

#include "tongchou/error.h"

/* A hash as 64 hexadecimal digits, as sha256sum prints it. */
typedef struct tc_digest {
    char text[65];
} tc_digest;

tc_digest tc_digest_bytes(const void *bytes, size_t length);

/* Errors   TC_ERR_IO: the file cannot be opened or read; name is what the place calls it.
 */
TC_CHECKED tc_code tc_digest_file(const char *path, const char *name, tc_digest *digest,
                                  tc_error *error);

#endif
