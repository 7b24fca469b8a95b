/* philox.h — random numbers without a state: a number is a function of where it is asked.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_PHILOX_H
#define TC_BASE_PHILOX_H

#include <stdint.h>

/* Four words, each of 32 random bits. */
typedef struct tc_philox_block {
    uint32_t word[4];
} tc_philox_block;

/* Philox 4x32-10: the block of a counter under a key.
 * Threads  any. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3", SC 2011. */
tc_philox_block tc_philox(tc_philox_block counter, uint64_t key);

/* Number 0 or 1 of a block, strictly between 0 and 1, in steps of 2^-52. */
double tc_philox_unit(const tc_philox_block *block, int which);

#endif
