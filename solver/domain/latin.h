/* latin.h — a random order of 0 … count - 1, without the list of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_LATIN_H
#define TC_DOMAIN_LATIN_H

#include <stdint.h>

enum { TC_LATIN_ROUNDS = 8 };

typedef struct tc_latin {
    uint32_t count;
    int low_bits, high_bits; /* 2^(low_bits + high_bits) >= count */
    uint32_t key[TC_LATIN_ROUNDS];
} tc_latin;

/* The order of an axis under a seed; 1 <= count <= 2^31. */
tc_latin tc_latin_make(uint64_t seed, int axis, uint32_t count);

/* Where k goes, 0 <= k < count: one place for each k. */
uint32_t tc_latin_at(const tc_latin *order, uint32_t k);

#endif
