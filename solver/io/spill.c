/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/spill.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/disk.h"
#include "io/temporary.h"

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

/* Make a file that nobody else sees and that goes when it is closed. */
static tc_code make_file(tc_spill *spill, tc_error *error)
{
    char path[TC_TEMPORARY_PATH_BYTES];
    const tc_code code = tc_temporary_make(path, &spill->file, error);
    if (code == TC_OK)
        (void)unlink(path);
    return code;
}

/* Put the block into the file. */
static tc_code empty_block(tc_spill *spill, tc_error *error)
{
    if (spill->file < 0) {
        const tc_code code = make_file(spill, error);
        if (code != TC_OK)
            return code;
    }
    if (tc_disk_write(spill->file, tc_temporary_folder(), (int64_t)spill->filed,
                      spill->block, spill->used, NULL) != TC_OK)
        return tc_temporary_fault(error);
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
        return tc_temporary_fault(error);
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
