/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "support/leaks.h"

Test(base_arena, gives_zeroed_memory_that_does_not_overlap)
{
    tc_arena arena = {0};
    unsigned char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        const size_t size = i * 37 + 1;
        blocks[i] = tc_arena_take(&arena, size, 1);
        cr_assert_not_null(blocks[i]);
        cr_assert_eq((uintptr_t)blocks[i] % 16, 0);
        for (size_t k = 0; k < size; k++)
            cr_assert_eq(blocks[i][k], 0);
        memset(blocks[i], (int)i, size);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t k = 0; k < i * 37 + 1; k++)
            cr_assert_eq(blocks[i][k], (unsigned char)i);
    tc_arena_free(&arena);
    TC_ASSERT_NO_LEAK();
}

Test(base_arena, refuses_a_size_that_overflows)
{
    tc_arena arena = {0};
    cr_assert_null(tc_arena_take(&arena, SIZE_MAX / 2, 16));
    tc_arena_free(&arena);
}
