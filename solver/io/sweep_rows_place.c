/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "io/disk.h"
#include "io/file_bytes.h"
#include "io/save.h"
#include "io/sweep_rows.h"

/* What a result is made of; sweep.json, without which it is none, comes last. */
static const char *const PARTS[] = {"rows", "rows.csv", "failed.csv", "summary.json",
                                    "sweep.json"};
enum { PART_COUNT = sizeof PARTS / sizeof PARTS[0], LAST_PART = PART_COUNT - 1 };

static const char OLD[] = "old"; /* in partial/: where an older result waits to go */
static const char LOCK[] = "lock";
static const char TEMPORARY[] = ".tongchou-"; /* of tc_save_all, when it was ended */

static const size_t BYTES_MOST = (size_t)1 << 28;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_no_memory(error);
}

/* ---- what may stand in the folder -------------------------------------------------- */

static tc_code refuse(const char *path, tc_error *error)
{
    return tc_fail(error, TC_ERR_USAGE, NULL,
                   "%s 已在那里，不是批量推演的结果；不覆盖，请另选目录",
                   "%s is there and is not of a sweep: it is not overwritten, choose "
                   "another folder",
                   path);
}

static bool is_ours_in_rows(const char *folder, const char *name, void *unused)
{
    (void)folder;
    (void)unused;
    for (int f = 0; f < TC_ROWS_FILES; f++)
        if (strcmp(name, tc_rows_names[f]) == 0)
            return true;
    return false;
}

static bool is_ours_in_partial(const char *folder, const char *name, void *unused)
{
    (void)folder;
    (void)unused;
    return strcmp(name, LOCK) == 0 || strncmp(name, TEMPORARY, strlen(TEMPORARY)) == 0;
}

/* Is every name in the folder ours? One that is not there holds nothing else. */
static tc_code check_names(const char *folder, tc_disk_visit *is_ours, tc_error *error)
{
    if (tc_file_is_missing(folder) || tc_disk_each(folder, is_ours, NULL))
        return TC_OK;
    return errno == 0 || errno == ENOTDIR
               ? refuse(folder, error)
               : tc_disk_fault("读取目录", "read the folder", folder, error);
}

/* Is sweep.json what we wrote? */
static tc_code check_result(const char *path, tc_error *error)
{
    tc_json_document *document = NULL;
    const tc_code code = tc_json_load(path, path, BYTES_MOST, &document, error);
    if (code != TC_OK)
        return code == TC_ERR_INPUT ? refuse(path, error) : code;
    const tc_json *schema = tc_json_member(tc_json_root(document), "schema");
    const bool ours = schema && schema->kind == TC_JSON_TEXT &&
                      strcmp(schema->text, TC_SWEEP_SCHEMA) == 0;
    tc_json_free(document);
    return ours ? TC_OK : refuse(path, error);
}

tc_code tc_rows_guard(tc_rows *rows, bool *result, tc_error *error)
{
    const char *paths[PART_COUNT];
    for (int k = 0; k < PART_COUNT; k++)
        if (!(paths[k] = tc_rows_path(rows, rows->folder, PARTS[k])))
            return memory_ran_out(error);
    tc_code code = TC_OK;
    *result = !tc_file_is_missing(paths[LAST_PART]);
    if (*result)
        code = check_result(paths[LAST_PART], error);
    for (int k = 0; k < LAST_PART && code == TC_OK && !*result; k++)
        if (!tc_file_is_missing(paths[k]))
            code = refuse(paths[k], error);
    if (code == TC_OK && *result)
        code = check_names(paths[0], is_ours_in_rows, error);
    if (code == TC_OK && !rows->is_partial)
        code = check_names(rows->partial, is_ours_in_partial, error);
    return code;
}

void tc_rows_unlock(tc_rows *rows)
{
    if (rows->lock >= 0)
        (void)close(rows->lock);
    rows->lock = -1;
}

/* Is the file that is open still the one of that name? Whoever held the lock before may
 * have removed it. */
