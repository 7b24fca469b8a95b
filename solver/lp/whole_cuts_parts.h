/* whole_cuts_parts.h — what whole_cuts.c and whole_cuts_rows.c lend each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_WHOLE_CUTS_PARTS_H
#define TC_LP_WHOLE_CUTS_PARTS_H

#include "lp/boxed.h"
#include "lp/share_parts.h"
#include "lp/share_point.h"
#include "lp/whole_cuts.h"

typedef enum tc_cuts_kind { TC_CUTS_CUT, TC_CUTS_WITHIN, TC_CUTS_GOAL } tc_cuts_kind;

/* What a row of the program is. */
typedef struct tc_cuts_row {
    tc_cuts_kind kind;
    tc_share_row cut; /* of TC_CUTS_CUT: its reach is here */
    int index;        /* of TC_CUTS_WITHIN: the column of l; of TC_CUTS_GOAL: the goal */
    double unit;      /* what was divided by */
} tc_cuts_row;

/* A goal whose total is held. Shape: cost columns, of y and of l each for itself. */
typedef struct tc_cuts_goal {
    double *cost, largest, total; /* total -INFINITY: it is not held */
} tc_cuts_goal;

struct tc_whole_cuts {
    tc_arena arena;
    const tc_network *net;
    tc_share_model model;
    tc_share_basis *needs; /* no rows: only the sums of needs are used */
    tc_share_point point;
    tc_share_work work;
    tc_boxed boxed;
    tc_cuts_row *row; /* by slot */
    int16_t *reach;   /* by slot: model.most_areas */
    tc_cuts_goal *goals;
    int *cell;        /* of the classes: tc_share_class_cells */
    long asked, lost; /* programs so far, and those of them that came to nothing */
};

/* Find what a point breaks: a goal that is held, l <= y, or a cut. asked: the cuts. */
bool tc_whole_cuts_find(void *asked, const double *x, tc_boxed_row *row);

#endif
