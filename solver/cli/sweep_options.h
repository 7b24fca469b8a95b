/* sweep_options.h — the options of the command sweep, read into what the library takes.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_SWEEP_OPTIONS_H
#define TC_CLI_SWEEP_OPTIONS_H

#include <stdint.h>

#include "cli/request.h"

enum { TC_SHARDS_MOST = 1000000, TC_SWEEP_OPTIONS = 9 };

typedef struct tc_sweep_request {
    tc_sweep_options run;  /* first and end: tc_sweep_slice */
    tc_rows_options rows;  /* run: of this struct */
    int64_t shard, shards; /* from 1; 0, 0 for all */
} tc_sweep_request;

extern const tc_option tc_sweep_option_list[TC_SWEEP_OPTIONS];

/* Read what the user wants; gives the exit code after saying what is wrong. */
int tc_sweep_options_read(const tc_request *request, tc_sweep_request *wanted);

/* Set first and end for a sweep of so many scenarios: slices are as long as each other
 * but for one, and together they are the whole. Gives the exit code; an empty slice is
 * said. */
int tc_sweep_slice(const tc_request *request, int64_t scenarios,
                   tc_sweep_request *wanted);

#endif
