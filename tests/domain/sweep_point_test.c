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
