/* loading.h — a case while it is being read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_LOADING_H
#define TC_IO_LOADING_H

#include "base/name_index.h"
#include "domain/problem.h"
#include "domain/rule_book.h"
#include "io/table.h"

/* A rule set or a switch as case.json names it. Texts are in the problem's arena. */
typedef struct tc_chosen {
    const char *name, *value; /* value: of a switch */
    int line, column;         /* of the name, or of the switch's value */
    int key_line, key_column; /* of the switch's name */
} tc_chosen;

/* Start from {.problem = …}; free with tc_loading_end. */
typedef struct tc_loading {
    tc_problem *problem; /* what was read so far */
    const char *path;    /* of the case: a folder, or a workbook */
    tc_table_home home;  /* where its files are */
    bool areas_known;    /* areas.csv was read to its end: names can be judged */
    bool policy_known;   /* the goals are those of case.json, all of them */
    bool projects_known; /* projects.csv was read to its end */
    tc_source *sources;  /* problem->sources, whose owners are still to be resolved */
    const struct tc_owner_reference *owners; /* of their owner cells */
    tc_name_index area_ids, area_names, basins;
    tc_rule_book ratios, reserve, export_cap;
    const tc_chosen *rule_names, *switches; /* of case.json */
    int rule_name_count, switch_count;
    const char *const *wanted_sets; /* in place of rule_names; NULL: no. Switches that
                                       they do not know are then no fault */
    int wanted_set_count;
    const char **kept_columns; /* that rule sets ask for */
    int kept_column_count;
    tc_project *projects;    /* those of the problem, until it is complete */
    const tc_booked *booked; /* of a ledger; NULL: none */
    bool no_memory;          /* once set, what was read is not complete */
} tc_loading;

enum { TC_NAME_AMBIGUOUS = -2 }; /* in area_names: several areas have this name */

void tc_loading_end(tc_loading *loading);

/* Read one file of the folder into loading->problem. What is wrong goes to *faults.
 * Areas come first, then case.json, then the rule sets; the others in any order, but
 * locks after projects.
 *
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_areas_load(tc_loading *loading, tc_faults *faults, tc_error *error);
TC_CHECKED tc_code tc_case_load(tc_loading *loading, tc_faults *faults, tc_error *error);
TC_CHECKED tc_code tc_attainment_load(tc_loading *loading, tc_faults *faults,
                                      tc_error *error);
TC_CHECKED tc_code tc_sources_load(tc_loading *loading, tc_faults *faults,
                                   tc_error *error);
TC_CHECKED tc_code tc_projects_load(tc_loading *loading, tc_faults *faults,
                                    tc_error *error);
TC_CHECKED tc_code tc_exchange_load(tc_loading *loading, tc_faults *faults,
                                    tc_error *error);
/* After the projects and before clauses are judged: what is locked out has no part in
 * what they keep for others. */
TC_CHECKED tc_code tc_locks_load(tc_loading *loading, tc_faults *faults, tc_error *error);

/* Put the projects in place of their names in sources.csv, after both were read. */
void tc_owners_resolve(tc_loading *loading, tc_faults *faults);

/* Warn where the sources do not add up to what case.json says that a document prints,
 * after both were read. */
void tc_stated_totals_check(const tc_loading *loading, tc_faults *faults);

/* Read the rule sets that the case names: CASE/rules/NAME.json, else those that come with
 * the program. What is wrong with the choice goes to *chosen (of case.json), with the
 * files to *faults. */
TC_CHECKED tc_code tc_rule_sets_load(tc_loading *loading, tc_faults *chosen,
                                     tc_faults *faults, tc_error *error);

#endif
