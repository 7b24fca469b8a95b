/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep_threads_main — sweeps on 1, 2 and 8 threads give the same bytes, without a race.
 * A plain program, because Criterion does not start under ThreadSanitizer. Exit code 0:
 * they do. */
#include <stdio.h>

#include "support/made_case.h"
#include "support/made_sweep.h"

enum { SWEEPS = 4, SCENARIOS = 140 };

static bool run(const tc_problem *problem, const tc_sweep *sweep, int threads,
                made_record *record)
{
    made_record_open(record, problem, sweep);
    const tc_sink *sinks[] = {&record->sink};
    const tc_sweep_options options = {.threads = threads, .engine = TC_ENGINE_GLPK};
    tc_sweep_counts counts;
    tc_error error = {0};
    if (tc_sweep_run(problem, sweep, &options, sinks, 1, &counts, &error) == TC_OK)
        return counts.scenarios == SCENARIOS && !record->disorder;
    fprintf(stderr, "%s\n", error.message_en);
    return false;
}

/* How many runs on several threads differ from the one on a single thread. */
static int count_differences(const tc_problem *problem, const tc_sweep *sweep)
{
    static const int threads[] = {1, 2, 8};
    made_record first, again;
    int differences = !run(problem, sweep, 1, &first);
    for (int k = 0; k < 3; k++) {
        differences +=
            !run(problem, sweep, threads[k], &again) || !made_record_same(&first, &again);
        made_record_close(&again);
    }
    made_record_close(&first);
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
        tc_problem *problem =
            made_case(90000 + (uint64_t)k, 6 + k, 6 + k, features[k % 4]);
        tc_sweep *sweep = made_sweep((uint64_t)k, problem, SCENARIOS, axes);
        differences += count_differences(problem, sweep);
        made_sweep_free(sweep);
        made_case_free(problem);
    }
    printf("%d sweeps on 1, 2 and 8 threads: %d differences\n", SWEEPS, differences);
    return differences > 0;
}
