/* A Feistel network over the next power of two, walked until it is back in the range
 * (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/latin.h"

#include "domain/draw.h"

tc_latin tc_latin_make(uint64_t seed, int axis, uint32_t count)
{
    tc_latin order = {.count = count};
    int bits = 1;
    while (bits < 31 && (uint32_t)1 << bits < count)
        bits++;
    order.low_bits = (bits + 1) / 2;
    order.high_bits = bits / 2;
    for (int r = 0; r < TC_LATIN_ROUNDS; r++) {
        const tc_philox_block block =
            tc_draw_block(seed, TC_DRAW_LATIN_ORDER, (uint32_t)axis, r / 4);
        order.key[r] = block.word[r % 4];
    }
    return order;
}

/* Every bit of the result depends on every bit of x (the end of MurmurHash3). */
static uint32_t mix(uint32_t x)
{
    x = (x ^ x >> 16) * 0x85EBCA6Bu;
    x = (x ^ x >> 13) * 0xC2B2AE35u;
    return x ^ x >> 16;
}

uint32_t tc_latin_at(const tc_latin *order, uint32_t k)
{
    const uint32_t low_mask = (1u << order->low_bits) - 1;
    const uint32_t high_mask = (1u << order->high_bits) - 1;
    uint32_t low = k & low_mask, high = k >> order->low_bits;
    uint32_t place = 0;
    do {
        for (int r = 0; r < TC_LATIN_ROUNDS; r += 2) {
            low ^= mix(high + order->key[r]) & low_mask;
            high ^= mix(low + order->key[r + 1]) & high_mask;
        }
        place = high << order->low_bits | low;
    } while (place >= order->count);
    return place;
}
