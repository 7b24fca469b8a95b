/* loading.h — a case while it is being read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_LOADING_H
#define TC_IO_LOADING_H

#include "base/name_index.h"
#include "domain/problem.h"
#include "domain/rule_book.h"

/* Start from {.problem = …}; free with tc_loading_end. */
typedef struct tc_loading {
    tc_problem *problem; /* what was read so far */
    const char *folder;
    bool areas_known;    /* areas.csv was read to its end: names can be judged */
    bool policy_known;   /* the goals are those of case.json, all of them */
    bool projects_known; /* projects.csv was read to its end */
    tc_source *sources;  /* problem->sources, whose owners are still to be resolved */
    const struct tc_owner_reference *owners; /* of their owner cells */
    tc_name_index area_ids, area_names, basins;
    tc_rule_book ratios, reserve, export_cap;
    bool no_memory; /* once set, what was read is not complete */
} tc_loading;

enum { TC_NAME_AMBIGUOUS = -2 }; /* in area_names: several areas have this name */

void tc_loading_end(tc_loading *loading);

/* Read one file of the folder into loading->problem. What is wrong goes to *faults.
 * Areas come first, then case.json; the others in any order.
 *
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_areas_load(tc_loading *loading, tc_faults *faults, tc_error *error);
TC_CHECKED tc_code tc_case_load(tc_loading *loading, tc_faults *faults, tc_error *error);
TC_CHECKED tc_code tc_sources_load(tc_loading *loading, tc_faults *faults,
                                   tc_error *error);
TC_CHECKED tc_code tc_projects_load(tc_loading *loading, tc_faults *faults,
                                    tc_error *error);
TC_CHECKED tc_code tc_exchange_load(tc_loading *loading, tc_faults *faults,
                                    tc_error *error);

/* Put the projects in place of their names in sources.csv, after both were read. */
void tc_owners_resolve(tc_loading *loading, tc_faults *faults);

#endif
