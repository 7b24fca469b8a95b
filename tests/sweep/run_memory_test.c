/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_sweep.h"
#include "support/scarce_memory.h"

/* Run with left allocations; true when that was enough. */
static bool run(const tc_problem *problem, const tc_sweep *sweep, long left)
{
    made_record record;
    made_record_open(&record, problem, sweep);
    const tc_sink *sinks[] = {&record.sink};
    const tc_sweep_options options = {.threads = 1, .engine = TC_ENGINE_GLPK};
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

static void fail_each_allocation(uint64_t seed, unsigned features)
{
    tc_problem *problem = made_case(seed, 6, 6, features);
    tc_sweep *sweep = made_sweep(seed, problem, 2, MADE_AXES_LIMITS | MADE_AXES_DEMAND);
    long left = 0;
    while (!run(problem, sweep, left))
        left++;
    cr_assert_gt(left, 40);
    made_sweep_free(sweep);
    made_case_free(problem);
}

Test(sweep_run_memory, runs_out_cleanly_at_every_allocation)
{
    fail_each_allocation(1, 0);
    fail_each_allocation(2, MADE_CAPS | MADE_EVEN);
    fail_each_allocation(3, MADE_WHOLE);
    TC_ASSERT_NO_LEAK();
}
