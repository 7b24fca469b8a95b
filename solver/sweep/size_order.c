/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "sweep/sample.h"

enum { DIGIT_BITS = 11, DIGITS = 2048, PASSES = 6 };

/* The bits of a double as a number that rises with it; -0 is 0. */
static uint64_t rising_bits(double value)
{
    const double plain = value + 0.0;
    uint64_t bits;
    memcpy(&bits, &plain, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

/* One pass of a radix sort; false where all keys have one digit, and nothing moved. */
static bool pass(const uint64_t *keys, const int *from, int count, int shift, int *to)
{
    int start[DIGITS] = {0};
    for (int i = 0; i < count; i++)
        start[keys[i] >> shift & (DIGITS - 1)]++;
    if (start[keys[0] >> shift & (DIGITS - 1)] == count)
        return false;
    for (int digit = 0, sum = 0; digit < DIGITS; digit++) {
        const int here = start[digit];
        start[digit] = sum;
        sum += here;
    }
    for (int i = 0; i < count; i++)
        to[start[keys[from[i]] >> shift & (DIGITS - 1)]++] = from[i];
    return true;
}

bool tc_order_by_size(const double *values, int count, int *order)
{
    if (count == 0)
        return true;
    uint64_t *keys = tc_mem_new((size_t)count, sizeof *keys);
    int *other = tc_mem_new((size_t)count, sizeof *other);
    const bool ready = keys && other;
    for (int i = 0; ready && i < count; i++) {
        keys[i] = rising_bits(values[i]);
        order[i] = i;
    }
    for (int k = 0; ready && k < PASSES; k++)
        if (pass(keys, order, count, k * DIGIT_BITS, other))
            memcpy(order, other, (size_t)count * sizeof *order);
    tc_mem_drop(keys);
    tc_mem_drop(other);
    return ready;
}
