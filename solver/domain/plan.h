/* plan.h — what was decided: shares, whole grains, credits, and their proof. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_PLAN_H
#define TC_DOMAIN_PLAN_H

#include "domain/grains.h"
#include "domain/groups.h"
#include "tongchou/plan.h"

/* One step of the strict order. A goal is one level or several. */
typedef enum tc_level_kind {
    TC_LEVEL_TOTAL,          /* the sum that the goal names */
    TC_LEVEL_SMALLEST_SHARE, /* the first half of an even goal */
    TC_LEVEL_SHARE,          /* first-come: the share y of one project */
    TC_LEVEL_OWN_SHARE       /* first-come: the own-area share l of one project */
} tc_level_kind;

typedef struct tc_level {
    tc_level_kind kind;
    int goal;     /* index into problem->goals; goal_count: the closing order by id */
    int project;  /* of TC_LEVEL_SHARE and TC_LEVEL_OWN_SHARE, else -1 */
    double value; /* reached by the shares: weights, a share; keep-local: minus the sum of
                     tonnes that cross areas over total supply, by pollutant */
} tc_level;

/* A multiplier of the certificate, one number a level (METHOD.md §4). A class is the
 * projects of one area, basin, pool access and limits that start between two days; one
 * that has sources of its own is a class by itself. */
typedef enum tc_price_kind {
    TC_PRICE_COVERAGE, /* of a class: what a credited tonne is worth to it */
    TC_PRICE_OWN,      /* of a class: what a tonne of its own area is worth on top */
    TC_PRICE_WITHIN,   /* of a project: own-area share <= share */
    TC_PRICE_EVEN,     /* of an even goal and an area: its share >= the smallest */
    TC_PRICE_GOAL,     /* of a goal's total: at least what the plan reaches (searches) */
    TC_PRICE_AIM       /* of what a search makes large: its share in the sum (searches) */
} tc_price_kind;

typedef struct tc_price {
    tc_price_kind kind;
    int pollutant, area, basin; /* basin -1: any */
    bool pool_access;
    unsigned limits; /* of the class's projects */
    int owner;       /* of a class: the project that has sources of its own; else -1 */
    tc_day first_start, last_start;
    int project, goal;
    int count;           /* levels at which it is not 0 */
    const int *level;    /* count, rising */
    const double *value; /* count; objective units per t/a (per share: within, even) */
} tc_price;

/* ---- whole projects: how far a better plan was looked for (METHOD.md §6) ---------- */

/* A node of the tree of a search. Its box: shares in 0..1, of a project refused 0, of one
 * approved at least its least share (tc_project_least), and what the tie rule says of
 * twins. An inner node splits the box at a project; a leaf is closed by a set of prices.
 */
typedef struct tc_proof_node {
    int project;           /* -1: a leaf */
    int refused, approved; /* of an inner node: the nodes of its two halves */
    int set;               /* of a leaf: its prices; -1: no plan is in the box at all */
} tc_proof_node;

/* One step of the strict order over whole projects: no plan that equals this one at all
 * steps before has a value above bound. */
typedef struct tc_search {
    tc_level_kind kind;  /* TC_LEVEL_OWN_SHARE does not occur */
    int goal;            /* as tc_level.goal */
    int project;         /* of TC_LEVEL_SHARE, else -1 */
    double value, bound; /* as tc_level.value */
    long nodes;          /* programs that were solved */
    double seconds;      /* not saved: no two runs agree on it */
    int root; /* its tree, in plan->nodes; -1: too large to carry, and the bound
                 is the solver's word */
} tc_search;

/* How far the best value may lie above what is reached, relative to the larger of the
 * two: 0 where the bound is the value but for rounding. */
double tc_search_gap(const tc_search *search);

/* After a search: no plan with its value has this project at the other end. */
typedef struct tc_fixing {
    int search, project;
    bool approved; /* at least at its least share; else refused */
    int set;       /* the prices that prove it; -1: each leaf of the search's tree does */
} tc_fixing;

typedef struct tc_credit {
    int source, project, pollutant;
    tc_grains grains; /* > 0 */
} tc_credit;

