/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scarce_memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"

static long memory_left = -1;

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

void *tc_mem_new(size_t count, size_t size)
{
    return is_there() ? calloc(count ? count : 1, size) : NULL;
}

void *tc_mem_grow(void *old, size_t count, size_t size)
{
    if (!is_there() || (size && count > SIZE_MAX / size))
        return NULL;
    return realloc(old, count && size ? count * size : 1);
}

void tc_mem_drop(void *block)
{
    free(block);
}
