/* letter_name.h — names of files that every system takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_NAME_H
#define TC_LETTER_NAME_H

#include "domain/problem.h"

enum { TC_LETTER_STEM_BYTES = 160 };

/* How a project is called in the names of files, "" until known. */
typedef struct tc_letter_stem {
    char text[TC_LETTER_STEM_BYTES];
} tc_letter_stem;

/* A name for each project, from its id: letters, digits, Han characters, - and . stay,
 * what else there is becomes _, 32 characters at most; no two are equal, also where small
 * and capital letters count as one: then the project's number follows, "P_1~12".
 *
 * Shape    stems: problem->project_count. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_letter_stems(const tc_problem *problem, tc_letter_stem *stems,
                                   tc_error *error);

#endif
