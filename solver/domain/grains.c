/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/grains.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* Decimal input and the LP's shares carry rounding far below this; a thousandth of a
 * grain is a tenth of a gram a year. Ten times larger would still be far below what is
 * signed; ten times smaller would meet the LP's 1e-9 at shares of 100,000 t/a. */
static const double SNAP = 1e-3;

static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

tc_grains tc_grains_down(double tonnes, int grain_digits)
{
    const double grains = tonnes * POWERS[grain_digits];
    return (tc_grains)floor(grains + SNAP);
}

tc_grains tc_grains_up(double tonnes, int grain_digits)
{
    const double grains = tonnes * POWERS[grain_digits];
    return (tc_grains)ceil(grains - SNAP);
}

void tc_grains_write(tc_grains grains, int grain_digits, char out[32])
{
    const int64_t unit = (int64_t)POWERS[grain_digits];
    const char *sign = grains < 0 ? "-" : "";
    const int64_t size = grains < 0 ? -grains : grains;
    if (grain_digits == 0)
        snprintf(out, 32, "%s%" PRId64, sign, size);
    else
        snprintf(out, 32, "%s%" PRId64 ".%0*" PRId64, sign, size / unit, grain_digits,
                 size % unit);
}

double tc_grains_tonnes(tc_grains grains, int grain_digits)
{
    return (double)grains / POWERS[grain_digits];
}
