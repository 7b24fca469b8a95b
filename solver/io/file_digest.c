/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/file_digest.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/reason.h"

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
    tc_digesting digesting;
    unsigned char block[16384];
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = 0;
    if (file < 0)
        return not_readable(name, error);
    tc_digest_start(&digesting);
    do {
        got = read(file, block, sizeof block);
        if (got > 0)
            tc_digest_add(&digesting, block, (size_t)got);
    } while (got > 0 || (got < 0 && errno == EINTR));
    const tc_code code = got == 0 ? TC_OK : not_readable(name, error);
    close(file);
    if (code == TC_OK)
        *digest = tc_digest_end(&digesting);
    return code;
}
