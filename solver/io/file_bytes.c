/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/file_bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/reason.h"

static tc_code not_readable(const tc_place *place, const char *path, tc_error *error)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    return tc_fail(error, TC_ERR_IO, place, "无法读取 %s：%s%.0s",
                   "cannot read %s: %.0s%s", path, reason.zh, reason.en);
}

/* Read until the end, or until there is more than the buffer may hold. */
static tc_code read_all(int file, const char *path, const tc_place *place,
                        tc_buffer *text, tc_error *error)
{
    for (;;) {
        char block[16384];
        const ssize_t got = read(file, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return not_readable(place, path, error);
        if (got == 0)
            return TC_OK;
        if ((size_t)got > text->most - text->length)
            return tc_fail(error, TC_ERR_INPUT, place, "文件超过 %zu 字节",
                           "the file is larger than %zu bytes", text->most);
        tc_buffer_add(text, block, (size_t)got);
        if (text->failed)
            return tc_no_memory(error);
    }
}

tc_code tc_file_read(const char *path, const char *name, tc_buffer *text, tc_error *error)
{
    const tc_place place = {name, 0, 0};
    /* O_NONBLOCK: a pipe in the place of a file must not make us wait */
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return not_readable(&place, path, error);
    const tc_code code = read_all(file, path, &place, text, error);
    close(file); /* nothing was written: there is nothing to lose */
    return code;
}

bool tc_file_is_missing(const char *path)
{
    return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}
