/* least.h — the smallest change of its kind that serves a project. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_LEAST_H
#define TC_EXPLAIN_LEAST_H

#include "explain/curve.h"

typedef struct tc_least {
    bool found;   /* else: up to most there is no such amount */
    bool proved;  /* nothing below at serves it; else what was looked at */
    tc_grains at; /* replayed here, and, above 0, one step below: not served there */
} tc_least;

/* The smallest step of the line, 0 .. most, at which the project is fully served.
 *
 * More is not always better: tonnes that one pollutant has more of may go to a project
 * ranked before, which takes another pollutant from this one. So nothing is assumed to
 * rise; where shares at both ends of a stretch are equal they are equal inside, because
 * the plans that are possible only become more along the line, and the best of them is
 * unique.
 * Errors   as tc_inquiry_replay. */
TC_CHECKED tc_code tc_least_find(tc_inquiry *inquiry, const tc_line *line, tc_grains most,
                                 int project, tc_least *least, tc_error *error);

#endif
