/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/fed_sweep.h"
#include "support/leaks.h"

/* Of everything something: statuses, whole, partial and no service. */
static void mixed(int64_t k, const double *x, fed_outcome *outcome)
{
    outcome->goal[0] = 100.0 * x[0] + x[1];
    outcome->goal[1] = x[0] < 0.5 ? 0.0 : -x[1];
    outcome->share[0] = 1.0;
    outcome->share[1] = x[0] > 0.4 ? 1.0 : x[1] > 0.5 ? 0.5 : 0.0;
    outcome->share[2] = 1e-10;
    outcome->remaining[TC_NOX] = 1e6 * x[1];
    outcome->gap = x[1] / 100.0;
    outcome->status = k % 100 == 7    ? TC_OUTCOME_FAILED
                      : k % 100 == 50 ? TC_OUTCOME_INFEASIBLE
                      : k % 2         ? TC_OUTCOME_BOUNDED
                                      : TC_OUTCOME_OPTIMAL;
}

static char *json_of(const tc_summary *summary)
{
    char *text = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_json(summary, &text, &error), TC_OK, "%s", error.message_en);
    return text;
}

static void assert_same_bytes(tc_design design, int64_t scenarios)
{
    static const int blocks[] = {1, 7, 4096};
    fed_sweep fed;
    fed_make(&fed, design, scenarios, 2, 2, 3);
    for (int a = 0; design == TC_DESIGN_GRID && a < 2; a++)
        fed_values(&fed, a, 8);
    tc_summary *whole = fed_summary(&fed, 1000, mixed);
    char *expected = json_of(whole);
    for (int b = 0; b < 3; b++) {
        tc_summary *summary = fed_summary(&fed, blocks[b], mixed);
        char *text = json_of(summary);
        cr_assert_str_eq(text, expected, "design %d, blocks of %d", design, blocks[b]);
        tc_text_free(text);
        tc_summary_free(summary);
    }
    tc_text_free(expected);
    tc_summary_free(whole);
    fed_free(&fed);
}

Test(sweep_summary, the_blocks_in_which_rows_come_change_no_byte)
{
    assert_same_bytes(TC_DESIGN_MONTE_CARLO, 70001);
    assert_same_bytes(TC_DESIGN_SALTELLI, 1000 * 4);
    assert_same_bytes(TC_DESIGN_GRID, 64);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_summary, counts_every_scenario_once)
{
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_MONTE_CARLO, 10000, 2, 2, 3);
    tc_summary *s = fed_summary(&fed, 333, mixed);
    cr_assert_eq(s->failed, 100);
    cr_assert_eq(s->infeasible, 100);
    cr_assert_eq(s->optimal, 4900);
    cr_assert_eq(s->bounded, 4900);
    cr_assert_eq(tc_summary_taken(s), 10000);
    for (int j = 0; j < 3; j++) {
        const tc_project_summary *p = &s->projects[j];
        cr_assert_eq(p->served + p->partly + p->none, 9900);
        cr_assert(p->low <= p->frequency && p->frequency <= p->high);
    }
    cr_assert_eq(s->projects[0].served, 9800);
    cr_assert_eq(s->projects[0].none, 100, "an infeasible scenario serves nobody");
    cr_assert_float_eq(s->projects[0].frequency, 9800.0 / 9900.0, 1e-15);
    cr_assert_eq(s->projects[2].none, 9900);
    cr_assert(s->worst_gap > 0.0099 && s->worst_gap < 0.01);
    tc_summary_free(s);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void wide(int64_t k, const double *x, fed_outcome *outcome)
{
    (void)k;
    outcome->goal[0] = exp(20.0 * (x[0] - 0.5));
    outcome->goal[1] = x[0] - 0.3;
    outcome->goal[2] = x[0] < 0.3 ? 0.0 : x[0];
    outcome->goal[3] = 42.0;
}

