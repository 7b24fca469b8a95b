/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/quantile.h"

#include <criterion/criterion.h>
#include <math.h>

static double spread(const tc_axis *axis, double u)
{
    tc_axis_spread(axis, 1, &u);
    return u;
}

Test(domain_quantile, normal_quantiles_are_those_of_tables)
{
    /* statistics.NormalDist().inv_cdf of Python, 15 digits */
    static const double known[][2] = {
        {0.5, 0.0},
        {0.975, 1.95996398454005},
        {0.95, 1.64485362695147},
        {0.9995, 3.29052673149193},
        {1e-10, -6.36134090240406},
        {1e-300, -37.0470962993612},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        cr_assert_float_eq(tc_normal_quantile(known[i][0]), known[i][1], 1e-13);
}

Test(domain_quantile, the_normal_quantile_undoes_the_normal_distribution)
{
    for (double z = -37.0; z < 5.0; z += 0.0137) {
        const double back = tc_normal_quantile(tc_normal_below(z));
        const double lost = /* by the share's own digits */
            2e-16 / exp(-0.5 * z * z) * sqrt(6.2831853) * tc_normal_below(z);
        cr_assert_float_eq(back, z, 1e-13 * (1.0 + fabs(z)) + (z > 0 ? lost : 0.0),
                           "%.17g: %.17g", z, back);
    }
}

/* Simpson's rule over the density of an axis's distribution, up to a constant. */
static double area_below(const tc_axis *axis, double (*density)(const tc_axis *, double),
                         double low, double high)
{
    enum { STEPS = 20000 };
    const double h = (high - low) / STEPS;
    double sum = density(axis, low) + density(axis, high);
    for (int i = 1; i < STEPS; i++)
        sum += (i % 2 ? 4.0 : 2.0) * density(axis, low + i * h);
    return sum * h / 3.0;
}

static double bell(const tc_axis *axis, double x)
{
    const double z = (x - axis->peak) / axis->deviation;
    return exp(-0.5 * z * z);
}

static double triangle(const tc_axis *axis, double x)
{
    return x < axis->peak ? (x - axis->low) / (axis->peak - axis->low)
                          : (axis->high - x) / (axis->high - axis->peak);
}

static double flat(const tc_axis *axis, double x)
{
    (void)axis;
    (void)x;
    return 1.0;
}

/* The share of the distribution below the value of u must be u. */
static void judge(const tc_axis *axis, double (*density)(const tc_axis *, double),
                  double tolerance)
{
    const double whole = area_below(axis, density, axis->low, axis->high);
    double before = axis->low;
    for (double u = 0.0; u < 1.0; u += 1.0 / 64) {
        const double x = spread(axis, u);
        cr_assert(x >= before && x <= axis->high, "%g: %.17g", u, x);
        cr_assert_float_eq(area_below(axis, density, axis->low, x) / whole, u, tolerance,
                           "%g: %.17g", u, x);
        before = x;
    }
}

Test(domain_quantile, values_have_the_shares_of_their_distributions_below_them)
{
    const tc_axis axes[] = {
        {.spread = TC_SPREAD_UNIFORM, .low = 0.6, .high = 1.1},
        {.spread = TC_SPREAD_TRIANGULAR, .low = 0.6, .high = 1.1, .peak = 1.0},
        {.spread = TC_SPREAD_TRIANGULAR, .low = -2.0, .high = 3.0, .peak = -1.0},
        {.spread = TC_SPREAD_NORMAL,
         .low = 0.6,
         .high = 1.1,
         .peak = 1,
         .deviation = 0.1},
        {.spread = TC_SPREAD_NORMAL, .low = 2.0, .high = 9.0, .peak = 0, .deviation = 1},
        {.spread = TC_SPREAD_NORMAL, .low = -7.0, .high = -3, .peak = 0, .deviation = 1},
        {.spread = TC_SPREAD_NORMAL, .low = 0.9, .high = 1.1, .peak = 1, .deviation = 50},
    };
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
        judge(&axes[i],
              axes[i].spread == TC_SPREAD_UNIFORM  ? flat
              : axes[i].spread == TC_SPREAD_NORMAL ? bell
                                                   : triangle,
              axes[i].spread == TC_SPREAD_TRIANGULAR ? 1e-8 : 1e-11);
}

Test(domain_quantile, a_triangle_may_lean_on_one_end_or_be_a_point)
{
    tc_axis axis = {.spread = TC_SPREAD_TRIANGULAR, .low = 1, .high = 2, .peak = 2};
    cr_assert_float_eq(spread(&axis, 0.25), 1.5, 1e-15);
    axis.peak = 1;
    cr_assert_float_eq(spread(&axis, 0.75), 1.5, 1e-15);
    axis.high = 1;
    cr_assert_eq(spread(&axis, 0.3), 1.0);
}

Test(domain_quantile, the_ends_of_a_cut_bell_are_the_ends_of_the_range)
{
    const tc_axis far = {
        .spread = TC_SPREAD_NORMAL, .low = -60, .high = 60, .peak = 0, .deviation = 1};
    cr_assert_eq(spread(&far, 0.0), -60.0);
    cr_assert_eq(spread(&far, 0.5), 0.0);
    const tc_axis near = {
        .spread = TC_SPREAD_NORMAL, .low = 0.9, .high = 1.2, .peak = 1, .deviation = 0.1};
    cr_assert_float_eq(spread(&near, 0.0), 0.9, 1e-15);
    cr_assert_float_eq(spread(&near, 1.0 - 0x1p-53), 1.2, 1e-14);
}

Test(domain_quantile, values_come_as_often_as_their_weights_say)
{
    static const double values[] = {5, 6, 7}, weights[] = {0.5, 0.25, 0.25};
    tc_axis axis = {.spread = TC_SPREAD_VALUES, .values = values, .value_count = 3};
    cr_assert(spread(&axis, 0.333) == 5 && spread(&axis, 0.334) == 6);
    cr_assert(spread(&axis, 0.0) == 5 && spread(&axis, 1.0 - 0x1p-53) == 7);
    axis.weights = weights;
    cr_assert(spread(&axis, 0.4999) == 5 && spread(&axis, 0.5) == 6);
    cr_assert(spread(&axis, 0.7499) == 6 && spread(&axis, 0.75) == 7);
    cr_assert(spread(&axis, 1.0 - 0x1p-53) == 7);
}
