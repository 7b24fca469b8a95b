/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/dice.h"

uint64_t dice_next(dice *d)
{
    uint64_t z = (d->state += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

int dice_below(dice *d, int limit)
{
    return (int)(dice_next(d) % (uint64_t)limit);
}

double dice_real(dice *d, double low, double high)
{
    return low + (high - low) * ((double)(dice_next(d) >> 11) / 9007199254740992.0);
}

bool dice_chance(dice *d, int percent)
{
    return dice_below(d, 100) < percent;
}
