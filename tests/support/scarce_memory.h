/* scarce_memory.h — an allocator that fails when told to, in place of base/alloc.c.
 *
 * A test program that calls tc_test_memory gets this one instead of the real one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_SCARCE_MEMORY_H
#define TC_TESTS_SCARCE_MEMORY_H

#include <stddef.h>

/* From now on give memory left times, then never. A negative number: always. */
void tc_test_memory(long left);

/* The most bytes that were in use at once since this was asked for the last time. */
size_t tc_test_memory_most(void);

/* The same memory for a library that takes hooks; free with free(). */
void *tc_test_memory_take(size_t bytes);

#endif
