/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "support/fed_sweep.h"
#include "support/leaks.h"

static const double PI = 3.14159265358979323846;

/* Ishigami and Homma 1990, a = 7, b = 0.1, x in -pi..pi. V = a²/8 + b pi⁴/5 +
 * b² pi⁸/18 + 1/2; first order (0.3139, 0.4424, 0), total (0.5576, 0.4424, 0.2437). */
static void ishigami(int64_t k, const double *values, fed_outcome *outcome)
{
    double x[3];
    (void)k;
    for (int a = 0; a < 3; a++)
        x[a] = PI * (2.0 * values[a] - 1.0);
    const double y = sin(x[0]) + 7.0 * sin(x[1]) * sin(x[1]) +
                     0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
    outcome->goal[0] = 1000.0 + y;
    outcome->share[0] = (y + 11.0) / 40.0;
    outcome->share[1] = 0.25;
}

/* Sobol's g-function, a = (0, 1, 4.5, 9): V_i = 1 / (3 (1 + a_i)²), V = prod (1 + V_i) -
 * 1, first order V_i / V, total V_i prod_{k != i} (1 + V_k) / V. */
static void g_function(int64_t k, const double *values, fed_outcome *outcome)
{
    static const double a[4] = {0.0, 1.0, 4.5, 9.0};
    (void)k;
    double product = 1.0;
    for (int i = 0; i < 4; i++)
        product *= (fabs(4.0 * values[i] - 2.0) + a[i]) / (1.0 + a[i]);
    outcome->goal[0] = product;
}

/* y = x0 + 2 x1 + 3 x2 of independent x: first order 1/14, 4/14, 9/14, the same in total.
 */
static void additive(int64_t k, const double *values, fed_outcome *outcome)
{
    (void)k;
    outcome->goal[0] = values[0] + 2.0 * values[1] + 3.0 * values[2];
    outcome->share[0] = values[1] / 2.0;
}

static void g_shares(double first[4], double total[4])
{
    static const double a[4] = {0.0, 1.0, 4.5, 9.0};
    double part[4], product = 1.0;
    for (int i = 0; i < 4; i++) {
        part[i] = 1.0 / (3.0 * (1.0 + a[i]) * (1.0 + a[i]));
        product *= 1.0 + part[i];
    }
    for (int i = 0; i < 4; i++) {
        first[i] = part[i] / (product - 1.0);
        total[i] = part[i] * product / (1.0 + part[i]) / (product - 1.0);
    }
}

