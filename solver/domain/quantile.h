/* quantile.h — the values that an axis takes, by their probability. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_QUANTILE_H
#define TC_DOMAIN_QUANTILE_H

#include "domain/sweep.h"

/* The standard normal distribution: the share that lies below z, and the z below which a
 * share lies, 0 < share < 1; exact to 1e-15 relative.
 * Source   Wichura, Algorithm AS 241, Applied Statistics 37 (1988). */
double tc_normal_below(double z);
double tc_normal_quantile(double share);

/* The share of a normal axis's bell that lies within its range. */
double tc_normal_mass(const tc_axis *axis);

/* Replace shares u, 0 <= u < 1, by the values below which such a share of the axis's
 * distribution lies. Shape: count. */
void tc_axis_spread(const tc_axis *axis, int count, double *u);

#endif
