/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_sweep.h"
#include "support/scarce_memory.h"
#include "tongchou/summary.h"

/* Run with left allocations; true when that was enough. */
static bool run(const tc_problem *problem, const tc_sweep *sweep, tc_engine engine,
                long left)
{
    made_record record;
    made_record_open(&record, problem, sweep);
    const tc_sink *sinks[] = {&record.sink};
    const tc_sweep_options options = {.threads = 1, .engine = engine};
    tc_sweep_counts counts;
    tc_error error = {0};
    tc_test_memory(left);
    const tc_code code =
        tc_sweep_run(problem, sweep, &options, sinks, 1, &counts, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    cr_assert_eq(counts.failed, 0);
    cr_assert_eq(counts.scenarios, record.count);
    made_record_close(&record);
    return code == TC_OK;
}

static void fail_each_allocation(uint64_t seed, unsigned features, unsigned axes,
                                 tc_engine engine)
{
    tc_problem *problem = made_case(seed, 6, 6, features);
    tc_sweep *sweep = made_sweep(seed, problem, 2, axes);
    long left = 0;
    while (!run(problem, sweep, engine, left))
        left++;
    cr_assert_gt(left, 40);
    made_sweep_free(sweep);
    made_case_free(problem);
}

Test(sweep_run_memory, runs_out_cleanly_at_every_allocation)
{
    static const unsigned axes = MADE_AXES_LIMITS | MADE_AXES_DEMAND;
    fail_each_allocation(1, 0, axes, TC_ENGINE_GLPK);
    fail_each_allocation(2, MADE_CAPS | MADE_EVEN, axes, TC_ENGINE_GLPK);
    fail_each_allocation(3, MADE_WHOLE, axes, TC_ENGINE_GLPK);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_run_memory, runs_out_cleanly_in_the_engine_of_shares)
{
    fail_each_allocation(1, 0, MADE_AXES_LIMITS, TC_ENGINE_SHARE);
    fail_each_allocation(2, MADE_CAPS, MADE_AXES_LIMITS | MADE_AXES_DEMAND,
                         TC_ENGINE_SHARE);
    fail_each_allocation(4, MADE_CAPS | MADE_MUST,
                         MADE_AXES_LIMITS | MADE_AXES_POLICY | MADE_AXES_SETS,
                         TC_ENGINE_SHARE);
    TC_ASSERT_NO_LEAK();
}

enum { ALL = 10000000, FEW = 100000, MANY = 1000000 };

/* The most memory that these scenarios and their summary take. */
static size_t memory_of(const tc_problem *problem, const tc_sweep *sweep, int64_t first,
                        int64_t end)
{
    const tc_sweep_options options = {
        .threads = 1, .memory = 1 << 16, .first = first, .end = end};
    tc_summary *summary = NULL;
    tc_sweep_counts counts;
    (void)tc_test_memory_most();
    cr_assert_eq(tc_summary_new(problem, sweep, &summary, NULL), TC_OK);
    const tc_sink *sinks[] = {tc_summary_sink(summary)};
    cr_assert_eq(tc_sweep_run(problem, sweep, &options, sinks, 1, &counts, NULL), TC_OK);
    cr_assert_eq(tc_summary_finish(summary, NULL), TC_OK);
    cr_assert_eq(counts.optimal, end - first);
    tc_summary_free(summary);
    return tc_test_memory_most();
}

/* Of ten million scenarios. The sample of a summary has between a half and all of its
 * rows, which makes the hundredth part; half a byte for a scenario would be more. */
Test(sweep_run_memory, ten_times_as_many_scenarios_take_no_more_memory)
{
    static const tc_design designs[] = {TC_DESIGN_MONTE_CARLO, TC_DESIGN_SOBOL,
                                        TC_DESIGN_LATIN};
    tc_problem *problem = made_case(5, 4, 4, MADE_CAPS);
    tc_sweep *sweep = made_sweep(5, problem, 1, MADE_AXES_LIMITS);
    sweep->scenarios = ALL;
    for (int k = 0; k < 3; k++) {
        sweep->design = designs[k];
        cr_assert_eq(tc_sweep_prepare(sweep, NULL), TC_OK);
        const size_t few = memory_of(problem, sweep, 0, FEW);
        cr_assert_leq(memory_of(problem, sweep, ALL - FEW, ALL), few + few / 100);
        if (k == 0)
            cr_assert_leq(memory_of(problem, sweep, 0, MANY), few + few / 100);
    }
    made_sweep_free(sweep);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}
