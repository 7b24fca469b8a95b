/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/philox.h"

enum { ROUNDS = 10 };

tc_philox_block tc_philox(tc_philox_block counter, uint64_t key)
{
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    uint32_t c0 = counter.word[0], c1 = counter.word[1];
    uint32_t c2 = counter.word[2], c3 = counter.word[3];
    for (int r = 0; r < ROUNDS; r++) {
        const uint64_t left = (uint64_t)0xD2511F53u * c0;
        const uint64_t right = (uint64_t)0xCD9E8D57u * c2;
        c0 = (uint32_t)(right >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)right;
        c2 = (uint32_t)(left >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)left;
        k0 += 0x9E3779B9u; /* golden ratio and sqrt(3) - 1 */
        k1 += 0xBB67AE85u;
    }
    return (tc_philox_block){{c0, c1, c2, c3}};
}

double tc_philox_unit(const tc_philox_block *block, int which)
{
    const uint64_t bits =
        (uint64_t)block->word[2 * which + 1] << 32 | block->word[2 * which];
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}