Test(sweep_effect, saltelli_finds_the_shares_of_ishigami)
{
    static const double first[3] = {0.3139, 0.4424, 0.0};
    static const double total[3] = {0.5576, 0.4424, 0.2437};
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_SALTELLI, 8192 * 5, 3, 1, 2);
    tc_summary *summary = fed_summary(&fed, 1000, ishigami);
    cr_assert_eq(summary->method, TC_EFFECT_SALTELLI);
    for (int o = 0; o < 2; o++)
        for (int i = 0; i < 3; i++) {
            const tc_axis_effect *e = &summary->effects[o * 3 + i];
            cr_assert_float_eq(e->first, first[i], 0.01, "%d: %g", i, e->first);
            cr_assert_float_eq(e->total, total[i], 0.01, "%d: %g", i, e->total);
            cr_assert(e->first_error > 0.0 && e->first_error < 0.03);
            cr_assert(fabs(e->first - first[i]) < 3.0 * e->first_error);
            cr_assert(fabs(e->total - total[i]) < 3.0 * e->total_error);
        }
    cr_assert(isnan(summary->effects[6].first), "a constant has no shares");
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_effect, saltelli_finds_the_shares_of_the_g_function)
{
    double first[4], total[4];
    fed_sweep fed;
    g_shares(first, total);
    fed_make(&fed, TC_DESIGN_SALTELLI, 16384 * 6, 4, 1, 0);
    tc_summary *summary = fed_summary(&fed, 4096, g_function);
    for (int i = 0; i < 4; i++) {
        cr_assert_float_eq(summary->effects[i].first, first[i], 0.01);
        cr_assert_float_eq(summary->effects[i].total, total[i], 0.01);
    }
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

static void assert_bins(tc_design design, int64_t scenarios)
{
    static const double ishigami_first[3] = {0.3139, 0.4424, 0.0};
    fed_sweep fed;
    fed_make(&fed, design, scenarios, 3, 1, 1);
    tc_summary *summary = fed_summary(&fed, 4096, ishigami);
    cr_assert_eq(summary->method, TC_EFFECT_BINS);
    for (int i = 0; i < 3; i++) {
        const tc_axis_effect *e = &summary->effects[i];
        cr_assert_float_eq(e->first, ishigami_first[i], 0.02, "%d %d: %g", design, i,
                           e->first);
        cr_assert(isnan(e->total));
    }
    tc_summary_free(summary);
    summary = fed_summary(&fed, 4096, additive);
    for (int i = 0; i < 3; i++)
        cr_assert_float_eq(summary->effects[i].first, (i + 1) * (i + 1) / 14.0, 0.02);
    cr_assert(summary->effects[2].rank > summary->effects[1].rank &&
              summary->effects[1].rank > summary->effects[0].rank);
    cr_assert_float_eq(summary->effects[3 + 1].rank, 1.0, 1e-9);
    cr_assert_float_eq(summary->effects[3 + 1].first, 1.0, 0.01);
    tc_summary_free(summary);
    fed_free(&fed);
}

Test(sweep_effect, bins_find_first_order_shares_in_every_random_design)
{
    assert_bins(TC_DESIGN_MONTE_CARLO, 200000);
    assert_bins(TC_DESIGN_LATIN, 20000);
    assert_bins(TC_DESIGN_SOBOL, 1 << 17);
    TC_ASSERT_NO_LEAK();
}

/* 4 x 3 x 2 values: the variances of x0, 2 x1, 3 x2 are 5/4, 8/3 and 9/4. */
Test(sweep_effect, a_grid_gives_exact_shares)
{
    static const double part[3] = {5.0 / 4.0, 8.0 / 3.0, 9.0 / 4.0};
    const double sum = part[0] + part[1] + part[2];
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_GRID, 24, 3, 1, 1);
    fed_values(&fed, 0, 4);
    fed_values(&fed, 1, 3);
    fed_values(&fed, 2, 2);
    tc_summary *summary = fed_summary(&fed, 5, additive);
    cr_assert_eq(summary->method, TC_EFFECT_GRID);
    for (int i = 0; i < 3; i++)
        cr_assert_float_eq(summary->effects[i].first, part[i] / sum, 1e-12);
    cr_assert_float_eq(summary->effects[3 + 1].first, 1.0, 1e-12);
    cr_assert_float_eq(summary->effects[3 + 1].rank, 1.0, 1e-12);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

/* Of x0 + 2 x1 + 3 x2 + x4: with 8 values each the shares are 1, 4, 9, 0 and 1 of 15;
 * some scenarios are not decided when axis 3, which changes nothing, is 5. */
static void many_values(int64_t k, const double *values, fed_outcome *outcome)
{
    additive(k, values, outcome);
    outcome->goal[0] += values[4];
    if (values[3] == 5.0)
        outcome->status = TC_OUTCOME_FAILED;
}

Test(sweep_effect, a_grid_of_more_values_than_are_kept_as_cells_gives_them_too)
{
    static const double part[5] = {1.0, 4.0, 9.0, 0.0, 1.0};
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_GRID, 8 * 8 * 8 * 8 * 8, 5, 1, 1);
    for (int a = 0; a < 5; a++)
        fed_values(&fed, a, 8);
    tc_summary *summary = fed_summary(&fed, 1000, many_values);
    cr_assert_eq(summary->method, TC_EFFECT_GRID);
    for (int i = 0; i < 5; i++)
        cr_assert_float_eq(summary->effects[i].first, part[i] / 15.0, 1e-9, "%d: %g", i,
                           summary->effects[i].first);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

/* Ranks of 1 2 2 4 against 1 3 2 4 by hand: sum of products 4.5, of squares 4.5 and 5. */
static void tied(int64_t k, const double *values, fed_outcome *outcome)
{
    static const double y[4] = {1.0, 3.0, 2.0, 4.0};
    (void)values;
    outcome->goal[0] = y[k];
}

Test(sweep_effect, a_list_gives_rank_correlations_alone)
{
    static const double list[4] = {1.0, 2.0, 2.0, 4.0};
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_LIST, 4, 1, 1, 0);
    fed.sweep.list = list;
    tc_summary *summary = fed_summary(&fed, 3, tied);
    cr_assert_eq(summary->method, TC_EFFECT_NONE);
    cr_assert(isnan(summary->effects[0].first));
    cr_assert_float_eq(summary->effects[0].rank, 4.5 / sqrt(4.5 * 5.0), 1e-12);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

/* Every seventh scenario is not decided. */
static void holed(int64_t k, const double *values, fed_outcome *outcome)
{
    ishigami(k, values, outcome);
    if (k % 70 == 3)
        outcome->status = TC_OUTCOME_INFEASIBLE;
    if (k % 70 == 40)
        outcome->status = TC_OUTCOME_FAILED;
}

Test(sweep_effect, scenarios_without_a_plan_leave_the_shares_about_as_they_are)
{
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_SALTELLI, 8192 * 5, 3, 1, 1);
    tc_summary *summary = fed_summary(&fed, 1001, holed);
    cr_assert_float_eq(summary->effects[0].total, 0.5576, 0.02);
    cr_assert_float_eq(summary->effects[1].first, 0.4424, 0.02);
    tc_summary_free(summary);
    fed_free(&fed);
    fed_make(&fed, TC_DESIGN_SOBOL, 8192, 3, 1, 1);
    summary = fed_summary(&fed, 1001, holed);
    cr_assert_float_eq(summary->effects[1].first, 0.4424, 0.03);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}
