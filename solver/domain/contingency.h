/* contingency.h — what the loss of a source does to a plan, and what would be safe. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CONTINGENCY_H
#define TC_DOMAIN_CONTINGENCY_H

#include "domain/standing.h"
#include "tongchou/contingency.h"

/* An approval is what the plan approves of a project, whole or in part, with the credits
 * that it takes. Approvals are kept in order: required projects first, then by tier, date
 * of acceptance and id. One loses its cover where the sources that are left cannot give
 * its credits beside those of the approvals before it that keep theirs, however they are
 * routed. */
typedef struct tc_uncovered {
    int project;
    tc_grains missing[TC_POLLUTANTS]; /* credits that it lacks then */
} tc_uncovered;

/* A project that another plan approves less of, or more. */
typedef struct tc_shift {
    int project;
    tc_standing before, after;
    double share_before, share_after;
} tc_shift;

/* A new plan beside the one of the case. */
typedef struct tc_new_plan {
    bool verified;         /* it has passed its check; else nothing is told of it */
    tc_plan_status status; /* INFEASIBLE: nothing below but conflict */
    const tc_shift *falls, *gains; /* by rank */
    int fall_count, gain_count;
    const int *conflict; /* required projects that cannot all be served */
    int conflict_count;
} tc_new_plan;

/* One source is gone, or two at once. */
typedef struct tc_loss {
    int source, second;                /* second -1: one alone */
    tc_grains credited[TC_POLLUTANTS]; /* of it, or of both, in the plan */
    const tc_uncovered *uncovered;     /* by rank */
    int uncovered_count;
    int together;  /* of uncovered: those that neither loss alone uncovers */
    bool verified; /* the approvals that keep their cover have a plan that passes its
                      check, and all of them together have none where one falls */
    /* of one alone */
    tc_new_plan plan; /* what would be decided without it */
    bool dated;       /* it may come late, up to the day of latest */
    tc_day latest; /* there by then, no approval loses its cover; a day later one does */
    bool latest_verified;
} tc_loss;

/* Supply that is in no source of the case and cannot fail with one. */
typedef struct tc_reserve {
    int pollutant;
    int area;  /* -1: anywhere, as TC_CHANGE_ADD_SUPPLY has it */
    int basin; /* -1: of air */
    tc_day day;
    tc_grains grains; /* one grain less, and a loss takes an approval */
    int source;       /* whose loss asks for the most of the pollutant */
} tc_reserve;

/* Supply of a source that is allotted to nobody. */
typedef struct tc_held_back {
    int source, pollutant;
    tc_grains grains;
} tc_held_back;

/* The plan that is decided where something is held back, of which no single loss takes an
 * approval. */
typedef struct tc_safety {
    bool found; /* else required projects stand against it, or no such plan was
                   come by */
    bool best;  /* no plan of which no loss takes an approval is better */
    const tc_held_back *holds; /* by pollutant and source */
    int hold_count;
    tc_new_plan plan;
} tc_safety;

struct tc_contingency {
    tc_arena arena;
    tc_plan_status status; /* of the plan of the case */
    int approvals;
    const tc_loss *losses; /* one for each source that supplies anything: those that
                              uncover most first */
    int loss_count;
    const tc_reserve *reserves; /* by pollutant, place and day */
    int reserve_count;
    bool reserve_found, reserve_verified; /* else no supply anywhere would do */
    tc_safety safety;
    bool pairs;          /* any two at once were looked at */
    const tc_loss *both; /* pairs that uncover more than either alone, most first */
    int both_count;
    long replayed;
};

/* Is this project among those that lose their cover? */
bool tc_loss_takes(const tc_loss *loss, int project);

/* Tonnes of one pollutant that are held back in all. */
tc_grains tc_safety_held(const tc_safety *safety, int pollutant);

#endif
