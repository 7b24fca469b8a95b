/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger/store_file.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "base/fault.h"
#include "base/reason.h"

/* Write-ahead logs need memory that is shared between machines there. */
static tc_code refuse_network(const char *path, tc_error *error)
{
    static const long MAGIC[] = {0x6969,           0x517B,     (long)0xFF534D42,
                                 (long)0xFE534D42, 0x65735546, 0x00C36400,
                                 0x5346414F};
    const tc_place place = {path, 0, 0};
    struct statfs about;
    if (statfs(path, &about) != 0)
        return TC_OK; /* opening it will tell */
    for (size_t k = 0; k < sizeof MAGIC / sizeof *MAGIC; k++)
        if ((long)about.f_type == MAGIC[k])
            return tc_fail(error, TC_ERR_INPUT, &place,
                           "在网络文件系统上，多人同写会损坏台账；请放在本机磁盘上，"
                           "或改用 postgresql://",
                           "lies on a network file system, where several writers damage "
                           "it: keep it on a local disk, or use postgresql://");
    return TC_OK;
}

/* What is there: a file that may be opened, or may be made? */
static tc_code look_at(const char *path, bool make, tc_error *error)
{
    const tc_place place = {path, 0, 0};
    struct stat about;
    if (stat(path, &about) != 0) {
        if (errno == ENOENT && make)
            return TC_OK;
        const tc_system_reason reason = tc_system_reason_of(errno);
        return tc_fail(error, errno == ENOENT ? TC_ERR_INPUT : TC_ERR_IO, &place,
                       "无法打开台账：%s%.0s", "cannot open the ledger: %.0s%s",
                       reason.zh, reason.en);
    }
    if (!S_ISREG(about.st_mode))
        return tc_fail(error, TC_ERR_INPUT, &place, "不是文件，台账是一个文件",
                       "is no file: a ledger is one");
    return TC_OK;
}

tc_code tc_store_file_check(const char *path, bool make, tc_error *error)
{
    const tc_code code = look_at(path, make, error);
    return code == TC_OK ? refuse_network(path, error) : code;
}
