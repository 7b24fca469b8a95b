/* alloc.h — the only way to memory. Tests link another alloc.c that fails on purpose. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_ALLOC_H
#define TC_BASE_ALLOC_H

#include <stddef.h>

#include "tongchou/error.h"

/* count objects of size bytes, zeroed; NULL when memory runs out or count * size
 * overflows. A count of 0 gives a block that may be dropped and not used. */
TC_CHECKED void *tc_mem_new(size_t count, size_t size);

/* Make the block old (NULL allowed) hold count objects of size bytes. What is new is not
 * zeroed. NULL, with old untouched, when memory runs out or the product overflows. */
TC_CHECKED void *tc_mem_grow(void *old, size_t count, size_t size);

/* Give a block back. NULL allowed. */
void tc_mem_drop(void *block);

#endif
