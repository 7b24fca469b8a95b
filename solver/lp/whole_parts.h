/* whole_parts.h — what the files of the search over whole projects share; nobody else's.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_WHOLE_PARTS_H
#define TC_LP_WHOLE_PARTS_H

#include "domain/plan.h"
#include "lp/box.h"
#include "lp/prices.h"
#include "lp/whole_cuts.h"

/* A share this close to 0, or to a project's least share, is there to the search; a point
 * of such shares counts only once a program with the shares held exactly confirms it. */
#define TC_WHOLE_TOLERANCE 1e-8

/* What all searches of a case share. Numbers of sets and nodes are those of the plan once
 * those that no leaf uses have been left out. */
typedef struct tc_whole {
    const tc_problem *problem;
    const tc_solve_options *options;
    double deadline_s; /* on tc_whole_clock; INFINITY */
    tc_network net;
    tc_whole_cuts *cuts; /* NULL: the case has no form of cuts, or is not to use it */
    tc_simplex *simplex;
    tc_arena arena;
    tc_box box;
    tc_basic_solution now, probe; /* of the node at hand; of what is tried on the way */
    double *best;                 /* lp.columns: the best plan so far */
    double *dive_limits;          /* 2 * project_count */
    double *step_limits;          /* the same */
    double *keep_limits;          /* the same */
    double *between_limits;       /* the same */
    double *prices_of;            /* lp.rows */
    double *root_share; /* project_count: in the first program of the search at hand */
    double *root_cost;  /* the same: reduced costs */
    double root_value;  /* of that program */
    int root_set;       /* its prices */
    double *fall[2];    /* project_count: by how much a program falls for each */
    int *falls[2];      /* share taken away (added) at a split; how often seen */
    tc_prices prices;
    int set_count;
    bool sets_lost; /* too many: some were not kept */
    tc_proof_node *nodes;
    int *parents;       /* of each node, -1 the root of its tree */
    double *leaf_bound; /* of each node: as a leaf, what its prices allow at most */
    int node_count, node_room;
    int seed;          /* root of the last goal's tree, where later searches begin; -1 */
    double seed_least; /* its leaves with a bound below hold no plan any more */
    int seed_open;     /* its leaves that may hold a plan */
    int seed_goal;     /* the goal whose total it made large */
    long pivots, solved; /* so far */
    bool asked;          /* the user asked to stop: no more first looks either */
    bool stopped;        /* a limit or the user ended some search */
} tc_whole;

/* Prices of a program, and what they allow at most in its box. */
typedef struct tc_whole_first {
    int set;
    double bound;
} tc_whole_first;

/* What a search is after, among the points that the steps before allow. */
typedef struct tc_whole_aim {
    const tc_objective *goal; /* to be made large */
    bool any;                 /* any point will do: the goal only shows where to look */
    double unit;              /* values are whole multiples of it; 0: of nothing */
    long most_nodes;          /* solve no more programs than this */
    int approve;              /* look only where this project is approved; -1 */
    bool seeded;              /* begin with the leaves of w->seed */
    const tc_whole_first *first; /* of the present box, with this goal; NULL: unknown */
} tc_whole_aim;

/* What a search has found. */
typedef struct tc_whole_found {
    double value;  /* of best; -INFINITY while there is no point */
    double bound;  /* no point has more */
    long nodes;    /* programs solved */
    int root;      /* node; its tree closes every box */
    bool complete; /* every leaf is proved, none was left open */
} tc_whole_found;

/* Has the time run out, or has the user had enough? Sets stopped. */
bool tc_whole_is_over(tc_whole *w);

/* Seconds on a clock that only goes forward. */
double tc_whole_clock(void);

/* Solve the program in the present box. status as tc_simplex_bound. A box that is empty
 * for certain is TC_BOUND_CROSSED without a program. */
TC_CHECKED tc_code tc_whole_solve(tc_whole *w, const tc_objective *goal, double cutoff,
                                  tc_bound_status *status, tc_basic_solution *solution,
                                  tc_error *error);

/* Is the share of the project nearer to approval than to refusal at this point? */
bool tc_whole_is_approved(const tc_whole *w, const double *point, int project);

