/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/philox.h"

enum { ROUNDS = 10, LANES = 8 };

#define LEFT 0xD2511F53u
#define RIGHT 0xCD9E8D57u
#define WEYL_0 0x9E3779B9u /* the golden ratio */
#define WEYL_1 0xBB67AE85u /* sqrt(3) - 1 */

tc_philox_block tc_philox(tc_philox_block counter, uint64_t key)
{
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    uint32_t c0 = counter.word[0], c1 = counter.word[1];
    uint32_t c2 = counter.word[2], c3 = counter.word[3];
    for (int r = 0; r < ROUNDS; r++) {
        const uint64_t left = (uint64_t)LEFT * c0;
        const uint64_t right = (uint64_t)RIGHT * c2;
        c0 = (uint32_t)(right >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)right;
        c2 = (uint32_t)(left >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)left;
        k0 += WEYL_0;
        k1 += WEYL_1;
    }
    return (tc_philox_block){{c0, c1, c2, c3}};
}

/* The blocks of LANES counters, side by side: a processor works on several at once. */
static void lanes(tc_philox_block counter, uint64_t key, uint64_t first,
                  uint32_t c[4][LANES])
{
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int i = 0; i < LANES; i++) {
        c[0][i] = (uint32_t)(first + (uint64_t)i);
        c[1][i] = (uint32_t)((first + (uint64_t)i) >> 32);
        c[2][i] = counter.word[2];
        c[3][i] = counter.word[3];
    }
    for (int r = 0; r < ROUNDS; r++) {
        for (int i = 0; i < LANES; i++) {
            const uint64_t left = (uint64_t)LEFT * c[0][i];
            const uint64_t right = (uint64_t)RIGHT * c[2][i];
            c[0][i] = (uint32_t)(right >> 32) ^ c[1][i] ^ k0;
            c[1][i] = (uint32_t)right;
            c[2][i] = (uint32_t)(left >> 32) ^ c[3][i] ^ k1;
            c[3][i] = (uint32_t)left;
        }
        k0 += WEYL_0;
        k1 += WEYL_1;
    }
}

void tc_philox_units(tc_philox_block counter, uint64_t key, uint64_t first, int count,
                     double *const units[4])
{
    for (int at = 0; at < count; at += LANES) {
        uint32_t c[4][LANES];
        const int some = count - at < LANES ? count - at : LANES;
        lanes(counter, key, first + (uint64_t)at, c);
        for (int w = 0; w < 4; w++)
            for (int i = 0; units[w] && i < some; i++)
                units[w][at + i] = (c[w][i] + 0.5) * 0x1p-32;
    }
}
