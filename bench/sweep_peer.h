/* sweep_peer.h — another solver, and the settings that are tried on it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_SWEEP_PEER_H
#define TC_BENCH_SWEEP_PEER_H

#include "peer_task.h"

/* Warm: it may carry what it likes from scenario to scenario. Cold: nothing but the
 * loaded program. */
typedef struct sweep_peer {
    const char *name;
    bool warm;
    int setting_count;
    int large_count; /* of the settings, the first: those to try on a large program */
    const char *const *settings;
    void *(*open)(const peer_task *task, int setting);
    /* All goals of a scenario, level by level, into values (level_count); adds its pivots
     * to *pivots. False: it gave up. */
    bool (*solve)(void *state, int point, double *values, long *pivots);
    void (*close)(void *state);
} sweep_peer;

extern const sweep_peer glpk_cold_peer, glpk_warm_peer, clp_cold_peer, clp_warm_peer;
#ifdef TONGCHOU_HIGHS
extern const sweep_peer highs_cold_peer, highs_warm_peer;
#endif

#endif
