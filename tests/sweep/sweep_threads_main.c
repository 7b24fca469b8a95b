/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep_threads_main — sweeps on 1, 2 and 8 threads give the same bytes, without a race.
 * A plain program, because Criterion does not start under ThreadSanitizer. Exit code 0:
 * they do. */
#include <stdio.h>

#include "support/made_case.h"
#include "support/made_sweep.h"

/* Tiles of the engine of shares are of 4096 scenarios, those of GLPK of 16. */
enum { SWEEPS = 4, SCENARIOS = 140, SCENARIOS_MANY = 30000 };

static bool run(const tc_problem *problem, const tc_sweep *sweep, tc_engine engine,
                int threads, made_record *record)
{
    made_record_open(record, problem, sweep);
    const tc_sink *sinks[] = {&record->sink};
    const tc_sweep_options options = {.threads = threads, .engine = engine};
    tc_sweep_counts counts;
    tc_error error = {0};
    if (tc_sweep_run(problem, sweep, &options, sinks, 1, &counts, &error) == TC_OK)
        return counts.scenarios == sweep->scenarios && !record->disorder;
    fprintf(stderr, "%s\n", error.message_en);
    return false;
}

/* How many runs on several threads differ from the one on a single thread. */
static int count_differences(const tc_problem *problem, const tc_sweep *sweep,
                             tc_engine engine)
{
    static const int threads[] = {1, 2, 8};
    made_record first, again;
    int differences = !run(problem, sweep, engine, 1, &first);
    for (int k = 0; k < 3; k++) {
        differences += !run(problem, sweep, engine, threads[k], &again) ||
                       !made_record_same(&first, &again);
        made_record_close(&again);
    }
    made_record_close(&first);
    return differences;
}

static int judge(uint64_t seed, int scenarios, unsigned features, unsigned axes,
                 tc_engine engine)
{
    tc_problem *problem = made_case(90000 + seed, 6 + (int)seed, 6 + (int)seed, features);
    tc_sweep *sweep = made_sweep(seed, problem, scenarios, axes);
    const int differences = count_differences(problem, sweep, engine);
    made_sweep_free(sweep);
    made_case_free(problem);
    return differences;
}

int main(void)
{
    static const unsigned features[] = {0, MADE_CAPS | MADE_EVEN, MADE_EXCHANGE,
                                        MADE_WHOLE};
    int differences = 0;
    for (int k = 0; k < SWEEPS; k++) {
        const unsigned axes = k < 2 ? MADE_AXES_LIMITS | MADE_AXES_DEMAND
                                    : MADE_AXES_LIMITS | MADE_AXES_STRUCTURE |
                                          MADE_AXES_POLICY | MADE_AXES_SETS;
        differences += judge((uint64_t)k, SCENARIOS, features[k], axes, TC_ENGINE_GLPK);
    }
    differences += judge(8, SCENARIOS_MANY, MADE_CAPS, MADE_AXES_LIMITS, TC_ENGINE_SHARE);
    differences +=
        judge(9, SCENARIOS, 0, MADE_AXES_LIMITS | MADE_AXES_DEMAND, TC_ENGINE_SHARE);
    printf("%d sweeps on 1, 2 and 8 threads: %d differences\n", SWEEPS + 2, differences);
    return differences > 0;
}
