/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "domain/plan.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_sweep.h"

enum { SCENARIOS = 77 };
static const unsigned AXES = MADE_AXES_LIMITS | MADE_AXES_DEMAND;

typedef struct fixture {
    tc_problem *problem;
    tc_sweep *sweep;
} fixture;

static fixture open_fixture(uint64_t seed, int scenarios, unsigned features,
                            unsigned axes)
{
    fixture f;
    f.problem = made_case(seed, 8, 9, features);
    f.sweep = made_sweep(seed, f.problem, scenarios, axes);
    return f;
}

static void close_fixture(fixture *f)
{
    made_sweep_free(f->sweep);
    made_case_free(f->problem);
}

/* Run with one sink more than the record; give the counts. */
static tc_sweep_counts run(const fixture *f, const tc_sweep_options *options,
                           made_record *record)
{
    made_record_open(record, f->problem, f->sweep);
    const tc_sink *sinks[] = {&record->sink};
    tc_sweep_counts counts = {0};
    tc_error error = {0};
    cr_assert_eq(tc_sweep_run(f->problem, f->sweep, options, sinks, 1, &counts, &error),
                 TC_OK, "%s", error.message_en);
    cr_assert_not(record->disorder);
    cr_assert_eq(counts.scenarios, record->count);
    return counts;
}

Test(sweep_run, gives_the_same_bytes_on_1_2_and_8_threads)
{
    static const unsigned features[] = {0, MADE_WHOLE, MADE_MUST | MADE_CAPS,
                                        MADE_EXCHANGE | MADE_EVEN};
    for (size_t k = 0; k < sizeof features / sizeof *features; k++) {
        fixture f =
            open_fixture(100 + k, SCENARIOS, features[k],
                         AXES | MADE_AXES_STRUCTURE | MADE_AXES_POLICY | MADE_AXES_SETS);
        made_record one, more;
        const tc_sweep_counts counts = run(&f, &(tc_sweep_options){.threads = 1}, &one);
        cr_assert_eq(counts.scenarios, SCENARIOS);
        cr_assert_eq(counts.optimal + counts.infeasible + counts.bounded, SCENARIOS);
        for (int threads = 2; threads <= 8; threads *= 2) {
            const tc_sweep_counts again =
                run(&f, &(tc_sweep_options){.threads = threads}, &more);
            cr_assert(made_record_same(&one, &more), "%d threads", threads);
            cr_assert_eq(again.optimal, counts.optimal);
            made_record_close(&more);
        }
        made_record_close(&one);
        close_fixture(&f);
    }
    TC_ASSERT_NO_LEAK();
}

static void append(made_record *all, const made_record *part)
{
    all->row = realloc(all->row, (size_t)(all->count + part->count) *
                                     (size_t)part->width * sizeof *all->row);
    cr_assert_not_null(all->row);
    memcpy(all->row + all->count * all->width, part->row,
           (size_t)part->count * (size_t)part->width * sizeof *all->row);
    all->count += part->count;
}

Test(sweep_run, gives_the_same_bytes_in_slices_that_cut_through_tiles)
{
    static const int cuts[] = {0, 1, 15, 16, 17, 48, 50, SCENARIOS - 1, SCENARIOS};
    fixture f = open_fixture(7, SCENARIOS, 0, AXES);
    made_record whole, all, part;
    run(&f, &(tc_sweep_options){.threads = 2}, &whole);
    made_record_open(&all, f.problem, f.sweep);
    for (size_t k = 0; k + 1 < sizeof cuts / sizeof *cuts; k++) {
        const tc_sweep_options slice = {
            .threads = 2, .first = cuts[k], .end = cuts[k + 1]};
        const tc_sweep_counts counts = run(&f, &slice, &part);
        cr_assert_eq(counts.scenarios, cuts[k + 1] - cuts[k]);
        append(&all, &part);
        made_record_close(&part);
    }
    cr_assert(made_record_same(&whole, &all));
    made_record_close(&whole);
    made_record_close(&all);
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}

/* The engine of shares takes tiles of 4096: these sweeps have three. */
enum { MANY = 9000 };

/* Ways to ask for the same. */
static const tc_sweep_options WAYS[] = {{.threads = 2},
                                        {.threads = 8},
                                        {.threads = 1, .no_automaton = true},
                                        {.threads = 2, .memory = 1},
                                        {.threads = 3, .memory = 1 << 16}};

