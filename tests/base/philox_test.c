/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/philox.h"

#include <criterion/criterion.h>

/* counter, key, answer */
typedef struct known {
    uint32_t counter[4], key[2], answer[4];
} known;

Test(base_philox, gives_the_published_answers)
{
    /* Random123 1.14, tests/kat_vectors, lines "philox4x32 10" */
    static const known vectors[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const known *v = &vectors[i];
        const tc_philox_block counter = {
            {v->counter[0], v->counter[1], v->counter[2], v->counter[3]}};
        const tc_philox_block got =
            tc_philox(counter, (uint64_t)v->key[1] << 32 | v->key[0]);
        for (int w = 0; w < 4; w++)
            cr_assert_eq(got.word[w], v->answer[w], "vector %zu, word %d: %08x", i, w,
                         got.word[w]);
    }
}

Test(base_philox, numbers_lie_strictly_between_0_and_1)
{
    const tc_philox_block ends = {{0, 0, 0xffffffff, 0xffffffff}};
    cr_assert_eq(tc_philox_unit(&ends, 0), 0x1p-53);
    cr_assert_eq(tc_philox_unit(&ends, 1), 1.0 - 0x1p-53);
}