/* Why a project is not fully served: the first thing that stops it. */
typedef enum tc_reason_kind {
    TC_REASON_NONE,
    TC_REASON_ZONING,     /* breaks 三线一单, or a clause refuses it */
    TC_REASON_NO_SOURCE,  /* nobody reduces this pollutant here in this basin at all */
    TC_REASON_NO_POOL,    /* there are sources, but only outside its area */
    TC_REASON_TOO_EARLY,  /* there are sources, but all after it starts */
    TC_REASON_BARRED,     /* there are sources, but rules bar it from all of them */
    TC_REASON_USED_UP,    /* what it could use has gone to projects ranked before it */
    TC_REASON_TOO_LITTLE, /* what is left is not enough for a whole project */
    TC_REASON_ORDER, /* enough of everything is left, but earlier goals stand against it,
                        or the search ended before it came to it */
    TC_REASON_ROUNDING, /* grains given up so that the columns add up */
    TC_REASON_LOCKED    /* locked out, and no rule refuses it */
} tc_reason_kind;

/* Of several pollutants that are used up, the first is the one whose shortage an earlier
 * goal feels, and of those the one that costs the project most. */
typedef struct tc_reason {
    tc_reason_kind kind;
    int pollutant;       /* the first that stops it; -1 for zoning */
    unsigned pollutants; /* bit p: pollutant p stops it for the same reason */
    tc_grains missing;   /* credits of pollutant short of full service */
    int level;           /* of USED_UP: whose goal feels the shortage first; not saved */
    double weight;       /* of USED_UP: what the shortage costs there; not saved */
} tc_reason;

/* Where exchange factors other than 0 and 1 play a part, whole grains follow the LP's own
 * routing: tonnes that a class draws on a site of its own area, or on a hub. Not saved.
 */
typedef struct tc_draft {
    int pollutant, class; /* as tc_net_groups numbers them */
    tc_net_site from;     /* of the class's area; of no meaning for a hub */
    int hub;              /* -1: a site of its own area */
    double tonnes;        /* at the source, > 0 */
} tc_draft;

struct tc_plan {
    tc_arena arena;
    tc_plan_status status;
    bool relaxed; /* whole projects taken as divisible: a bound, no decision */
    bool whole;   /* whole projects decided by the searches below, which prove it */
    bool stopped; /* by a limit or by hand, before every search was done */
    const int *conflict; /* when infeasible: must_serve projects that cannot all be */
    int conflict_count;
    double *share, *own_share; /* project_count: y and l, as the LP has them */
    const tc_level *levels;
    const tc_price *prices;
    int level_count, price_count;
    /* project_count * TC_POLLUTANTS each, index project * TC_POLLUTANTS + pollutant */
    tc_grains *emission;       /* approved */
    tc_grains *credit;         /* what must be, and is, credited for it */
    tc_credit *credits;        /* by project, pollutant, source */
    tc_reason *reasons;        /* project_count */
    const tc_grains *shortage; /* as emission, see domain/shortage.h; NULL: not whole */
    const int *ties; /* projects among which only the order of acceptance decided */
    const tc_draft *drafts;
    int credit_count, tie_count, draft_count;
    long pivots;
    tc_search *searches;      /* in strict order */
    const tc_fixing *fixings; /* by search */
    const tc_proof_node *nodes;
    int search_count, fixing_count, node_count;
    const tc_price *proof_prices; /* level: number of a set, 0..proof_sets - 1 */
    int proof_price_count, proof_sets;
    char digest[65]; /* SHA-256 of the plan.json that it was read from; "": of none */
};

/* An empty plan; NULL when memory runs out. It lies in its own arena, so that freeing the
 * arena frees all. Owns: tc_plan_free. */
TC_CHECKED tc_plan *tc_plan_new(void);

/* Sums over the credits: out[project * TC_POLLUTANTS + pollutant], credited from other
 * areas (pooled); or out[source * TC_POLLUTANTS + pollutant], credited in all. */
void tc_plan_pooled(const tc_problem *problem, const tc_plan *plan, tc_grains *out);
void tc_plan_credited(const tc_problem *problem, const tc_plan *plan, tc_grains *out);

/* Is a credit from this source to this project one that crosses areas? A source of
 * unspecified area always counts as another area. */
bool tc_is_pooled(const tc_problem *problem, int source, int project);

#endif
