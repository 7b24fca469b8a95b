/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

/* Blocks are zeroed, so small arenas begin small; each block is twice the one before. */
enum { ALIGNMENT = 16, GAP = 16, FIRST_BYTES = 4 * 1024, BLOCK_BYTES = 64 * 1024 };

struct tc_arena_block {
    struct tc_arena_block *older;
    size_t used, size; /* bytes of the payload */
    size_t pad;        /* keeps the payload aligned */
};

static char *payload(struct tc_arena_block *block)
{
    return (char *)(block + 1);
}

static struct tc_arena_block *add_block(tc_arena *arena, size_t wanted)
{
    const size_t twice = arena->newest ? 2 * arena->newest->size : FIRST_BYTES;
    const size_t usual = twice < BLOCK_BYTES ? twice : BLOCK_BYTES;
    const size_t size = wanted > usual ? wanted : usual;
    struct tc_arena_block *block = tc_mem_new(1, sizeof *block + size);
    if (!block)
        return NULL;
    block->older = arena->newest;
    block->size = size;
    arena->newest = block;
    ASAN_POISON_MEMORY_REGION(payload(block), size);
    return block;
}

void *tc_arena_take(tc_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 4) / size)
        return NULL;
    const size_t bytes = count * size;
    /* the gap stays poisoned, so that an overrun inside a block is seen */
    const size_t wanted = (bytes + GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct tc_arena_block *block = arena->newest;
    if (!block || block->size - block->used < wanted)
        block = add_block(arena, wanted);
    if (!block)
        return NULL;
    char *taken = payload(block) + block->used;
    block->used += wanted;
    ASAN_UNPOISON_MEMORY_REGION(taken, bytes);
    return taken; /* zeroed: tc_mem_new gave zeroes, and nothing is used twice */
}

char *tc_arena_text(tc_arena *arena, const char *text, size_t length)
{
    char *copy = tc_arena_take(arena, length + 1, 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

void tc_arena_free(tc_arena *arena)
{
    for (struct tc_arena_block *block = arena->newest; block;) {
        struct tc_arena_block *older = block->older;
        ASAN_UNPOISON_MEMORY_REGION(payload(block), block->size);
        tc_mem_drop(block);
        block = older;
    }
    arena->newest = NULL;
}
