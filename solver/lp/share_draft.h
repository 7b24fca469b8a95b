/* share_draft.h — a model of shares on its way: what share_form.c finds out and
 * share_model.c writes down. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_DRAFT_H
#define TC_LP_SHARE_DRAFT_H

#include "domain/groups.h"
#include "lp/share_model.h"

/* In the place of a hub: nobody can serve the class. */
enum { TC_SHARE_DEAD = -1 };

/* One pollutant on its way into the model. */
typedef struct tc_share_draft {
    const tc_problem *problem;
    const tc_share_caps *caps;
    tc_share_model *m;
    tc_net_groups groups[TC_POLLUTANTS];
    int *class_market[TC_POLLUTANTS]; /* hub of each class; or TC_SHARE_DEAD */
    int *area_place;                  /* area_count: place of an area in the market */
    bool *home_only;                  /* of the market at hand: area_count */
    bool *demanded;
    const char **why;
} tc_share_draft;

/* Does the case have the form that cuts know? Finds the pools, the classes and the hub of
 * each class; the draft's why tells where it does not have it. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_share_form_find(tc_share_draft *draft, tc_error *error);

/* Number markets, areas and cells, and, with fill, write them down: also the cells of
 * sources, and of needs (project_count * TC_POLLUTANTS). */
void tc_share_form_walk(tc_share_draft *draft, bool fill, int *need_cell);

#endif
