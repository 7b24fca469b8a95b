/* box.h — between what a node of a search leaves the share of each project. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_BOX_H
#define TC_LP_BOX_H

#include "base/arena.h"
#include "lp/network.h"
#include "lp/simplex.h"

/* Limits of the shares. Twins are projects that nothing tells apart but the order of
 * acceptance (METHOD.md §6.3): refusing one refuses those that came later, approving one
 * approves those that came before.
 *
 * Shape    all arrays project_count; before and after -1 where there is no such twin. */
typedef struct tc_box {
    const tc_network *net;
    int count;
    double *low, *high;
    double *loaded_low, *loaded_high; /* as the simplex has them */
    double *least;                    /* tc_project_least */
    int *before, *after;              /* the twin next to it in the order */
    int crossed;                      /* projects whose low is above their high */
} tc_box;

/* The box of all plans: 0 where nobody can serve, 1 where service is required. order:
 * projects as first-come takes them. Errors: TC_ERR_MEMORY. Owns: the arena. */
TC_CHECKED tc_code tc_box_open(const tc_network *net, const int *order, tc_arena *arena,
                               tc_box *box, tc_error *error);

/* Refuse a project: its share is 0. Approve it: its share is at least least. */
void tc_box_refuse(tc_box *box, int project);
void tc_box_approve(tc_box *box, int project);

/* Is neither decided: may the project still be refused and still be approved? */
bool tc_box_is_open(const tc_box *box, int project);

/* Copy limits to and from arrays of 2 * count numbers. */
void tc_box_save(const tc_box *box, double *limits);
void tc_box_restore(tc_box *box, const double *limits);

/* Tell the simplex what has changed since the last call. */
void tc_box_load(tc_box *box, tc_simplex *simplex);

#endif
