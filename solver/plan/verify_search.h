/* verify_search.h — the proof of a search over whole projects; for verify*.c, and for
 * solve.c, which prints what is proved. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_SEARCH_H
#define TC_PLAN_VERIFY_SEARCH_H

#include "plan/verify_box.h"
#include "plan/verify_market.h"

/* One step of the strict order, and what it makes large. */
typedef struct tc_step_aim {
    tc_level_kind kind;
    int goal, project;
    double value; /* reached by the plan */
} tc_step_aim;

/* A price of a set, by its place in plan->proof_prices. */
typedef struct tc_set_price {
    int price;
    double value;
} tc_set_price;

/* A node to look at: go back to mark, then split at project; project -1: the root. */
typedef struct tc_proof_visit {
    int node, project;
    bool approved;
    int mark;
} tc_proof_visit;

typedef struct tc_prover {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_arena arena;
    tc_market market[TC_POLLUTANTS];
    tc_proof_box box; /* in which the step that is looked at begins */
    int *order;       /* of first-come */
    bool has_first_come;
    bool *barred;       /* no plan gives the project a share */
    bool *own_barred;   /* an own-area share */
    int *first_of_set;  /* proof_sets + 1 */
    tc_set_price *sets; /* by set */
    int odd_price;      /* the first price that makes no sense, from 1; else 0 */
    bool *total_done, *smallest_done; /* goal_count: a step before this one */
    double *total, *smallest;         /* goal_count: the plan's values */
    double *area_weight;              /* goal * area_count + area: of even goals */
    double *even_price;               /* the same shape; for working */
    double *goal_price;               /* goal_count; for working */
    double *gain, *gain_size;         /* project_count; for working */
    double weight;                    /* of the aim in the set looked at last */
    bool *held;                       /* fixing_count: by every leaf of the tree */
    bool *visited;                    /* node_count */
    tc_proof_visit *visits;           /* 2 * node_count + 1; for working */
    bool *doubtful; /* search_count: a fixing after it is not proved (TC_WALK_MEASURES) */
    double *proved; /* search_count: no plan has more; infinity: not proved */
} tc_prover;

/* Errors: TC_ERR_MEMORY. Owns: tc_prover_close, also after an error. The plan's levels
 * and shares are taken for right. */
TC_CHECKED tc_code tc_prover_open(const tc_problem *problem, const tc_plan *plan,
                                  tc_prover *prover, tc_error *error);
void tc_prover_close(tc_prover *prover);

/* The largest value of the aim that the prices of a set leave to a plan in the box that
 * equals the plan at all steps before; -infinity where there is none. Source: METHOD.md
 * §6, VERIFY.md. */
double tc_prover_bound(tc_prover *prover, const tc_step_aim *aim, int set);

/* After tc_prover_bound, which gave bound: at most so much once the box has been made
 * smaller, by the changes since mark. */
double tc_prover_bound_within(const tc_prover *prover, double bound, int mark);

/* Would a plan of the aim's value need more than this bound leaves? */
bool tc_prover_is_short(const tc_prover *prover, const tc_step_aim *aim, double bound);

/* The same by the ends of the box alone. */
double tc_prover_simple_bound(const tc_prover *prover, const tc_step_aim *aim);

/* A bound rounded down to a value that the aim can have, where it can have only some. */
double tc_prover_round(const tc_prover *prover, const tc_step_aim *aim, double bound);

/* What to do with a bound that the proof does not reach. */
typedef enum tc_walk_mode {
    TC_WALK_JUDGES,  /* a fault */
    TC_WALK_MEASURES /* none: proved and doubtful tell */
} tc_walk_mode;

/* Go through the searches of the plan: their places in the strict order, fixings, trees.
 * Fills proved; the first thing wrong goes to verdict. */
void tc_prover_walk(tc_prover *prover, tc_walk_mode mode, tc_verdict *verdict);

/* What the tree of a search proves, in *bound; false after a fault, which was noted.
 * held becomes false for those of its fixings, from first_fixing on, that some leaf does
 * not hold. */
bool tc_prover_climb(tc_prover *prover, const tc_step_aim *aim, int search,
                     int first_fixing, double *bound, tc_verdict *verdict);

#endif
