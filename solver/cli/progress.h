/* progress.h — how far a long run is: a bar on a terminal, else a line now and then. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_PROGRESS_H
#define TC_CLI_PROGRESS_H

#include <stdint.h>

#include "cli/request.h"

typedef struct tc_progress {
    const tc_request *request;
    int64_t before, all; /* scenarios that were there when it began; of the whole run */
    double began_s, next_s;
    bool terminal;
    int columns; /* that the bar takes on the screen now */
} tc_progress;

/* Begin; standard error is what is written to. Nothing is shown with --quiet. */
void tc_progress_begin(tc_progress *progress, const tc_request *request, int64_t before,
                       int64_t all);

/* done since the beginning; progress: a tc_progress. For tc_sweep_options. */
void tc_progress_show(void *progress, int64_t done, int64_t all);

/* Take the bar away. */
void tc_progress_end(tc_progress *progress);

#endif
