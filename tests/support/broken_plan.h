/* broken_plan.h — a copy of a plan that a test may break, and how the check took it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_BROKEN_PLAN_H
#define TC_TESTS_BROKEN_PLAN_H

#include "domain/plan.h"
#include "support/dice.h"

/* The plan's own arrays again, to be changed; plan points to them. There is room for two
 * more credits, and in every price for one more level. */
typedef struct broken_plan {
    tc_plan plan;
    tc_level *levels;
    tc_price *prices;
    int **price_level; /* by price */
    double **price_value;
    char clue[3][96]; /* one of these stands in the message; "" is none */
} broken_plan;

broken_plan broken_plan_copy(const tc_problem *problem, const tc_plan *plan);
void broken_plan_free(broken_plan *broken);

/* Break the copy in one way, and say in clue what the check must answer; false where this
 * plan cannot be broken so. */
typedef bool break_it(const tc_problem *problem, broken_plan *broken, dice *d);

/* Solve made cases and break each of their plans, until tries could be broken; each must
 * be refused with a message that holds a clue. */
void break_many(break_it *how, unsigned features, int tries);

/* What the check finds now. */
tc_verdict broken_plan_verdict(const tc_problem *problem, const broken_plan *broken);

/* Set clue[i], as printf does. */
void broken_plan_clue(broken_plan *broken, int i, const char *format, ...)
    TC_PRINTF(3, 4);

/* Put the credits in order again, and make one of two that name the same three. */
void broken_plan_sort(broken_plan *broken);

/* Credits of a source in a pollutant, and what it has left, in grains. */
tc_grains broken_plan_used(const broken_plan *broken, int source, int pollutant);
tc_grains broken_plan_rest(const tc_problem *problem, const broken_plan *broken,
                           int source, int pollutant);

/* A place to begin a search: a number below count, 0 where count is 0. */
int broken_plan_start(dice *d, int count);

#endif
