/* verify_market.h — what supplies are worth at most under one set of prices; for
 * verify*.c only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_MARKET_H
#define TC_PLAN_VERIFY_MARKET_H

#include "domain/plan.h"

/* The projects of one standing in every rule that start on one day, and what a credited
 * tonne is worth to them: from anywhere, and on top from their own area. */
typedef struct tc_market_cell {
    int area, basin;
    bool pool_access;
    unsigned limits;
    int owner; /* the project, if it has sources of its own; else -1 */
    tc_day start;
    double price, own_price;
    double best_home, best_away; /* among the cells of the run up to here */
} tc_market_cell;

/* Who may draw on a pool: the cells of a run from its first to this one. */
typedef struct tc_market_link {
    int cell;
    bool home;
    double worth; /* exchange factor, > 0 */
} tc_market_link;

/* The sources of one standing in every rule and one date. */
typedef struct tc_market_pool {
    int area, basin;
    unsigned limits;
    int owner;
    tc_day day;
    double supply, export_share;
    int first_link, link_count;
} tc_market_pool;

/* Runs are cells that differ in the start alone, the last start first. */
typedef struct tc_market {
    int pollutant;
    double total; /* supply of all sources, t/a */
    tc_market_cell *cells;
    int cell_count;
    int *cell_of; /* project_count; -1: no need, or refused */
    tc_market_pool *pools;
    int pool_count;
    tc_market_link *links;
    bool *served, *served_at_home; /* by cell: some source may serve it (at home) */
} tc_market;

/* Errors: false when memory runs out. Owns: the arena. */
TC_CHECKED bool tc_market_open(const tc_problem *problem, int pollutant, tc_arena *arena,
                               tc_market *market);

/* All prices 0. */
void tc_market_clear(tc_market *market);

/* Add a price of a class to the cells that lie in it. */
void tc_market_add(tc_market *market, const tc_price *class, double value);

/* The most that all supplies bring, each tonne where it is worth most; abroad: what every
 * tonne that crosses areas costs. */
double tc_market_worth(tc_market *market, double abroad);

#endif
