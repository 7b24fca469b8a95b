/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole sweeps by the engine in the space of shares, and by GLPK scenario by scenario. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_sweep.h"

enum { SCENARIOS = 40 };

/* Goals and tonnes relative, shares as they are. */
static const double GOALS = 1e-9, SHARES = 1e-7, TONNES = 1e-6;

/* What all the sweeps came to. */
typedef struct tally {
    int64_t scenarios, optimal, infeasible, general;
} tally;

static tc_sweep_counts run_as(const tc_problem *problem, const tc_sweep *sweep,
                              const tc_sweep_options *options, made_record *record)
{
    made_record_open(record, problem, sweep);
    const tc_sink *sinks[] = {&record->sink};
    tc_sweep_counts counts = {0};
    tc_error error = {0};
    cr_assert_eq(tc_sweep_run(problem, sweep, options, sinks, 1, &counts, &error), TC_OK,
                 "%s", error.message_en);
    cr_assert_eq(counts.failed, 0, "%s", counts.failure.message_en);
    cr_assert_eq(counts.general, record->by_glpk);
    return counts;
}

static tc_sweep_counts run(const tc_problem *problem, const tc_sweep *sweep,
                           tc_engine engine, made_record *record)
{
    const tc_sweep_options options = {.threads = 1, .engine = engine};
    return run_as(problem, sweep, &options, record);
}

/* Where the parts of a row stand, see made_record. */
typedef struct part {
    const char *name;
    int first, count;
    double tolerance;
    bool relative;
} part;

static void compare_rows(const made_record *cuts, const made_record *glpk, uint64_t seed)
{
    const int values = 2, goals = values + cuts->axes, shares = goals + cuts->goals;
    const int remaining = shares + cuts->projects;
    const part parts[] = {
        {"number, status and values", 0, goals, 0.0, false},
        {"goal", goals, cuts->goals, GOALS, true},
        {"share of project", shares, cuts->projects, SHARES, false},
        {"remaining", remaining, TC_POLLUTANTS, TONNES, true},
    };
    cr_assert(cuts->count == SCENARIOS && glpk->count == SCENARIOS);
    for (int k = 0; k < SCENARIOS; k++)
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            for (int c = 0; c < parts[i].count; c++) {
                const int at = k * cuts->width + parts[i].first + c;
                const double one = cuts->row[at], two = glpk->row[at];
                const double size = parts[i].relative ? fmax(1.0, fabs(two)) : 1.0;
                cr_assert(fabs(one - two) <= parts[i].tolerance * size,
                          "case %d, scenario %d: %s %d is %.15g, not %.15g", (int)seed, k,
                          parts[i].name, c, one, two);
            }
}

static tally compare_many(uint64_t first, int cases, unsigned features, unsigned axes)
{
    tally t = {0};
    for (uint64_t seed = first; seed < first + (uint64_t)cases; seed++) {
        tc_problem *problem =
            made_case(seed, 2 + (int)(seed % 12), 2 + (int)(seed % 15), features);
        tc_sweep *sweep = made_sweep(seed, problem, SCENARIOS, axes);
        made_record cuts, glpk;
        const tc_sweep_counts counts = run(problem, sweep, TC_ENGINE_SHARE, &cuts);
        run(problem, sweep, TC_ENGINE_GLPK, &glpk);
        compare_rows(&cuts, &glpk, seed);
        t.scenarios += counts.scenarios;
        t.optimal += counts.optimal;
        t.infeasible += counts.infeasible;
        t.general += counts.general;
        made_record_close(&cuts);
        made_record_close(&glpk);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    return t;
}

/* Most cases have the form that the engine knows, and then hardly a scenario has not. */
static void expect_cuts(tally t)
{
    cr_assert(t.general * 2 < t.scenarios, "%d of %d scenarios by GLPK", (int)t.general,
              (int)t.scenarios);
}

enum {
    LIMITS = MADE_AXES_LIMITS,
    DEMAND = MADE_AXES_DEMAND,
    SETS = MADE_AXES_SETS,
    STRUCTURE = MADE_AXES_STRUCTURE,
    POLICY = MADE_AXES_POLICY
};

Test(sweep_engines, agree_on_supplies_and_what_is_held_back)
{
    expect_cuts(compare_many(1000, 30, 0, LIMITS));
    expect_cuts(compare_many(2000, 20, MADE_CAPS, LIMITS));
    expect_cuts(compare_many(3000, 20, MADE_TIES, LIMITS));
    expect_cuts(compare_many(4000, 20, MADE_FINE | MADE_CAPS, LIMITS));
    TC_ASSERT_NO_LEAK();
}

Test(sweep_engines, agree_on_what_may_leave_and_on_ratios)
{
    expect_cuts(compare_many(5000, 20, 0, LIMITS | SETS));
    expect_cuts(compare_many(6000, 20, MADE_TIES | MADE_CAPS, SETS));
    TC_ASSERT_NO_LEAK();
}

Test(sweep_engines, agree_on_demands_dates_and_policies)
{
    compare_many(7000, 15, 0, LIMITS | DEMAND);
    compare_many(8000, 15, MADE_TIES, STRUCTURE);
    compare_many(9000, 15, 0, POLICY | LIMITS);
    compare_many(10000, 20, MADE_CAPS, LIMITS | DEMAND | SETS | STRUCTURE | POLICY);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_engines, agree_on_who_cannot_be_served_though_required)
{
    const tally t = compare_many(11000, 30, MADE_MUST, LIMITS | SETS);
    expect_cuts(t);
    cr_assert(t.infeasible > 100 && t.optimal > 100, "%d infeasible, %d optimal",
              (int)t.infeasible, (int)t.optimal);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_engines, agree_where_cuts_do_not_apply)
{
    compare_many(12000, 10, MADE_EXCHANGE | MADE_EVEN, LIMITS | DEMAND);
    compare_many(13000, 10, MADE_LIMITS | MADE_OWNERS, LIMITS | DEMAND);
    compare_many(14000, 10, MADE_POLICY, LIMITS | STRUCTURE);
    compare_many(15000, 10, MADE_WHOLE, LIMITS);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_engines, agree_where_there_is_nothing_to_serve_or_nothing_to_serve_with)
{
    for (int sources = 0; sources < 2; sources++)
        for (int projects = 0; projects < 2; projects++) {
            tc_problem *problem = made_case(16000, sources, projects, 0);
            tc_sweep *sweep = made_sweep(16000, problem, SCENARIOS, LIMITS | DEMAND);
            made_record cuts, glpk;
            run(problem, sweep, TC_ENGINE_SHARE, &cuts);
            run(problem, sweep, TC_ENGINE_GLPK, &glpk);
            compare_rows(&cuts, &glpk, 16000);
            made_record_close(&cuts);
            made_record_close(&glpk);
            made_sweep_free(sweep);
            made_case_free(problem);
        }
    TC_ASSERT_NO_LEAK();
}

/* Remembering pivots, and how much of them, how many threads, where a run begins: nothing
 * of it is seen in a byte. */
static void compare_bytes(const tc_problem *problem, const tc_sweep *sweep, uint64_t seed)
{
    static const tc_sweep_options ways[] = {{.threads = 1, .no_automaton = true},
                                            {.threads = 1, .memory = 1},
                                            {.threads = 1, .memory = 20000},
                                            {.threads = 2, .memory = 200000},
                                            {.threads = 2},
                                            {.threads = 8, .no_automaton = true},
                                            {.threads = 8}};
    made_record first, other;
    run(problem, sweep, TC_ENGINE_SHARE, &first);
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
        run_as(problem, sweep, &ways[k], &other);
        cr_assert(made_record_same(&first, &other), "case %d, way %d", (int)seed, (int)k);
        made_record_close(&other);
    }
    const int64_t cut = 1 + (int64_t)(seed % 97);
    const tc_sweep_options rest = {.threads = 2, .first = cut};
    run_as(problem, sweep, &rest, &other);
    cr_assert_eq(other.count, first.count - cut);
    cr_assert_arr_eq(other.row, &first.row[cut * first.width],
                     (size_t)other.count * (size_t)other.width * sizeof *other.row,
                     "case %d, from %d on", (int)seed, (int)cut);
    made_record_close(&other);
    made_record_close(&first);
}