static void assert_quantiles(int64_t scenarios, double error)
{
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_MONTE_CARLO, scenarios, 1, 4, 0);
    tc_summary *s = fed_summary(&fed, 4096, wide);
    double *values = calloc((size_t)scenarios, sizeof *values);
    for (int g = 0; g < 4; g++) {
        double mean = 0.0;
        for (int64_t k = 0; k < scenarios; k++) {
            fed_outcome outcome = {0};
            double x;
            tc_sweep_point(&fed.sweep, k, &x);
            wide(k, &x, &outcome);
            values[k] = outcome.goal[g];
            mean += values[k] / (double)scenarios;
        }
        qsort(values, (size_t)scenarios, sizeof *values, compare);
        const tc_figure *figure = &s->goals[g];
        cr_assert_eq(figure->error, error);
        cr_assert_eq(figure->least, values[0]);
        cr_assert_eq(figure->most, values[scenarios - 1]);
        cr_assert_float_eq(figure->mean, mean, 1e-9 * fabs(mean));
        for (int q = 0; q < TC_QUANTILES; q++) {
            const double level = tc_quantile_levels[q];
            const double exact = values[(int64_t)ceil(level * (double)scenarios) - 1];
            cr_assert(fabs(figure->quantile[q] - exact) <= error * fabs(exact),
                      "goal %d at %g: %.17g, not %.17g", g, level, figure->quantile[q],
                      exact);
        }
    }
    free(values);
    tc_summary_free(s);
    fed_free(&fed);
}

Test(sweep_summary, quantiles_are_exact_where_all_values_are_kept)
{
    assert_quantiles(1, 0.0);
    assert_quantiles(1000, 0.0);
    assert_quantiles(65536, 0.0);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_summary, quantiles_of_more_are_within_the_stated_error)
{
    assert_quantiles(65537, 0.5 / 2048.0);
    assert_quantiles(150000, 0.5 / 2048.0);
    TC_ASSERT_NO_LEAK();
}

/* Wilson's interval: 81 of 263 gives 0.2553 .. 0.3662 (Newcombe 1998, method 3); 0 of 20
 * gives 0 .. 0.1611; 15 of 148: 0.0624 .. 0.1605. */
Test(sweep_summary, the_interval_is_that_of_published_examples)
{
    double low, high;
    tc_wilson(81.0, 263.0, &low, &high);
    cr_assert_float_eq(low, 0.2553, 5e-5);
    cr_assert_float_eq(high, 0.3662, 5e-5);
    tc_wilson(15.0, 148.0, &low, &high);
    cr_assert_float_eq(low, 0.0624, 5e-5);
    cr_assert_float_eq(high, 0.1605, 5e-5);
    tc_wilson(0.0, 20.0, &low, &high);
    cr_assert_eq(low, 0.0);
    cr_assert_float_eq(high, 0.1611, 5e-5);
    tc_wilson(20.0, 20.0, &low, &high);
    cr_assert_eq(high, 1.0);
}

static tc_project_summary judged(tc_design design, int64_t count, int64_t failed,
                                 int64_t served)
{
    tc_summary summary = {.design = design, .optimal = count - failed, .failed = failed};
    tc_project_summary project = {.served = served};
    tc_project_judge(&summary, &project);
    return project;
}

