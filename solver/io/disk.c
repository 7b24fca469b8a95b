/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "base/reason.h"

tc_code tc_disk_fault(const char *zh, const char *en, const char *path, tc_error *error)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    return tc_fail(error, TC_ERR_IO, NULL, "无法%s%.0s %s：%s%.0s",
                   "cannot %.0s%s %s: %.0s%s", zh, en, path, reason.zh, reason.en);
}

/* ---- files ------------------------------------------------------------------------- */

tc_code tc_disk_write(int file, const char *path, int64_t at, const void *bytes,
                      size_t length, tc_error *error)
{
    const char *from = bytes;
    while (length > 0) {
        const ssize_t written = pwrite(file, from, length, (off_t)at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0)
            errno = EIO;
        if (written <= 0)
            return tc_disk_fault("写入", "write", path, error);
        from += written;
        at += written;
        length -= (size_t)written;
    }
    return TC_OK;
}

tc_code tc_disk_read(int file, const char *path, int64_t at, void *bytes, size_t length,
                     tc_error *error)
{
    char *to = bytes;
    while (length > 0) {
        const ssize_t got = pread(file, to, length, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO;
        if (got <= 0)
            return tc_disk_fault("读取", "read", path, error);
        to += got;
        at += got;
        length -= (size_t)got;
    }
    return TC_OK;
}

tc_code tc_disk_sync(int file, const char *path, tc_error *error)
{
    while (fdatasync(file) != 0)
        if (errno != EINTR)
            return tc_disk_fault("写入", "write", path, error);
    return TC_OK;
}

tc_code tc_disk_close(int file, const char *path, tc_error *error)
{
    /* after EINTR Linux has closed it; the bytes were synced before */
    if (close(file) != 0 && errno != EINTR)
        return tc_disk_fault("写入", "write", path, error);
    return TC_OK;
}

/* ---- folders ----------------------------------------------------------------------- */

tc_code tc_disk_sync_folder(const char *path, tc_error *error)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return tc_disk_fault("打开目录", "open the folder", path, error);
    tc_code code = TC_OK;
    while (fsync(folder) != 0 && code == TC_OK) {
        if (errno == EINVAL) /* this file system cannot; nothing is lost by that */
            break;
        if (errno != EINTR)
            code = tc_disk_fault("写入目录", "write the folder", path, error);
    }
    close(folder);
    return code;
}

tc_code tc_disk_make_folder(const char *path, tc_error *error)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return TC_OK;
    return tc_disk_fault("创建目录", "make the folder", path, error);
}

tc_code tc_disk_move(const char *from, const char *to, tc_error *error)
{
    struct stat about;
    if (lstat(from, &about) != 0 && errno == ENOENT)
        return TC_OK;
    if (rename(from, to) == 0)
        return TC_OK;
    return tc_disk_fault("替换", "replace", to, error);
}

bool tc_disk_each(const char *folder, tc_disk_visit *visit, void *context)
{
    DIR *listing = opendir(folder);
    if (!listing)
        return false;
    bool good = true;
    errno = 0;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): each thread has its own listing */
    for (const struct dirent *entry; good && (entry = readdir(listing)) != NULL;) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
            good = visit(folder, name, context);
    }
    const int reason = good ? errno : 0;
    (void)closedir(listing);
    errno = reason;
    return good && reason == 0;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the folders are */
static bool remove_one(const char *folder, const char *name, void *unused)
{
    (void)unused;
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", folder, name);
    struct stat about;
    if (!path.failed && lstat(path.text, &about) == 0) {
        if (S_ISDIR(about.st_mode))
            tc_disk_remove(path.text);
        else
            (void)unlink(path.text);
    }
    tc_buffer_free(&path);
    errno = 0; /* the listing goes on whatever became of this one */
    return true;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the folders are */
void tc_disk_remove(const char *folder)
{
    (void)tc_disk_each(folder, remove_one, NULL);
    (void)rmdir(folder);
}