static void run_all_ways(uint64_t seed, unsigned features, unsigned axes)
{
    fixture f = open_fixture(seed, MANY, features, axes);
    made_record one, more;
    const tc_sweep_counts counts = run(&f, &(tc_sweep_options){.threads = 1}, &one);
    cr_assert_eq(one.calls, 3);
    cr_assert_eq(counts.optimal + counts.infeasible, MANY);
    cr_assert_lt(counts.general, MANY / 10);
    for (size_t k = 0; k < sizeof WAYS / sizeof *WAYS; k++) {
        run(&f, &WAYS[k], &more);
        cr_assert(made_record_same(&one, &more), "way %d", (int)k);
        made_record_close(&more);
    }
    made_record_close(&one);
    close_fixture(&f);
}

Test(sweep_run, gives_the_same_bytes_with_any_memory_of_pivots_and_threads)
{
    run_all_ways(20, 0, MADE_AXES_LIMITS);
    run_all_ways(21, MADE_CAPS, MADE_AXES_LIMITS);
    run_all_ways(22, MADE_TIES, MADE_AXES_LIMITS);
    run_all_ways(23, MADE_MUST | MADE_FINE, MADE_AXES_LIMITS);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_run, gives_the_same_bytes_in_slices_of_many_scenarios)
{
    static const int cuts[] = {0, 3, 4095, 4096, 4097, 8191, 8192, MANY};
    fixture f = open_fixture(24, MANY, MADE_CAPS, MADE_AXES_LIMITS);
    made_record whole, all, part;
    run(&f, &(tc_sweep_options){.threads = 2}, &whole);
    made_record_open(&all, f.problem, f.sweep);
    for (size_t k = 0; k + 1 < sizeof cuts / sizeof *cuts; k++) {
        run(&f, &(tc_sweep_options){.threads = 2, .first = cuts[k], .end = cuts[k + 1]},
            &part);
        append(&all, &part);
        made_record_close(&part);
    }
    cr_assert(made_record_same(&whole, &all));
    made_record_close(&whole);
    made_record_close(&all);
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_run, takes_small_tiles_where_the_general_path_decides)
{
    made_record glpk, whole, exchange, shares;
    fixture f = open_fixture(25, 40, 0, MADE_AXES_LIMITS);
    run(&f, &(tc_sweep_options){.threads = 1}, &shares);
    run(&f, &(tc_sweep_options){.threads = 1, .engine = TC_ENGINE_GLPK}, &glpk);
    close_fixture(&f);
    f = open_fixture(26, 40, MADE_ALL_WHOLE, MADE_AXES_LIMITS);
    run(&f, &(tc_sweep_options){.threads = 1}, &whole);
    close_fixture(&f);
    f = open_fixture(27, 40, MADE_EXCHANGE, MADE_AXES_LIMITS);
    run(&f, &(tc_sweep_options){.threads = 1}, &exchange);
    close_fixture(&f);
    cr_assert(shares.calls == 1 && glpk.calls == 3);
    cr_assert(whole.calls == 3 && exchange.calls == 3);
    made_record_close(&shares);
    made_record_close(&glpk);
    made_record_close(&whole);
    made_record_close(&exchange);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_run, a_slice_may_be_empty)
{
    fixture f = open_fixture(9, 20, 0, AXES);
    made_record none;
    const tc_sweep_counts counts =
        run(&f, &(tc_sweep_options){.first = 7, .end = 7}, &none);
    cr_assert(counts.scenarios == 0 && none.calls == 0 && !counts.stopped);
    cr_assert_eq(counts.first_failed, -1);
    made_record_close(&none);
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_run, the_error_of_a_sink_ends_it_and_what_was_taken_stays)
{
    fixture f = open_fixture(10, 200, 0, AXES);
    for (int threads = 1; threads <= 8; threads *= 2) {
        made_record record, other;
        made_record_open(&record, f.problem, f.sweep);
        made_record_open(&other, f.problem, f.sweep);
        record.fail_at = 3;
        const tc_sink *sinks[] = {&record.sink, &other.sink};
        const tc_sweep_options options = {.threads = threads, .engine = TC_ENGINE_GLPK};
        tc_sweep_counts counts;
        tc_error error = {0};
        cr_assert_eq(
            tc_sweep_run(f.problem, f.sweep, &options, sinks, 2, &counts, &error),
            TC_ERR_IO);
        cr_assert_str_eq(error.message_en, "no room is left");
        cr_assert(record.calls == 3 && other.calls == 2);
        cr_assert_eq(record.count, other.count);
        cr_assert_eq(counts.scenarios, other.count);
        cr_assert_not(counts.stopped);
        made_record_close(&record);
        made_record_close(&other);
    }
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}