Test(sweep_summary, a_class_is_certain_only_where_the_whole_interval_is)
{
    cr_assert_eq(judged(TC_DESIGN_GRID, 20, 0, 19).class, TC_CLASS_SAFE);
    cr_assert_eq(judged(TC_DESIGN_GRID, 20, 0, 18).class, TC_CLASS_EDGE);
    cr_assert_eq(judged(TC_DESIGN_GRID, 20, 0, 1).class, TC_CLASS_LOST);
    cr_assert_eq(judged(TC_DESIGN_GRID, 20, 1, 19).class, TC_CLASS_SAFE);
    cr_assert_eq(judged(TC_DESIGN_GRID, 20, 2, 18).class, TC_CLASS_EDGE,
                 "the two that failed may be two where it is not served");
    cr_assert(judged(TC_DESIGN_GRID, 20, 2, 18).unsure);
    cr_assert_eq(judged(TC_DESIGN_LATIN, 1000, 0, 1000).class, TC_CLASS_SAFE);
    cr_assert_eq(judged(TC_DESIGN_LATIN, 1000, 0, 955).class, TC_CLASS_EDGE);
    cr_assert(judged(TC_DESIGN_LATIN, 1000, 0, 955).unsure);
    cr_assert_not(judged(TC_DESIGN_LATIN, 1000, 0, 900).unsure);
    cr_assert_eq(judged(TC_DESIGN_LATIN, 1000, 0, 20).class, TC_CLASS_LOST);
    cr_assert(judged(TC_DESIGN_LATIN, 20, 0, 20).unsure);
    const tc_project_summary none = judged(TC_DESIGN_LATIN, 5, 5, 0);
    cr_assert(isnan(none.frequency) && none.low == 0.0 && none.high == 1.0);
    cr_assert_eq(none.class, TC_CLASS_EDGE);
}

Test(sweep_summary, a_sweep_of_which_nothing_came_is_empty)
{
    fed_sweep fed;
    tc_summary *summary = NULL;
    tc_error error = {0};
    fed_make(&fed, TC_DESIGN_SOBOL, 10, 2, 2, 3);
    cr_assert_eq(tc_summary_new(&fed.problem, &fed.sweep, &summary, &error), TC_OK);
    cr_assert_eq(tc_summary_finish(summary, &error), TC_OK);
    cr_assert_eq(tc_summary_finish(summary, &error), TC_ERR_USAGE);
    char *text = json_of(summary);
    cr_assert(isnan(summary->goals[0].mean));
    tc_text_free(text);
    cr_assert_eq(tc_summary_print(summary, TC_ZH, &text, &error), TC_OK);
    tc_text_free(text);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

/* What has come of a slice is a summary of the slice. */
Test(sweep_summary, a_slice_of_a_grid_is_summed_up_as_far_as_it_goes)
{
    fed_sweep fed;
    tc_summary *summary = NULL;
    tc_error error = {0};
    fed_make(&fed, TC_DESIGN_GRID, 64, 2, 2, 3);
    fed_values(&fed, 0, 8);
    fed_values(&fed, 1, 8);
    cr_assert_eq(tc_summary_new(&fed.problem, &fed.sweep, &summary, &error), TC_OK);
    fed_feed(&fed, summary, 13, 50, 10, mixed);
    cr_assert_eq(tc_summary_finish(summary, &error), TC_OK);
    cr_assert_eq(summary->first, 13);
    cr_assert_eq(tc_summary_taken(summary), 37);
    cr_assert_eq(summary->method, TC_EFFECT_BINS);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

/* A slice that is small has all its scenarios in the sample; a large sweep has a part. */
Test(sweep_summary, the_sample_grows_with_what_came_until_it_is_full)
{
    fed_sweep fed;
    tc_summary *summary = NULL;
    tc_error error = {0};
    fed_make(&fed, TC_DESIGN_SOBOL, 200000, 2, 2, 3);
    cr_assert_eq(tc_summary_new(&fed.problem, &fed.sweep, &summary, &error), TC_OK);
    fed_feed(&fed, summary, 100000, 103000, 1000, mixed);
    cr_assert_eq(tc_summary_finish(summary, &error), TC_OK);
    cr_assert_eq(summary->sample, 3000 - 30);
    cr_assert_eq(summary->sample_one_of, 1);
    tc_summary_free(summary);
    summary = fed_summary(&fed, 1000, mixed);
    cr_assert_eq(summary->sample_one_of, 8);
    cr_assert(summary->sample > 24000 && summary->sample < 26000);
    tc_summary_free(summary);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}
