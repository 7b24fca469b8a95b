/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "domain/sobol.h"
#include "domain/sweep.h"
#include "support/leaks.h"

enum { AXES = 5 };

/* A sweep of axes that go from 0 to 1. */
static tc_sweep sweep_of(tc_design design, int64_t scenarios, uint64_t seed,
                         tc_axis axes[AXES])
{
    static const double values[] = {0, 1, 2, 3};
    for (int a = 0; a < AXES; a++)
        axes[a] = (tc_axis){.low = 0,
                            .high = 1,
                            .values = values,
                            .value_count = 2 + a % 3,
                            .pollutant = -1,
                            .area = -1,
                            .source = -1,
                            .project = -1};
    tc_sweep sweep = {.design = design,
                      .scenarios = scenarios,
                      .seed = seed,
                      .axes = axes,
                      .axis_count = AXES};
    cr_assert_eq(tc_sweep_prepare(&sweep, NULL), TC_OK);
    return sweep;
}

static const tc_design designs[] = {TC_DESIGN_GRID, TC_DESIGN_LATIN, TC_DESIGN_SOBOL,
                                    TC_DESIGN_MONTE_CARLO, TC_DESIGN_SALTELLI};

enum { DESIGNS = sizeof designs / sizeof *designs };

Test(domain_sweep_point, a_point_is_the_same_alone_and_in_any_batch)
{
    for (int d = 0; d < DESIGNS; d++)
        for (uint64_t seed = 0; seed < 3; seed++) {
            tc_axis axes[AXES];
            tc_sweep sweep = sweep_of(designs[d], 144, seed, axes);
            double all[AXES * 150];
            tc_sweep_points(&sweep, 0, 144, 150, all);
            for (int first = 0; first < 144; first += 11) {
                double some[AXES * 13];
                const int count = first + 13 < 144 ? 13 : 144 - first;
                tc_sweep_points(&sweep, first, count, 13, some);
                for (int i = count - 1; i >= 0; i--) { /* in another order, too */
                    double one[AXES];
                    tc_sweep_point(&sweep, first + i, one);
                    for (int a = 0; a < AXES; a++) {
                        cr_assert_eq(one[a], all[a * 150 + first + i]);
                        cr_assert_eq(some[a * 13 + i], one[a]);
                    }
                }
            }
            tc_arena_free(&sweep.arena);
        }
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_point, sobol_points_are_those_of_joe_and_kuo)
{
    /* sobol.cc of Joe and Kuo prints this for N = 10, D = 3 */
    static const double known[10][3] = {
        {0, 0, 0},
        {0.5, 0.5, 0.5},
        {0.75, 0.25, 0.25},
        {0.25, 0.75, 0.75},
        {0.375, 0.375, 0.625},
        {0.875, 0.875, 0.125},
        {0.625, 0.125, 0.875},
        {0.125, 0.625, 0.375},
        {0.1875, 0.3125, 0.9375},
        {0.6875, 0.8125, 0.4375},
    };
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(TC_DESIGN_SOBOL, 10, 0, axes);
    for (int k = 0; k < 10; k++) {
        double x[AXES];
        tc_sweep_point(&sweep, k, x);
        for (int a = 0; a < 3; a++)
            cr_assert_eq(x[a], known[k][a], "point %d, axis %d: %g", k, a, x[a]);
    }
    tc_arena_free(&sweep.arena);
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_point, a_grid_has_each_combination_once_and_the_last_axis_turns_fastest)
{
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(TC_DESIGN_GRID, 2 * 3 * 4 * 2 * 3, 0, axes);
    for (int k = 0; k < sweep.scenarios; k++) {
        double x[AXES];
        tc_sweep_point(&sweep, k, x);
        int number = 0;
        for (int a = 0; a < AXES; a++)
            number = number * axes[a].value_count + (int)x[a];
        cr_assert_eq(number, k);
    }
}

Test(domain_sweep_point, a_latin_hypercube_has_each_stratum_of_each_axis_once)
{
    static const int counts[] = {1, 2, 3, 4, 5, 7, 8, 9, 100, 1000, 1024, 1025};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (uint64_t seed = 0; seed < 5; seed++) {
            const int n = counts[c];
            tc_axis axes[AXES];
            tc_sweep sweep = sweep_of(TC_DESIGN_LATIN, n, seed, axes);
            bool taken[AXES][1025] = {{false}};
            for (int k = 0; k < n; k++) {
                double x[AXES];
                tc_sweep_point(&sweep, k, x);
                for (int a = 0; a < AXES; a++) {
                    const int stratum = (int)(x[a] * n);
                    cr_assert(stratum < n && !taken[a][stratum]);
                    taken[a][stratum] = true;
                }
            }
        }
}

Test(domain_sweep_point, a_latin_hypercube_of_many_keeps_to_its_strata_at_the_ends)
{
    const int64_t n = 1000000000;
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(TC_DESIGN_LATIN, n, 7, axes);
    for (int64_t k = n - 1000; k < n; k++) {
        double x[AXES];
        tc_sweep_point(&sweep, k, x);
        for (int a = 0; a < AXES; a++) {
            const double inside = x[a] * (double)n - floor(x[a] * (double)n);
            cr_assert(x[a] > 0 && x[a] < 1 && inside > 1e-7 && inside < 1 - 1e-7);
        }
    }
}

