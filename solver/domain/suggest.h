/* suggest.h — what more supply would do: what it serves, what lies idle, what it is
 * worth. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SUGGEST_H
#define TC_DOMAIN_SUGGEST_H

#include "domain/change.h"
#include "domain/plan.h"
#include "tongchou/suggest.h"

/* Some projects, by index. */
typedef struct tc_project_list {
    const int *project;
    int count;
} tc_project_list;

/* ---- what serves the tiers --------------------------------------------------------- */

typedef struct tc_addition {
    tc_change change; /* TC_CHANGE_ADD_SUPPLY */
    tc_grains grains;
} tc_addition;

/* The least supply that serves all projects of the tiers (and those that must be served).
 *
 * Shape    additions count. */
typedef struct tc_tier_supply {
    int tiers, named;        /* 1 .. tiers, and how many projects they have */
    int served;              /* of those that supply can serve: already */
    int able;                /* those that supply can serve */
    tc_project_list refused; /* by zoning, a clause or a lock: no supply serves them */
    tc_project_list beyond;  /* of a need that supply nowhere can cover */
    bool found;              /* the plan with the additions serves all that supply can */
    const tc_addition *additions;
    int count;
    bool settled;                   /* a grain less of any one, and not all are served */
    tc_grains least[TC_POLLUTANTS]; /* proved: with less of it they cannot be served */
    tc_grains least_in_all;         /* proved: nor with less of all pollutants together */
    tc_project_list lost; /* others that are served now, and would not be then */
} tc_tier_supply;

/* The additions of a pollutant; of all of them together. */
tc_grains tc_tier_supply_sum(const tc_tier_supply *supply, int pollutant);
tc_grains tc_tier_supply_total(const tc_tier_supply *supply);

/* ---- the unlock curve of a pool ---------------------------------------------------- */

/* Shares where this much is added; between two points they are linear, or where these are
 * neighbouring grains, nothing lies between. */
typedef struct tc_unlock_point {
    tc_grains at;
    const double *share; /* project_count */
    bool proved;         /* of the stretch to the next point; else it was only sampled */
} tc_unlock_point;

typedef struct tc_unlock_event {
    tc_grains at; /* from here on */
    int project;
    bool served; /* is fully served; else no longer */
    bool exact;  /* seen in a plan with its check, and not a grain before; else as the
                    shares say */
} tc_unlock_event;

/* More supply of one pollutant in one place.
 *
 * Shape    points point_count, rising from 0 to most, none where some plan on the way did
 *          not pass its check; events event_count, rising. */
typedef struct tc_unlock {
    tc_change window; /* TC_CHANGE_ADD_SUPPLY; its amount is of no meaning */
    bool early;       /* for projects that start before every source */
    tc_grains most;   /* all that could use it has enough */
    tc_grains last;   /* from here on nothing changes */
    bool proved;      /* all of it; else some stretches were only sampled */
    const tc_unlock_point *points;
    const tc_unlock_event *events;
    int point_count, event_count;
    int left;                 /* could use it, and are not fully served even at most */
    int stops[TC_POLLUTANTS]; /* how many of these lack the pollutant */
} tc_unlock;

/* ---- what lies stranded ------------------------------------------------------------ */

/* Of one pollutant, in tonnes of the sources. */
typedef struct tc_stranded {
    tc_grains remaining; /* supply that the plan credits to nobody */
    tc_grains stranded;  /* of it: what would be credited if no project lacked any other
                            pollutant. The rest nobody could use even then */
} tc_stranded;

/* If nobody lacked one pollutant. */
typedef struct tc_missing {
    bool asked;                     /* somebody does lack it */
    tc_grains freed[TC_POLLUTANTS]; /* more (or, below 0, less) of the others is credited
                                     */
    tc_grains total;                /* of them together */
    tc_grains wanted;               /* how much more of it the projects would need */
    tc_project_list gained, lost;   /* served then and not now, and the other way round */
} tc_missing;

/* ---- marginal values --------------------------------------------------------------- */

/* Shares per tonne of supply, from none to range.
 *
 * Shape    slope project_count: change of share per t/a more (less). */
typedef struct tc_marginal_side {
    bool found; /* else some plan on the way did not pass its check */
    tc_grains range;
    bool ends;   /* supply ends there, or need; else the next grain has another value */
    bool proved; /* over all of the range; else it was only sampled */
    const double *slope;
} tc_marginal_side;

/* Of the sources of one pollutant, area, basin and date, and of one standing in all
 * rules. */
typedef struct tc_marginal {
    int pollutant, source; /* its largest source, which stands for all */
    int sources;
    tc_marginal_side more, less;
} tc_marginal;

/* Sum of weight times slope over the projects of a tier. */
double tc_marginal_of_tier(const tc_problem *problem, const tc_marginal_side *side,
                           int tier);

/* ---- the whole --------------------------------------------------------------------- */

struct tc_suggestion {
    tc_arena arena;
    tc_plan_status status;     /* of the case as it is; infeasible: supply alone */
    const tc_grains *emission; /* as its plan has it; NULL: infeasible */
    tc_tier_supply supply;
    const tc_unlock *unlocks;
    int unlock_count;
    tc_stranded stranded[TC_POLLUTANTS];
    tc_missing missing[TC_POLLUTANTS];
    const tc_marginal *marginals; /* where they were asked for */
    int marginal_count;
    long asked, replayed; /* questions, and plans with their check */
};

/* The pollutant that would free the most; -1: none would. */
int tc_suggestion_best_missing(const tc_suggestion *suggestion);

#endif