Test(sweep_engines, give_the_same_bytes_however_they_remember)
{
    static const unsigned features[] = {0, MADE_TIES, MADE_CAPS | MADE_FINE, MADE_MUST};
    static const unsigned axes[] = {LIMITS, LIMITS | SETS, LIMITS | DEMAND,
                                    LIMITS | POLICY};
    for (uint64_t seed = 20000; seed < 20012; seed++) {
        tc_problem *problem = made_case(seed, 6 + (int)(seed % 9), 5 + (int)(seed % 13),
                                        features[seed % 4]);
        tc_sweep *sweep = made_sweep(seed, problem, 300, axes[seed / 4 % 4]);
        compare_bytes(problem, sweep, seed);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}

/* ---- beyond all measure ------------------------------------------------------------ */

/* Every third scenario has a first axis, of supplies or of needs, that is absurd or comes
 * near to what can be counted. */
static double *distort(const tc_sweep *sweep)
{
    static const double odd[] = {1e200, 1e4, 1e6, 3e6, 1e307, 1e7, 1e9};
    const size_t axes = (size_t)sweep->axis_count;
    double *list = malloc(SCENARIOS * axes * sizeof *list);
    cr_assert_not_null(list);
    memcpy(list, sweep->list, SCENARIOS * axes * sizeof *list);
    for (size_t k = 0; k < SCENARIOS; k += 3)
        list[k * axes] = odd[k / 3 % 7];
    return list;
}

Test(sweep_engines, refuse_the_same_amounts_for_the_same_reason)
{
    const tc_sweep_options ways[] = {{.threads = 1},
                                     {.threads = 2, .engine = TC_ENGINE_GLPK}};
    int64_t failed = 0;
    for (uint64_t seed = 21000; seed < 21012; seed++) {
        tc_problem *problem = made_case(seed, 5, 7, seed % 2 ? MADE_MUST : 0);
        tc_sweep *sweep =
            made_sweep(seed, problem, SCENARIOS, seed % 3 ? LIMITS : DEMAND);
        const double *drawn = sweep->list;
        double *list = distort(sweep);
        sweep->list = list;
        made_record record[2];
        tc_sweep_counts counts[2];
        for (int k = 0; k < 2; k++) {
            tc_error error = {0};
            made_record_open(&record[k], problem, sweep);
            const tc_sink *sinks[] = {&record[k].sink};
            cr_assert_eq(
                tc_sweep_run(problem, sweep, &ways[k], sinks, 1, &counts[k], &error),
                TC_OK);
        }
        cr_assert_eq(counts[0].first_failed, counts[1].first_failed);
        cr_assert_str_eq(counts[0].failure.message_en, counts[1].failure.message_en);
        for (int k = 0; k < SCENARIOS; k++)
            cr_assert_eq(record[0].row[k * record[0].width + 1],
                         record[1].row[k * record[1].width + 1], "case %d, scenario %d",
                         (int)seed, k);
        failed += counts[0].failed;
        sweep->list = drawn;
        free(list);
        made_record_close(&record[0]);
        made_record_close(&record[1]);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    cr_assert(failed >= 24, "failed: %d", (int)failed);
    TC_ASSERT_NO_LEAK();
}
