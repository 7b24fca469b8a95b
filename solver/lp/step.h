/* step.h — one step of the strict order over whole projects; for whole.c and step.c. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_STEP_H
#define TC_LP_STEP_H

#include "lp/whole_parts.h"

/* What the steps of the strict order share. */
typedef struct tc_driver {
    tc_whole w;
    int *order;
    int *column; /* lp.columns, for objectives */
    double *value;
    double *share_kept;    /* project_count: of the first program of a step */
    double *cost_kept;     /* the same: reduced costs */
    double value_kept;     /* of that program */
    int set_kept;          /* its prices; -1: it was not solved */
    int *ends;             /* project_count: scratch */
    double *held_total;    /* goal_count: of goals reached, -INFINITY of others */
    double *held_smallest; /* goal_count: 0 where it was not reached */
    double *best_before;   /* lp.columns: the best plan before a search */
    bool *tied;            /* project_count: only the order of acceptance decided */
    bool *counted;         /* project_count: in a goal that was reached */
    int *guide_column;     /* lp.columns */
    double *guide_value;
    tc_objective guide; /* the totals of all goals before the order of acceptance */
    double give_up_s;   /* searching ends then, but for first looks */
    double end_s;       /* everything ends then */
    long share_nodes;   /* programs left for the order of acceptance */
    tc_search *searches;
    int search_count;
    tc_fixing *fixings;
    int fixing_count;
} tc_driver;

/* Make an objective large: search, record, and for all but shares hold what every plan
 * with that value has in common. step: kind, goal and project. */
TC_CHECKED tc_code tc_step_take(tc_driver *driver, tc_search step,
                                const tc_objective *goal, tc_error *error);

/* How many programs the search of a share may take. */
long tc_step_share_nodes(const tc_driver *driver);

/* No time to look at a share: it can be anything up to 1. */
void tc_step_skip_share(tc_driver *driver, tc_search step);

/* A step may take this part of the time that is left: later ones need theirs. */
#define TC_STEP_PART_OF_SHARE 0.1
void tc_step_start_clock(tc_driver *driver, double part);

/* How many programs a goal's search may take. */
long tc_step_nodes(const tc_driver *driver);

/* Can a project that the best plan refuses be approved, with all that is settled? Settles
 * it, either way. */
TC_CHECKED tc_code tc_step_try(tc_driver *driver, int goal, int project, tc_error *error);

/* Before the order of acceptance decides: which whole projects does it decide? Those that
 * some plan as good as the best one decides the other way. They become tied. */
TC_CHECKED tc_code tc_step_find_ties(tc_driver *driver, tc_error *error);

/* The value of the step with the best plan's approvals, by the ordinary program: the
 * search's own may owe a little to the room that goals before are held with, and what is
 * held must not. Left as it is where the program finds no answer.
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. */
TC_CHECKED tc_code tc_step_exact(tc_driver *driver, const tc_search *step, double *value,
                                 tc_error *error);

/* Hold the goals that have been reached. */
void tc_step_hold_goals(tc_driver *driver);

/* Keep a search that has ended. There is room for as many as there can be. */
void tc_step_record(tc_driver *driver, tc_search search);

/* A value as those after it are held to: with room for the rounding of the program. */
double tc_step_held(double value);

#endif
