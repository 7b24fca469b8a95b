/* amounts.h — how much less emission, or more supply, serves a project. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_AMOUNTS_H
#define TC_EXPLAIN_AMOUNTS_H

#include "domain/supply_site.h"
#include "explain/explaining.h"

/* How much of one pollutant: less emission, or more supply. */
typedef struct tc_amount {
    int pollutant;
    bool stops;
    tc_supply_site site; /* of supply */
    tc_grains grains;
    double counts;   /* credits that one grain of it stands for */
    tc_grains guess; /* what is missing now */
    tc_grains most;  /* more than this changes nothing */
} tc_amount;

typedef struct tc_amounts {
    const tc_explaining *e;
    tc_way_kind kind;
    bool gently; /* nothing may be taken from projects of its own or an earlier goal */
    tc_amount list[TC_POLLUTANTS];
    int count;
    tc_way seen;                      /* what was replayed last and serves, */
    tc_grains seen_at[TC_POLLUTANTS]; /* with these amounts */
} tc_amounts;

/* The change that one of them is. */
tc_change tc_amount_change(const tc_amounts *a, const tc_amount *one);

/* Is the project fully served with these amounts, gently where that is asked? Replayed.
 */
TC_CHECKED tc_code tc_amounts_serve(tc_amounts *a, bool *does);

/* The same, for searching: by the shares. freed (or NULL): grains of the pollutant of one
 * that those hold who then get less. */
TC_CHECKED tc_code tc_amounts_seem(const tc_amounts *a, const tc_amount *one, bool *does,
                                   tc_grains *freed);

/* As tc_explaining_rules_out. */
TC_CHECKED tc_code tc_amounts_rule_out(const tc_amounts *a, bool *proved);

/* The smallest amount of this pollutant alone, or that none is enough: then the most is
 * left. proved: nothing smaller is enough, or nothing at all. */
TC_CHECKED tc_code tc_amount_alone(tc_amounts *a, tc_amount *one, bool *found,
                                   bool *proved);

/* Lessen amounts that seem to serve until a grain less of any does not. found: the rest
 * was seen to serve. */
TC_CHECKED tc_code tc_amounts_lessen(tc_amounts *a, bool *found);

#endif