/* How far the axes go together: the largest correlation of two. */
static double largest_correlation(const tc_sweep *sweep)
{
    double largest = 0.0;
    for (int a = 0; a < AXES; a++)
        for (int b = a + 1; b < AXES; b++) {
            double sum = 0.0;
            for (int64_t k = 0; k < sweep->scenarios; k++) {
                double x[AXES];
                tc_sweep_point(sweep, k, x);
                sum += (x[a] - 0.5) * (x[b] - 0.5);
            }
            largest = fmax(largest, fabs(12.0 * sum / (double)sweep->scenarios));
        }
    return largest;
}

Test(domain_sweep_point, axes_do_not_go_together)
{
    static const tc_design of[] = {TC_DESIGN_LATIN, TC_DESIGN_MONTE_CARLO,
                                   TC_DESIGN_SOBOL};
    for (int d = 0; d < 3; d++)
        for (uint64_t seed = 1; seed < 6; seed++) {
            tc_axis axes[AXES];
            tc_sweep sweep = sweep_of(of[d], 4096, seed, axes);
            /* 4.5 standard deviations of independent axes; none of the seeds is near */
            cr_assert_lt(largest_correlation(&sweep), 4.5 / sqrt(4096.0));
            tc_arena_free(&sweep.arena);
        }
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_point, other_seeds_give_other_points)
{
    for (int d = 1; d < DESIGNS; d++) {
        tc_axis axes[AXES];
        tc_sweep one = sweep_of(designs[d], 64, 1, axes);
        tc_sweep two = sweep_of(designs[d], 64, 2, axes);
        double x[AXES * 64], y[AXES * 64];
        tc_sweep_points(&one, 0, 64, 64, x);
        tc_sweep_points(&two, 0, 64, 64, y);
        int same = 0;
        for (int i = 0; i < AXES * 64; i++)
            same += x[i] == y[i];
        cr_assert_lt(same, 3);
        tc_arena_free(&one.arena);
        tc_arena_free(&two.arena);
    }
    TC_ASSERT_NO_LEAK();
}

/* A mean over Sobol' points misses by less than one over random points: here the volume
 * of a corner, over which the star discrepancy takes its supremum. */
static double worst_corner(tc_design design, uint64_t seed)
{
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(design, 2048, seed, axes);
    double x[AXES * 2048], worst = 0.0;
    tc_sweep_points(&sweep, 0, 2048, 2048, x);
    for (int corner = 0; corner < 64; corner++) {
        double volume = 1.0;
        int inside = 0;
        double ends[AXES];
        for (int a = 0; a < AXES; a++) {
            ends[a] = 0.55 + 0.4 * (corner >> a & 1) + 0.01 * (corner % 7);
            volume *= fmin(1.0, ends[a]);
        }
        for (int i = 0; i < 2048; i++) {
            bool within = true;
            for (int a = 0; a < AXES; a++)
                within = within && x[a * 2048 + i] < ends[a];
            inside += within;
        }
        worst = fmax(worst, fabs(inside / 2048.0 - volume));
    }
    tc_arena_free(&sweep.arena);
    return worst;
}

Test(domain_sweep_point, sobol_points_lie_more_evenly_than_random_ones)
{
    for (uint64_t seed = 0; seed < 5; seed++) {
        const double sobol = worst_corner(TC_DESIGN_SOBOL, seed);
        cr_assert_lt(sobol, 0.006, "seed %d: %g", (int)seed, sobol);
        cr_assert_lt(2.0 * sobol, worst_corner(TC_DESIGN_MONTE_CARLO, seed));
    }
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_point, saltelli_takes_one_axis_after_the_other_from_b)
{
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(TC_DESIGN_SALTELLI, 100 * (AXES + 2), 9, axes);
    for (int base = 0; base < 100; base++) {
        double a[AXES], b[AXES], x[AXES];
        const int64_t first = (int64_t)base * (AXES + 2);
        tc_sweep_point(&sweep, first, a);
        tc_sweep_point(&sweep, first + 1, b);
        for (int i = 0; i < AXES; i++) {
            tc_sweep_point(&sweep, first + 2 + i, x);
            for (int axis = 0; axis < AXES; axis++) {
                cr_assert_neq(a[axis], b[axis]);
                cr_assert_eq(x[axis], axis == i ? b[axis] : a[axis]);
            }
        }
    }
    tc_arena_free(&sweep.arena);
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_point, without_a_seed_saltelli_has_plain_sobol_points)
{
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(TC_DESIGN_SALTELLI, 100 * (AXES + 2), 0, axes);
    for (int base = 0; base < 100; base++) {
        double x[AXES];
        for (int half = 0; half < 2; half++) {
            tc_sweep_point(&sweep, (int64_t)base * (AXES + 2) + half, x);
            for (int a = 0; a < AXES; a++) {
                uint32_t v[TC_SOBOL_BITS];
                tc_sobol_directions(half * AXES + a, v);
                cr_assert_eq(x[a], tc_sobol_at(v, (uint32_t)base) * 0x1p-32);
            }
        }
    }
    tc_arena_free(&sweep.arena);
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_point, a_list_is_given_as_it_stands)
{
    static const double list[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    tc_axis axes[AXES];
    tc_sweep sweep = sweep_of(TC_DESIGN_LIST, 3, 5, axes);
    sweep.list = list;
    double x[AXES * 2];
    tc_sweep_points(&sweep, 1, 2, 2, x);
    for (int a = 0; a < AXES; a++)
        cr_assert(x[a * 2] == 6 + a && x[a * 2 + 1] == 11 + a);
}
