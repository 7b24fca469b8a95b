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

/* Words 0 … 3 of the blocks of count counters that differ in their first two words alone:
 * these are the number first, first + 1 …, low word first. units[w][i] is word w as a
 * number strictly between 0 and 1, in steps of 2^-32; NULL: not wanted. Threads: any. */
void tc_philox_units(tc_philox_block counter, uint64_t key, uint64_t first, int count,
                     double *const units[4]);

#endif
