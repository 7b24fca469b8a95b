/* grains.h — tonnages as they are signed and booked: whole numbers of a small unit. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_GRAINS_H
#define TC_DOMAIN_GRAINS_H

#include <stdint.h>

typedef int64_t tc_grains; /* a tonnage in units of 10^-grain_digits t/a */

/* Grains of a tonnage: the whole number if it is one but for rounding (a thousandth of a
 * grain), else rounded down (up). Units t/a in; |tonnes| <= 1e9. */
tc_grains tc_grains_down(double tonnes, int grain_digits);
tc_grains tc_grains_up(double tonnes, int grain_digits);

/* The double nearest to the tonnage, t/a; |grains| < 2^53. */
double tc_grains_tonnes(tc_grains grains, int grain_digits);

/* A count of grains as a decimal of t/a with all digits: 31401 -> "3.1401". */
void tc_grains_write(tc_grains grains, int grain_digits, char out[32]);

#endif
