/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/reason.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The system's own words are English at best; these are the ones people meet. */
static const struct {
    int number;
    const char *zh, *en;
} known[] = {
    {EACCES, "没有权限", "permission denied"},
    {EPERM, "不允许这样做", "operation not permitted"},
    {ENOENT, "没有这个文件或目录", "no such file or directory"},
    {ENOTDIR, "路径中有一段不是目录", "a part of the path is not a directory"},
    {EISDIR, "这是一个目录", "it is a directory"},
    {EEXIST, "已经存在", "it exists already"},
    {ENOSPC, "磁盘已满", "the disk is full"},
    {EDQUOT, "超出磁盘配额", "the disk quota is used up"},
    {EFBIG, "文件超出允许的大小", "the file would be larger than allowed"},
    {EROFS, "文件系统只读", "the file system is read-only"},
    {EIO, "读写错误", "input/output error"},
    {EMFILE, "打开的文件太多", "too many open files"},
    {ENFILE, "系统打开的文件太多", "too many open files in the system"},
    {ENAMETOOLONG, "名称太长", "the name is too long"},
    {ELOOP, "符号链接太多", "too many symbolic links"},
};

tc_system_reason tc_system_reason_of(int number)
{
    tc_system_reason reason;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == number) {
            snprintf(reason.zh, sizeof reason.zh, "%s", known[i].zh);
            snprintf(reason.en, sizeof reason.en, "%s", known[i].en);
            return reason;
        }
    if (strerror_r(number, reason.en, sizeof reason.en) != 0)
        snprintf(reason.en, sizeof reason.en, "error %d", number);
    memcpy(reason.zh, reason.en, sizeof reason.zh);
    return reason;
}
