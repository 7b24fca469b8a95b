/* explanation.h — why a project came out as it did, and what would change it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_EXPLANATION_H
#define TC_DOMAIN_EXPLANATION_H

#include "base/buffer.h"
#include "domain/change.h"
#include "domain/standing.h"
#include "tongchou/explain.h"

/* ---- what stopped it --------------------------------------------------------------- */

/* By what right another project holds tonnes. */
typedef enum tc_hold_kind {
    TC_HOLD_REQUIRED, /* it must be served */
    TC_HOLD_LOCKED,   /* it is locked in by hand */
    TC_HOLD_LOCAL,    /* a county's own key project, on sources of its county */
    TC_HOLD_EARLIER,  /* an earlier goal counts it */
    TC_HOLD_TIE,      /* the same goal; only the order of acceptance decided */
    TC_HOLD_SAME,     /* the same goal, which reaches more with it */
    TC_HOLD_LATER     /* a later goal: it could use what was of no use here */
} tc_hold_kind;

typedef struct tc_hold {
    int project;
    tc_grains grains; /* at the sources */
    tc_hold_kind kind;
    int goal; /* that counts it; goal_count: none does */
} tc_hold;

/* The sources of one area, basin and date that may serve the project. */
typedef struct tc_pool_state {
    int area, basin;  /* basin -1: none */
    tc_day day;       /* available_from */
    tc_grains supply; /* in whole grains */
    tc_grains held;   /* by other projects */
    tc_grains left;   /* unused, and free to come here */
} tc_pool_state;

/* How it stands with one pollutant that the project needs. */
typedef struct tc_stop {
    int pollutant;
    bool stops;                   /* is it what stops the project? */
    tc_grains missing;            /* where it stops it: credits short of full service */
    tc_grains supply, held, left; /* over its pools */
    tc_day first_day;             /* the first day on which a source comes that only its
                                     start keeps away; 0: none */
    const tc_pool_state *pools;   /* largest supply first */
    const tc_hold *holds;         /* largest first */
    int pool_count, hold_count;
} tc_stop;

/* ---- what would change it ---------------------------------------------------------- */

/* A project that gets less than before. */
typedef struct tc_fall {
    int project;
    double before, after;          /* its share */
    tc_grains lost[TC_POLLUTANTS]; /* of approved emission */
} tc_fall;

typedef struct tc_falls {
    const tc_fall *list; /* the largest loss of share first */
    int count;
} tc_falls;

typedef enum tc_way_kind {
    TC_WAY_EMISSION, /* it emits less */
    TC_WAY_SUPPLY,   /* more supply */
    TC_WAY_START,    /* it starts later */
    TC_WAY_POOL,     /* it applies to the pool */
    TC_WAY_TIER,     /* it is of another tier */
    TC_WAY_SWAP,     /* another project leaves */
    TC_WAY_UNLOCK,   /* its lock is taken off */
    TC_WAY_ADMIT     /* the clause that refuses it is lifted */
} tc_way_kind;

typedef struct tc_way_part {
    tc_change change;
    tc_grains grains; /* of change.amount */
} tc_way_part;

/* A change of one kind, as small as it can be, and what it was seen to do; or that none
 * of the kind serves the project. */
typedef struct tc_way {
    tc_way_kind kind;
    const tc_way_part *parts; /* where none serves: the most that was tried */
    int count;                /* 0: there is nothing of the kind to try */
    bool serves;              /* replayed; and a step less of any part does not */
    bool proved;              /* nothing smaller (none at all) of the kind serves it */
    bool spares;    /* of SUPPLY: it takes nothing from projects that the same or
                       an earlier goal counts; less does not serve it so */
    double share;   /* of the project after the change; 0 where not replayed */
    tc_falls falls; /* others that then get less */
} tc_way;

/* The value of a goal, or the smallest share that it makes large first. */
typedef struct tc_goal_change {
    int goal;
    bool smallest;
    double before, after;
} tc_goal_change;

/* What happens if the project must be served. */
typedef struct tc_displacement {
    int project;
    double share;  /* that it has now */
    bool possible; /* else there is no plan, whoever falls */
    tc_falls falls;
    const tc_goal_change *goals; /* whose value changes, in strict order */
    int goal_count;
} tc_displacement;

/* Projects between which only the order of acceptance decided. */
typedef struct tc_tie {
    const int *projects; /* in that order, with the project itself; none: no tie */
    int count;
    double share;   /* of the project, were it accepted first (served: last) of all */
    tc_falls falls; /* others that then get less (served: the project itself, too) */
} tc_tie;

struct tc_explanation {
    tc_arena arena;
    int project;
    tc_plan_status status; /* of the plan of the case; INFEASIBLE: nothing is known */
    tc_standing standing;
    double share;
    tc_reason_kind reason;
    tc_standing_reason why;            /* the same in words */
    tc_grains emission[TC_POLLUTANTS]; /* approved */
    const tc_stop *stops; /* a line for each pollutant that it needs; those that stop it
                             first */
    int stop_count;
    tc_tie tie;
    const tc_way *ways;
    int way_count;
    tc_displacement displacement; /* of one that is not fully served and not refused */
    long asked, replayed;         /* questions, and plans with their check */
};

struct tc_displacements {
    tc_arena arena;
    tc_plan_status status;
    const tc_displacement *list; /* by rank */
    int count;
    int served, refused; /* projects that are not in the list */
    long asked, replayed;
};

/* ---- in words ---------------------------------------------------------------------- */

/* The index of the goal that counts the tier, goal_count where none does. */
int tc_goal_of_tier(const tc_problem *problem, int tier);

/* required, locked-in, local, earlier, tie, same, later; emission, supply, start, pool,
 * tier, swap, unlock, admit: as files name them. */
const char *tc_hold_word(tc_hold_kind kind);
const char *tc_way_word(tc_way_kind kind);

/* What gives the holder its right: a paragraph of the notice, or a file of the case. The
 * same clause is the same pointer. */
const char *tc_hold_clause(const tc_problem *problem, const tc_hold *hold,
                           tc_language language);

/* The lines of an explanation, in their order. */
typedef enum tc_explained {
    TC_EXPLAINED_VERDICT,
    TC_EXPLAINED_STOP,
    TC_EXPLAINED_MARGIN, /* of one that is served */
    TC_EXPLAINED_HOLDERS,
    TC_EXPLAINED_TIES,
    TC_EXPLAINED_EMISSION,
    TC_EXPLAINED_SUPPLY,
    TC_EXPLAINED_START,
    TC_EXPLAINED_POOL,
    TC_EXPLAINED_TIER,
    TC_EXPLAINED_SWAP,
    TC_EXPLAINED_LIFTED, /* what refuses it */
    TC_EXPLAINED_DISPLACED
} tc_explained;
enum { TC_EXPLAINED_LINES = TC_EXPLAINED_DISPLACED + 1 };

/* verdict, stop, …: as files name it; 结论, "verdict": what people read. */
const char *tc_explained_word(tc_explained line);
const char *tc_explained_shown(tc_explained line, tc_language language);

/* Append what a line says, without its title and full stop; nothing where it does not
 * apply. */
void tc_explained_write(const tc_problem *problem, const tc_explanation *explanation,
                        tc_explained line, tc_language language, tc_buffer *out);

/* Append what comes of forcing a project in: who falls, and which goal loses. */
void tc_displacement_write(const tc_problem *problem, const tc_displacement *displacement,
                           tc_language language, tc_buffer *out);

#endif