/* Is a share of the point between 0 and the least share of an open project? */
bool tc_whole_is_broken(const tc_whole *w, const double *point, int project);

/* Round the point's shares, and see that a program with them held confirms it: *value and
 * probe are then those of the program. In the present box, which is left as it was. */
TC_CHECKED tc_code tc_whole_confirm(tc_whole *w, const tc_objective *goal,
                                    const double *point, bool *confirmed, double *value,
                                    tc_error *error);

/* From a point in the present box, approve one broken project after another, the most
 * nearly served first, refusing those that do not fit. found: a point that confirms, in
 * probe, and its value. The box is left as it was. */
TC_CHECKED tc_code tc_whole_dive(tc_whole *w, const tc_objective *goal, double cutoff,
                                 const double *point, bool *found, double *value,
                                 tc_error *error);

/* Where to split the node at hand (now): the broken project whose halves both fall most,
 * as the searches so far have seen, or as they do when tried. */
TC_CHECKED tc_code tc_whole_choose(tc_whole *w, const tc_whole_aim *aim, double cutoff,
                                   double bound, int *project, tc_error *error);

/* As tc_whole_dive, from the best plan: its projects stay approved, others come on top.
 */
TC_CHECKED tc_code tc_whole_extend(tc_whole *w, const tc_objective *goal, double cutoff,
                                   bool *found, double *value, tc_error *error);

/* Search in the present box (the root), from value of best on. Leaves the box as it was,
 * and best at the best point. */
TC_CHECKED tc_code tc_whole_search(tc_whole *w, const tc_whole_aim *aim,
                                   tc_whole_found *found, tc_error *error);

/* Put the box of a node together from that of its root, which is in limits. */
void tc_whole_enter(tc_whole *w, const double *limits, int node);

/* After a search that is complete: in no leaf that may still hold a plan of this value,
 * the project is refused (approved) -> ends[project] is TC_WHOLE_REFUSED (APPROVED). The
 * leaves get the prices that say so, and the tree becomes the seed. false: there were too
 * many leaves to see; the seed is then the one before. total_of: the goal whose total was
 * made large; -1: something else was, which no row holds, and there is no seed any more.
 *
 * Shape    ends project_count. The box is left as it was: the root's. */
enum { TC_WHOLE_EITHER, TC_WHOLE_REFUSED, TC_WHOLE_APPROVED };
TC_CHECKED tc_code tc_whole_survivors(tc_whole *w, const tc_objective *goal, int total_of,
                                      const tc_whole_found *found, int *ends, bool *seen,
                                      tc_error *error);

/* Keep prices as a set; its number, or TC_WHOLE_NO_MEMORY. multiplier NULL: none but aim,
 * that of what is made large. Once there are too many, they are no longer kept, and the
 * searches that miss them have no tree to show. */
enum { TC_WHOLE_NO_MEMORY = -2 };
int tc_whole_keep_set(tc_whole *w, const double *multiplier, double aim);

/* A set as it counts once its goal has been reached: what it made large is a goal to be
 * kept. The same set where it had no aim. Its number, or TC_WHOLE_NO_MEMORY. */
int tc_whole_keep_as_goal(tc_whole *w, int set, int goal);

/* How much proof there is; what came after a mark is forgotten. */
typedef struct tc_whole_mark {
    int sets, nodes, entries;
    bool lost; /* sets */
} tc_whole_mark;
tc_whole_mark tc_whole_mark_proof(const tc_whole *w);
void tc_whole_forget(tc_whole *w, tc_whole_mark mark);

/* Behind the last node of a tree. The nodes of a tree stand together, the root first. */
int tc_whole_tree_end(const tc_whole *w, int root);

/* Add a node; its number, -1 when memory has run out. */
int tc_whole_add_node(tc_whole *w, int parent);

/* Into the plan: searches and fixings, which count sets and nodes as w does, with those
 * sets and nodes that they use; a tree too large to carry is left out.
 * Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_whole_show_proof(tc_whole *w, tc_search *searches, int search_count,
                                       const tc_fixing *fixings, int fixing_count,
                                       tc_plan *plan, tc_error *error);

tc_code tc_whole_memory(tc_error *error);

#endif
