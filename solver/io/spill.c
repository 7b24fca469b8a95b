/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/reason.h"
#include "io/disk.h"

enum { BLOCK_BYTES = 8 * 1024 * 1024 };

struct tc_spill {
    int file;    /* -1: all is in the block */
    char *block; /* what is not in the file yet */
    size_t used, room, filed;
    void *mapping;
};

tc_code tc_spill_open(tc_spill **spill, tc_error *error)
{
    tc_spill *opened = tc_mem_new(1, sizeof *opened);
    if (!opened)
        return tc_no_memory(error);
    opened->file = -1;
    *spill = opened;
    return TC_OK;
}

static const char *folder(void)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): nothing of ours sets the environment */
    const char *named = getenv("TMPDIR");
    return named && *named == '/' ? named : "/tmp";
}

static tc_code no_file(tc_error *error)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    const tc_place place = {folder(), 0, 0};
    return tc_fail(error, TC_ERR_IO, &place, "无法使用临时文件：%s%.0s",
                   "cannot use a temporary file: %.0s%s", reason.zh, reason.en);
}

/* Make a file that nobody else sees and that goes when it is closed. */
static tc_code make_file(tc_spill *spill, tc_error *error)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/tongchou-XXXXXX", folder()) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return no_file(error);
    }
    spill->file = mkstemp(path);
    if (spill->file < 0)
        return no_file(error);
    (void)unlink(path);
    (void)fcntl(spill->file, F_SETFD, FD_CLOEXEC);
    return TC_OK;
}

/* Put the block into the file. */
static tc_code empty_block(tc_spill *spill, tc_error *error)
{
    if (spill->file < 0) {
        const tc_code code = make_file(spill, error);
        if (code != TC_OK)
            return code;
    }
    if (tc_disk_write(spill->file, folder(), (int64_t)spill->filed, spill->block,
                      spill->used, NULL) != TC_OK)
        return no_file(error);
    spill->filed += spill->used;
    spill->used = 0;
    return TC_OK;
}

static tc_code make_room(tc_spill *spill, size_t length, tc_error *error)
{
    if (spill->used + length > BLOCK_BYTES) {
        const tc_code code = empty_block(spill, error);
        if (code != TC_OK)
            return code;
    }
    size_t room = spill->room ? spill->room : 4096;
    while (room < spill->used + length)
        room *= 2;
    if (room == spill->room)
        return TC_OK;
    char *block = tc_mem_grow(spill->block, room, 1);
    if (!block)
        return tc_no_memory(error);
    spill->block = block;
    spill->room = room;
    return TC_OK;
}

tc_code tc_spill_add(tc_spill *spill, const void *bytes, size_t length, tc_error *error)
{
    const tc_code code = make_room(spill, length, error);
    if (code != TC_OK)
        return code;
    memcpy(spill->block + spill->used, bytes, length);
    spill->used += length;
    return TC_OK;
}

tc_code tc_spill_end(tc_spill *spill, const void **bytes, tc_error *error)
{
    *bytes = spill->block;
    if (spill->file < 0)
        return TC_OK;
    const tc_code code = empty_block(spill, error);
    if (code != TC_OK)
        return code;
    tc_mem_drop(spill->block);
    spill->block = NULL;
    void *mapping = mmap(NULL, spill->filed, PROT_READ, MAP_SHARED, spill->file, 0);
    if (mapping == MAP_FAILED)
        return no_file(error);
    spill->mapping = mapping;
    *bytes = mapping;
    return TC_OK;
}

void tc_spill_close(tc_spill *spill)
{
    if (!spill)
        return;
    if (spill->mapping)
        (void)munmap(spill->mapping, spill->filed);
    if (spill->file >= 0)
        (void)close(spill->file);
    tc_mem_drop(spill->block);
    tc_mem_drop(spill);
}
