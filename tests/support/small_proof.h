/* small_proof.h — a case of three whole projects, its best plan, and the proof of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_SMALL_PROOF_H
#define TC_TESTS_SMALL_PROOF_H

#include "domain/plan.h"

/* One county, one source of 10 t/a, projects of tier 1; all amounts in one pollutant.
 *
 *     project  need  weight        the best is A alone, 3: with A there are 4 t/a left,
 *     A        6     3             and B and C need 11 together. The relaxation says 4.6.
 *     B        5     2
 *     C        6     2
 *
 * Search 0 splits at A, then at B, then at C; its leaves are closed by prices that are
 * worked out beside them. Search 1 and 2 show that neither B nor C comes in beside A. */
enum {
    SMALL_PROJECTS = 3,
    SMALL_NODES = 9,
    SMALL_PRICES = 3,
    SMALL_SETS = 7,
    SMALL_SEARCHES = 3,
    SMALL_PER_PRICE = 8
};

typedef struct small_proof {
    tc_area area;
    tc_source source;
    tc_project projects[SMALL_PROJECTS];
    tc_goal goals[2];
    tc_problem problem;
    double share[SMALL_PROJECTS], own_share[SMALL_PROJECTS];
    tc_grains emission[SMALL_PROJECTS * TC_POLLUTANTS],
        credit[SMALL_PROJECTS * TC_POLLUTANTS];
    tc_credit credits[SMALL_PROJECTS];
    tc_level level;
    tc_search searches[SMALL_SEARCHES];
    tc_fixing fixing;
    tc_proof_node nodes[SMALL_NODES];
    tc_price prices[SMALL_PRICES];
    int sets[SMALL_PRICES][SMALL_PER_PRICE];
    double values[SMALL_PRICES][SMALL_PER_PRICE];
    tc_plan plan;
} small_proof;

/* Places in prices. */
enum { SMALL_OF_CLASS, SMALL_OF_GOAL, SMALL_OF_AIM };

/* Fill it; nothing needs to be freed. Do not copy it: it points to itself. */
void small_proof_make(small_proof *c);

/* The need and the weight of a project. */
void small_project(small_proof *c, int j, const char *id, double need, double weight);

/* Serve these projects; the value of the tier is what they weigh. */
void small_serve(small_proof *c, const double share[SMALL_PROJECTS]);

#endif
