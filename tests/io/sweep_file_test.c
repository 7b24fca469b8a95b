/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/outcome.h"
#include "support/leaks.h"
#include "tongchou/problem.h"

static tc_problem *problem_of(const char *folder)
{
    tc_problem *problem = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_problem_load(folder, NULL, &problem, &error), TC_OK, "%s",
                 error.message_en);
    return problem;
}

/* Load a sweep that must be good and give no warning. */
static tc_sweep *sweep_of(const tc_problem *problem, const char *path)
{
    tc_sweep *sweep = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    cr_assert_eq(tc_sweep_load(problem, path, &faults, &sweep, &error), TC_OK,
                 "%s:%d:%d %s", error.file, error.line, error.column, error.message_en);
    cr_assert_eq(faults.count, 0);
    tc_faults_free(&faults);
    return sweep;
}

Test(io_sweep_file, the_example_of_yuncheng_has_14_axes)
{
    tc_problem *problem = problem_of(TC_TEST_DATA "/yuncheng-2022");
    tc_sweep *sweep = sweep_of(problem, TC_TEST_DATA "/sweeps/yuncheng-14-axes.json");
    cr_assert_eq(tc_sweep_scenarios(sweep), 1000000);
    cr_assert_eq(sweep->axis_count, 14);
    cr_assert_eq(sweep->design, TC_DESIGN_SOBOL);
    cr_assert_str_eq(sweep->axes[2].name, "supply NOx");
    cr_assert_str_eq(sweep->axes[9].name, "export_cap COD");
    cr_assert_eq(strlen(sweep->hash), 64);
    cr_assert_eq(tc_sweep_goal_count(problem, sweep), 5);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, the_grid_of_the_textbook_has_30_scenarios)
{
    tc_problem *problem = problem_of(TC_TEST_DATA "/textbook");
    tc_sweep *sweep = sweep_of(problem, TC_TEST_DATA "/sweeps/textbook-grid.json");
    cr_assert_eq(tc_sweep_scenarios(sweep), 5 * 3 * 2);
    double values[3];
    tc_sweep_point(sweep, 29, values);
    cr_assert(values[0] == 1.2 && values[1] == 12.0 && values[2] == 1.0);
    cr_assert_eq(sweep->variants[0].goal_count, 6);
    cr_assert_str_eq(sweep->variants[1].name, "层级优先");
    cr_assert_eq(tc_sweep_goal_count(problem, sweep), 4);
    cr_assert_str_eq(tc_sweep_goal_name(problem, sweep, 3), "tier 3");
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_sweep_file, the_list_of_the_textbook_is_read_as_it_is_written)
{
    tc_problem *problem = problem_of(TC_TEST_DATA "/textbook");
    tc_sweep *sweep = sweep_of(problem, TC_TEST_DATA "/sweeps/textbook-list.json");
    cr_assert_eq(tc_sweep_scenarios(sweep), 5);
    double values[3];
    tc_sweep_point(sweep, 3, values);
    cr_assert(values[0] == 0.9 && values[1] == 0.1 && values[2] == 0.0);
    cr_assert_eq(sweep->list_line[3], 5);
    cr_assert(sweep->axes[0].low == 0.75 && sweep->axes[0].high == 1.0);
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}
