/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/reason.h"

static tc_digest end(struct sha256_ctx *hash)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SHA256_DIGEST_SIZE];
    tc_digest digest = {""};
    sha256_digest(hash, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        digest.text[2 * i] = digits[bytes[i] >> 4];
        digest.text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return digest;
}

tc_digest tc_digest_bytes(const void *bytes, size_t length)
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, length, bytes);
    return end(&hash);
}

static tc_code not_readable(const char *name, tc_error *error)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    const tc_place place = {name, 0, 0};
    return tc_fail(error, TC_ERR_IO, &place, "无法读取 %s：%s%.0s",
                   "cannot read %s: %.0s%s", name, reason.zh, reason.en);
}

tc_code tc_digest_file(const char *path, const char *name, tc_digest *digest,
                       tc_error *error)
{
    struct sha256_ctx hash;
    unsigned char block[16384];
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = 0;
    if (file < 0)
        return not_readable(name, error);
    sha256_init(&hash);
    do {
        got = read(file, block, sizeof block);
        if (got > 0)
            sha256_update(&hash, (size_t)got, block);
    } while (got > 0 || (got < 0 && errno == EINTR));
    const tc_code code = got == 0 ? TC_OK : not_readable(name, error);
    close(file);
    if (code == TC_OK)
        *digest = end(&hash);
    return code;
}
