/* draw.h — what the random numbers of a sweep are for: each use has numbers of its own.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_DRAW_H
#define TC_DOMAIN_DRAW_H

#include "base/philox.h"

typedef enum tc_draw {
    TC_DRAW_MONTE_CARLO,  /* of scenario k, two axes a block */
    TC_DRAW_LATIN_JITTER, /* the same */
    TC_DRAW_LATIN_ORDER,  /* k is the axis */
    TC_DRAW_SOBOL_SHIFT   /* two dimensions a block */
} tc_draw;

/* Block number part of scenario (or axis) k. */
static inline tc_philox_block tc_draw_block(uint64_t seed, tc_draw use, uint64_t k,
                                            int part)
{
    const tc_philox_block counter = {
        {(uint32_t)k, (uint32_t)(k >> 32), (uint32_t)part, (uint32_t)use}};
    return tc_philox(counter, seed);
}

#endif
