/* cover.h — can what has been approved still be covered, one pollutant at a time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_COVER_H
#define TC_EXPLAIN_COVER_H

#include "plan/pipes.h"

/* Credits of one pollutant on the sources of a case, routed anew as projects are added. A
 * flow in whole grains, so that a missing grain is a proof; with exchange factors other
 * than 0 and 1 a program of its own, rounded to grains. Which tonnes come from the own
 * area plays no part. Owns: tc_cover_close. */
typedef struct tc_cover {
    const tc_problem *problem;
    const tc_grains *credit; /* index project * TC_POLLUTANTS + pollutant */
    int pollutant;
    tc_pipes pipes;
    bool *kept; /* project_count; NULL where it is a flow */
    int last;   /* of kept, the last one added */
} tc_cover;

/* No project is covered yet. problem and credit must outlive it.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_cover_open(const tc_problem *problem, int pollutant,
                                 const tc_grains *credit, tc_cover *cover,
                                 tc_error *error);
void tc_cover_close(tc_cover *cover);

/* Cover a project's credit beside those covered already. *missing: what it lacks; above 0
 * it stays out. Errors: TC_ERR_MEMORY, TC_ERR_SOLVER. */
TC_CHECKED tc_code tc_cover_add(tc_cover *cover, int project, tc_grains *missing,
                                tc_error *error);

/* Take back the last addition, which had nothing missing. */
void tc_cover_undo(tc_cover *cover);

/* What all projects together lack of a pollutant. Errors: as above. */
TC_CHECKED tc_code tc_cover_all(const tc_problem *problem, int pollutant,
                                const tc_grains *credit, tc_grains *missing,
                                tc_error *error);

#endif
