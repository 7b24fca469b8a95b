/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/reason.h"

enum { NAME_BYTES = 64, MOST_NAMES = 1000 };

/* How far one file has come. */
typedef struct saving_file {
    char fresh[NAME_BYTES];  /* where the new text waits; "" when it does not */
    char backup[NAME_BYTES]; /* where the old file is kept; "" when there is none */
    bool placed;             /* the new text stands in its place */
} saving_file;

typedef struct saving_all {
    const char *folder;
    const tc_save_file *files;
    saving_file *states;
    int count;
    int folder_fd;
    char *path; /* a copy of folder, cut and mended while folders are made */
    char *made; /* made[i]: the folder path[0 .. i-1] was made */
    unsigned next_name;
    tc_error *error;
} saving_all;

/* Say what could not be done with a file of the folder (name) or with it (NULL). */
static tc_code fail(const saving_all *saving, const char *zh, const char *en,
                    const char *name)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    return tc_fail(saving->error, TC_ERR_IO, NULL, "无法%s%.0s %s%s%s：%s%.0s",
                   "cannot %.0s%s %s%s%s: %.0s%s", zh, en, saving->folder,
                   name ? "/" : "", name ? name : "", reason.zh, reason.en);
}

/* ---- folders ----------------------------------------------------------------------- */

static int sync_file(int file)
{
    int result = 0;
    do
        result = fsync(file);
    while (result != 0 && errno == EINTR);
    return result;
}

/* Some file systems cannot sync a folder, and say EINVAL: nothing is lost by that. */
static int sync_folder(int folder)
{
    const int result = sync_file(folder);
    return result != 0 && errno == EINVAL ? 0 : result;
}

static int sync_path(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return -1;
    const int result = sync_folder(folder);
    const int reason = errno;
    close(folder);
    errno = reason;
    return result;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Make the folder that path[0 .. end-1] names, if it is missing, and make its entry in
 * its parent, path[0 .. parent-1], lasting. */
static tc_code make_folder(saving_all *saving, size_t parent, size_t end)
{
    char *path = saving->path;
    const char cut = path[end];
    path[end] = '\0';
    const bool made = mkdir(path, 0777) == 0;
    const int why = made ? 0 : errno;
    const bool there = made || why == EEXIST || is_folder(path);
    errno = why; /* asking whether it is there may have changed it */
    if (made)
        saving->made[end] = 1;
    path[end] = cut;
    if (!there)
        return fail(saving, "创建目录", "make the folder", NULL);
    if (!made)
        return TC_OK;
    const char begin = path[parent];
    path[parent] = '\0';
    const int synced = sync_path(parent > 0 ? path : *saving->folder == '/' ? "/" : ".");
    path[parent] = begin;
    return synced == 0 ? TC_OK : fail(saving, "创建目录", "make the folder", NULL);
}

static tc_code make_folders(saving_all *saving)
{
    size_t parent = 0;
    for (size_t end = 0; saving->path[end];) {
        end += strspn(saving->path + end, "/");
        const size_t begin = end;
        end += strcspn(saving->path + end, "/");
        if (end == begin)
            break;
        const tc_code code = make_folder(saving, parent, end);
        if (code != TC_OK)
            return code;
        parent = end;
    }
    return TC_OK;
}

/* Remove the folders that were made, the innermost first, unless they are in use. */
static void remove_folders(saving_all *saving)
{
    for (size_t end = strlen(saving->path); end > 0; end--) {
        if (!saving->made[end])
            continue;
        saving->path[end] = '\0';
        rmdir(saving->path);
    }
}

/* ---- one file ---------------------------------------------------------------------- */

static void new_name(saving_all *saving, const char *ending, char name[NAME_BYTES])
{
    snprintf(name, NAME_BYTES, ".tongchou-%ld-%u.%s", (long)getpid(), saving->next_name++,
             ending);
}

/* Make a file under a new name. O_EXCL follows no link that somebody put there. */
static int open_fresh(saving_all *saving, saving_file *state)
{
    for (int i = 0; i < MOST_NAMES; i++) {
        char name[NAME_BYTES];
        new_name(saving, "new", name);
        const int file =
            openat(saving->folder_fd, name,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file >= 0)
            memcpy(state->fresh, name, sizeof name);
        if (file >= 0 || errno != EEXIST)
            return file;
    }
    return -1;
}

static int write_whole(int file, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(file, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0)
            errno = EIO;
        if (written <= 0)
            return -1;
        text += written;
        length -= (size_t)written;
    }
    return 0;
}

/* Write one file's text to a temporary name, and make it lasting. */
static tc_code write_fresh(saving_all *saving, int i)
{
    const tc_save_file *file = &saving->files[i];
    const int descriptor = open_fresh(saving, &saving->states[i]);
    if (descriptor < 0)
        return fail(saving, "写入", "write", file->name);
    tc_code code = TC_OK;
    if (write_whole(descriptor, file->text, file->length) != 0 ||
        sync_file(descriptor) != 0)
        code = fail(saving, "写入", "write", file->name);
    /* after EINTR Linux has closed it; the text was synced before */
    if (close(descriptor) != 0 && errno != EINTR && code == TC_OK)
        code = fail(saving, "写入", "write", file->name);
    return code;
}

/* Does this reason say that the file system (or its rules) has no hard links? */
static bool has_no_links(int reason)
{
    return reason == EPERM || reason == EOPNOTSUPP || reason == ENOSYS ||
           reason == EMLINK;
}

