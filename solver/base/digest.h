/* digest.h — SHA-256, over bytes at once or as they come. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_DIGEST_H
#define TC_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

/* A hash as 64 hexadecimal digits, as sha256sum prints it. */
typedef struct tc_digest {
    char text[65];
} tc_digest;

tc_digest tc_digest_bytes(const void *bytes, size_t length);

/* A hash on its way: the library's own record lies in state. Begin with
 * tc_digest_start. */
typedef struct tc_digesting {
    uint64_t state[16];
} tc_digesting;

void tc_digest_start(tc_digesting *digesting);
void tc_digest_add(tc_digesting *digesting, const void *bytes, size_t length);
tc_digest tc_digest_end(tc_digesting *digesting);

#endif
