/* rule_set.h — the clauses of one document: when each holds, and what it does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_RULE_SET_H
#define TC_DOMAIN_RULE_SET_H

#include "base/day.h"
#include "domain/condition.h"

typedef enum tc_set_standing {
    TC_SET_IN_FORCE,
    TC_SET_DRAFT,
    TC_SET_UNVERIFIED /* known from hearsay only */
} tc_set_standing;

/* How sure we are of a clause. */
typedef enum tc_sure {
    TC_SURE_GAZETTE,   /* read in the gazette */
    TC_SURE_FOUND,     /* read in a public source */
    TC_SURE_GENERAL,   /* general knowledge, unverified */
    TC_SURE_INFERENCE, /* our conclusion */
    TC_SURES
} tc_sure;

/* gazette, found, general-knowledge, inference; in-force, draft, unverified. */
extern const char *const tc_sure_words[];
extern const char *const tc_set_standing_words[];

typedef enum tc_effect {
    TC_EFFECT_RATIO,   /* the ratio of some pollutants */
    TC_EFFECT_EXEMPT,  /* ratio 0: out of scope, or small quantities */
    TC_EFFECT_REFUSE,  /* the project gets nothing */
    TC_EFFECT_BAR,     /* some sources may not serve the project */
    TC_EFFECT_PREFER,  /* permit holders are drawn on first */
    TC_EFFECT_POOL,    /* access to other areas */
    TC_EFFECT_PROTECT, /* what a county's own key projects need stays there */
    TC_EFFECT_BASIN,   /* do all basins count as one? */
    TC_EFFECTS
} tc_effect;

extern const char *const tc_effect_words[]; /* ratio … basin */

/* One rule of a document. */
typedef struct tc_clause {
    const char *article, *text, *text_en; /* 第五条; what it says; "" when not given */
    tc_sure sure;
    int rank;                 /* inside its set the highest that holds decides */
    const tc_condition *when; /* NULL: always */
    tc_effect effect;
    unsigned pollutants;             /* bit p */
    double ratio;                    /* of RATIO; 0 of EXEMPT */
    bool small, together;            /* of EXEMPT: small quantities; only all at once */
    double threshold[TC_POLLUTANTS]; /* t/a, where small; -1: none */
    const tc_condition *bar;         /* the sources of BAR */
    bool allow;                      /* of POOL; of BASIN: wide */
    int line, column;
} tc_clause;

/* A reading that a case may choose. */
typedef struct tc_switch {
    const char *name, *text, *text_en;
    const char *const *values; /* the usual one among them */
    int value_count;
    const char *value; /* chosen by the case, else the usual one */
} tc_switch;

typedef struct tc_rule_set {
    const char *id, *title, *title_en, *number, *source;
    tc_set_standing standing;
    tc_day from, until; /* until: TC_DAY_NEVER when not given */
    const char *file;   /* rules/ID.json of the case; ID.json of a shipped one */
    bool shipped;
    int line, column; /* where case.json names it */
    const tc_switch *switches;
    int switch_count;
    const char *const *columns; /* that it asks for and a case may go without */
    int column_count;
    const tc_clause *clauses;
    int clause_count;
} tc_rule_set;

/* Is the set in force on the day? A draft is not. */
bool tc_rule_set_holds_on(const tc_rule_set *set, tc_day day);

#endif
