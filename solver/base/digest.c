/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"

#include <assert.h>
#include <nettle/sha2.h>
#include <string.h>

static_assert(sizeof(struct sha256_ctx) <= sizeof(tc_digesting),
              "the record of nettle fits");

void tc_digest_start(tc_digesting *digesting)
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    memcpy(digesting->state, &hash, sizeof hash);
}

void tc_digest_add(tc_digesting *digesting, const void *bytes, size_t length)
{
    struct sha256_ctx hash;
    memcpy(&hash, digesting->state, sizeof hash);
    sha256_update(&hash, length, bytes);
    memcpy(digesting->state, &hash, sizeof hash);
}

tc_digest tc_digest_end(tc_digesting *digesting)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx hash;
    unsigned char bytes[SHA256_DIGEST_SIZE];
    tc_digest digest = {""};
    memcpy(&hash, digesting->state, sizeof hash);
    sha256_digest(&hash, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        digest.text[2 * i] = digits[bytes[i] >> 4];
        digest.text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return digest;
}

tc_digest tc_digest_bytes(const void *bytes, size_t length)
{
    tc_digesting digesting;
    tc_digest_start(&digesting);
    tc_digest_add(&digesting, bytes, length);
    return tc_digest_end(&digesting);
}
