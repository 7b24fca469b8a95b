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
    double least = 1.0, most = 0.0, units[4][100];
    double *const columns[4] = {units[0], units[1], units[2], units[3]};
    for (uint64_t first = 0; first < 20000; first += 100) {
        tc_philox_units((tc_philox_block){{0, 0, 3, 1}}, 7, first, 100, columns);
        for (int i = 0; i < 400; i++) {
            least = units[i / 100][i % 100] < least ? units[i / 100][i % 100] : least;
            most = units[i / 100][i % 100] > most ? units[i / 100][i % 100] : most;
        }
    }
    cr_assert(least > 0.0 && least < 1e-3, "%g", least);
    cr_assert(most < 1.0 && most > 0.999, "%g", most);
}

Test(base_philox, numbers_side_by_side_are_those_of_each_block)
{
    const uint64_t first = UINT64_C(0xfffffff0); /* the second word changes on the way */
    double units[4][37];
    double *const columns[4] = {units[0], NULL, units[2], units[3]};
    tc_philox_units((tc_philox_block){{0, 0, 5, 2}}, 0x123456789u, first, 37, columns);
    for (int i = 0; i < 37; i++) {
        const uint64_t k = first + (uint64_t)i;
        const tc_philox_block block = tc_philox(
            (tc_philox_block){{(uint32_t)k, (uint32_t)(k >> 32), 5, 2}}, 0x123456789u);
        for (int w = 0; w < 4; w++)
            if (columns[w])
                cr_assert_eq(units[w][i], (block.word[w] + 0.5) / 4294967296.0);
    }
}
