/* dice.h — numbers for made-up tests: SplitMix64, the same on every machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_DICE_H
#define TC_TESTS_DICE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct dice {
    uint64_t state;
} dice;

uint64_t dice_next(dice *d);
int dice_below(dice *d, int limit); /* 0 .. limit-1 */
double dice_real(dice *d, double low, double high);
bool dice_chance(dice *d, int percent);

#endif
