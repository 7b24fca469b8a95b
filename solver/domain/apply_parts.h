/* apply_parts.h — the steps of tc_rules_apply, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_APPLY_PARTS_H
#define TC_DOMAIN_APPLY_PARTS_H

#include "domain/rule_gaps.h"

/* What the steps share. */
typedef struct tc_applying {
    tc_problem *problem;
    tc_project *projects;
    tc_source *sources;
    tc_faults *faults;
    tc_rule_gaps gaps;
    tc_truth *truths;       /* of the clauses of the set at hand */
    const tc_clause **told; /* pairs that contradict each other, told already */
    int told_count;
} tc_applying;

enum { TC_TOLD_MOST = 64 }; /* pairs */

/* What is judged: a project, a source, or neither, by the switches of a set. */
tc_subject tc_applying_subject(const tc_applying *all, const tc_rule_set *set,
                               const tc_project *project, const tc_source *source);

/* The clause of highest rank of an effect that holds, the first of equal ones; NULL:
 * none. project NULL: for the case as a whole. What cannot be judged is noted in the
 * gaps. */
const tc_clause *tc_applying_clause(tc_applying *all, const tc_rule_set *set,
                                    tc_effect effect, const tc_project *project);

/* The ratios of one project. */
void tc_apply_ratios(tc_applying *all, tc_project *project);

/* Which sources may not serve which projects. TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_apply_bars(tc_applying *all, tc_error *error);

/* Basins, protection, preference: of the case as a whole. TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_apply_whole(tc_applying *all, tc_error *error);

#endif
