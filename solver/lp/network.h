/* network.h — a case as one linear program, aggregated exactly (METHOD.md §2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_NETWORK_H
#define TC_LP_NETWORK_H

#include "base/arena.h"
#include "domain/groups.h"
#include "lp/linear.h"

/* Projects of one site, pool access and span of start dates, for one pollutant. */
typedef struct tc_net_class {
    int pollutant;
    tc_net_site site;
    int block; /* span of dates, see METHOD.md §2 */
    bool pool_access;
    tc_day first_start, last_start;
    int coverage_row, own_row; /* -1: no such row */
} tc_net_class;

/* What a row or column stands for, for people. Unused fields are -1. */
typedef enum tc_net_kind {
    TC_NET_SHARE,
    TC_NET_OWN_SHARE,
    TC_NET_SMALLEST,
    TC_NET_APPROVED,
    TC_NET_LOCAL_USE,
    TC_NET_POOL_USE,
    TC_NET_EXPORT,
    TC_NET_LOCAL_CARRY,
    TC_NET_POOL_CARRY,
    TC_NET_COVERAGE,
    TC_NET_OWN,
    TC_NET_WITHIN,
    TC_NET_EVEN,
    TC_NET_GOAL,
    TC_NET_LEAST,
    TC_NET_MOST,
    TC_NET_SUPPLY,
    TC_NET_POOL
} tc_net_kind;

typedef struct tc_net_item {
    tc_net_kind kind;
    int pollutant, area, basin, project, hub, class, goal;
    tc_net_site from; /* of TC_NET_LOCAL_USE: the site that serves the class */
    double worth;     /* exchange factor of TC_NET_LOCAL_USE and TC_NET_POOL_USE */
    tc_day day;
} tc_net_item;

typedef struct tc_network {
    tc_arena arena;
    const tc_problem *problem;
    tc_linear lp;
    int *share_column,
        *own_column;      /* project_count; own -1 where there is no own share */
    int *smallest_column; /* goal_count; -1 where the goal is not even */
    tc_net_class *classes;
    int class_count;
    int *export_column, *export_pollutant; /* export_count */
    int export_count;
    int first_class[TC_POLLUTANTS]; /* of each pollutant in classes */
    int *goal_row;                  /* goal_count; -1: without goal rows, or no total */
    int *approved_column;           /* project_count; -1 */
    int *within_row;                /* project_count; -1 */
    int *even_row;                  /* goal_count * area_count; -1 */
    double total_supply[TC_POLLUTANTS];
    tc_net_item *rows, *columns; /* lp.rows, lp.columns */
    int row_room, column_room;
} tc_network;

/* Are there rows for what goals have reached? They are free until a search sets them. As
 * a program in whole numbers it also has columns that say of projects with a least share
 * below 1 whether they are approved. */
typedef enum tc_net_goals {
    TC_NET_NO_GOAL_ROWS,
    TC_NET_GOAL_ROWS,
    TC_NET_WHOLE_NUMBERS
} tc_net_goals;

/* Build the program of the case; start from {0}.
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER (numbers beyond all measure).
 * Owns     tc_network_free; problem must outlive it.
 * Source   METHOD.md §1 and §2. */
TC_CHECKED tc_code tc_network_build(const tc_problem *problem, tc_net_goals goals,
                                    tc_network *network, tc_error *error);

void tc_network_free(tc_network *network);

#endif
