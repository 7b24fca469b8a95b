/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scarce_memory.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"

static long memory_left = -1;
static atomic_size_t in_use, most_in_use;

void tc_test_memory(long left)
{
    memory_left = left;
}

static bool is_there(void)
{
    if (memory_left < 0)
        return true;
    if (memory_left == 0)
        return false;
    memory_left--;
    return true;
}

void *tc_test_memory_take(size_t bytes)
{
    return is_there() ? malloc(bytes) : NULL;
}

size_t tc_test_memory_most(void)
{
    return atomic_exchange(&most_in_use, atomic_load(&in_use));
}

static void *counted(void *block)
{
    const size_t size = malloc_usable_size(block);
    const size_t now = atomic_fetch_add(&in_use, size) + size;
    if (now > atomic_load(&most_in_use))
        atomic_store(&most_in_use, now);
    return block;
}

void *tc_mem_new(size_t count, size_t size)
{
    return is_there() ? counted(calloc(count ? count : 1, size)) : NULL;
}

void *tc_mem_grow(void *old, size_t count, size_t size)
{
    if (!is_there() || (size && count > SIZE_MAX / size))
        return NULL;
    const size_t before = malloc_usable_size(old);
    void *grown = realloc(old, count && size ? count * size : 1);
    if (grown)
        atomic_fetch_sub(&in_use, before);
    return counted(grown);
}

void tc_mem_drop(void *block)
{
    atomic_fetch_sub(&in_use, malloc_usable_size(block));
    free(block);
}