static bool is_in_place(int file, const char *path)
{
    struct stat held, named;
    return fstat(file, &held) == 0 && stat(path, &named) == 0 &&
           held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

tc_code tc_rows_lock(tc_rows *rows, tc_error *error)
{
    const char *path = tc_rows_path(rows, rows->partial, LOCK);
    if (!path)
        return memory_ran_out(error);
    tc_rows_unlock(rows);
    const tc_code code = tc_save_all(rows->partial, NULL, 0, error);
    if (code != TC_OK)
        return code;
    rows->lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (rows->lock < 0)
        return tc_disk_fault("创建文件", "make the file", path, error);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    const bool refused =
        fcntl(rows->lock, F_SETLK, &whole) != 0 && (errno == EACCES || errno == EAGAIN);
    if (refused || !is_in_place(rows->lock, path))
        return tc_fail(error, TC_ERR_USAGE, NULL, "另一个进程正在写 %s",
                       "another process is writing %s", rows->partial);
    return TC_OK; /* a file system without locks is no reason to stop */
}

tc_code tc_rows_discard(tc_rows *rows, tc_error *error)
{
    for (int k = 0; k < PART_COUNT; k++) {
        const char *path = tc_rows_path(rows, rows->partial, PARTS[k]);
        if (!path)
            return memory_ran_out(error);
        if (unlink(path) != 0 && errno != ENOENT)
            tc_disk_remove(path);
    }
    return TC_OK;
}

/* ---- putting the result in its place ----------------------------------------------- */

static tc_code move_part(tc_rows *rows, const char *from, const char *to, int part,
                         tc_error *error)
{
    const char *source = tc_rows_path(rows, from, PARTS[part]);
    const char *target = tc_rows_path(rows, to, PARTS[part]);
    return source && target ? tc_disk_move(source, target, error) : memory_ran_out(error);
}

/* What stands in the folder is older: none of the new parts has been moved. */
static tc_code clear(tc_rows *rows, tc_error *error)
{
    const char *old = tc_rows_path(rows, rows->partial, OLD);
    if (!old)
        return memory_ran_out(error);
    tc_code code = tc_disk_make_folder(old, error);
    for (int k = PART_COUNT; k-- > 0 && code == TC_OK;)
        code = move_part(rows, rows->folder, old, k, error);
    return code == TC_OK ? tc_disk_sync_folder(rows->folder, error) : code;
}

static tc_code set_state(tc_rows *rows, tc_rows_state state, tc_error *error)
{
    rows->state = state;
    return tc_rows_journal_write(rows, error);
}

/* The journal before the last: without it, what is left must be ours by name. */
static tc_code remove_partial(tc_rows *rows, tc_error *error)
{
    const char *old = tc_rows_path(rows, rows->partial, OLD);
    const char *journal = tc_rows_path(rows, rows->partial, tc_rows_journal_name);
    if (!old || !journal)
        return memory_ran_out(error);
    tc_disk_remove(old);
    (void)unlink(journal);
    tc_disk_remove(rows->partial);
    return TC_OK;
}

tc_code tc_rows_tidy(tc_rows *rows, tc_error *error)
{
    if (tc_file_is_missing(rows->partial))
        return TC_OK;
    const tc_code code = rows->lock < 0 ? tc_rows_lock(rows, error) : TC_OK;
    return code == TC_OK ? remove_partial(rows, error) : code;
}

tc_code tc_rows_place(tc_rows *rows, tc_error *error)
{
    tc_code code = TC_OK;
    if (rows->state == TC_ROWS_RUNNING)
        code = set_state(rows, TC_ROWS_CLEARING, error);
    if (code == TC_OK && rows->state == TC_ROWS_CLEARING)
        code = clear(rows, error);
    if (code == TC_OK && rows->state == TC_ROWS_CLEARING)
        code = set_state(rows, TC_ROWS_PLACING, error);
    for (int k = 0; k < PART_COUNT && code == TC_OK; k++)
        code = move_part(rows, rows->partial, rows->folder, k, error);
    if (code == TC_OK)
        code = tc_disk_sync_folder(rows->folder, error);
    if (code == TC_OK)
        code = remove_partial(rows, error);
    rows->is_finished = code == TC_OK;
    return code;
}
