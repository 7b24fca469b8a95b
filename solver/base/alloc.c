/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

void *tc_mem_new(size_t count, size_t size)
{
    return calloc(count ? count : 1, size);
}

void *tc_mem_grow(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return realloc(old, count && size ? count * size : 1);
}

void tc_mem_drop(void *block)
{
    free(block);
}