static bool is_free(const saving_all *saving, const char *name)
{
    struct stat status;
    return fstatat(saving->folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0 &&
           errno == ENOENT;
}

/* Give the old file a second name; where there are no hard links, move it. */
static int keep_under(const saving_all *saving, const char *name, const char *backup)
{
    const int fd = saving->folder_fd;
    if (linkat(fd, name, fd, backup, 0) == 0)
        return 0;
    if (!has_no_links(errno))
        return -1;
    if (is_free(saving, backup))
        return renameat(fd, name, fd, backup);
    errno = EEXIST;
    return -1;
}

static tc_code keep_old(saving_all *saving, int i)
{
    const char *name = saving->files[i].name;
    struct stat status;
    if (fstatat(saving->folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? TC_OK : fail(saving, "替换", "replace", name);
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return fail(saving, "替换", "replace", name);
    }
    for (int tried = 0; tried < MOST_NAMES; tried++) {
        char backup[NAME_BYTES];
        new_name(saving, "old", backup);
        if (keep_under(saving, name, backup) == 0) {
            memcpy(saving->states[i].backup, backup, sizeof backup);
            return TC_OK;
        }
        if (errno != EEXIST)
            break;
    }
    return fail(saving, "替换", "replace", name);
}

static tc_code place_fresh(saving_all *saving, int i)
{
    saving_file *state = &saving->states[i];
    const char *name = saving->files[i].name;
    if (renameat(saving->folder_fd, state->fresh, saving->folder_fd, name) != 0)
        return fail(saving, "替换", "replace", name);
    state->fresh[0] = '\0';
    state->placed = true;
    return TC_OK;
}

/* ---- all or none ------------------------------------------------------------------- */

static bool is_same_file(const saving_all *saving, const char *name, const char *other)
{
    struct stat a, b;
    return fstatat(saving->folder_fd, name, &a, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstatat(saving->folder_fd, other, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Put the old file back. Should that fail too, its backup stays, and the error says where
 * it is. */
static void put_back(saving_all *saving, int i)
{
    const saving_file *state = &saving->states[i];
    const char *name = saving->files[i].name;
    const int fd = saving->folder_fd;
    if (state->fresh[0])
        unlinkat(fd, state->fresh, 0);
    if (!state->backup[0]) {
        if (state->placed)
            unlinkat(fd, name, 0);
        return;
    }
    if (is_same_file(saving, name, state->backup)) {
        unlinkat(fd, state->backup, 0); /* it has not been replaced */
        return;
    }
    if (renameat(fd, state->backup, fd, name) == 0)
        return;
    const tc_system_reason reason = tc_system_reason_of(errno);
    tc_fail(saving->error, TC_ERR_IO, NULL,
            "保存失败，且无法恢复 %s/%s（%s%.0s）；旧内容在 %s/%s",
            "saving failed, and %s/%s could not be put back (%.0s%s); what it held is in "
            "%s/%s",
            saving->folder, name, reason.zh, reason.en, saving->folder, state->backup);
}

static void undo(saving_all *saving)
{
    if (saving->folder_fd >= 0) {
        for (int i = saving->count; i-- > 0;)
            put_back(saving, i);
        sync_folder(saving->folder_fd);
    }
    remove_folders(saving);
}

static tc_code save(saving_all *saving)
{
    tc_code code = make_folders(saving);
    if (code != TC_OK)
        return code;
    saving->folder_fd = open(saving->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (saving->folder_fd < 0)
        return fail(saving, "打开目录", "open the folder", NULL);
    for (int i = 0; i < saving->count && code == TC_OK; i++)
        code = write_fresh(saving, i);
    for (int i = 0; i < saving->count && code == TC_OK; i++)
        code = keep_old(saving, i);
    for (int i = 0; i < saving->count && code == TC_OK; i++)
        code = place_fresh(saving, i);
    if (code == TC_OK && sync_folder(saving->folder_fd) != 0)
        code = fail(saving, "写入目录", "write the folder", NULL);
    return code;
}

static bool is_name(const char *name)
{
    return *name != '\0' && !strchr(name, '/') && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0;
}

static tc_code check_names(const tc_save_file *files, int count, tc_error *error)
{
    for (int i = 0; i < count; i++) {
        if (!is_name(files[i].name))
            return tc_fail(error, TC_ERR_USAGE, NULL, "'%s' 不是文件名",
                           "'%s' is not the name of a file", files[i].name);
        for (int k = 0; k < i; k++)
            if (strcmp(files[i].name, files[k].name) == 0)
                return tc_fail(error, TC_ERR_USAGE, NULL, "文件 '%s' 给了两次",
                               "the file '%s' is given twice", files[i].name);
    }
    return TC_OK;
}

tc_code tc_save_all(const char *folder, const tc_save_file *files, int count,
                    tc_error *error)
{
    tc_code code = check_names(files, count, error);
    if (code != TC_OK)
        return code;
    const size_t bytes = strlen(folder) + 1;
    saving_all saving = {.folder = folder,
                         .files = files,
                         .states = tc_mem_new((size_t)count, sizeof(saving_file)),
                         .count = count,
                         .folder_fd = -1,
                         .path = tc_mem_new(bytes, 1),
                         .made = tc_mem_new(bytes, 1),
                         .error = error};
    if (!saving.states || !saving.path || !saving.made) {
        code = tc_no_memory(error);
        goto done;
    }
    memcpy(saving.path, folder, bytes);
    code = save(&saving);
    if (code != TC_OK)
        undo(&saving);
    for (int i = 0; i < count && code == TC_OK; i++)
        if (saving.states[i].backup[0]) /* one that stays does no harm: all is saved */
            unlinkat(saving.folder_fd, saving.states[i].backup, 0);
    if (saving.folder_fd >= 0)
        close(saving.folder_fd);
done:
    tc_mem_drop(saving.states);
    tc_mem_drop(saving.path);
    tc_mem_drop(saving.made);
    return code;
}