/* Stops once so many scenarios are done. */
typedef struct stopper {
    int64_t after, all;
    _Atomic int64_t done;
} stopper;

static void note(void *asked, int64_t done, int64_t all)
{
    stopper *s = asked;
    s->all = all;
    atomic_store(&s->done, done);
}

static bool is_enough(void *asked)
{
    stopper *s = asked;
    return atomic_load(&s->done) >= s->after;
}

Test(sweep_run, is_stopped_where_it_is_told_to_and_goes_on_from_there)
{
    fixture f = open_fixture(11, SCENARIOS, 0, AXES);
    made_record whole, part, rest;
    const tc_sweep_options full = {.threads = 2, .engine = TC_ENGINE_GLPK};
    run(&f, &full, &whole);
    for (int threads = 1; threads <= 8; threads *= 2) {
        stopper s = {.after = 33};
        const tc_sweep_options options = {.threads = threads,
                                          .engine = TC_ENGINE_GLPK,
                                          .is_stopped = is_enough,
                                          .progress = note,
                                          .asked = &s};
        tc_sweep_counts counts = run(&f, &options, &part);
        cr_assert(counts.stopped);
        cr_assert_eq(counts.scenarios, 48, "%d",
                     (int)counts.scenarios); /* a tile's end */
        cr_assert_eq(counts.general, 48);    /* not those of tiles that were lost */
        cr_assert_eq(s.all, SCENARIOS);
        counts = run(&f,
                     &(tc_sweep_options){.threads = threads,
                                         .engine = TC_ENGINE_GLPK,
                                         .first = counts.scenarios},
                     &rest);
        cr_assert_not(counts.stopped);
        append(&part, &rest);
        cr_assert(made_record_same(&whole, &part));
        made_record_close(&part);
        made_record_close(&rest);
    }
    made_record_close(&whole);
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}

Test(sweep_run, does_nothing_when_it_is_stopped_before_it_begins)
{
    fixture f = open_fixture(12, 20, 0, AXES);
    made_record none;
    stopper s = {.after = 0};
    const tc_sweep_options options = {.is_stopped = is_enough, .asked = &s};
    const tc_sweep_counts counts = run(&f, &options, &none);
    cr_assert(counts.stopped && counts.scenarios == 0 && none.calls == 0);
    made_record_close(&none);
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}

static bool needs_something(const tc_project *project)
{
    double need = 0.0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        need += project->need[p];
    return need > 0.0;
}

/* Require a project that the case serves in full. */
static void require_one(tc_problem *problem)
{
    tc_plan *plan = NULL;
    cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
    const int count = problem->project_count;
    tc_project *projects = made_take(problem, count, sizeof *projects);
    memcpy(projects, problem->projects, (size_t)count * sizeof *projects);
    int j = 0;
    while (j < count && !(plan->share[j] == 1.0 && needs_something(&projects[j])))
        j++;
    cr_assert_lt(j, count);
    projects[j].must_serve = true;
    problem->projects = projects;
    tc_plan_free(plan);
}

Test(sweep_run, goes_on_after_scenarios_that_fail_or_have_no_answer)
{
    fixture f = open_fixture(13, 40, 0, AXES);
    require_one(f.problem);
    const int axes = f.sweep->axis_count;
    double *list = tc_arena_take(&f.sweep->arena, (size_t)(40 * axes), sizeof *list);
    cr_assert_not_null(list);
    memcpy(list, f.sweep->list, (size_t)(40 * axes) * sizeof *list);
    list[0] = 0.0;                             /* no supplies at all */
    list[17 * axes] = list[30 * axes] = 1e200; /* beyond all measure */
    f.sweep->list = list;
    for (int threads = 1; threads <= 8; threads *= 2) {
        made_record record;
        const tc_sweep_counts counts =
            run(&f, &(tc_sweep_options){.threads = threads, .engine = TC_ENGINE_GLPK},
                &record);
        cr_assert_eq(record.count, 40);
        cr_assert_geq(counts.infeasible, 1);
        cr_assert_eq(counts.failed, 2);
        cr_assert_gt(counts.optimal, 0);
        cr_assert_eq(counts.first_failed, 17);
        cr_assert(*counts.failure.message && *counts.failure.message_en);
        cr_assert_eq(record.row[1], TC_OUTCOME_INFEASIBLE);
        cr_assert_eq(record.row[17 * record.width + 1], TC_OUTCOME_FAILED);
        made_record_close(&record);
    }
    close_fixture(&f);
    TC_ASSERT_NO_LEAK();
}
