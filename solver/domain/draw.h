/* draw.h — what the random numbers of a sweep are for: each use has numbers of its own.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_DRAW_H
#define TC_DOMAIN_DRAW_H

#include "base/philox.h"

typedef enum tc_draw {
    TC_DRAW_MONTE_CARLO,  /* of scenario k, four axes a block */
    TC_DRAW_LATIN_JITTER, /* the same */
    TC_DRAW_LATIN_ORDER,  /* of axis k */
    TC_DRAW_SOBOL_SHIFT   /* of dimension k */
} tc_draw;

/* Block number part of scenario 0; that of scenario k has k in its first two words. */
static inline tc_philox_block tc_draw_counter(tc_draw use, int part)
{
    return (tc_philox_block){{0, 0, (uint32_t)part, (uint32_t)use}};
}

static inline tc_philox_block tc_draw_block(uint64_t seed, tc_draw use, uint32_t k,
                                            int part)
{
    tc_philox_block counter = tc_draw_counter(use, part);
    counter.word[0] = k;
    return tc_philox(counter, seed);
}

#endif
