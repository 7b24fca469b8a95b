/* sweep_change.h — what is different between two sweeps of the same projects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SWEEP_CHANGE_H
#define TC_DOMAIN_SWEEP_CHANGE_H

#include "domain/sweep_summary.h"

typedef enum tc_overlap {
    TC_OVERLAP_UNKNOWN, /* one of the designs has no interval */
    TC_OVERLAP_NO,
    TC_OVERLAP_YES
} tc_overlap;

/* One project in both. */
typedef struct tc_sweep_change {
    const tc_project_summary *before, *after;
    bool class_changed;
    double difference;  /* of the frequencies, after less before; 0 where one is NaN */
    tc_overlap overlap; /* of their intervals */
} tc_sweep_change;

/* Pair the projects by id: those whose class changes first, then by the size of the
 * difference, then in the order of the case.
 * Errors   TC_ERR_INPUT: a project of one is not in the other; TC_ERR_MEMORY.
 * Owns     *changes, project_count of them: tc_mem_drop. */
TC_CHECKED tc_code tc_sweep_changes_find(const tc_summary *before,
                                         const tc_summary *after,
                                         tc_sweep_change **changes, tc_error *error);

/* Is the project served as often, in the same class? */
bool tc_sweep_change_is_none(const tc_sweep_change *change);

/* Do the sweeps ask the same of their cases: design, seed, number of scenarios, axes, and
 * whether whole projects are decided? If not, a difference may come from the scenarios.
 */
bool tc_sweeps_ask_alike(const tc_summary *before, const tc_summary *after);

/* The goal of that name, NULL where there is none. */
const tc_figure *tc_summary_goal(const tc_summary *summary, const char *name);

#endif
