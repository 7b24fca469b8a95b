/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/reason.h"
#include "io/file_bytes.h"

const char *tc_temporary_folder(void)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): nothing of ours sets the environment */
    const char *named = getenv("TMPDIR");
    return named && *named == '/' ? named : "/tmp";
}

tc_code tc_temporary_fault(tc_error *error)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    const tc_place place = {tc_temporary_folder(), 0, 0};
    return tc_fail(error, TC_ERR_IO, &place, "无法使用临时文件：%s%.0s",
                   "cannot use a temporary file: %.0s%s", reason.zh, reason.en);
}

tc_code tc_temporary_make(char path[TC_TEMPORARY_PATH_BYTES], int *file, tc_error *error)
{
    if (snprintf(path, TC_TEMPORARY_PATH_BYTES, "%s/tongchou-XXXXXX",
                 tc_temporary_folder()) >= TC_TEMPORARY_PATH_BYTES) {
        errno = ENAMETOOLONG;
        return tc_temporary_fault(error);
    }
    const int made = mkstemp(path);
    if (made < 0)
        return tc_temporary_fault(error);
    (void)fcntl(made, F_SETFD, FD_CLOEXEC);
    *file = made;
    return TC_OK;
}

tc_code tc_temporary_bytes(tc_temporary_write *write, void *context, tc_buffer *bytes,
                           tc_error *error)
{
    char path[TC_TEMPORARY_PATH_BYTES];
    int file = -1;
    tc_code code = tc_temporary_make(path, &file, error);
    if (code != TC_OK)
        return code;
    (void)close(file);
    code = write(path, context, error);
    if (code == TC_OK)
        code = tc_file_read(path, path, bytes, error);
    (void)unlink(path);
    return code;
}
