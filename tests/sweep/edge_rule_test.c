/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "support/fed_sweep.h"
#include "support/leaks.h"

/* P-0: one threshold; P-1: a corner of two axes; P-2: a value of the named axis x2; P-3:
 * chance alone; P-4: a value of the stepped axis x3; P-5: a corner of three. */
static void planted(int64_t k, const double *x, fed_outcome *outcome)
{
    outcome->share[0] = x[0] < 0.12345 ? 0.5 : 1.0;
    outcome->share[1] = x[0] > 0.4 && x[1] < 0.3 ? 0.0 : 1.0;
    outcome->share[2] = x[2] == 1.0 ? 0.0 : 1.0;
    outcome->share[3] = (k * 2654435761U >> 7) % 10 < 4 ? 0.0 : 1.0;
    outcome->share[4] = x[3] >= 3.0 ? 0.0 : 1.0;
    outcome->share[5] = x[0] > 0.4 && x[1] < 0.5 && x[4] > 0.5 ? 0.0 : 1.0;
}

static void make(fed_sweep *fed, int64_t scenarios)
{
    fed_make(fed, TC_DESIGN_SOBOL, scenarios, 6, 1, 6);
    fed_values(fed, 2, 3);
    fed->axes[2].kind = TC_AXIS_POLICY;
    fed_values(fed, 3, 5);
    fed->axes[3].kind = TC_AXIS_RATIO;
}

static const tc_edge_rule *rule_of(const tc_summary *summary, int project)
{
    cr_assert_eq(summary->projects[project].class, TC_CLASS_EDGE, "%d", project);
    return &summary->projects[project].rule;
}

static void assert_exact(const tc_edge_rule *rule, double tolerance)
{
    const double wrong = (double)(rule->lost + rule->inside - 2 * rule->inside_lost);
    cr_assert(wrong <= tolerance * (double)rule->lost, "%g of %ld", wrong,
              (long)rule->lost);
}

static void check(int64_t scenarios, double tolerance)
{
    fed_sweep fed;
    make(&fed, scenarios);
    tc_summary *summary = fed_summary(&fed, 4096, planted);
    const tc_edge_rule *rule = rule_of(summary, 0);
    cr_assert_eq(rule->condition_count, 1);
    cr_assert_eq(rule->conditions[0].axis, 0);
    cr_assert(rule->conditions[0].has_high && !rule->conditions[0].has_low);
    cr_assert_float_eq(rule->conditions[0].high, 0.12345, 0.005);
    cr_assert_eq(rule->rows, summary->sample);
    assert_exact(rule, tolerance);
    rule = rule_of(summary, 1);
    cr_assert_eq(rule->condition_count, 2);
    cr_assert_float_eq(rule->conditions[0].low, 0.4, 0.011);
    cr_assert_float_eq(rule->conditions[1].high, 0.3, 0.011);
    assert_exact(rule, tolerance);
    rule = rule_of(summary, 2);
    cr_assert_eq(rule->condition_count, 1);
    cr_assert(rule->conditions[0].axis == 2 && rule->conditions[0].low == 1.0 &&
              rule->conditions[0].high == 1.0);
    assert_exact(rule, 0.0);
    cr_assert_eq(rule_of(summary, 3)->condition_count, 0, "there is nothing to say");
    rule = rule_of(summary, 4);
    cr_assert_eq(rule->condition_count, 1);
    cr_assert(rule->conditions[0].steps && rule->conditions[0].low == 3.0 &&
              rule->conditions[0].has_low && !rule->conditions[0].has_high);
    assert_exact(rule, 0.0);
    rule = rule_of(summary, 5);
    cr_assert_eq(rule->condition_count, 3);
    assert_exact(rule, tolerance);
    tc_summary_free(summary);
    fed_free(&fed);
}

Test(sweep_edge_rule, finds_the_rules_that_were_planted)
{
    check(4096, 0.05);
    check(32768, 0.03);
    TC_ASSERT_NO_LEAK();
}

/* The stride must not fall in step with the points. */
Test(sweep_edge_rule, finds_them_in_a_sample_of_many_scenarios)
{
    check(1 << 17, 0.03);
    TC_ASSERT_NO_LEAK();
}

/* A corner that one threshold describes nearly as well: one condition is said. */
static void nearly_single(int64_t k, const double *x, fed_outcome *outcome)
{
    (void)k;
    outcome->share[0] = x[0] < 0.3 && x[1] > 0.03 ? 0.0 : 1.0;
}

Test(sweep_edge_rule, prefers_one_condition_that_is_nearly_as_good)
{
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_MONTE_CARLO, 20000, 3, 1, 1);
    tc_summary *summary = fed_summary(&fed, 1000, nearly_single);
    const tc_edge_rule *rule = rule_of(summary, 0);
    cr_assert_eq(rule->condition_count, 1);
    cr_assert_eq(rule->conditions[0].high, 0.3, "rounded: %.17g",
                 rule->conditions[0].high);
    cr_assert(rule->inside_lost == rule->lost && rule->inside > rule->lost,
              "counted as it is said");
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

/* Infeasible scenarios are scenarios in which the project is not served. */
static void infeasible_below(int64_t k, const double *x, fed_outcome *outcome)
{
    (void)k;
    outcome->share[0] = 1.0;
    if (x[1] < 0.2)
        outcome->status = TC_OUTCOME_INFEASIBLE;
    if (x[1] > 0.95)
        outcome->status = TC_OUTCOME_FAILED;
}

Test(sweep_edge_rule, counts_infeasible_scenarios_as_lost_and_failed_ones_not_at_all)
{
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_LATIN, 1000, 2, 1, 1);
    tc_summary *summary = fed_summary(&fed, 100, infeasible_below);
    const tc_edge_rule *rule = rule_of(summary, 0);
    cr_assert_eq(rule->rows, 950);
    cr_assert_eq(rule->lost, 200);
    cr_assert_eq(rule->condition_count, 1);
    cr_assert_eq(rule->conditions[0].axis, 1);
    assert_exact(rule, 0.0);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}
