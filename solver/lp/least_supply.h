/* least_supply.h — how little more supply covers the required projects in full. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_LEAST_SUPPLY_H
#define TC_LP_LEAST_SUPPLY_H

#include "domain/plan.h"

/* More supply of a pollutant in one place, there from a day on. */
typedef struct tc_lack {
    int pollutant;
    int area;  /* -1: anywhere, as TC_CHANGE_ADD_SUPPLY has it */
    int basin; /* -1: it plays no part */
    tc_day day;
    tc_grains grains; /* at the source, > 0 */
} tc_lack;

/* Shape    lacks: count, by pollutant; of the arena. */
typedef struct tc_least_supply {
    tc_lack *lacks;
    int count;
    tc_grains least[TC_POLLUTANTS]; /* no smaller addition of it covers them, wherever it
                                       is and whatever the guarantee */
    tc_grains total; /* nor one that is smaller in all, with the guarantee */
} tc_least_supply;

/* What is asked for beside covering the required projects. */
typedef struct tc_supply_terms {
    double guarantee; /* weights times own-area shares of local key projects: at least */
    bool at_home;     /* own areas alone cover them; the bounds then say nothing */
} tc_supply_terms;

/* The smallest additions in all with which the required projects are covered; other local
 * key projects may be, and nobody else asks for anything. Supply helps all of them
 * (tc_supply_helps). Of additions as small: those that may lie anywhere, then those that
 * come late.
 *
 * Errors   TC_ERR_MEMORY; TC_ERR_SOLVER, also where the guarantee cannot be given.
 * Owns     the arena. Source: METHOD.md §8. */
TC_CHECKED tc_code tc_least_supply_find(const tc_problem *problem,
                                        const tc_supply_terms *terms, tc_arena *arena,
                                        tc_least_supply *least, tc_error *error);

#endif
