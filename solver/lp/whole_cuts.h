/* whole_cuts.h — the programs of a search over whole projects in the space of shares
 * (METHOD.md §6.10). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_WHOLE_CUTS_H
#define TC_LP_WHOLE_CUTS_H

#include "lp/box.h"

typedef struct tc_whole_cuts tc_whole_cuts;

/* The case in the space of shares; *cuts is NULL where it has no such form.
 * Errors   TC_ERR_MEMORY. Owns: tc_whole_cuts_close; net must outlive it. */
TC_CHECKED tc_code tc_whole_cuts_open(const tc_network *net, tc_whole_cuts **cuts,
                                      tc_error *error);
void tc_whole_cuts_close(tc_whole_cuts *cuts);

/* Hold the total of a goal at this or more. */
void tc_whole_cuts_hold(tc_whole_cuts *cuts, int goal, double total);

/* As tc_simplex_bound, in a box. Of the point only shares and own shares are set, and of
 * the prices those of coverage, own-area, within and goal rows: what prices_add keeps.
 * TC_BOUND_UNKNOWN: the program of flows decides. */
void tc_whole_cuts_bound(tc_whole_cuts *cuts, const tc_box *box, const tc_objective *goal,
                         double cutoff, tc_bound_status *status,
                         tc_basic_solution *solution);

#endif
